"""What is picked in a chart, and what is selected on a board: the same, said in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from cjwidgets.board.scene import BoardSelection
from cjwidgets.model import JourneyMap, Touchpoint

Point = Mapping[str, Any]


def selected(
    jm: JourneyMap, now: BoardSelection, points: Iterable[Point], names: Sequence[str]
) -> BoardSelection:
    """Return the selection after these points, of these fields, were picked in a chart.

    A chart says nothing about what it does not show: of channels, one of stages leaves what was
    selected. A point need not say all of them: the name of a persona leaves the places. A stage
    that is picked takes the place of touchpoints.
    """
    picked = list(points)
    said = {name for point in picked for name in point} if picked else set(names)
    then = now
    if said & set(names) & {"stage", "touchpoint"}:
        whole = {point.get("stage") for point in picked if "touchpoint" not in point}
        stages = tuple(stage for stage in jm.stages if stage.name in whole)
        if "touchpoint" not in names:
            then = replace(then, stages=stages, touchpoints=())
        else:
            then = replace(then, touchpoints=_touchpoints(jm, picked))
            then = replace(then, stages=stages) if stages else then
    if "persona" in names and "persona" in said:
        wanted = {point.get("persona") for point in picked}
        then = replace(then, personas=tuple(each for each in jm.personas if each.name in wanted))
    if "channel" in names and "channel" in said:
        channels = dict.fromkeys(str(point["channel"]) for point in picked if "channel" in point)
        then = replace(then, channels=tuple(channels))
    return then


def _touchpoints(jm: JourneyMap, points: Sequence[Point]) -> tuple[Touchpoint, ...]:
    wanted = {(point.get("stage"), point.get("touchpoint")) for point in points}
    return tuple(
        each
        for stage in jm.stages
        for each in stage.touchpoints
        if wanted & {(stage.name, each.name), (None, each.name)}
    )


def points(jm: JourneyMap, chosen: BoardSelection, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return what a chart with these fields is to show as picked.

    Of what a chart shows along several fields, the kinds that are not selected do not count.
    """
    places: list[dict[str, Any]] = [
        {"stage": stage.name, "touchpoint": each.name}
        for stage in jm.stages
        for each in stage.touchpoints
        if each in chosen.touchpoints
    ]
    if "touchpoint" not in names:
        own = [each["stage"] for each in places] + [stage.name for stage in chosen.stages]
        places = [{"stage": name} for name in dict.fromkeys(own)] if "stage" in names else []
    personas = [{"persona": each.name} for each in chosen.personas if "persona" in names]
    channels = [{"channel": name} for name in chosen.channels if "channel" in names]
    kinds = [some for some in (places, personas, channels) if some]
    if not kinds:
        return []
    return [
        {name: value for part in parts for name, value in part.items() if name in names}
        for parts in product(*kinds)
    ]
