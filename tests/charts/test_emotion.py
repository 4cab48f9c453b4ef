"""The emotion curve draws what the map says, and nothing else."""

from __future__ import annotations

import altair as alt
import pytest

from charts.svgs import HOSTILE, shop, shown, strings, svg
from cjwidgets import charts
from cjwidgets.display.personas import persona_color
from cjwidgets.display.selection import Selection
from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.model import JourneyMap, Measured, Persona, Scale, Stage, Touchpoint

pytestmark = pytest.mark.valid


def marks(chart: alt.LayerChart) -> list[dict]:
    """The rows of the marks that stand for an emotion."""
    return chart.to_dict()["data"]["values"]


def test_the_table_tells_measured_from_assumed():
    table = charts.emotion.data(shop())
    assert table.columns.tolist()[:6] == [
        "position", "stage", "touchpoint", "persona", "emotion", "word"
    ]  # fmt: skip
    assert len(table) == 6
    row = table[(table.touchpoint == "Chat") & (table.persona == "Anna")].iloc[0]
    assert (row.emotion, row.basis, row.n, row.low, row.high) == (
        -1.5, "measured", 212, -1.7, -1.3
    )  # fmt: skip
    assert row.source == "S"
    unknown = table[(table.touchpoint == "Chat") & (table.persona == "Viktor")].iloc[0]
    assert (unknown.basis, unknown.word) == ("", "")
    assert unknown[["emotion", "n", "low"]].isna().all()
    assert table.attrs["scale"] == (-2, 2)
    assert "measured" in table.attrs["definition"]


def test_the_table_of_an_empty_map_has_its_columns():
    table = charts.emotion.data(JourneyMap("Empty"))
    assert len(table) == 0
    assert "emotion" in table.columns


def test_a_map_without_personas_has_one_curve_for_everyone():
    jm = JourneyMap("Shop", stages=[Stage("Ask", touchpoints=[Touchpoint("Search", emotion=1)])])
    assert charts.emotion.data(jm)["persona"].tolist() == ["Everyone"]
    assert "Everyone" not in shown(charts.emotion(jm))  # no legend for one


def test_personas_of_one_name_stay_apart():
    jm = shop()
    jm.personas[1].name = "Anna"
    jm.personas.append(Persona(""))
    names = charts.emotion.data(jm)["persona"].unique().tolist()
    assert names == ["Anna", "Anna (2)", "Unnamed persona"]


def test_the_chart_shows_stages_touchpoints_words_and_keys():
    texts = shown(charts.emotion(shop()))
    for text in ("Ask", "Wait", "Buy", "Search", "Chat", "Cart", "Anna", "Viktor", "neutral"):
        assert text in texts
    assert {"measured", "assumed"} <= set(texts)
    assert {"very negative", "very positive"} <= set(texts)


def test_a_gap_breaks_the_curve():
    rows = [row for row in marks(charts.emotion(shop())) if row["persona"] == "Viktor"]
    assert [row["touchpoint"] for row in rows] == ["Search", "Cart"]
    assert rows[0]["run"] != rows[1]["run"]


def test_an_empty_stage_breaks_the_curve_and_keeps_its_column():
    rows = [row for row in marks(charts.emotion(shop())) if row["persona"] == "Anna"]
    by_name = {row["touchpoint"]: row for row in rows}
    assert by_name["Search"]["run"] == by_name["Chat"]["run"] != by_name["Cart"]["run"]
    assert round(by_name["Cart"]["x"], 1) == 3.5


def test_marks_say_what_they_rest_on():
    says = [row["says"] for row in marks(charts.emotion(shop()))]
    assert "Anna · Ask · Chat · −1.5 · negative · measured · n 212 · [−1.7 … −1.3] · S" in says
    assert "Viktor · Ask · Search · −1 · negative · assumed" in says


def test_the_scale_of_the_map_is_used():
    touchpoint = Touchpoint("Search", measured={"": Measured(4.5)})
    jm = JourneyMap(
        "Shop",
        scale=Scale(1, 5, ("awful", "so so", "superb")),
        stages=[Stage("Ask", touchpoints=[touchpoint])],
    )
    assert {"awful", "so so", "superb"} <= set(shown(charts.emotion(jm)))
    (row,) = marks(charts.emotion(jm))
    assert row["felt"] == "4.5 · superb"


@pytest.mark.parametrize("locale", ["en", "ru", "zh-Hans", "zh-Hant"])
def test_an_empty_map_says_what_to_do(locale: str):
    assert "jm.stages.append" in " ".join(shown(charts.emotion(JourneyMap("", locale=locale))))
    jm = JourneyMap("", locale=locale, stages=[Stage("A", touchpoints=["x"])])
    assert "emotion = 1" in " ".join(shown(charts.emotion(jm)))
    assert svg(charts.emotion(shop()))


