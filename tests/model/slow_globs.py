"""Globs by their definition, slowly; and the steps that the product's take."""

from __future__ import annotations

import sys
from functools import cache
from types import FrameType
from typing import Any

from cjwidgets.model.rules import globs


def fits(pattern: str, text: str) -> bool:
    """Whether a text fits a glob without sets: every way to share it out is tried."""

    @cache
    def rest(i: int, j: int) -> bool:
        if i == len(pattern):
            return j == len(text)
        if pattern[i] == "*":
            return any(rest(i + 1, end) for end in range(j, len(text) + 1))
        return j < len(text) and pattern[i] in ("?", text[j]) and rest(i + 1, j + 1)

    return rest(0, 0)


def steps(pattern: str, text: str) -> int:
    """How many lines of Python run while the product matches a text."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if frame.f_code.co_filename != globs.__file__:
            return None
        count += event == "line"
        return trace

    glob, before = globs.Glob(pattern), sys.gettrace()
    sys.settrace(trace)
    try:
        glob.matches(text)
    finally:
        sys.settrace(before)
    return count
