"""What backs a map, how old that is, and how much of it is assumed: counted by hand."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest

import cjwidgets as cj
from analysis.toys import log, said, shop, unexplained
from cjwidgets.analysis import debt, ledger
from cjwidgets.errors import InputError

TODAY = "2026-04-01"


def backed() -> cj.JourneyMap:
    """Two stages of two touchpoints, one of them a key moment; one persona. Nine statements."""
    jm = cj.JourneyMap(
        "Shop",
        personas=["Anna"],
        stages=[
            cj.Stage("Ask", touchpoints=["Search", cj.Touchpoint("Chat", key=True)]),
            cj.Stage("Buy", touchpoints=["Cart"]),
        ],
    )
    search, chat, _cart = jm.touchpoints
    search.evidence = [
        cj.Evidence("Talks", level="qualitative", n=8, date="2026-03-01", collector="Ann"),
        cj.Evidence("Once heard", level="anecdote"),
    ]
    chat.evidence = [cj.Evidence("Log", level="quantitative", n=900, date="2025-01-01")]
    jm.personas[0].evidence = [cj.Evidence("A hunch", level="anecdote", date="2026-03-31")]
    return jm


def test_one_row_a_source_and_one_for_what_has_none():
    table = ledger(backed(), today=TODAY)
    rows = table[["part", "name", "stage", "level", "source", "stale", "note"]].to_numpy().tolist()
    assert sorted(rows) == sorted(
        [
            ["Persona", "Anna", "", "anecdote", "A hunch", False, "no_n"],
            ["Stage", "Ask", "Ask", "assumption", "", True, "no_source"],
            ["Touchpoint", "Search", "Ask", "qualitative", "Talks", False, ""],
            ["Touchpoint", "Search", "Ask", "anecdote", "Once heard", True, "no_date"],
            ["Touchpoint", "Chat", "Ask", "quantitative", "Log", True, ""],
            ["Stage", "Buy", "Buy", "assumption", "", True, "no_source"],
            ["Touchpoint", "Cart", "Buy", "assumption", "", True, "no_source"],
        ]
    )
    talks = table[table["source"] == "Talks"].iloc[0]
    assert (talks["n"], talks["collector"], talks["date"], talks["age_days"]) == (
        8,
        "Ann",
        dt.date(2026, 3, 1),
        31,
    )
    assert table.attrs["statistic"] == "ledger"


@pytest.mark.parametrize(("review", "stale"), [("30d", True), ("31d", False), ("35d", False)])
def test_stale_is_older_than_the_review_interval(review, stale):
    table = ledger(backed(), today=TODAY, review=review)
    assert bool(table[table["source"] == "Talks"]["stale"].iloc[0]) is stale


def test_debt_by_hand():
    """Chat is a key touchpoint and weighs 2, all others 1.

    Ask: stage (assumed) 1, Search 1, Chat 2 → debt 1/4; Chat's evidence is old → stale 2/3.
    Buy: stage and Cart are assumed → debt 1, and nothing that could be stale.
    Anna rests on an anecdote → debt 1, stale 0.
    The map: weak 1 + 2 + 1 = 4 of 7; stale 2 of the 4 that have evidence.
    """
    table = debt(backed(), today=TODAY)
    rows = table.set_index(["part", "stage"])
    ask, buy = rows.loc[("stage", "Ask")], rows.loc[("stage", "Buy")]
    assert (ask["debt"], ask["stale"], ask["weak"], ask["n"]) == (1 / 4, 2 / 3, 1, 3)
    assert (buy["debt"], buy["weak"], buy["n"], buy["note"]) == (1, 2, 2, "no_source")
    assert math.isnan(buy["stale"])
    assert tuple(rows.loc[("personas", "")][["debt", "stale"]]) == (1, 0)
    whole = rows.loc[("map", "")]
    assert (whole["debt"], whole["stale"], whole["weak"], whole["n"]) == (4 / 7, 2 / 4, 4, 6)
    assert unexplained(table) == []


def test_attached_data_pay_debt_off():
    jm = shop("A", "B")
    jm.stages[0].name, jm.stages[1].name = "Ask", "Buy"
    assert debt(jm, today=TODAY)["debt"].tolist() == [1, 1, 1]
    jm.attach(log(*((who, 0, "A") for who in range(9))), source="Web", collector="Ann")
    with_data = debt(jm, today=TODAY)
    assert with_data["debt"].tolist() == [0, 1, 0.5]
    assert with_data["stale"].tolist()[0] == 0
    row = ledger(jm, today=TODAY).iloc[0]
    assert (row["source"], row["collector"], row["n"], row["level"], row["age_days"]) == (
        "Web",
        "Ann",
        9,
        "quantitative",
        31,
    )
    assert debt(jm, today="2026-12-01")["stale"].tolist()[0] == 1


def test_an_undated_survey_is_stale():
    frame = pd.DataFrame({"touchpoint": ["T0"] * 6, "joy": [1, 2, 2, 1, 2, 2]})
    question = cj.Question("joy", kind="emotion", scale=(-2, 2))
    jm = shop("A").attach(cj.Survey(frame, touchpoint="touchpoint", questions=[question]))
    row = ledger(jm, today=TODAY).set_index("part").loc["Touchpoint"]
    assert (row["source"], row["n"], bool(row["stale"])) == ("survey", 6, True)
    assert pd.isna(row["age_days"])


def test_an_empty_map_owes_nothing():
    jm = cj.JourneyMap()
    assert len(ledger(jm)) == 0
    table = debt(jm)
    assert table[["part", "debt", "n"]].to_numpy().tolist() == [["map", 0, 0]]
    said(table)
    said(ledger(jm))


def test_sentences():
    jm = backed()
    assert "57%" in said(debt(jm, today=TODAY))[0]
    assert said(ledger(jm, today=TODAY))[0]
    assert said(debt(shop("A")))[0]


def test_bad_options_are_sentences():
    with pytest.raises(InputError, match="is no day"):
        ledger(backed(), today="someday")
    with pytest.raises(InputError, match="review"):
        ledger(backed(), review="often")
