"""What a browser kept of a board is put back on the one that takes its place."""

from __future__ import annotations

from typing import Any

import pytest

import cjwidgets as cj
from widgets.test_board import shop
from widgets.test_board_filter import log
from widgets.timers import Timers

LOG = log()


def kept(**by_dimension: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [
        {"dimension": name, "key": key, "name": label}
        for name, choices in by_dimension.items()
        for key, label in choices
    ]


def board_of(jm: cj.JourneyMap) -> cj.JourneyBoard:
    return cj.JourneyBoard(jm, LOG, charts=["drop_off"])


def test_filter_and_selection_come_back_and_take_the_place_of_what_is_there(timers: Timers):
    jm = shop()
    board = board_of(jm)
    board.filter(segment="old")
    chosen = kept(
        stages=[(jm.stages[0].id, "?")], channels=[("web", "web")], period=[("2026-03-01..", "")]
    )
    board._hear({"type": "again", "chosen": chosen})
    assert board.selection.stages == (jm.stages[0],)
    assert board.selection.channels == ("web",)
    assert board.selection.segment == ()
    assert board.selection.period[1] is None


def test_in_a_map_with_other_ids_it_goes_by_name(timers: Timers):
    jm = shop()
    board = board_of(jm)
    board._hear({"type": "again", "chosen": kept(stages=[("gone", jm.stages[1].name)])})
    assert board.selection.stages == (jm.stages[1],)
    # Two of a name are not told apart.
    jm.stages[0].name = jm.stages[1].name
    board._hear({"type": "again", "chosen": kept(stages=[("gone", jm.stages[1].name)])})
    assert board.selection.stages == ()


def test_what_is_here_no_more_is_said(timers: Timers):
    board = board_of(shop())
    chosen = kept(channels=[("fax", "fax"), ("web", "web")], devices=[("x", "phone")])
    board._hear({"type": "again", "chosen": chosen})
    assert board.selection.channels == ("web",)
    said = board.get_state("_bar")["_bar"]["said"]
    assert "Not in this map or its data any more: fax, phone" in said


@pytest.mark.parametrize(
    "chosen",
    [None, 3, "x", [None], [{}], [{"dimension": 1}], [["channels", "web"]], [{"key": "web"}]],
)
def test_what_is_nothing_of_ours_is_left_out(timers: Timers, chosen: Any):
    board = board_of(shop())
    board._hear({"type": "again", "chosen": chosen})
    assert not board.selection


def test_it_waits_for_the_data_that_it_is_about(timers: Timers):
    jm = shop()
    jm.attach(log)  # a function: it is read later
    board = cj.JourneyBoard(jm, charts=["drop_off"])
    board._hear({"type": "again", "chosen": kept(channels=[("call", "call")])})
    timers.ring()
    timers.ring()
    assert board.selection.channels == ("call",)


def test_a_page_of_voila_keeps_what_is_chosen_in_its_address_alone(timers: Timers, monkeypatch):
    jm = shop()
    one, other = (board_of(jm).get_state("_bar")["_bar"]["home"] for _ in range(2))
    assert {**one, "life": ""} == {**other, "life": ""}
    assert one["life"] != other["life"]
    board = board_of(jm)
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    assert board.get_state("_bar")["_bar"]["home"] is None
