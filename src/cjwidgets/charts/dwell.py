"""How long customers stay: the middle half, the median and its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.axis import durations
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.pick import keys
from cjwidgets.charts.layout.places import Column
from cjwidgets.charts.layout.sheet import Sheet, Source, known, name_of, records, sheet
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.charts.layout.twin import draws
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import DwellOptions

FIELDS = ("median", "median_low", "median_high", "q25", "q75")


@draws(analysis.dwell)
def dwell(
    jm: Source,
    log: EventLog | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[DwellOptions],
) -> alt.LayerChart:
    """Draw how long customers stay at each place.

    The bar is the middle half of the stays, the mark their median, the whisker its interval;
    the axis is logarithmic, since stays differ by orders of magnitude.

    Parameters
    ----------
    jm : JourneyMap, DataFrame or None
        A map, or the table of :func:`cjwidgets.dwell`; None by channel or event.
    log : EventLog, optional

    Returns
    -------
    altair.LayerChart
        ``dwell.data(jm, log)`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> cj.charts.dwell(jm, log).title.text
    'How long customers stay'
    >>> table = cj.dwell(jm, log, level="touchpoint", cap="30min")
    >>> cj.charts.dwell(table, locale="ru").title.text
    'Сколько времени проводят клиенты'
    """
    on = sheet("dwell", analysis.dwell, jm, log, locale=locale, **options)
    if on.empty:
        return on.nothing()
    rows = _rows(on)
    axis = durations(on, (row[field] for row in rows for field in FIELDS))
    for row in rows:  # a logarithm of 0 has no place: it stands at the edge
        for field in FIELDS:
            if row[field] is not None:
                row[field] = max(row[field], axis.low)
    usual = on.duration(50.5 * 60)
    columns = (
        Column(on.t("chart.median"), "shown", bold=True, usual=usual),
        Column(on.t("chart.interval"), "doubt", "mute", usual=f"{usual}–{usual}"),
        Column("n", "people", "mute"),
    )
    strip = Strip(on, rows, axis, columns, ("shown", "doubt", "half", "people"))
    return strip.drawn(
        strip.bar("q25", "q75", color="bar", height=12, opacity=0.4, cornerRadius=2),
        *strip.whisker("median_low", "median_high"),
        strip.dot("median", color="persona-1"),
    )


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it at every touchpoint: what is selected lights up."""
    table = dwell.data(scene.map, scene.log, level=scene.level())
    return dwell(table, locale=scene.locale)


def _rows(on: Sheet) -> Rows:
    rows: Rows = []
    for line in records(on.table):
        name = name_of(line, on.level)
        row = {field: line[field] for field in FIELDS}
        row |= keys(line, on.keys) | {"name": name, "people": "", "says": name}
        if line["n"] is not None:  # else few, and not told how few
            row["people"] = on.count(line["n"])
        if on.level == "touchpoint":
            row["group"] = name_of(line, "stage")
        if line["median"] is None:
            row["absent"] = on.why(line["note"])
        else:
            low, high = line["median_low"], line["median_high"]
            row["shown"] = on.duration(line["median"])
            ends = [on.duration(end) for end in (low, high)] if known(low, high) else []
            row["doubt"] = "–".join(ends)
            row["half"] = "–".join(on.duration(line[end]) for end in ("q25", "q75"))
            doubt = row["doubt"] or on.why(line["note"])
            row["says"] = f"{name}: {row['shown']} ({doubt}), n {row['people']}"
        rows.append(row)
    return rows
