"""Who counts before and after: those who came to both periods in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.defaults import GONE
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration, span_micros

CUSTOMERS = ("new", "all")
WATCHED, UNSEEN = 4, 2
"""The window, and the time nobody may have been seen, are at most 1 in so many of the shorter
period."""
ROUND = tuple(span_micros(each, "window") for each in ("1d", "1h", "1min", "1s"))
WEEK = 7 * ROUND[0]


@dataclass(frozen=True, eq=False)
class Periods:
    """The logs that are compared; how long each newcomer is watched and was unseen before.

    ``span`` is how much of either period newcomers are taken from; None is all that can be.
    """

    before: EventLog
    after: EventLog
    window: str | None = None
    unseen: str | None = None
    span: str | None = None


def periods(
    before: EventLog,
    after: EventLog,
    customers: str,
    window: Duration | None,
    lookback: Duration | None,
) -> Periods:
    """Return what is compared of two logs.

    Raises
    ------
    DataError
        In one of the periods nobody could be seen long enough.
    InputError
        An option that is none, or a window for logs that are no periods of one log.
    """
    chosen("customers", customers, CUSTOMERS)
    given = {"window": window, "lookback": lookback}
    micros = {name: span_micros(each, name) for name, each in given.items() if each is not None}
    follow = customers == "new" and before.lineage.precedes(after.lineage)
    if not follow:
        for name in micros:
            raise InputError(
                f"{name}={given[name]!r} is of new customers in two periods of one log, one after "
                "the other.",
                hint='For example log.between(end="2026-04-01") and log.between("2026-04-01"), '
                'with customers="new".',
            )
        return Periods(before, after)
    watched = micros.get("window") or _usual(before, after, WATCHED)
    unseen = micros.get("lookback") or max(watched, _usual(before, after, UNSEEN))
    arrivals = [log.lineage.arrivals(watched, unseen) for log in (before, after)]
    # As much of either: who comes often is counted once in a span, and so less often in a long one.
    span = _even(min(end - start for start, end in arrivals))
    (_, end), (start, _) = arrivals
    try:
        found = _came(before, after, ((end - span, end), (start, start + span)), watched, unseen)
    except DataError:
        found, span = _came(before, after, arrivals, watched, unseen), 0
    return Periods(*found, _said(watched), _said(unseen), _said(span) if span else None)


def _came(
    before: EventLog,
    after: EventLog,
    spans: Sequence[tuple[int, int]],
    watched: int,
    unseen: int,
) -> tuple[EventLog, EventLog]:
    """Return who came in both spans; raise DataError where nobody did."""
    found = []
    for log, (start, end), name in zip((before, after), spans, ("before", "after"), strict=True):
        try:
            found.append(log.newcomers(start, end, watched, unseen))
        except DataError:
            raise DataError(
                f"Nobody can be compared: of those in the log {name}, none came at least "
                f"{_said(unseen)} after the whole log begins and {_said(watched)} before the "
                f"period ends, not seen for {_said(unseen)} before.",
                hint='Choose a shorter window= or lookback=, or customers="all": then those who '
                "came earlier, and those whose time was short, count too.",
            ) from None
    return found[0], found[1]


def _usual(before: EventLog, after: EventLog, parts: int) -> int:
    """Return a part of the shorter period in whole units of time: not more than who is gone."""
    lengths = [end - start for start, end in (each.lineage.period for each in (before, after))]
    most = min(span_micros(GONE, "window"), max(1, min(lengths) // parts))
    unit = next((each for each in ROUND if each <= most), 1)
    return most // unit * unit


def _even(span: int) -> int:
    """Round down to whole weeks, days, …, of which two go in: each weekday, each hour as often."""
    unit = next((each for each in (WEEK, *ROUND) if 2 * each <= span), 1)
    return span // unit * unit


def _said(micros: int) -> str:
    """Write a length of time as somebody would give it.

    Examples
    --------
    >>> _said(3 * 86_400_000_000), _said(90_000_000)
    ('3d', '90s')
    """
    for unit, name in zip(ROUND, ("d", "h", "min", "s"), strict=True):
        if micros % unit == 0:
            return f"{micros // unit}{name}"
    return str(pd.Timedelta(micros, "us"))
