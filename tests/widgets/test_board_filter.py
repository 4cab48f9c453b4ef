"""The figures of a board's map are of those whom its filter shows, and say so."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.analysis.figures import figures
from widgets.test_board import shop
from widgets.timers import Timers

# Segment, channel → customers at "a", and of them at "b".
CUSTOMERS = {("old", "web"): (12, 6), ("old", "call"): (7, 6), ("new", "web"): (8, 5)}


def log(customers: dict = CUSTOMERS) -> cj.EventLog:
    rows = []
    for (segment, channel), (asked, bought) in customers.items():
        for who in range(asked):
            name = f"{segment} {channel} {who}"
            rows.append((name, "2026-03-01", "a", segment, channel))
            if who < bought:
                rows.append((name, f"2026-03-0{2 + who % 3}", "b", segment, channel))
    frame = pd.DataFrame(rows, columns=["who", "at", "what", "kind", "via"])
    return cj.EventLog(
        frame, customer="who", time="at", event="what", segment="kind", channel="via"
    )


def survey() -> cj.Survey:
    """Old ones feel worse at the search than new ones."""
    rows = [("T", "old", -1 - each % 2, "web") for each in range(8)]
    rows += [("T", "new", 1 + each % 2, "call") for each in range(6)]
    frame = pd.DataFrame(rows, columns=["at", "kind", "joy", "via"]).assign(at="Search")
    asked = cj.Question("joy", kind="emotion", scale=(-2, 2))
    return cj.Survey(frame, touchpoint="at", segment="kind", channel="via", questions=[asked])


@pytest.fixture
def board(timers: Timers) -> cj.JourneyBoard:
    jm = shop()
    jm.personas["Anna"].segment, jm.personas["Li"].segment = "old", "new"
    return cj.JourneyBoard(jm, log(), survey(), charts=["drop_off"])


def told(board: cj.JourneyBoard) -> dict[str, Any]:
    """What browsers are told of the map."""
    said = board.editor.get_state("_figures")["_figures"]
    assert not said["stale"]
    return said


def near(row: pd.Series, name: str) -> object:
    """The value with its ends, where they are known."""
    values = [row[name], row[f"{name}_low"], row[f"{name}_high"]]
    return [None if pd.isna(each) else pytest.approx(each, abs=6e-6) for each in values]


def is_of(board: cj.JourneyBoard, part: cj.EventLog) -> None:
    """Whether the figures are those of a log."""
    jm, nodes = board.map, told(board)["nodes"]
    seen, lost = cj.reach(jm, part), cj.funnel(jm, part)
    stays = cj.dwell(jm, part)
    for place, stage in enumerate(jm.stages):
        assert nodes[stage.id]["n"] == seen["customers"][place]
        assert nodes[stage.id]["reached"] == lost["reached"][place]
        assert nodes[stage.id]["of"] == (lost["reached"][place - 1] if place else lost["n"][0])
        if place:
            assert nodes[stage.id]["drop"] == near(lost.iloc[place], "drop_off")
        else:
            assert nodes[stage.id]["dwell"] == near(stays.iloc[place], "median")


def test_the_map_follows_the_personas_and_goes_back(board, timers):
    before = told(board)
    assert before["filtered"] is None
    is_of(board, log())
    board.filter(personas="Anna")
    is_of(board, log().where(segment="old"))
    assert told(board)["filtered"] == ["19 of 27 customers"]
    assert told(board)["nodes"]["search"]["n"] == 19
    timers.ring()
    assert "n 19 " in board.charts["drop_off"]._spec["title"]["subtitle"][0]
    board.filter()
    assert told(board) == before


def test_the_map_follows_the_channels(board):
    board.filter(channels="call")
    part = log().whose(channel="call")
    is_of(board, part)
    assert told(board)["filtered"] == ["7 of 27 customers"]
    board.filter(channels=["call", "web"], personas="Li")
    is_of(board, log().where(segment="new"))


def test_what_is_felt_is_what_the_selected_feel_beside_what_was_assumed(board):
    search = board.map.stages["Ask"].touchpoints["Search"]
    search.emotion = 2
    every = told(board)["nodes"]["search"]["felt"]
    assert {each[0]: each[4] for each in every} == {"": 14, "anna": 8, "li": 6}
    board.filter(personas="Anna")
    felt = {each[0]: each for each in told(board)["nodes"]["search"]["felt"]}
    assert set(felt) == {"", "anna"}
    assert felt[""][1:] == felt["anna"][1:]
    assert (felt["anna"][1], felt["anna"][4]) == (-1.5, 8)
    assert search.emotion == 2


def test_places_that_are_selected_filter_nobody(board, monkeypatch):
    monkeypatch.setattr(board.editor.live, "_say", pytest.fail)
    board.select(stages="Buy")
    board.select(touchpoints="Pay")
    assert told(board)["filtered"] is None


def test_python_counts_everybody_whatever_a_board_shows(board):
    jm = board.map
    every, listed = figures(jm), cj.ledger(jm)
    board.filter(personas="Li", channels="web")
    assert told(board)["nodes"]["ask"]["n"] == 8
    assert figures(jm) == every
    pd.testing.assert_frame_equal(cj.ledger(jm), listed)
    jm.record()
    counts = {each.source: each.n for each in jm.stages["Ask"].evidence}
    assert counts == {"log": 27}
    assert jm.stages["Ask"].touchpoints["Search"].measured[""].n == 14


def test_where_nobody_is_left_the_map_says_why(board):
    board.map.personas["Li"].segment = "nobody"
    board.filter(personas="Li")
    said = told(board)
    assert any("nobody" in problem for problem in said["problems"])
    assert "n" not in said["nodes"].get("ask", {})
    board.filter()
    assert told(board)["problems"] == []
    is_of(board, log())


def test_other_data_are_filtered_as_those_before(board, timers):
    board.filter(personas="Anna")
    board.map.detach()
    other = log({("old", "web"): (9, 5), ("new", "web"): (30, 30)})
    board.map.attach(other)
    timers.ring()
    is_of(board, other.where(segment="old"))


def test_edits_are_counted_among_those_who_are_shown(board, timers):
    board.filter(personas="Anna")
    board.map.personas["Anna"].segment = "new"
    timers.ring()
    is_of(board, log().where(segment="new"))
    board.map.personas.remove(board.map.personas["Anna"])
    timers.ring()
    assert told(board)["filtered"] is None
    is_of(board, log())


def test_an_editor_without_a_board_and_other_boards_show_everybody(board):
    alone, other = cj.MapEditor(board.map), cj.JourneyBoard(board.map, charts=["emotion"])
    board.filter(personas="Anna")
    for each in (alone, other.editor):
        assert each._figures["filtered"] is None
        assert each._figures["nodes"]["ask"]["n"] == 27
