"""What somebody selects on a board, or filters it by, one thing after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cjwidgets.board.dimension import Dimension
from cjwidgets.board.dimensions import DIMENSIONS, OF_PEOPLE, OF_PLACES, BoardSelection
from cjwidgets.errors import UnknownFieldError
from cjwidgets.model import JourneyMap, Stage, Touchpoint

if TYPE_CHECKING:
    from cjwidgets.evidence import EventLog

BY_NAME = {each.name: each for each in DIMENSIONS}
VERBS: dict[str, dict[str, Dimension]] = {
    "filter": {each.name: each for each in OF_PEOPLE},
    "select": {each.name: each for each in OF_PLACES},
}
OTHER = {"filter": "select", "select": "filter"}
SAYS = {
    "filter": "board.filter(…) narrows every number, and is for "
    + ", ".join(each.name for each in OF_PEOPLE),
    "select": "board.select(…) only lights up, and is for "
    + ", ".join(each.name for each in OF_PLACES),
}


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


def written(
    jm: JourneyMap, log: EventLog | None, now: BoardSelection, verb: str, wanted: Mapping[str, Any]
) -> BoardSelection:
    """Return the selection after a verb was called with what somebody wrote down.

    Parameters
    ----------
    log : EventLog, optional
        It says which names there are.
    verb : {"filter", "select"}
        It says anew what it is about, and leaves what the other is about.
    wanted : mapping
        By dimension one thing or several: nodes of the map, names or ids.
    """
    own, others = VERBS[verb], VERBS[OTHER[verb]]
    for name, values in wanted.items():
        if name in others:
            raise UnknownFieldError(
                f"{SAYS[verb]}, not for {name}: {SAYS[OTHER[verb]]}.",
                hint=f"Call board.{OTHER[verb]}({name}={_shown(values)}).",
            )
        if name not in own:
            raise UnknownFieldError.of(verb, name, tuple(own))
    found = {
        name: own[name].written(jm, log, wanted[name]) if name in wanted else () for name in own
    }
    return ordered(jm, replace(now, **found))


def _shown(values: Any) -> str:
    """Return values as one may write them; parts of the map by their names."""
    if isinstance(values, list | tuple | set):
        return f"[{', '.join(map(_shown, values))}]"
    return repr(getattr(values, "name", values))
