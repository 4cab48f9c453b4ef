"""How wide a card of a board is: its charts have just this width, whatever their columns need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

CARD = 628.0
"""Pixels of what is drawn in a card, where two of them stand side by side on a page of 1,440."""
AROUND = 26.0
"""Pixels of a card's inside that nothing is drawn on: the tint of rows, and Vega's own."""
LEAST = 140.0
"""Of a plot: what needs more has a wider chart."""
_width: ContextVar[float | None] = ContextVar("width", default=None)


@contextmanager
def fitted(width: float | None = None) -> Iterator[None]:
    """Draw charts that are this wide, else as wide as a card usually is."""
    token = _width.set(CARD if width is None else width)
    try:
        yield
    finally:
        _width.reset(token)


def in_card() -> bool:
    """Whether a chart stands below the map that it is of."""
    return _width.get() is not None


def spare() -> float:
    """Return how many pixels wider than usual a card is; less than 0 where it is narrower."""
    width = _width.get()
    return 0.0 if width is None else width - CARD


def plot_beside(taken: float, usual: float) -> float:
    """Return how wide a plot is beside names and numbers that take so many pixels.

    Examples
    --------
    >>> plot_beside(300, 360)
    360
    >>> with fitted(628):
    ...     plot_beside(300, 360), plot_beside(600, 360)
    (328, 140.0)
    """
    width = _width.get()
    return usual if width is None else max(LEAST, width - taken)
