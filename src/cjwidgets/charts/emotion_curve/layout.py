"""Where the parts of the emotion curve go, in pixels; text is measured, never cut by chance."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cjwidgets.charts.emotion_curve.data import Part, word
from cjwidgets.charts.layout.fit import plot_beside
from cjwidgets.charts.layout.room import narrow
from cjwidgets.display import words
from cjwidgets.model import JourneyMap, Stage, Touchpoint

WIDTH, PLOT = 860, 190
NARROWEST, WORDY, WIDEST = 66, 124, 170  # a column: at least, for a long word, with few columns
NAME, HEAD, SMALL = 11.5, 12.5, 11  # font sizes
MARK = 6  # half of a mark
LINE, KEY = 15, 24  # line height, height of a legend row
PAD = 8
LISTED, NUMBER = 16, 15  # height of a line of the list, width of a number
Bases = list[tuple[str, str]]
SIDE = 4  # where names stand below: marks are wider than their columns
RING = "ring"  # the key of peaks and ends, among those of bases


@dataclass(frozen=True)
class Slot:
    """One column: a touchpoint, or the gap of a stage that has none."""

    x: float
    stage: int
    touchpoint: Touchpoint | None


@dataclass(frozen=True)
class Key:
    """One entry of the legend: a persona, or (``person`` −1) a basis."""

    left: float
    row: int
    name: str
    person: int = -1
    basis: str = "measured"


@dataclass(frozen=True)
class Entry:
    """A line of the list of places: the name of a stage, or touchpoints."""

    text: str
    head: bool


@dataclass(frozen=True)
class Layout:
    """Distances from the top left."""

    gutter: float
    step: float
    slots: tuple[Slot, ...]
    keys: tuple[Key, ...]
    head_height: float
    foot: float
    listed: tuple[Entry, ...] = ()

    @property
    def width(self) -> float:
        return self.gutter + self.step * len(self.slots)

    @property
    def head(self) -> float:
        return KEY * (1 + max(key.row for key in self.keys)) + 4 if self.keys else 0

    @property
    def top(self) -> float:
        return self.head + self.head_height + 18

    @property
    def bottom(self) -> float:
        return self.top + PLOT

    @property
    def names(self) -> float:
        return self.bottom + 20

    @property
    def height(self) -> float:
        return self.names + self.foot

    @property
    def under(self) -> float:
        """How far columns reach: the list below is one for all."""
        return self.names + LINE + 4 if self.listed else self.height

    def across(self, pixels: float) -> float:
        """Return the x of the chart's scale that lies at a distance from the left."""
        return (pixels - self.gutter) / self.step


