"""What all charts of statistics promise: valid, silent, described, and true to their tables."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from itertools import pairwise

import altair as alt
import pandas as pd
import pytest
import vl_convert

import cjwidgets as cj
from charts import gallery
from charts.svgs import rows_of, shown, strings, svg
from cjwidgets import analysis, charts
from cjwidgets.charts.layout.sheet import known
from cjwidgets.errors import DataError, InputError
from cjwidgets.locale import LOCALES, text

pytestmark = pytest.mark.valid

STATISTICS = [name for name in gallery.ARGUMENTS if name != "emotion"]
# Column of the table → field of the drawn rows.
DRAWN = {
    "drop_off": {"share": "share"},
    "drop_off_intervals": {"drop_off": "value", "drop_off_low": "low", "drop_off_high": "high"},
    "dwell": {name: name for name in ("median", "median_low", "median_high", "q25", "q75")},
    "channel_stages": {"share": "share"},
    "channels": {**{name: name for name in ("share", "share_low", "conversion_high", "csat")}},
    "transitions": {"share": "share"},
    "paths": {"share": "share", "share_low": "low", "share_high": "high"},
    "importance_performance": {"importance": "importance", "satisfaction": "satisfaction"},
    "compare": {"before": "before", "after": "after"},
    "personas": {"mean": "mean", "mean_low": "mean_low", "mean_high": "mean_high"},
    "difference": {"difference": "value", "difference_low": "low", "difference_high": "high"},
    "distributions": {"share": "share"},
    "what_if": {
        **{"before": "before", "after": "after", "after_low": "low", "after_high": "high"},
        **{"after_least": "least", "after_most": "most"},
    },
    "retention": {"share": "share"},
    "time_to": {name: name for name in ("share", "share_low", "share_high")},
    "markov": {"goals_lost": "value", "goals_lost_low": "low", "goals_lost_high": "high"},
}


@cache
def chart(name: str, stages: int = 3, locale: str = "en", personas: int = 2) -> alt.LayerChart:
    return gallery.drawn(name, gallery.journey(stages, locale, personas))


@cache
def spec(name: str) -> dict:
    """The spec of a chart, validated."""
    return chart(name).to_dict()


def plain(texts: list[str]) -> str:
    return " ".join(texts).replace("\N{NO-BREAK SPACE}", " ")


def test_every_public_chart_is_here():
    assert set(gallery.ARGUMENTS) == set(charts.__all__) - {"brushed"}
    assert all(hasattr(getattr(charts, name), "data") for name in gallery.ARGUMENTS)


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
def test_it_is_a_plain_chart_that_draws_without_a_warning(name: str, capfd):
    drawn = chart(name)
    assert isinstance(drawn, alt.LayerChart)
    json.dumps(spec(name), allow_nan=False)
    vl_convert.vegalite_to_svg(spec(name), show_warnings=True, allowed_base_urls=[])
    said = capfd.readouterr()
    assert said.out + said.err == ""
    rule = alt.Chart(alt.Data(values=[{}])).mark_rule().encode(x=alt.value(10))
    assert svg((drawn + rule).configure_title(fontSize=20).to_dict(validate=False))


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_is_the_table(name: str):
    table = gallery.twin(name, gallery.journey())
    drawn = rows_of(spec(name))
    assert table.attrs["definition"]
    for column, field in DRAWN[name].items():
        seen = {row[field] for row in drawn if row.get(field) is not None}
        values = [value for value in table[column] if known(value)]
        assert values
        assert all(any(math.isclose(value, each) for each in seen) for value in values), column


def test_the_flow_draws_its_table():
    table = gallery.twin("flow", gallery.journey())
    drawn = plain(row["people"] for row in rows_of(spec("flow")) if "people" in row)
    for line in table[table["target"] != ""].itertuples():
        assert f"{line.customers} / {line.n}" in drawn
    first = table[table["step"] == 1]
    assert first["customers"].sum() == first["n"].iloc[0]
    assert (table["share_low"] <= table["share"]).all()
    assert (table["share"] <= table["share_high"]).all()
    # Whoever comes to a place also leaves it, or ends there.
    for step in range(1, int(table["step"].max())):
        came = table[table["step"] == step].query("target != ''").groupby("target").customers.sum()
        went = table[table["step"] == step + 1].groupby("source").customers.sum()
        assert came.to_dict() == went.to_dict()


@pytest.mark.parametrize("name", STATISTICS)
def test_it_speaks_each_language_and_says_what_it_shows(name: str):
    said = set()
    for locale in LOCALES:
        own = gallery.journey(3, locale)
        drawn = gallery.drawn(name, own)
        title = text(f"chart.{name}.title", locale)
        assert drawn.title.text == title
        assert drawn.description.startswith(title)
        more = drawn.description.removeprefix(title)
        assert re.search(r"\d", more), "it says a number"
        assert "nan" not in more
        assert "{" not in more
        said.add(drawn.description)
    assert len(said) == len(LOCALES)


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
@pytest.mark.parametrize(("locale", "personas"), [("ru", 6), ("zh-Hans", 1)])
def test_thirty_stages_draw(name: str, locale: str, personas: int):
    drawn = chart(name, 30, locale, personas).to_dict()
    assert svg(drawn)
    assert len(json.dumps(drawn, ensure_ascii=False).encode()) < 250_000


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
def test_hostile_text_is_only_ever_data(name: str):
    drawn = gallery.drawn(name, gallery.hostile()).to_dict()
    picture = svg(drawn)
    assert "<img" not in picture
    for key in ("expr", "calculate", "filter", "labelExpr", "signal", "transform", "sort"):
        assert strings(drawn, key) == []
    for field in strings(drawn, "field"):
        assert re.fullmatch(r"[a-z_0-9]+", str(field))


@pytest.mark.parametrize("name", STATISTICS)
def test_a_ready_table_draws_the_same(name: str):
    if name == "flow":
        own = gallery.journey()
        table = cj.paths(own.jm, own.log, level="stage", top=200)
    else:
        table = gallery.twin(name, gallery.journey())
    drawn = getattr(charts, name)(table, locale="en")
    assert drawn.to_dict(validate=False)["layer"] == spec(name)["layer"]
    assert drawn.title.text == chart(name).title.text


def test_tables_are_drawn_in_the_language_asked_for():
    table = gallery.twin("dwell", gallery.journey())
    assert charts.dwell(table, locale="ru").title.text == text("chart.dwell.title", "ru")
    with pytest.raises(InputError, match="no interface language 'xx'"):
        charts.dwell(table, locale="xx")


def test_a_wrong_table_is_refused_by_name():
    own = gallery.journey()
    table = gallery.twin("dwell", own)
    with pytest.raises(InputError, match="This table is of 'dwell', the chart draws 'markov'"):
        charts.markov(table)
    with pytest.raises(InputError, match="does not say which statistic"):
        charts.dwell(pd.DataFrame({"stage": ["A"]}))
    with pytest.raises(InputError, match="drawn as it is"):
        charts.dwell(table, own.log)
    with pytest.raises(InputError, match="drawn as it is"):
        charts.dwell(table, cap="30min")
    with pytest.raises(
        InputError, match=r"missing a required argument: 'log'.*cj\.analysis\.dwell"
    ):
        charts.dwell(own.jm)
    with pytest.raises(InputError, match=r"dwell\(\) has no keyword 'nonsense'"):
        charts.dwell(own.jm, own.log, nonsense=1)
    with pytest.raises(InputError, match="takes an EventLog as log, not str"):
        charts.dwell(own.jm, "log")
    with pytest.raises(InputError, match="steps=0"):
        charts.flow(own.jm, own.log, steps=0)


@pytest.mark.parametrize("name", STATISTICS)
def test_a_table_without_rows_says_so(name: str):
    for locale in LOCALES:
        drawn = gallery.empty(name, locale)
        assert drawn.title.text == text(f"chart.{name}.title", locale)
        key = "chart.drop_off.empty" if name.startswith("drop_off") else "chart.nothing"
        wanted = text(key, locale).replace(" ", "")[:12]
        assert wanted in "".join(shown(drawn)).replace(" ", "")


@pytest.mark.parametrize("name", ["dwell", "transitions", "flow", "paths", "channel_stages"])
def test_an_empty_map_is_no_error_and_a_map_without_rules_is(name: str):
    own = gallery.journey()
    options = {"level": "stage"} if name != "channel_stages" else {}
    draw = getattr(charts, name)
    assert "nothing to draw" in plain(shown(draw(cj.JourneyMap("Empty"), own.log, **options)))
    with pytest.raises(DataError):
        draw(cj.JourneyMap("Shop", stages=["A"]), own.log, **options)


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
# Some rules here match nothing, on purpose.
@pytest.mark.filterwarnings("ignore:.*matches no event:UserWarning")
def test_a_handful_of_customers_draw(name: str):
    own = gallery.journey(2, "en", 0, 12)
    texts = shown(gallery.drawn(name, own))
    assert texts
    assert "nan" not in plain(texts).lower().split()


def test_values_that_are_hidden_or_missing_say_why():
    own = gallery.journey(3, "en", 6, 12)
    texts = plain(shown(charts.personas(own.jm, own.survey, by="persona", level="stage")))
    assert "fewer than 5" in texts or "nobody answered" in texts
    first = plain(shown(chart("drop_off_intervals")))
    assert "the first step has none before it" in first


def test_the_scorecard_leaves_out_what_it_does_not_know():
    own = gallery.journey()
    texts = shown(charts.channels(None, own.log))
    assert "reach" in texts
    assert "reach the goal" not in texts
    assert "satisfied" not in texts
    assert {"reach the goal", "satisfied"} <= set(shown(chart("channels")))


def test_slopes_tell_what_stands_from_what_may_be_chance():
    one = pd.DataFrame({"who": range(400), "at": "2026-03-01", "what": ["b"] * 400})
    two = one.assign(who=one["who"] + 400, what=["b"] * 200 + ["c"] * 200)
    logs = [cj.EventLog(each, customer="who", time="at", event="what") for each in (one, two)]
    jm = cj.JourneyMap("Shop", stages=[cj.Stage(name, match=[name]) for name in "bc"])
    drawn = rows_of(charts.compare(jm, *logs, statistic="reach"))
    tones = {row["name"]: row["tone"] for row in drawn if "tone" in row}
    assert tones == {"b": "pain", "c": "gain"}


def test_before_and_after_labels_never_touch():
    drawn = rows_of(chart("compare", 30, "ru", 6))
    for side in ("before_at", "after_at"):
        places = sorted({row[side] for row in drawn if side in row})
        assert len(places) == 30
        assert min(b - a for a, b in pairwise(places)) > 14


def test_statistics_of_one_table_share_its_columns():
    own = gallery.journey()
    pd.testing.assert_frame_equal(
        charts.drop_off_intervals.data(own.jm, own.log), analysis.funnel(own.jm, own.log)
    )
