"""What changes of the journey would do: from now to then, with the doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.layout.axis import shares
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.strip import Column, Strip
from cjwidgets.charts.layout.twin import draws
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjwidgets.analysis.keywords import WhatIfOptions
    from cjwidgets.analysis.priorities.what_if import Changes


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
    interval.

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
    axis = shares(on, (row[end] for row in rows for end in ("before", "after", "high")))
    columns = (
        Column(on.t("chart.now_then"), "shown"),
        Column(on.t("chart.interval"), "doubt", "mute"),
        Column(on.t("chart.per_1000"), "gained", bold=True),
        Column(on.t("chart.interval"), "gain_doubt", "mute"),
    )
    strip = Strip(on, rows, axis, columns, ("shown", "doubt", "gained", "gain_doubt"))
    return strip.drawn(
        strip.bar("low", "high", color="bar", height=16, opacity=0.35, cornerRadius=2),
        strip.bar("before", "after", color="persona-1", height=2),
        strip.dot("before", color="mute", hollow=True),
        strip.dot("after", color="persona-1"),
        n=on.table["n"].max(),
    )


def _rows(on: Sheet) -> Rows:
    rows: Rows = []
    for line in records(on.table):
        name = name_of(line, "scenario")
        row = {"name": name, "before": line["before"], "after": line["after"], "says": name}
        row |= {"low": line["after_low"], "high": line["after_high"]}
        if line["note"] == "not_reached":
            row |= {"absent": on.why(line["note"]), "before": None, "after": None}
            row |= {"low": None, "high": None}
        else:
            row["shown"] = f"{on.percent(line['before'])} → {on.percent(line['after'])}"
            row["doubt"] = on.interval(row["low"], row["high"])
            row["gained"] = _signed(on, line["gained"])
            low, high = line["gained_low"], line["gained_high"]
            if low is not None:
                row["gain_doubt"] = f"{_signed(on, low)} … {_signed(on, high)}"
            row["says"] = f"{name}: {row['shown']} ({row['doubt']}), {row['gained']}"
        rows.append(row)
    return rows


def _signed(on: Sheet, customers: float) -> str:
    """Write how many more or fewer, with a digit more where they are few."""
    return on.decimal(round(customers, 1 if abs(customers) < 9.95 else 0), sign=True)
