"""Warnings that point at the line of the person, or are gathered by who computes for them."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_PACKAGE = __name__.partition(".")[0]
_gathered: ContextVar[list[str] | None] = ContextVar("gathered", default=None)


def notice(sentence: str) -> None:
    """Warn at the first caller outside this package, unless notices are gathered."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered.append(sentence)
        return
    depth, frame = 1, sys._getframe()
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        depth, frame = depth + 1, frame.f_back
    warnings.warn(sentence, UserWarning, stacklevel=depth)


@contextmanager
def notices() -> Iterator[list[str]]:
    """Gather what would be warned of in here; other threads go on warning.

    (What `warnings` itself offers for this changes the whole process.)
    """
    gathered: list[str] = []
    token = _gathered.set(gathered)
    try:
        yield gathered
    finally:
        _gathered.reset(token)
