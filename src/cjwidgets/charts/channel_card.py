"""The channel scorecard: what each channel does, measure by measure."""

from __future__ import annotations

from typing import Any

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts import theme
from cjwidgets.charts.axis import Axis
from cjwidgets.charts.frame import Rows, tips
from cjwidgets.charts.frame import on as draw
from cjwidgets.charts.sheet import Sheet, Source, name_of, records, sheet, tabled
from cjwidgets.charts.strip import HEAD, SMALL, Strip
from cjwidgets.charts.twin import with_data
from cjwidgets.evidence import EventLog

PANEL, BAR, NUMBER = 168, 92, 58
MEASURES = {
    "share": "share",
    "conversion": "conversion",
    "churn": "churn",
    "csat": "csat",
    "nps": "nps",
    "median_time": "time",
}
BAD = ("churn",)


@with_data(tabled(analysis.channels))
def channels(
    jm: Source, log: EventLog | None = None, *, locale: str | None = None, **options: Any
) -> alt.LayerChart:
    """Draw the channels side by side: reach, conversion, churn, satisfaction, time.

    Measures that the table does not have (no goal, no survey) are left out; each has an axis of
    its own, from 0.

    Parameters
    ----------
    jm : JourneyMap, DataFrame or None
        A map, or the table of :func:`cjwidgets.channels`; None without a goal and a survey.
    log : EventLog, optional
        With a channel column.
    locale : str, optional
        By default that of the map.
    **options
        Of :func:`cjwidgets.channels`: ``goal``, ``window``, ``cap``, ``survey``, ``minimum``,
        ``confidence``.

    Returns
    -------
    altair.LayerChart
        ``channels.data(jm, log)`` returns the table.

    Raises
    ------
    DataError, InputError, NotFoundError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(), cj.datasets.mattress_map()
    >>> log = cj.EventLog(
    ...     frame, customer="customer_id", time="time", event="event", channel="channel")
    >>> cj.charts.channels(jm, log, goal="payment_done").title.text
    'Channel scorecard'
    """
    on = sheet("channels", analysis.channels, jm, log, locale=locale, **options)
    if on.empty:
        return on.nothing()
    shown = [key for key in MEASURES if key in on.table and on.table[key].notna().any()]
    rows: Rows = [{"name": name_of(line, "channel")} | {"line": line} for line in records(on.table)]
    strip = Strip(on, rows, Axis(0, 1, ()), plot=PANEL * len(shown))
    width = strip.right - (PANEL - BAR - NUMBER)
    strip.width = width
    layers: list[alt.Chart] = []
    for number, key in enumerate(shown):
        layers += _panel(on, strip, key, strip.left + PANEL * number)
    for row in rows:
        del row["line"]
    return on.drawn(strip.layers(*layers), width, strip.height, n=on.table["n"].max())


def _panel(on: Sheet, strip: Strip, key: str, left: float) -> list[alt.Chart]:
    rows = [_row(on, row, key) for row in strip.rows]
    seen = [row for row in rows if row["value"] is not None]
    ends = [row[end] for row in seen for end in ("value", "high") if row[end] is not None]
    lows = [row["low"] for row in seen if row["low"] is not None]
    least, most = min([0.0, *lows]), max([1e-9, *ends])
    for row in seen:  # the measures share one horizontal scale: pixels
        for end in ("zero", "value", "low", "high"):
            if row[end] is not None:
                row[f"{end}_at"] = round(left + BAR * (row[end] - least) / (most - least), 2)
    right = left + BAR
    pain = key in BAD

    def x(end: str) -> alt.X:
        return alt.X(f"{end}_at:Q", axis=None).scale(None)

    about = {"description": alt.Description("says:N"), "tooltip": tips("name", "told", "people")}
    bar = (
        draw(seen)
        .mark_bar(
            color=theme.color("pain" if pain else "bar"),
            size=14,
            opacity=0.35 if pain else 0.75,
            cornerRadiusEnd=2,
        )
        .encode(x("zero"), alt.X2("value_at"), strip.y, **about)
    )
    spread = [row for row in seen if row["low"] is not None]
    whisker = (
        draw(spread)
        .mark_rule(color=theme.color("ink"), strokeWidth=1.5, aria=False)
        .encode(x("low"), alt.X2("high_at"), strip.y)
    )
    text = theme.text_mark(on.locale, align="left") | {"font": theme.font()}
    number = (
        draw(rows).mark_text(**text).encode(strip.y, alt.Text("shown:N"), x=alt.XValue(right + 8))
    )
    head = theme.text_mark(on.locale, align="left", fontSize=SMALL, color=theme.color("mute"))
    label = (
        draw([{"head": on.t(f"chart.channel.{MEASURES[key]}")}])
        .mark_text(**head)
        .encode(alt.Text("head:N"), x=alt.XValue(left), y=alt.YValue(HEAD / 2 - 1))
    )
    return [bar, whisker, number, label]


def _row(on: Sheet, row: dict[str, Any], key: str) -> dict[str, Any]:
    line = row["line"]
    value, low, high = (line[f"{key}{end}"] for end in ("", "_low", "_high"))
    measure = on.t(f"chart.channel.{MEASURES[key]}")
    known = value is not None
    if key == "median_time":
        shown, doubt = ("–", "") if not known else (on.duration(value), "")
        if low is not None:
            doubt = f"{on.duration(low)}–{on.duration(high)}"
    elif key == "nps":
        shown = on.decimal(round(value), sign=True) if known else "–"
        doubt = on.span(round(low), round(high), sign=True) if low is not None else ""
    else:
        shown, doubt = on.percent(value) if known else "–", on.interval(low, high)
    told = f"{measure}: {shown}" + (f" ({doubt})" if doubt else "")
    n = line.get(f"{key}_n", line["before" if key == "churn" else "customers"])
    n = line["n"] if key == "share" else n
    return {
        "row": row["row"],
        "name": row["name"],
        "zero": 0.0,
        "value": value,
        "low": low,
        "high": high,
        "shown": shown,
        "told": told,
        "people": f"n {on.count(n)}",
        "says": f"{row['name']} · {told}",
    }
