"""How many customers of each cohort come back, as a triangle."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Unpack

import altair as alt
import pandas as pd

from cjwidgets import analysis
from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.analysis.shared.suppress import HIDDEN
from cjwidgets.analysis.shared.wording import length
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.grid import FEW, Grid
from cjwidgets.charts.layout.sheet import Sheet, records, sheet
from cjwidgets.charts.layout.twin import draws
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import RetentionOptions

RUNNING = "…"


@draws(analysis.retention)
def retention(
    log: EventLog | pd.DataFrame, *, locale: str | None = None, **options: Unpack[RetentionOptions]
) -> alt.LayerChart:
    """Draw which share of each cohort is active in the periods after its first.

    Parameters
    ----------
    log : EventLog or DataFrame
        A log, or the table of :func:`cjwidgets.retention`.
    locale : str, default "en"

    Returns
    -------
    altair.LayerChart
        ``retention.data(log)`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame = cj.datasets.mattress_log()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> cj.charts.retention(log, period="30d").title.text
    'Who comes back'
    """
    on = sheet("retention", analysis.retention, log, locale=locale, **options)
    if on.empty:
        return on.nothing()
    rows, columns, cells = _cells(on)
    grid = Grid(on, rows, columns, cells, corner=on.t("chart.cohort"))
    first = on.table[on.table["age"] == 0]
    reading = on.reading(period=length(on.table.attrs["period"], on.t))
    return grid.drawn(n=int(first["n"].sum()), reading=reading)


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it of whom is shown."""
    return retention(scene.log, locale=scene.locale, minimum=MINIMUM)


def _cells(on: Sheet) -> tuple[list[str], list[str], Rows]:
    table = on.table
    cohorts = list(dict.fromkeys(table["cohort"]))
    sizes = table.groupby("cohort", sort=False)["n"].first()
    fine = any(one.date() == two.date() for one, two in pairwise(cohorts))
    when = on.t.moment if fine else on.t.day
    known = sizes.notna()
    names = [
        f"{when(cohort)} · n {on.count(sizes[cohort])}" if known[cohort] else when(cohort)
        for cohort in cohorts
    ]
    last = int(table["age"].max())
    cells: Rows = []
    for cohort, line in zip(table["cohort"], records(table), strict=True):
        row = cohorts.index(cohort)
        cell: dict[str, Any] = {"row": row, "column": line["age"], "share": line["share"]}
        cell["place"] = f"{names[row]} · +{line['age']}"
        cell["people"] = ""
        if line["active"] is not None:
            cell["people"] = f"{on.count(line['active'])} / {on.count(line['n'])}"
        if line["share"] is None:
            absent = FEW if line["note"] in HIDDEN else RUNNING
            cell |= {"absent": absent, "shown": on.why(line["note"]), "doubt": ""}
        else:
            cell["shown"] = cell["cell"] = on.percent(line["share"])
            cell["doubt"] = on.interval(line["share_low"], line["share_high"])
        cell["says"] = f"{cell['place']}: {cell['shown']} {cell['doubt']} {cell['people']}"
        cells.append(cell)
    return names, [f"+{age}" if age else "0" for age in range(last + 1)], cells
