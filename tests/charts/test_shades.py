"""A legend names no more shades than eyes tell apart."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj


def named(chart: Any) -> list[str]:
    """The labels of a chart's legend, which lie in rows of one each."""
    found: list[str] = []

    def walk(held: Any) -> None:
        if (
            isinstance(held, list)
            and len(held) == 1
            and isinstance(held[0], dict)
            and set(held[0]) == {"label", "x"}
        ):
            found.append(held[0]["label"])
        for each in held.values() if isinstance(held, dict) else held:
            if isinstance(each, (dict, list)):
                walk(each)

    walk(json.loads(chart.to_json()))
    return sorted(found, key=float)


@pytest.mark.parametrize(
    ("kind", "answers", "told"),
    [
        ("csat", range(1, 6), ["1", "2", "3", "4", "5"]),
        ("ces2", range(1, 8), ["1", "2", "3", "4", "5", "6", "7"]),
        ("nps", range(11), ["0", "5", "10"]),
    ],
)
def test_of_many_answers_the_ends_and_the_middle_are_named(
    kind: Any, answers: range, told: list[str]
) -> None:
    frame = pd.DataFrame({"who": range(len(answers) * 6), "asked": [*answers] * 6})
    survey = cj.Survey(frame, respondent="who", questions=[cj.Question("asked", kind=kind)])
    jm = cj.JourneyMap("M", stages=[cj.Stage("Ask", touchpoints=[cj.Touchpoint("A")])])
    chart = cj.charts.distributions(jm, survey, question="asked")
    assert named(chart) == told


def test_beside_a_middle_that_nobody_can_answer_both_neighbours_are_named() -> None:
    frame, jm = cj.datasets.mattress_survey(), cj.datasets.mattress_map()
    felt = cj.Question("pleasure", kind="emotion", scale="affective_slider")
    survey = cj.Survey(frame, questions=[felt], touchpoint="touchpoint")
    chart = cj.charts.distributions(jm, survey, question="pleasure")
    table = cj.charts.distributions.data(jm, survey, question="pleasure")
    assert len(set(table["value"])) > 7
    assert 3 <= len(named(chart)) <= 4
