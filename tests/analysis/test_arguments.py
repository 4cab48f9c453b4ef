"""Every statistic names an argument it can't use."""

from __future__ import annotations

from typing import Any

import pytest

import cjwidgets as cj
from analysis.worlds import GOAL, WORLDS, Statistic, answers, events, every
from cjwidgets import analysis
from cjwidgets.errors import InputError


@every
def test_arguments_in_a_wrong_place_are_named(call: Statistic):
    jm, log, _ = WORLDS["usual"]()
    for wrong in ((log, jm, jm), (events(), events(), answers()), ("map", "log", "survey")):
        with pytest.raises(InputError, match=r"takes an? (JourneyMap|EventLog|Survey) as"):
            call(*wrong)


def test_other_functions_name_wrong_arguments_too():
    jm, log, _ = WORLDS["usual"]()
    for call in (cj.suggest_rules, cj.funnel):
        with pytest.raises(InputError, match=f"{call.__name__}.. takes a JourneyMap as jm, not Ev"):
            call(log, jm)
    with pytest.raises(InputError, match=r"takes an EventLog as log, not DataFrame\. Make one of"):
        cj.reach(jm, events())
    with pytest.raises(InputError, match=r"takes a JourneyMap as jm, not None"):
        cj.funnel(None, log)
    with pytest.raises(TypeError, match=r"markov\(\) missing 1 required keyword-only argument"):
        cj.markov(jm, log)


@pytest.mark.parametrize("seed", [-1, "x", None, 1.5])
def test_a_seed_is_a_whole_number(seed: Any):
    jm, log, survey = WORLDS["usual"]()
    for call in (
        lambda: cj.csat(jm, survey, method="mean", seed=seed),
        lambda: cj.markov(jm, log, goal=GOAL, seed=seed),
    ):
        with pytest.raises(InputError, match=r"seed=.* is no whole number"):
            call()


def test_a_part_of_a_table_is_not_explained():
    whole = cj.funnel(*WORLDS["usual"]()[:2])
    for part in (whole[["stage", "n"]], whole.query("n < 0"), whole.drop(columns="note")):
        with pytest.raises(InputError, match="not the whole one that funnel returned"):
            analysis.explain(part)
