"""The engine a child could check: loops over lists, straight from the protocol's docstrings."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.evidence.matching.placement import NOWHERE, ChainSteps, EventKinds, Placement
from cjwidgets.evidence.reduce.people import groups_of
from cjwidgets.evidence.reduce.tables import (
    Chain,
    Dwell,
    Exits,
    Funnel,
    Order,
    Reach,
)
from evidence import reference_funnels as funnels
from evidence.reference_profile import ReferenceProfile
from evidence.reference_rows import Event, Placed, kind_of, rows_of, times_of, visits_of


class ReferenceEngine(ReferenceProfile):
    """Implements the protocol ``Engine`` without any idea of speed."""

    def __init__(self, events: list[Event], *, costs: bool = True, watched: Any = None) -> None:
        self.costs, self.watched = costs, watched
        self.customers: dict[Any, list[Event]] = defaultdict(list)
        for event in events:
            self.customers[event.customer].append(event)
        for own in self.customers.values():
            own.sort(key=lambda event: (event.time, event.sequence))  # stable: ties by row

    def kinds(
        self, columns: tuple[str, ...] = ("event",), cuts: tuple[int, ...] = ()
    ) -> EventKinds:
        found = Counter(
            kind_of(event, columns, cuts) for own in self.customers.values() for event in own
        )
        # Missing last, as pandas sorts.
        kinds = sorted(found, key=lambda kind: [(value is None, value) for value in kind])
        table = pd.DataFrame(kinds, columns=[*columns, "period"])
        table["events"] = [found[kind] for kind in kinds]
        return EventKinds(columns, cuts, table)

    def placed(self, placement: Placement) -> dict[Any, list[Placed]]:
        """The placed events of each customer who has some."""
        places = dict(zip(rows_of(placement.kinds), placement.places.tolist(), strict=True))
        result = {}
        for customer, own in self.customers.items():
            seen = []
            for position, event in enumerate(own):
                place = places[kind_of(event, placement.kinds.columns, placement.kinds.cuts)]
                if place != NOWHERE:
                    seen.append(Placed(event.time, place, event.cost or 0.0, position))
            if seen:
                result[customer] = seen
        return result

    def reach(self, placement: Placement) -> Reach:
        size = len(placement)
        events, customers, entered, left = (np.zeros(size, np.int64) for _ in range(4))
        cost = np.zeros(size)
        logs = self.placed(placement)
        for own in logs.values():
            for one in own:
                events[one.place] += 1
                cost[one.place] += one.cost
            for place in {one.place for one in own}:
                customers[place] += 1
            entered[own[0].place] += 1
            left[own[-1].place] += 1
        return Reach(events, customers, entered, left, cost if self.costs else None, len(logs))

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
        counts: Counter[tuple[int, int, int]] = Counter()
        whose, here = defaultdict(set), defaultdict(set)
        for customer, own in self.placed(placement).items():
            group = int(groups_of([customer])[0]) if groups else 0
            over = [i for i, one in enumerate(own) if one.place in until]
            own = own[: over[0] + 1] if over else own
            places = [one.place for one in (visits_of(own) if visits else own)]
            places = [len(placement), *places, len(placement) + 1 + self.lately(customer, active)]
            for source, target in itertools.pairwise(places):
                counts[group, source, target] += 1
                whose[group, source, target].add(customer)
                here[group, source].add(customer)
        rows = [
            {
                "group": key[0],
                "source": key[1],
                "target": key[2],
                "count": counts[key],
                "customers": len(whose[key]),
                "n": len(here[key[:2]]),
            }
            for key in sorted(counts)
        ]
        columns = ["group"] * groups + ["source", "target", "count"]
        columns += ["customers", "n"] * customers
        return pd.DataFrame(rows, columns=columns).astype("int64")

    def lately(self, customer: Any, active: int | None) -> bool:
        latest = self.customers[customer][-1].time
        return active is not None and latest + active > self.span().end

    def triples(
        self, placement: Placement, *, until: tuple[int, ...] = (), active: int
    ) -> pd.DataFrame:
        counts: Counter[tuple[int, ...]] = Counter()
        for customer, own in self.placed(placement).items():
            over = [i for i, one in enumerate(own) if one.place in until]
            own = own[: over[0] + 1] if over else own
            end = len(placement) + 1 + self.lately(customer, active)
            places = [len(placement), *(one.place for one in visits_of(own)), end]
            counts.update(zip(places, places[1:], places[2:], strict=False))
        rows = [(*key, counts[key]) for key in sorted(counts)]
        return pd.DataFrame(rows, columns=["before", "source", "target", "count"], dtype="int64")

    def dwell(
        self,
        placement: Placement,
        *,
        visits: bool = False,
        inside: bool = False,
        cap: int | None = None,
        z: float = 1.96,
    ) -> Dwell:
        durations: list[list[tuple[int, Any]]] = [[] for _ in placement.names]
        censored, capped = (np.zeros(len(placement), np.int64) for _ in range(2))
        for customer, own in self.placed(placement).items():
            stays = visits_of(own) if visits else own
            ways = list(itertools.pairwise(stays))
            if inside:
                runs = itertools.groupby(own, key=lambda one: one.place)
                ways = [(run[0], run[-1]) for run in (list(run) for _, run in runs)]
            for one, next_ in ways:
                duration = next_.time - one.time
                if cap is not None and duration > cap:
                    capped[one.place] += 1
                    duration = cap
                durations[one.place].append((duration, customer))
            censored[stays[-1].place] += not inside
        return Dwell(times_of(durations, z), censored, capped)

    def chain(
        self,
        steps: ChainSteps,
        *,
        by: Placement | None = None,
        window: int | None = None,
        z: float = 1.96,
    ) -> Chain:
        members = dict(zip(rows_of(steps.kinds), steps.members.T.tolist(), strict=True))
        size = 1 if by is None else len(by)
        reached = np.zeros((size, len(steps)), np.int64)
        customers, late = np.zeros((2, size), np.int64)
        durations: list[list[tuple[int, Any]]] = [[] for _ in range(size)]
        lengths: Counter[tuple[int, int]] = Counter()
        end = self.span().end
        groups = {} if by is None else {c: own[0].place for c, own in self.placed(by).items()}
        for customer, own in self.customers.items():
            if by is not None and customer not in groups:
                continue
            group = groups.get(customer, 0)
            customers[group] += 1
            kinds = steps.kinds
            fulfils = [members[kind_of(event, kinds.columns, kinds.cuts)] for event in own]
            begins = [i for i, each in enumerate(fulfils) if each[0]]
            if window is None:
                begins = begins[:1]
            elif begins and own[begins[0]].time + window > end:
                late[group] += 1
                continue
            times = [event.time for event in own]
            attempts = [funnels.attempt(times, fulfils, begin, window) for begin in begins]
            found = max(attempts, key=len, default=[])
            reached[group, : len(found)] += 1
            if len(found) == len(steps):
                durations[group].append((times[found[-1]] - times[found[0]], customer))
                lengths[group, found[-1] - found[0] + 1] += 1
        table = pd.DataFrame(
            [(*key, lengths[key]) for key in sorted(lengths)],
            columns=["group", "length", "customers"],
            dtype="int64",
        )
        return Chain(reached, customers, times_of(durations, z), table, late)

    def funnel(
        self,
        steps: ChainSteps,
        *,
        kind: str = "closed",
        window: int | None = None,
        strict: bool = False,
        active: int,
    ) -> Funnel:
        members = dict(zip(rows_of(steps.kinds), steps.members.T.tolist(), strict=True))
        end, size = self.span().end, len(steps)
        customers = late = 0
        reached, on, open_, waiting = (np.zeros(size, np.int64) for _ in range(4))
        for own in self.customers.values():
            fulfils = [
                members[kind_of(event, steps.kinds.columns, steps.kinds.cuts)] for event in own
            ]
            times = [event.time for event in own]
            entries = 1 if kind in ("closed", "first_attempt") else size
            starts = [
                time for time, hit in zip(times, fulfils, strict=True) if any(hit[:entries])
            ] or times
            if window is not None and starts[0] + window > end:
                late += 1
                continue
            customers += 1
            active_ = times[-1] + active > end
            here, come = funnels.KINDS[kind](times, fulfils, window, strict)
            for step in range(size):
                reached[step] += here[step]
                on[step] += come[step]
                open_[step] += active_ and not here[step]
                before = step > 0 and here[step - 1]
                waiting[step] += active_ and before and not come[step]
        return Funnel(customers, late, reached, on, open_, waiting)

    def waits(
        self,
        steps: ChainSteps,
        *,
        at_once: bool = False,
        by: Placement | None = None,
        resolution: int,
        active: int | None = None,
    ) -> pd.DataFrame:
        members = dict(zip(rows_of(steps.kinds), steps.members.T.tolist(), strict=True))
        groups = {} if by is None else {c: own[0].place for c, own in self.placed(by).items()}
        found: Counter[tuple[int, int, int]] = Counter()
        for customer, own in self.customers.items():
            kinds = [kind_of(event, steps.kinds.columns, steps.kinds.cuts) for event in own]
            hits = [members[kind] for kind in kinds]
            times = [event.time for event in own]
            end = self.span().end
            waited = funnels.wait(times, hits, end, at_once=at_once, active=active)
            if waited is not None and (by is None or customer in groups):
                found[groups.get(customer, 0), waited[0], waited[1] // resolution] += 1
        rows = [(*key, found[key]) for key in sorted(found)]
        columns = ["group", "outcome", "steps", "customers"]
        return pd.DataFrame(rows, columns=columns, dtype="int64")

    def paths(self, placement: Placement, *, top: int = 20, length: int = 20) -> pd.DataFrame:
        found: Counter[tuple[tuple[int, ...], bool]] = Counter()
        for own in self.placed(placement).values():
            path = tuple(one.place for one in visits_of(own))
            found[path[:length], len(path) > length] += 1
        order = sorted(found, key=lambda key: (-found[key], *key))
        rows = [(path, cut, found[path, cut]) for path, cut in order[: top or None]]
        table = pd.DataFrame(rows, columns=["path", "cut", "customers"])
        gone = sum(found[path, cut] for path, cut in found if cut)
        table.attrs = {"customers": sum(found.values()), "paths": len(found), "cut": gone}
        return table

    def exits(self, placement: Placement, *, window: int) -> Exits:
        end = self.span().end
        left, undecided, returned = (np.zeros(len(placement), np.int64) for _ in range(3))
        for customer, own in self.placed(placement).items():
            every = self.customers[customer]
            for position, (one, next_) in enumerate(itertools.pairwise(every)):
                before = [each for each in own if each.position <= position]
                if before and next_.time - one.time > window:
                    returned[before[-1].place] += 1
            (left if end - every[-1].time >= window else undecided)[own[-1].place] += 1
        return Exits(left, undecided, returned)

    def joint(
        self, first: Placement, second: Placement, *, then: bool = False, firsts: bool = False
    ) -> Any:
        counts = np.zeros((len(first), len(second)), np.int64)
        befores, afters = self.placed(first), self.placed(second)
        for customer in befores.keys() & afters.keys():
            earliest: dict[int, int] = {}
            for one in befores[customer]:
                earliest.setdefault(one.place, one.position)
            seen = afters[customer][::-1] if firsts else afters[customer]
            end_of = {one.place: one.position for one in seen}
            for i, start in earliest.items():
                for j, end in end_of.items():
                    counts[i, j] += not (then or firsts) or end >= start
        return counts

    def order(self, placement: Placement) -> Order:
        visited, repeated, late, furthest = (np.zeros(len(placement), np.int64) for _ in range(4))
        for own in self.placed(placement).values():
            path = [one.place for one in visits_of(own)]
            for place in set(path):
                visited[place] += 1
                repeated[place] += path.count(place) > 1
                late[place] += any(other > place for other in path[: path.index(place)])
            furthest[max(path)] += 1
        return Order(visited, repeated, late, furthest)

    def where(self, role: str, names: tuple[str, ...]) -> ReferenceEngine:
        return self._part(lambda event: getattr(event, role) in names)

    def whose(self, role: str, names: tuple[str, ...]) -> ReferenceEngine:
        every = self.customers.values()
        whole = [own for own in every if any(getattr(event, role) in names for event in own)]
        rows = list(itertools.chain.from_iterable(whole))
        return ReferenceEngine(rows, costs=self.costs, watched=self.span().end)

    def began(self, start: int | None, end: int | None) -> ReferenceEngine:
        since, until = -(2**62) if start is None else start, 2**62 if end is None else end
        came = {who: min(each.time for each in own) for who, own in self.customers.items()}
        return self._part(lambda event: since <= came[event.customer] < until)

    def newcomers(self, start: int, end: int, *, window: int, unseen: int) -> ReferenceEngine:
        came = {}
        for customer, own in self.customers.items():
            for last, event in zip([None, *own], own, strict=False):
                away = last is None or event.time - last.time >= unseen
                if away and start <= event.time < end:
                    came.setdefault(customer, event.time)
        part = self._part(
            lambda event: event.customer in came and 0 <= event.time - came[event.customer] < window
        )
        part.watched = self.watched
        return part

    def between(self, start: int | None, end: int | None) -> ReferenceEngine:
        since, until = -(2**62) if start is None else start, 2**62 if end is None else end
        part = self._part(lambda event: since <= event.time < until)
        if end is not None:
            part.watched = min(part.watched, end - 1)
        return part

    def _part(self, keep: Callable[[Event], bool]) -> ReferenceEngine:
        rows = [event for own in self.customers.values() for event in own if keep(event)]
        return ReferenceEngine(rows, costs=self.costs, watched=self.span().end)
