"""Where most goals are lost: the places ranked, with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.axis import numbers
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.pick import keys
from cjwidgets.charts.layout.places import Column
from cjwidgets.charts.layout.sheet import Sheet, Source, known, name_of, records, sheet
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.charts.layout.twin import draws
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import MarkovOptions


@draws(analysis.markov)
def markov(
    jm: Source,
    log: EventLog | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[MarkovOptions],
) -> alt.LayerChart:
    """Draw how many goals each place loses, the most costly first.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.markov`.
    log : EventLog, optional

    Returns
    -------
    altair.LayerChart
        ``markov.data(jm, log, goal=…)`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(500), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> cj.charts.markov(jm, log, goal="payment_done", draws=50).title.text
    'Where goals are lost'
    """
    on = sheet("markov", analysis.markov, jm, log, locale=locale, **options)
    if on.empty:
        return on.nothing()
    about = on.table.attrs
    if about["goals"] is None:
        return on.nothing("chart.hidden")
    rows = _rows(on)
    axis = numbers(on, (row[end] for row in rows for end in ("value", "high")))
    columns = (
        Column(on.t("chart.goals_lost"), "shown", "pain", bold=True),
        Column(on.t("chart.interval"), "doubt", "mute"),
        Column(on.t("chart.p_goal"), "chance"),
    )
    strip = Strip(on, rows, axis, columns, ("shown", "doubt", "chance"))
    doubt = on.interval(about["p_goal_low"], about["p_goal_high"])
    goals = f"{on.count(about['goals'])} · {on.percent(about['p_goal'])} ({doubt})"
    reading = on.reading(goals=goals)
    return strip.drawn(
        strip.bar("zero", "value", color="pain", height=16, opacity=0.3, cornerRadiusEnd=2),
        *strip.whisker("low", "high", color="pain"),
        n=about["n"],
        reading=reading,
    )


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it of whom is shown."""
    return markov(scene.map, scene.log, goal=scene.target, gone=scene.gone, minimum=MINIMUM)


def _rows(on: Sheet) -> Rows:
    table = on.table.sort_values("rank", kind="stable", na_position="last")
    rows: Rows = []
    for line in records(table):
        name = name_of(line, on.level)
        low, high = line["goals_lost_low"], line["goals_lost_high"]
        row: dict[str, Any] = {"name": name, "zero": 0.0, "value": line["goals_lost"]}
        row |= keys(line, on.keys) | {"low": low, "high": high, "says": name}
        if on.level == "touchpoint":
            row["group"] = name_of(line, "stage")
        if line["goals_lost"] is None:
            row["absent"] = on.why(line["note"])
        else:
            row["shown"] = _customers(on, line["goals_lost"])
            row["doubt"] = (
                f"{_customers(on, low)}–{_customers(on, high)}" if known(low, high) else ""
            )
            row["says"] = f"{name}: {row['shown']} ({row['doubt']})"
        if line["p_goal"] is not None:
            row["chance"] = on.percent(line["p_goal"])
        rows.append(row)
    return rows


def _customers(on: Sheet, number: float) -> str:
    """Write how many, with a digit more where they are few."""
    return on.decimal(round(number, 1)) if number < 9.95 else on.count(number)
