"""The drop-off chart: how many customers reach each stage, and how many are lost before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Unpack

import altair as alt
import pandas as pd

from cjwidgets import analysis
from cjwidgets.analysis import explain
from cjwidgets.analysis.shared.wording import length
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.funnel_bars.layout import HEAD, NOTE, Plan, name_room, plan
from cjwidgets.charts.funnel_bars.rows import rows_of
from cjwidgets.charts.layout.axis import Axis
from cjwidgets.charts.layout.frame import Rows, framed, on
from cjwidgets.charts.layout.pick import Pick
from cjwidgets.charts.layout.room import EDGE
from cjwidgets.charts.layout.sheet import Sheet, Source, sheet
from cjwidgets.charts.layout.tips import answering, tips
from cjwidgets.charts.layout.twin import draws
from cjwidgets.display import theme
from cjwidgets.evidence import EventLog
from cjwidgets.locale import language, text

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import FunnelOptions

ROW = ("reached", "came", "lost", "doubt", "waiting", "ended", "done")
"""All that is said of a stage."""


@draws(analysis.funnel)
def drop_off(
    jm: Source,
    log: EventLog | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[FunnelOptions],
) -> alt.LayerChart:
    """Draw how many customers reach each stage, and how many are lost on the way.

    A bar is the customers who reach a stage in the order of the stages, the outline behind it those
    who came in only here; the pale part those who reached the stage before and went no further,
    grey where they may yet; the whisker the Wilson interval of that loss. Behind a goal nobody is
    lost.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.analysis.funnel`, which needs no log. Stages
        without a rule are shown as not observed; a map without stages as a sentence that says
        what to do.
    log : EventLog, optional

    Returns
    -------
    altair.LayerChart
        Style and layer it like any other. ``drop_off.data(jm, log)`` returns the table.

    Raises
    ------
    DataError, InputError
        As :func:`cjwidgets.analysis.funnel`.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> type(cj.charts.drop_off(jm, log)).__name__
    'LayerChart'
    """
    found = sheet("drop_off", analysis.funnel, jm, log, locale=locale, **options)
    if found.empty:
        return found.nothing("chart.drop_off.empty")
    locale, table = found.locale, found.table
    rows = rows_of(table, locale, found.keys, name_room())
    at = plan(rows)
    ends = (row.get(end) or 0.0 for row in rows for end in ("share", "with_came", "before"))
    axis = Axis(0.0, max(ends, default=0.0) or 1.0, ())

    def x(field: str) -> alt.X:
        return axis.x(field, at.left, at.right)

    pick = Pick(found.keys)
    area = pick.area().encode(**at.across(), x=alt.XValue(-EDGE), x2=alt.X2Value(at.width + EDGE))
    heads = _told(locale, table.attrs["confidence"])
    layers = [
        area,
        _rules(rows, at),
        axis.extent().encode(x("at")),
        *_bars(x, at, heads),
        *_columns(rows, at, locale, heads),
        *_notes(rows, at, locale),
        *_heads(at, locale, heads),
    ]
    return framed(
        pick.into(layers),
        rows=rows,
        width=at.width,
        height=at.height,
        edge=EDGE,
        heading=found.t("chart.drop_off.title"),
        below=_below(found, log),
        reading=found.reading(),
        says=explain(table, locale),
        locale=locale,
    )


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it of whole stages: none is left out."""
    return drop_off(scene.map, scene.log, goal=scene.end, gone=scene.gone)


def _rules(rows: Rows, at: Plan) -> alt.Chart:
    values = [{"at": at.places.top(row["row"])} for row in rows]
    return (
        on(values)
        .mark_rule(color=theme.color("line"), aria=False)
        .encode(
            alt.Y("at:Q", axis=None, scale=None),
            x=alt.XValue(0),
            x2=alt.X2Value(at.width),
        )
    )


def _told(locale: str, confidence: float) -> dict[str, str]:
    """Return what stands above the numbers, and before them when they are asked for."""
    t = language(locale)
    level = t.percent(confidence, 4)
    return {
        "reached": t("chart.drop_off.reached"),
        "doubt": t("chart.drop_off.interval", level=level),
    }


def _bars(x: Callable[[str], alt.X], at: Plan, heads: dict[str, str]) -> list[alt.Chart]:
    def details(*fields: str) -> dict[str, Any]:
        return {"tooltip": tips("name", *fields, "definition", heads=heads)}

    y, up = at.y, at.up
    bar: dict[str, Any] = {"cornerRadiusEnd": 2, "size": at.bar, "yOffset": up}
    outline: dict[str, Any] = {"filled": False, "strokeWidth": 1, "aria": False, **bar}
    lost = (
        on()
        .mark_bar(color=theme.color("lost"), **bar)
        .encode(
            x("before"),
            alt.X2("share"),
            y,
            alt.Description("says_lost:N"),
            **details("lost", "doubt", "waiting"),
        )
    )
    ended = (
        on()
        .mark_bar(color=theme.color("mute"), strokeDash=[3, 3], **outline)
        .encode(x("gone"), alt.X2("share"), y, **details("ended"))
    )
    waiting = (
        on()
        .mark_bar(color=theme.color("line"), aria=False, **bar)
        .encode(x("yet"), alt.X2("share"), y, **details("lost", "doubt", "waiting"))
    )
    came = (
        on()
        .mark_bar(color=theme.color("bar"), **outline)
        .encode(x("with_came"), alt.X2("share"), y, **details("reached", "came"))
    )
    left = (
        on()
        .mark_bar(color=theme.color("bar"), **bar)
        .encode(x("start"), alt.X2("share"), y, alt.Description("says:N"), **details("reached"))
    )
    pain: dict[str, Any] = {"color": theme.color("pain"), "aria": False, "yOffset": up}
    span = on().mark_rule(**pain, strokeWidth=1.5).encode(y, x("low"), alt.X2("high"))
    ends = [
        on().mark_tick(**pain, thickness=1.5, size=9, orient="vertical").encode(y, x(end))
        for end in ("low", "high")
    ]
    return [lost, ended, waiting, came, left, span, *ends]


def _columns(rows: Rows, at: Plan, locale: str, heads: dict[str, str]) -> list[alt.Chart]:
    mute, pain = theme.color("mute"), theme.color("pain")
    reached, align = at.reached
    hidden = [
        {key: row[key] for key in ("row", "absent", "says")} for row in rows if "absent" in row
    ]
    style: dict[str, Any] = {"align": "left", "fontSize": 13, "fontWeight": 600, "aria": True}
    names = theme.centred(rows, "lines", "name_y", locale, leading=15, shared=True, **style)
    full = tips("name")
    every = tips("name", *ROW, "definition", heads=heads)
    absent = theme.text_mark(
        locale, aria=True, align="left", color=mute, fontStyle="italic", dy=at.up
    )

    def numbers(field: str, end: float, align: str = "right", **style: Any) -> alt.Chart:
        # The font of numbers is Latin: CJK fonts set "·" and "–" a full em wide.
        mark = theme.text_mark(locale, align=align, dy=at.up, **style) | {"font": theme.font()}
        drawn = on().mark_text(**mark)
        placed = drawn.encode(at.figures, alt.Text(f"{field}:N"), x=alt.XValue(end))
        return answering(placed, rows, field, heads.get(field, ""), every)

    return [
        names.encode(alt.Description("name:N"), tooltip=full, x=alt.XValue(0)),
        on(hidden)
        .mark_text(**absent)
        .encode(at.y, alt.Text("absent:N"), alt.Description("says:N"), x=alt.XValue(at.left)),
        numbers("reached", reached, align),
        numbers("lost", at.lost, color=pain, fontWeight=600),
        numbers("doubt", at.doubt, color=mute),
        numbers("ended", at.doubt, color=mute),
    ]


def _notes(rows: Rows, at: Plan, locale: str) -> list[alt.Chart]:
    """Say below the bars who is at the goal, in green, and who came in only here."""
    made = []
    for line in range(at.noted):
        for kind, color in (("done", "gain"), ("came", "mute")):
            said = [
                {"row": row["row"], "note": row[kind]}
                for row in rows
                if row["notes"][line : line + 1] == [kind]
            ]
            down = at.notes + NOTE * line
            mark = theme.text_mark(
                locale, aria=True, align="left", fontSize=11, color=theme.color(color), dy=down
            )
            if said:
                made.append(
                    on(said)
                    .mark_text(**mark)
                    .encode(
                        at.y,
                        alt.Text("note:N"),
                        alt.Description("note:N"),
                        x=alt.XValue(at.left),
                    )
                )
    return made


def _heads(at: Plan, locale: str, heads: dict[str, str]) -> list[alt.Chart]:
    places = {"reached": at.reached, "doubt": (at.doubt, "right")}
    mark = theme.text_mark(locale, aria=True, fontSize=11, color=theme.color("mute"))
    definition = text("chart.drop_off.definition", locale)
    return [
        on([{"head": head, "definition": definition, "says": f"{head}. {definition}"}])
        .mark_text(**mark | {"align": align})
        .encode(
            alt.Text("head:N"),
            alt.Description("says:N"),
            tooltip=tips("definition"),
            x=alt.XValue(end),
            y=alt.YValue(HEAD / 2 - 1),
        )
        for head, (end, align) in ((heads[field], places[field]) for field in places)
    ]


def _below(found: Sheet, log: EventLog | None) -> str:
    table = found.table
    span = f"{found.t.day(log.first)} – {found.t.day(log.last)}" if log is not None else ""
    open_, window = table["open"].max(), table.attrs["window"]
    yet = ""
    if not pd.isna(open_) and open_ > 0:
        key = "chart.drop_off.open" if window is None else "chart.drop_off.running"
        asked = table.attrs["gone"] if window is None else window
        yet = found.t(key, n=found.count(open_), window=length(asked, found.t))
    return " · ".join(part for part in (found.below(table["n"].max()), span, yet) if part)
