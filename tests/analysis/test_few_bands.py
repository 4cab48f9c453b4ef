"""Of fewer than about 20 people no interval is drawn from draws, and none has no width."""

from __future__ import annotations

import pandas as pd
import pytest

import cjwidgets as cj
from analysis.toys import log, shop, unexplained


def walked(times: int) -> cj.EventLog:
    rows = [
        (who, at, what)
        for who in range(4 * times)
        for at, what in enumerate(("AC", "ABC", "AB", "A")[who % 4])
    ]
    return log(*rows, ("late", 90_000, "x"))


@pytest.mark.parametrize(("times", "known"), [(4, False), (5, True)])
def test_a_chain_of_few_people_has_no_band(times: int, known: bool):
    jm, events = shop("A", "B", "C"), walked(times)
    chain = cj.markov(jm, events, goal="C", level="stage")
    assert chain["n"][0] == 4 * times
    assert chain["goals_lost"][:2].notna().all()
    assert chain["goals_lost_low"][:2].notna().all() == known
    assert (chain["note"][:2] == "few_people").all() != known
    assert unexplained(chain) == []
    tried = cj.what_if(jm, events, cj.DropOff("S1", 0.1), goal="C", level="stage")
    assert tried[["gained_low", "gained_high", "gained_least"]].notna().all(axis=None) == known
    assert (tried["note"][0] == "few_people") != known
    for table in (chain, tried):
        assert cj.explain(table)
    cj.charts.what_if(tried).to_dict()
    cj.charts.markov(chain).to_dict()


def test_no_band_of_a_chain_has_no_width():
    events = log(
        *((who, at, what) for who in range(40) for at, what in enumerate("ABC" if who % 2 else "A"))
    )
    table = cj.markov(shop("A", "B", "C"), events, goal="C", level="stage", gone="1s")
    for name in ("p_goal", "steps", "removal_effect", "share", "goals_lost"):
        low, high = table[f"{name}_low"], table[f"{name}_high"]
        assert not (low == high).any(), name
    assert table["note"].tolist() == ["no_spread", "no_spread", "goal"]


def test_a_change_that_does_nothing_has_no_band_of_no_width():
    """Nobody is lost at S1: to lose fewer there changes nothing, in any draw."""
    events = log(
        *((who, at, what) for who in range(40) for at, what in enumerate("ABC" if who % 2 else "A"))
    )
    jm, change = shop("A", "B", "C"), cj.DropOff("S1", -0.5)
    table = cj.what_if(jm, events, change, goal="C", level="stage", gone="1s")
    row = table.iloc[0]
    assert row["gained"] == 0.0
    assert row[["gained_low", "gained_high", "gained_least", "gained_most"]].isna().all()
    assert row["before_low"] < row["before"] < row["before_high"]
    assert (row["note"], unexplained(table)) == ("no_spread", [])
    assert "– per" not in cj.explain(table)
    assert "…" not in cj.explain(table)
    cj.charts.what_if(table).to_dict()


@pytest.mark.parametrize(("people", "known"), [(4, False), (6, True)])
def test_few_answers_within_strata_have_no_band(people: int, known: bool):
    rows = []
    for group, more in (("new", 1), ("old", 0)):
        for kind in ("a", "b"):
            rows += [("T0", kind, 1 + (who * 2 + more) % 5, group) for who in range(people)]
    frame = pd.DataFrame(rows, columns=["at", "kind", "csat", "group"])
    answers = cj.Survey(frame, questions=["csat"], touchpoint="at", segment="group", channel="kind")
    table = cj.difference(
        shop("A"),
        answers,
        between=("new", "old"),
        by="segment",
        strata="channel",
        method="mean",
        minimum=1,
    )
    row = table.iloc[0]
    assert row["difference"] == row["difference"]
    assert (row["difference_low"] == row["difference_low"]) == known
    assert (row["note"] == "few_people") != known
