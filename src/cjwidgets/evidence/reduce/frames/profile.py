"""What the data of a log are like: duplicates, events a customer, events a period."""

from __future__ import annotations

import narwhals as nw

from cjwidgets.evidence.reduce.frames.results import small
from cjwidgets.evidence.reduce.tables import Profile


def count(frame: nw.LazyFrame, event: str, *, period: int, start: int) -> Profile:
    """Count what is alike; see ``Engine.profile``. ``event`` is the column of event names."""
    number = nw.len()
    alike = frame.group_by("customer", "time", event).agg(events=number)
    again = small(alike.select(duplicates=(nw.col("events") - 1).sum().cast(nw.Int64)))
    sizes = frame.group_by("customer").agg(events=number).group_by("events").agg(customers=number)
    volume = frame.with_columns(period=period_of(period, start)).group_by("period")
    tables = [
        small(table).astype("int64").sort_values(by, ignore_index=True)[columns]
        for table, by, columns in (
            (sizes, "events", ["events", "customers"]),
            (volume.agg(events=number), "period", ["period", "events"]),
        )
    ]
    return Profile(int(again["duplicates"].fillna(0).iloc[0]), *tables)


def period_of(period: int, start: int) -> nw.Expr:
    """Return the period of an event, counted from ``start``; both in µs."""
    since = nw.col("time") - start
    # The remainder goes first, so that the division is exact even where it is in floats; twice,
    # because SQL's % keeps the sign of a number.
    return ((since - (since % period + period) % period) // period).cast(nw.Int64)
