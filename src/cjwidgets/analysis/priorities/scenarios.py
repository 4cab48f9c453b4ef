"""What is to be tried: named lists of changes, and the places they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cjwidgets.analysis.movement.flows import Flows
from cjwidgets.analysis.priorities.improvements import (
    AnyChange,
    DropOff,
    Merge,
    Named,
    Remove,
    Reorder,
)
from cjwidgets.errors import DataError, InputError
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap
from cjwidgets.model.naming import called, check_one

KINDS = (DropOff, Remove, Merge, Reorder)


def scenarios_of(changes: Any, t: Language) -> dict[str, list[AnyChange]]:
    """Return the changes of each scenario, by its name; one without is called by what it does."""
    if isinstance(changes, Mapping):
        scenarios = {str(name): _listed(one) for name, one in changes.items()}
    else:
        scenarios = {"": _listed(changes)}
    for one in scenarios.values() or [[]]:
        if not one:
            raise InputError("There is no change to try.", hint="For example cj.Remove('Form').")
        for change in one:
            if not isinstance(change, KINDS):
                raise InputError(
                    f"{change!r} is no change of a journey.",
                    hint="Changes are DropOff, Remove, Merge and Reorder.",
                )
    return {
        name or " + ".join(called_so(each, t) for each in one): one
        for name, one in scenarios.items()
    }


def called_so(change: AnyChange, t: Language) -> str:
    """Say what a change does.

    Examples
    --------
    >>> from cjwidgets.locale import language
    >>> called_so(DropOff("Checkout", by=-0.5), language("en"))
    '50% fewer lost at “Checkout”'
    """
    names = [getattr(each, "name", each) for each in change.touchpoints]
    place = names[0]
    places = t("explain.tied.between").join(t("explain.tied.name", place=each) for each in names)
    match change:
        case DropOff(by=None, to=float() | int() as to):
            return t("what_if.lost_at", place=place, share=t.percent(to))
        case DropOff(by=float() | int() as by) if by > 0:
            return t("what_if.more_at", place=place, more=t.percent(by))
        case DropOff(by=float() | int() as by):
            return t("what_if.fewer_at", place=place, fewer=t.percent(-by))
        case Remove(strategy=strategy):
            return t(WITHOUT[strategy], place=place)
        case Merge(to=None):
            return t("what_if.merged", places=places)
        case Merge(to=float() | int() as to):
            return t("what_if.merged_lost", places=places, share=t.percent(to))
    return t("what_if.reordered", places=places)


WITHOUT = {
    "skip": "what_if.without_it",
    "detour": "what_if.detour",
    "lost": "what_if.closed",
}
"""How a removal is called, by its strategy."""


def _listed(changes: Any) -> list[Any]:
    several = isinstance(changes, Iterable) and not isinstance(changes, str)
    return list(changes) if several else [changes]


def place_of(wanted: Named, found: Flows, jm: JourneyMap, level: str) -> int:
    """Find the place that a change names."""
    hits = called(found.nodes, wanted)
    at = [i for i, node in enumerate(found.nodes) if node in hits]
    shown = wanted if isinstance(wanted, str) else getattr(wanted, "name", wanted)
    if not at:
        raise InputError(
            f"{jm.title!r} has no {level} {shown!r}.",
            hint=f"It has {', '.join(repr(node.name) for node in found.nodes[:8])}.",
        )
    check_one(hits, wanted)
    if found.final[at[0]]:
        raise InputError(
            f"{shown!r} is the goal: what changes there can't be seen before it is reached.",
            hint="Change what comes before.",
        )
    if not found.observed()[at[0]].any():
        raise DataError(
            f"Nobody was at {shown!r} before the goal: what a change there would do can't be said.",
            hint="Give it a rule that matches events." if not found.ruled[at[0]] else "",
        )
    return at[0]
