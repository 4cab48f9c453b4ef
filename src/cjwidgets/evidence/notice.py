"""Warnings that point at the line of the person, however deep in here they arise."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

_PACKAGE = __name__.partition(".")[0]


@dataclass(frozen=True)
class Notice:
    """What a person is warned of: in English, and by the key of the catalogue that says it."""

    sentence: str
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)


# Of this thread or task alone; warnings.catch_warnings would hush all others, too.
_HEARD: ContextVar[list[Notice] | None] = ContextVar("heard", default=None)


def notice(sentence: str, key: str = "", **values: str | int) -> None:
    """Warn at the first caller outside this package, or tell who listens."""
    heard = _HEARD.get()
    if heard is not None:
        heard.append(Notice(sentence, key, values))
        return
    depth, frame = 1, sys._getframe()
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        depth, frame = depth + 1, frame.f_back
    warnings.warn(sentence, UserWarning, stacklevel=depth)


@contextmanager
def listening() -> Iterator[list[Notice]]:
    """Collect what this thread would be warned of, instead of warning."""
    heard: list[Notice] = []
    token = _HEARD.set(heard)
    try:
        yield heard
    finally:
        _HEARD.reset(token)
