"""Which of a customer's events a rule means: the first, each from the second on, …"""

from __future__ import annotations

import re
from typing import Any

from cjwidgets.errors import InputError
from cjwidgets.model.values import shown, unboxed

NTH = re.compile(r"^[1-9][0-9]{0,2}([+]|-[1-9][0-9]{0,2})?$")
"""Up to 999: each number that is told apart is one more kind of event."""


def nth_of(value: Any) -> str:
    """Return what ``Rule(nth=…)`` was given, as text; empty for None.

    Examples
    --------
    >>> nth_of(2), nth_of("2+"), nth_of(None)
    ('2', '2+', '')
    """
    if value is None or value == "":
        return ""
    value = unboxed(value)
    said = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(said, str) and NTH.fullmatch(said):
        first, last = bounds(said)
        if last is None or first <= last:
            return str.__str__(said)
    raise InputError(
        f"Rule(nth={shown(value)}) says no number of an event.",
        hint="For example nth=1, the first alone, nth='2+', from the second on, or nth='2-4'.",
    )


def bounds(nth: str) -> tuple[int, int | None]:
    """Return the first and last number that is meant; None: there is no last.

    Examples
    --------
    >>> bounds("2"), bounds("2+"), bounds("2-4")
    ((2, 2), (2, None), (2, 4))
    """
    if nth.endswith("+"):
        return int(nth[:-1]), None
    first, _, last = nth.partition("-")
    return int(first), int(last or first)
