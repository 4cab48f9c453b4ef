"""Which place follows which, and where a visit begins."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cjwidgets.evidence.coding import NOWHERE
from cjwidgets.evidence.reduce.frames.codes import flag
from cjwidgets.evidence.reduce.frames.results import small
from cjwidgets.evidence.reduce.tables import GROUPS


def visits_of(placed: nw.LazyFrame, order: list[str]) -> nw.LazyFrame:
    """Keep the first event of each visit."""
    before = nw.col("place").shift(1).over("customer", order_by=order).fill_null(NOWHERE)
    frame = placed.with_columns(before=before)
    return frame.filter(nw.col("before") != nw.col("place")).drop("before")


def count(
    frame: nw.LazyFrame,
    order: list[str],
    size: int,
    *,
    visits: bool,
    customers: bool,
    groups: bool,
    until: tuple[int, ...],
) -> pd.DataFrame:
    """Count the pairs of placed events; see ``Engine.pairs``."""
    if groups:
        frame = _grouped(frame)
    if until:
        frame = _until(frame, order, until)
    if visits:
        frame = visits_of(frame, order)
    target = nw.col("place").shift(-1).over("customer", order_by=order)
    frame = frame.with_columns(target=target.fill_null(size + 1))
    keys = ["group"] * groups + ["place", "target"]
    if customers:
        # Distinct customers without another exchange: the rows of one are together already.
        frame = frame.group_by("customer", *keys).agg(count=nw.len())
        total = nw.col("count").sum().cast(nw.Int64)
        frame = frame.group_by(*keys).agg(count=total, customers=nw.len())
    else:
        frame = frame.group_by(*keys).agg(count=nw.len())
    return _with_starts(small(frame), size, keys[:-2], customers=customers)


def _grouped(frame: nw.LazyFrame) -> nw.LazyFrame:
    time = nw.col("time")
    number = (time.min() * 31 + time.max() * 17 + nw.len()).over("customer")
    frame = frame.with_columns(number=number)
    # Twice, because SQL's % keeps the sign of a number, and before 1970 it is negative.
    return frame.with_columns(group=(nw.col("number") % GROUPS + GROUPS) % GROUPS)


def _until(frame: nw.LazyFrame, order: list[str], places: tuple[int, ...]) -> nw.LazyFrame:
    frame = frame.with_columns(over=flag(nw.col("place").is_in(list(places))))
    frame = frame.with_columns(past=nw.col("over").cum_sum().over("customer", order_by=order))
    return frame.filter(nw.col("past") == nw.col("over"))  # none before this one


def _with_starts(
    rows: pd.DataFrame, size: int, group: list[str], *, customers: bool
) -> pd.DataFrame:
    """Add the starts to the pairs: an event is the target of one pair unless it is a start."""
    rows = rows.rename(columns={"place": "source"}).astype("int64")
    left = rows.rename(columns={"source": "at"}).groupby([*group, "at"])["count"].sum()
    inner = rows[rows["target"] < size].rename(columns={"target": "at"})
    come = inner.groupby([*group, "at"])["count"].sum()
    starts = left.sub(come, fill_value=0).rename("count").reset_index()
    starts = starts[starts["count"] > 0].rename(columns={"at": "target"})
    starts = starts.assign(source=size, customers=starts["count"])  # a customer starts once
    columns = [*group, "source", "target", "count"] + ["customers"] * customers
    table = pd.concat([starts[columns], rows[columns]]).astype("int64")
    return table.sort_values([*group, "source", "target"], ignore_index=True)
