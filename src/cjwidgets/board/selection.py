"""What somebody selects on a board, one thing after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cjwidgets.board.dimensions import DIMENSIONS, OF_PLACES, BoardSelection, Dimension
from cjwidgets.errors import UnknownFieldError
from cjwidgets.model import JourneyMap, Stage, Touchpoint

if TYPE_CHECKING:
    from cjwidgets.evidence import EventLog

BY_NAME = {each.name: each for each in DIMENSIONS}


def toggled(
    jm: JourneyMap, now: BoardSelection, dimension: Dimension, value: Any, *, add: bool
) -> BoardSelection:
    """Return the selection after a click on one value of a dimension.

    A click selects this place and no other; with ``add`` the others stay. A click on what is
    selected alone ends that.
    """
    before = now.of(dimension)
    if not add and dimension in OF_PLACES:
        alone = before == (value,) and sum(len(now.of(each)) for each in OF_PLACES) == 1
        now = replace(now, **{each.name: () for each in OF_PLACES})
        after: tuple[Any, ...] = () if alone else (value,)
    else:
        after = tuple(each for each in before if each != value)
        after = after if len(after) < len(before) else (*before, value)
    return ordered(jm, replace(now, **{dimension.name: after}))


def ordered(jm: JourneyMap, now: BoardSelection) -> BoardSelection:
    """Return the selection in the order of the map, without what is no longer in it."""
    return BoardSelection(**{each.name: each.ordered(jm, now.of(each)) for each in DIMENSIONS})


def left(jm: JourneyMap, log: EventLog | None, now: BoardSelection) -> BoardSelection:
    """Return what is still there of a selection, in the map or in the data."""
    return BoardSelection(**{each.name: each.left(jm, log, now.of(each)) for each in DIMENSIONS})


def places(jm: JourneyMap, now: BoardSelection) -> list[Stage | Touchpoint]:
    """Return the places that are selected, and those within them or of what else is selected."""
    within = [
        touchpoint
        for stage in jm.stages
        for touchpoint in stage.touchpoints
        if stage in now.stages or any(each.holds(touchpoint, now.of(each)) for each in DIMENSIONS)
    ]
    return [*now.stages, *now.touchpoints, *within]


def written(jm: JourneyMap, log: EventLog | None, wanted: Mapping[str, Any]) -> BoardSelection:
    """Return the selection that somebody wrote down, e.g. ``{"stages": "Buy"}``.

    Parameters
    ----------
    log : EventLog, optional
        It says which names there are.
    wanted : mapping
        By dimension one thing or several: nodes of the map, names or ids.
    """
    found: dict[str, tuple[Any, ...]] = {}
    for name, values in wanted.items():
        if name not in BY_NAME:
            raise UnknownFieldError.of("select", name, tuple(BY_NAME))
        asked = (BY_NAME[name].asked(jm, log, each) for each in _each(values))
        found[name] = tuple(value for values in asked for value in values)
    return ordered(jm, BoardSelection(**found))


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple | set) else (value,)
