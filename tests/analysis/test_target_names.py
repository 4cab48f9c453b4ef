"""A sentence calls a goal as a person would, never by how Python writes it."""

from __future__ import annotations

import re
from typing import Any

import pytest

import cjwidgets as cj
from analysis.toys import log, shop
from cjwidgets.analysis.shared.targets import named


def is_buy(event: str) -> bool:
    return event == "B"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (cj.Rule(event="B"), "event: B"),
        (cj.Rule(event=["A", re.compile("B+")], since="2026-01-01"), "event: A, B+ · 2026-01-01 –"),
        (re.compile("B|C"), "B|C"),
        (is_buy, "is_buy()"),
        (lambda event: event == "B", "λ()"),
        (cj.Stage("Buy"), "Buy"),
        (["A", re.compile("B")], "A, B"),
    ],
    ids=["rule", "rule of several", "pattern", "function", "lambda", "stage", "several"],
)
def test_names(target: Any, said: str) -> None:
    assert named(target).startswith(said)


@pytest.mark.parametrize(
    "goal",
    [cj.Rule(event="B"), re.compile("B"), is_buy, lambda e: e == "B"],
    ids=["rule", "pattern", "function", "lambda"],
)
def test_no_sentence_has_code_in_it(goal: Any) -> None:
    events = log(*((who, 0, "A") for who in range(30)), *((who, 5, "B") for who in range(12)))
    jm = shop("A", "B")
    tables = [
        cj.completion(jm, events, goal=goal),
        cj.entries(jm, events, goal=goal, level="stage"),
        cj.time_to(jm, events, goal),
        cj.markov(jm, events, goal=goal, draws=20),
    ]
    for table in tables:
        assert not re.search(r"Rule\(|compile|<|object at", cj.explain(table))
