"""In what order customers visit places."""

from __future__ import annotations

import narwhals as nw

from cjwidgets.evidence.reduce.frames.codes import count_if
from cjwidgets.evidence.reduce.frames.results import small, spread
from cjwidgets.evidence.reduce.tables import Order


def compare(visits: nw.LazyFrame, order: list[str], size: int) -> Order:
    """Compare the order of each customer's visits with the order of the places."""
    place = nw.col("place")
    frame = visits.with_columns(
        # The furthest place so far: beyond this one, a later place came before.
        furthest=place.cum_max().over("customer", order_by=order)
    )
    frame = frame.group_by("customer", "place").agg(
        visits=nw.len(), before=nw.col("furthest").min()
    )
    frame = frame.with_columns(last=place.max().over("customer"))
    rows = small(
        frame.group_by("place").agg(
            visited=nw.len(),
            repeated=count_if(nw.col("visits") > 1),
            late=count_if(nw.col("before") > place),
            furthest=count_if(nw.col("last") == place),
        )
    )
    names = ("visited", "repeated", "late", "furthest")
    return Order(*(spread(rows, name, size) for name in names))
