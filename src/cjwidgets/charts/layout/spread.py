"""Moves labels and marks apart that would cover each other."""

from __future__ import annotations

import math
from collections.abc import Sequence


def stacked(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return heights near the wanted ones, at least ``gap`` apart, from ``low`` to ``high``.

    The order is kept. Where there is no room, the gap shrinks.

    Examples
    --------
    >>> stacked([10, 12, 50], 10, 0, 100)
    [6.0, 16.0, 50.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    if len(order) > 1:
        gap = min(gap, (high - low) / (len(order) - 1))
    # Blocks of touching labels, each around the mean of what its labels want.
    blocks: list[list[int]] = []
    for i in order:
        blocks.append([i])
        while len(blocks) > 1 and _top(blocks[-1], wanted, gap, low, high) < (
            _top(blocks[-2], wanted, gap, low, high) + gap * len(blocks[-2]) - 1e-9
        ):
            last = blocks.pop()
            blocks[-1] += last
    places = [0.0] * len(wanted)
    for block in blocks:
        top = _top(block, wanted, gap, low, high)
        for k, i in enumerate(block):
            places[i] = top + gap * k
    return places


def _top(block: list[int], wanted: Sequence[float], gap: float, low: float, high: float) -> float:
    size = gap * (len(block) - 1)
    middle = sum(wanted[i] for i in block) / len(block)
    return min(max(middle - size / 2, low), high - size)


def apart(
    points: Sequence[tuple[float, float]], distance: float, width: float, height: float
) -> list[tuple[float, float]]:
    """Return points near the given ones, about ``distance`` apart, within a box."""
    edge = distance / 2

    def inside(x: float, y: float) -> list[float]:
        return [min(max(x, edge), width - edge), min(max(y, edge), height - edge)]

    # Brought into the box first: those at its wall may be close to each other only then.
    placed = [inside(x, y) for x, y in points]
    for _ in range(200):
        moved = False
        for i in range(len(placed)):
            for j in range(i):
                dx, dy = placed[i][0] - placed[j][0], placed[i][1] - placed[j][1]
                far = math.hypot(dx, dy)
                if far >= distance - 0.01:
                    continue
                if far < 0.01:  # one on the other: each pair parts in a direction of its own
                    angle = 2.4 * (i + 1)
                    dx, dy, far = math.cos(angle), math.sin(angle), 1.0
                push = (distance - min(far, distance)) / 2 + 0.05
                for one, sign in ((i, 1), (j, -1)):
                    placed[one][0] += sign * push * dx / far
                    placed[one][1] += sign * push * dy / far
                moved = True
        placed = [inside(x, y) for x, y in placed]
        if not moved:
            break
    return [(x, y) for x, y in placed]
