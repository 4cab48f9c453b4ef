"""Parts of an event log: some of its events, or all events of some customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

import pandas as pd

from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.contents import Contents
from cjwidgets.evidence.lineage import Lineage
from cjwidgets.evidence.readers import times
from cjwidgets.evidence.reduce.arrays import ArrayEngine
from cjwidgets.evidence.reduce.engine import Engine


class Parts(Contents):
    """Makes logs of a part of a log's events."""

    lineage: Lineage
    unit: str

    def _begin(self, engine: Engine, lineage: Lineage | None = None) -> None:
        self._start(engine)
        self.lineage = lineage or Lineage(engine)

    @property
    def customer_ids(self) -> Sequence[Any] | None:
        """Who the customers are; None where only a database knows."""
        engine = self.engine
        return engine.events.ids if isinstance(engine, ArrayEngine) else None

    def where(self, **names: str | list[str] | tuple[str, ...]) -> Self:
        """Return the events whose roles have these names, e.g. ``log.where(channel="web")``.

        Who is gone, and who may yet come, is told by the end of the whole log, not by the last of
        these events.

        Raises
        ------
        DataError
            No event is left.
        NotFoundError
            The log has no such role.
        """
        engine, lineage = self.engine, self.lineage
        for role, chosen in self._named(names):
            engine = engine.where(role, chosen)
            lineage = lineage.filtered("where", role, chosen)
        return self._part(engine, f"where {names}", lineage)

    def whose(self, **names: str | list[str] | tuple[str, ...]) -> Self:
        """Return all events of customers who have an event with these names.

        ``log.whose(channel="web")`` follows those who used the web wherever they went;
        ``log.where(channel="web")`` sees what happened there. Who is gone, and who may
        yet come, is told by the end of the whole log, not by the last event of theirs.

        Raises
        ------
        DataError
            No customer is left.
        NotFoundError
            The log has no such role.
        """
        engine, lineage = self.engine, self.lineage
        for role, chosen in self._named(names):
            engine = engine.whose(role, chosen)
            lineage = lineage.filtered("whose", role, chosen)
        return self._part(engine, f"whose {names}", lineage)

    def _named(
        self, names: Mapping[str, str | list[str] | tuple[str, ...]]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        for role, wanted in names.items():
            present = self.names(role)
            chosen = (wanted,) if isinstance(wanted, str) else tuple(wanted)
            if not set(chosen) & set(present):
                shown = ", ".join(map(repr, present[:8])) + (", …" if len(present) > 8 else "")
                raise DataError(
                    f"No event has {role} {' or '.join(map(repr, chosen))}.",
                    hint=f"There are {shown}.",
                )
            yield role, chosen

    def between(self, start: Any = None, end: Any = None) -> Self:
        """Return the events from ``start`` to before ``end``, in the zone of the source.

        Customers were watched to the end of this period, or of the log: by that it is told who is
        gone, and who may yet come.

        Raises
        ------
        DataError
            No event is left.
        InputError
            A moment that is none.
        """
        bounds = [None if moment is None else self.micros(moment) for moment in (start, end)]
        engine, lineage = self.engine.between(*bounds), self.lineage.cut(*bounds)
        return self._part(engine, f"from {start} to {end}", lineage)

    def began(self, start: Any = None, end: Any = None) -> Self:
        """Return all events of customers whose first event is from ``start`` to before ``end``.

        ``log.began("2026-04-01", "2026-07-01")`` follows those who began in spring to the end of
        the log, whereas ``log.between(…)`` sees what happened in spring. Who may yet come further
        is told by the last event of all, not by theirs.

        Raises
        ------
        DataError
            No customer is left.
        InputError
            A moment that is none.
        """
        bounds = [None if moment is None else self.micros(moment) for moment in (start, end)]
        engine = self.engine.began(*bounds)
        return self._part(
            engine, f"of who began from {start} to {end}", Lineage(engine, chosen=True)
        )

    def newcomers(self, start: int, end: int, window: int, unseen: int) -> Self:
        """Return the first ``window`` µs of those who came to the whole log from start to end.

        See `Lineage.newcomers`.

        Raises
        ------
        DataError
            There is nobody.
        """
        engine = self.lineage.newcomers(start, end, window, unseen)
        return self._part(engine, "of new customers", Lineage(engine, chosen=True))

    def micros(self, moment: Any) -> int:
        """Return a moment, in the zone of the source unless it has its own, as µs UTC."""
        try:
            stamp = pd.Timestamp(moment)
        except (ValueError, TypeError):
            stamp = pd.NaT
        if stamp is pd.NaT:
            raise InputError(
                f"{moment!r} is no moment.", hint="Pass a date or time, e.g. '2026-03-01'."
            )
        if stamp.tzinfo is None and self.zone is not None:
            # Clocks skip an hour in spring, and in autumn tell one twice.
            stamp = stamp.tz_localize(self.zone, nonexistent="shift_forward", ambiguous=True)
        return times.stamp_micros(stamp)

    def _part(self, engine: Engine, how: str, lineage: Lineage) -> Self:
        if engine.span().events == 0:
            raise DataError(
                f"No event is left {how}.",
                hint=f"The log covers {self.first:%Y-%m-%d} – {self.last:%Y-%m-%d}.",
            )
        part = object.__new__(type(self))
        part.roles, part.unit, part.zone = self.roles, self.unit, self.zone
        part._begin(engine, lineage)
        return part
