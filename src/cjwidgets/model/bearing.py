"""What an edit bears on: each field, and each kind of node, says it where it is written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from cjwidgets.model.changes import Added, Change, Moved, Position, Removed, Updated
from cjwidgets.model.journey import JourneyMap
from cjwidgets.model.node import Node

Topic = Literal[
    "title",
    "language",
    "scale",
    "stages",
    "touchpoints",
    "personas",
    "events",
    "segments",
    "channels",
    "feelings",
    "evidence",
]
"""What charts and figures are told of a map; which of them reads what, they say themselves.

``stages``, ``touchpoints`` and ``personas``: which there are, in which order, and their names;
``events``: which of a log belong where; ``segments``: who of the data is which persona;
``evidence``: what backs a stage or a touchpoint.
"""


def bears_on(jm: JourneyMap, changes: Iterable[Change]) -> frozenset[str]:
    """Return the topics that changes of a map bear on, when they are made.

    A node in a list that bears on nothing, such as the evidence of a card, bears on nothing.

    Examples
    --------
    >>> jm = JourneyMap("Shop", stages=["Ask"])
    >>> heard = []
    >>> stop = jm.subscribe(lambda done: heard.append(sorted(bears_on(jm, done.changes))))
    >>> jm.stages[0].name = "Look"
    >>> jm.stages[0].owner = "Ann"
    >>> heard
    [['stages'], []]
    """
    found: set[str] = set()
    for change in changes:
        match change:
            case Updated(id=id, field=field):
                topics = field.metadata.get("bears_on")
                if not topics:
                    continue
                node = jm._by_id.get(id)  # one that is gone by now was taken out of a list
                parent = node and node.parent
                if node is jm or (node and parent and _of_list(type(parent), node._slot)):
                    found.update(topics)
            case Moved(source=source, target=target):
                found |= _of_place(jm, source) | _of_place(jm, target)
            case Added(place=place) | Removed(place=place):
                found |= _of_place(jm, place)
    return frozenset(found)


def _of_place(jm: JourneyMap, place: Position) -> set[str]:
    parent = jm._by_id.get(place.parent)
    return set() if parent is None else _of_list(type(parent), place.field)


@cache
def _of_list(kind: type[Node], name: str) -> set[str]:
    """Return what it bears on to add a node to a list, to take one out, or to move it."""
    children = kind.children[name]
    own = set(children.metadata.get("bears_on", ()))
    return own and own | _within(children.node_class)


def _within(kind: type[Node]) -> set[str]:
    """Return what all fields of such a node, and of those below it, bear on."""
    parts = (*kind.fields.values(), *kind.children.values())
    found = {topic for part in parts for topic in part.metadata.get("bears_on", ())}
    return found.union(*(_within(each.node_class) for each in kind.children.values()))
