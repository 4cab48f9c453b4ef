"""What is selected on a board and goes, from the map or from the data, is selected no longer."""

from __future__ import annotations

import threading
from random import Random
from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.board.dimensions import BoardSelection
from cjwidgets.board.selection import BY_NAME
from widgets.test_board import shop
from widgets.test_board_filter import CUSTOMERS, log
from widgets.timers import Timers


@pytest.fixture
def board(timers: Timers) -> cj.JourneyBoard:
    jm = shop()
    jm.personas["Anna"].segment, jm.personas["Li"].segment = "old", "new"
    return cj.JourneyBoard(jm, log(), charts=["drop_off"])


def buttons(board: cj.JourneyBoard) -> dict[str, bool]:
    (found,) = [
        each for each in board.get_state("_bar")["_bar"]["dimensions"] if each["name"] == "channels"
    ]
    return {each["name"]: each["on"] for each in found["options"]}


def figures(board: cj.JourneyBoard) -> Any:
    return board.editor.get_state("_figures")["_figures"]


def sober(board: cj.JourneyBoard) -> None:
    """Each part of the selection is there, can be taken off, and the charts are of it."""
    now = board.selection
    assert {*now.stages} <= {*board.map.stages}
    assert {*now.touchpoints} <= {*board.map.touchpoints}
    assert {*now.personas} <= {*board.map.personas}
    assert {name for name, on in buttons(board).items() if on} == {*now.channels}
    assert board.scene.selection == now
    within = [
        tp.id
        for stage in board.map.stages
        for tp in stage.touchpoints
        if stage in now.stages or tp.channel in now.channels
    ]
    own = [each.id for each in (*now.stages, *now.touchpoints)]
    assert board.editor._selected == {
        "nodes": [*own, *within],
        "personas": [each.id for each in now.personas],
    }


def other_log() -> cj.EventLog:
    return log({("old", "shop"): (9, 6), ("new", "web"): (8, 5)})


def test_a_channel_that_new_data_lack_is_selected_no_longer(board, timers):
    board.filter(channels=["call", "web"])
    timers.ring()
    board.map.attach(other_log())
    assert board.selection.channels == ("web",)
    assert buttons(board) == {"shop": False, "web": True}
    timers.ring()
    assert board.scene.log.n_customers == 8
    sober(board)


@pytest.mark.parametrize("how", ["none", "without", "detached"])
def test_a_channel_without_any_data_is_selected_no_longer(board, timers, how):
    board.filter(channels="call")
    board.select(stages="Buy")
    if how == "without":
        frame = pd.DataFrame({"who": ["x"], "at": ["2026-03-01"], "what": ["a"]})
        board.map.attach(cj.EventLog(frame, customer="who", time="at", event="what"))
    elif how == "detached":
        board.map.detach(board.map.attached[0].data)
    else:
        board.map.detach()
    timers.ring()
    assert board.selection == BoardSelection(stages=(board.map.stages["Buy"],))
    assert buttons(board) == {}
    sober(board)


def test_a_channel_of_a_touchpoint_stays_and_can_be_taken_off(board, timers):
    board.map.touchpoints[0].channel = "call"
    board.filter(channels="call")
    board.map.attach(other_log())
    timers.ring()
    assert buttons(board) == {"shop": False, "web": False, "call": True}
    sober(board)
    board._hear({"type": "toggle", "dimension": "channels", "key": "call"})
    assert board.selection == BoardSelection()
    assert buttons(board) == {"shop": False, "web": False}
    board._hear({"type": "toggle", "dimension": "channels", "key": "call"})
    assert not board.selection, "and then it is not offered any more"


def test_a_channel_that_the_last_touchpoint_leaves_is_selected_no_longer(board, timers):
    board.map.touchpoints[0].channel = "call"
    board.filter(channels="call")
    board.map.attach(other_log())
    timers.ring()
    board.map.touchpoints[0].channel = "post"
    assert not board.selection
    timers.ring()
    assert figures(board)["filtered"] is None
    assert not figures(board)["stale"]
    sober(board)


