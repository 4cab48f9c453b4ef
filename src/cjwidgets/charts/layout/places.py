"""Where the names, marks and figures of a strip stand: beside each other, or above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cjwidgets.charts.layout.fit import plot_beside
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.display import words

PLOT, HEAD, GAP = 360, 26, 18
END = 14  # the last tick's label reaches beyond the plot
FAR, CLOSE, FEW = 44, 34, 12
NAME, SMALL = 13, 11  # font sizes
NARROW, WIDE = 110, 260  # of the names
LEADING, FIGURES, ZONE = 16, 16, 20  # heights of a line of a name, of figures, of the marks
ABOVE, BELOW, BETWEEN = 8, 6, 10  # around the parts of a row whose name is above


@dataclass(frozen=True)
class Column:
    """Numbers at the right: texts of the rows, under a head; ``usual`` is one that has room."""

    head: str
    field: str
    tone: str = "ink"
    bold: bool = False
    usual: str = ""


@dataclass(frozen=True)
class Figure:
    """Where the numbers of a column stand: how far from the left, in which line below the name."""

    at: float
    align: str = "right"
    line: int = 0


@dataclass
class Places:
    """Distances in pixels; the marks of a row have the last ``zone`` pixels above ``foot``."""

    left: float
    right: float
    head: float
    pitch: float
    width: float
    figures: list[Figure] = field(default_factory=list)
    above: bool = False
    zone: float = 0
    foot: float = 0
    lines: int = 0
    """How many lines of figures there are, beside those of the names."""
    ticks: float = HEAD
    """The height of the line with the labels of the axis."""

    def top(self, row: int) -> float:
        """Return where a row begins."""
        return self.head + self.pitch * row

    def middle(self, row: int) -> float:
        """Return the middle of its marks."""
        if not self.above:
            return self.top(row) + self.pitch / 2
        return self.top(row + 1) - self.foot - self.zone / 2

    def named(self, row: int, lines: int, grouped: bool) -> float:
        """Return the middle of its name."""
        if not self.above:
            return self.middle(row)
        below = self.foot + self.zone + FIGURES * (self.lines + grouped)
        return self.top(row + 1) - below - LEADING * lines / 2

    def figured(self, row: int, line: int) -> float:
        """Return the middle of a line of its figures."""
        if not self.above:
            return self.middle(row)
        if not self.lines:  # they stand beside the name
            return self.top(row + 1) - self.foot - self.zone - LEADING / 2
        return self.top(row + 1) - self.foot - self.zone - FIGURES * (self.lines - line - 0.5)

    def scale(self, rows: int) -> dict[str, Any]:
        """Return the scale that puts the marks of a row into its zone."""
        bottom = self.head + self.pitch * rows
        if not self.above:
            return {"domain": list(range(rows)), "range": [self.head, bottom], "padding": 0}
        first = self.head + self.pitch - self.foot - self.zone
        between = {"paddingInner": 1 - self.zone / self.pitch, "paddingOuter": 0}
        ends = {"domain": list(range(rows)), "range": [first, bottom - self.foot]}
        return {"type": "band", **ends, **between}


def beside(
    rows: Rows,
    columns: Sequence[Column],
    *,
    plot: float,
    wide: float,
    pitch: float,
    lines: int,
    grouped: bool,
    top: float,
    ticks: bool,
) -> Places:
    """Lay out names to the left of the marks and numbers to their right; wrap the names."""
    room = max((words.width(row["name"]) for row in rows), default=0) * NAME * words.BOLD
    broken = 1 if grouped else lines
    needed = room + 20 if room <= wide else room / broken + 40  # words break unevenly
    # Paths have a name several times: they take what there is, and a rename moves nothing.
    needed = wide if broken > 2 and room > wide else needed
    name = min(wide, max(NARROW, words.roomy(needed)))
    _wrapped(rows, name - 16, name - 8, broken, grouped)
    own = max(pitch, (FAR if len(rows) <= FEW else CLOSE) + 15 * max(0, lines - 2))
    after = END if ticks else 0
    needs = [GAP + _needed(rows, column, 20) for column in columns]
    plot = plot_beside(name + after + sum(needs), plot) if ticks else plot
    ends, at = [], name + plot + after
    for need in needs:
        at += need
        ends.append(Figure(at))
    return Places(name, name + plot, HEAD + top, own, at + (0 if columns else 12), ends)


def above(
    rows: Rows,
    columns: Sequence[Column],
    *,
    room: float,
    zone: float,
    grouped: bool,
    top: float,
    ticks: bool,
    broken: int = 4,
) -> Places:
    """Lay out names above the marks, which have the whole width, and numbers between them."""
    needed = [_needed(rows, column, 4) for column in columns]
    together = sum(needed) + BETWEEN * len(needed)
    names = max((words.width(row["name"]) for row in rows), default=0) * NAME * words.BOLD
    shared = bool(columns) and names + together <= room and not grouped
    lines: list[int] = [] if shared else _lines(needed, room)
    _wrapped(rows, room, room, broken, grouped)
    named = LEADING * max((len(row["lines"]) for row in rows), default=1)
    below = FIGURES * ((max(lines) + 1 if lines else 0) + grouped)
    places = Places(0, room, 0, ABOVE + named + below + zone + BELOW, room, above=True)
    places.zone, places.foot = zone, BELOW
    places.lines = max(lines) + 1 if lines else 0
    places.ticks = 20 if ticks else 4
    heads = FIGURES * max(places.lines, 1) if columns else 0
    places.head = top + heads + places.ticks
    places.figures = _figures(needed, lines or [0] * len(needed), room, shared)
    return places


def _figures(needed: list[float], lines: list[int], room: float, shared: bool) -> list[Figure]:
    """Return the places of numbers: the first of a line at the left, the last at the right edge."""
    found = []
    for number, line in enumerate(lines):
        after = [needed[i] + BETWEEN for i in range(number + 1, len(lines)) if lines[i] == line]
        first = not shared and (number == 0 or lines[number - 1] != line)
        found.append(Figure(0, "left", line) if first else Figure(room - sum(after), "right", line))
    return found


def _lines(needed: list[float], room: float) -> list[int]:
    """Return for each column the line in which it stands."""
    found, line, taken = [], 0, 0.0
    for each in needed:
        if taken and taken + each > room:
            line, taken = line + 1, 0.0
        found.append(line)
        taken += each + BETWEEN
    return found


def _wrapped(rows: Rows, name: float, group: float, lines: int, grouped: bool) -> None:
    for row in rows:
        row["lines"] = words.wrap(row["name"], name / (NAME * words.BOLD), lines)
        if grouped:
            row["group"] = words.wrap(row.get("group", ""), group / SMALL, 1)[0]


def _needed(rows: Rows, column: Column, step: int) -> float:
    texts = [(row.get(column.field) or "", 12.0) for row in rows]
    texts += [(column.head, float(SMALL)), (column.usual, 12.0)]
    widest = max(words.width(shown) * size for shown, size in texts)
    return words.roomy(max(30.0, widest * (words.BOLD if column.bold else 1)), step)
