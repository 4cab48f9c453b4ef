"""Where customers go from where, as a heat map."""

from __future__ import annotations

from typing import Any

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.grid import Grid
from cjwidgets.charts.layout.pick import KEYS
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet, tabled
from cjwidgets.charts.layout.twin import with_data
from cjwidgets.evidence import EventLog
from cjwidgets.evidence.arguments import checked

Place = tuple[str, str, str]


@with_data(tabled(analysis.transitions))
@checked
def transitions(
    jm: Source, log: EventLog | None = None, *, locale: str | None = None, **options: Any
) -> alt.LayerChart:
    """Draw which share of the customers at each place goes on to which other.

    Rows are where customers come from, columns where they go; the last row is the
    start, the last column the end of a journey.

    Parameters
    ----------
    jm : JourneyMap, DataFrame or None
        A map, or the table of :func:`cjwidgets.transitions`; None by channel or event.
    log : EventLog, optional
    locale : str, optional
        By default that of the map.
    **options
        Of :func:`cjwidgets.transitions`: ``level``, ``loops``, ``ends``, ``confidence``.

    Returns
    -------
    altair.LayerChart
        ``transitions.data(jm, log)`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> cj.charts.transitions(jm, log, level="stage").title.text
    'Where customers go next'
    """
    on = sheet("transitions", analysis.transitions, jm, log, locale=locale, **options)
    if on.empty:
        return on.nothing()
    return _grid(on).drawn()


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it from and to the stages looked at."""
    table = transitions.data(scene.map, scene.log, level=scene.level)
    return transitions(scene.here(table, "source_stage", "target_stage"), locale=scene.locale)


def _grid(on: Sheet) -> Grid:
    lines = records(on.table)
    start, end = (on.t(f"chart.{kind}") for kind in ("start", "end"))
    places = _places(lines)
    sources: list[Place] = [*places]
    targets: list[Place] = [*places]
    if any(line["kind"] == "start" for line in lines):
        sources.append(("start", "", ""))
    if any(line["kind"] == "end" for line in lines):
        targets.append(("end", "", ""))
    cells: Rows = []
    stand: dict[Place, dict[str, str]] = {}  # a row is a place to pick
    for line in lines:
        one = _key(line, "source", "start")
        two = _key(line, "target", "end")
        names = [
            start if one[0] == "start" else one[2] or "–",
            end if two[0] == "end" else two[2] or "–",
        ]
        stand[one] = {} if one[0] else _stands(on, line)
        share = on.percent(line["share"])
        doubt = on.interval(line["share_low"], line["share_high"])
        people = f"{on.count(line['customers'])} / {on.count(line['n'])}"
        cells.append(
            stand[one]
            | {
                "row": sources.index(one),
                "column": targets.index(two),
                "place": " → ".join(names),
                "share": line["share"],
                "shown": share,
                "cell": share,
                "doubt": doubt,
                "people": people,
                "says": f"{' → '.join(names)}: {share} ({doubt}), {people}",
            }
        )
    rows = [start if key[0] == "start" else key[2] for key in sources]
    columns = [end if key[0] == "end" else key[2] for key in targets]
    of_rows: Rows = [stand.get(key, {}) for key in sources]
    return Grid(on, rows, columns, cells, corner=on.t("chart.from_to"), of_rows=of_rows)


def _stands(on: Sheet, line: dict[str, Any]) -> dict[str, str]:
    if "source_stage" in line:
        return {"stage": line["source_stage"], "touchpoint": line["source"]}
    level = str(on.table.attrs.get("level", ""))
    return {level: line["source"]} if level in KEYS else {}


def _key(line: dict[str, Any], role: str, kind: str) -> Place:
    if line["kind"] == kind:
        return (kind, "", "")
    return ("", name_of(line, f"{role}_stage"), name_of(line, role))


def _places(lines: Rows) -> list[Place]:
    """Return the places in the order of the map: sources come in it, targets fit in between."""
    order: list[Place] = []
    for role, kind in (("source", "start"), ("target", "end")):
        for line in lines:
            key = _key(line, role, kind)
            if not key[0] and key not in order:
                order.append(key)
    return order
