"""Who is gone for good, and from where."""

from __future__ import annotations

import narwhals as nw

from cjwidgets.evidence.matching.placement import NOWHERE
from cjwidgets.evidence.reduce.frames.codes import count_if, flag
from cjwidgets.evidence.reduce.frames.results import small, spread
from cjwidgets.evidence.reduce.tables import Exits


def since(frame: nw.LazyFrame, order: list[str], *, window: int) -> nw.LazyFrame:
    """One row a placed event and the unplaced ones up to the customer's next.

    ``place``, ``time`` of the last of them, whether it is the customer's ``last``, and how often
    nothing at all came for longer than ``window`` µs after one of them (``away``).
    """
    place, time = nw.col("place"), nw.col("time")
    frame = frame.with_columns(placed=flag(place != NOWHERE))
    frame = frame.with_columns(
        turn=nw.col("placed").cum_sum().over("customer", order_by=order),
        after=time.shift(-1).over("customer", order_by=order),
    )
    frame = frame.filter(nw.col("turn") > 0)  # before the first there is no place to leave
    return frame.group_by("customer", "turn").agg(
        place=place.max(),
        time=time.max(),
        last=flag(nw.col("after").is_null()).max(),
        away=count_if(nw.col("after") - time > window),
    )


def count(frame: nw.LazyFrame, size: int, *, window: int, end: int) -> Exits:
    """Count leavers by place, in a log whose last event is at ``end``; see ``Engine.exits``."""
    last, over = nw.col("last") == 1, nw.col("time") + window <= end
    rows = small(
        frame.group_by("place").agg(
            left=count_if(last & over),
            undecided=count_if(last & ~over),
            returned=nw.col("away").sum().cast(nw.Int64),
        )
    )
    return Exits(*(spread(rows, name, size) for name in ("left", "undecided", "returned")))
