"""Which place follows which, and where a visit begins."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cjwidgets.evidence.matching.placement import NOWHERE
from cjwidgets.evidence.reduce.frames import hashed
from cjwidgets.evidence.reduce.frames.codes import flag
from cjwidgets.evidence.reduce.frames.results import small

BESIDE = ("before", "target", "after")


def linked(frame: nw.LazyFrame, order: list[str], *names: str) -> nw.LazyFrame:
    """Let each row of a placed event know its customer's others beside it.

    ``before`` and ``target`` are the places before and after, ``after`` is the time of the next;
    missing at the ends.
    """
    place, time = nw.col("place"), nw.col("time")
    beside = {"before": place.shift(1), "target": place.shift(-1), "after": time.shift(-1)}
    return frame.with_columns(
        **{name: beside[name].over("customer", order_by=order) for name in names}
    )


def visits_of(moves: nw.LazyFrame) -> nw.LazyFrame:
    """Keep the first event of each visit, of events that know the place ``before``."""
    return moves.filter(nw.col("before").fill_null(NOWHERE) != nw.col("place"))


def whole_visits(moves: nw.LazyFrame, order: list[str]) -> nw.LazyFrame:
    """One row a visit: its place, the ``time`` of its first event, ``after`` that of its last."""
    place, time = nw.col("place"), nw.col("time")
    frame = moves.with_columns(new=flag(nw.col("before").fill_null(NOWHERE) != place))
    frame = frame.with_columns(visit=nw.col("new").cum_sum().over("customer", order_by=order))
    visits = frame.group_by("customer", "visit").agg(
        place=place.min(), first=time.min(), after=time.max()
    )
    return visits.select("customer", "place", "after", time=nw.col("first"))


def count(
    moves: nw.LazyFrame,
    order: list[str],
    size: int,
    *,
    visits: bool,
    customers: bool,
    groups: bool,
    until: tuple[int, ...],
    active: int | None,
    end: int,
) -> pd.DataFrame:
    """Count the pairs of placed events, which know their ``target``; see ``Engine.pairs``.

    With ``visits`` they know the place ``before``, with ``active`` they are `watched`, too. The
    log ends at ``end``.
    """
    frame = hashed.grouped(moves) if groups else moves
    frame = _until(frame, order, until) if until else frame
    frame = visits_of(frame) if visits else frame
    frame = linked(frame, order, "target") if visits or until else frame
    frame = frame.with_columns(target=_ended(size, active, end))
    keys = ["group"] * groups + ["place", "target"]
    if customers:
        # Distinct customers without another exchange: the rows of one are together already.
        frame = frame.group_by("customer", *keys).agg(count=nw.len())
        # At one of the pairs from a place, the customer counts for the place.
        target = nw.col("target")
        frame = frame.with_columns(n=flag(target == target.min().over("customer", "place")))
        sums = {name: nw.col(name).sum().cast(nw.Int64) for name in ("count", "n")}
        frame = frame.group_by(*keys).agg(**sums, customers=nw.len())
    else:
        frame = frame.group_by(*keys).agg(count=nw.len())
    rows = small(frame).rename(columns={"place": "source"}).astype("int64")
    if customers:
        rows["n"] = rows.groupby("source")["n"].transform("sum")
    return _with_starts(rows, size, keys[:-2], customers=customers)


def triples(
    moves: nw.LazyFrame,
    order: list[str],
    size: int,
    *,
    until: tuple[int, ...],
    active: int,
    end: int,
) -> pd.DataFrame:
    """Count the visits that follow two others, of moves as for `count`; see ``Engine.triples``."""
    frame = _until(moves, order, until) if until else moves
    frame = linked(visits_of(frame), order, "before", "target")
    before = nw.col("before").fill_null(size)
    frame = frame.with_columns(before=before, target=_ended(size, active, end))
    rows = small(frame.group_by("before", "place", "target").agg(count=nw.len()))
    rows = rows.rename(columns={"place": "source"})[["before", "source", "target", "count"]]
    return rows.astype("int64").sort_values(["before", "source", "target"], ignore_index=True)


def watched(frame: nw.LazyFrame) -> nw.LazyFrame:
    """Let each row of all events know when the customer's ``latest`` of any kind was."""
    return frame.with_columns(latest=nw.col("time").max().over("customer"))


def _ended(size: int, active: int | None, end: int) -> nw.Expr:
    """Return the target, or which end a customer's last event has: see ``Engine.pairs``."""
    target = nw.col("target")
    if active is None:
        return target.fill_null(size + 1)
    lately = nw.col("latest") + active > end
    ends = nw.when(lately).then(nw.lit(size + 2)).otherwise(nw.lit(size + 1))
    return nw.when(target.is_null()).then(ends).otherwise(target)


def _until(frame: nw.LazyFrame, order: list[str], places: tuple[int, ...]) -> nw.LazyFrame:
    frame = frame.with_columns(over=flag(nw.col("place").is_in(list(places))))
    frame = frame.with_columns(past=nw.col("over").cum_sum().over("customer", order_by=order))
    return frame.filter(nw.col("past") == nw.col("over"))  # none before this one


def _with_starts(
    rows: pd.DataFrame, size: int, group: list[str], *, customers: bool
) -> pd.DataFrame:
    """Add the starts to the pairs: an event is the target of one pair unless it is a start."""
    left = rows.rename(columns={"source": "at"}).groupby([*group, "at"])["count"].sum()
    inner = rows[rows["target"] < size].rename(columns={"target": "at"})
    come = inner.groupby([*group, "at"])["count"].sum()
    starts = left.sub(come, fill_value=0).rename("count").reset_index()
    starts = starts[starts["count"] > 0].rename(columns={"at": "target"})
    # A customer starts once.
    starts = starts.assign(source=size, customers=starts["count"], n=starts["count"].sum())
    columns = [*group, "source", "target", "count"] + ["customers", "n"] * customers
    table = pd.concat([starts[columns], rows[columns]]).astype("int64")
    return table.sort_values([*group, "source", "target"], ignore_index=True)
