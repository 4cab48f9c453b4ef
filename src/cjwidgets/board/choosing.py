"""What somebody selects on a board, one thing after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from cjwidgets.board.scene import BoardSelection
from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.model import JourneyMap, Persona, Stage, Touchpoint

KINDS: dict[type, str] = {
    Stage: "stages",
    Touchpoint: "touchpoints",
    Persona: "personas",
    str: "channels",
}
PLACES = ("stages", "touchpoints")


def toggled(jm: JourneyMap, now: BoardSelection, what: Any, *, add: bool) -> BoardSelection:
    """Return the selection after a click on a part of the map or a channel.

    A click selects this place and no other; with ``add`` the others stay. A click on what is
    selected alone ends that.
    """
    kind = KINDS[type(what)]
    before = getattr(now, kind)
    if not add and kind in PLACES:
        alone = before == (what,) and sum(len(getattr(now, each)) for each in PLACES) == 1
        now, after = replace(now, stages=(), touchpoints=()), () if alone else (what,)
    else:
        after = tuple(each for each in before if each != what)
        after = after if len(after) < len(before) else (*before, what)
    return ordered(jm, replace(now, **{kind: after}))


def ordered(jm: JourneyMap, now: BoardSelection) -> BoardSelection:
    """Return the selection in the order of the map, without what is no longer in it."""
    return BoardSelection(
        tuple(each for each in jm.stages if each in now.stages),
        tuple(each for each in jm.touchpoints if each in now.touchpoints),
        tuple(each for each in jm.personas if each in now.personas),
        tuple(dict.fromkeys(now.channels)),
    )


def left(jm: JourneyMap, now: BoardSelection, channels: Sequence[str] | None) -> BoardSelection:
    """Return what is still there of a selection: channels of the data, or of the map.

    ``channels`` are those of the data; None while nobody knows.
    """
    found = ordered(jm, now)
    if channels is None:
        return found
    known = {*channels, *(each.channel for each in jm.touchpoints)}
    return replace(found, channels=tuple(each for each in found.channels if each in known))


def places(jm: JourneyMap, now: BoardSelection) -> list[Stage | Touchpoint]:
    """Return the places that are selected, and those within them or in selected channels."""
    within = [
        each
        for stage in jm.stages
        for each in stage.touchpoints
        if stage in now.stages or each.channel in now.channels
    ]
    return [*now.stages, *now.touchpoints, *within]


def chosen(jm: JourneyMap, channels: Sequence[str], wanted: dict[str, Any]) -> BoardSelection:
    """Return the selection that somebody wrote down, e.g. ``{"stages": "Buy"}``.

    Parameters
    ----------
    channels : sequence of str
        All there are.
    wanted : dict
        By kind one thing or several: nodes of the map, names or ids.
    """
    parts: dict[str, Sequence[Any]] = {
        "stages": list(jm.stages),
        "touchpoints": list(jm.touchpoints),
        "personas": list(jm.personas),
    }
    kinds = {name: _each(value) for name, value in wanted.items()}
    found: dict[str, tuple[Any, ...]] = {}
    for kind, values in kinds.items():
        if kind == "channels":
            found[kind] = tuple(_channel(name, channels) for name in values)
        else:
            found[kind] = tuple(part for each in values for part in _parts(each, parts[kind], kind))
    return ordered(jm, BoardSelection(**found))


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple | set) else (value,)


def _channel(name: Any, channels: Sequence[str]) -> str:
    if name not in channels:
        there = ", ".join(map(repr, channels)) or "none"
        raise NotFoundError(f"There is no channel {name!r}.", hint=f"Channels: {there}.")
    return str(name)


def _parts(asked: Any, nodes: Sequence[Any], kind: str) -> list[Any]:
    """Return the node that was meant; a name may belong to several."""
    if not isinstance(asked, str | Stage | Touchpoint | Persona):
        raise InputError(f"{kind}={asked!r}: expected parts of the map, their names or ids.")
    hits = [each for each in nodes if each is asked or asked in (each.id, each.name)]
    if not hits:
        there = ", ".join(repr(each.name) for each in nodes[:8]) or "none"
        raise NotFoundError(f"The map has no {kind[:-1]} {asked!r}.", hint=f"It has {there}.")
    return hits
