"""Which places of a map are its goal, and which lie behind it, where nobody is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cjwidgets.errors import InputError
from cjwidgets.model import JourneyMap


@dataclass(frozen=True)
class Goal:
    """The goal of a journey on its map.

    Attributes
    ----------
    places : frozenset of str
        Ids of the stages and touchpoints that are the goal.
    behind : frozenset of str
        Ids of those where a customer who leaves has ended the journey, and is not lost: all that
        come after the goal, a touchpoint that is the goal, the touchpoints of a stage that is.
    """

    places: frozenset[str]
    behind: frozenset[str]


def goal_of(jm: JourneyMap, goal: Any = None) -> Goal:
    """Find the goal of a journey on its map.

    Without one the journey ends at the last touchpoint. So it does with a goal that is no place
    of the map, an event or a rule.
    """
    named = () if goal is None else goal if _several(goal) else (goal,)
    nodes = [each for each in (*jm.stages, *jm.touchpoints) if any(_is(each, x) for x in named)]
    if not nodes:
        last = jm.touchpoints[-1:] if len(jm.touchpoints) > 1 else ()
        return Goal(frozenset(), frozenset(each.id for each in last))
    places = {each.id for each in nodes}
    behind: set[str] = set()
    reached = False
    for stage in jm.stages:
        if reached:
            behind.add(stage.id)
        reached = reached or stage.id in places
        for touchpoint in stage.touchpoints:
            reached = reached or touchpoint.id in places
            if reached:
                behind.add(touchpoint.id)
    return Goal(frozenset(places), frozenset(behind))


def place_of(jm: JourneyMap, goal: Any) -> Goal:
    """Find a goal that must be a place of the map.

    Raises
    ------
    InputError
        It is none.
    """
    found = goal_of(jm, goal)
    if not found.places:
        raise InputError(
            f"The goal {goal!r} is no stage or touchpoint of {jm.title!r}.",
            hint="Give one of jm.stages or jm.touchpoints, its id or its name.",
        )
    return found


def _several(goal: Any) -> bool:
    return isinstance(goal, Iterable) and not isinstance(goal, str)


def _is(node: Any, named: Any) -> bool:
    return node is named or (isinstance(named, str) and named in (node.id, node.name))
