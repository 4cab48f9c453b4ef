"""What changes of the journey would do: from now to then, with the doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.analysis.priorities.doubts import doubts, doubts_of, signed
from cjwidgets.analysis.shared.goals import goal_of
from cjwidgets.analysis.shared.wording import then
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.gains.strip import gains
from cjwidgets.charts.layout.axis import shares
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.places import Column
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.charts.layout.twin import draws
from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog
from cjwidgets.locale import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjwidgets.analysis.keywords import WhatIfOptions
    from cjwidgets.analysis.priorities.what_if import Changes

DRAWS = 200
"""Of the bootstrap on a board, which is drawn anew with each filter."""


@draws(analysis.what_if)
def what_if(
    jm: Source,
    log: EventLog | None = None,
    changes: Changes | Mapping[str, Changes] | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[WhatIfOptions],
) -> alt.LayerChart:
    """Draw the share of customers who reach the goal, now and with each change.

    The hollow mark is the share now, the filled one the share with the change, the band its
    interval, the dashed outline that with the doubt of the model: see :func:`cjwidgets.what_if`.
    The last column says which share the model foretold of customers it had not seen, and which it
    was; ≠ where the model was wrong.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.what_if`.
    log : EventLog, optional
    changes : DropOff, Remove, Merge, Reorder, a list of them, or a dict of scenarios, optional

    Returns
    -------
    altair.LayerChart
        ``what_if.data(jm, log, changes, goal=…)`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(500), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> change = {"Shorter checkout": cj.DropOff("Checkout", by=-0.3)}
    >>> cj.charts.what_if(jm, log, change, goal="payment_done", draws=50).title.text
    'What a change would do'
    """
    on = sheet("what_if", analysis.what_if, jm, log, changes, locale=locale, **options)
    if on.empty:
        return on.nothing()
    rows = _rows(on)
    axis = shares(on, (row[end] for row in rows for end in ("before", "after", "high", "most")))
    columns = (
        Column(on.t("chart.now_then"), "shown"),
        Column(on.t("chart.per_1000"), "gained", bold=True),
        Column(on.t("chart.interval"), "gain_doubt", "mute"),
        Column(on.t("chart.what_if.whole"), "whole_doubt", "mute"),
        Column(on.t("chart.what_if.foretold"), "shares", "mute"),
    )
    tipped = ("shown", "doubt", "gained", "gain_doubt", "foretold")
    strip = Strip(on, rows, axis, columns, tipped, plot=300)
    outline = {"filled": False, "strokeWidth": 1, "strokeDash": [3, 3], "aria": False}
    return strip.drawn(
        strip.bar("least", "most", color="bar", height=22, cornerRadius=2, **outline),
        strip.bar("low", "high", color="bar", height=16, opacity=0.35, cornerRadius=2),
        strip.bar("before", "after", color="persona-1", height=2),
        strip.dot("before", color="mute", hollow=True),
        strip.dot("after", color="persona-1"),
        n=on.table["n"].max(),
        reading=on.reading() + _of_the_chain(on),
    )


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw what half the loss at each place before the goal would bring, the most first."""
    goal, fewer = scene.target, 0.5
    ended = goal_of(scene.map, goal).behind
    places = [each for each in scene.map.touchpoints if each.match and each.id not in ended]
    changes = {each.id: analysis.DropOff(each, by=-fewer) for each in places}
    if not changes:
        raise DataError(text("what_if.no_place", scene.locale))
    table = analysis.what_if(scene.map, scene.log, changes, goal=goal, gone=scene.gone, draws=DRAWS)
    return gains(table, places, goal=goal, fewer=fewer, locale=scene.locale)


def _rows(on: Sheet) -> Rows:
    rows: Rows = []
    for line in records(on.table):
        name = name_of(line, "scenario")
        row = {"name": name, "before": line["before"], "after": line["after"], "says": name}
        row |= {"low": line["after_low"], "high": line["after_high"]}
        row |= {"least": line["after_least"], "most": line["after_most"]}
        if line["note"] == "not_reached":
            row |= {"absent": on.why(line["note"]), "before": None, "after": None}
            row |= {"low": None, "high": None, "least": None, "most": None}
        else:
            row["shown"] = f"{on.percent(line['before'])} → {on.percent(line['after'])}"
            row["doubt"] = on.interval(row["low"], row["high"])
            row["gained"] = _signed(on, line["gained"])
            low, high = line["gained_low"], line["gained_high"]
            if low is not None:
                row["gain_doubt"] = _span(on, low, high)
            if line["gained_least"] is not None:
                row["whole_doubt"] = _span(on, line["gained_least"], line["gained_most"])
            row["says"] = f"{name}: {row['shown']} ({row['doubt']}), {row['gained']}"
            own = doubts_of(line, on.table.attrs, on.t)
            for each in own:
                row["says"] = then(row["says"], each.said, on.t)
            for each in own:
                if each.kind == "held_out":
                    row["foretold"] = each.said
                    row["shares"] = _foretold(on, line, against=each.against)
        rows.append(row)
    return rows


def _foretold(on: Sheet, line: Mapping[str, Any], *, against: bool) -> str:
    shares = (on.percent(line[name]) for name in ("predicted", "observed"))
    return ("≠ " if against else "") + " · ".join(shares)


def _of_the_chain(on: Sheet) -> str:
    """Say whether the data speak against the chain that all of it stands on."""
    if not any(each.kind == "order" and each.against for each in doubts(on.table, on.t)):
        return ""
    return on.t("chart.what_if.order", p=on.t.number(on.table.attrs["order"]["p"], 3))


def _span(on: Sheet, low: float, high: float) -> str:
    return f"{_signed(on, low)} … {_signed(on, high)}"


def _signed(on: Sheet, customers: float) -> str:
    return signed(on.t, round(customers, 1 if abs(customers) < 9.95 else 0))
