"""What can be picked in every chart: fields and values of its table, in whatever it is part of."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import altair as alt
import pytest

from charts import gallery
from charts.svgs import HOSTILE, rows_of, strings, svg
from cjwidgets.charts.emotion_curve.marks import ON_MARKS
from cjwidgets.display.parts import split, untitled
from cjwidgets.display.selection import params
from cjwidgets.display.tokens import TOKENS
from cjwidgets.display.view import ChartView

FIELDS = {
    "emotion": ("stage", "touchpoint", "persona"),
    "drop_off": ("stage",),
    "drop_off_intervals": ("stage",),
    "dwell": ("stage",),
    "channel_stages": ("stage", "channel"),
    "channels": ("channel",),
    "transitions": ("stage",),
    "flow": ("stage",),
    "importance_performance": ("stage", "touchpoint"),
    "compare": ("stage",),
    "personas": ("stage", "persona"),
    "distributions": ("stage",),
    "markov": ("stage", "touchpoint"),
}
TABLE = {"transitions": {"stage": "source"}, "flow": {"stage": "source"}}  # other columns
TINT = (TOKENS["pick"][0], f'stroke="{TOKENS["persona-1"][0]}"')
# Altair says that it makes one pick of equal ones: so charts side by side are linked.
LINKED = "ignore:Automatically deduplicated selection parameter:UserWarning"


@cache
def chart(name: str) -> alt.LayerChart:
    return gallery.drawn(name, gallery.journey())


@cache
def spec(name: str) -> dict:
    return chart(name).to_dict()


def keys(name: str, rows: list[dict]) -> set[tuple]:
    return {tuple(row.get(field) for field in FIELDS[name]) for row in rows}


def leaves(layer: dict, data: dict | None = None) -> list[tuple[dict, list[dict]]]:
    """Layers that are marks, each with its rows."""
    data = layer.get("data", data)
    if "layer" in layer:
        return [each for part in layer["layer"] for each in leaves(part, data)]
    return [(layer, data["values"])]


def shape(drawn: alt.LayerChart) -> dict:
    return split(untitled(drawn.to_dict(validate=False))[0])[0]


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
def test_what_a_row_stands_for_can_be_picked(name: str):
    found = params(spec(name))
    picked = {each.name: each.fields for each in found.values() if each.kind == "point"}
    assert picked == ({"pick": FIELDS[name]} if name in FIELDS else {})
    assert ("brush" in found) is (name == "emotion")


@pytest.mark.parametrize("name", FIELDS)
def test_values_are_those_of_the_table(name: str):
    table = gallery.twin(name, gallery.journey())
    column = TABLE.get(name, {})
    rows = rows_of(spec(name))
    for field in FIELDS[name]:
        drawn = {row[field] for row in rows if field in row}
        assert drawn == set(table[column.get(field, field)]) - {""}
    view = ChartView(chart(name))
    first = {field: table[column.get(field, field)].iloc[0] for field in FIELDS[name]}
    view.choose("pick", first)
    assert dict(view.selections["pick"].points[0]) == first
    view.close()


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_under_the_pointer_stands_for_something(name: str):
    """Other marks let the pointer through, to the area of the row behind them."""
    marks = leaves(spec(name))
    area, rows = marks[0]
    assert area["mark"]["cursor"] == "pointer"
    assert area["mark"]["type"] == "rect"
    assert all(any(key) for key in keys(name, rows))
    for layer, rows in marks[1:]:
        if "tooltip" in layer["encoding"] and layer["mark"].get("cursor") != "pointer":
            assert keys(name, rows) <= {(None,) * len(FIELDS[name])}


@cache
def hostile_journey() -> gallery.Journey:
    names = [each or f"nameless {i}" for i, each in enumerate(HOSTILE)]
    return gallery.of(names, list(HOSTILE[:4]), customers=80, unit=HOSTILE[1])


def tints(spec: dict) -> int:
    drawn = svg(spec)
    return sum(drawn.count(each) for each in TINT)


@pytest.mark.parametrize("name", FIELDS)
def test_hostile_names_are_picked(name: str):
    drawn = gallery.drawn(name, hostile_journey()).to_dict()
    plain, rows, field = tints(drawn), rows_of(drawn), FIELDS[name][0]
    values = sorted({row[field] for row in rows if field in row})
    (pick,) = (each for each in drawn["params"] if each["name"] == "pick")
    points = [{field: values[number % len(values)]} for number in (0, 2, 5, 7)]
    if len(FIELDS[name]) > 1:  # in a still picture, a point has all the fields
        some = next(row for row in rows if keys(name, [row]).pop().count(None) == 0)
        points = [{each: some[each] for each in FIELDS[name]}]
    for point in points:
        pick["value"] = [point]
        assert tints(drawn) > plain, point


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
@pytest.mark.filterwarnings(LINKED)
def test_charts_are_parts_of_others(name: str):
    one, other = chart(name), chart(other_name(name))
    rule = alt.Chart(alt.Data(values=[{}])).mark_rule().encode(x=alt.value(10))
    whole = {
        "size": one.properties(height=500, title="Mine"),
        "beside": (one | other) & one,
        "layered": one + rule,
    }
    if one.data is not alt.Undefined:
        whole["facet"] = one.facet("row:N")
    for how, drawn in whole.items():
        # What each way makes is validated once: the charts themselves are, in test_every_chart.
        made = drawn.to_dict(validate=name == "emotion")
        json.dumps(made, allow_nan=False)
        assert svg(made), how
        wanted = {*FIELDS.get(name, ()), *(FIELDS[other_name(name)] if how == "beside" else ())}
        found = params(made).get("pick")
        assert set(found.fields if found else ()) == wanted, how


def other_name(name: str) -> str:
    return "dwell" if name != "dwell" else "channels"


def test_the_end_of_a_brush_picks_nothing():
    """The one expression in our charts, and it knows no data."""
    found = [each for name in FIELDS for each in strings(spec(name), "on")]
    assert found == [f"click[{ON_MARKS}]"] + ["click"] * (len(FIELDS) - 1)


def test_nothing_in_a_chart_has_a_name_of_chance():
    assert {name for each in FIELDS for name in strings(spec(each), "param")} == {"pick"}


@cache
def edited() -> tuple[gallery.Journey, gallery.Journey]:
    """A journey before and after its names, its moods and its customers changed."""
    before = gallery.of(["Ask", "Look around", "Buy"], ["Anna", "Li"])
    after = gallery.of(["Ask us", "Look about", "Bought"], ["Ann", "Lin"], customers=380)
    for each in after.jm.touchpoints:
        each.emotion = -each.emotion
    return before, after


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
def test_an_edit_keeps_the_view(name: str):
    before, after = edited()
    assert shape(gallery.drawn(name, after)) == shape(gallery.drawn(name, before))


def test_charts_are_drawn_at_the_same_time():
    """A board draws in a thread, and Altair's `.scale(…)` is shared by all threads."""
    own, names = gallery.journey(), ["drop_off", "emotion", "transitions", "dwell"] * 6
    alone = {name: shape(chart(name)) for name in set(names)}
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as threads:
            drawn = list(threads.map(lambda name: shape(gallery.drawn(name, own)), names))
    finally:
        sys.setswitchinterval(before)
    assert drawn == [alone[name] for name in names]
