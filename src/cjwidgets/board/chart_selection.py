"""What is picked in a chart, and what is selected on a board: the same, said in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from cjwidgets.board.dimension import Point
from cjwidgets.board.dimensions import OF_PEOPLE, STAGES, TOUCHPOINTS, BoardSelection
from cjwidgets.model import JourneyMap, Touchpoint


def selected(
    jm: JourneyMap, now: BoardSelection, points: Iterable[Point], names: Sequence[str]
) -> BoardSelection:
    """Return the selection after these points, of these fields, were picked in a chart.

    A point says what it means by ids (``stage_id``) where it has some, else by names.

    A chart says nothing about what it does not show: of channels, one of stages leaves what was
    selected. A point need not say all of them: the name of a persona leaves the places. A stage
    that is picked takes the place of touchpoints.
    """
    picked = list(points)
    shown = _fields(names)
    said = shown & (_fields(name for point in picked for name in point) if picked else shown)
    then = now
    if said & {"stage", "touchpoint"}:
        stages = STAGES.picked(jm, [each for each in picked if "touchpoint" not in _fields(each)])
        if "touchpoint" not in shown:
            then = replace(then, stages=stages, touchpoints=())
        else:
            then = _places(jm, now, stages, _touchpoints(jm, picked))
    people = {each.name: each.picked(jm, picked) for each in OF_PEOPLE if each.field in said}
    return replace(then, **people)


def _places(
    jm: JourneyMap, now: BoardSelection, stages: tuple[Any, ...], picked: tuple[Touchpoint, ...]
) -> BoardSelection:
    """Return these places selected; a stage that was stays while all that is in it is picked."""
    kept = (each for each in now.stages if each.touchpoints and {*each.touchpoints} <= {*picked})
    whole = stages or tuple(kept)
    alone = (each for each in picked if stages or not any(each in s.touchpoints for s in whole))
    return replace(now, stages=whole, touchpoints=tuple(alone))


def _fields(names: Iterable[str]) -> set[str]:
    """What is shown or said, by its id or its name."""
    return {name.removesuffix("_id") for name in names}


def _touchpoints(jm: JourneyMap, points: Sequence[Point]) -> tuple[Touchpoint, ...]:
    def meant(point: Point, stage: Any, touchpoint: Touchpoint) -> bool:
        alone = "touchpoint_id" in point or "stage" not in _fields(point)
        return TOUCHPOINTS.means(point, touchpoint) and (alone or STAGES.means(point, stage))

    return tuple(
        each
        for stage in jm.stages
        for each in stage.touchpoints
        if any(meant(point, stage, each) for point in points)
    )


def points(jm: JourneyMap, now: BoardSelection, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return what a chart with these fields is to show as picked.

    Of what a chart shows along several fields, the dimensions that are not selected do not count.
    """
    shown = _fields(names)
    within = [
        (stage, each)
        for stage in jm.stages
        for each in stage.touchpoints
        if each in now.touchpoints or ("touchpoint" in shown and stage in now.stages)
    ]
    places = [STAGES.point(stage) | TOUCHPOINTS.point(each) for stage, each in within]
    if "touchpoint" not in shown:
        own = {stage.id: stage for stage in (*(stage for stage, _ in within), *now.stages)}
        places = [STAGES.point(stage) for stage in own.values()] if "stage" in shown else []
    people = (
        [each.point(value) for value in now.of(each)] for each in OF_PEOPLE if each.field in shown
    )
    along = [some for some in (places, *people) if some]
    if not along:
        return []
    told = [
        {name: value for part in parts for name, value in part.items() if name in names}
        for parts in product(*along)
    ]
    return [each for at, each in enumerate(told) if each not in told[:at]]
