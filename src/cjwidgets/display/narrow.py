"""From which width on a chart has room for names beside its marks."""

from __future__ import annotations

from typing import Any

NARROW = 520
"""Pixels of a place below which labels stand above their marks."""
LEAST = 280
"""Pixels that a chart needs at least."""


def room_of(told: Any) -> int | None:
    """Return the pixels of a narrow place that a browser tells of; None of anything else.

    Examples
    --------
    >>> room_of(326.5), room_of(900), room_of("wide"), room_of(True)
    (326, None, None, None)
    """
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 < told < NARROW:
        return None
    return max(LEAST, int(told))
