"""What customers have in two placements at once."""

from __future__ import annotations

import narwhals as nw
import numpy as np

from cjwidgets.evidence.matching.placement import NOWHERE
from cjwidgets.evidence.reduce.frames.results import small
from cjwidgets.evidence.reduce.tables import Counts


def count(
    frame: nw.LazyFrame, order: list[str], shape: tuple[int, int], *, then: bool, firsts: bool
) -> Counts:
    """Count customers by places ``one`` and ``two`` of all events; see ``Engine.joint``."""
    frame = frame.filter((nw.col("one") != NOWHERE) | (nw.col("two") != NOWHERE))
    number = nw.lit(0)
    if then or firsts:
        number = nw.col("time").cum_count().over("customer", order_by=order)
    frame, position = frame.with_columns(position=number), nw.col("position")
    starts = frame.filter(nw.col("one") != NOWHERE).group_by("customer", "one")
    ends = frame.filter(nw.col("two") != NOWHERE).group_by("customer", "two")
    both = starts.agg(start=position.min()).join(
        ends.agg(end=position.min() if firsts else position.max()), on="customer", how="inner"
    )
    both = both.filter(nw.col("end") >= nw.col("start"))
    rows = small(both.group_by("one", "two").agg(customers=nw.len()))
    counts = np.zeros(shape, np.int64)
    counts[rows["one"].to_numpy(int), rows["two"].to_numpy(int)] = rows["customers"].to_numpy(int)
    return counts


def shared(one: nw.LazyFrame, two: nw.LazyFrame) -> int | None:
    """Count the customers of both; None where they are of two databases."""
    ids = (
        frame.select(customer=nw.col("customer").cast(nw.String)).unique() for frame in (one, two)
    )
    try:
        rows = small(next(ids).join(next(ids), on="customer", how="inner").select(n=nw.len()))
    except Exception:  # each library has errors of its own
        return None
    return int(rows["n"].iloc[0])
