"""Reduces a log in memory: a few passes over sorted codes for each small table."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.coding import NOWHERE, Coding, Kinds, Steps
from cjwidgets.evidence.reduce.arrays import chain, paths, sort
from cjwidgets.evidence.reduce.arrays.durations import times
from cjwidgets.evidence.reduce.arrays.events import Events, Mask
from cjwidgets.evidence.reduce.arrays.kinds import kinds_of
from cjwidgets.evidence.reduce.arrays.placed import DENSE, Placed
from cjwidgets.evidence.reduce.arrays.profile import profile_of
from cjwidgets.evidence.reduce.tables import (
    GROUPS,
    Chain,
    Counts,
    Dwell,
    Exits,
    Order,
    Profile,
    Reach,
    Span,
)

Codes = NDArray[np.integer[Any]]


class ArrayEngine:
    """The ``Engine`` of a log in memory; see there for what its methods return."""

    def __init__(self, events: Events) -> None:
        self.events = events
        self._kinds: dict[tuple[tuple[str, ...], tuple[int, ...]], tuple[Kinds, Codes]] = {}
        self._placed: WeakKeyDictionary[Coding, Placed] = WeakKeyDictionary()

    # What is told apart ---------------------------------------------------------

    def span(self) -> Span:
        return self._span

    @cached_property
    def _span(self) -> Span:
        stamps = self.events.stamps
        same = (stamps[1:] == stamps[:-1]) & ~self.events.begins[1:]
        return Span(
            events=len(self.events),
            customers=self.events.customers,
            first=int(stamps.min()) if len(stamps) else 0,
            last=int(stamps.max()) if len(stamps) else 0,
            ties=int(np.count_nonzero(same)),
        )

    def profile(self, *, period: int, start: int) -> Profile:
        return profile_of(self.events, period, start)

    def kinds(self, columns: tuple[str, ...] = ("event",), cuts: tuple[int, ...] = ()) -> Kinds:
        return self._kinds_and_codes(columns, cuts)[0]

    def _kinds_and_codes(
        self, columns: tuple[str, ...], cuts: tuple[int, ...]
    ) -> tuple[Kinds, Codes]:
        key = (columns, cuts)
        if key not in self._kinds:
            self._kinds[key] = kinds_of(self.events, columns, cuts)
        return self._kinds[key]

    def _codes(self, kinds: Kinds) -> Codes:
        return self._kinds_and_codes(kinds.columns, kinds.cuts)[1]

    def placed(self, coding: Coding) -> Placed:
        """Return the events at the places of a coding; kept as long as the coding lives."""
        if coding not in self._placed:
            self._placed[coding] = self._place(coding)
        return self._placed[coding]

    def _place(self, coding: Coding) -> Placed:
        narrow = coding.places.astype(np.min_scalar_type(-max(len(coding), 1)))
        codes = self._codes(coding.kinds)
        if (narrow != NOWHERE).all():
            trivial = np.array_equal(narrow, np.arange(len(narrow)))
            return Placed(self.events, codes if trivial else narrow[codes], len(coding), None)
        places = narrow[codes]
        at = np.flatnonzero(places != NOWHERE)
        return Placed(self.events, places[at], len(coding), at)

    # The reductions -------------------------------------------------------------

    def reach(self, coding: Coding) -> Reach:
        placed = self.placed(coding)
        cost: NDArray[np.float64] | None = None
        if self.events.cost is not None:
            weights = self.events.cost if placed.at is None else self.events.cost[placed.at]
            cost = np.bincount(placed.places, weights, placed.size).astype(np.float64)
        return Reach(
            events=placed.count(placed.places),
            customers=placed.count(placed.places[placed.firsts]),
            entered=placed.count(placed.places[placed.starts]),
            left=placed.count(placed.places[placed.ends]),
            cost=cost,
            anywhere=len(placed.starts),
        )

    def pairs(
        self,
        coding: Coding,
        *,
        visits: bool = False,
        customers: bool = False,
        groups: bool = False,
        until: tuple[int, ...] = (),
    ) -> pd.DataFrame:
        placed = self.placed(coding)
        group = _groups(placed, self.events.customers) if groups else None
        placed = placed.until(until)
        moves = placed.visits if visits else placed
        size = moves.size + 2
        pairs = size**2
        room = pairs * (GROUPS if groups else 1)
        places: Codes = moves.places.astype(np.int32 if room < 2**31 else np.int64)
        key: NDArray[Any] = places[:-1] * size
        key += places[1:]
        # No event follows the end: there pairs of two customers go, instead of taking them out.
        key[moves.begins[1:]] = pairs - 1
        start = moves.size * size + places[moves.starts]
        end = places[moves.ends] * size + moves.size + 1
        once: list[Any] | None = None
        if customers:
            owner, pair = _distinct(moves.owners[1:], key, self.events.customers, pairs)
            once = [pair if group is None else pair + group[owner] * pairs]
        if group is not None:
            shift = (group * pairs).astype(places.dtype)
            key += shift[moves.owners[1:]]
            start = start + shift[moves.owners[moves.starts]]
            end = end + shift[moves.owners[moves.starts]]
        found, counts = _tally([key, start, end], room, pairs)
        columns = {"group": found // pairs} if groups else {}
        columns |= {"source": found // size % size, "target": found % size}
        columns["count"] = counts
        if once is not None:
            columns["customers"] = _tally([*once, start, end], room, pairs)[1]
        return pd.DataFrame(columns)

    def dwell(
        self, coding: Coding, *, visits: bool = False, cap: int | None = None, z: float = 1.96
    ) -> Dwell:
        placed = self.placed(coding)
        stays = placed.visits if visits else placed
        gaps = np.diff(stays.stamps)
        places = stays.places[:-1]
        last = stays.begins[1:]
        if last.any():
            # Stays without an end get a place of their own, which is quicker than to go.
            places = places.astype(np.min_scalar_type(stays.size))
            places[last] = stays.size
            gaps[last] = 0
        capped = np.zeros(stays.size, dtype=np.int64)
        if cap is not None:
            capped = stays.count(places[gaps > cap])
            np.minimum(gaps, cap, out=gaps)
        return Dwell(
            times=times(gaps, places, stays.size, z),
            censored=stays.count(stays.places[stays.ends]),
            capped=capped,
        )

    def chain(
        self,
        steps: Steps,
        *,
        by: Coding | None = None,
        window: int | None = None,
        strict: bool = False,
        z: float = 1.96,
    ) -> Chain:
        return chain.follow(
            self.events,
            steps.members,
            self._codes(steps.kinds),
            None if by is None else (self._entries(by), len(by)),
            window=window,
            strict=strict,
            z=z,
        )

    def _entries(self, coding: Coding) -> NDArray[np.int64]:
        """Place of each customer's first placed event; −1 without one."""
        placed = self.placed(coding)
        entries = np.full(self.events.customers, NOWHERE, dtype=np.int64)
        entries[placed.owners[placed.starts]] = placed.places[placed.starts]
        return entries

    def paths(self, coding: Coding, *, top: int = 20, length: int = 20) -> pd.DataFrame:
        return paths.count(self.placed(coding), top=top, length=length)

    def exits(self, coding: Coding, *, window: int) -> Exits:
        placed = self.placed(coding)
        last = placed.places[placed.ends]
        known = placed.stamps[placed.ends] + window <= self._span.last
        back = (np.diff(placed.stamps) > window) & ~placed.begins[1:]
        return Exits(
            left=placed.count(last[known]),
            undecided=placed.count(last[~known]),
            returned=placed.count(placed.places[:-1][back]),
        )

    def joint(
        self, first: Coding, second: Coding, *, then: bool = False, firsts: bool = False
    ) -> Counts:
        one, two = self.placed(first), self.placed(second)
        # The latest event at a place is the first of the reversed log.
        ends = _lasts(two) if then else two.firsts
        owners, places, at = two.owners[ends], two.places[ends], two.positions[ends]
        began_owner, began_place = one.owners[one.firsts], one.places[one.firsts]
        began_at = one.positions[one.firsts]
        counts = np.zeros((one.size, two.size), dtype=np.int64)
        begun = np.empty(self.events.customers, dtype=np.int64)
        for place in range(one.size):
            here = began_place == place
            begun.fill(len(self.events))
            begun[began_owner[here]] = began_at[here] if then or firsts else -1
            counts[place] = two.count(places[at >= begun[owners]])
        return counts

    def order(self, coding: Coding) -> Order:
        placed = self.placed(coding)
        visits = placed.visits
        size = placed.size
        key = visits.owners.astype(np.int64) * size + visits.places
        visit, times_visited = np.unique(key, return_counts=True)
        new = visits.firsts
        owners, places = visits.owners[new].astype(np.int64), visits.places[new].astype(np.int64)
        # A customer's keys exceed all of the customers before: the maximum starts anew with each.
        furthest = np.maximum.accumulate(owners * size + places)
        late = furthest > owners * size + places
        last = np.append(owners[1:] != owners[:-1], True) if len(owners) else late
        return Order(
            visited=placed.count(places),
            repeated=placed.count(visit[times_visited > 1] % size),
            late=placed.count(places[late]),
            furthest=placed.count(furthest[last] % size),
        )

    def activity(self, *, period: int) -> pd.DataFrame:
        events = self.events
        index = (events.stamps - self._span.first) // period
        starts = np.flatnonzero(events.begins)
        cohort = index[starts][events.owners]
        new = events.begins.copy()
        new[1:] |= index[1:] != index[:-1]
        frame = pd.DataFrame({"cohort": cohort[new], "age": (index - cohort)[new]})
        counted = frame.groupby(["cohort", "age"], as_index=False).size()
        return counted.rename(columns={"size": "customers"})

    # Parts of the log -----------------------------------------------------------

    def where(self, role: str, names: tuple[str, ...]) -> ArrayEngine:
        """Return the engine of the events whose ``role`` is one of ``names``."""
        label = self.events.labels[role]
        wanted = np.append(np.isin(np.array(label.names, dtype=object), list(names)), False)
        return self._of(wanted[label.codes])

    def between(self, start: int | None, end: int | None) -> ArrayEngine:
        """Return the engine of the events with ``start <= time < end`` (µs UTC)."""
        keep = np.ones(len(self.events), dtype=np.bool_)
        if start is not None:
            keep &= self.events.stamps >= start
        if end is not None:
            keep &= self.events.stamps < end
        return self._of(keep)

    def _of(self, keep: Mask) -> ArrayEngine:
        return ArrayEngine(self.events.take(keep))


