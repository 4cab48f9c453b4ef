"""A part of a survey is a survey of the answers that were wanted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjwidgets as cj
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.surveys.questions import Question
from evidence.answers_of_a_shop import WIDE, by_place, survey, values

ASKED = ["csat", Question("why", kind="open")]


def whole() -> cj.Survey:
    frame = pd.DataFrame(WIDE)
    frame["way"] = ["web", "app", "web", "app"]
    frame["day"] = pd.to_datetime(["2026-01-04", "2026-01-03", "2026-01-02", "2026-01-01"])
    return survey(frame, channel="way", time="day", questions=ASKED)


def test_rows_are_chosen_by_their_names():
    web = whole().where(channel="web")
    assert values(web) == [5, 1]
    assert web.words["text"].tolist() == ["fast"]
    assert by_place(web) == {"Look/Search": [5], "Buy/Checkout": [1]}
    assert repr(web) == "Survey(3 answers, 2 respondents, 2 questions)"
    assert values(whole().where(channel=["web", "app"])) == values(whole())
    assert values(whole().where(channel="web", touchpoint="Checkout")) == [1]
    assert values(whole().where(channel="web").where(touchpoint="Checkout")) == [1]


def test_a_part_says_what_is_in_it():
    app = whole().where(channel="app")
    table = app.describe()
    assert table["answers"].tolist() == [2, 1]
    assert table["respondents"].tolist() == [2, 1]
    assert table.attrs["respondents"] == app.n_respondents == 2
    assert f"{app.last:%d}" == "03"
    assert f"{whole().last:%d}" == "04"


def test_the_whole_stays_as_it_was():
    found = whole()
    before = found.describe(), values(found)
    found.where(channel="app")
    pd.testing.assert_frame_equal(found.describe(), before[0])
    assert values(found) == before[1]


@given(st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_part_and_the_rest_are_the_whole(wanted: list[bool]):
    found, parts = whole(), []
    for rows in (np.array(wanted), ~np.array(wanted)):
        try:
            parts.append(found.part(rows, "here"))
        except DataError:
            assert not rows.any()  # each row has an answer
    assert sum(len(part) for part in parts) == len(found)
    assert sorted(value for part in parts for value in values(part)) == sorted(values(found))
    assert sum(part.describe()["answers"].sum() for part in parts) == len(found)


def test_what_can_not_be_chosen_by_is_named():
    with pytest.raises(InputError, match="made without persona=") as raised:
        whole().where(persona="Anna")
    assert raised.value.hint == "Survey(…, persona='…')."
    with pytest.raises(InputError, match="made without mood="):
        whole().where(mood="good")


def test_a_part_without_answers_is_an_error():
    with pytest.raises(DataError, match=r"No answer is left where {'channel': 'fax'}"):
        whole().where(channel="fax")


def test_without_answers_there_is_no_newest_one():
    frame = pd.DataFrame({"csat": [None, None], "day": pd.to_datetime(["2026-01-01"] * 2)})
    assert cj.Survey(frame, questions=["csat"], time="day").last is None
