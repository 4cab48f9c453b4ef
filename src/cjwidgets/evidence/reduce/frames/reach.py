"""Who was where."""

from __future__ import annotations

import narwhals as nw
import numpy as np

from cjwidgets.evidence.reduce.frames.codes import flag
from cjwidgets.evidence.reduce.frames.results import small, spread
from cjwidgets.evidence.reduce.tables import Reach


def count(moves: nw.LazyFrame, size: int, *, cost: bool) -> Reach:
    """Count placed events, which know the places ``before`` and ``target``; see `Engine.reach`."""
    frame = moves.with_columns(
        entered=flag(nw.col("before").is_null()), left=flag(nw.col("target").is_null())
    )
    ends = {name: nw.col(name).max() for name in ("entered", "left")}
    costs = {"cost": nw.col("cost").fill_null(0.0).sum()} if cost else {}
    frame = frame.group_by("customer", "place").agg(events=nw.len(), **ends, **costs)
    names = ("events", "entered", "left", *costs)
    rows = small(
        frame.group_by("place").agg(
            customers=nw.len(), **{name: nw.col(name).sum() for name in names}
        )
    )
    entered = spread(rows, "entered", size)
    return Reach(
        spread(rows, "events", size),
        spread(rows, "customers", size),
        entered,
        spread(rows, "left", size),
        spread(rows, "cost", size, np.float64) if cost else None,
        int(entered.sum()),
    )
