"""The drop-off chart draws the funnel table, with its doubt."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

from charts.svgs import HOSTILE, rows_of, shop, shown, strings, svg
from cjwidgets import charts
from cjwidgets.analysis import funnel
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence import EventLog
from cjwidgets.model import JourneyMap, Stage

pytestmark = pytest.mark.valid


def log(unit: str = "customer") -> EventLog:
    """3,605 customers do a, 1,022 of them b, 512 of these c."""
    events = [(i, 0, "a") for i in range(3605)] + [(i, 1, "b") for i in range(1022)]
    events += [(i, 2, "c") for i in range(512)]
    frame = pd.DataFrame(events, columns=[unit, "minute", "event"])
    frame["time"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["minute"], unit="min")
    return EventLog(frame, customer=unit, time="time", event="event")


def test_numbers_speak_with_their_doubt():
    jm = JourneyMap("Shop", stages=[Stage(name, match=name) for name in "abc"])
    texts = shown(charts.drop_off(jm, log()))
    for text in ("3,605 of 3,605", "1,022 of 3,605", "512 of 1,022", "▾ 50%", "47–53", "▾ 72%"):
        assert text in texts
    assert "lost before, 95%" in texts
    assert any("Shop · n 3,605 (customer) · Mar 1, 2026 – Mar 1, 2026" in text for text in texts)


def test_a_language_writes_numbers_its_way():
    jm = JourneyMap("Shop", locale="ru", stages=[Stage("Все", match="a")])
    assert "3\u00a0605 из 3\u00a0605" in shown(charts.drop_off(jm, log()))


def test_the_whisker_is_the_interval_of_the_loss():
    jm = JourneyMap("Shop", stages=[Stage(name, match=name) for name in "abc"])
    table = charts.drop_off.data(jm, log())
    pd.testing.assert_frame_equal(table, funnel(jm, log()))
    rows = rows_of(charts.drop_off(jm, log()))
    row = next(row for row in rows if row.get("stage") == "c" and "low" in row)
    before = 1022 / 3605
    assert row["low"] == pytest.approx(before * (1 - table["drop_off_high"][2]))
    assert row["high"] == pytest.approx(before * (1 - table["drop_off_low"][2]))
    assert row["low"] < row["share"] < row["high"]


def test_who_may_yet_come_is_no_loss():
    """Of 50 who looked, 20 bought and 10 were seen a month later; the log goes on."""
    rows = [(i, 0, "a") for i in range(50)] + [(i, 1, "b") for i in range(20)]
    rows += [(i, 60, "x") for i in range(40, 50)]
    frame = pd.DataFrame(rows, columns=["who", "day", "what"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["day"], unit="D")
    events = EventLog(frame, customer="who", time="at", event="what", unknown=[])
    jm = JourneyMap("Shop", stages=[Stage(name, match=name) for name in "ab"])
    chart = charts.drop_off(jm, events)
    row = next(row for row in rows_of(chart) if row.get("stage") == "b" and "low" in row)
    assert row["before"] == 1.0
    assert row["yet"] == pytest.approx(0.6)
    assert row["waiting"] == "10 of them may yet come"
    assert any("10 may yet reach the last stage" in text for text in shown(chart))
    late = charts.drop_off(jm, events, window="60d", locale="en")
    assert not any("do not count" in text for text in shown(late))
    assert any(
        "50 more do not count" in t for t in shown(charts.drop_off(jm, events, window="61d"))
    )


def test_an_open_funnel_may_widen():
    rows = [(1, 0, "a"), (2, 0, "b"), (3, 0, "b"), (4, 0, "a"), (4, 1, "b")]
    frame = pd.DataFrame(rows, columns=["who", "day", "what"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["day"], unit="D")
    events = EventLog(frame, customer="who", time="at", event="what", unknown=[])
    jm = JourneyMap("Shop", stages=[Stage(name, match=name) for name in "ab"])
    row = next(
        row
        for row in rows_of(charts.drop_off(jm, events, kind="open"))
        if row.get("stage") == "b" and "low" in row
    )
    assert (row["share"], row["before"]) == (0.75, 1.0)
    assert row["low"] < row["share"] < row["high"] <= 1
    intervals = charts.drop_off_intervals(jm, events, kind="open")
    assert any("1 / 2" in text for text in shown(intervals))


def test_who_comes_in_on_the_way_is_outlined():
    """All of a log that begins with b are at b; only who did a before came in the order."""
    jm = JourneyMap("Shop", stages=[Stage("X", match="b"), Stage("Y", match="a")])
    chart = charts.drop_off(jm, log())
    assert "+3,605 came in here" in shown(chart)
    row = next(row for row in rows_of(chart) if row.get("stage") == "Y" and "with_came" in row)
    assert (row["share"], row["with_came"]) == (0, 1)


def test_behind_the_goal_nobody_is_lost():
    jm = JourneyMap("Shop", stages=[Stage(name, match=name) for name in "abc"])
    chart = charts.drop_off(jm, log(), goal="b")
    texts = shown(chart)
    assert "✓ 1,022 done · 28%" in texts
    assert "510 ended" in texts
    assert not any("▾ 50" in text for text in texts)
    table = charts.drop_off.data(jm, log(), goal="b")
    assert table["ended"].tolist() == [pd.NA, pd.NA, 510]
    assert table["note"].tolist() == ["first", "", "end"]
    assert table["drop_off"].isna().tolist() == [True, False, True]
    for goal in ("no such", "d", Stage("b", match="b")):
        with pytest.raises(InputError, match="no stage or touchpoint of"):
            charts.drop_off(jm, log(), goal=goal)


def test_the_definition_is_at_hand():
    jm = JourneyMap("Shop", stages=[Stage("A", match="a"), Stage("B", match="b")])
    assert "Lost before: share of these who did not get here." in svg(charts.drop_off(jm, log()))


def test_stages_that_are_not_observed_say_so():
    assert "not observed: no events matched" in shown(charts.drop_off(shop(), log()))


def test_an_empty_map_says_what_to_do():
    assert "match=" in " ".join(shown(charts.drop_off(JourneyMap("Empty"), log())))


def test_a_map_without_rules_is_an_error_that_says_what_to_set():
    with pytest.raises(DataError, match=r"Set \.match"):
        charts.drop_off(JourneyMap("Shop", stages=["A"]), log())


# Some rules here match nothing, on purpose.
@pytest.mark.filterwarnings("ignore:.*matches no event:UserWarning")
def test_nobody_reached_anything():
    jm = JourneyMap("Shop", stages=[Stage("A", match="none"), Stage("B", match="a")])
    texts = shown(charts.drop_off(jm, log()))
    assert texts[2:4] == ["0 of 3,605", "0 of 0"]


@pytest.mark.parametrize("number", [1, 3, 20])
def test_any_number_of_stages_compiles(number: int):
    jm = JourneyMap("Shop", stages=[Stage("A", match="a") for _ in range(number)])
    assert shown(charts.drop_off(jm, log())).count("A") == number


def test_hostile_text_is_only_ever_data():
    jm = JourneyMap(HOSTILE[0], stages=[Stage(text, match="a") for text in HOSTILE])
    chart = charts.drop_off(jm, log(HOSTILE[1]))
    assert "alert(1)" in svg(chart)
    assert "<img" not in svg(chart)
    spec = chart.to_dict()
    for key in ("expr", "calculate", "filter", "labelExpr", "signal", "transform", "sort"):
        assert strings(spec, key) == []


def test_a_chart_can_be_styled_and_layered():
    chart = charts.drop_off(shop(), log())
    assert isinstance(chart, alt.LayerChart)
    rule = alt.Chart(alt.Data(values=[{}])).mark_rule().encode(x=alt.value(10))
    assert svg((chart + rule).configure_title(fontSize=20))
    assert svg(chart & charts.emotion(shop()))
