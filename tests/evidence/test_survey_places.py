"""Answers and quotes find their place on the map, or it is said that they have none."""

from __future__ import annotations

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.errors import DataError, InputError, NotFoundError
from cjwidgets.evidence.surveys.questions import Question
from evidence.answers_of_a_shop import WIDE, by_place, shop, survey


def test_ids_go_before_names_and_stages_tell_equal_names_apart():
    frame = pd.DataFrame(
        {
            "csat": [1, 2, 3, 4],
            "at": ["pay", "Website", "help", "SEARCH"],
            "in": ["", "Buy", "", ""],
        }
    )
    found = cj.Survey(frame, questions=["csat"], touchpoint="at", stage="in")
    assert by_place(found) == {
        "Look/Search": [4],
        "Buy/Checkout": [1],
        "Buy/Website": [2],
        "Use/Website": [3],
    }
    assert by_place(found, "stage") == {"Look": [4], "Buy": [1, 2], "Use": [3]}


def test_a_name_that_means_two_is_refused():
    frame = pd.DataFrame({"csat": [1], "at": ["Website"]})
    with pytest.raises(DataError, match=r"2 touchpoints named 'Website'.*Use ids"):
        by_place(cj.Survey(frame, questions=["csat"], touchpoint="at"))


def test_rules_translate_columns():
    jm = shop()
    frame = pd.DataFrame(
        {"csat": [1, 2, 3], "page": ["/pay/2", "/find", "?"], "k": ["x", "y", "x"]}
    )

    def rule(page: str) -> str | None:
        return "pay" if page.startswith("/pay") else "Search" if page == "/find" else None

    found = cj.Survey(
        frame,
        questions=["csat"],
        touchpoint="page",
        persona="k",
        channel="page",
        rules={"touchpoint": rule, "persona": {"x": jm.personas[0], "y": "viktor"}},
    )
    assert by_place(found) == {"Look/Search": [2], "Buy/Checkout": [1]}
    table = cj.csat(jm, found, level="journey", by="persona", method="mean", minimum=1)
    assert table[["persona", "csat", "n"]].to_numpy().tolist() == [["Anna", 2, 2], ["Viktor", 2, 1]]
    assert found.rows["channel"].tolist() == ["/pay/2", "/find", "?"]


def test_without_a_column_personas_are_known_by_their_segment():
    frame = pd.DataFrame({"csat": [1, 2, 3], "kind": ["Busy", "other", None]})
    found = cj.Survey(frame, questions=["csat"], segment="kind")
    table = cj.csat(shop(), found, level="journey", by="persona", minimum=1)
    assert table["n"].tolist() == [1, 0]
    assert table["note"].tolist() == ["", "no_answers"]
    assert table.attrs["left_out"] == 2


def test_unknown_places_are_said_with_a_guess():
    frame = pd.DataFrame({"csat": [1, 2, 3], "at": ["Chekout", "Chekout", "Search"]})
    found = cj.Survey(frame, questions=["csat"], touchpoint="at")
    said = "2 answers name a touchpoint.*Did you mean 'Checkout'"
    with pytest.warns(UserWarning, match=said) as caught:
        table = cj.csat(shop(), found)
    assert caught[0].filename == __file__
    assert table.attrs["left_out"] == 2
    frame["at"] = "nowhere"
    found = cj.Survey(frame, questions=["csat"], touchpoint="at")
    with (
        pytest.warns(UserWarning, match="3 answers"),
        pytest.raises(DataError, match=r"No answer belongs to a touchpoint of 'Shop'.*'Search'"),
    ):
        cj.csat(shop(), found)


def test_quotes_are_chosen_by_place_and_persona():
    jm = shop()
    frame = pd.DataFrame(WIDE | {"kind": ["busy", "", "", "x"]})
    found = survey(frame, segment="kind", questions=["csat", Question("why", kind="open")])
    assert found.quotes(jm, stage="Buy")["quote"].tolist() == ["an account?"]
    assert found.quotes(jm, touchpoint=jm.touchpoints[0])["stage"].tolist() == ["Look"]
    one = found.quotes(jm, persona="Anna").iloc[0]
    assert one.tolist() == ["Look", "Search", "Anna", "", "busy", "a", "why", "fast"]
    with pytest.raises(NotFoundError, match="no stage 'Pay'"):
        found.quotes(jm, stage="Pay")
    with pytest.raises(InputError, match="give the map"):
        found.quotes(stage="Buy")
