"""A board is filtered by when customers began: they are followed, and who is open is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.board.period import PERIOD
from cjwidgets.errors import InputError, UnknownFieldError
from widgets.test_board import shop
from widgets.test_board_filter import told
from widgets.timers import Timers

BEGAN = {"march": 12, "april": 20, "may": 9}
BOUGHT = {"march": 6, "april": 5, "may": 3}
FIRST = {"march": "2026-03-20", "april": "2026-04-10", "may": "2026-05-25"}
LATER = {"march": "2026-04-02", "april": "2026-05-30", "may": "2026-05-26"}
APRIL = (date(2026, 4, 1), date(2026, 4, 30))


def log() -> cj.EventLog:
    """Who began in March bought in April; who began late in May may yet buy."""
    rows = []
    for month, many in BEGAN.items():
        for who in range(many):
            rows.append((f"{month} {who}", FIRST[month], "a", "web" if who % 2 else "call"))
            if who < BOUGHT[month]:
                rows.append((f"{month} {who}", LATER[month], "b", "web"))
    frame = pd.DataFrame(rows, columns=["who", "at", "what", "via"])
    return cj.EventLog(frame, customer="who", time="at", event="what", channel="via")


def answers(whose: Callable[[str, int], str] = "{} {}".format) -> cj.Survey:
    rows = [
        ("Search", whose(month, who), 1 if month == "april" else -1)
        for month, many in BEGAN.items()
        for who in range(many)
    ]
    asked = cj.Question("joy", kind="emotion", scale=(-2, 2))
    frame = pd.DataFrame(rows, columns=["at", "who", "joy"])
    return cj.Survey(frame, respondent="who", touchpoint="at", questions=[asked])


@pytest.fixture
def board(timers: Timers) -> cj.JourneyBoard:
    return cj.JourneyBoard(shop(), log(), answers(), charts=["drop_off"])


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2026-04", APRIL),
        (("2026-04-01", "2026-04-30"), APRIL),
        (["2026-04", "2026-04"], APRIL),
        ((date(2026, 4, 1), datetime(2026, 4, 30, 23)), APRIL),
        ((pd.Timestamp("2026-04-01"), pd.Period("2026-04")), APRIL),
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        (("2026-04-01", None), (date(2026, 4, 1), None)),
        ((None, "2026-04-30"), (None, date(2026, 4, 30))),
        ((None, None), ()),
        (None, ()),
        ((), ()),
    ],
)
def test_a_period_is_said_as_people_say_it(period, days):
    assert PERIOD.written(shop(), None, period) == days


@pytest.mark.parametrize(
    "period", ["soon", 7, ("2026-04-01",), ("2026-05-01", "2026-04-01"), ("", ""), {}, "9" * 40]
)
def test_what_is_no_period_is_refused(period):
    with pytest.raises(InputError, match="period"):
        PERIOD.written(shop(), None, period)


def test_a_refusal_says_a_way_that_works_and_changes_nothing(board):
    board.filter(period="2026-04")
    with pytest.raises(InputError) as refused:
        board.filter(period="soon")
    assert board.selection.period == APRIL
    assert "period=('2026-04-01', '2026-06-30')" in refused.value.hint
    board.filter(period=("2026-04-01", "2026-06-30"))


def test_it_takes_who_began_in_it_and_follows_them(board):
    board.filter(period="2026-04")
    numbers = told(board)["nodes"]
    assert numbers["ask"]["n"] == BEGAN["april"]
    assert numbers["buy"]["reached"] == BOUGHT["april"], "also what they did in May"
    board.filter(period=(None, "2026-03-31"))
    assert told(board)["nodes"]["buy"]["reached"] == BOUGHT["march"]
    assert told(board)["filtered"][0] == "12 of 41 customers"


def test_who_is_under_way_is_counted_and_said(board):
    board.filter(period="2026-05")
    assert "6 still open" in board.scene.says
    board.filter(period="2026-03")
    # Their last event is of April, but the log goes on: who has not bought by then is lost.
    assert not any("open" in said for said in board.scene.says)
    lost = told(board)["nodes"]["buy"]
    assert lost["drop"][0] == pytest.approx(0.5)
    assert not lost.get("waiting")


def test_answers_are_of_those_who_began_then_or_say_that_nobody_knows(board):
    board.filter(period="2026-04")
    felt = {each[0]: each for each in told(board)["nodes"]["search"]["felt"]}[""]
    assert (felt[1], felt[4]) == (1, BEGAN["april"])
    assert not any("do not say when" in said for said in board.scene.says)
    other = cj.JourneyBoard(shop(), log(), answers("x {} {}".format), charts=["drop_off"])
    other.filter(period="2026-04")
    assert other.scene.survey is other.scene.whole_survey
    assert any("do not say when" in said for said in other.scene.says)


def test_a_period_may_be_as_long_as_time_is(board):
    for period in ((date.min, date.max), (date.max, date.max), (date.min, date.min)):
        board.filter(period=period)
        assert board.scene.says
        assert len(told(board)["problems"]) == (0 if period[0] != period[1] else 1)


def test_it_narrows_with_the_others(board):
    board.filter(period="2026-04", channels="call")
    assert board.scene.log.n_customers == BEGAN["april"] / 2
    assert board.scene.without("channels").log.n_customers == BEGAN["april"]
    assert board.scene.without("period").log.n_customers == sum(BEGAN.values()) // 2 + 1


def test_the_line_offers_two_days(board):
    def shown():
        every = board.get_state("_bar")["_bar"]["dimensions"]
        return next(each for each in every if each["name"] == "period")

    assert shown()["days"] == ["2026-03-20", "2026-05-30"]
    assert shown()["chosen"] == []
    board._hear({"type": "period", "days": ["2026-04-01", "2026-04-30"]})
    assert board.selection.period == APRIL
    assert shown()["chosen"] == ["2026-04-01", "2026-04-30"]
    board._hear({"type": "period", "days": ["2026-04-01", ""]})
    assert shown()["said"] == "since Apr 1, 2026"
    board._hear({"type": "period", "days": ["2026-05-02", "2026-04-01"]})
    assert board.selection.period == (APRIL[0], None)
    assert any("ends before it begins" in said for said in board.get_state("_bar")["_bar"]["said"])
    board._hear({"type": "period", "days": ["", ""]})
    assert board.selection.period == ()


def test_a_browser_may_say_any_days(board):
    for days in (None, [], ["2026"], [1, 2], ["x", "y"], ["2026-04-01"] * 3, ["9" * 99, ""]):
        board._hear({"type": "period", "days": days})
        assert board.selection.period == ()


def test_each_verb_leaves_what_the_other_said(board):
    board.filter(period="2026-04", channels="web")
    board.select(stages="Buy")
    assert board.selection.channels == ("web",)
    board.filter()
    assert board.selection.stages == (board.map.stages["Buy"],)
    assert not any(board.selection.people)
    board.filter(personas="Li")
    board.select()
    assert board.selection.personas
    assert not board.selection.stages


@pytest.mark.parametrize(
    ("verb", "wanted", "says", "hint"),
    [
        ("select", {"personas": "Li"}, "only lights up", "board.filter(personas='Li')"),
        ("select", {"channels": ["web"]}, "narrows every", "board.filter(channels=['web'])"),
        ("filter", {"stages": "Buy"}, "only lights up", "board.select(stages='Buy')"),
    ],
)
def test_the_old_way_says_the_new_one(board, verb, wanted, says, hint):
    before = board.selection
    with pytest.raises(UnknownFieldError, match=says) as refused:
        getattr(board, verb)(**wanted)
    assert board.selection == before
    assert hint in refused.value.hint
    getattr(board, hint[6:12])(**wanted)  # what the hint says works
    assert board.selection != before
