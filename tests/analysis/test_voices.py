"""One voice a person, and people weighted to the population."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

import cjwidgets as cj
from analysis.surveys import shop, survey
from cjwidgets.analysis.inference.clustered import weighted_median
from cjwidgets.errors import InputError

PLACES = ["A", "B", "C", "D", "E"]
KINDS = {"nps": "nps", "csat": "csat", "ces": "ces2", "emotion": "emotion"}
VALUE = {"nps": "nps", "csat": "csat", "ces": "ces", "emotion": "mean"}


def asked(kind: str) -> cj.Question:
    return cj.Question("q", kind=kind, scale=(1, 7) if kind == "emotion" else None)


def loud(kind: str, low: float, high: float) -> cj.Survey:
    """One unhappy person who answers at five places, and five happy ones who answer once."""
    return survey(
        [asked(kind)],
        respondent="who",
        who=["x"] * 5 + list("abcde"),
        q=[low] * 5 + [high] * 5,
        touchpoint=PLACES + ["A"] * 5,
    )


@pytest.mark.parametrize(
    ("statistic", "voice", "answer"),
    [
        ("nps", 100 * 4 / 6, 0),  # five promoters, one detractor
        ("csat", 5 / 6, 0.5),
        ("ces", (1 + 5 * 5) / 6, 3),
    ],
)
def test_who_answered_at_five_places_counts_once(statistic: str, voice: float, answer: float):
    low, high = {"nps": (0, 10)}.get(statistic, (1, 5))
    answers, count = loud(KINDS[statistic], low, high), getattr(cj, statistic)
    table = count(shop(*PLACES), answers, level="journey")
    row = table.iloc[0]
    assert (row["n"], row["respondents"]) == (6, 6)
    assert row[VALUE[statistic]] == pytest.approx(voice)
    assert table.attrs["unit"] == "respondent"
    assert "One voice a respondent" in table.attrs["definition"]
    each = count(shop(*PLACES), answers, level="journey", per="answer")
    assert (each["n"].item(), each.attrs["unit"]) == (10, "answer")
    assert each[VALUE[statistic]].item() == pytest.approx(answer)
    assert "voice" not in each.attrs["definition"]
    with pytest.raises(InputError, match="per='person' is not 'respondent' or 'answer'"):
        count(shop(*PLACES), answers, per="person")


def test_a_voice_is_the_mean_of_ones_own_answers():
    said = {"respondent": "who", "who": list("aabbcd"), "q": [1, 7, 7, 7, 4, 1]}
    said["touchpoint"] = list("ABABAA")
    table = cj.emotion(
        shop("A", "B"), survey([asked("emotion")], **said), level="journey", minimum=1
    )
    # On −2 … 2: 0, 2, 0 and −2.
    assert table[["mean", "median", "n"]].to_numpy().tolist() == [[0, 0, 4]]
    scores = {"respondent": "who", "who": list("aabbcc"), "nps": [10, 9, 10, 7, 6, 6]}
    scores["touchpoint"] = list("ABABAB")
    row = cj.nps(shop(), survey(["nps"], **scores), minimum=1).iloc[0]
    assert row[["promoters", "passives", "detractors"]].tolist() == [1, 1, 1]


def test_of_a_stage_answers_count_unless_people_are_asked_for():
    answers = loud("csat", 1, 5)
    assert cj.csat(shop(*PLACES), answers, level="stage")["csat"].tolist() == [0.5]
    voices = cj.csat(shop(*PLACES), answers, level="stage", per="respondent")
    assert voices["csat"].item() == pytest.approx(5 / 6)


@pytest.mark.parametrize("of", ["nps", "csat", "ces", "emotion"])
def test_a_difference_over_the_journey_is_one_of_the_same_numbers(of: str):
    random = np.random.default_rng(3)
    who = random.integers(0, 30, 120)
    answers = survey(
        [asked(KINDS[of])],
        respondent="who",
        who=who,
        q=random.integers(1, 6, 120),
        segment=np.where(who % 2, "odd", "even"),
        touchpoint=random.choice(PLACES, 120),
    )
    one = getattr(cj, of)(shop(*PLACES), answers, level="journey", by="segment")
    both = cj.difference(shop(*PLACES), answers, of=of, level="journey").iloc[0]
    assert [both["first"], both["second"]] == pytest.approx(one[VALUE[of]].tolist())
    assert [both["n_first"], both["n_second"]] == one["n"].tolist()


def unlike(kind: str, n: int = 80) -> tuple[cj.Survey, np.ndarray, np.ndarray]:
    """Sixty new and twenty old customers who answer otherwise; their answers, and weights."""
    random = np.random.default_rng(5)
    new = np.arange(n) < n * 3 // 4
    values = np.where(new, random.integers(1, 5, n), random.integers(3, 6, n)).astype(float)
    weights = np.where(new, 0.4 / new.mean(), 0.6 / (1 - new.mean()))
    named = np.where(new, "new", "old")
    return survey([asked(kind)], q=values, segment=named, touchpoint=["A"] * n), values, weights


SHARES = {"new": 0.4, "old": 0.6}


@pytest.mark.parametrize("level", ["journey", "touchpoint"])
@pytest.mark.parametrize("of", ["ces", "emotion"])
def test_weighted_means_are_those_of_statsmodels(of: str, level: str):
    answers, values, weights = unlike(KINDS[of])
    table = getattr(cj, of)(shop("A"), answers, level=level, weights=SHARES)
    row, name = table.iloc[0], VALUE[of]
    read = values if of == "ces" else -2 + (values - 1) * 4 / 6
    theirs = DescrStatsW(read, weights=weights)
    assert row[name] == pytest.approx(theirs.mean)
    kish = weights.sum() ** 2 / (weights**2).sum()
    assert row["n_effective"] == pytest.approx(kish)
    assert (row["n"], row["respondents"]) == (80, 80)
    # By hand: the sandwich variance of a weighted mean, Satterthwaite's degrees of freedom.
    error = (((weights * (read - theirs.mean)) ** 2).sum() / weights.sum() ** 2) ** 0.5
    error *= (kish / (kish - 1)) ** 0.5
    df = (weights**2).sum() ** 2 / (weights**4).sum() - 1
    half = stats.t.ppf(0.975, df) * error
    ends = [theirs.mean - half, theirs.mean + half]
    assert [row[f"{name}_low"], row[f"{name}_high"]] == pytest.approx(ends, abs=2e-4)
    assert table.attrs["weights"] == pytest.approx(SHARES)
    assert "n_effective" in table.attrs["definition"]


@pytest.mark.parametrize("method", ["adjusted", "wald"])
def test_weighted_scores_and_shares_are_those_of_the_population(method: str):
    new, old = [10] * 10 + [0] * 50, [10] * 15 + [8] * 5  # −66.7 and +75
    answers = survey(["nps"], nps=new + old, segment=["new"] * 60 + ["old"] * 20)
    row = cj.nps(shop(), answers, weights=SHARES, method=method).iloc[0]
    assert row["nps"] == pytest.approx(0.4 * -200 / 3 + 0.6 * 75)
    assert row["nps_low"] < row["nps"] < row["nps_high"]
    assert (row["promoters"], row["passives"], row["detractors"]) == (25, 5, 50)
    answers = survey(["csat"], csat=[5] * 15 + [1] * 45 + [5] * 15 + [1] * 5,
                     segment=["new"] * 60 + ["old"] * 20)  # fmt: skip
    row = cj.csat(shop(), answers, level="journey", weights=SHARES).iloc[0]
    assert row["csat"] == pytest.approx(0.4 * 0.25 + 0.6 * 0.75)
    assert row["csat_low"] < row["csat"] < row["csat_high"]


@pytest.mark.parametrize("statistic", list(KINDS))
def test_shares_like_those_of_the_survey_change_nothing(statistic: str):
    answers, _, _ = unlike(KINDS[statistic])
    count = getattr(cj, statistic)
    plain = count(shop("A"), answers, level="journey")
    same = count(shop("A"), answers, level="journey", weights={"new": 6_000, "old": 2_000})
    assert same["n_effective"].tolist() == [80]
    pd.testing.assert_frame_equal(
        pd.DataFrame(same.drop(columns="n_effective")), pd.DataFrame(plain), check_names=False
    )
    alone = count(shop("A"), answers, level="journey", weights={"new": 1, "old": 0})
    assert (alone["n"].item(), alone.attrs["left_out"]) == (60, 20)


def test_personas_are_weighted_by_node_id_or_name():
    twins = [cj.Persona("Anna", segment="new"), cj.Persona("Anna", segment="old")]
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=["A"])], personas=twins)
    answers, _, _ = unlike("csat")
    first, second = jm.personas
    by_segment = cj.csat(jm, answers, weights=SHARES)["csat"].item()
    for weights in ({first.id: 0.4, second.id: 0.6}, {first: 2, second: 3}):
        assert cj.csat(jm, answers, weights=weights)["csat"].item() == by_segment
    with pytest.raises(InputError, match="2 personas of the map have that name"):
        cj.csat(jm, answers, weights={"Anna": 1})
    with pytest.raises(InputError, match=r"'Anna' twice|says nothing of 'Anna'"):
        cj.csat(jm, answers, weights={first.id: 1})
    second.name = "Viktor"
    named = cj.csat(jm, answers, weights={"Anna": 0.4, "Viktor": 0.6})
    assert named["csat"].item() == by_segment
    with pytest.raises(InputError, match="'Anna' twice"):
        cj.csat(jm, answers, weights={"Anna": 0.4, first.id: 0.4, "Viktor": 0.2})


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({}, "weights={} does not say the share"),
        ([0.4, 0.6], "does not say the share"),
        ({"new": 0.4}, "says nothing of 'old'"),
        ({"new": 0.4, "odl": 0.6}, "names 'odl', which is no persona of the map and no segment"),
        ({"new": -1, "old": 1}, "{'new': -1}: a share of the population is a number from 0 on"),
        ({"new": float("nan"), "old": 1}, "'new': nan"),
        ({"new": "40 %", "old": 1}, "'new': '40 %'"),
        ({"new": True, "old": 1}, "'new': True"),
        ({"new": 0, "old": 0}, "are all 0"),
    ],
)
def test_bad_weights_are_refused_by_name(weights: object, sentence: str):
    answers, _, _ = unlike("csat")
    with pytest.raises(InputError) as problem:
        cj.csat(shop("A"), answers, weights=weights)
    assert sentence in str(problem.value)
    assert problem.value.hint


def test_weights_of_who_did_not_answer_or_cannot_be_told_are_refused():
    answers = survey(["csat"], csat=[1, 5, None], segment=["new", "old", "gone"])
    shares = {"new": 1, "old": 1}
    with pytest.raises(InputError, match="'gone' a share of 1, but nobody of them answered"):
        cj.csat(shop(), answers, level="journey", weights=shares | {"gone": 1})
    assert len(cj.csat(shop(), answers, level="journey", weights=shares)) == 1
    with pytest.raises(InputError, match="made without persona= and segment="):
        cj.csat(shop(), survey(["csat"], csat=[1, 5]), level="journey", weights=shares)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), min_size=1, max_size=30))
def test_a_weighted_median_is_that_of_repeated_values(pairs: list[tuple[int, int]]):
    values, weights = (np.array(each, dtype=float) for each in zip(*pairs, strict=True))
    median, low, high = weighted_median(values, np.arange(len(values)), 0.95, weights)
    assert median == np.median(np.repeat(values, weights.astype(int)))
    assert np.isnan(low) or low <= median <= high
