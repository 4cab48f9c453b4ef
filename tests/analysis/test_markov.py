"""Markov journeys of a log: published examples, the reference in words, hostile logs."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import journeys
from analysis.journeys import WORDS, map_of, visits_until_goal
from cjwidgets.analysis.movement.markov import markov
from cjwidgets.analysis.shared.result import NOTES, explain
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence import EventLog
from cjwidgets.locale import LOCALES
from cjwidgets.model import Stage, Touchpoint

# Some rules here match nothing, on purpose.
pytestmark = pytest.mark.filterwarnings("ignore:.*matches no event of the log")

VALUES = ["p_goal", "steps", "removal_effect", "share", "goals_lost"]


def log_of(*words: str) -> EventLog:
    """A log long enough to know that who has not reached the goal is lost."""
    return journeys.log_of(*words, later="?")


def test_google_and_mailing():
    """serhiipuzyrov.com (2019-07): G→conv twice, M→conv, G→M→conv, G→null; effects .75 and .5."""
    table = markov(map_of("AB"), log_of("AG", "AG", "BG", "ABG", "A"), goal="G")
    assert table.columns.tolist() == [
        "stage", "touchpoint", "visits", "lost", "open",
        *(f"{name}{end}" for name in VALUES for end in ("", "_low", "_high")),
        "rank", "n", "note", "stage_id", "touchpoint_id",
    ]  # fmt: skip
    assert table["touchpoint"].tolist() == ["A", "B"]
    assert table["visits"].tolist() == [4, 2]
    assert table["lost"].tolist() == [1, 0]
    assert table["p_goal"].tolist() == pytest.approx([0.75, 1])
    assert table["removal_effect"].tolist() == pytest.approx([0.75, 0.5])
    assert (table["share"] * table.attrs["goals"]).tolist() == pytest.approx([2.4, 1.6])
    assert table["goals_lost"].tolist() == pytest.approx([1, 0])
    assert table["rank"].tolist() == [1, 2]
    assert table["n"].tolist() == [5, 5]
    assert (table.attrs["n"], table.attrs["goals"], table.attrs["p_goal"]) == (5, 4, 0.8)
    assert "causation" in table.attrs["caveats"][0]


def test_three_channels():
    """markovattribution's test, after analyzecore.com (2016): effects .5, 1, 1."""
    table = markov(map_of("ABC"), log_of("ABCG", "A", "BC"), goal="G")
    assert table["removal_effect"].tolist() == pytest.approx([0.5, 1, 1])
    assert table["share"].tolist() == pytest.approx([0.2, 0.4, 0.4])


def test_a_b_a_b_b_a():
    """pychattr's README: ABABBA, ABBAA, AA; its simulation says 1.991 and 1.009, exactly 2, 1."""
    table = markov(map_of("AB"), log_of("ABABBAG", "ABBAAG", "AAG"), goal="G")
    assert (3 * table["share"]).tolist() == pytest.approx([2, 1])


def test_what_comes_after_the_goal_does_not_count():
    short = markov(map_of("AB"), log_of("AG", "AB"), goal="G")
    long = markov(map_of("AB"), log_of("AGBBA", "AB"), goal="G")
    # The draws differ: a customer's group is told by all their events.
    points = ["visits", "lost", *VALUES, "rank", "n"]
    pd.testing.assert_frame_equal(short[points], long[points])


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_the_chain_is_the_one_counted_by_hand(words: list[str]) -> None:
    paths = [visits_until_goal(word, "G", "ABC") for word in words]
    paths = [path for path in paths if path]
    if not any("G" in word for word in words):
        with pytest.raises(InputError, match="neither a stage or touchpoint"):
            markov(map_of("ABC"), log_of(*words), goal="G", draws=1)
        return
    if not any(letter in "ABC" for word in words for letter in word):
        with pytest.raises(DataError, match="No event of the log belongs to a touchpoint"):
            markov(map_of("ABC"), log_of(*words), goal="G", draws=1)
        return
    table = markov(map_of("ABC"), log_of(*words), goal="G", draws=20)
    moves = Counter(move for path in paths for move in itertools.pairwise(path))
    left = Counter(source for source, _ in moves.elements())
    assert table["visits"].tolist() == [left[place] for place in "ABC"]
    assert table["lost"].tolist() == [moves[place, "lost"] for place in "ABC"]
    assert table.attrs["n"] == len(paths)
    assert table.attrs["goals"] == sum(path[-1] == "goal" for path in paths)
    known = table.set_index("touchpoint")
    for place in "ABC":
        if not left[place]:
            assert known.loc[place, VALUES].isna().all()
            continue
        # First step analysis: P(goal) here is the mean of P(goal) next.
        ahead = sum(
            count * (target == "goal" or (target != "lost" and known.loc[target, "p_goal"]))
            for (source, target), count in moves.items()
            if source == place
        )
        assert known.loc[place, "p_goal"] == pytest.approx(ahead / left[place])
    gap = table.isna().any(axis=1)
    assert (table.loc[gap, "note"] != "").all()
    assert set(table["note"]) <= {"", *NOTES}


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_the_chain_as_a_whole_reaches_the_goal_as_often_as_the_customers(words: list[str]) -> None:
    """The flows balance, so that the first order costs nothing in P(goal) from the start."""
    words = [*words, "ABG"]
    table = markov(map_of("ABC"), log_of(*words), goal="G", draws=1).set_index("touchpoint")
    paths = [path for path in (visits_until_goal(w, "G", "ABC") for w in words) if path]
    first = Counter(path[0] for path in paths)
    total = first["goal"] + sum(first[place] * table["p_goal"].fillna(0)[place] for place in "ABC")
    assert total == pytest.approx(table.attrs["goals"])


