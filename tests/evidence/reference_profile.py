"""What the slow reference says of the data of a log: span, profile, activity by period."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import pandas as pd

from cjwidgets.evidence.reduce.tables import Profile, Span
from evidence.reference_rows import Event


class ReferenceProfile:
    """Counts what the data of a log are like, whatever its places are."""

    customers: dict[Any, list[Event]]
    watched: int | None

    def span(self) -> Span:
        times = [event.time for own in self.customers.values() for event in own] or [0]
        ties = sum(
            one.time == next_.time
            for own in self.customers.values()
            for one, next_ in itertools.pairwise(own)
        )
        events = sum(map(len, self.customers.values()))
        return Span(events, len(self.customers), min(times), max(times), ties, self.watched)

    def unordered(self) -> int:
        return 0

    def profile(self, *, period: int, start: int) -> Profile:
        every = [event for own in self.customers.values() for event in own]
        same = Counter((event.customer, event.time, event.event) for event in every)
        sizes = Counter(len(own) for own in self.customers.values())
        volume = Counter((event.time - start) // period for event in every)
        return Profile(
            sum(same.values()) - len(same),
            pd.DataFrame(sorted(sizes.items()), columns=["events", "customers"]),
            pd.DataFrame(sorted(volume.items()), columns=["period", "events"]),
            sum(event.cost is None for event in every) if self.costs else None,
        )

    def activity(self, *, period: int) -> pd.DataFrame:
        start = self.span().first
        counts: Counter[tuple[int, int]] = Counter()
        for own in self.customers.values():
            cohort = (own[0].time - start) // period
            counts.update(
                (cohort, age) for age in {(e.time - start) // period - cohort for e in own}
            )
        return pd.DataFrame(
            [(*key, counts[key]) for key in sorted(counts)],
            columns=["cohort", "age", "customers"],
            dtype="int64",
        )

    def returns(self, *, period: int) -> pd.DataFrame:
        start = self.span().first
        counts: Counter[tuple[int, int]] = Counter()
        for own in self.customers.values():
            seen = sorted({(event.time - start) // period for event in own})
            counts.update(zip(seen, [*seen[1:], -1], strict=True))
        return pd.DataFrame(
            [(*key, counts[key]) for key in sorted(counts)],
            columns=["period", "next", "customers"],
            dtype="int64",
        )
