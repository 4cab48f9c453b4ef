"""Planned against observed: by hand, and against loops over customers."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.journeys import log_of, map_of
from cjwidgets.analysis import wilson
from cjwidgets.analysis.movement.conformance import conformance
from cjwidgets.analysis.shared.result import explain
from cjwidgets.errors import DataError, InputError
from cjwidgets.locale import LOCALES
from cjwidgets.model import Link, Touchpoint

# Some rules here match nothing, on purpose.
pytestmark = pytest.mark.filterwarnings("ignore:.*matches no event of the log")

WORDS = st.lists(st.text("ABC?", min_size=1, max_size=7), min_size=1, max_size=8)


def test_by_hand():
    """One goes as planned, one skips B, one is back at A after B, one begins with C."""
    table = conformance(map_of("AB", "C"), log_of("ABC", "AC", "ABAB", "CA"))
    assert table["stage"].tolist() == ["S0", "S0", "S1"]
    assert table["visited"].tolist() == [4, 2, 3]
    assert table["further"].tolist() == [4, 3, 0]
    assert table["skipped"].tolist() == [0, 2, 0]
    assert table["repeated"].tolist() == [1, 1, 0]
    assert table["late"].tolist() == [1, 0, 0]
    assert table["skipped_share"].tolist()[:2] == pytest.approx([0, 2 / 3])
    low, high = wilson(2, 3)
    assert table.loc[1, "skipped_share_low"] == pytest.approx(float(low))
    assert table.loc[1, "skipped_share_high"] == pytest.approx(float(high))
    assert table["n"].tolist() == [4, 4, 4]
    # Nobody can get further than the last place.
    assert pd.isna(table.loc[2, "skipped_share"])
    assert table["note"].tolist() == ["", "", "nobody_further"]


def test_transitions_that_are_not_planned():
    table = conformance(map_of("AB", "C"), log_of("ABC", "AC", "ABAB", "CA"), of="transitions")
    rows = table[
        ["source_stage", "source", "target_stage", "target", "kind", "count", "customers", "n"]
    ]
    assert rows.to_numpy().tolist() == [
        ["", "", "S1", "C", "entry", 1, 1, 4],
        ["S0", "A", "S1", "C", "skip", 1, 1, 4],
        ["S0", "B", "S0", "A", "back", 1, 1, 2],
        ["S1", "C", "S0", "A", "back", 1, 1, 3],
    ]
    assert table["share"].tolist() == pytest.approx([1 / 4, 1 / 4, 1 / 2, 1 / 3])
    assert table.attrs["transitions"] == 11
    assert table.attrs["planned"] == 7


def test_links_are_part_of_the_plan():
    jm = map_of("ABC")
    a, b, c = jm.touchpoints
    jm.links.append(Link(source=a.id, target=c.id, kind="skip"))
    jm.links.append(Link(source=b.id, target=a.id, kind="loop"))
    log = log_of("AC", "ABAB", "CB")
    table = conformance(jm, log, of="transitions")
    assert table[["source", "target"]].to_numpy().tolist() == [["", "C"], ["C", "B"]]
    places = conformance(jm, log)
    assert places["skip_planned"].tolist() == [False, True, False]
    assert places["repeat_planned"].tolist() == [True, True, False]
    assert places["skipped"].tolist() == [1, 1, 0]


def test_a_place_without_a_rule_is_passed_over():
    jm = map_of("A", "B")
    jm.stages[0].touchpoints.append(Touchpoint("unruled"))
    table = conformance(jm, log_of("AB", "B"))
    assert table["touchpoint"].tolist() == ["A", "unruled", "B"]
    assert table["skipped"].isna().tolist() == [False, True, False]
    assert table["visited"].isna().tolist() == [False, True, False]
    assert table["note"].tolist() == ["", "no_rule", "nobody_further"]
    assert table.loc[1, ["skipped_share", "late_share", "late_share_low"]].isna().all()
    onward = conformance(jm, log_of("AB", "B"), of="transitions")
    assert onward[["source", "target"]].to_numpy().tolist() == [["", "B"]]


def test_events_that_no_rule_claims():
    table = conformance(map_of("A"), log_of("AXX", "XY", "A", "YYY"), of="events")
    assert table[["event", "events", "customers", "n"]].to_numpy().tolist() == [
        ["Y", 4, 2, 4],
        ["X", 3, 2, 4],
    ]
    assert table["share"].tolist() == [0.5, 0.5]
    assert conformance(map_of("A"), log_of("A"), of="events").empty


def test_by_stage():
    jm, log = map_of("AB", "C"), log_of("ABC", "CB")
    table = conformance(jm, log, level="stage")
    assert table["stage"].tolist() == ["S0", "S1"]
    assert table["late"].tolist() == [1, 0]
    ways = conformance(jm, log, level="stage", of="transitions")
    assert ways[["source", "target", "kind"]].to_numpy().tolist() == [
        ["", "S1", "entry"],
        ["S1", "S0", "back"],
    ]


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_against_loops_over_customers(words: list[str]) -> None:
    places = "ABC"
    journeys = [
        [place for place, _ in itertools.groupby(letter for letter in word if letter in places)]
        for word in words
    ]
    journeys = [journey for journey in journeys if journey]
    if not journeys:
        with pytest.raises(DataError, match="No event of the log belongs"):
            conformance(map_of("ABC"), log_of(*words))
        return
    table = conformance(map_of("ABC"), log_of(*words)).set_index("touchpoint")
    for place in places:
        here = [journey for journey in journeys if place in journey]
        beyond = [journey for journey in journeys if max(journey) > place]
        row = table.loc[place]
        assert row["visited"] == len(here)
        assert row["further"] == len(beyond)
        assert row["skipped"] == sum(place not in journey for journey in beyond)
        assert row["repeated"] == sum(journey.count(place) > 1 for journey in here)
        assert row["late"] == sum(
            max(journey[: journey.index(place)], default="") > place for journey in here
        )
        assert row["n"] == len(journeys)
    assert (table.loc[table.isna().any(axis=1), "note"] != "").all()
    ways = conformance(map_of("ABC"), log_of(*words), of="transitions")
    assert ways.attrs["transitions"] == sum(len(journey) for journey in journeys)
    planned = {("", "A"), ("A", "B"), ("B", "C")}
    found = {(row["source"], row["target"]): row["customers"] for row in ways.to_dict("records")}
    moves = [set(itertools.pairwise(["", *journey])) for journey in journeys]
    assert found == {
        move: sum(move in made for made in moves) for move in set().union(*moves) - planned
    }
    assert ways.notna().all(axis=None)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"of": "stages"}, "no table of 'stages'"),
        ({"level": "channel"}, "no level 'channel'"),
        ({"confidence": 2}, "confidence=2"),
    ],
)
def test_wrong_arguments_get_a_sentence(options, words):
    with pytest.raises(InputError, match=words):
        conformance(map_of("A"), log_of("A"), **options)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("of", ["touchpoints", "transitions", "events"])
def test_it_can_be_said_in_words(locale, of):
    said = explain(conformance(map_of("ABC"), log_of("ABC", "AC", "ABAB", "CAX"), of=of), locale)
    assert said
    assert "{" not in said


def test_in_english():
    jm = map_of("ABC")
    assert explain(conformance(jm, log_of("ABC", "AC", "CB"))).startswith(
        "“A” is skipped most: by 1 of 3 customers who got further, 33% (95% interval 6.1%–79%)."
    )
    assert explain(conformance(jm, log_of("ABC"))).startswith("Nothing is skipped")
    assert explain(conformance(jm, log_of("ABC"), of="events")).startswith("Every event")
