"""How each chart is drawn from a scene.

What is selected narrows charts of touchpoints to its stages; charts of whole stages show all of
them. Channels and personas narrow whose evidence it is, except where a chart compares just these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cjwidgets import charts
from cjwidgets.board.scene import Scene
from cjwidgets.errors import NotFoundError
from cjwidgets.model.bearing import Topic

Draw = Callable[[Scene], Any]
"""Makes an Altair chart."""


@dataclass(frozen=True)
class BoardChart:
    """A chart of a board, and what of the map it shows.

    Attributes
    ----------
    draw : function of Scene
    reads, closely : frozenset of str
        The topics of model/bearing.py that it shows: always, and where single stages are looked
        at.
    of_data : bool
        Whether it shows data, and not the map alone.
    """

    draw: Draw
    reads: frozenset[str] = frozenset()
    closely: frozenset[str] = frozenset()
    of_data: bool = True

    def __call__(self, scene: Scene) -> Any:
        return self.draw(scene)

    def shows(self, scene: Scene) -> frozenset[str]:
        """Return what of the map it shows now: an edit that bears on none of it changes nothing."""
        people = {"personas", "segments"} if self.of_data and scene.selection.personas else set()
        return self.reads | people | (self.closely if scene.stages else set()) | {"language"}


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


def _reads(*topics: Topic) -> frozenset[str]:
    return frozenset(topics)


_LOG = _reads("stages", "events")
_TITLE, _PLACES = _reads("title"), _reads("stages", "touchpoints")
_CLOSELY = _reads("touchpoints")

SCENES: dict[str, BoardChart] = {
    "emotion": BoardChart(
        _emotion, _TITLE | _PLACES | _reads("scale", "personas", "feelings"), of_data=False
    ),
    "drop_off": BoardChart(_of_stages("drop_off"), _LOG | _TITLE),
    "drop_off_intervals": BoardChart(_of_stages("drop_off_intervals"), _LOG | _TITLE),
    "dwell": BoardChart(_dwell, _LOG, _CLOSELY),
    "transitions": BoardChart(_transitions, _LOG, _CLOSELY),
    "paths": BoardChart(_of_paths("paths"), _LOG | _TITLE),
    "flow": BoardChart(_of_paths("flow"), _LOG | _TITLE),
    "channels": BoardChart(_channels, _LOG | _TITLE),
    "channel_stages": BoardChart(_channel_stages, _LOG | _reads("channels")),
    "markov": BoardChart(_markov, _PLACES | _TITLE | _reads("events")),
    "retention": BoardChart(_retention),
    "personas": BoardChart(_personas, _PLACES | _reads("scale", "personas", "segments")),
    "importance_performance": BoardChart(_importance, _PLACES),
    "distributions": BoardChart(_distributions, _PLACES),
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


def scene_of(name: str) -> BoardChart:
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
