"""What every finished chart has: its layers, its size, a heading, a description."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from cjwidgets.charts.layout.room import EDGE, narrow
from cjwidgets.charts.layout.tips import joined
from cjwidgets.display import theme, words

Rows = list[dict[str, Any]]
Layer = alt.Chart | alt.LayerChart
_READING = 12.0  # font size of the lines under the heading


def on(rows: Rows | None = None) -> alt.Chart:
    """Return a chart of rows of its own, or without them of those that the whole chart has."""
    return alt.Chart() if rows is None else alt.Chart(alt.Data(values=rows))


def together(rows: Rows, *layers: alt.Chart) -> alt.LayerChart:
    """Return marks that share rows other than those of the whole chart."""
    chart = alt.LayerChart(layer=list(layers))
    chart.data = alt.Data(values=rows)
    return chart


def framed(
    layers: Sequence[Layer],
    *,
    rows: Rows | None = None,
    width: float,
    height: float,
    heading: str,
    below: str,
    locale: str,
    reading: str = "",
    says: str = "",
    edge: float = 0,
) -> alt.LayerChart:
    """Put layers into one chart of the look; ``rows`` are those of marks that have none.

    ``below`` is the quiet line under the heading, ``reading`` one that says what the marks are,
    ``says`` what the chart shows, for those who do not see it. Layers begin ``edge`` pixels left
    of what is drawn.
    """
    if not edge:  # charts of one page begin at the same line
        layers, edge = [*layers, _beyond()], EDGE
    joined(layers, rows)
    chart = alt.LayerChart(layer=list(layers))
    if rows is not None:
        chart.data = alt.Data(values=rows)
    chart.width, chart.height = width, height
    close = narrow()
    room = (close or max(width, 480)) / _READING
    # Where lines are short there are more of them: nothing is cut.
    lines = [
        *(words.wrap(below, room, 8 if close else 2) if below else []),
        *(words.wrap(reading, room, 16 if close else 3) if reading else []),
    ]
    chart.title = theme.title(
        _lines_of(heading), lines if len(lines) > 1 else "".join(lines), locale
    )
    chart.title.dx = edge
    chart.view = alt.ViewBackground(stroke=None)
    head = ": ".join(part for part in (heading, words.clean(below)) if part)
    told = (f"{part.rstrip('.。')}." for part in (head, words.clean(says)) if part)
    chart.description = " ".join(told) if says else head
    return chart


def called(chart: alt.LayerChart, heading: str) -> alt.LayerChart:
    """Return a finished chart under another heading."""
    before, told = chart.title.text, str(chart.description)
    first = before[0] if isinstance(before, list) else str(before)
    chart.title.text = _lines_of(heading)
    # What follows the heading follows its first colon or full stop, however it was wrapped.
    rest = next((told[i:] for i, sign in enumerate(told) if i >= len(first) and sign in ":."), "")
    chart.description = heading + rest
    return chart


def _lines_of(heading: str) -> str | list[str]:
    """Return a heading, in lines where there is little room."""
    room = narrow()
    shown = words.wrap(heading, room / (15 * words.BOLD), 3) if room else [heading]
    return shown if len(shown) > 1 else shown[0]


def _beyond() -> alt.Chart:
    """Return a mark that nobody sees, as far left as the tint of rows reaches in other charts."""
    return on([{}]).mark_point(opacity=0, size=1, aria=False).encode(x=alt.XValue(-EDGE))
