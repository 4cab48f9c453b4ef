"""Reduces a log in memory: a few passes over sorted codes for each small table."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.matching.placement import (
    NOWHERE,
    ChainSteps,
    Column,
    Earlier,
    EventKinds,
    Placement,
)
from cjwidgets.evidence.reduce.arrays import chain, funnel, pairs, parts, paths, waits
from cjwidgets.evidence.reduce.arrays.durations import dwell_of, inside_of
from cjwidgets.evidence.reduce.arrays.event_kinds import earlier_labels, event_kinds
from cjwidgets.evidence.reduce.arrays.events import Events, Labels, Mask, look_up
from cjwidgets.evidence.reduce.arrays.placed import Placed
from cjwidgets.evidence.reduce.arrays.positions import Positions
from cjwidgets.evidence.reduce.arrays.profile import activity_of, profile_of, returns_of
from cjwidgets.evidence.reduce.tables import (
    Chain,
    Counts,
    Dwell,
    Exits,
    Funnel,
    Order,
    Profile,
    Reach,
    RowOrder,
    Span,
)

Codes = NDArray[np.integer[Any]]


class ArrayEngine:
    """The ``Engine`` of a log in memory; see there for what its methods return."""

    def __init__(self, events: Events) -> None:
        self.events = events
        self._kinds: dict[tuple[tuple[Column, ...], tuple[int, ...]], tuple[EventKinds, Codes]] = {}
        self._found: dict[tuple[tuple[Column, ...], tuple[int, ...]], Positions] = {}
        self._placed: WeakKeyDictionary[Placement, Placed] = WeakKeyDictionary()

    def __reduce__(self) -> tuple[Any, ...]:
        return ArrayEngine, (self.events,)

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
            watched=self.events.watched,
        )

    def unordered(self) -> int:
        return 0

    def row_order(self) -> RowOrder:
        return self.events.row_order

    def profile(self, *, period: int, start: int) -> Profile:
        return profile_of(self.events, period, start)

    def kinds(
        self, columns: tuple[Column, ...] = ("event",), cuts: tuple[int, ...] = ()
    ) -> EventKinds:
        return self._kinds_and_codes(columns, cuts)[0]

    def _kinds_and_codes(
        self, columns: tuple[Column, ...], cuts: tuple[int, ...]
    ) -> tuple[EventKinds, Codes]:
        key = (columns, cuts)
        if key not in self._kinds:
            labels = [self._labels(column) for column in columns]
            self._kinds[key] = event_kinds(self.events, columns, labels, cuts)
        return self._kinds[key]

    def _labels(self, column: Column) -> Labels:
        if isinstance(column, Earlier):
            return earlier_labels(self.events, column, *self._kinds_and_codes(column.columns, ()))
        return self.events.labels[column]

    def _codes(self, kinds: EventKinds) -> Codes:
        return self._kinds_and_codes(kinds.columns, kinds.cuts)[1]

    def placed(self, placement: Placement) -> Placed:
        """Return the events at the places of a placement; kept as long as the placement lives."""
        if placement not in self._placed:
            self._placed[placement] = self._place(placement)
        return self._placed[placement]

    def _place(self, placement: Placement) -> Placed:
        narrow = placement.places.astype(np.min_scalar_type(-max(len(placement), 1)))
        codes = self._codes(placement.kinds)
        if (narrow != NOWHERE).all():
            trivial = np.array_equal(narrow, np.arange(len(narrow)))
            places = codes if trivial else look_up(narrow, codes)
            return Placed(self.events, places, len(placement), None)
        places = look_up(narrow, codes)
        at = np.flatnonzero(places != NOWHERE)
        return Placed(self.events, places[at], len(placement), at)

    # The reductions -------------------------------------------------------------

    def reach(self, placement: Placement) -> Reach:
        placed = self.placed(placement)
        cost: NDArray[np.float64] | None = None
        if self.events.cost is not None:
            weights = self.events.cost if placed.at is None else self.events.cost[placed.at]
            cost = np.bincount(placed.places, np.nan_to_num(weights), placed.size).astype(
                np.float64
            )
        return Reach(
            events=placed.count(placed.places),
            customers=placed.customers,
            entered=placed.count(placed.places[placed.starts]),
            left=placed.count(placed.places[placed.ends]),
            cost=cost,
            anywhere=len(placed.starts),
        )

    def pairs(
        self,
        placement: Placement,
        *,
        visits: bool = False,
        customers: bool = False,
        groups: bool = False,
        until: tuple[int, ...] = (),
        active: int | None = None,
    ) -> pd.DataFrame:
        return pairs.count(
            self.placed(placement),
            visits=visits,
            customers=customers,
            groups=groups,
            until=until,
            active=active,
            end=self._span.end,
        )

    def triples(
        self, placement: Placement, *, until: tuple[int, ...] = (), active: int
    ) -> pd.DataFrame:
        return pairs.triples(self.placed(placement), until=until, active=active, end=self._span.end)

    def dwell(
        self,
        placement: Placement,
        *,
        visits: bool = False,
        inside: bool = False,
        cap: int | None = None,
        z: float,
    ) -> Dwell:
        placed = self.placed(placement)
        if inside:
            return inside_of(placed, cap=cap, z=z)
        stays = placed.visits if visits else placed
        return dwell_of(stays, cap=cap, z=z)

    def chain(
        self, steps: ChainSteps, *, by: Placement | None = None, window: int | None = None, z: float
    ) -> Chain:
        return chain.follow(
            self.events,
            steps.members,
            self._positions(steps.kinds),
            None if by is None else (self._entries(by), len(by)),
            window=window,
            end=self._span.end,
            z=z,
        )

    def funnel(
        self,
        steps: ChainSteps,
        *,
        kind: str = "closed",
        window: int | None = None,
        strict: bool = False,
        active: int,
    ) -> Funnel:
        return funnel.count(
            self.events,
            self._positions(steps.kinds),
            steps.members,
            kind=kind,
            window=window,
            strict=strict,
            active=active,
            end=self._span.end,
        )

    def waits(
        self,
        steps: ChainSteps,
        *,
        at_once: bool = False,
        by: Placement | None = None,
        resolution: int,
        active: int | None = None,
    ) -> pd.DataFrame:
        return waits.measure(
            self.events,
            self._positions(steps.kinds),
            steps.members,
            None if by is None else self._entries(by),
            at_once=at_once,
            resolution=resolution,
            active=active,
            end=self._span.end,
        )

    def _positions(self, kinds: EventKinds) -> Positions:
        key = (kinds.columns, kinds.cuts)
        if key not in self._found:
            self._found = {key: Positions(self._codes(kinds))}
        return self._found[key]

    def _entries(self, placement: Placement) -> NDArray[np.int64]:
        """Place of each customer's first placed event; −1 without one."""
        placed = self.placed(placement)
        entries = np.full(self.events.customers, NOWHERE, dtype=np.int64)
        entries[placed.owners[placed.starts]] = placed.places[placed.starts]
        return entries

    def paths(self, placement: Placement, *, top: int = 20, length: int = 20) -> pd.DataFrame:
        return paths.count(self.placed(placement), top=top, length=length)

    def exits(self, placement: Placement, *, window: int) -> Exits:
        placed, events = self.placed(placement), self.events
        last = placed.places[placed.ends]
        seen = events.stamps[events.ends][placed.owners[placed.ends]]
        gone = seen + window <= self._span.end
        away = np.flatnonzero((np.diff(events.stamps) > window) & ~events.begins[1:])
        before = placed.positions.searchsorted(away, side="right") - 1
        away, before = away[before >= 0], before[before >= 0]
        own = placed.owners[before] == events.owners[away]
        return Exits(
            left=placed.count(last[gone]),
            undecided=placed.count(last[~gone]),
            returned=placed.count(placed.places[before[own]]),
        )

    def joint(
        self, first: Placement, second: Placement, *, then: bool = False, firsts: bool = False
    ) -> Counts:
        one, two = self.placed(first), self.placed(second)
        # The latest event at a place is the first of the reversed log.
        ends = two.lasts if then else two.firsts
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

    def order(self, placement: Placement) -> Order:
        placed = self.placed(placement)
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
        return activity_of(self.events, period, self._span.first)

    def returns(self, *, period: int) -> pd.DataFrame:
        return returns_of(self.events, period, self._span.first)

    # Parts of the log -----------------------------------------------------------

    def where(self, role: str, names: tuple[str, ...]) -> ArrayEngine:
        """Return the engine of the events whose ``role`` is one of ``names``."""
        return self._of(self._has(role, names))

    def whose(self, role: str, names: tuple[str, ...]) -> ArrayEngine:
        """Return the engine of all events of customers who have one of these names."""
        owners = self.events.owners
        wanted = np.zeros(self.events.customers, dtype=np.bool_)
        wanted[owners[self._has(role, names)]] = True
        return self._of(wanted[owners])

    def _has(self, role: str, names: tuple[str, ...]) -> Mask:
        label = self.events.labels[role]
        wanted = np.append(np.isin(np.array(label.names, dtype=object), list(names)), False)
        mask: Mask = wanted[label.codes]
        return mask

    def newcomers(self, start: int, end: int, *, window: int, unseen: int) -> ArrayEngine:
        """Return the engine of the first ``window`` µs of the customers who came in a period."""
        return ArrayEngine(
            self.events.take(parts.newcomers(self.events, start, end, window, unseen))
        )

    def began(self, start: int | None, end: int | None) -> ArrayEngine:
        """Return the engine of all events of customers who began in a period."""
        return self._of(parts.began(self.events, start, end))

    def between(self, start: int | None, end: int | None) -> ArrayEngine:
        """Return the engine of the events with ``start <= time < end`` (µs UTC)."""
        keep = np.ones(len(self.events), dtype=np.bool_)
        if start is not None:
            keep &= self.events.stamps >= start
        if end is not None:
            keep &= self.events.stamps < end
        return self._of(keep, end)

    def _of(self, keep: Mask, end: int | None = None) -> ArrayEngine:
        """Return the engine of a part, watched as long as the whole, or to before ``end``."""
        events = replace(self.events, watched=self._span.until(end))
        return ArrayEngine(events.take(keep))
