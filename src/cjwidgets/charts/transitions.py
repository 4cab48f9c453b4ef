"""Where customers go from where, as a heat map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.grid import FEW, MANY, Grid
from cjwidgets.charts.layout.pick import KEYS, keys, telling
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.twin import draws
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import TransitionsOptions

START, END = "start", "end"
Place = tuple[str, str]
"""The name of a place and its id; where only names are known, its stage."""


@draws(analysis.transitions)
def transitions(
    jm: Source,
    log: EventLog | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[TransitionsOptions],
) -> alt.LayerChart:
    """Draw which share of the customers at each place goes on to which other.

    Rows are where customers come from, columns where they go; the last row is the
    start, the last column the end of a journey.

    Parameters
    ----------
    jm : JourneyMap, DataFrame or None
        A map, or the table of :func:`cjwidgets.transitions`; None by channel or event.
    log : EventLog, optional

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
    return _grid(on).drawn(reading=on.reading(whole=on.percent(1)))


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it as closely as there is room for names: none is left out."""
    level = scene.level(MANY - 2)
    table = transitions.data(scene.map, scene.log, level=level, minimum=MINIMUM)
    return transitions(table, locale=scene.locale)


def _grid(on: Sheet) -> Grid:
    lines = records(on.table)
    ends = {kind: on.t(f"chart.{kind}") for kind in (START, END)}
    places = _places(lines)
    kinds = {line["kind"] for line in lines}
    sources: list[Place | None] = [*places, *([None] if START in kinds else [])]
    targets: list[Place | None] = [*places, *([None] if END in kinds else [])]
    stands = _stands(on, lines)
    fields = telling((name for name in KEYS if any(name in each for each in stands)), stands)
    if on.part:
        fields = list(dict.fromkeys([*fields, *stands[0]]))
    cells: Rows = []
    stand: dict[Place | None, dict[str, Any]] = {}  # a row is a place to pick
    for line, own in zip(lines, stands, strict=True):
        one, two = _place(line, "source", START), _place(line, "target", END)
        names = [
            ends[START] if one is None else one[0] or "–",
            ends[END] if two is None else two[0] or "–",
        ]
        stand[one] = {} if one is None else keys(own, fields)
        known = line["share"] is not None
        share = on.percent(line["share"]) if known else on.why(line["note"])
        doubt = on.interval(line["share_low"], line["share_high"])
        people = f"{on.count(line['customers'])} / {on.count(line['n'])}" if known else ""
        sure = f" ({doubt}), {people}" if known else ""
        cells.append(
            stand[one]
            | {
                "row": sources.index(one),
                "column": targets.index(two),
                "place": " → ".join(names),
                "share": line["share"],
                "shown": share,
                **({"cell": share} if known else {"absent": FEW}),
                "doubt": doubt,
                "people": people,
                "says": f"{' → '.join(names)}: {share}{sure}",
            }
        )
    rows = [ends[START] if place is None else place[0] for place in sources]
    columns = [ends[END] if place is None else place[0] for place in targets]
    of_rows: Rows = [stand.get(place, {}) for place in sources]
    return Grid(on, rows, columns, cells, corner=on.t("chart.from_to"), of_rows=of_rows)


def _stands(on: Sheet, lines: Rows) -> Rows:
    """Return what the source of each row stands for."""
    level = str(on.table.attrs.get("level", ""))
    if level not in KEYS:
        return [{} for _ in lines]
    columns = {level: "source", f"{level}_id": "source_id"}
    if level == "touchpoint":
        columns = {"stage": "source_stage"} | columns | {"stage_id": "source_stage_id"}
    return [
        {name: line[column] for name, column in columns.items() if column in line} for line in lines
    ]


def _place(line: dict[str, Any], role: str, kind: str) -> Place | None:
    if line["kind"] == kind:
        return None
    id = line[f"{role}_id"] if f"{role}_id" in line else name_of(line, f"{role}_stage")
    return name_of(line, role), id


def _places(lines: Rows) -> list[Place]:
    """Return the places in the order of the map: sources come in it, targets fit in between."""
    order: dict[Place, None] = {}
    for role, kind in (("source", START), ("target", END)):
        for line in lines:
            place = _place(line, role, kind)
            if place is not None:
                order.setdefault(place)
    return list(order)
