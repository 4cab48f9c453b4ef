"""Weighted to the population, and of few people: shares, gaps, priorities, differences."""

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
from cjwidgets.analysis import distributions
from cjwidgets.analysis.inference.clustered import weighted_median
from cjwidgets.analysis.inference.intervals import wilson
from cjwidgets.analysis.inference.two_samples import by_t
from cjwidgets.errors import InputError

MAP = shop("A")
SHARES = {"new": 0.4, "old": 0.6}
NEW = np.arange(80) < 60
HEAVY = np.where(NEW, 0.4 / 0.75, 0.6 / 0.25)
KISH = HEAVY.sum() ** 2 / (HEAVY**2).sum()


def asked() -> cj.Survey:
    """Sixty new and twenty old customers, who answer otherwise, by two channels."""
    random = np.random.default_rng(5)
    columns = {
        name: np.where(NEW, random.integers(1, 5, 80), random.integers(low, 6, 80))
        for name, low in (("csat", 3), ("expectation", 4), ("importance", 2))
    }
    where = {"touchpoint": ["A"] * 80, "channel": np.tile(["web", "shop"], 40)}
    return survey(list(columns), **columns, segment=np.where(NEW, "new", "old"), **where)


def answers(name: str) -> np.ndarray:
    told = asked()
    at = [each.name for each in told.questions].index(name)
    return told.answers["value"][told.answers["question"] == at].to_numpy(float)


ASKED = {
    "distributions": lambda **more: distributions(
        MAP, asked(), question="csat", level="touchpoint", **more
    ),
    "expectation_gap": lambda **more: cj.expectation_gap(MAP, asked(), **more),
    "importance_performance": lambda **more: cj.importance_performance(MAP, asked(), **more),
    "channel_consistency": lambda **more: cj.channel_consistency(MAP, asked(), **more),
    "difference": lambda **more: cj.difference(MAP, asked(), of="importance", by="channel", **more),
}


@pytest.mark.parametrize("name", ASKED)
def test_shares_like_those_of_the_survey_change_nothing(name: str):
    plain, same = ASKED[name](), ASKED[name](weights={"new": 6_000, "old": 2_000})
    if name in ("channel_consistency", "difference"):  # within a channel they are no 3 to 1
        numbers = plain.select_dtypes("float").columns
        assert list(same.select_dtypes("float").columns.drop("n_effective", errors="ignore")) == [
            *numbers
        ]
    else:
        one = pd.DataFrame(same.drop(columns="n_effective"))
        pd.testing.assert_frame_equal(one, pd.DataFrame(plain), check_names=False)
    assert same.attrs["weights"] == {"new": 0.75, "old": 0.25}
    assert "n_effective" in same.attrs["definition"]


@pytest.mark.parametrize("name", ASKED)
def test_a_group_of_weight_0_is_left_out(name: str):
    alone = ASKED[name](weights={"new": 1, "old": 0})
    assert alone["n"].max() <= 120  # of 160 answers, where two questions are asked
    with pytest.raises(InputError, match="says nothing of 'old'"):
        ASKED[name](weights={"new": 1})


def test_weighted_distributions():
    table = ASKED["distributions"](weights=SHARES)
    values = answers("csat")
    for _, row in table.iterrows():
        mean = DescrStatsW((values == row["value"]) * 1.0, weights=HEAVY).mean
        assert row["share"] == pytest.approx(mean)
        assert row["count"] == (values == row["value"]).sum()
        assert row["share_low"] <= mean <= row["share_high"]
    assert table["share"].sum() == pytest.approx(1)
    assert table["n_effective"].tolist() == pytest.approx([KISH] * len(table))
    assert table["above"].iloc[0] == pytest.approx(DescrStatsW(values > 3, weights=HEAVY).mean)
    low, high = wilson(table["share"] * 80, 80)
    assert (table["share_high"] - table["share_low"] >= high - low - 1e-9).all()
    few = ASKED["distributions"](weights=SHARES, minimum=100)
    assert few[["share", "n_effective", "count"]].isna().all(axis=None)


