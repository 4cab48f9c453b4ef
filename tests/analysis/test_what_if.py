"""What a change would do: worked by hand, and what must hold for any journey."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis import journeys
from analysis.journeys import WORDS, map_of
from cjwidgets.analysis.movement import absorption
from cjwidgets.analysis.movement.flows import flows
from cjwidgets.analysis.movement.markov import markov
from cjwidgets.analysis.priorities.improvements import DropOff, Merge, Remove, Reorder
from cjwidgets.analysis.priorities.scenarios import called_so
from cjwidgets.analysis.priorities.trial import TriedJourney
from cjwidgets.analysis.priorities.what_if import what_if
from cjwidgets.analysis.shared.result import explain
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence import EventLog
from cjwidgets.locale import LOCALES, language
from cjwidgets.model import Touchpoint

# Some rules here match nothing, on purpose.
pytestmark = pytest.mark.filterwarnings("ignore:.*matches no event of the log")

# A loses 2 of 10, B 4 of 8: 40 % reach the goal.
LINE = ["A"] * 2 + ["AB"] * 4 + ["ABG"] * 4


def log_of(*words: str) -> EventLog:
    """A log long enough to know that who has not reached the goal is lost."""
    return journeys.log_of(*words, later="?")


def after(changes: object, words: list[str] = LINE, places: str = "AB") -> float:
    table = what_if(map_of(places), log_of(*words), changes, goal="G", draws=2)
    return float(table["after"].iloc[0])


@pytest.mark.parametrize(
    ("change", "share"),
    [
        (DropOff("A", by=-0.5), 0.9 * 0.5),
        (DropOff("A", by=1), 0.6 * 0.5),
        (DropOff("A", by=99), 0),
        (DropOff("B", to=0.25), 0.8 * 0.75),
        (DropOff("B", to=0), 0.8),
        (Remove("A"), 0.5),
        (Remove("B"), 0.8),
        (Remove("A", "lost"), 0),
        (Remove("B", "lost"), 0),
        (Remove("B", "detour"), 0),  # there is no other way on from A
        (Merge("A", "B"), 1 - 6 / 18),  # 6 lost of 18 visits, once instead of twice
        (Merge("B", "A"), 1 - 6 / 18),
        (Merge("A", "B", to=0.1), 0.9),
        (Reorder("B", "A"), 0.4),  # on a line the order does not matter
        (Reorder("A", "B"), 0.4),
        ([DropOff("A", to=0), DropOff("B", to=0)], 1),
        ([Remove("A"), DropOff("B", by=-0.5)], 0.75),
        ([Merge("A", "B"), DropOff("B", to=0.3)], 0.7),
        ([Reorder("B", "A"), DropOff("A", to=0)], 0.5),  # A took its losses along
    ],
)
def test_by_hand_on_a_line(change, share):
    assert after(change) == pytest.approx(share)


def test_order_matters_where_not_everybody_passes():
    """All are at A (loses 1 of 5), half of those who stay at B (loses half)."""
    words = ["A"] * 2 + ["AG"] * 4 + ["AB"] * 2 + ["ABG"] * 2
    assert after([DropOff("A", by=0)], words) == pytest.approx(0.6)
    # B, which loses half, now comes first; A, which loses a fifth, second.
    assert after(Reorder("B", "A"), words) == pytest.approx(0.5 * (0.5 + 0.5 * 0.8))


def test_a_detour_takes_the_other_ways():
    words = ["ABG"] * 2 + ["AG", "A"]
    assert after(Remove("B", "detour"), words) == pytest.approx(0.5)
    assert after(Remove("B", "skip"), words) == pytest.approx(0.75)


def test_three_touchpoints_change_places():
    words = ["A", "AB", "AB", "ABC", "ABC", "ABC", "ABCG", "ABCG"]
    table = what_if(map_of("ABC"), log_of(*words), Reorder("C", "A", "B"), goal="G", draws=2)
    assert table["after"][0] == pytest.approx(2 / 8)


def test_merged_touchpoints_are_one_from_then_on():
    with pytest.raises(InputError, match="names a touchpoint twice"):
        after([Merge("A", "B"), Reorder("A", "B")])


def test_scenarios_side_by_side():
    table = what_if(
        map_of("AB"),
        log_of(*LINE * 10),
        {"nothing": DropOff("A", by=0), "both": [DropOff("A", to=0), DropOff("B", to=0)]},
        goal="G",
    )
    assert table.columns.tolist() == [
        "scenario",
        "before", "before_low", "before_high", "after", "after_low", "after_high",
        "change", "change_low", "change_high", "gained", "gained_low", "gained_high",
        "after_least", "after_most", "gained_least", "gained_most",
        "gained_alike", "predicted", "observed", "observed_low", "observed_high", "checked",
        "n", "note",
    ]  # fmt: skip
    assert table["scenario"].tolist() == ["nothing", "both"]
    assert table["before"].tolist() == pytest.approx([0.4, 0.4])
    assert table["after"].tolist() == pytest.approx([0.4, 1])
    assert table["gained"].tolist() == pytest.approx([0, 600])
    # Paired: what changes nothing would have no width, though before and after have.
    assert table.loc[0, ["change_low", "change_high"]].isna().all()
    assert table["note"].tolist() == ["no_spread", "no_spread"]
    assert table.loc[0, "after_low"] < 0.4 < table.loc[0, "after_high"]
    assert table.loc[1, "change_low"] == pytest.approx(1 - table.loc[1, "before_high"])
    assert table["n"].tolist() == [100, 100]
    assert table.attrs["assumptions"]


def test_the_scenario_is_named_after_its_changes():
    table = what_if(
        map_of("AB"), log_of(*LINE), [DropOff("A", by=-0.3), Merge("A", "B", to=0.2)], goal="G"
    )
    assert table["scenario"].tolist() == ["30% fewer lost at “A” + “A”, “B” as one, 20% lost there"]


def test_equal_seeds_give_equal_bands():
    change = DropOff("B", by=-0.5)
    one, two = (what_if(map_of("AB"), log_of(*LINE), change, goal="G", seed=4) for _ in "12")
    pd.testing.assert_frame_equal(one, two)


@settings(max_examples=30, deadline=None)
@given(WORDS)
def test_losing_nobody_here_gains_the_goals_lost_here(words: list[str]) -> None:
    jm, log = map_of("ABC"), log_of(*words, "ABCG", "A")
    table = markov(jm, log, goal="G", draws=1)
    for row in table.to_dict("records"):
        if np.isnan(row["goals_lost"]):
            continue
        change = DropOff(row["touchpoint"], to=0)
        gained = what_if(jm, log, change, goal="G", draws=1)["gained"][0]
        assert gained == pytest.approx(1000 * row["goals_lost"] / row["n"], abs=1e-6)


CHANGES = st.lists(
    st.one_of(
        st.builds(DropOff, st.sampled_from("ABC"), by=st.floats(-1, 3)),
        st.builds(DropOff, st.sampled_from("ABC"), to=st.floats(0, 1)),
        st.builds(Remove, st.sampled_from("ABC"), st.sampled_from(["skip", "detour", "lost"])),
        st.permutations("ABC").map(lambda p: Merge(*p[:2])),
        st.permutations("ABC").map(lambda p: Reorder(*p)),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=80, deadline=None)
@given(WORDS, CHANGES)
def test_after_any_changes_it_is_still_a_chain(words: list[str], changes: list) -> None:
    found = flows(map_of("ABC"), log_of(*words, "ABCG", "CBAG", "B"), "G")
    p = absorption.probabilities(found.observed())[None]
    journey = TriedJourney(p, {0: 0, 1: 1, 2: 2}, ("A", "B", "C"))
    for change in changes:
        try:
            journey = journey.apply(change, ["ABC".index(each) for each in change.touchpoints])
        except (InputError, DataError):
            assume(False)
    rows = journey.p.sum(axis=-1)
    assert np.all(np.isclose(rows, 1) | (rows == 0))
    assert (journey.p >= 0).all()
    assert -1e-9 <= float(absorption.absorb(journey.p).total[0]) <= 1 + 1e-9


def test_a_draw_without_the_touchpoint_takes_the_whole_log():
    """One customer in forty is at B: many draws have nobody there, none may be undefined."""
    words = ["AG", "A"] * 20 + ["ABG"]
    table = what_if(map_of("AB"), log_of(*words), Reorder("B", "A"), goal="G")
    assert table.notna().all(axis=None)


def test_a_touchpoint_by_node_id_and_by_stage():
    jm, log = map_of("A", "B"), log_of(*LINE)
    node = jm.stages[0].touchpoints[0]
    for place in (node, node.id, "A"):
        assert what_if(jm, log, Remove(place), goal="G", draws=2)["after"][0] == pytest.approx(0.5)
    by_stage = what_if(jm, log, Remove("S0"), goal="G", level="stage", draws=2)
    assert by_stage["after"][0] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ([], InputError, "no change to try"),
        ({}, InputError, "no change to try"),
        ("Remove", InputError, "'Remove' is no change"),
        (Remove("Z"), InputError, "has no touchpoint 'Z'.*'A', 'B'"),
        (Remove("G"), InputError, "'G' is the goal"),
        (Remove("unseen"), DataError, "Nobody was at 'unseen'"),
        ([Remove("A"), DropOff("A", to=0)], InputError, "'A' is changed after it was removed"),
        (DropOff("C", to=0), DataError, "Nobody ever went on from 'C'"),
        (Remove("C"), DataError, "Nobody ever went on from 'C'"),
        (Reorder("C", "B"), DataError, "Nobody ever went on from 'C'"),
        (Remove("twin"), InputError, "2 parts named 'twin'"),
    ],
)
def test_what_cannot_be_tried_gets_a_sentence(changes, error, words):
    jm = map_of("ABCG")
    for name in ("unseen", "twin", "twin"):
        jm.stages[0].touchpoints.append(name)
    with pytest.raises(error, match=words):
        what_if(jm, log_of(*LINE, "AC"), changes, goal="G", draws=2)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: DropOff("A"), "either by= or to="),
        (lambda: DropOff("A", by=-0.1, to=0.1), "either by= or to="),
        (lambda: DropOff("A", by=-2), "by=-2"),
        (lambda: DropOff("A", by=float("nan")), "by=nan"),
        (lambda: DropOff("A", to=30), "to=30 is no share"),
        (lambda: DropOff("A", to=True), "to=True is no share"),
        (lambda: Merge("A", "B", to=-1), "to=-1 is no share"),
        (lambda: Remove("A", "fail"), "no strategy 'fail'"),
        (lambda: Reorder("A"), "two or more"),
    ],
)
def test_a_change_that_is_none_is_refused_at_once(make, words):
    with pytest.raises(InputError, match=words):
        make()


def test_a_goal_nobody_reaches():
    jm = map_of("AB", "G")
    table = what_if(jm, log_of("AB", "A"), DropOff("A", to=0), goal="S1", draws=5)
    assert table["note"].tolist() == ["not_reached"]
    assert "None of the 2 customers" in explain(table)


@pytest.mark.parametrize("locale", LOCALES)
def test_it_can_be_said_in_words(locale):
    table = what_if(map_of("AB"), log_of(*LINE * 5), {"Form": DropOff("B", to=0)}, goal="G")
    said = explain(table, locale)
    assert "Form" in said
    assert language(locale).percent(0.4) in said
    assert language(locale).percent(0.8) in said
    assert "+400" in said


@pytest.mark.parametrize("locale", LOCALES)
def test_changes_without_a_name_are_called_by_what_they_do(locale: str) -> None:
    t = language(locale)
    changes = [
        *(DropOff("A", by=-0.5), DropOff("A", by=0.5), DropOff("A", to=0.25)),
        *(Remove("A", strategy) for strategy in ("skip", "detour", "lost")),
        *(Merge("A", "B"), Merge("A", "B", to=0.25), Reorder("A", "B")),
    ]
    called = [called_so(each, t) for each in changes]
    assert len(set(called)) == len(called)
    for each, change in zip(called, changes, strict=True):
        assert "A" in each
        assert repr(change) not in each
    assert all("25" in called[at] for at in (2, 7))
    assert called_so(DropOff(Touchpoint("A"), by=-0.5), t) == called[0]
