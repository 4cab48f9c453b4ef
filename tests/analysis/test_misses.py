"""Where intervals miss their confidence, the table says so, and the page marks it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import cjwidgets as cj
from analysis.surveys import shop, survey
from analysis.toys import log
from analysis.toys import shop as places
from cjwidgets.analysis.shared.misses import MISSES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "coverage-of-intervals.md"


def rows() -> list[list[str]]:
    lines = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_what_misses_on_the_page_is_what_tables_tell():
    told = {row[0] for row in rows() if row[-1].startswith("misses")}
    assert told == set(MISSES)
    for row in rows():
        average, lowest = (float(cell.removesuffix("%")) for cell in row[3:5])
        meets = 93 <= average <= 97 and lowest >= 90
        assert meets or row[-1] == "misses: see its `note`", row


@pytest.mark.parametrize("people", [10, 30])
def test_means_of_few_people_say_so(people: int):
    scores = np.arange(people) % 5 + 1
    answers = survey(["csat"], csat=scores, touchpoint=["A"] * people)
    table = cj.csat(shop("A"), answers, method="mean")
    few = MISSES["mean of 1–5"]
    assert (table.attrs.get("note") == few) == (people < 20)
    assert "note" not in cj.csat(shop("A"), answers).attrs, "shares hold what they say"


@pytest.mark.parametrize("people", [10, 20])
def test_weighted_answers_of_few_people_say_so(people: int):
    """Of ten, a quarter of whom stand for most, all are worth about six."""
    groups = np.where(np.arange(people) % 4 == 0, "old", "new")
    answers = survey(
        ["csat"], csat=np.arange(people) % 5 + 1, touchpoint=["A"] * people, segment=groups
    )
    for method in ("mean", "top_box"):
        table = cj.csat(shop("A"), answers, method=method, weights={"new": 0.4, "old": 0.6})
        note = table.attrs.get("note")
        assert (note == MISSES["mean of 1–5, weighted"]) == (people == 10), table.to_string()


def test_medians_say_so():
    events = [(who, at, what) for who in range(30) for at, what in ((0, "A"), (who + 1, "B"))]
    jm, seen = places("A", "B"), log(*events)
    for table in (cj.dwell(jm, seen), cj.completion(jm, seen, "S1")):
        assert table.attrs["note"] == MISSES["median time"]
    one = cj.dwell(jm, log((0, 0, "A"), (0, 3, "B")))
    assert "note" not in one.attrs, "there is no interval"


@pytest.mark.parametrize("day", [0, 1440])
def test_chains_of_one_moment_say_so(day: int):
    events = [(who, 0, what) for who in range(40) for what in ("AB" if who % 2 else "A")]
    seen = log(*events, (99, day, "A"))
    jm = places("A", "B")
    tables = [
        cj.markov(jm, seen, goal="S1", draws=20),
        cj.what_if(jm, seen, cj.DropOff("S0", by=-0.5), goal="S1", draws=20, level="stage"),
    ]
    for table in tables:
        note = MISSES["P(goal) of a chain, times of one moment"]
        assert (table.attrs.get("note") == note) == (day == 0)