@pytest.fixture(scope="module")
def busy():
    words = ["ABG", "ABCG", "AB", "ACAB", "BCG", "A", "C", "ACG", "BAG", "CBA"] * 20
    return log_of(*words)


def test_equal_seeds_give_equal_intervals(busy):
    first, again, other = (markov(map_of("ABC"), busy, goal="G", seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert not np.array_equal(first["p_goal_low"], other["p_goal_low"])
    assert np.allclose(first["p_goal_low"], other["p_goal_low"], atol=0.03)


@pytest.mark.parametrize("name", VALUES)
def test_intervals_hold_the_value_and_grow_with_confidence(busy, name):
    usual = markov(map_of("ABC"), busy, goal="G")
    narrow = markov(map_of("ABC"), busy, goal="G", confidence=0.5)
    assert (usual[f"{name}_low"] < usual[name]).all()
    assert (usual[name] < usual[f"{name}_high"]).all()
    assert (usual[f"{name}_low"] < narrow[f"{name}_low"]).all()
    assert (narrow[f"{name}_high"] < usual[f"{name}_high"]).all()


def test_the_interval_is_that_of_drawing_customers_by_hand(busy):
    """P(goal) from the start of 200 customers by an ordinary bootstrap, about ± 2·√(pq/n)."""
    words = ["AG"] * 120 + ["A"] * 80
    table = markov(map_of("A"), log_of(*words), goal="G", draws=4000)
    sigma = (0.6 * 0.4 / 200) ** 0.5
    assert table.loc[0, "p_goal_low"] == pytest.approx(0.6 - 1.96 * sigma, abs=0.015)
    assert table.loc[0, "p_goal_high"] == pytest.approx(0.6 + 1.96 * sigma, abs=0.015)


def test_goals_of_every_form_agree():
    jm = map_of("AB", "G")
    log = log_of("AG", "AB", "BG")
    expected = markov(map_of("AB"), log, goal="G")["p_goal"].tolist()
    stage = jm.stages[1]
    for goal in (
        stage, stage.touchpoints[0], "S1", "G", stage.id, re.compile("^G$"), ["G", stage],
        lambda name: name == "G",
    ):  # fmt: skip
        table = markov(jm, log, goal=goal)
        assert table["p_goal"].tolist()[:2] == expected
        assert table["note"].tolist() == ["few_people", "few_people", "goal"]
    by_stage = markov(jm, log, goal="S1", level="stage")
    assert by_stage["stage"].tolist() == ["S0", "S1"]
    assert "touchpoint" not in by_stage
    assert by_stage["p_goal"][0] == pytest.approx(2 / 3)


def test_the_detour_takes_the_other_ways():
    log = log_of("ABG", "ABG", "AG", "A")
    lost = markov(map_of("AB"), log, goal="G")
    detour = markov(map_of("AB"), log, goal="G", strategy="detour")
    assert lost["removal_effect"].tolist() == pytest.approx([1, 2 / 3])
    # Without B half of those at A get to the goal: 1 − .5 / .75. Without A all are lost.
    assert detour["removal_effect"].tolist() == pytest.approx([1, 1 / 3])
    assert detour.attrs["strategy"] == "detour"


def test_what_is_missing_says_why():
    jm = map_of("ABC", "G")
    jm.stages[0].touchpoints.append(Touchpoint("unruled"))
    jm.stages[0].touchpoints.append(Touchpoint("unseen", match=["nothing"]))
    with pytest.warns(UserWarning, match="matches no event"):
        table = markov(jm, log_of("AG", "AC", "BG"), goal="S1").set_index("touchpoint")
    assert table["note"].to_dict() == {
        "A": "few_people", "B": "few_people", "C": "nobody_on", "unruled": "no_rule",
        "unseen": "no_events", "G": "goal",
    }  # fmt: skip
    assert table.loc["C", "p_goal"] == 0
    assert np.isnan(table.loc["C", "goals_lost"])
    assert table.loc[["unruled", "unseen", "G"], VALUES].isna().all(axis=None)


def test_a_goal_nobody_reaches():
    table = markov(map_of("A", "G"), log_of("AB", "A"), goal=["S1"], draws=10)
    assert table.attrs["goals"] == 0
    assert table["note"].tolist() == ["not_reached", "no_events"]
    assert table.loc[0, ["removal_effect", "share", "goals_lost"]].isna().all()
    assert table.loc[0, "p_goal"] == 0


def test_one_customer_is_no_sample():
    table = markov(map_of("AB"), log_of("ABG"), goal="G")
    assert table["p_goal"].tolist() == [1, 1]
    assert table[["p_goal_low", "p_goal_high"]].isna().all(axis=None)
    assert table["note"].tolist() == ["small_n", "small_n"]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"goal": "Z"}, InputError, "'Z' is neither a stage or touchpoint.*'A', 'B', 'G'"),
        ({"goal": []}, InputError, "goal is empty"),
        ({"goal": 3}, InputError, "The goal 3 is neither"),
        ({"goal": Stage("Elsewhere")}, InputError, "'Elsewhere' is not on this map"),
        ({"goal": "none"}, DataError, "No rule says which events belong to the goal 'none'"),
        ({"goal": "G", "level": "channel"}, InputError, "no level 'channel'"),
        ({"goal": "G", "strategy": "fail"}, InputError, "no strategy 'fail'.*detour"),
        ({"goal": "G", "confidence": 95}, InputError, "Did you mean 0.95"),
        ({"goal": "G", "draws": 0}, InputError, "draws=0"),
    ],
)
def test_wrong_arguments_get_a_sentence(options, error, words):
    jm = map_of("AB")
    jm.stages.append(Stage("none"))
    with pytest.raises(error, match=words):
        markov(jm, log_of("ABG"), **options)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("strategy", ["lost", "detour"])
