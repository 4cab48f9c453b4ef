"""Where the parts of the drop-off chart stand: beside each other, or above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

from cjwidgets.charts.layout.fit import in_card, plot_beside, spare
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.places import Places
from cjwidgets.charts.layout.room import narrow
from cjwidgets.display import words

NAME, BARS, REACHED, LOST = 176, 352, 118, 128  # widths of the four columns
CLOSE_NAME, FAR_NAME = 134, 200  # of names in a card of the usual width, and in the widest
GAP = 24
FAR, CLOSE, HEAD, BAR = 44, 34, 26, 0.58
NOTE = 15  # the height of a line below a bar
LINE, ZONE, ABOVE, BELOW = 16, 22, 8, 8  # heights where names stand above
DOUBT = 62  # pixels of an interval


@dataclass(frozen=True)
class Plan:
    """Distances in pixels; texts are ``up`` from the middle of the bars, and ``notes`` below it."""

    left: float
    right: float
    reached: tuple[float, str]
    lost: float
    doubt: float
    places: Places
    bar: float
    up: float
    notes: float
    noted: int
    rows: int

    @property
    def width(self) -> float:
        return self.places.width

    @property
    def height(self) -> float:
        return self.places.top(self.rows)

    @property
    def y(self) -> alt.Y:
        """Return the heights of the bars."""
        return alt.Y("row:O", axis=None, scale=alt.Scale(**self.places.scale(self.rows)))

    @property
    def figures(self) -> alt.Y:
        """Return the heights of the numbers."""
        return alt.Y("figures:Q", axis=None, scale=None) if self.places.above else self.y

    def across(self) -> dict[str, Any]:
        """Return the heights of whole rows."""
        if not self.places.above:
            return {"y": self.y}
        return {"y": alt.Y("top:Q", axis=None, scale=None), "y2": alt.Y2("foot")}


def name_room() -> float:
    """Return how many em a line of a name may have."""
    return (narrow() or _name_width() - 16) / (13 * words.BOLD)


def _name_width() -> float:
    return min(FAR_NAME, CLOSE_NAME + max(0.0, spare() / 4)) if in_card() else NAME


def plan(rows: Rows) -> Plan:
    """Lay out the rows, and put into them where their texts stand."""
    room = narrow()
    roomy = len(rows) <= 12
    below = max(len(row["notes"]) for row in rows) if roomy or room else 0
    if room is None:
        pitch = FAR + NOTE * below if roomy else CLOSE
        up = -NOTE * below / 2
        name = _name_width()
        bars = plot_beside(name + REACHED + LOST + GAP, BARS)
        width, right = name + bars + REACHED + LOST + GAP, name + bars + REACHED
        made = Plan(
            name,
            name + bars,
            (right, "right"),
            right + GAP + 62,
            right + GAP + LOST,
            Places(name, name + bars, HEAD, pitch, width),
            BAR * (FAR if roomy else CLOSE),
            up,
            up + BAR * FAR / 2 + 11,
            below,
            len(rows),
        )
    else:
        named = LINE * max(len(row["lines"]) for row in rows)
        foot = BELOW + NOTE * below
        places = Places(0, room, HEAD, ABOVE + named + LINE + ZONE + foot, room, above=True)
        places.zone, places.foot, places.lines = ZONE, foot, 1
        notes = ZONE / 2 + 6
        made = Plan(
            0, room, (0, "left"), room - DOUBT, room, places, 14, 0, notes, below, len(rows)
        )
    for row in rows:
        number = row["row"]
        row["name_y"] = made.places.named(number, len(row["lines"]), grouped=False) + made.up
        if room is not None:
            row["figures"] = made.places.figured(number, 0)
            row["top"], row["foot"] = made.places.top(number), made.places.top(number + 1)
    return made
