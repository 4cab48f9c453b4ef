"""What the data of a log are like: span, duplicates, events a customer and a period, activity."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cjwidgets.evidence.matching.placement import Column, EventKinds
from cjwidgets.evidence.reduce.frames.codes import count_if
from cjwidgets.evidence.reduce.frames.results import small
from cjwidgets.evidence.reduce.frames.source import Source
from cjwidgets.evidence.reduce.tables import Profile, Span


def span(frame: nw.LazyFrame, watched: int | None = None) -> Span:
    """Return what a log covers."""
    time = nw.col("time")
    moments = frame.group_by("customer", "time").agg(events=nw.len())
    customers = moments.group_by("customer").agg(
        events=nw.col("events").sum().cast(nw.Int64),
        moments=nw.len(),
        first=time.min(),
        last=time.max(),
    )
    row = small(
        customers.select(
            customers=nw.len(),
            events=nw.col("events").sum().cast(nw.Int64),
            moments=nw.col("moments").sum().cast(nw.Int64),
            first=nw.col("first").min(),
            last=nw.col("last").max(),
        )
    ).iloc[0]
    if not row["customers"]:
        return Span(0, 0, 0, 0, 0, watched)
    events, first, last = (int(row[name]) for name in ("events", "first", "last"))
    return Span(events, int(row["customers"]), first, last, events - int(row["moments"]), watched)


def unordered(frame: nw.LazyFrame, source: Source) -> int:
    """Count events beside others of their moment; see ``Engine.unordered``."""
    if source.rows:
        return 0
    name = nw.col(source.texts["event"])
    moments = frame.group_by("customer", "time", *source.sequence).agg(
        events=nw.len(), low=name.min(), high=name.max()
    )
    mixed = moments.filter(nw.col("low") != nw.col("high"))
    rows = small(mixed.select(events=nw.col("events").sum().cast(nw.Int64)))
    return int(rows["events"].fillna(0).iloc[0])


def count(
    frame: nw.LazyFrame, event: str, *, period: int, start: int, cost: bool = False
) -> Profile:
    """Count what is alike; see ``Engine.profile``. ``event`` is the column of event names."""
    number = nw.len()
    alike = frame.group_by("customer", "time", event).agg(events=number)
    again = small(alike.select(duplicates=(nw.col("events") - 1).sum().cast(nw.Int64)))
    sizes = frame.group_by("customer").agg(events=number).group_by("events").agg(customers=number)
    volume = frame.with_columns(period=period_of(period, start)).group_by("period")
    one, two = (
        small(table).astype("int64").sort_values(by, ignore_index=True)[columns]
        for table, by, columns in (
            (sizes, "events", ["events", "customers"]),
            (volume.agg(events=number), "period", ["period", "events"]),
        )
    )
    unpaid = None
    if cost:
        rows = small(frame.select(unpaid=count_if(nw.col("cost").is_null())))
        unpaid = int(rows["unpaid"].fillna(0).iloc[0])
    return Profile(int(again["duplicates"].fillna(0).iloc[0]), one, two, unpaid)


def period_of(period: int, start: int) -> nw.Expr:
    """Return the period of an event, counted from ``start``; both in µs."""
    since = nw.col("time") - start
    # The remainder goes first, so that the division is exact even where it is in floats; twice,
    # because SQL's % keeps the sign of a number.
    return ((since - (since % period + period) % period) // period).cast(nw.Int64)


def activity(frame: nw.LazyFrame, *, period: int, start: int) -> pd.DataFrame:
    """Count the customers active by cohort and age; see ``Engine.activity``."""
    frame = _active(frame, period, start)
    frame = frame.with_columns(cohort=nw.col("number").min().over("customer"))
    frame = frame.with_columns(age=nw.col("number") - nw.col("cohort"))
    return _counted(frame, "cohort", "age")


def returns(frame: nw.LazyFrame, *, period: int, start: int) -> pd.DataFrame:
    """Count the customers of each period by their next one; see ``Engine.returns``."""
    number = nw.col("number")
    frame = _active(frame, period, start)
    frame = frame.with_columns(next=number.shift(-1).over("customer", order_by="number"))
    frame = frame.with_columns(period=number, next=nw.col("next").fill_null(-1))
    return _counted(frame, "period", "next")


def _active(frame: nw.LazyFrame, period: int, start: int) -> nw.LazyFrame:
    """One row a customer and period in which they have an event, its ``number``."""
    return frame.with_columns(number=period_of(period, start)).group_by("customer", "number").agg()


def _counted(frame: nw.LazyFrame, *keys: str) -> pd.DataFrame:
    rows = small(frame.group_by(*keys).agg(customers=nw.len()))
    rows = rows[[*keys, "customers"]].astype("int64")
    return rows.sort_values(list(keys), ignore_index=True)


def kinds(frame: nw.LazyFrame, texts: dict[Column, str], cuts: tuple[int, ...]) -> EventKinds:
    """Count the events of each kind: what some columns say, by their names, and a ``period``."""
    columns = tuple(texts)
    table = small(frame.group_by(*texts.values(), "period").agg(events=nw.len()))
    table = table.rename(columns={name: column for column, name in texts.items()})
    for column in columns:
        values = table[column].astype(object)
        table[column] = values.where(values.notna() & (values.str.strip() != ""), None)
    # Texts that are blank in several ways have become one kind.
    table = table.groupby([*columns, "period"], dropna=False, as_index=False)["events"].sum()
    table = table.astype({"period": "int64", "events": "int64"})
    return EventKinds(columns, cuts, table.sort_values([*columns, "period"], ignore_index=True))
