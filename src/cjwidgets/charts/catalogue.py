"""Every chart by its name, and what a board has to know of it.

A chart is a function in a file of its name; the file of one that boards draw has also the function
``on_board``, which draws it from what a board shows. Here stands what is asked before Altair is
there.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from cjwidgets.loading import load
from cjwidgets.model.bearing import Topic


class OnBoard(NamedTuple):
    """What a board has to know of a chart before it is drawn.

    Attributes
    ----------
    needs : tuple of str
        What it is drawn from besides the map: ``log``, ``survey``, ``channel`` (of a log's events),
        ``persona`` (of the map), ``feelings`` (of a survey, by place).
    reads : set of str
        The topics of model/bearing.py that it shows. An edit that bears on none of them changes
        nothing.
    usual : bool
        Whether a board has it without being asked, where there is what it needs.
    brush : str
        The function of ``cj.charts`` that says which touchpoints its parameter ``brush`` holds.
    """

    needs: tuple[str, ...] = ()
    reads: frozenset[str] = frozenset()
    usual: bool = False
    brush: str = ""


def _reads(*topics: Topic) -> frozenset[str]:
    return frozenset(topics)


_LOG, _SURVEY = ("log",), ("survey",)
_EVENTS = _reads("stages", "events")
_TITLE, _PLACES = _reads("title"), _reads("stages", "touchpoints")

CHARTS: dict[str, OnBoard | None] = {
    "drop_off": OnBoard(_LOG, _EVENTS | _TITLE, usual=True),
    "channels": OnBoard((*_LOG, "channel"), _EVENTS | _TITLE, usual=True),
    "dwell": OnBoard(_LOG, _EVENTS | _PLACES, usual=True),
    "what_if": OnBoard(_LOG, _EVENTS | _PLACES, usual=True),
    "personas": OnBoard(
        (*_SURVEY, "persona", "feelings"),
        _TITLE | _PLACES | _reads("scale", "personas", "segments"),
        usual=True,
    ),
    # The map above them shows the curve, and what the others show one may ask for.
    "emotion": OnBoard(
        reads=_TITLE | _PLACES | _reads("scale", "personas", "feelings"),
        brush="brushed",
    ),
    "drop_off_intervals": OnBoard(_LOG, _EVENTS | _TITLE),
    "transitions": OnBoard(_LOG, _EVENTS | _PLACES),
    "paths": OnBoard(_LOG, _EVENTS | _TITLE),
    "flow": OnBoard(_LOG, _EVENTS | _TITLE),
    "channel_stages": OnBoard((*_LOG, "channel"), _EVENTS | _TITLE | _reads("channels")),
    "markov": OnBoard(_LOG, _PLACES | _TITLE | _reads("events")),
    "time_to": OnBoard(_LOG, _EVENTS | _TITLE),
    "retention": OnBoard(_LOG),
    "importance_performance": OnBoard(_SURVEY, _TITLE | _PLACES),
    "distributions": OnBoard(_SURVEY, _PLACES),
    # Of two groups, which a board can't guess.
    "compare": None,
    "difference": None,
}
"""All that ``cjwidgets.charts`` draws, in the order in which a board shows them."""
ON_BOARD = {name: on_board for name, on_board in CHARTS.items() if on_board is not None}


class Scene(Protocol):
    """What a board shows: a map and its evidence, narrowed by a filter, and what is selected."""

    @property
    def map(self) -> Any: ...
    @property
    def log(self) -> Any: ...
    @property
    def survey(self) -> Any: ...
    @property
    def whole_survey(self) -> Any: ...
    @property
    def selection(self) -> Any: ...
    @property
    def target(self) -> Any: ...
    @property
    def end(self) -> Any: ...
    @property
    def gone(self) -> Any: ...
    @property
    def locale(self) -> str: ...
    @property
    def stages(self) -> Any: ...
    def level(self, most: int = ...) -> str:
        """Return how closely to look: "touchpoint", or "stage" where there are more than most."""
        ...

    def without(self, *dimensions: str) -> Scene:
        """Return the scene that these dimensions do not narrow: for charts that compare them."""
        ...

    def here(self, table: Any, *columns: str) -> Any:
        """Return the rows about the selected stages: for detail cards."""
        ...


def draw_on_board(name: str, scene: Scene) -> Any:
    """Draw the chart of a name as it declares for boards."""
    load("cjwidgets.charts", name)  # with all that charts need
    return load(f"cjwidgets.charts.{name}", "on_board")(scene)