def test_a_weighted_gap():
    row = ASKED["expectation_gap"](weights=SHARES).iloc[0]
    gaps = DescrStatsW(answers("csat") - answers("expectation"), weights=HEAVY)
    assert row["gap"] == pytest.approx(gaps.mean)
    assert row["experience"] - row["expectation"] == pytest.approx(gaps.mean)
    assert row["n_effective"] == pytest.approx(KISH)
    error = ((HEAVY * (gaps.data - gaps.mean)) ** 2).sum() ** 0.5 / 80 * (KISH / (KISH - 1)) ** 0.5
    df = (HEAVY**2).sum() ** 2 / (HEAVY**4).sum() - 1  # few are heavy: as many squares
    half = stats.t.ppf(0.975, df) * error
    ends = [gaps.mean - half, gaps.mean + half]
    assert [row["gap_low"], row["gap_high"]] == pytest.approx(ends)


def test_weighted_priorities():
    row = ASKED["importance_performance"](weights=SHARES).iloc[0]
    for name, column in (("importance", "importance"), ("csat", "satisfaction")):
        mean = DescrStatsW(answers(name), weights=HEAVY).mean
        assert row[column] == pytest.approx((mean - 1) * 2.5)
    assert row["opportunity_low"] < row["opportunity"] < row["opportunity_high"]
    assert row["n_effective"] == pytest.approx(KISH)


def test_weighted_channels():
    row = ASKED["channel_consistency"](weights=SHARES).iloc[0]
    happy = (answers("csat") >= 4) * 1.0
    via = np.tile(["web", "shop"], 40)
    found = {
        each: DescrStatsW(happy[via == each], weights=HEAVY[via == each]).mean
        for each in ("web", "shop")
    }
    assert row["best_share"] == pytest.approx(max(found.values()))
    assert row["worst_share"] == pytest.approx(min(found.values()))
    plain = ASKED["channel_consistency"]().iloc[0]
    width = [each["spread_high"] - each["spread_low"] for each in (row, plain)]
    assert width[0] > width[1]


@pytest.mark.parametrize("method", ["mean", "top_box"])
def test_a_weighted_difference(method: str):
    table = cj.difference(
        MAP, asked(), by="channel", between=("web", "shop"), method=method, weights=SHARES
    )
    row, via = table.iloc[0], np.tile(["web", "shop"], 40)
    values = answers("csat") if method == "mean" else (answers("csat") >= 4) * 1.0
    own = [via == each for each in ("web", "shop")]
    sides = [DescrStatsW(values[each], weights=HEAVY[each]) for each in own]
    assert row["difference"] == pytest.approx(sides[0].mean - sides[1].mean)
    assert (row["first"], row["second"]) == pytest.approx((sides[0].mean, sides[1].mean))
    assert row["difference_low"] < row["difference"] < row["difference_high"]
    assert row["test"] == ("welch" if method == "mean" else "newcombe")
    assert 20 < row["n_effective"] < 40


def test_weights_of_the_compared_groups_are_refused():
    with pytest.raises(InputError, match="weights= change nothing where by='segment'"):
        cj.difference(MAP, asked(), weights=SHARES)


def test_few_people_are_compared_by_welch():
    one, other = [5, 4, 5, 3, 5, 4, 2], [2, 3, 2, 3, 1, 4, 3, 3]
    told = survey(["csat"], csat=one + other, segment=["a"] * 7 + ["b"] * 8)
    row = cj.difference(shop(), told, level="journey", method="mean").iloc[0]
    theirs = stats.ttest_ind(one, other, equal_var=False)
    assert (row["test"], row["p"]) == ("welch", pytest.approx(theirs.pvalue))
    ends = theirs.confidence_interval(0.95)
    assert [row["difference_low"], row["difference_high"]] == pytest.approx([ends.low, ends.high])
    many = survey(["csat"], csat=one * 3 + other * 3, segment=["a"] * 21 + ["b"] * 24)
    assert cj.difference(shop(), many, level="journey", method="mean")["test"].item() == "bootstrap"


def test_who_is_in_both_groups_is_compared_with_themselves():
    draw = np.random.default_rng(3)
    mind = draw.normal(3, 2, 12)
    one, other = mind + draw.normal(0.5, 0.5, 12), mind + draw.normal(0, 0.5, 12)
    found = by_t(one, other, np.arange(12), np.arange(12))
    theirs = stats.ttest_rel(one, other)
    assert float(found.p) == pytest.approx(theirs.pvalue)
    ends = theirs.confidence_interval(0.95)
    assert [float(found.low), float(found.high)] == pytest.approx([ends.low, ends.high])


