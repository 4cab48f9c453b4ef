"""Which channels customers use at which stage, and which the map plans there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.analysis.shared.suppress import HIDDEN
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.grid import FEW, Grid
from cjwidgets.charts.layout.pick import keys
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.twin import draws
from cjwidgets.display import words
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import ChannelGapsOptions

EMPTY = "–"


@draws(analysis.channel_gaps)
def channel_stages(
    jm: Source,
    log: EventLog | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[ChannelGapsOptions],
) -> alt.LayerChart:
    """Draw which share of each stage's customers every channel reaches.

    A ring marks a channel that the map plans at the stage: a ring without a number is planned
    and not used, a number without a ring used and not planned.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.channel_gaps`.
    log : EventLog, optional
        With a channel column.

    Returns
    -------
    altair.LayerChart
        ``channel_stages.data(jm, log)`` returns the table.

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
    >>> cj.charts.channel_stages(jm, log).title.text
    'Channels by stage'
    """
    on = sheet("channel_stages", analysis.channel_gaps, jm, log, locale=locale, **options)
    if on.empty:
        return on.nothing()
    stages, channels, cells = _cells(on)
    of_stages = ("stage", "stage_id") if "stage_id" in on.keys else ("stage",)
    if not channels:
        return on.nothing()
    names = [words.clean(str(channel)) for channel in channels]
    grid = Grid(
        on,
        [name_of(line, "stage") for line in stages],
        names,
        cells,
        of_rows=[keys(line, of_stages) for line in stages],
        of_columns=[{"channel": channel} for channel in channels],
    )
    return grid.drawn()


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it whichever channels the filter has: it compares them."""
    return channel_stages(scene.map, scene.without("channels").log, minimum=MINIMUM)


def _cells(on: Sheet) -> tuple[Rows, list[str], Rows]:
    """Return the first row of each stage, the channels, and the cells."""
    stages: Rows = []
    channels: dict[str, int] = {}
    cells: Rows = []
    for line in records(on.table):
        channel = str(line["channel"] or "")
        if not stages or line["stage_id"] != stages[-1]["stage_id"]:
            stages.append(line | {"stage": str(line["stage"] or "")})
        if not channel:
            continue
        place = f"{name_of(line, 'stage')} · {name_of(line, 'channel')}"
        column = channels.setdefault(channel, len(channels))
        cell: dict[str, Any] = {"row": len(stages) - 1, "column": column, "place": place}
        cell |= keys(line, on.keys)
        cell |= {"share": line["share"], "planned": line["planned"]}
        cell["ring"] = "○ " if line["planned"] else ""
        if line["note"] in HIDDEN:
            cell |= {"absent": f"{cell['ring']}{FEW}", "shown": on.why(line["note"])}
            cell |= {"doubt": "", "people": ""}
        elif line["customers"]:
            cell["shown"] = cell["ring"] + on.percent(line["share"])
            cell["cell"] = on.percent(line["share"])
            cell["doubt"] = on.interval(line["share_low"], line["share_high"])
            cell["people"] = f"{on.count(line['customers'])} / {on.count(line['n'])}"
        else:
            cell |= {"share": None, "absent": f"{cell['ring']}{EMPTY}", "doubt": ""}
            cell["shown"] = on.why(line["note"]) if line["note"] else on.t("chart.planned_only")
            cell["people"] = ""
        cell["says"] = f"{place}: {cell['shown']} {cell['people']}".strip()
        cells.append(cell)
    return stages, list(channels), cells
