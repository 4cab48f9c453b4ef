"""The emotion curve of a map as a picture: no words in it, for hosts that strip pictures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from cjwidgets.display.personas import persona_class, persona_mark
from cjwidgets.formats.html.feelings import Line
from cjwidgets.formats.html.markup import Html, element
from cjwidgets.model.values import Scale

Coordinate = Callable[[Any], float]
HEIGHT = 132
MARGIN = 0.13
"""Share of the height that is free above the best and below the worst score."""


def drawn(
    lines: Sequence[Line],
    aim: Sequence[float | None],
    scale: Scale,
    room: int,
    within: range,
    *,
    rtl: bool,
) -> Html:
    """Return the picture: ``room`` pixels for each column, from right to left where asked.

    It shows the columns ``within``; the others say how the curve gets there and on.
    """
    across = room * len(lines[0].points)

    def at(column: int) -> float:
        middle = (column + 0.5) * room
        return across - middle if rtl else middle

    def down(score: float) -> float:
        share = (scale.high - score) / (scale.high - scale.low)
        return round(HEIGHT * (MARGIN + share * (1 - 2 * MARGIN)), 1)

    middle = down(scale.neutral)
    parts = [element("path", d=f"M0 {middle}H{across}", class_="cjw-middle")]
    heights = [None if value is None else down(value) for value in aim]
    if any(value is not None for value in heights):
        parts.append(element("path", d=path(heights, at), class_="cjw-aim"))
    for line in lines:
        heights = [None if point is None else down(point.value) for point in line.points]
        marks = _marks(line, within, at, down)
        way = element("path", d=path(heights, at), class_="cjw-way")
        parts.append(element("g", way, *marks, class_=persona_class(line.number)))
    shown = len(within) * room
    left = across - within.stop * room if rtl else within.start * room
    return element(
        "svg",
        *parts,
        width=shown,
        height=HEIGHT,
        viewBox=f"{left} 0 {shown} {HEIGHT}",
        aria_hidden="true",
    )


def _marks(line: Line, within: range, at: Coordinate, down: Coordinate) -> Iterator[Html]:
    """Yield one path for all marks of a kind: hosts read a notebook's elements one by one."""
    shape = persona_mark(line.number).path
    drawn = {"cjw-doubt": "", "cjw-firm": "", "cjw-weak": ""}
    for column in within:
        point = line.points[column]
        if point is None:
            continue
        x, y = at(column), down(point.value)
        if point.low is not None and point.high is not None:
            drawn["cjw-doubt"] += f"M{x:g} {down(point.high):g}V{down(point.low):g}"
        drawn["cjw-firm" if point.measured else "cjw-weak"] += f"M{x:g} {y:g}{shape}"
    for kind, marks in drawn.items():
        if marks:
            yield element("path", d=marks, class_=kind)


def path(heights: Sequence[float | None], at: Coordinate) -> str:
    """Return a smooth path through points one column apart that never overshoots them.

    Twin of js/src/editor/emotion/curve.ts, where the method is named. None leaves a gap.

    Examples
    --------
    >>> path([4.0, None, 1.0, 1.0], lambda column: 10.0 * column)
    'M0 4M20 1C23.3 1 26.7 1 30 1'
    """
    said, start = "", 0
    while start < len(heights):
        end = start
        while end < len(heights) and heights[end] is not None:
            end += 1
        if end > start:
            known = [value for value in heights[start:end] if value is not None]
            said += _run(known, [at(column) for column in range(start, end)])
        start = end + 1
    return said


def _run(y: list[float], x: list[float]) -> str:
    rise = [after - before for before, after in pairwise(y)]
    inner = [_slope(*pair) for pair in pairwise(rise)]
    said = f"M{x[0]:g} {y[0]:g}"
    for index, step in enumerate(rise):
        left = inner[index - 1] if index else None
        right = inner[index] if index < len(inner) else None
        leave = left if left is not None else (3 * step - (step if right is None else right)) / 2
        arrive = right if right is not None else (3 * step - (step if left is None else left)) / 2
        third = (x[index + 1] - x[index]) / 3
        first = f"{_n(x[index] + third)} {_n(y[index] + leave / 3)}"
        second = f"{_n(x[index + 1] - third)} {_n(y[index + 1] - arrive / 3)}"
        said += f"C{first} {second} {x[index + 1]:g} {y[index + 1]:g}"
    return said


def _slope(before: float, after: float) -> float:
    """Flat at a turning point, else no steeper than either side allows."""
    least = min(abs(before), abs(after), abs(before + after) / 4)
    sign = (before > 0) - (before < 0) + (after > 0) - (after < 0)
    return math.copysign(least * abs(sign), sign) if sign else 0.0


def _n(value: float) -> str:
    return f"{round(value, 1):g}"
