"""Statistics join by id: where every name is doubled, they find the same numbers."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjwidgets as cj
from analysis.doubles import EVERY, called, doubled, journey, log, plain, survey, unique
from analysis.worlds import Statistic
from cjwidgets.analysis import explain
from cjwidgets.analysis.figures import figures

SEEDS = st.integers(0, 3)


@cache
def evidence(seed: int) -> tuple[cj.EventLog, cj.Survey]:
    return log(seed), survey(seed)


def both(call: Statistic, seed: int) -> tuple[Any, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        one, other = (call(journey(name), *evidence(seed)) for name in (unique, doubled))
    return one, other


@pytest.mark.parametrize("call", EVERY.values(), ids=EVERY)
@settings(max_examples=3, deadline=None)
@given(seed=SEEDS)
def test_a_statistic_finds_the_same_where_every_name_is_doubled(call: Statistic, seed: int):
    one, other = both(call, seed)
    assert len(one)
    pd.testing.assert_frame_equal(plain(one).map(called), plain(other).map(called))
    if one.attrs["statistic"] != "paths":
        assert called(explain(one)) == explain(other)
        assert called(one.attrs) == other.attrs


def attached(jm: cj.JourneyMap, seed: int) -> cj.JourneyMap:
    logs, asked = evidence(seed)
    first = logs.where(event=["event0", "event1", "event2"])
    return jm.attach(first, source="Old").attach(logs, source="Web").attach(asked, source="Asked")


def told(name: Any, seed: int) -> list[Any]:
    """Figures, evidence, debt and what is written of a map."""
    jm = attached(journey(name), seed)
    shown = figures(jm).to_json()
    tables = [cj.ledger(jm, today="2026-10-01"), cj.debt(jm, today="2026-10-01")]
    jm.record()
    written = [
        (node.id, each.source, each.n, each.level)
        for node in (*jm.stages, *jm.touchpoints)
        for each in node.evidence
    ]
    measured = [dict(each.measured) for each in jm.touchpoints]
    return [shown, *tables, written, measured]


@settings(max_examples=3, deadline=None)
@given(seed=SEEDS)
def test_figures_ledger_and_record_are_the_same_where_every_name_is_doubled(seed: int):
    one, other = told(unique, seed), told(doubled, seed)
    for mine, theirs in zip(one, other, strict=True):
        if isinstance(mine, pd.DataFrame):
            pd.testing.assert_frame_equal(mine.map(called), theirs.map(called))
        else:
            assert called(mine) == theirs
    felt = [each for node in one[0]["nodes"].values() for each in node.get("felt", ())]
    assert {each[0] for each in felt} == {"", "p0", "p1", "p2", "p3"}


def test_ids_are_there_and_not_printed():
    jm = journey(unique)
    table = cj.funnel(jm, log(0))
    parts = {"all": table, "some": table[table["n"] > 0].head(1), "both": pd.concat([table, table])}
    for part in parts.values():
        assert set(part["stage_id"]) <= {stage.id for stage in jm.stages}
        for text in (repr(part), part._repr_html_()):
            assert "stage_id" not in text
            assert "stage" in text
            assert "reached" in text
    assert "stage_id" in table.to_csv()
