"""What an edit bears on: each field, and each kind of node, says it where it is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from cjwidgets.model.changes import Added, Change, Moved, Removed, Updated
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
``evidence``: what backs a part of the map.
"""


def bears_on(changes: Iterable[Change]) -> frozenset[str]:
    """Return the topics that changes bear on.

    Examples
    --------
    >>> jm = JourneyMap("Shop", stages=["Ask"])
    >>> heard = []
    >>> stop = jm.subscribe(lambda done: heard.append(sorted(bears_on(done.changes))))
    >>> jm.stages[0].name = "Look"
    >>> jm.stages[0].owner = "Ann"
    >>> heard
    [['stages'], []]
    """
    found: set[str] = set()
    for change in changes:
        match change:
            case Updated(field=field):
                found.update(field.metadata.get("bears_on", ()))
            case Moved(target=place) | Added(place=place) | Removed(place=place):
                found.update(_LISTS[place.field])
    return frozenset(found)


def _within(kind: type[Node]) -> set[str]:
    """Return what all fields of such a node, and of those below it, bear on."""
    parts = (*kind.fields.values(), *kind.children.values())
    found = {topic for part in parts for topic in part.metadata.get("bears_on", ())}
    return found.union(*(_within(each.node_class) for each in kind.children.values()))


def _lists(kind: type[Node]) -> dict[str, set[str]]:
    """Return what it bears on to add a node to a list, to take one out, or to move it."""
    found: dict[str, set[str]] = {}
    for name, children in kind.children.items():
        own = set(children.metadata.get("bears_on", ()))
        found |= {**_lists(children.node_class), name: own and own | _within(children.node_class)}
    return found


_LISTS = _lists(JourneyMap)