def test_it_can_be_said_in_words(busy, locale, strategy):
    said = explain(markov(map_of("ABC"), busy, goal="G", strategy=strategy), locale)
    assert "100" in said
    assert "200" in said
    assert "{" not in said


def test_customers_who_need_no_touchpoint():
    table = markov(map_of("A"), log_of("GG", "G", "GA"), goal="G", draws=5)
    assert table["note"].tolist() == ["no_events"]
    assert table.attrs["p_goal"] == 1
    assert explain(table).startswith("3 of 3 customers reach the goal: 100%")


def test_in_english():
    said = explain(markov(map_of("AB"), log_of(*["AG", "A", "B", "ABG"] * 10), goal="G"))
    assert said.startswith("20 of 40 customers reach the goal: 50% (95% interval 35%–65%).")
    assert "Most goals are lost at “B”: 10 more customers" in said
    assert "association, not causation" in said


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 5))
def test_any_number_of_draws_at_a_time_gives_the_same_draws(step: int) -> None:
    from cjwidgets.analysis.movement import flows

    found = flows.flows(map_of("AB"), log_of("ABG", "A", "BG", "B"), "G")
    whole = np.concatenate(list(found.draws(7, seed=3)))
    room, flows.ROOM = flows.ROOM, step * found.shape[0] * found.shape[1]
    try:
        parts = np.concatenate(list(found.draws(7, seed=3)))
    finally:
        flows.ROOM = room
    np.testing.assert_array_equal(whole, parts)
