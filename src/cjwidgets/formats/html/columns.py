"""Which columns and rows a map has. Twin of js/src/layout/layout.ts, but nothing is folded."""

from __future__ import annotations

from typing import NamedTuple

from cjwidgets.model import JourneyMap, Lane, Stage, Touchpoint
from cjwidgets.model.lanes import LANES
from cjwidgets.model.nodes import can_span


class Column(NamedTuple):
    """A touchpoint, or a stage that has none."""

    stage: Stage
    touchpoint: Touchpoint | None
    first: bool


def columns(jm: JourneyMap) -> list[Column]:
    """Return the columns of a map in order."""
    return [
        Column(stage, touchpoint, index == 0)
        for stage in jm.stages
        for index, touchpoint in enumerate(list(stage.touchpoints) or [None])
    ]


def sheets(cols: list[Column], most: int) -> list[range]:
    """Return which columns stand in a table together: it ends between stages where it can.

    Twin of js/src/editor/print/pages.ts.
    """
    found, start, at = [], 0, 0
    for _, span in by_stage(cols):
        while span:
            end = at + min(span, most)
            if end - start > most:
                found.append(range(start, at))
                start = at
            span -= end - at
            at = end
    return [*found, range(start, at)] if cols else []


def by_stage(cols: list[Column]) -> list[tuple[Stage, int]]:
    """Return the stages of columns, each with how many are its own."""
    spans: dict[str, tuple[Stage, int]] = {}
    for column in cols:
        stage, span = spans.get(column.stage.id, (column.stage, 0))
        spans[stage.id] = stage, span + 1
    return list(spans.values())


def lanes(jm: JourneyMap) -> list[Lane]:
    """Return the lanes that are not hidden."""
    return [lane for lane in jm.lanes if not lane.hidden]


def spans_stage(lane: Lane) -> bool:
    """Return whether a lane has one cell for each stage."""
    return lane.span == "stage" and can_span(LANES[lane.shows])
