"""How each chart is drawn from a scene.

What is selected narrows charts of touchpoints to its stages; charts of whole stages show all of
them. Channels and personas narrow whose evidence it is, except where a chart compares just these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cjwidgets import charts
from cjwidgets.board.scene import Scene
from cjwidgets.errors import NotFoundError

Draw = Callable[[Scene], Any]
"""Makes an Altair chart."""


def _emotion(scene: Scene) -> Any:
    chosen = scene.selection
    return charts.emotion(scene.map, personas=chosen.personas or None, stages=chosen.stages or None)


def _dwell(scene: Scene) -> Any:
    table = charts.dwell.data(scene.map, scene.log, level=scene.level)
    return charts.dwell(scene.here(table, "stage"), locale=scene.locale)


def _transitions(scene: Scene) -> Any:
    table = charts.transitions.data(scene.map, scene.log, level=scene.level)
    return charts.transitions(
        scene.here(table, "source_stage", "target_stage"), locale=scene.locale
    )


def _channels(scene: Scene) -> Any:
    survey = scene.survey_of_personas if scene.whole_survey else None
    return charts.channels(scene.map, scene.log_of_personas, goal=scene.goal, survey=survey)


def _channel_stages(scene: Scene) -> Any:
    table = charts.channel_stages.data(scene.map, scene.log_of_personas)
    return charts.channel_stages(scene.here(table, "stage"), locale=scene.locale)


def _markov(scene: Scene) -> Any:
    return charts.markov(scene.map, scene.log, goal=scene.goal)


def _personas(scene: Scene) -> Any:
    survey = scene.survey_of_channels
    by = "persona" if survey.has & {"persona", "segment"} else None
    table = charts.personas.data(scene.map, survey, level=scene.level, by=by)
    return charts.personas(scene.here(table, "stage"), locale=scene.locale)


def _importance(scene: Scene) -> Any:
    table = charts.importance_performance.data(scene.map, scene.survey)
    return charts.importance_performance(scene.here(table, "stage"), locale=scene.locale)


def _of_stages(name: str) -> Draw:
    def draw(scene: Scene) -> Any:
        return getattr(charts, name)(scene.map, scene.log)

    return draw


def _of_paths(name: str) -> Draw:
    def draw(scene: Scene) -> Any:
        return getattr(charts, name)(scene.map, scene.log, level="stage")

    return draw


def _retention(scene: Scene) -> Any:
    return charts.retention(scene.log, locale=scene.locale)


def _distributions(scene: Scene) -> Any:
    from cjwidgets.evidence.surveys.questions import OPEN

    asked = (each.name for each in scene.survey.questions if each.kind != OPEN)
    question = next(asked, "")
    table = charts.distributions.data(scene.map, scene.survey, question=question, level=scene.level)
    return charts.distributions(scene.here(table, "stage"), locale=scene.locale)


SCENES: dict[str, Draw] = {
    "emotion": _emotion,
    "drop_off": _of_stages("drop_off"),
    "drop_off_intervals": _of_stages("drop_off_intervals"),
    "dwell": _dwell,
    "transitions": _transitions,
    "paths": _of_paths("paths"),
    "flow": _of_paths("flow"),
    "channels": _channels,
    "channel_stages": _channel_stages,
    "markov": _markov,
    "retention": _retention,
    "personas": _personas,
    "importance_performance": _importance,
    "distributions": _distributions,
}


def usual(scene: Scene) -> list[str]:
    """Return the charts that say most about what there is."""
    names = ["emotion"]
    if scene.whole_log is not None:
        names += ["drop_off", "dwell", "transitions"]
        if "channel" in scene.whole_log.roles:
            names.append("channels")
    if scene.whole_survey is not None and scene.map.personas:
        names.append("personas")
    return names


def scene_of(name: str) -> Draw:
    """Return how the chart of a name is drawn.

    Raises
    ------
    NotFoundError
        A board can't draw it without being told how.
    """
    if name not in SCENES:
        known = ", ".join(map(repr, SCENES))
        raise NotFoundError(
            f"A board has no chart {name!r}.",
            hint=f"It has {known}; any other takes a function: "
            "charts={'mine': lambda scene: cj.charts.what_if(scene.map, scene.log, changes)}.",
        )
    return SCENES[name]
