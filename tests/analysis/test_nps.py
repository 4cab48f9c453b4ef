"""NPS and its intervals give the published numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import cjwidgets as cj
from analysis.surveys import shop, survey
from cjwidgets.errors import DataError, InputError


def nps(promoters: int, passives: int, detractors: int, **options: object):
    answers = [10] * promoters + [8] * passives + [3] * detractors
    return cj.nps(shop(), survey(["nps"], nps=answers), **options).iloc[0]


@pytest.mark.parametrize(
    ("sides", "options", "score", "low", "high"),
    [
        # Multinomial variance (Rocks 2016): SE 7.81
        ((50, 30, 20), {"method": "wald"}, 30, 14.6922, 45.3078),
        ((250, 675, 75), {"method": "wald"}, 17.5, 14.1372, 20.8628),
        # Adjusted Wald, 3/4 of a promoter and of a detractor added; its centre is 29.1262
        ((50, 30, 20), {}, 30, 14.0511, 44.2013),
    ],
)
def test_published_values(sides, options, score, low, high):
    row = nps(*sides, **options)
    assert row["nps"] == pytest.approx(score)
    assert (row["nps_low"], row["nps_high"]) == pytest.approx((low, high), abs=1e-4)
    assert (row["promoters"], row["passives"], row["detractors"]) == sides


def test_the_borders_of_the_sides():
    jm, answers = shop(), survey(["nps"], nps=list(range(11)))
    row = cj.nps(jm, answers).iloc[0]
    assert (row["promoters"], row["passives"], row["detractors"]) == (2, 2, 7)


def test_answers_of_one_kind_have_no_wald_interval():
    row = nps(20, 0, 0, method="wald")
    assert (row["nps"], row["note"]) == (100, "no_spread")
    assert np.isnan(row["nps_low"])
    row = nps(20, 0, 0)
    assert row["note"] == ""
    assert 60 < row["nps_low"] < row["nps_high"] <= 100


def test_a_respondent_who_answers_often_counts_as_one_person():
    once = cj.nps(shop(), survey(["nps"], nps=[10, 2] * 20)).iloc[0]
    wald = cj.nps(shop(), survey(["nps"], nps=[10, 2] * 20), method="wald").iloc[0]
    ids = [person for person in range(40) for _ in range(4)]
    often = cj.Survey(
        pd.DataFrame({"nps": [[10, 2][person % 2] for person in ids], "who": ids}),
        questions=["nps"],
        respondent="who",
        repeats="all",
    )
    voice = cj.nps(shop(), often).iloc[0]
    assert (voice["n"], voice["respondents"]) == (40, 40)
    assert voice.to_dict() == once.to_dict()
    row = cj.nps(shop(), often, per="answer").iloc[0]
    assert (row["n"], row["respondents"]) == (160, 40)
    # Those of forty people, with Student's t.
    wider = stats.t.ppf(0.975, 39) / stats.norm.ppf(0.975)
    width = (row["nps_high"] - row["nps_low"]) / (once["nps_high"] - once["nps_low"])
    assert width == pytest.approx(wider, rel=0.001)
    row = cj.nps(shop(), often, method="wald", per="answer").iloc[0]
    assert row["nps_low"] == pytest.approx(wald["nps_low"] * wider * (40 / 39) ** 0.5, rel=0.001)


def test_few_answers_are_hidden_counts_and_all():
    row = nps(2, 1, 1)
    assert (row["n"], row["note"]) == (4, "small_n")
    assert row[["nps", "promoters", "detractors"]].isna().all()
    assert nps(2, 1, 1, minimum=4)["nps"] == 25


def test_by_segment_and_place():
    answers = survey(
        ["nps"],
        nps=[10] * 5 + [1] * 5,
        segment=["a"] * 5 + ["b"] * 5,
        touchpoint=["Pay"] * 10,
    )
    table = cj.nps(shop("Search", "Pay"), answers, level="touchpoint", by="segment")
    assert table[["touchpoint", "segment", "n", "note"]].to_numpy().tolist() == [
        ["Search", "a", 0, "no_answers"],
        ["Search", "b", 0, "no_answers"],
        ["Pay", "a", 5, ""],
        ["Pay", "b", 5, ""],
    ]
    assert table["nps"].tolist()[2:] == [100, -100]


@settings(max_examples=30)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=60), st.sampled_from(["wald", "adjusted"]))
def test_the_interval_holds_the_score(answers: list[int], method: str):
    row = cj.nps(shop(), survey(["nps"], nps=answers), method=method, minimum=1).iloc[0]
    plus, minus = sum(a > 8 for a in answers), sum(a < 7 for a in answers)
    assert row["nps"] == pytest.approx(100 * (plus - minus) / len(answers))
    if row["note"] == "":
        assert -100 <= row["nps_low"] < row["nps_high"] <= 100
        if method == "wald":
            assert row["nps_low"] <= row["nps"] + 1e-9
            assert row["nps"] <= row["nps_high"] + 1e-9
    else:
        assert np.isnan(row["nps_low"])


def test_what_cannot_be_asked():
    answers = survey(["csat"], csat=[1, 2])
    with pytest.raises(DataError, match=r"no question of kind 'nps'.*It has csat"):
        cj.nps(shop(), answers)
    answers = survey(["nps"], nps=[1, 2])
    with pytest.raises(InputError, match="by='segment' needs a column"):
        cj.nps(shop(), answers, by="segment")
    with pytest.raises(InputError, match="level='map'"):
        cj.nps(shop(), answers, level="map")
    with pytest.raises(InputError, match="method='bayes'"):
        cj.nps(shop(), answers, method="bayes")
    with pytest.raises(InputError, match=r"Did you mean 0\.95"):
        cj.nps(shop(), answers, confidence=95)
    with pytest.raises(InputError, match="no question 'q'"):
        cj.nps(shop(), answers, question="q")
    with pytest.raises(DataError, match="do not say where they belong"):
        cj.nps(shop(), answers, level="stage")


@pytest.mark.parametrize("locale", ["en", "ru", "zh-Hans", "zh-Hant"])
def test_it_is_said_in_every_language(locale: str):
    table = cj.nps(shop(), survey(["nps"], nps=[10] * 50 + [7] * 30 + [3] * 20))
    said = cj.explain(table, locale)
    assert all(part in said for part in ("NPS", "+30", "+14", "+44", "95", "100"))
    hidden = cj.nps(shop(), survey(["nps"], nps=[1]))
    assert "5" in cj.explain(hidden, locale)


def test_a_score_asked_from_one_says_so():
    question = cj.Question("nps", scale=(1, 10))
    table = cj.nps(shop(), survey([question], nps=[10] * 6 + [8] * 2 + [1] * 2))
    assert table["nps"].tolist() == [40]
    assert "Asked from 1 to 10" in table.attrs["definition"]
    assert table.attrs["scale"] == (1, 10)
    assert "asked from 1 to 10" in cj.explain(table)
    usual = cj.nps(shop(), survey(["nps"], nps=[10] * 8 + [0]))
    assert "from 1 to 10" not in usual.attrs["definition"] + cj.explain(usual)
    with pytest.raises(InputError, match="from 0 or 1 to 10, not 1 to 5"):
        cj.Question("nps", scale=(1, 5))
