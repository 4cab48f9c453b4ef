"""How much room a chart has: where there is little, labels stand above their marks.

This is the one place that knows: charts ask `narrow`, whoever shows them says `within`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cjwidgets.display.narrow import LEAST, NARROW

EDGE = 8  # how far the tint of a picked row reaches beyond it
_PADDING = 6  # on each side: Vega's own, and half of a stroke
_room: ContextVar[float | None] = ContextVar("room", default=None)


def narrow() -> float | None:
    """Return how wide all that is drawn may be; None where there is room for names beside marks."""
    room = _room.get()
    return None if room is None else room - 2 * (EDGE + _PADDING)


@contextmanager
def within(room: float | None, below: float = NARROW) -> Iterator[None]:
    """Draw charts for a place of this many pixels; in wide ones, and None, names stand beside.

    Examples
    --------
    >>> with within(326):
    ...     print(narrow())
    298.0
    >>> with within(900):
    ...     print(narrow())
    None
    """
    small = room is not None and room < below
    token = _room.set(max(float(LEAST), float(room)) if small and room is not None else None)
    try:
        yield
    finally:
        _room.reset(token)