def test_a_channel_waits_for_data_that_are_being_read(board, timers):
    board.filter(channels="call")
    board.map.detach()
    board._select(BoardSelection(channels=("call",)))
    board.map.attach(log)
    assert board.selection.channels == ("call",), "nobody knows yet"
    assert board.map.attached
    timers.ring()
    assert board.selection.channels == ("call",)
    board.map.detach().attach(other_log)
    assert board.map.attached
    assert not board.selection
    sober(board)


@pytest.mark.parametrize("kind", ["stages", "touchpoints", "personas"])
def test_what_the_map_loses_filters_nothing_any_more(board, timers, kind):
    part = getattr(board.map, kind)[0]
    (board.filter if kind == "personas" else board.select)(**{kind: part})
    timers.ring()
    (board.map.personas if kind == "personas" else part._siblings()).remove(part)
    timers.ring()
    assert not board.selection
    assert board.scene.log.n_customers == sum(asked for asked, _ in CUSTOMERS.values())
    assert figures(board)["filtered"] is None
    sober(board)
    board.map.undo()
    timers.ring()
    assert not board.selection
    sober(board)


def test_a_touchpoint_that_comes_into_what_is_selected_is_marked(board, timers):
    board.select(stages="Buy")
    board.filter(channels="web")
    board.map.stages["Buy"].touchpoints.append(cj.Touchpoint("Thank", id="thank"))
    assert "thank" in board.editor._selected["nodes"]
    board.map.stages["Ask"].touchpoints[0].channel = "web"
    assert "search" in board.editor._selected["nodes"]
    sober(board)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_the_selection_is_of_what_there_is(timers, seed):
    rng = Random(seed)
    board = cj.JourneyBoard(shop(), log(), charts=["drop_off"])
    jm = board.map

    def select() -> None:
        channels = BY_NAME["channels"].known(jm, board.scene.whole_log)
        board.select(stages=rng.sample([*jm.stages], min(len(jm.stages), rng.randint(0, 2))))
        board.filter(
            personas=rng.sample([*jm.personas], min(len(jm.personas), rng.randint(0, 1))),
            channels=rng.sample(channels, min(len(channels), 1)),
        )

    def remove() -> None:
        parts = [*jm.stages[1:], *jm.touchpoints, *jm.personas]
        if parts:
            part = rng.choice(parts)
            part._siblings().remove(part)

    def channel() -> None:
        if jm.touchpoints:
            rng.choice(jm.touchpoints).channel = rng.choice(["", "web", "call", "shop"])

    def data() -> None:
        rng.choice([jm.detach, lambda: jm.attach(log()), lambda: jm.attach(other_log())])()

    def add() -> None:
        rng.choice([*jm.stages]).touchpoints.append(rng.choice(["One", "Search"]))

    steps = [select, remove, channel, data, add, jm.undo, jm.redo, timers.ring]
    for _ in range(40):
        rng.choice(steps)()
        sober(board)
    board.close()


def test_the_bar_is_told_last_what_holds_whichever_thread_tells(
    board: cj.JourneyBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Charts are drawn in a thread: what it said of the bar once came after the selection."""
    sent: list[bool] = []
    made, go_on = threading.Event(), threading.Event()

    def slowly(names: Any) -> None:
        told = any(buttons(board).values())
        if not sent and not made.is_set():
            made.set()
            go_on.wait(10)
        sent.append(told)

    monkeypatch.setattr(board, "send_state", slowly)
    drawing = threading.Thread(target=board._tell)
    drawing.start()
    assert made.wait(10)
    selecting = threading.Thread(target=lambda: board.filter(channels="web"))
    selecting.start()
    selecting.join(0.2)
    go_on.set()
    for each in (drawing, selecting):
        each.join(10)
    assert sent == [False, True]
