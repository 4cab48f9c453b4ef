"""Answers as surveys write them: codes of no opinion, labelled ends, words."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pytest

import cjwidgets as cj
from analysis.surveys import shop
from analysis.toys import said
from cjwidgets.errors import DataError, InputError


def asked(question: cj.Question, *values: object) -> cj.Survey:
    return cj.Survey(pd.DataFrame({question.name: list(values)}), questions=[question])


@pytest.mark.parametrize("values", [(6, 6, 6, 6, 0, 4, 5, 2), ("6", "6", "6 ", "6", 0, 4, 5, 2)])
def test_codes_of_no_opinion_are_left_out_and_counted(values: tuple):
    survey = asked(cj.Question("park", kind="csat", not_applicable=[0, 6]), *values)
    row = cj.csat(shop(), survey, level="journey", minimum=1).iloc[0]
    assert (row["csat"], row["n"]) == (pytest.approx(2 / 3), 3)
    counts = survey.describe().iloc[0]
    assert (counts["answers"], counts["not_applicable"], counts["off_scale"]) == (3, 5, 0)
    assert all("5" in each for each in said(survey.describe()))


def test_codes_may_be_words():
    question = cj.Question("csat", not_applicable=["N/A", "don't know"])
    survey = asked(question, "5", "n/a", "Don't know ", "1", None)
    counts = survey.describe().iloc[0]
    assert (counts["answers"], counts["not_applicable"], counts["missing"]) == (2, 2, 1)


def test_the_hint_about_codes_works():
    with pytest.raises(DataError, match=r"not_applicable=\[6\]"):
        asked(cj.Question("park", kind="csat"), 6, 6, 6, 6, 0, 4, 5, 2)
    question = cj.Question("park", kind="csat", not_applicable=[6])
    with pytest.warns(UserWarning, match="1 of 4"):
        asked(question, 6, 6, 6, 6, 0, 4, 5, 2)
    with pytest.raises(InputError, match="no list of answers"):
        cj.Question("csat", not_applicable="n/a")


def test_labelled_ends_are_numbers():
    """Four of 14 say 10 with its label, one 0."""
    values = ["10 - Extremely likely"] * 4 + [9] * 2 + [8] * 3 + [7] * 2 + [5] * 2
    survey = asked(cj.Question("nps"), *values, "0 - Not at all likely")
    row = cj.nps(shop(), survey).iloc[0]
    assert (row["n"], row["promoters"], row["passives"], row["detractors"]) == (14, 6, 5, 3)
    assert row["nps"] == pytest.approx(100 * 3 / 14)
    for text, value in (("5: often", 5.0), ("3) so-so", 3.0), ("1 – never", 1.0)):
        assert asked(cj.Question("csat"), text).answers["value"].tolist() == [value]
    with pytest.raises(DataError):
        asked(cj.Question("csat"), "3-4", "2026-03-01")


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([True] * 3 + [False] * 7),
        pd.Series([True] * 3 + [False] * 7 + [None], dtype="boolean"),
        pd.Series([True] * 3 + [False] * 7 + [None], dtype=object),
        pd.Series(["TRUE"] * 3 + ["false"] * 7),
        pl.Series([True] * 3 + [False] * 7 + [None]),
    ],
    ids=["bool", "boolean", "object", "text", "polars"],
)
@pytest.mark.parametrize("scale", [(0, 1), cj.Scale(0, 1, labels=["False", "True"])])
def test_a_thumb_is_up_where_it_is_true(column: object, scale: object):
    made = pl.DataFrame if isinstance(column, pl.Series) else pd.DataFrame
    frame = made({"q": column})
    answers = cj.Survey(frame, questions=[cj.Question("q", kind="csat", scale=scale)])
    table = cj.csat(cj.JourneyMap("Shop"), answers, level="journey")
    assert table[["csat", "n"]].values.tolist() == [[0.3, 10]]
    with pytest.raises(DataError, match="no numbers from 1 to 5") as refused:
        cj.Survey(frame, questions=[cj.Question("q", kind="csat", scale=(1, 5))])
    assert "Question('q', kind='csat', scale=(0, 1))" in refused.value.hint


def test_words_are_read_by_declared_labels():
    words = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
    question = cj.Question("csat", scale=cj.Scale(1, 5, words))
    survey = asked(question, "very satisfied", "Satisfied", "Neutral ", "Dissatisfied", 4)
    assert survey.answers["value"].tolist() == [5, 4, 3, 2, 4]
    with pytest.raises(DataError, match=r"They are words.*labels="):
        asked(cj.Question("csat"), "Satisfied", "Neutral")
    ends = cj.Question("easy", kind="ces2", scale=cj.Scale(1, 7, ("not at all", "very")))
    assert asked(ends, "not at all", "Very", 4).answers["value"].tolist() == [1, 7, 4]
