"""Where a log comes from: the whole it is a part of, and how it was cut out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cjwidgets.evidence.reduce.engine import Engine

How = Literal["where", "whose"]


@dataclass(frozen=True, eq=False)
class Lineage:
    """A whole log, a period of it (µs UTC, the end excluded), and filters of its events.

    A log that is no part is a whole of its own, without a period and filters. So is one of people
    who were chosen (``chosen``) by when they came.
    """

    whole: Engine
    start: int | None = None
    end: int | None = None
    filters: tuple[tuple[How, str, tuple[str, ...]], ...] = ()
    chosen: bool = False

    def cut(self, start: int | None, end: int | None) -> Lineage:
        """Return the lineage of a shorter period."""
        starts = [each for each in (self.start, start) if each is not None]
        ends = [each for each in (self.end, end) if each is not None]
        return replace(self, start=max(starts, default=None), end=min(ends, default=None))

    def filtered(self, how: How, role: str, names: tuple[str, ...]) -> Lineage:
        """Return the lineage of the events, or the customers, with some names."""
        return replace(self, filters=(*self.filters, (how, role, names)))

    @property
    def period(self) -> tuple[int, int]:
        """Start and end (excluded) of the period, as far as the whole log goes."""
        span = self.whole.span()
        first = span.first if self.start is None else max(self.start, span.first)
        last = span.end + 1 if self.end is None else min(self.end, span.end + 1)
        return first, last

    def precedes(self, other: Lineage) -> bool:
        """Whether both are periods of one log, and the other begins when this is over."""
        return self.whole is other.whole and self.period[1] <= other.period[0]

    def arrivals(self, window: int, unseen: int) -> tuple[int, int]:
        """Return when in this period newcomers are known as such: start and end (excluded).

        ``unseen`` µs of the whole log lie before, ``window`` µs of the period after each moment.
        """
        start, end = self.period
        return max(start, self.whole.span().first + unseen), end - window + 1

    def newcomers(self, start: int, end: int, window: int, unseen: int) -> Engine:
        """Return the first ``window`` µs of the customers who came from start to before end.

        Who comes was not seen for ``unseen`` µs in the whole log.
        """
        engine = self.whole.newcomers(start, end, window=window, unseen=unseen)
        for how, role, names in self.filters:
            engine = engine.where(role, names) if how == "where" else engine.whose(role, names)
        return engine
