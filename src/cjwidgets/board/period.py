"""The days on which customers began, as a filter of a board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cjwidgets.board.dimension import Dimension, Point
from cjwidgets.errors import InputError
from cjwidgets.locale import language, text
from cjwidgets.model import JourneyMap

if TYPE_CHECKING:  # a board opens before pandas is there
    from cjwidgets.evidence import EventLog

HINT = (
    "Give the first and the last day, period=('2026-04-01', '2026-06-30'), None for an open end, "
    "or a day, a month or a year, period='2026-04'."
)


@dataclass(frozen=True, kw_only=True)
class Period(Dimension):
    """Customers who began in it, wherever they went later; its values are two days, or none."""

    def known(self, jm: JourneyMap, log: EventLog | None) -> tuple[Any, ...]:
        """Return the days that the log covers."""
        return () if log is None else (log.first.date(), log.last.date())

    def is_there(self, jm: JourneyMap, log: EventLog | None) -> bool:
        return log is not None

    def ordered(self, jm: JourneyMap, values: tuple[Any, ...]) -> tuple[Any, ...]:
        return values

    def written(self, jm: JourneyMap, log: EventLog | None, wanted: Any) -> tuple[Any, ...]:
        if wanted is None or (isinstance(wanted, list | tuple) and not wanted):
            return ()
        ends = wanted if isinstance(wanted, list | tuple) else (wanted, wanted)
        if len(ends) != 2:
            raise InputError(f"period={wanted!r}: expected two days.", hint=HINT)
        first = None if ends[0] is None else _days(ends[0], wanted)[0]
        last = None if ends[1] is None else _days(ends[1], wanted)[1]
        if first is not None and last is not None and last < first:
            raise InputError(f"period={wanted!r} ends before it begins.", hint=HINT)
        return () if first is None and last is None else (first, last)

    def asked(self, jm: JourneyMap, log: EventLog | None, wanted: Any) -> Sequence[Any]:
        return self.written(jm, log, wanted)

    def key(self, value: Any) -> str:
        return "" if value is None else str(value.isoformat())

    def label(self, value: Any) -> str:
        return self.key(value)

    def point(self, value: Any) -> dict[str, Any]:
        return {}  # no chart says in its marks who began when

    def picked(self, jm: JourneyMap, points: Sequence[Point]) -> tuple[Any, ...]:
        return ()

    def narrowed(self, log: EventLog, values: tuple[Any, ...]) -> EventLog:
        first, last = values
        endless = last is None or last == date.max
        return log.began(first, None if endless else last + timedelta(days=1))

    def said(self, values: tuple[Any, ...], locale: str) -> str:
        """Say a period in the words of a language."""
        t = language(locale)
        ends = [None if day is None else t.day(day) for day in values]
        if ends[0] is None or ends[1] is None:
            key = "board.until" if ends[0] is None else "board.since"
            return text(key, locale, day=ends[1] if ends[0] is None else ends[0])
        return ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}"


def _days(wanted: Any, whole: Any) -> tuple[date, date]:
    """Return the first and the last day of a day, a month or a year."""
    if isinstance(wanted, datetime):
        wanted = wanted.date()
    if isinstance(wanted, date):
        return wanted, wanted
    import pandas as pd

    try:
        if not isinstance(wanted, str | pd.Period):
            raise TypeError
        span = pd.Period(wanted)
        if span is pd.NaT:
            raise ValueError
        return span.start_time.date(), span.end_time.date()
    except (ValueError, TypeError, OverflowError):
        raise InputError(f"period={whole!r}: {wanted!r} is no day.", hint=HINT) from None


PERIOD = Period(name="period", field="period", shows="days")
