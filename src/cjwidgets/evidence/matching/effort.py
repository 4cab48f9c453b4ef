"""How long a regular expression may search at the very most, read off the pattern."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any

from cjwidgets.model.rules.patterns import tree_of

Cost = tuple[float, float]
"""In how many ways a part can fit at one place, and the steps of trying them all."""


def most_steps(pattern: re.Pattern[str], length: int) -> float:
    """Return how many steps `re` can take to search a text, however unlucky it is.

    Python's own engine goes back and tries every other way to fit before it gives up: a bound
    is how many ways there are. It is far above what most texts cost, and infinite where it
    can't be told.

    Parameters
    ----------
    pattern : re.Pattern
    length : int
        Characters of the text.

    Examples
    --------
    >>> most_steps(re.compile("^pay"), 20) < 100
    True
    >>> most_steps(re.compile("(a|aa)+$"), 100) > 1e20
    True
    """
    try:
        tree = _tree(pattern.pattern, pattern.flags & ~re.DEBUG)
        steps = _sequence(tree, length)[1]
    except (RecursionError, LookupError, TypeError, ValueError):
        return math.inf  # another Python may read it otherwise
    starts = 1 if _begins_once(tree) else length + 1
    # What groups hold is saved at each fork.
    return (starts * steps + length) * (1 + pattern.groups)


@lru_cache(maxsize=256)
def _tree(pattern: str, flags: int) -> Any:
    return tree_of(pattern, flags)


def _begins_once(tree: Any) -> bool:
    first = [f"{what}" for op, what in tree[:1] if f"{op}" == "AT"]
    return first in (["AT_BEGINNING"], ["AT_BEGINNING_STRING"]) and not tree.state.flags & re.M


def _sequence(parts: Any, length: int) -> Cost:
    ways, steps = 1.0, 1.0
    for op, what in parts:
        more, each = _cost(f"{op}", what, length)
        steps += ways * each
        ways *= more
    return ways, steps


def _cost(op: str, what: Any, length: int) -> Cost:
    match op:
        case "LITERAL" | "NOT_LITERAL" | "ANY" | "AT" | "FAILURE":
            return 1.0, 1.0
        case "IN":
            return 1.0, float(len(what))
        case "GROUPREF":
            return 1.0, float(length + 1)
        case "SUBPATTERN":
            return _sequence(what[-1], length)
        case "ATOMIC_GROUP":
            return 1.0, _sequence(what, length)[1]
        case "ASSERT" | "ASSERT_NOT":
            return 1.0, _sequence(what[1], length)[1]
        case "BRANCH":
            return _one_of(what[1], length)
        case "GROUPREF_EXISTS":
            return _one_of([part or [] for part in what[1:]], length)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            low, high, part = what
            most = min(int(high), low + length // max(1, part.getwidth()[0]) + 1)
            ways, steps = _sequence(part, length)
            if op == "POSSESSIVE_REPEAT":
                return 1.0, most * steps + 1
            tried = _powers(ways, most)
            return tried, tried * steps
    raise LookupError(op)


def _one_of(parts: Any, length: int) -> Cost:
    costs = [_sequence(part, length) for part in parts]
    return sum(ways for ways, _ in costs), sum(steps for _, steps in costs)


def _powers(base: float, most: int) -> float:
    """The sum of the powers of a base, from 0 to so many."""
    if base <= 1:
        return most + 1.0
    if base == math.inf or most * math.log(base) > 600:
        return math.inf
    return float((base ** (most + 1) - 1) / (base - 1))
