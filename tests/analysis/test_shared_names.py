"""A name that several parts of a map have is nobody's guess: ids and nodes say which is meant."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.errors import InputError

IDS = ("pay-web", "pay-shop")


def shop() -> cj.JourneyMap:
    """Two stages called "Pay", each with a touchpoint called "Site"; two personas called "Kim"."""
    return cj.JourneyMap(
        "Shop",
        personas=[cj.Persona("Kim", id="kim", segment="a"), cj.Persona("Kim", id="kim2")],
        stages=[
            cj.Stage("Look", touchpoints=[cj.Touchpoint("Search", match=["look"])]),
            cj.Stage(
                "Pay", id="pay-web", touchpoints=[cj.Touchpoint("Site", id="site", match=["web"])]
            ),
            cj.Stage(
                "Pay", id="pay-shop", touchpoints=[cj.Touchpoint("Site", id="till", match=["till"])]
            ),
        ],
    )


def log() -> cj.EventLog:
    """All look, six pay on the web, three at the till."""
    rows = [(who, "2026-03-01", "look") for who in range(10)]
    rows += [(who, "2026-03-02", "web") for who in range(6)]
    rows += [(who, "2026-03-03", "till") for who in range(6, 9)]
    frame = pd.DataFrame(rows, columns=["who", "at", "what"])
    return cj.EventLog(frame, customer="who", time="at", event="what")


def answers() -> cj.Survey:
    frame = pd.DataFrame(
        {
            "place": ["site", "till", "site"],
            "who": ["kim", "", ""],
            "said": ["slow", "long queue", "fine"],
        }
    )
    asked = [cj.Question("said", kind="open")]
    return cj.Survey(frame, touchpoint="place", persona="who", questions=asked)


def reach_goal(jm: cj.JourneyMap, goal: Any) -> int:
    return int(cj.completion(jm, log(), goal, minimum=1)["completed"].iloc[0])


@pytest.mark.parametrize("name", ["Pay", "Site"])
def test_as_a_goal_it_is_refused(name: str):
    with pytest.raises(InputError, match=f"2 parts named '{name}'") as refused:
        reach_goal(shop(), name)
    with pytest.raises(InputError, match="2 parts named 'Pay'"):
        cj.completion(shop(), log(), "web", start="Pay")
    # The hint works when it is followed.
    ids = re.findall(r"'([^']*)' \(", refused.value.hint)
    assert [reach_goal(shop(), id) for id in ids] == [6, 3]
    assert reach_goal(shop(), ids) == 9
    jm = shop()
    assert [reach_goal(jm, each) for each in jm.stages[1:]] == [6, 3]
    assert reach_goal(jm, [*jm.stages[1:]]) == 9


def test_the_sentence_tells_them_apart():
    with pytest.raises(InputError) as refused:
        reach_goal(shop(), "Site")
    assert "'site' (touchpoint 1 of stage 2), 'till' (touchpoint 1 of stage 3)" in str(
        refused.value
    )


def test_a_stage_and_a_touchpoint_of_the_same_events_are_one_goal():
    jm = cj.JourneyMap("Shop", stages=["Look"])
    jm.stages.append(cj.Stage("Pay", touchpoints=[cj.Touchpoint("Pay", match=["web"])]))
    assert reach_goal(jm, "Pay") == 6
    jm.stages[1].touchpoints.append(cj.Touchpoint("Till", match=["till"]))
    with pytest.raises(InputError, match=r"2 parts named 'Pay'.*\(touchpoint 1 of.*\(stage 2\)"):
        reach_goal(jm, "Pay")
    assert reach_goal(jm, jm.stages[1]) == 9


def test_an_id_goes_before_a_name():
    jm = shop()
    jm.stages[0].name = "pay-web"
    assert reach_goal(jm, "pay-web") == 6
    board = cj.JourneyBoard(jm, log(), charts=["drop_off"])
    board.select(stages="pay-web")
    assert board.selection.stages == (jm.stages[1],)


@pytest.mark.parametrize(
    ("dimension", "name", "ids"),
    [
        ("stages", "Pay", IDS),
        ("touchpoints", "Site", ("site", "till")),
        ("personas", "Kim", ("kim", "kim2")),
    ],
)
def test_on_a_board_it_is_refused_and_nothing_is_selected(
    dimension: str, name: str, ids: tuple[str, ...]
):
    jm = shop()
    board = cj.JourneyBoard(jm, log(), charts=["drop_off"])
    board.select(stages="Look")
    before = board.selection
    choose = board.filter if dimension == "personas" else board.select
    with pytest.raises(InputError, match=f"2 parts named '{name}'.*{ids[0]}.*{ids[1]}"):
        choose(**{dimension: name})
    assert board.selection == before
    choose(**{dimension: list(ids)})
    assert [each.id for each in getattr(board.selection, dimension)] == list(ids)
    choose(**{dimension: jm.node(ids[1])})
    assert getattr(board.selection, dimension) == (jm.node(ids[1]),)


QUOTES: list[tuple[dict[str, Any], list[str]]] = [
    ({"touchpoint": "site"}, ["slow", "fine"]),
    ({"stage": "pay-shop"}, ["long queue"]),
    ({"stage": "pay-shop", "touchpoint": "Site"}, ["long queue"]),
    ({"persona": "kim"}, ["slow"]),
]


@pytest.mark.parametrize(("asked", "said"), QUOTES)
def test_quotes_are_those_of_the_one_that_is_meant(asked: dict[str, Any], said: list[str]):
    assert list(answers().quotes(shop(), **asked)["quote"]) == said


@pytest.mark.parametrize("asked", [{"stage": "Pay"}, {"touchpoint": "Site"}, {"persona": "Kim"}])
def test_quotes_of_a_name_that_two_have_are_refused(asked: dict[str, str]):
    with pytest.raises(InputError, match="2 parts named"):
        answers().quotes(shop(), **asked)


def test_a_what_if_refuses_it_too():
    with pytest.raises(InputError, match="2 parts named 'Site'"):
        cj.WhatIf(shop(), log(), goal="pay-shop", touchpoint="Site")
    with pytest.raises(InputError, match="2 parts named 'Site'"):
        cj.what_if(shop(), log(), cj.DropOff("Site", by=-0.3), goal="till")