def _tally(keys: list[Any], room: int, pairs: int) -> tuple[Counts, Counts]:
    """Return the distinct keys (0 … room − 1), rising, and how often each occurs.

    The last of each ``pairs`` keys stands for no pair, and is left out.
    """
    if room > DENSE * sum(map(len, keys)) + 1_000_000:
        found, number = np.unique(np.concatenate(keys), return_counts=True)
        real = found % pairs != pairs - 1
        return found[real].astype(np.int64), number[real]
    counts = np.bincount(keys[0], minlength=room)
    for part in keys[1:]:
        counts += np.bincount(part, minlength=room)
    counts[pairs - 1 :: pairs] = 0
    found = np.flatnonzero(counts)
    return found, counts[found]


def _distinct(
    owners: Codes, key: Codes, customers: int, room: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct pairs of an owner (0 … customers − 1) and a key (0 … room − 1)."""
    both = owners.astype(np.int64)
    both *= room
    both += key
    if customers * room <= DENSE * len(both) + 1_000_000:
        seen = np.zeros(customers * room, dtype=np.bool_)
        seen[both] = True
        both = np.flatnonzero(seen)
    else:
        both = sort.distinct(both)
    owner = both // room
    return owner, both - owner * room  # divmod takes three times as long


def _groups(placed: Placed, customers: int) -> NDArray[np.int64]:
    """Group of each customer: see ``Engine.pairs``; 0 without a placed event."""
    stamps = placed.stamps
    number = np.diff(np.append(placed.starts, len(placed)))
    groups = np.zeros(customers, dtype=np.int64)
    groups[placed.owners[placed.starts]] = (
        31 * stamps[placed.starts] + 17 * stamps[placed.ends] + number
    ) % GROUPS
    return groups


def _lasts(placed: Placed) -> NDArray[np.int64]:
    """Position (among the placed) of each customer's last event at each place."""
    key = placed.owners.astype(np.int64) * placed.size + placed.places
    return len(key) - 1 - np.unique(key[::-1], return_index=True)[1]
