"""A legend drawn by hand, with marks as they are in the chart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt

from cjwidgets.charts.layout.frame import Rows, on
from cjwidgets.display import theme, words

LINE, GAP = 22, 16
SIZE = 12  # of the font


def entry(hue: str, label: str, *, shape: str = "circle", filled: bool = True) -> dict[str, Any]:
    """Return one key of a legend; see `legend`."""
    return {"hue": hue, "label": label, "shape": shape, "filled": filled}


def legend(keys: Rows, locale: str, *, left: float, top: float, room: float) -> list[alt.Chart]:
    """Return the legend, in lines from the top left."""
    marks = []
    for key, (x, line, shown) in zip(keys, _placed(keys, room), strict=True):
        # In rows, since a longer name moves the others.
        place = {"x": alt.X("x:Q", axis=None, scale=None), "y": alt.YValue(top + LINE * line)}
        hue = theme.color(key["hue"])
        fill: dict[str, Any] = {} if key["filled"] else {"fill": theme.color("ground")}
        mark: dict[str, Any] = {"color": hue, "opacity": key.get("opacity", 1), "aria": False}
        marks += [
            on([{"x": left + x + 6}])
            .mark_point(shape=key["shape"], filled=key["filled"], size=80, **mark, **fill)
            .encode(**place),
            on([{"label": shown, "x": left + x + 18}])
            .mark_text(**theme.text_mark(locale, align="left"))
            .encode(alt.Text("label:N"), **place),
        ]
    return marks


def legend_height(keys: Rows, room: float) -> float:
    """Return the height the legend takes."""
    lines = [line for _, line, _ in _placed(keys, room)]
    return LINE * (lines[-1] + 1.0) + 6 if lines else 0.0


def _placed(keys: Rows, room: float) -> Iterator[tuple[float, int, str]]:
    """Return for each key its place in a line, the number of the line, and its words."""
    x, line = 0.0, 0
    for key in keys:
        shown = words.wrap(key["label"], 26, 1)[0]
        needed = 18 + words.width(shown) * SIZE
        if x and x + needed > room:
            x, line = 0.0, line + 1
        yield x, line, shown
        x += needed + GAP