def plan(some: Part, bases: Bases) -> Layout:
    """Lay out a map with touchpoints; ``bases`` are the kinds of value it has, with names."""
    columns = slots(some)
    room = narrow()
    if room is not None:
        return _close(some, columns, bases, room)
    scale = (row for _, rows in scale_words(some.jm) for row in rows)
    gutter = 16 + words.roomy(max(words.width(row) * SMALL for row in scale), 10)
    many = len(columns)
    # In a card the columns share its width, unless their words need more.
    plot = plot_beside(gutter, min(WIDEST, WIDTH // many) * many)
    step = max(_needed(some, columns), plot / many)
    heads = max(len(stage_lines(stage, step, n)) for n, stage in enumerate(some.stages))
    names = max(len(name_lines(slot, step)) for slot in columns)
    keys = _keys(some, bases, gutter + step * len(columns))
    return Layout(gutter, step, columns, keys, 12 + LINE * heads, LINE * names)


def _close(some: Part, columns: tuple[Slot, ...], bases: Bases, room: float) -> Layout:
    """Lay out a map in little room: places are numbered, and listed below the curve."""
    step = (room - 2 * SIDE) / len(columns)
    heads = max(len(stage_lines(stage, step, n)) for n, stage in enumerate(some.stages))
    listed = _listed(some, columns, room)
    foot = LINE + 10 + LISTED * len(listed)
    return Layout(SIDE, step, columns, _keys(some, bases, room), 12 + LINE * heads, foot, listed)


def _listed(some: Part, columns: tuple[Slot, ...], room: float) -> tuple[Entry, ...]:
    """Return what is said below the curve: stages, each with its touchpoints, by their numbers."""
    found: list[Entry] = []
    for number, stage in enumerate(some.stages):
        head = f"{number + 1} {words.clean(stage.name)}"
        found += [Entry(line, True) for line in words.wrap(head, room / (NAME * words.BOLD), 3)]
        own = [
            f"{round(slot.x + 0.5)} {words.clean(slot.touchpoint.name)}"
            for slot in columns
            if slot.stage == number and slot.touchpoint
        ]
        said = words.wrap(" · ".join(own), room / NAME, 4 + 3 * len(own))
        found += [Entry(line, False) for line in said]
    return tuple(found)


def slots(some: Part) -> tuple[Slot, ...]:
    """Return the columns, from left to right."""
    columns: list[Slot] = []
    for number, stage in enumerate(some.stages):
        here: list[Touchpoint | None] = [*stage.touchpoints]
        for touchpoint in here or [None]:
            columns.append(Slot(len(columns) + 0.5, number, touchpoint))
    return tuple(columns)


def _needed(some: Part, slots: tuple[Slot, ...]) -> float:
    """Width of a column that holds the longest word of a touchpoint, and of a stage."""
    names = [words.longest(slot.touchpoint.name) for slot in slots if slot.touchpoint]
    heads = [
        (words.longest(stage.name) * HEAD * words.BOLD + 2 * PAD) / max(1, len(stage.touchpoints))
        for stage in some.stages
    ]
    wide = [min(WORDY, name * NAME + 4) for name in names] + [min(WIDEST, head) for head in heads]
    return max(NARROWEST, words.roomy(max(wide), 10))


def stage_lines(stage: Stage, step: float, number: int) -> list[str]:
    """Return the name of a stage, wrapped to its columns; its number where it has no room."""
    room = step * max(1, len(stage.touchpoints)) - 2 * PAD + 2
    if narrow() is not None and words.longest(stage.name) * HEAD * words.BOLD > room:
        return [str(number + 1) if room > 0 else ""]
    return words.wrap(stage.name, room / (HEAD * words.BOLD), 2)


def name_lines(slot: Slot, step: float) -> list[str]:
    """Return the name of a touchpoint, wrapped to its column; its number where it has no room."""
    if narrow() is not None:
        every = math.ceil(NUMBER / step)
        return [str(round(slot.x + 0.5)) if round(slot.x - 0.5) % every == 0 else ""]
    return words.wrap(slot.touchpoint.name, (step - 4) / NAME, 3) if slot.touchpoint else []


def scale_words(jm: JourneyMap) -> list[tuple[float, list[str]]]:
    """Return low, neutral and high of the scale with their words."""
    scale = jm.scale
    values = (scale.low, scale.neutral, scale.high)
    return [(value, words.wrap(word(jm, value), 9, 2)) for value in values]


def _keys(some: Part, bases: Bases, width: float) -> tuple[Key, ...]:
    persons = [(name, i, "measured") for i, name, _ in some.people]
    # The one curve of a map needs no name, one of many does.
    entries = (persons if len(some.jm.personas) > 1 else []) + [
        (name, -1, basis) for basis, name in bases
    ]
    keys: list[Key] = []
    left, row = 0.0, 0
    for name, person, basis in entries:
        shown = words.wrap(name, 24, 1)[0]
        needed = 18 + words.width(shown) * 12
        if left and left + needed > width:
            left, row = 0.0, row + 1
        elif person == -1 and keys and keys[-1].person >= 0:
            left += 14  # a wider gap between who and how
        keys.append(Key(left, row, shown, person, basis))
        left += needed + 16
    return tuple(keys)
