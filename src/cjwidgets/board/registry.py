"""The charts of a board, by name: those that declare how a board draws them.

What a board is filtered by narrows whose evidence a chart shows, except where it compares just
these. What is selected lights up in it, and chooses what detail cards speak of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cjwidgets.board.dimensions import OF_PEOPLE
from cjwidgets.board.scene import Scene
from cjwidgets.charts.catalogue import ON_BOARD, draw_on_board
from cjwidgets.errors import NotFoundError

Draw = Callable[[Scene], Any]
"""Makes an Altair chart."""

Charts = str | Sequence[str] | Mapping[str, Draw | None]
"""Which charts a board is asked for."""


@dataclass(frozen=True)
class BoardChart:
    """A chart that declares how a board draws it."""

    name: str

    def __call__(self, scene: Scene) -> Any:
        return draw_on_board(self.name, scene)

    def shows(self, scene: Scene) -> frozenset[str]:
        """Return what of the map it shows now: an edit that bears on none of it changes nothing."""
        chart = ON_BOARD[self.name]
        chosen = (each for each in OF_PEOPLE if chart.needs and scene.selection.of(each))
        people = {topic for each in chosen for topic in each.topics}
        return chart.reads | people | {"language"}


DRAWS: dict[str, BoardChart] = {name: BoardChart(name) for name in ON_BOARD}


def usual(scene: Scene) -> list[str]:
    """Return the charts that say most about what there is."""
    has = scene.has
    return [name for name, chart in ON_BOARD.items() if chart.usual and has.issuperset(chart.needs)]


def draw_of(name: str) -> BoardChart:
    """Return how the chart of a name is drawn.

    Raises
    ------
    NotFoundError
        A board can't draw it without being told how.
    """
    if name not in DRAWS:
        known = ", ".join(map(repr, DRAWS))
        raise NotFoundError(
            f"A board has no chart {name!r}.",
            hint=f"It has {known}; any other takes a function: "
            "charts={'mine': lambda scene: cj.charts.compare(scene.map, before, after)}.",
        )
    return DRAWS[name]


def moves(draw: Draw, scene: Scene, topics: frozenset[str]) -> bool:
    """Return whether an edit may move a chart; what one of the user's own shows, nobody knows."""
    return not isinstance(draw, BoardChart) or bool(topics & draw.shows(scene))


def named(charts: Charts | None) -> Mapping[str, Draw | None]:
    """Return by name how each is drawn, or None for those that declare it."""
    if isinstance(charts, Mapping):
        return charts
    return dict.fromkeys([charts] if isinstance(charts, str) else charts or ())
