"""What a log covers, and what is odd about its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cjwidgets.evidence.matching.claims import claims
from cjwidgets.evidence.reduce.tables import Profile, RowOrder
from cjwidgets.locale import counted
from cjwidgets.model import JourneyMap

if TYPE_CHECKING:
    from cjwidgets.evidence.log import EventLog

DAY = 86_400_000_000
SHOWN = 5

DEFINITION = (
    "ties: events that share customer and time with the event before them, ordered by the "
    "sequence column, else by row (from the last row, where the source is newest first); rows that "
    "stay in a database have no order. duplicates: events that share customer, time and event "
    "name with another before them; they are counted, not dropped. days: of 24 hours, from the "
    "first midnight in the zone of the log. unmatched: events that no rule of the map claims."
)
_BY_ROW = {
    RowOrder(): "ordered by row",
    RowOrder(newest_first=True): "ordered by row, the last first: the source is newest first",
    RowOrder(doubtful=True): "ordered by row, in doubt: most rows are newest first, but not all",
}


def describe(log: EventLog, jm: JourneyMap | None = None) -> pd.DataFrame:
    """Report what a log covers and what is odd about its data.

    Parameters
    ----------
    log : EventLog
    jm : JourneyMap, optional
        Reports the events that no rule of the map claims, too.

    Returns
    -------
    pandas.DataFrame
        One row a finding:

        - ``part``: ``span``, ``size``, ``per_customer``, ``time``, ``quality``, ``names`` or
          ``map``,
        - ``what``: which finding,
        - ``value``: a time, a count, or events a customer,
        - ``share``: of all events, or days; NaN where that makes no sense,
        - ``note``: names or days, where there are some to tell.

        ``attrs`` hold ``definition``, ``zone`` and ``unit``.

    Raises
    ------
    DataError
        A rule of the map can't be used.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "who": ["Anna", "Anna", "Viktor"],
    ...     "at": ["2026-03-01 10:00", "2026-03-01 10:00", "2026-03-04 09:00"],
    ...     "what": ["search", "search", "cart"],
    ... })
    >>> import cjwidgets as cj
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> found = describe(log).set_index("what")
    >>> found.loc[["customers", "ties", "duplicates", "days without events"], "value"].tolist()
    [2, 1, 1, 2]
    >>> found.loc["longest silence", "note"]
    '2026-03-02 – 2026-03-03'
    """
    midnight = log.micros(log.first.normalize().tz_localize(None))
    profile = log.engine.profile(period=DAY, start=midnight)
    rows = [
        *_span(log),
        *_per_customer(profile),
        *_days(log, profile),
        *_quality(log, profile),
        *_names(log),
        *([] if jm is None else _unmatched(log, jm)),
    ]
    frame = pd.DataFrame(rows, columns=["part", "what", "value", "share", "note"])
    frame["value"] = frame["value"].astype(object)
    frame.attrs = {"definition": DEFINITION, "zone": log.zone, "unit": log.unit}
    return frame


def _span(log: EventLog) -> list[tuple[Any, ...]]:
    zone = log.zone or "times have no zone"
    return [
        ("span", "first", log.first, np.nan, zone),
        ("span", "last", log.last, np.nan, zone),
        ("size", "events", log.n_events, np.nan, ""),
        ("size", "customers", log.n_customers, np.nan, log.unit),
        ("size", "event names", len(log.event_names), np.nan, _listed(log.event_names)),
    ]


def _per_customer(profile: Profile) -> list[tuple[Any, ...]]:
    sizes = profile.sizes["events"].to_numpy()
    upto = np.cumsum(profile.sizes["customers"].to_numpy())

    def quantile(share: float) -> float:
        """Between the order statistics, as numpy has it."""
        rank = share * (upto[-1] - 1)
        low, high = (sizes[np.searchsorted(upto, r + 1)] for r in (int(rank), int(np.ceil(rank))))
        return float(low + (high - low) * (rank % 1))

    shares = {"fewest": 0, "lower quartile": 0.25, "median": 0.5, "upper quartile": 0.75, "most": 1}
    return [
        ("per_customer", f"events a customer, {what}", quantile(share), np.nan, "")
        for what, share in shares.items()
    ]


def _days(log: EventLog, profile: Profile) -> list[tuple[Any, ...]]:
    """Days, those without events, and the longest run of those."""
    busy = profile.volume["period"].to_numpy()
    days = int(busy[-1]) + 1
    gaps = np.diff(busy) - 1
    empty = int(gaps.sum())
    longest = int(gaps.max(initial=0))
    note = ""
    if longest:
        begin = log.first.normalize().tz_localize(None)
        at = int(busy[int(np.argmax(gaps))]) + 1
        ends = (begin + pd.Timedelta(days=at + offset) for offset in (0, longest - 1))
        note = " – ".join(dict.fromkeys(f"{end:%Y-%m-%d}" for end in ends))
    return [
        ("time", "days", days, np.nan, ""),
        ("time", "days without events", empty, empty / days, ""),
        ("time", "longest silence", longest, longest / days, note),
    ]


def _quality(log: EventLog, profile: Profile) -> list[tuple[Any, ...]]:
    events = log.n_events
    unordered = log.engine.unordered()
    order = _BY_ROW[log.engine.row_order()]
    order = "ordered by sequence" if "sequence" in log.roles else order
    order = f"no order: {counted(unordered, 'event')} beside others" if unordered else order
    rows: list[tuple[Any, ...]] = [
        ("quality", "ties", log.span.ties, log.span.ties / events, order),
        ("quality", "duplicates", profile.duplicates, profile.duplicates / events, ""),
    ]
    for role in log.columns[1:]:
        table = log.engine.kinds((role,)).table
        missing = int(table["events"][table[role].isna()].sum())
        rows.append(("quality", f"events without {role}", missing, missing / events, ""))
    if profile.unpaid is not None:
        share = profile.unpaid / events
        rows.append(("quality", "events without cost", profile.unpaid, share, "they cost nothing"))
    return rows


def _names(log: EventLog) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for role in log.columns[1:]:
        names = log.names(role)
        rows.append(("names", role, len(names), np.nan, _listed(names)))
    return rows


def _unmatched(log: EventLog, jm: JourneyMap) -> list[tuple[Any, ...]]:
    found = claims(jm, log, warn=False)
    table = found.kinds.table[~found.anywhere()]
    by_name = table.groupby("event")["events"].sum().sort_values(ascending=False, kind="stable")
    number = int(by_name.sum())
    return [("map", "unmatched events", number, number / log.n_events, _listed(by_name.index))]


def _listed(names: Any) -> str:
    names = list(names)
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
