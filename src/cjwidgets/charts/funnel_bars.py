"""The drop-off chart: how many customers reach each stage, and how many are lost before it."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from cjwidgets import analysis
from cjwidgets.analysis import explain
from cjwidgets.charts import theme, words
from cjwidgets.charts.frame import Rows, framed, on
from cjwidgets.charts.sheet import Sheet, Source, sheet, tabled
from cjwidgets.charts.twin import with_data
from cjwidgets.evidence import EventLog
from cjwidgets.locale import text

NAME, BARS, REACHED, LOST = 176, 352, 118, 128  # widths of the four columns
GAP = 24
FAR, CLOSE, HEAD = 44, 34, 26


@with_data(tabled(analysis.funnel))
def drop_off(
    jm: Source, log: EventLog | None = None, *, locale: str | None = None, **options: Any
) -> alt.LayerChart:
    """Draw how many customers reach each stage, and how many are lost on the way.

    A bar is the customers who reach a stage; the pale part behind it those who reached the
    stage before and went no further; the whisker the Wilson interval of that loss.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.analysis.funnel`, which needs no log. Stages
        without a rule are shown as not observed; a map without stages as a sentence that says
        what to do.
    log : EventLog, optional
    locale : str, optional
        By default that of the map.
    **options
        Of :func:`cjwidgets.analysis.funnel`: ``window``, ``strict``, ``confidence``.

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
    rows = _rows(table, locale)
    pitch = FAR if len(rows) <= 12 else CLOSE
    height = HEAD + pitch * len(rows)
    widest = max((row["share"] or 0.0 for row in rows), default=0.0) or 1.0
    x = alt.X("start:Q", axis=None).scale(
        domain=[0, widest], range=[NAME, NAME + BARS], nice=False, zero=False
    )
    y = alt.Y("row:O", axis=None).scale(
        domain=[row["row"] for row in rows],
        range=[HEAD, height],
        paddingInner=0.42,
        paddingOuter=0.21,
    )
    layers = [
        _rules(rows, pitch),
        *_bars(rows, x, y, locale),
        *_columns(rows, y, locale),
        *_heads(locale, table.attrs["confidence"]),
    ]
    return framed(
        layers,
        width=NAME + BARS + REACHED + LOST + GAP,
        height=height,
        heading=found.t("chart.drop_off.title"),
        below=_below(found, log),
        says=explain(table, locale),
        locale=locale,
    )


def _rows(table: pd.DataFrame, locale: str) -> Rows:
    rows: Rows = []
    before: float | None = None
    for number, line in enumerate(table.itertuples()):
        name = words.clean(str(line.stage))
        row: dict[str, Any] = {
            "row": number,
            "stage": name,
            "lines": words.wrap(name, (NAME - 16) / (13 * words.BOLD), 2),
            "share": None,
        }
        rows.append(row)
        if pd.isna(line.reached):
            row["absent"] = text("chart.not_observed", locale)
            row["says"] = f"{name} · {row['absent']}"
            continue
        share = float(line.share)
        reached = words.count(int(line.reached), locale)
        row |= {
            "start": 0.0,
            "share": share,
            "before": before,
            "reached": f"{reached} · {words.percent(share, locale)}",
            "says": f"{name} · {reached} · {words.percent(share, locale)}",
        }
        if before is not None and not pd.isna(line.drop_off):
            lost = f"▾ {words.percent(line.drop_off, locale)}"
            doubt = words.percent_range(line.drop_off_low, line.drop_off_high, locale)
            row |= {
                "lost": lost,
                "doubt": doubt,
                # The interval of the loss, laid where the bar ends.
                "low": before * (1 - float(line.drop_off_high)),
                "high": before * (1 - float(line.drop_off_low)),
                "says_lost": f"{name} · {lost} ({doubt})",
            }
        before = share
    return rows


def _rules(rows: Rows, pitch: int) -> alt.Chart:
    values = [{"at": HEAD + pitch * row["row"]} for row in rows]
    return (
        on(values)
        .mark_rule(color=theme.color("line"), aria=False)
        .encode(
            alt.Y("at:Q", axis=None).scale(None),
            x=alt.XValue(0),
            x2=alt.X2Value(NAME + BARS + REACHED + LOST + GAP),
        )
    )


def _bars(rows: Rows, x: alt.X, y: alt.Y, locale: str) -> list[alt.Chart]:
    seen = [row for row in rows if row["share"] is not None]
    after = [row for row in seen if "lost" in row]
    definition = {"definition": text("chart.drop_off.definition", locale)}

    def details(*fields: str) -> list[alt.Tooltip]:
        return [alt.Tooltip(f"{field}:N", title="") for field in (*fields, "definition")]

    lost = (
        on([row | definition for row in after])
        .mark_bar(color=theme.color("lost"), cornerRadiusEnd=2)
        .encode(
            alt.X("share:Q", axis=None),
            alt.X2("before"),
            y,
            alt.Description("says_lost:N"),
            tooltip=details("stage", "lost", "doubt"),
        )
    )
    bar = (
        on([row | definition for row in seen])
        .mark_bar(color=theme.color("bar"), cornerRadiusEnd=2)
        .encode(
            x,
            alt.X2("share"),
            y,
            alt.Description("says:N"),
            tooltip=details("stage", "reached"),
        )
    )
    pain: dict[str, Any] = {"color": theme.color("pain"), "aria": False}
    span = (
        on(after)
        .mark_rule(**pain, strokeWidth=1.5)
        .encode(y, alt.X("low:Q", axis=None), alt.X2("high"))
    )
    ends = [
        on(after)
        .mark_tick(**pain, thickness=1.5, size=9, orient="vertical")
        .encode(y, alt.X(f"{end}:Q", axis=None))
        for end in ("low", "high")
    ]
    return [lost, bar, span, *ends]


def _columns(rows: Rows, y: alt.Y, locale: str) -> list[alt.Chart]:
    mute, pain = theme.color("mute"), theme.color("pain")
    right = NAME + BARS + REACHED
    after = [row for row in rows if "lost" in row]
    seen = [row for row in rows if row["share"] is not None]
    hidden = [row for row in rows if row["share"] is None]
    names = theme.centred(
        rows, "lines", locale, leading=15, align="left", fontSize=13, fontWeight=600, aria=True
    )
    full = alt.Tooltip("stage:N", title=text("editor.stage", locale))
    absent = theme.text_mark(locale, aria=True, align="left", color=mute, fontStyle="italic")

    def numbers(values: Rows, field: str, at: float, **style: Any) -> alt.Chart:
        # The font of numbers is Latin: CJK fonts set "·" and "–" a full em wide.
        mark = theme.text_mark(locale, align="right", **style) | {"font": theme.font()}
        return on(values).mark_text(**mark).encode(y, alt.Text(f"{field}:N"), x=alt.XValue(at))

    return [
        *(name.encode(y, full, alt.Description("stage:N"), x=alt.XValue(0)) for name in names),
        on(hidden)
        .mark_text(**absent)
        .encode(y, alt.Text("absent:N"), alt.Description("says:N"), x=alt.XValue(NAME)),
        numbers(seen, "reached", right),
        numbers(after, "lost", right + GAP + 62, color=pain, fontWeight=600),
        numbers(after, "doubt", right + GAP + LOST, color=mute),
    ]


def _heads(locale: str, confidence: float) -> list[alt.Chart]:
    right = NAME + BARS + REACHED
    level = words.percent(confidence, locale)
    heads = (
        (text("chart.reached", locale), right),
        (text("chart.drop_off.interval", locale, level=level), right + GAP + LOST),
    )
    mark = theme.text_mark(locale, aria=True, align="right", fontSize=11, color=theme.color("mute"))
    definition = text("chart.drop_off.definition", locale)
    return [
        on([{"head": head, "definition": definition, "says": f"{head}. {definition}"}])
        .mark_text(**mark)
        .encode(
            alt.Text("head:N"),
            alt.Description("says:N"),
            alt.Tooltip("definition:N", title=""),
            x=alt.XValue(at),
            y=alt.YValue(HEAD / 2 - 1),
        )
        for head, at in heads
    ]


def _below(found: Sheet, log: EventLog | None) -> str:
    span = f"{log.first:%Y-%m-%d} – {log.last:%Y-%m-%d}" if log is not None else ""
    return " · ".join(part for part in (found.below(found.table["n"].max()), span) if part)