def test_an_interval_stays_within_what_can_be():
    told = survey(["csat"], csat=[5, 5, 5, 5, 1, 1, 1, 1, 1, 5], segment=list("aaaaabbbbb"))
    row = cj.difference(shop(), told, level="journey", method="mean").iloc[0]
    assert row["difference_high"] == 4
    alone = survey(["csat"], csat=[5, 4, 4, 2], segment=["a", "a", "a", "b"], respondent="who",
                   who=[1, 2, 3, 4])  # fmt: skip
    row = cj.difference(shop(), alone, level="journey", method="mean", minimum=1).iloc[0]
    assert (row["note"], np.isnan(row["p"])) == ("few_people", True)


@pytest.mark.parametrize("seed", range(3))
def test_priorities_of_few_are_of_students_t(seed: int):
    """Ten people: 2 · importance − satisfaction of each, by t."""
    draw = np.random.default_rng(seed)
    matters, works = draw.integers(4, 6, 10), draw.integers(1, 4, 10)
    columns = {"importance": matters, "satisfaction": works}
    told = survey(list(columns), **columns, touchpoint=["A"] * 10)
    row = cj.importance_performance(MAP, told).iloc[0]
    own = stats.ttest_1samp((2 * matters - works) * 2.5 - 2.5, 0).confidence_interval(0.95)
    assert row["opportunity_low"] == pytest.approx(own.low)
    assert row["opportunity_high"] == pytest.approx(min(own.high, 20))


values_and_weights = st.lists(
    st.tuples(st.integers(-4, 4), st.integers(1, 9)), min_size=1, max_size=40
)


@given(values_and_weights, st.sampled_from([1.0, 0.1, 7 / 3]))
def test_a_weighted_median_is_that_of_statsmodels(pairs: list[tuple[int, int]], unit: float):
    values, weights = (np.array(each, dtype=float) for each in zip(*pairs, strict=True))
    found = weighted_median(values, np.arange(len(values)), 0.95, weights * unit)
    # On whole weights, whose sums are no noise: two values in the middle count half each.
    theirs = DescrStatsW(values, weights=weights).quantile(0.5, return_pandas=False)
    assert found[0] == pytest.approx(theirs.item())
    assert np.isnan(found[1]) or found[1] <= found[0] <= found[2]


@pytest.mark.parametrize("level", ["journey", "touchpoint"])
@pytest.mark.parametrize("shares", [SHARES, {"new": 0.1, "old": 0.9}])
def test_a_median_is_that_of_the_population(level: str, shares: dict[str, float]):
    draw = np.random.default_rng(8)
    felt = np.where(NEW, draw.uniform(0, 60, 80), draw.uniform(30, 100, 80))
    question = cj.Question("felt", kind="emotion", scale=(0, 100))
    told = survey([question], felt=felt, segment=np.where(NEW, "new", "old"), touchpoint=["A"] * 80)
    row = cj.emotion(MAP, told, level=level, weights=shares).iloc[0]
    heavy = np.where(NEW, shares["new"] / 0.75, shares["old"] / 0.25)
    theirs = DescrStatsW(felt / 25 - 2, weights=heavy).quantile(0.5, return_pandas=False)
    assert row["median"] == pytest.approx(theirs.item())
    kish = heavy.sum() ** 2 / (heavy**2).sum()
    assert row["n_effective"] == pytest.approx(kish)
    assert row["median_low"] < row["median"] < row["median_high"]
    plain = cj.emotion(MAP, told, level=level).iloc[0]
    assert row["median"] > plain["median"], "the old, who are happier, count for more"
    # Woodruff: the share of the population that lies below either end is as unsure as a half is.
    for end in ("median_low", "median_high"):
        under = DescrStatsW(felt / 25 - 2 <= row[end], weights=heavy).mean
        assert abs(under - 0.5) > 0.9 * 1.96 / 2 / (80 + 1.96**2) ** 0.5


def test_a_median_of_few_who_weigh_has_no_interval():
    """Nine of ten answers stand for a tenth of the people: one alone is no interval."""
    told = survey(
        [cj.Question("felt", kind="emotion", scale=(1, 9))],
        felt=[1, 2, 3, 4, 5, 6, 7, 8, 9, 5],
        segment=["new"] * 9 + ["old"],
    )
    row = cj.emotion(MAP, told, level="journey", weights={"new": 0.1, "old": 0.9}).iloc[0]
    assert row["median"] == pytest.approx(0)
    assert np.isnan(row["median_low"])
    assert row["note"] == "few_people"
    assert row["n_effective"] < 2
