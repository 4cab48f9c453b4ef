"""Whatever a board can be narrowed by is a record, and each record does all that one does."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.board.dimension import Dimension
from cjwidgets.board.dimensions import DIMENSIONS, OF_PEOPLE, BoardSelection
from cjwidgets.board.period import PERIOD
from cjwidgets.locale import LOCALES, catalogue
from widgets.test_board import shop
from widgets.test_board_filter import log, survey
from widgets.timers import Timers

VALUED = [each for each in DIMENSIONS if each is not PERIOD]
"""Those of single values; a period is two days: test_board_period.py."""
EVERY = pytest.mark.parametrize("dimension", VALUED, ids=lambda each: each.name)
OF_ALL = pytest.mark.parametrize(
    "dimension", [each for each in OF_PEOPLE if each in VALUED], ids=lambda each: each.name
)


@pytest.fixture
def board(timers: Timers) -> cj.JourneyBoard:
    jm = shop()
    jm.personas["Anna"].segment, jm.personas["Li"].segment = "old", "new"
    return cj.JourneyBoard(jm, log(), survey(), charts=["drop_off"])


def choose(board: cj.JourneyBoard, dimension: Dimension, value: Any) -> None:
    """As Python says it: places are selected, people are filtered."""
    verb = board.filter if dimension in OF_PEOPLE else board.select
    verb(**{dimension.name: value})


def told(board: cj.JourneyBoard, dimension: Dimension) -> dict[str, Any]:
    """What browsers are told of a dimension."""
    every = board.get_state("_bar")["_bar"]["dimensions"]
    assert [each["name"] for each in every] == [each.name for each in DIMENSIONS]
    return next(each for each in every if each["name"] == dimension.name)


def test_what_is_selected_has_a_field_for_each():
    names = [each.name for each in dataclasses.fields(BoardSelection)]
    assert names == [each.name for each in DIMENSIONS]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_bar_has_a_heading_for_each(locale: str):
    headings = {f"board.{each.name}" for each in DIMENSIONS if each.shows != "chips"}
    assert headings <= catalogue(locale).keys()


@EVERY
def test_python_and_the_bar_select_the_same(board: cj.JourneyBoard, dimension: Dimension):
    value = dimension.known(board.map, board.scene.whole_log)[-1]
    choose(board, dimension, value)
    assert board.selection.of(dimension) == (value,)
    (on,) = [each for each in told(board, dimension)["options"] if each["on"]]
    assert on["name"] == dimension.label(value)
    click = {"type": "toggle", "dimension": dimension.name, "key": on["key"]}
    board._hear(click)
    assert not board.selection
    if dimension.shows == "chips":
        assert told(board, dimension)["options"] == []
    board._hear(click)
    assert board.selection.of(dimension) == (value,)


@OF_ALL
def test_its_evidence_is_that_of_some(board: cj.JourneyBoard, dimension: Dimension):
    every, answers = board.scene.log.n_customers, len(board.scene.survey)
    for value in dimension.known(board.map, board.scene.whole_log):
        choose(board, dimension, value)
        assert 0 < board.scene.log.n_customers < every
        assert 0 < len(board.scene.survey) < answers
        assert board.scene.without(dimension.name).log is board.scene.whole_log
        assert dimension.field in board.scene.has


@OF_ALL
def test_data_that_do_not_know_it_are_shown_whole(timers: Timers, dimension: Dimension):
    frame = cj.datasets.mattress_log(20)
    bare = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    jm = shop()
    board = cj.JourneyBoard(jm, bare, charts=["drop_off"])
    value = jm.personas[0] if dimension.field == "persona" else "web"
    assert dimension.narrowed(bare, (value,)) is bare
    assert dimension.answers(jm, no_groups(), (value,)) is None
    assert board.scene.says == ["20 customers"]


def no_groups() -> cj.Survey:
    asked = cj.Question("joy", kind="emotion", scale=(-2, 2))
    frame = pd.DataFrame({"at": ["Search", "Pay"], "joy": [1, 2]})
    return cj.Survey(frame, touchpoint="at", questions=[asked])


@EVERY
def test_a_point_of_a_chart_means_the_value_it_was_made_of(
    board: cj.JourneyBoard, dimension: Dimension
):
    for value in dimension.known(board.map, board.scene.whole_log):
        assert dimension.picked(board.map, [dimension.point(value)]) == (value,)
