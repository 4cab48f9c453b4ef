"""Tells a frame whose newest rows come first, and numbers its rows from the last there."""

from __future__ import annotations

from dataclasses import replace

import narwhals as nw

from cjwidgets.evidence.reduce.frames.codes import count_if
from cjwidgets.evidence.reduce.frames.results import small
from cjwidgets.evidence.reduce.frames.source import Source
from cjwidgets.evidence.reduce.tables import RowOrder


def in_order(source: Source) -> Source:
    """Return a source whose rows have an order, with that of its events."""
    row = nw.col("row")
    by = ["time", *(name for name in source.sequence if name != "row")]
    moments = source.frame.group_by("customer", *by).agg(
        events=nw.len(), low=row.min(), high=row.max()
    )
    before = nw.col("low").shift(1).over("customer", order_by=by)
    moments = moments.with_columns(back=nw.col("high") < before)
    found = small(
        moments.select(
            ties=count_if(nw.col("events") > 1),
            back=count_if(nw.col("back")),
            steps=count_if(~nw.col("back").is_null()),
        )
    ).iloc[0]
    if not found["ties"]:
        return source  # nothing is left for the rows to order
    if not found["steps"]:  # nobody was there twice: the rows of all tell it
        step = nw.col("time").diff().over(order_by="row")
        steps = source.frame.select(step=step)
        back, other = count_if(nw.col("step") < 0), count_if(nw.col("step") != 0)
        found = small(steps.select(back=back, steps=other)).iloc[0]
    lie = RowOrder.told(int(found["back"]), int(found["steps"]))
    frame = source.frame
    if lie.newest_first:
        frame = frame.with_columns(row=-row.cast(nw.Int64))
    return replace(source, frame=frame, row_order=lie)
