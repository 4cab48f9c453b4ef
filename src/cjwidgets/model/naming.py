"""The part of a map that somebody means by its id or its name, where only ids are unique."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from cjwidgets.errors import InputError
from cjwidgets.model.node import Node
from cjwidgets.model.values import shown

N = TypeVar("N", bound=Node)


def called(nodes: Iterable[N], wanted: Any) -> list[N]:
    """Return the node that is wanted, or has this id; else all that have this name.

    Examples
    --------
    >>> from cjwidgets.model import JourneyMap, Stage
    >>> jm = JourneyMap("Shop", stages=[Stage("Buy", id="a"), Stage("Buy", id="b"), "b"])
    >>> [len(called(jm.stages, wanted)) for wanted in (jm.stages[0], "a", "b", "Buy", "Ask")]
    [1, 1, 1, 2, 0]
    """
    known = list(nodes)
    found = [each for each in known if each is wanted]
    if found or not isinstance(wanted, str):
        return found
    found = [each for each in known if each.id == wanted]
    return found or [each for each in known if getattr(each, each.label) == wanted]


def check_one(found: Sequence[Node], wanted: Any) -> None:
    """Refuse a name that several parts of a map have: nobody knows which is meant.

    Examples
    --------
    >>> from cjwidgets.model import JourneyMap, Stage
    >>> jm = JourneyMap("Shop", stages=[Stage("Buy", id="a"), Stage("Buy", id="b")])
    >>> check_one(called(jm.stages, "Buy"), "Buy")
    Traceback (most recent call last):
    cjwidgets.errors.InputError: The map has 2 parts named 'Buy': it is not clear which is meant. \
Give the id of one: 'a' (stage 1), 'b' (stage 2); or the part itself; or a list of them for all.
    """
    if len(found) < 2:
        return
    ids = ", ".join(f"{each.id!r} ({_where(each)})" for each in found[:8])
    raise InputError(
        f"The map has {len(found)} parts named {shown(wanted)}: it is not clear which is meant.",
        hint=f"Give the id of one: {ids}{', …' if len(found) > 8 else ''}; or the part itself; or "
        "a list of them for all.",
    )


def _where(node: Node) -> str:
    """Return where a node stands, as a reader counts."""
    siblings = node._siblings()
    own = f"{type(node).__name__.lower()} {siblings.index(node) + 1}"
    parent = node.parent
    return own if parent is None or parent is node.map else f"{own} of {_where(parent)}"
