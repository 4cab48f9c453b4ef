"""What browsers are told for the line above a board: its filter, and what that comes to."""

from __future__ import annotations

from typing import Any

from cjwidgets.board.dimension import Dimension
from cjwidgets.board.dimensions import DIMENSIONS, BoardSelection
from cjwidgets.board.period import PERIOD
from cjwidgets.board.scene import Scene
from cjwidgets.model.attachments import waits


def offered(scene: Scene, now: BoardSelection, dimension: Dimension) -> tuple[Any, ...]:
    """Return all values there are, and what is selected besides: it can be taken back."""
    known = dimension.known(scene.map, scene.whole_log)
    return tuple(dict.fromkeys((*known, *now.of(dimension))))


def told(scene: Scene, now: BoardSelection, *, stale: bool, refused: str) -> dict[str, Any]:
    """Return what the line shows."""
    return {
        "locale": scene.map.locale,
        "stale": stale,
        "reading": waits(scene.map),
        "dimensions": [_shown(scene, now, each) for each in DIMENSIONS],
        "said": [*scene.says, *([refused] if refused else [])],
        "counted": scene.counted,
    }


def _shown(scene: Scene, now: BoardSelection, dimension: Dimension) -> dict[str, Any]:
    on = now.of(dimension)
    about = {"name": dimension.name, "shows": dimension.shows, "marked": dimension.marked}
    if dimension is PERIOD:
        days = [dimension.key(day) for day in dimension.known(scene.map, scene.whole_log)]
        chosen = [dimension.key(day) for day in on]
        known = on or dimension.known(scene.map, scene.whole_log)
        said = PERIOD.said(known, scene.locale) if known else ""
        return about | {"options": [], "days": days, "chosen": chosen, "said": said}
    options = [
        {"key": dimension.key(each), "name": dimension.label(each), "on": each in on}
        for each in (on if dimension.shows == "chips" else offered(scene, now, dimension))
    ]
    return about | {"options": options}
