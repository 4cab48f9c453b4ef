"""What is picked in a chart, and what is selected on a board: the same, said in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from cjwidgets.board.scene import BoardSelection
from cjwidgets.model import JourneyMap, Persona, Stage, Touchpoint

Point = Mapping[str, Any]


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
    shown = _kinds(names)
    said = _kinds(name for point in picked for name in point) if picked else shown
    then = now
    if said & shown & {"stage", "touchpoint"}:
        whole = [point for point in picked if "touchpoint" not in _kinds(point)]
        stages = tuple(each for each in jm.stages if any(_means(p, "stage", each) for p in whole))
        if "touchpoint" not in shown:
            then = replace(then, stages=stages, touchpoints=())
        else:
            then = replace(then, touchpoints=_touchpoints(jm, picked))
            then = replace(then, stages=stages) if stages else then
    if "persona" in shown & said:
        people = (each for each in jm.personas if any(_means(p, "persona", each) for p in picked))
        then = replace(then, personas=tuple(people))
    if "channel" in names and "channel" in said:
        channels = dict.fromkeys(str(point["channel"]) for point in picked if "channel" in point)
        then = replace(then, channels=tuple(channels))
    return then


def _kinds(names: Iterable[str]) -> set[str]:
    return {name.removesuffix("_id") for name in names}


def _means(point: Point, kind: str, node: Stage | Touchpoint | Persona) -> bool:
    """Whether a point means a part of the map: by its id, or where it has none by its name."""
    id = point.get(f"{kind}_id")
    return bool(point.get(kind) == node.name if id is None else id == node.id)


def _touchpoints(jm: JourneyMap, points: Sequence[Point]) -> tuple[Touchpoint, ...]:
    def meant(point: Point, stage: Stage, touchpoint: Touchpoint) -> bool:
        alone = "touchpoint_id" in point or "stage" not in _kinds(point)
        return _means(point, "touchpoint", touchpoint) and (alone or _means(point, "stage", stage))

    return tuple(
        each
        for stage in jm.stages
        for each in stage.touchpoints
        if any(meant(point, stage, each) for point in points)
    )


def points(jm: JourneyMap, chosen: BoardSelection, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return what a chart with these fields is to show as picked.

    Of what a chart shows along several fields, the kinds that are not selected do not count.
    """
    shown = _kinds(names)
    within = [
        (stage, each)
        for stage in jm.stages
        for each in stage.touchpoints
        if each in chosen.touchpoints
    ]
    places = [_told(stage=stage, touchpoint=each) for stage, each in within]
    if "touchpoint" not in shown:
        own = {stage.id: stage for stage in (*(stage for stage, _ in within), *chosen.stages)}
        places = [_told(stage=stage) for stage in own.values()] if "stage" in shown else []
    personas = [_told(persona=each) for each in chosen.personas if "persona" in shown]
    channels = [{"channel": name} for name in chosen.channels if "channel" in names]
    kinds = [some for some in (places, personas, channels) if some]
    if not kinds:
        return []
    told = [
        {name: value for part in parts for name, value in part.items() if name in names}
        for parts in product(*kinds)
    ]
    return [each for at, each in enumerate(told) if each not in told[:at]]


def _told(**parts: Stage | Touchpoint | Persona) -> dict[str, Any]:
    names = {kind: node.name for kind, node in parts.items()}
    return names | {f"{kind}_id": node.id for kind, node in parts.items()}
