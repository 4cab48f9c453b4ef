"""What a chart shows when there is nothing to draw yet: what to do about it."""

from __future__ import annotations

import altair as alt

from cjwidgets.charts.layout.frame import framed
from cjwidgets.charts.layout.room import narrow
from cjwidgets.display import theme, words


def empty(heading: str, message: str, locale: str) -> alt.LayerChart:
    """Return a chart of one sentence."""
    room = narrow() or 600.0
    lines = words.wrap(message, room / 12, lines=12 if narrow() else 3)
    data = alt.Data(values=[{"line": lines}])
    height = 56 + 18 * (len(lines) - 1) if narrow() else 56
    says = alt.Chart(data).mark_text(
        **theme.text_mark(locale, align="left", color=theme.color("mute"), lineHeight=18, x=0)
    )
    layer = says.encode(alt.Text("line:N"), y=alt.YValue(24))
    return framed(
        [layer], width=narrow() or 640, height=height, heading=heading, below="", locale=locale
    )
