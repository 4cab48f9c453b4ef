"""What a person names as start or goal, as the kinds of events that fulfil it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cjwidgets.analysis.shared.places import LEVELS, Mask, at_level
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.matching.claims import Claims
from cjwidgets.model import Rule, Stage, Touchpoint
from cjwidgets.model.naming import called, check_one

_Target: TypeAlias = Stage | Touchpoint | str | re.Pattern[str] | Rule | Callable[[str], bool]
Target: TypeAlias = _Target | Iterable[_Target]
"""A stage, a touchpoint, the id or name of one, a rule for events, or several of these."""


def fulfilling(target: Target, found: Claims, what: str = "goal") -> NDArray[np.bool_]:
    """Return which kinds of events fulfil a target, shape (len(found.kinds),).

    ``what`` names the target in messages.

    Raises
    ------
    DataError
        A stage or touchpoint without a rule.
    InputError
        No node of the map, no event of the log, or a name that several nodes have.
    """
    targets = _several(target)
    if not targets:
        raise InputError(f"{what} is empty.", hint="Name a stage, a touchpoint or an event.")
    return np.logical_or.reduce([_one(each, found, what) for each in targets])


def rules_in(*targets: Target | None) -> list[Rule]:
    """Return the rules over several columns among targets: the kinds must tell them apart."""
    return [each for target in targets for each in _several(target or ()) if isinstance(each, Rule)]


def _several(target: Target) -> list[Any]:
    if isinstance(target, str) or not isinstance(target, Iterable):
        return [target]
    return list(target)


def _one(target: Any, found: Claims, what: str) -> NDArray[np.bool_]:
    masks: dict[str, Mask | None] = {}
    places: list[Stage | Touchpoint] = []
    for level in LEVELS:
        for node, mask in zip(*at_level(found, level), strict=True):
            masks[node.id] = mask
            places.append(node)
    hits = called(places, target)
    if hits:
        own, *others = (masks[each.id] for each in hits)
        # A stage and its only touchpoint may have one name: the same events are meant.
        if not all(_same(own, each) for each in others):
            check_one(hits, target)
        if own is None:
            raise DataError(
                f"No rule says which events belong to the {what} {hits[0].name!r}.",
                hint=f"Set its .match, or name an event of the log as the {what}.",
            )
        return own
    if isinstance(target, Touchpoint | Stage):
        raise InputError(
            f"The {what} {target.name!r} is not on this map.",
            hint="Pass one of the map's own nodes.",
        )
    return _events(target, found, what)


def _same(one: Mask | None, other: Mask | None) -> bool:
    return one is other or (one is not None and other is not None and bool((one == other).all()))


def _events(rule: Any, found: Claims, what: str) -> NDArray[np.bool_]:
    names = tuple(dict.fromkeys(found.kinds.table["event"]))
    is_rule = isinstance(rule, str | re.Pattern | Rule) or callable(rule)
    hits = found.asker.hits(rule, what) if is_rule else np.zeros(len(found.kinds), np.bool_)
    if not hits.any():
        shown = ", ".join(map(repr, names[:8])) + (", …" if len(names) > 8 else "")
        raise InputError(
            f"The {what} {rule!r} is neither a stage or touchpoint of the map nor an event of "
            "the log.",
            hint=f"Events: {shown}.",
        )
    return hits


def named(target: Target) -> str:
    """Return how a sentence calls a target."""
    if isinstance(target, Iterable) and not isinstance(target, str):
        return ", ".join(named(each) for each in target)
    if isinstance(target, re.Pattern):
        return target.pattern
    if callable(target):
        name = getattr(target, "__name__", "")
        return f"{name if name.isidentifier() else 'λ'}()"
    return str(getattr(target, "name", target))
