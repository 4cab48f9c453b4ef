"""Who counts before and after: those who could be seen as long in both periods."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cjwidgets.analysis.shared.defaults import GONE
from cjwidgets.analysis.shared.options import chosen
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration, span_micros

CUSTOMERS = ("new", "all")
WATCHED, UNSEEN = 4, 2
"""The window, and the time nobody may have been seen, are at most 1 in so many of the shorter
period."""
ROUND = tuple(span_micros(each, "window") for each in ("1d", "1h", "1min", "1s"))


@dataclass(frozen=True, eq=False)
class Periods:
    """The logs that are compared; how long each new customer is watched, and was unseen before."""

    before: EventLog
    after: EventLog
    window: str | None = None
    unseen: str | None = None


def periods(before: EventLog, after: EventLog, customers: str, window: Duration | None) -> Periods:
    """Return what is compared of two logs.

    Raises
    ------
    DataError
        In one of the periods nobody could be seen long enough.
    InputError
        An option that is none, or a window for logs that are no periods of one log.
    """
    chosen("customers", customers, CUSTOMERS)
    micros = None if window is None else span_micros(window, "window")
    follow = customers == "new" and before.lineage.precedes(after.lineage)
    if not follow:
        if window is not None:
            raise InputError(
                f"window={window!r} is of new customers in two periods of one log, one after the "
                "other.",
                hint='For example log.between(end="2026-04-01") and log.between("2026-04-01"), '
                'with customers="new".',
            )
        return Periods(before, after)
    micros = micros or _usual(before, after, WATCHED)
    unseen = max(micros, _usual(before, after, UNSEEN))
    watched = []
    for log, name in ((before, "before"), (after, "after")):
        try:
            watched.append(log.newcomers(micros, unseen))
        except DataError:
            raise DataError(
                f"Nobody can be compared: of those in the log {name}, none came first at least "
                f"{_said(unseen)} after the whole log begins and {_said(micros)} before the "
                "period ends.",
                hint='Choose a shorter window=, or customers="all": then those who came earlier, '
                "and those whose time was short, count too.",
            ) from None
    return Periods(watched[0], watched[1], _said(micros), _said(unseen))


def _usual(before: EventLog, after: EventLog, parts: int) -> int:
    """Return a part of the shorter period in whole units of time: not more than who is gone."""
    lengths = [end - start for start, end in (each.lineage.period for each in (before, after))]
    most = min(span_micros(GONE, "window"), max(1, min(lengths) // parts))
    unit = next((each for each in ROUND if each <= most), 1)
    return most // unit * unit


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
