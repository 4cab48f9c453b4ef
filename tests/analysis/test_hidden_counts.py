"""Counts of places and ways: all are shown, unless somebody asks that those of few are not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from analysis.test_hidden import DAY, a_map, hiding, shown
from cjwidgets.analysis.catalogue import PUBLIC
from cjwidgets.analysis.figures import figures
from cjwidgets.board.scene import Scene
from cjwidgets.charts.catalogue import draw_on_board

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
Ask = Callable[[bool, int], pd.DataFrame]
MANY, SOME, FEW = 40, 8, 3
PEOPLE = range(MANY + SOME + FEW)


def group(who: int, twin: bool) -> int:
    """Many, some or few; in a twin one of the few is one of the others who are not many."""
    return int(who >= MANY) + int(who >= MANY + SOME + twin)


def log_of(rows: list[tuple[Any, ...]]) -> cj.EventLog:
    frame = pd.DataFrame(rows, columns=["who", "at", "what", "via"][: len(rows[0])])
    frame["at"] = DAY + pd.to_timedelta(frame["at"], unit="h")
    via = {"channel": "via"} if "via" in frame else {}
    return cj.EventLog(frame, customer="who", time="at", event="what", unknown=[], **via)


def of_way(function: Any, *names: str, **options: Any) -> Ask:
    """Of the way through these stages: some go by the cart, and few ask for help."""
    stages = [cj.Stage(name, id=name.lower(), match=[name]) for name in names]
    jm = cj.JourneyMap("Shop", id="shop", stages=stages)

    def ask(twin: bool, minimum: int) -> pd.DataFrame:
        rows = []
        for who in PEOPLE:
            on = [[], ["Cart"], ["Help"]][group(who, twin)]
            rows += [(who, who + 2 * at, what) for at, what in enumerate(["Search", *on, "Till"])]
        return function(jm, log_of(rows), minimum=minimum, **options)

    return ask


def of_doors(function: Any, *before: Any, **options: Any) -> Ask:
    """Of customers who come in by three doors, few by one of them."""

    def ask(twin: bool, minimum: int) -> pd.DataFrame:
        doors = ("web", "app", "desk")
        rows = [(who, who, "Search", doors[group(who, twin)]) for who in PEOPLE]
        rows += [(who, who + 5, "Till", "shop") for who in PEOPLE]
        return function(*before, log_of(rows), minimum=minimum, **options)

    return ask


WEEK = 24 * 7


def of_cohorts(function: Any, **options: Any) -> Ask:
    """Of customers who began in three weeks, few in one of them, and come back or not."""

    def ask(twin: bool, minimum: int) -> pd.DataFrame:
        rows = []
        for who in PEOPLE:
            week = (0, 2, 1)[group(who, twin)]
            later = [each for each in range(3, 6) if (who * 5 + each) % 3]
            rows += [(who, WEEK * each + 1, "Search") for each in (week, *later)]
        return function(log_of([*rows, (0, 0, "Search"), (0, WEEK * 6, "Search")]), minimum=minimum)

    return ask


def of_a_quiet_week(function: Any, **options: Any) -> Ask:
    """Of many, of whom few are there in one week."""

    def ask(twin: bool, minimum: int) -> pd.DataFrame:
        there = {2: FEW - twin}
        rows = [
            (who, WEEK * week, "Search")
            for week in range(6)
            for who in range(there.get(week, MANY - week))
        ]
        return function(log_of(rows), minimum=minimum, **options)

    return ask


WAY = ("Search", "Help", "Cart", "Till")
CALLS: dict[str, Ask] = {
    "reach": of_doors(cj.reach, None, level="channel"),
    "reach:stage": of_way(cj.reach, *WAY),
    "reach:event": of_way(cj.reach, level="event"),
    "exits": of_way(cj.exits, *WAY, level="stage"),
    "exits:channel": of_doors(cj.exits, None, level="channel", window="2d"),
    "transitions": of_way(cj.transitions, *WAY, level="stage"),
    "transitions:event": of_way(cj.transitions, level="event", ends=False),
    "transitions:channel": of_doors(cj.transitions, None, level="channel"),
    "paths": of_way(cj.paths, *WAY, level="stage"),
    "paths:event": of_way(cj.paths, level="event", length=2, top=2),
    "paths:channel": of_doors(cj.paths, None, level="channel"),
    "loops": of_way(cj.loops, *WAY, level="stage"),
    "conformance": of_way(cj.conformance, *WAY, level="stage"),
    "conformance:transitions": of_way(
        cj.conformance, "Search", "Till", "Cart", "Help", level="stage", of="transitions"
    ),
    "conformance:events": of_way(cj.conformance, "Search", level="stage", of="events"),
    "switches": of_doors(cj.switches),
    "channel_overlaps": of_doors(cj.channel_overlaps),
    "channel_gaps": of_doors(cj.channel_gaps, a_map()),
    "retention": of_cohorts(cj.retention),
    "churn": of_a_quiet_week(cj.churn, period="7d"),
    "markov": of_way(cj.markov, *WAY[:3], level="stage", goal="Till", draws=50),
    "match_report": of_way(cj.match_report, *WAY[:3]),
}
MADE_OF_ALL = {"what_if"}
"""Say nothing of a place: everybody is one group."""


def test_every_statistic_that_hides_where_it_is_asked_is_attacked():
    attacked = {name.partition(":")[0] for name in CALLS}
    assert attacked | MADE_OF_ALL == hiding(by_default=False)
    said = {"ledger", "debt"}  # of what others found
    assert hiding(by_default=False) | hiding(by_default=True) | said == set(PUBLIC)


@pytest.mark.parametrize("name", CALLS)
def test_twins_look_alike(name: str):
    one, two = (CALLS[name](twin, 5).round(9) for twin in (False, True))
    assert shown(one) == shown(two)


@pytest.mark.parametrize("name", CALLS)
def test_twins_differ_where_nobody_asks(name: str):
    one, two = (CALLS[name](twin, 1) for twin in (False, True))
    assert one.to_csv() != two.to_csv()
    assert not {*one["note"]} & {"small_n", "beside_small"} if "note" in one else True


def test_of_few_customers_a_what_if_tells_nothing():
    jm = cj.JourneyMap("Shop", stages=[cj.Stage(name, match=[name]) for name in WAY[:2]])
    rows = [(who, who + at, what) for who in range(40) for at, what in enumerate(WAY)]
    log = log_of([row for row in rows if row[2] != "Help" or row[0] < 3])
    change = cj.DropOff(jm.stages[1], by=-0.5)
    table = cj.what_if(jm, log, change, goal="Till", level="stage", draws=20, minimum=5)
    assert table[["predicted", "observed", "checked"]].isna().all(axis=None)
    assert (table["n"][0], table["note"][0]) == (40, "small_n")
    part = log.began("2026-03-01", "2026-03-01 03:00")
    table = cj.what_if(jm, part, change, goal="Till", level="stage", draws=20, minimum=5)
    assert table.drop(columns=["scenario", "note"]).isna().all(axis=None)
    assert cj.explain(table) == "What few customers do (fewer than 5) is not shown."


def test_sentences_do_not_say_of_what_is_hidden_that_it_is_not():
    for name in ("transitions", "switches", "channel_overlaps", "loops", "exits"):
        few = log_of(
            [
                (who, who + at, what, what)
                for who in range(9)
                for at, what in enumerate(["Search", "Help", "Search"] if who < 3 else ["Search"])
            ]
        )
        jm = cj.JourneyMap("Shop", stages=[cj.Stage(each, match=[each]) for each in WAY[:2]])
        takes = (few,) if name in ("switches", "channel_overlaps") else (jm, few)
        level = {} if len(takes) == 1 else {"level": "stage"}
        table = getattr(cj, name)(*takes, minimum=5, **level)
        assert cj.explain(table) == "What few customers do (fewer than 5) is not shown.", name


def test_a_map_shows_no_share_of_the_few_of_whom_it_is_known_whether_they_left():
    """Ten come to a place, but of all but two the log ends too soon to tell."""
    jm = cj.JourneyMap(
        "Shop",
        stages=[
            cj.Stage(
                "Look",
                touchpoints=[cj.Touchpoint(each, match=[each]) for each in ("Search", "Till")],
            )
        ],
    )
    rows = [(who, 0 if who < 2 else 24 * 40, "Search") for who in range(10)]
    jm.attach(log_of([*rows, *((who, 24 * 50, "Till") for who in range(5, 10))]))
    seen = figures(jm).nodes[jm.touchpoints[0].id]
    assert (seen["n"], seen["why"]["drop"]) == (10, "small_n")
    assert "drop" not in seen
    assert "decided" not in seen


@pytest.mark.parametrize("name", ["transitions", "paths", "flow"])
def test_a_board_sends_no_count_of_few_to_a_browser(name: str):
    """A filter may leave any few: their ways are not drawn."""

    def drawn(jm: cj.JourneyMap, log: cj.EventLog, minimum: int) -> Any:
        return draw_on_board(name, Scene(jm, log)).to_dict()

    one, two = (of_way(drawn, *WAY)(twin, 5) for twin in (False, True))
    assert json.dumps(one, sort_keys=True) == json.dumps(two, sort_keys=True)


def test_a_board_shows_no_small_cohort():
    def drawn(log: cj.EventLog, minimum: int) -> Any:
        return draw_on_board("retention", Scene(a_map(), log)).to_dict()

    one, two = (of_cohorts(drawn)(twin, 5) for twin in (False, True))
    assert json.dumps(one, sort_keys=True) == json.dumps(two, sort_keys=True)
