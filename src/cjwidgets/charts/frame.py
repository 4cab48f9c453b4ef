"""What every finished chart has: its layers, its size, a heading, a description."""

from __future__ import annotations

import altair as alt

from cjwidgets.charts import theme, words


def framed(
    layers: list[alt.Chart], *, width: float, height: float, heading: str, below: str, locale: str
) -> alt.LayerChart:
    """Put layers into one chart of the look; ``below`` is the quiet line under the heading."""
    chart = alt.LayerChart(layer=layers)
    chart.width, chart.height = width, height
    chart.title = theme.title(heading, below, locale)
    chart.view = alt.ViewBackground(stroke=None)
    chart.description = ": ".join(part for part in (heading, words.clean(below)) if part)
    return chart
