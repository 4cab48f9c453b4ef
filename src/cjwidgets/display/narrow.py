"""How wide a place may be for a chart as it was first drawn; for others it is drawn anew."""

from __future__ import annotations

import math
from typing import Any

NARROW = 520
"""Pixels of a place below which labels stand above their marks."""
LEAST = 280
"""Pixels that a chart needs at least."""


CARD = 600
"""The same of a card on a board, whose charts are no wider than it."""
MOST = 4_000
"""Pixels beyond which no chart is drawn wider."""
ANYWHERE = (NARROW, MOST)
"""Where a chart is as wide as it likes: in any place that is not narrow."""
CARDS = (620, 720)
"""Where the letters of a chart that was drawn for a card stay as large as they are, or nearly."""


def room_of(told: Any, fits: tuple[int, int] = ANYWHERE) -> int | None:
    """Return the pixels of a place that a browser wants a chart of its own for; else None.

    Examples
    --------
    >>> room_of(326.5), room_of(900), room_of("wide"), room_of(True)
    (326, None, None, None)
    >>> room_of(900, CARDS), room_of(654, CARDS)
    (900, None)
    """
    if isinstance(told, bool) or not isinstance(told, int | float) or not math.isfinite(told):
        return None
    if told <= 0 or told > MOST or fits[0] <= told < fits[1]:
        return None
    return max(LEAST, int(told))
