"""What a chart shows when there is nothing to draw yet: what to do about it."""

from __future__ import annotations

import altair as alt

from cjwidgets.charts.layout.frame import framed
from cjwidgets.display import theme, words


def empty(heading: str, message: str, locale: str) -> alt.LayerChart:
    """Return a chart of one sentence."""
    data = alt.Data(values=[{"line": words.wrap(message, 50, lines=3)}])
    says = alt.Chart(data).mark_text(
        **theme.text_mark(locale, align="left", color=theme.color("mute"), lineHeight=18, x=0)
    )
    layer = says.encode(alt.Text("line:N"), y=alt.YValue(24))
    return framed([layer], width=640, height=56, heading=heading, below="", locale=locale)
