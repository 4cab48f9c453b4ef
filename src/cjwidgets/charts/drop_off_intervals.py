"""Drop-off by stage, with its interval: where the loss is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.axis import shares
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.pick import keys
from cjwidgets.charts.layout.places import Column
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.charts.layout.twin import draws
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import FunnelOptions


@draws(analysis.funnel)
def drop_off_intervals(
    jm: Source,
    log: EventLog | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[FunnelOptions],
) -> alt.LayerChart:
    """Draw the share lost before each stage as a dot with its interval.

    Intervals that do not overlap tell stages apart; the bars of :func:`drop_off` tell how many
    customers are left.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.analysis.funnel`, which needs no log.
    log : EventLog, optional

    Returns
    -------
    altair.LayerChart
        Style and layer it like any other. ``drop_off_intervals.data(jm, log)`` returns the
        table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> cj.charts.drop_off_intervals(jm, log).title.text
    'Share lost before each stage'
    >>> cj.charts.drop_off_intervals.data(jm, log)["drop_off"].round(2).tolist()
    [nan, 0.46, 0.35, 0.05, 0.65]
    """
    on = sheet("drop_off_intervals", analysis.funnel, jm, log, locale=locale, **options)
    if on.empty:
        return on.nothing("chart.drop_off.empty")
    rows = _rows(on)
    axis = shares(on, (row[end] for row in rows for end in ("value", "high")))
    columns = (
        Column(on.t("chart.drop_off.short"), "lost", "pain", bold=True),
        Column(on.t("chart.interval"), "doubt", "mute"),
        Column(on.t("chart.lost_of"), "people", "mute"),
    )
    strip = Strip(on, rows, axis, columns, ("lost", "doubt", "people"))
    whisker, dot = strip.whisker("low", "high", color="pain"), strip.dot("value", color="pain")
    return strip.drawn(*whisker, dot, n=on.table["n"].max())


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it of whole stages: none is left out."""
    return drop_off_intervals(scene.map, scene.log, gone=scene.gone)


def _rows(on: Sheet) -> Rows:
    rows: Rows = []
    before: float | None = None
    for line in records(on.table):
        name = name_of(line, "stage")
        row: dict[str, Any] = keys(line, on.keys) | {"name": name, "value": line["drop_off"]}
        row |= {"low": line["drop_off_low"], "high": line["drop_off_high"], "says": name}
        if line["drop_off"] is None:
            row["absent"] = on.why(line["note"])
        elif before:
            lost, doubt = on.percent(line["drop_off"]), on.interval(row["low"], row["high"])
            people = f"{on.count(before - line['continued'])} / {on.count(before)}"
            row |= {"lost": f"▾ {lost}", "doubt": doubt, "people": people}
            row["says"] = f"{name}: ▾ {lost} ({doubt}), {people}"
        if line["reached"] is not None:
            before = line["reached"]
        rows.append(row)
    return rows
