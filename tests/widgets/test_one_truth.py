"""One word is one number: on the map, in its charts, tables and sentences, filtered or not."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from charts.svgs import rows_of, shown
from cjwidgets.charts.catalogue import draw_on_board
from cjwidgets.locale import language
from widgets.test_board_filter import told
from widgets.timers import Timers

Selected = dict[str, Any]


@cache
def mattress() -> tuple[cj.EventLog, cj.Survey]:
    log = cj.EventLog(
        cj.datasets.mattress_log(600),
        customer="customer_id",
        time="time",
        event="event",
        channel="channel",
        segment="segment",
    )
    survey = cj.Survey(
        cj.datasets.mattress_survey(600),
        respondent="customer_id",
        time="time",
        touchpoint="touchpoint",
        segment="segment",
        questions=[cj.Question("pleasure", kind="emotion", scale="affective_slider")],
    )
    return log, survey


def whole(locale: str = "en", goal: Any = None) -> cj.JourneyBoard:
    jm = cj.datasets.mattress_map()
    jm.locale = locale
    return cj.JourneyBoard(jm, *mattress(), charts=[], goal=goal)


def in_between() -> cj.JourneyBoard:
    """A journey that most enter in the middle, with a stage that no rule observes."""
    rows = [(f"a{who}", day, what) for who in range(40) for day, what in ((1, "ad"), (3, "look"))]
    rows += [(f"b{who}", 2, "look") for who in range(200)]
    rows += [(f"b{who}", 5 + who % 20, "buy") for who in range(90)]
    rows += [(f"a{who}", 40, "buy") for who in range(12)] + [("z", 89, "login")]
    frame = pd.DataFrame(rows, columns=["who", "day", "what"])
    frame["at"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(frame["day"], unit="D")
    frame["via"] = ["web" if who < "b" or who[-1] in "13579" else "shop" for who in frame["who"]]
    log = cj.EventLog(frame, customer="who", time="at", event="what", channel="via")
    jm = cj.JourneyMap("Shop")
    for name, rule in (("Ad", "ad"), ("Think", None), ("Look", "look"), ("Buy", "buy")):
        match = [rule] if rule else []
        jm.stages.append(cj.Stage(name, touchpoints=[cj.Touchpoint(f"{name} here", match=match)]))
    return cj.JourneyBoard(jm, log, charts=[], goal="Look here")


WORLDS = {
    "mattress": whole,
    "mattress, for the first night": lambda: whole("ru", "First night"),
    "mattress, to the decision": lambda: whole("zh-Hans", "Decision"),
    "in between": in_between,
}
FILTERS: list[tuple[str, Selected]] = [
    (name, chosen)
    for name in WORLDS
    for chosen in (
        ({}, {"channels": "web"})
        if name == "in between"
        else ({}, {"channels": "chat"}, {"personas": "Anna, 41"})
    )
]


MADE: dict[str, cj.JourneyBoard] = {}
"""Nothing here changes a board: each is counted once."""


@pytest.fixture(params=FILTERS, ids=str)
def board(request: pytest.FixtureRequest, timers: Timers) -> cj.JourneyBoard:
    name, chosen = request.param
    key = f"{name} {chosen}"
    if key not in MADE:
        MADE[key] = WORLDS[name]()
        MADE[key].filter(**chosen)
        timers.ring()
    return MADE[key]


def counted(table: pd.DataFrame, id: str) -> pd.Series:
    """The row of a stage or touchpoint."""
    column = "touchpoint_id" if "touchpoint_id" in table else "stage_id"
    ((_, row),) = table[table[column] == id].iterrows()
    return row


def the_row(chart: Any, key: str, name: str) -> dict[str, Any]:
    return next(row for row in rows_of(chart) if row.get("name") == name and key in row)


def test_stages_are_told_as_in_table_and_chart(board: cj.JourneyBoard) -> None:
    jm, scene, t = board.map, board.linked.scene, language(board.map.locale)
    nodes = told(board)["nodes"]
    table = cj.funnel(jm, scene.log, goal=scene.end)
    chart = draw_on_board("drop_off", scene)
    texts = shown(chart)
    seen = 0
    for stage in jm.stages:
        numbers, row = nodes[stage.id], counted(table, stage.id)
        if numbers.get("small") or "reached" not in numbers:
            continue
        seen += 1
        assert numbers["reached"] == row["reached"]
        assert numbers["came"] == row["came_in"]
        assert numbers["n"] == row["reached"] + row["came_in"]
        pair = f"{t.count(numbers['reached'])} {t('editor.figures.of', of=numbers['of'])}"
        bar = the_row(chart, "reached", stage.name)
        assert bar["reached"] == pair
        assert pair in texts
        if numbers["came"]:
            assert t("editor.figures.came_short", n=numbers["came"]) in texts
        if "drop" in numbers:
            assert numbers["drop"][0] == pytest.approx(row["drop_off"], abs=6e-6)
            assert bar["lost"] == f"▾ {t.percent(numbers['drop'][0])}"
            assert bar["doubt"] == t.narrow(*numbers["drop"][1:])
        if "ended" in numbers:
            assert numbers["ended"] == row["ended"]
            assert t("chart.drop_off.ended", n=numbers["ended"]) in texts
        if "done" in numbers:
            assert numbers["done"][3] == row["done"]
            assert t.percent(numbers["done"][0]) in bar["done"]
        assert numbers.get("waiting", 0) == (0 if pd.isna(row["waiting"]) else row["waiting"])
    assert seen > 2


def test_the_sentence_says_the_same(board: cj.JourneyBoard) -> None:
    jm, scene = board.map, board.linked.scene
    nodes = told(board)["nodes"]
    said = cj.explain(cj.funnel(jm, scene.log, goal=scene.end), locale="en")
    first, last = (nodes[stage.id] for stage in (jm.stages[0], jm.stages[-1]))
    assert f"{first['reached']:,} of {first['of']:,} customers" in said
    if "reached" in last:
        assert f"{last['reached']:,} get to {jm.stages[-1].name}" in said


def test_the_goal_is_one_number(board: cj.JourneyBoard) -> None:
    jm, scene = board.map, board.linked.scene
    nodes = told(board)["nodes"]
    done = [numbers["done"] for numbers in nodes.values() if "done" in numbers]
    assert bool(done) == (scene.end is not None)
    if not done:
        return
    assert all(each == done[0] for each in done)
    change = [cj.DropOff(jm.touchpoints[0], by=0.5)]
    now = cj.what_if(jm, scene.log, changes=change, goal=scene.target, draws=20).iloc[0]
    # A chain begins with who comes to any place: its n says so.
    assert done[0][3] == pytest.approx(now["before"] * now["n"])


def test_touchpoints_are_told_as_in_the_tables(board: cj.JourneyBoard) -> None:
    jm, scene = board.map, board.linked.scene
    nodes = told(board)["nodes"]
    reach = cj.reach(jm, scene.log, level="touchpoint")
    exits = cj.exits(jm, scene.log, level="touchpoint")
    for touchpoint in jm.touchpoints:
        numbers, row = nodes[touchpoint.id], counted(reach, touchpoint.id)
        if "n" not in numbers:
            continue
        assert numbers["n"] == row["customers"]
        if numbers.get("small"):
            continue
        assert numbers["of"] == row["n"] == scene.log.n_customers
        left = counted(exits, touchpoint.id)
        if "drop" in numbers:
            assert numbers["drop"][0] == pytest.approx(left["share"], abs=6e-6)
            assert numbers["decided"] == left["n"]
        if "ended" in numbers:
            assert numbers["ended"] == left["left"]


@pytest.mark.parametrize("level", ["stage", "touchpoint"])
def test_a_stay_is_as_long_in_the_chart(board: cj.JourneyBoard, level: str) -> None:
    jm, scene = board.map, board.linked.scene
    nodes = told(board)["nodes"]
    table = cj.charts.dwell.data(jm, scene.log, level=level)
    if level == "touchpoint":  # it is what a board draws
        drawn = draw_on_board("dwell", scene)
    for place in jm.stages if level == "stage" else jm.touchpoints:
        numbers, row = nodes[place.id], counted(table, place.id)
        if "dwell" not in numbers:
            continue
        assert numbers["dwell"][0] == pytest.approx(row["median"])
        if level == "touchpoint":
            assert the_row(drawn, "median", place.name)["median"] == pytest.approx(row["median"])


def test_feelings_are_those_of_the_curve(board: cj.JourneyBoard) -> None:
    jm, scene = board.map, board.linked.scene
    if scene.whole_survey is None:
        return
    nodes, felt = told(board)["nodes"], 0
    everyone = cj.emotion(jm, scene.survey, level="touchpoint")
    each = cj.emotion(jm, scene.survey, level="touchpoint", by="persona")
    for touchpoint in jm.touchpoints:
        for persona, mean, low, high, n, *_ in nodes[touchpoint.id].get("felt", ()):
            table = each[each["persona_id"] == persona] if persona else everyone
            row = counted(table, touchpoint.id)
            assert mean == pytest.approx(row["mean"], abs=6e-4)
            assert [low, high] == [
                None if pd.isna(row[end]) else pytest.approx(row[end], abs=6e-4)
                for end in ("mean_low", "mean_high")
            ]
            assert n == row["n"]
            felt += 1
    assert felt > 3


def test_the_bar_counts_whom_the_map_counts(board: cj.JourneyBoard) -> None:
    nodes = told(board)["nodes"]
    of = {numbers["of"] for each in board.map.touchpoints if "of" in (numbers := nodes[each.id])}
    assert of == {board.linked.scene.log.n_customers}
    assert f"{board.linked.scene.log.n_customers:,}" in str(board._filter()) or board.selection


def test_the_page_without_a_kernel_says_the_same(board: cj.JourneyBoard) -> None:
    t = language(board.map.locale)
    page = board.editor.static()
    for stage in board.map.stages:
        numbers = told(board)["nodes"][stage.id]
        if "reached" in numbers and not numbers.get("small"):
            pair = {"n": numbers["reached"], "of": numbers["of"]}
            assert t("editor.figures.reached", **pair) in page
