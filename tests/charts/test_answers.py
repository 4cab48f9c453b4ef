"""What is printed answers as marks do: in the reader's words, with what all numbers are of."""

from __future__ import annotations

import re

import altair as alt
import pytest

import cjwidgets as cj
from charts import gallery
from charts.svgs import rows_of
from charts.test_pick import leaves
from cjwidgets.locale import LOCALES, text

pytestmark = pytest.mark.valid

# Printed on marks that answer themselves: these let the pointer through.
ON_MARKS = {
    "channel_stages": {"number", "doubt"},
    "transitions": {"number", "doubt"},
    "retention": {"number", "doubt"},
    "distributions": {"shown"},
    "flow": {"label"},
    "importance_performance": {"number"},
}
AROUND = {"label", "head", "axis", "lines", "short"}  # of axes, legends and names


def field_of(layer: dict, channel: str) -> str:
    said = layer["encoding"].get(channel, {})
    return said.get("field", "") if isinstance(said, dict) else ""


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_each_printed_number_answers(name: str, locale: str):
    own = gallery.journey(3, locale)
    for layer, rows in leaves(gallery.drawn(name, own).to_dict(validate=False)):
        printed = field_of(layer, "text")
        if layer["mark"]["type"] != "text" or printed in AROUND | ON_MARKS.get(name, set()):
            continue
        numbers = [row for row in rows if re.search(r"\d", str(row.get(printed) or ""))]
        if not any(key.startswith("tip_") for row in numbers for key in row):
            continue
        asked, says = field_of(layer, "tooltip"), field_of(layer, "description")
        assert asked, printed
        assert layer["mark"]["aria"], printed
        for row in numbers:
            assert str(row[printed]) in row[asked], printed
            assert str(row[printed]) in row[says], printed
        # Where nothing is printed there is nothing to come to by keyboard.
        assert all(not row[says] for row in rows if not row.get(printed)), printed


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
def test_a_mark_answers_in_words_of_its_reader(name: str):
    """Vega calls a field without a head by the name it has in the data."""
    for layer, rows in leaves(gallery.drawn(name, gallery.journey()).to_dict(validate=False)):
        told = layer["encoding"].get("tooltip")
        assert not isinstance(told, list)
        if asked := field_of(layer, "tooltip"):
            assert all(isinstance(row[asked], str) for row in rows)
            assert any(row[asked] for row in rows)
            lines = {line for row in rows for line in row[asked].split("\n")}
            assert not any(re.match(r"(name|shown|doubt|people|told)\b: ", each) for each in lines)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_all_numbers_are_of_stands_with_the_chart(locale: str):
    own = gallery.journey(3, locale)
    view = cj.ChartView(gallery.drawn("drop_off", own))
    (told,) = view._chart["texts"]["about"]
    assert "n 400" in told
    assert text("chart.drop_off.reading", locale, level="")[:8] in told
    rows = rows_of(gallery.drawn("drop_off", own).to_dict(validate=False))
    asked = {row["tip_0"] for row in rows if row.get("lost")}
    assert asked
    assert all(text("chart.drop_off.definition", locale) in each for each in asked)
    # What others draw says only what they say.
    other = alt.Chart(alt.Data(values=[{"a": 1}]), title={"text": "A", "subtitle": "b"})
    view.update(other.mark_bar())
    assert "about" not in view._chart["texts"]
    view.close()
