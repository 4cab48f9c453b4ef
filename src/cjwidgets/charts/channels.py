"""The channel scorecard: what each channel does, measure by measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.axis import Axis
from cjwidgets.charts.layout.fit import spare
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.frame import on as draw
from cjwidgets.charts.layout.pick import keys
from cjwidgets.charts.layout.places import HEAD, SMALL
from cjwidgets.charts.layout.room import narrow
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.charts.layout.tips import answering, tips
from cjwidgets.charts.layout.twin import draws
from cjwidgets.display import theme
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import ChannelsOptions

PANEL, BAR, NUMBER = 168, 92, 58
LEAST = 124  # of a panel
PAIR = 36  # the height of a measure, where two stand in a line
MEASURES = {
    "share": "share",
    "conversion": "conversion",
    "churn": "churn",
    "csat": "csat",
    "nps": "nps",
    "median_time": "time",
}
BAD = ("churn",)
ON_CARD = 3
"""Measures that a card of a board has room for."""


@draws(analysis.channels)
def channels(
    jm: Source,
    log: EventLog | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[ChannelsOptions],
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
    return _scorecard(on, _known(on))


def _known(on: Sheet) -> list[str]:
    return [key for key in MEASURES if key in on.table and on.table[key].notna().any()]


def _scorecard(on: Sheet, shown: list[str]) -> alt.LayerChart:
    if on.empty:
        return on.nothing()
    lines = records(on.table)
    rows: Rows = [keys(line, on.keys) | {"name": name_of(line, "channel")} for line in lines]
    room = narrow()
    wide = max(LEAST, PANEL + spare() / len(shown)) if room is None else room / 2
    panels = [_Panel(key, number, len(shown), wide, room) for number, key in enumerate(shown)]
    for panel in panels:
        for row, line in zip(rows, lines, strict=True):
            row |= _told(on, row["name"], line, panel.key)
        _place(rows, panel)
    plot = room or wide * len(shown)
    zone = PAIR * panels[-1].lines
    # The measures share one scale: pixels.
    strip = Strip(on, rows, Axis(0, plot, ()), plot=plot, zone=zone)
    if room is None:
        strip.width = strip.right - (PANEL - BAR - NUMBER)
    drawn = (_panel(on, strip, panel) for panel in panels)
    return strip.drawn(*(mark for panel in drawn for mark in panel), n=on.table["n"].max())


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it whichever are selected: it compares them."""
    every = scene.without("channels")
    asked = every.whole_survey is not None and "channel" in every.whole_survey.has
    survey = every.survey if asked else None
    told = {"goal": scene.target, "survey": survey, "locale": scene.locale}
    on = sheet("channels", analysis.channels, scene.map, every.log, **told)
    first = [key for key in _known(on) if key not in BAD]  # who is lost, another card says
    return _scorecard(on, first[:ON_CARD])


class _Panel:
    """Where a measure stands: all in one line, or in lines of two where there is little room."""

    def __init__(self, key: str, number: int, of: int, wide: float, room: float | None) -> None:
        self.key = key
        across = of if room is None else 2
        self.lines = 1 if room is None else (of + 1) // 2
        self.line = number // across
        self.left = wide * (number % across)
        self.bar = wide - (PANEL - BAR if room is None else NUMBER + 16)
        down = PAIR * (self.line - (self.lines - 1) / 2)
        self.down = down + (PAIR - 14) / 2 - 4 if room else 0.0
        self.head = self.down - 15 if room else None


def _place(rows: Rows, panel: _Panel) -> None:
    """Put the ends of bars and whiskers, each measure from its own 0 to its highest end."""
    key = panel.key
    seen = [row for row in rows if row[key] is not None]
    ends = [row[end] for row in seen for end in (key, f"{key}_high") if row[end] is not None]
    lows = [row[f"{key}_low"] for row in seen if row[f"{key}_low"] is not None]
    least, most = min([0.0, *lows]), max([1e-9, *ends])

    def at(value: float | None) -> float | None:
        return (
            None
            if value is None
            else round(panel.left + panel.bar * (value - least) / (most - least), 1)
        )

    for row in rows:
        for end in ("", "_low", "_high"):
            row[f"{key}{end}_at"] = at(row[f"{key}{end}"])
        row[f"{key}_zero"] = at(None if row[key] is None else 0.0)


def _panel(on: Sheet, strip: Strip, panel: _Panel) -> list[alt.Chart]:
    key, left, down = panel.key, strip.left + panel.left, panel.down
    pain = key in BAD
    asked = tips("name", f"{key}_told", f"{key}_people")
    bar = (
        draw()
        .mark_bar(
            color=theme.color("pain" if pain else "bar"),
            size=14,
            yOffset=down,
            opacity=0.35 if pain else 0.75,
            cornerRadiusEnd=2,
        )
        .encode(
            strip.x(f"{key}_zero"),
            alt.X2(f"{key}_at"),
            strip.y,
            description=alt.Description(f"{key}_says:N"),
            tooltip=asked,
        )
    )
    whisker = (
        draw()
        .mark_rule(color=theme.color("ink"), strokeWidth=1.5, aria=False, yOffset=down)
        .encode(strip.x(f"{key}_low_at"), alt.X2(f"{key}_high_at"), strip.y)
    )
    text = theme.text_mark(on.locale, align="left", dy=down) | {"font": theme.font()}
    number = (
        draw()
        .mark_text(**text)
        .encode(strip.y, alt.Text(f"{key}_shown:N"), x=alt.XValue(left + panel.bar + 8))
    )
    measure = on.t(f"chart.channel.{MEASURES[key]}")
    number = answering(number, strip.rows, f"{key}_shown", measure, asked)
    head = theme.text_mark(on.locale, align="left", fontSize=SMALL, color=theme.color("mute"))
    if panel.head is not None:
        for row in strip.rows:
            row[f"{key}_head"] = measure
        own = draw().mark_text(**head | {"dy": panel.head})
        return [
            bar,
            whisker,
            number,
            own.encode(strip.y, alt.Text(f"{key}_head:N"), x=alt.XValue(left)),
        ]
    label = (
        draw([{"head": measure}])
        .mark_text(**head)
        .encode(alt.Text("head:N"), x=alt.XValue(left), y=alt.YValue(HEAD / 2 - 1))
    )
    return [bar, whisker, number, label]


def _told(on: Sheet, name: str, line: dict[str, Any], key: str) -> dict[str, Any]:
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
        key: value,
        f"{key}_low": low,
        f"{key}_high": high,
        f"{key}_shown": shown,
        f"{key}_told": told,
        f"{key}_people": "" if n is None else f"n {on.count(n)}",
        f"{key}_says": f"{name} · {told}",
    }
