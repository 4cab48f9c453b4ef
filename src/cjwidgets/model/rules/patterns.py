"""Regular expressions from files and browsers: compiled within a time for all of them."""

from __future__ import annotations

import math
import re
import time
from functools import lru_cache
from typing import Any

from cjwidgets.errors import InputError
from cjwidgets.limits import limits
from cjwidgets.model.values import shown

MINUTE = 60.0
PER_SIGN = 5e-6
PER_SET = 2.5e-4
PER_MEMBER = 1.5e-7
"""Seconds that `re` takes to compile: a sign, a set with rare letters, a letter of a range."""


class TooLongError(Exception):
    """Compiling would take longer than is left; it holds the seconds that would do."""


class Minute:
    """What was spent on compiling in a minute."""

    def __init__(self) -> None:
        self._spent, self._since = 0.0, -math.inf

    def take(self, seconds: float) -> None:
        now = time.monotonic()
        if now > self._since + MINUTE:
            self._spent, self._since = 0.0, now
        if self._spent + seconds > limits.patterns:
            raise TooLongError(self._spent + seconds)
        self._spent += seconds


_minute = Minute()


def compiled(pattern: str, flags: int, what: str) -> re.Pattern[str]:
    """Return a compiled pattern; ``what`` names its owner in messages.

    Twenty thousand signs can take `re` a minute, and one message can hold hundreds of such
    patterns. So the time of each is estimated first.

    Raises
    ------
    InputError
        It is no regular expression, or those of one minute would take too long together.
    """
    try:
        return _compile(pattern, flags)
    except TooLongError as error:
        raise InputError(
            f"{what}: {shown(pattern)} takes too long to compile: the regular expressions that are "
            f"read in one minute have {limits.patterns} s, all together.",
            hint=limits.raising("patterns", math.ceil(error.args[0])),
        ) from None
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        raise InputError(f"{what}: {shown(pattern)} is no regular expression ({error}).") from None


def tree_of(pattern: str, flags: int) -> Any:
    """Return the parts of a pattern as Python's parser reads them; None where it has another."""
    parser = getattr(re, "_parser", None)
    return parser.parse(pattern, flags) if parser else None


@lru_cache(maxsize=1_000)
def _compile(pattern: str, flags: int) -> re.Pattern[str]:
    _minute.take(PER_SIGN * len(pattern))
    _minute.take(_sets(tree_of(pattern, flags)))
    return re.compile(pattern, flags)


def _sets(tree: Any) -> float:
    """Seconds that the sets of a pattern take to compile."""
    seconds, parts = 0.0, [tree]
    while parts:
        part = parts.pop()
        if isinstance(part, tuple) and len(part) == 2 and f"{part[0]}" == "IN":
            ends = [what if isinstance(what, tuple) else (what, what) for _, what in part[1]]
            spans = [(a, b) for a, b in ends if isinstance(a, int)]
            seconds += PER_SET * any(b > 0xFF for _, b in spans)
            seconds += PER_MEMBER * sum(min(b, 0xFFFF) - min(a, 0xFFFF) for a, b in spans)
        elif isinstance(part, tuple | list) or hasattr(part, "getwidth"):
            parts.extend(part)
    return seconds
