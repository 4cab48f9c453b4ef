"""The journeys most customers make, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.axis import shares
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.places import Column
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.charts.layout.twin import draws
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import PathsOptions

WIDE = 380


@draws(analysis.paths)
def paths(
    jm: Source,
    log: EventLog | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[PathsOptions],
) -> alt.LayerChart:
    """Draw the most frequent paths, with the share of customers who made each.

    Parameters
    ----------
    jm : JourneyMap, DataFrame or None
        A map, or the table of :func:`cjwidgets.paths`; None by channel or event.
    log : EventLog, optional

    Returns
    -------
    altair.LayerChart
        ``paths.data(jm, log)`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> cj.charts.paths(jm, log, level="stage", top=5).title.text
    'The most frequent paths'
    """
    on = sheet("paths", analysis.paths, jm, log, locale=locale, **options)
    if on.empty:
        return on.nothing()
    rows = _rows(on)
    axis = shares(on, (row["high"] for row in rows))
    columns = (
        Column(on.t("chart.customers"), "people"),
        Column(on.t("chart.share"), "shown", bold=True),
        Column(on.t("chart.interval"), "doubt", "mute"),
    )
    strip = Strip(
        on, rows, axis, columns, ("people", "shown", "doubt"), plot=240, lines=3, wide=WIDE
    )
    reading = on.reading(
        listed=on.count(len(rows)),
        paths=on.count(on.table.attrs["paths"]),
        together=on.percent(float(on.table["together"].iloc[-1])),
    )
    return strip.drawn(
        strip.bar("zero", "share", color="bar", height=18, cornerRadiusEnd=2),
        *strip.whisker("low", "high"),
        n=on.table["n"].max(),
        reading=reading,
    )


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it through whole stages."""
    return paths(scene.map, scene.log, level="stage", minimum=MINIMUM)


def _rows(on: Sheet) -> Rows:
    rows: Rows = []
    for line in records(on.table):
        name = name_of(line, "path")
        row: dict[str, Any] = {"name": name, "zero": 0.0, "share": line["share"]}
        row |= {"low": line["share_low"], "high": line["share_high"]}
        row |= {"people": on.count(line["customers"]), "shown": on.percent(line["share"])}
        row["doubt"] = on.interval(row["low"], row["high"])
        row["says"] = f"{name}: {row['people']}, {row['shown']} ({row['doubt']})"
        rows.append(row)
    return rows
