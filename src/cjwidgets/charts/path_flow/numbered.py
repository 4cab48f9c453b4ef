"""The places of a flow in little room: numbered, and listed below by their names."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt

from cjwidgets.charts.layout.frame import on as draw
from cjwidgets.charts.path_flow.layout import BAR, Flow, Spot
from cjwidgets.display import theme, words

NAME, LEADING, BETWEEN = 11.5, 14, 17  # font size, height of a line, of one in the list


def step_of(room: float, steps: int, last: Iterable[str]) -> float:
    """Return the width of a step; after the last one its shares need room."""
    needed = BAR + 8 + NAME * max((words.width(f"00 · {share}") for share in last), default=0)
    return min(room / steps, (room - needed) / max(1, steps - 1))


class Numbered:
    """Places by their numbers, in the order of the flow."""

    def __init__(self, plan: Flow, names: dict[str, str], room: float) -> None:
        self.places = list(dict.fromkeys(spot.place for spot in plan.spots))
        self.last = max((spot.step for spot in plan.spots), default=0)
        self.lines = [
            line
            for number, place in enumerate(self.places, 1)
            for line in words.wrap(f"{number} · {names.get(place, place)}", room / NAME, 3)
        ]
        self.height = 12 + BETWEEN * len(self.lines)

    def label(self, spot: Spot, share: str) -> list[str]:
        """Return the number of a place, with its share where the next place leaves room."""
        number = str(self.places.index(spot.place) + 1)
        if spot.step == self.last:
            return [f"{number} · {share}"]
        return [number, share] if spot.height > 2 * LEADING else [number]

    def drawn(self, locale: str, top: float) -> alt.Chart:
        """Return the list."""
        style = theme.text_mark(locale, align="left", fontSize=NAME, lineHeight=BETWEEN)
        key = draw([{"key": self.lines}]).mark_text(**style)
        return key.encode(alt.Text("key:N"), x=alt.XValue(0), y=alt.YValue(top))