# Altair says that it makes one brush of equal ones: so charts side by side are linked.
@pytest.mark.filterwarnings("ignore:Automatically deduplicated:UserWarning")
def test_a_chart_can_be_styled_layered_and_put_side_by_side():
    chart = charts.emotion(shop())
    assert isinstance(chart, alt.LayerChart)
    rule = alt.Chart(alt.Data(values=[{"a": 1}])).mark_rule().encode(y=alt.datum(1))
    assert svg(alt.layer(chart, rule).properties(height=300))
    assert svg(chart & charts.emotion(shop()))
    assert svg(chart.configure_title(fontSize=20))


def test_hostile_text_is_only_ever_data():
    jm = JourneyMap(
        HOSTILE[0],
        personas=[Persona(text) for text in HOSTILE],
        scale=Scale(-2, 2, HOSTILE),
        stages=[
            Stage(text, touchpoints=[Touchpoint(text, emotion=1, measured={"": Measured(1)})])
            for text in HOSTILE
        ],
    )
    chart = charts.emotion(jm)
    assert "alert(1)" in svg(chart)
    assert "<img" not in svg(chart)
    spec = chart.to_dict()
    for key in ("expr", "calculate", "filter", "labelExpr", "signal", "transform", "sort"):
        assert strings(spec, key) == []
    fields = {"x", "emotion", "low", "high", "end", "after", "y", "lines", "stage", "persona",
              "run", "says", "touchpoint", "felt", "ground", "name", "who", "inside", "basis",
              "left", "right", "top", "foot", "size", "tip_0", "tip_1", "tip_2"}  # fmt: skip
    assert set(strings(spec, "field")) <= fields


@pytest.mark.parametrize("number", [1, 3, 20, 60])
def test_any_length_compiles_and_no_label_is_turned(number: int):
    touchpoints = [Touchpoint(f"A long touchpoint name {i}", emotion=i % 3) for i in range(number)]
    jm = JourneyMap("Long", stages=[Stage("One", touchpoints=touchpoints)])
    chart = charts.emotion(jm)
    assert "rotate(" not in svg(chart).replace("rotate(0)", "")
    assert chart.to_dict()["width"] >= 66 * number


def test_the_spec_is_the_same_every_time():
    assert charts.emotion(shop()).to_dict() == charts.emotion(shop()).to_dict()


def test_the_peak_and_the_end_have_a_ring():
    spec = charts.emotion(shop()).to_dict()
    rings = [layer for layer in spec["layer"] if layer["mark"].get("size") == 300]
    rows = [(row["who"], row["emotion"]) for row in rings[0]["data"]["values"]]
    assert rows == [(0, -1.5), (0, 0.5)]  # Anna's; two marks of Viktor's say nothing
    assert "peak and end" in shown(charts.emotion(shop()))


def test_it_says_what_it_shows():
    said = charts.emotion(shop()).description
    assert "Lowest: Anna · Ask · Chat · −1.5" in said
    assert "Highest: Anna · Ask · Search · +1" in said
    assert "At the end: Anna · Buy · Cart" in said


def test_a_part_of_the_map_looks_as_it_does_on_the_whole():
    jm = shop()
    jm.touchpoints[1].set_emotion(1, jm.personas[1])
    viktor = charts.emotion(jm, personas=["viktor"]).to_dict()
    assert {row["who"] for row in viktor["data"]["values"]} == {1}
    assert persona_color(1) in str(viktor)
    assert persona_color(0) not in str(viktor)
    assert "Viktor" in shown(charts.emotion(jm, personas=jm.personas[1]))
    part = charts.emotion(jm, stages=["Buy", jm.stages[0]])
    assert {"Ask", "Buy"} <= set(shown(part))
    assert "Wait" not in shown(part)
    table = charts.emotion.data(jm, personas="Anna", stages="Buy")
    assert table[["touchpoint", "persona", "position"]].to_numpy().tolist() == [["Cart", "Anna", 2]]
    with pytest.raises(NotFoundError, match=r"no 'Ana' among .*\. Did you mean 'Anna'"):
        charts.emotion(jm, personas=["Ana"])
    with pytest.raises(NotFoundError, match="has no 3 among its stages"):
        charts.emotion(jm, stages=3)
    with pytest.raises(InputError, match="takes a JourneyMap as jm"):
        charts.emotion("map")


def test_a_brush_is_read_as_touchpoints():
    jm = shop()
    names = [each.name for each in charts.brushed(jm, {"x": (0.4, 3.6)})]
    assert names == ["Search", "Chat", "Cart"]
    assert charts.brushed(jm, {"x": (3.6, 2.9)}) == [jm.touchpoints[2]]
    assert charts.brushed(jm, {"x": (1.6, 1.9)}) == [jm.touchpoints[1]]  # beside its marks
    assert charts.brushed(jm, {"x": (2.2, 2.9)}) == []  # a stage without touchpoints
    assert charts.brushed(jm, Selection("brush", "interval")) == []
    chosen = Selection("brush", "interval", ranges={"x": (0, 1)})
    assert charts.brushed(jm, chosen, stages=["Buy"]) == [jm.touchpoints[2]]
