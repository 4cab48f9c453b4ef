"""Warnings that point at the line of the person, however deep in here they arise."""

from __future__ import annotations

import sys
import warnings

_PACKAGE = __name__.partition(".")[0]


def notice(sentence: str) -> None:
    """Warn at the first caller outside this package."""
    depth, frame = 1, sys._getframe()
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        depth, frame = depth + 1, frame.f_back
    warnings.warn(sentence, UserWarning, stacklevel=depth)
