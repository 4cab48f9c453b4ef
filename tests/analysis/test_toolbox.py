"""Newcombe, bootstrap, Benjamini–Hochberg, differences: published numbers and slow references."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.api import OLS
from statsmodels.stats.proportion import proportion_confint

import cjwidgets as cj
from analysis.surveys import shop, survey
from cjwidgets.analysis import benjamini_hochberg, bootstrap, newcombe
from cjwidgets.analysis.shared.bootstrap import group_means, percentiles, resampled
from cjwidgets.analysis.shared.clustered import by_t, median, share, variance, worth
from cjwidgets.analysis.shared.two_samples import means, shares, two_sided
from cjwidgets.errors import InputError


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:873–890, method 10, as public tests quote it
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((5, 56, 0, 29), -0.0381, 0.1926),
    ],
)
def test_newcombe(counts: tuple[int, ...], low: float, high: float):
    found = newcombe(*counts)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)
    mirrored = newcombe(*counts[2:], *counts[:2])
    assert mirrored.low == pytest.approx(-found.high)


def test_newcombe_without_trials_has_no_ends():
    low, high = newcombe([1, 0], [2, 0], [1, 1], [2, 2])
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [False, True]
    with pytest.raises(InputError, match="no proportion"):
        newcombe(3, 2, 1, 2)


def test_benjamini_hochberg():
    # The fifteen p values of Benjamini & Hochberg (1995), section 4: four stand at 0.05.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    adjusted = benjamini_hochberg(p)
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[:5] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625, 0.0603], abs=1e-6)


@given(st.lists(st.one_of(st.floats(0, 1), st.just(float("nan"))), max_size=20))
def test_benjamini_hochberg_is_what_its_definition_says(p: list[float]):
    adjusted = benjamini_hochberg(p)
    known = [value for value in p if value == value]
    for value, found in zip(p, adjusted, strict=True):
        if value != value:
            assert np.isnan(found)
            continue
        larger = [other for other in known if other >= value]
        ranks = [sum(each <= other for each in known) for other in larger]
        best = min(o * len(known) / r for o, r in zip(larger, ranks, strict=True))
        assert found == pytest.approx(min(1.0, best))


def test_p_values_outside_0_to_1_are_refused():
    with pytest.raises(InputError, match="between 0 and 1"):
        benjamini_hochberg([5.0])


def test_the_bootstrap_is_seeded_and_counts_people():
    values = np.random.default_rng(0).normal(size=90)
    assert bootstrap(values) == bootstrap(values)
    assert bootstrap(values, seed=1) != bootstrap(values)
    low, high = bootstrap(values)
    half = 1.96 * values.std() / 90**0.5
    assert (high - low) / 2 == pytest.approx(half, rel=0.1)
    # Ninety answers of thirty people who repeat themselves are thirty answers.
    thrice = bootstrap(np.repeat(values[:30], 3), np.repeat(np.arange(30), 3))
    assert np.allclose(thrice, bootstrap(values[:30]))


@given(
    st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 6)), min_size=1, max_size=25),
    st.sampled_from(["mean", "median"]),
)
def test_resamples_agree_with_a_slow_reference(rows: list[tuple[int, int]], statistic: str):
    values = np.array([value for value, _ in rows], dtype=float)
    owners = np.array([owner for _, owner in rows])
    found = resampled(values, owners, statistic, resamples=100, seed=4)
    people = sorted(set(owners.tolist()))
    draws = np.random.Generator(np.random.PCG64(4)).random((100, len(people)))
    for one, drawn in zip(found, (draws * len(people)).astype(int), strict=True):
        whole = [value for at in drawn for value, owner in rows if owner == people[at]]
        assert one == pytest.approx(getattr(np, statistic)(whole))


def test_a_function_gets_the_counts_of_people():
    seen = []

    def spread(counts: np.ndarray) -> np.ndarray:
        seen.append(counts.shape)
        return counts.max(axis=1)

    low, high = bootstrap([1.0, 2, 3], [7, 7, 9], spread, resamples=200)
    assert seen == [(200, 2)]
    assert 1 <= low <= high <= 2
    made = group_means(np.array([1.0, 2, 3]), np.array([7, 7, 9]), np.array([0, 1, 1]), 2)
    assert made(np.array([[1.0, 1], [2, 0], [0, 2]])).tolist()[:2] == [[1, 2.5], [1, 2]]


def test_large_samples_are_drawn_in_blocks():
    values = np.arange(9_000) % 7
    whole = bootstrap(values, resamples=1000)
    assert whole.low < values.mean() < whole.high


def test_in_large_samples_the_limit_takes_the_place_of_the_bootstrap():
    generator = np.random.default_rng(8)
    people = generator.integers(0, 1500, 4000)
    values = generator.normal(size=4000) + generator.normal(size=1500)[people]
    drawn = bootstrap(values, people)
    width = drawn.high - drawn.low
    assert np.allclose(by_t(values, people, 0.95), drawn, atol=0.08 * width)
    drawn, limit = bootstrap(values, people, "median"), median(values, people, 0.95)
    assert np.allclose(limit, drawn, atol=0.2 * float(drawn.high - drawn.low))


def test_a_large_cell_is_measured_at_once():
    answers = survey(["csat"], csat=np.arange(20_000) % 5 + 1, touchpoint="Search")
    row = cj.csat(shop(), answers, method="mean").iloc[0]
    half = 1.959964 * 2**0.5 / 20_000**0.5
    assert (row["csat_low"], row["csat_high"]) == pytest.approx((3 - half, 3 + half))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"clusters": [1]}, "2 values and 1 clusters"),
        ({"statistic": "mode"}, "neither 'mean' nor 'median'"),
        ({"resamples": 10}, "resamples=10"),
        ({"confidence": 95}, "confidence=95"),
    ],
)
def test_wrong_arguments_are_named(arguments: dict, says: str):
    with pytest.raises(InputError, match=says):
        bootstrap([1.0, 2.0], **arguments)


def test_nothing_gives_no_interval():
    assert np.isnan(bootstrap([])).all()


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 4)), min_size=1, max_size=20))
def test_the_clustered_variance_is_what_its_definition_says(rows: list[tuple[int, int]]):
    values = np.array([value for value, _ in rows], dtype=float)
    owners = np.array([owner for _, owner in rows])
    slow = sum(
        sum(v - values.mean() for v, o in rows if o == owner) ** 2 for owner in set(owners.tolist())
    )
    assert variance(values, owners) == pytest.approx(slow / len(rows) ** 2, abs=1e-12)
    found = worth((values - 1) / 4, owners)
    assert 0 < found.n <= len(rows)
    alone = len(set(owners.tolist())) == len(rows)
    assert np.isinf(found.df) == alone
    if alone:
        assert found.n == len(rows)


@given(st.lists(st.integers(0, 1), min_size=1, max_size=30), st.sampled_from([0.8, 0.95, 0.99]))
def test_a_share_of_people_who_answer_once_is_wilsons(answers: list[int], confidence: float):
    found = share(np.array(answers, float), np.arange(len(answers)), confidence)
    exact = proportion_confint(sum(answers), len(answers), 1 - confidence, method="wilson")
    assert found[1:] == pytest.approx(exact, abs=1e-9)


def test_a_mean_of_few_is_of_students_t():
    values = np.array([1.0, 2, 2, 5, 4, 3, 3])
    exact = stats.t.interval(0.95, 6, values.mean(), stats.sem(values))
    assert by_t(values, np.arange(7), 0.95) == pytest.approx(exact, rel=1e-4)
    assert by_t(np.repeat(values, 3), np.repeat(np.arange(7), 3), 0.95) == pytest.approx(
        exact, rel=1e-4
    )
    assert np.isnan(by_t(values, np.zeros(7, int), 0.95)).all()


def test_a_mean_of_people_who_answer_often_is_a_regression_by_them():
    draw = np.random.default_rng(2)
    owners = np.repeat(np.arange(12), 5)
    values = draw.normal(size=12)[owners] + draw.normal(size=60)
    fit = OLS(values, np.ones(60)).fit(cov_type="cluster", cov_kwds={"groups": owners})
    spread = variance(values, owners) * 12 / 11
    assert spread == pytest.approx(float(fit.cov_params()[0, 0]) * 59 / 60, rel=0.02)


def test_the_median_of_few_is_exact():
    values = np.array([3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5])
    low, high = median(values, np.arange(11), 0.95)
    rank = int(stats.binom.ppf(0.025, 11, 0.5))
    assert (low, high) == (np.sort(values)[rank - 1], np.sort(values)[11 - rank])
    assert np.isnan(median(values[:5], np.arange(5), 0.95)).all()


def test_percentiles_of_few_are_expanded():
    drawn = np.random.default_rng(0).normal(size=200_000)
    low, high = percentiles(drawn, 0.95, 20)
    assert high == pytest.approx(stats.t.ppf(0.975, 19) * (20 / 19) ** 0.5, abs=0.03)
    assert low == pytest.approx(-high, abs=0.05)
    assert percentiles(drawn, 0.95).high < high


def test_two_sided_p_values():
    assert two_sided([1.959964, -1.959964, 0.0]) == pytest.approx([0.05, 0.05, 1], abs=1e-6)
    assert np.isnan(two_sided(float("nan")))


def test_shares_use_the_pooled_z_test():
    # z = 0.2 / √(104/150 · 46/150 · (1/70 + 1/80)) = 2.6502, p = 0.008045
    found = shares(56, 70, 48, 80)
    assert found.p == pytest.approx(0.008045, abs=1e-6)
    assert np.isnan(shares(0, 5, 0, 5).p)
    assert np.isnan(shares(1, 5, 0, 0).value)


@pytest.mark.parametrize(
    ("m", "n"), [(5, 5), (7, 9), (8, 8), (12, 12), (5, 50), (15, 60), (30, 30), (30, 300)]
)
def test_shares_that_are_equal_are_seldom_found_to_differ(m, n):
    """Of all that can be seen, with how likely it is, whatever the share is."""
    first, second = np.arange(m + 1)[:, None], np.arange(n + 1)[None]
    found = shares(first, m, second, n).p < 0.05
    for rate in np.linspace(0.01, 0.99, 50):
        seen = stats.binom.pmf(first, m, rate) * stats.binom.pmf(second, n, rate)
        assert seen[found].sum() < 0.065


@pytest.mark.parametrize("four", [(7, 8, 2, 8), (0, 12, 4, 9), (2, 400, 7, 350), (15, 15, 40, 60)])
def test_shares_of_few_are_tested_exactly(four):
    k, m, c, n = four
    of = stats.hypergeom(m + n, k + c, m)
    chances = of.pmf(np.arange(m + 1))
    rarer = chances[chances < of.pmf(k) * (1 - 1e-7)].sum()
    alike = chances[np.isclose(chances, of.pmf(k), rtol=1e-7, atol=0)].sum()
    assert shares(*four).p == pytest.approx(rarer + alike / 2, abs=1e-12)
    # Fisher's own p counts what is as likely whole.
    table = [[k, m - k], [c, n - c]]
    assert stats.fisher_exact(table).pvalue == pytest.approx(rarer + alike, rel=1e-6)


def test_means_differ_or_not():
    generator = np.random.default_rng(2)
    near, far = generator.normal(0, 1, 80), generator.normal(1, 1, 80)
    assert means(near, far).p < 0.01
    same = means(near, near + 0.0)
    assert (float(same.value), float(same.p)) == (0, 1)
    assert np.isnan(means(near, np.array([])).value)
    constant = means(np.array([1.0, 1]), np.array([2.0, 2]))
    assert constant.value == -1
    assert np.isnan(constant.low)
    assert constant.p == pytest.approx(1 / 3)  # 2 of 6 ways to deal four people
    assert np.isnan(means(np.ones(3), np.ones(4)).p)


@pytest.mark.parametrize(("first", "second"), [(3, 3), (4, 9), (12, 12)])
def test_groups_that_are_parted_have_the_p_value_of_the_permutation_test(first: int, second: int):
    found = means(np.full(first, 5.0), np.full(second, 2.0))
    exact = stats.permutation_test(
        (np.full(first, 5.0), np.full(second, 2.0)),
        lambda one, other: abs(one.mean() - other.mean()),
        alternative="greater",
        n_resamples=np.inf if first < 12 else 10,
    )
    if first < 12:
        assert found.p == pytest.approx(exact.pvalue)
    assert 0 < found.p < 0.11


def test_parted_answers_of_the_same_people_are_dealt_anew():
    people = np.arange(8)
    found = means(np.full(8, 5.0), np.full(8, 2.0), people, people)
    assert found.p == pytest.approx(2 / 2**8)


def test_a_difference_at_full_separation_has_a_p_value():
    answers = survey(
        [cj.Question("felt", kind="emotion", scale=(-2, 2))],
        touchpoint=["Search"] * 16,
        segment=["new"] * 8 + ["old"] * 8,
        felt=[2] * 8 + [-1] * 8,
    )
    row = cj.difference(shop("Search"), answers, of="emotion").iloc[0]
    assert (row["difference"], row["note"]) == (3, "no_spread")
    assert row["p"] == pytest.approx(2 / 12870)  # 16 choose 8
    assert row["p_adjusted"] == row["p"]


def test_the_p_value_holds_its_level():
    """Of two equal groups about one test in twenty is below 0.05."""
    generator = np.random.default_rng(5)
    hits = [
        means(*generator.normal(size=(2, 40)), resamples=400, seed=run).p < 0.05
        for run in range(300)
    ]
    assert 0.02 < np.mean(hits) < 0.09


def test_people_in_both_groups_are_drawn_once():
    """Everybody is 1 higher in the second channel: paired, that is certain."""
    level = np.random.default_rng(1).normal(0, 5, 60)
    people = np.arange(60)
    noise = np.random.default_rng(2).normal(0, 0.1, 60)
    paired = means(level, level + 1 + noise, people, people)
    apart = means(level, level + 1 + noise)
    assert paired.high - paired.low < 0.1
    assert apart.high - apart.low > 2


def test_difference_of_newcombes_example():
    answers = survey(
        ["csat"],
        csat=[5] * 56 + [1] * 14 + [4] * 48 + [3] * 32,
        segment=["old"] * 70 + ["new"] * 80,
    )
    table = cj.difference(shop(), answers, level="journey", between=("old", "new"))
    row = table.iloc[0]
    assert row["difference_low"] == pytest.approx(0.0524, abs=6e-5)
    assert row["difference_high"] == pytest.approx(0.3339, abs=6e-5)
    assert (row["n_first"], row["n_second"], row["test"]) == (70, 80, "newcombe")
    assert row["p"] == row["p_adjusted"]
    assert "+20 pp (95% interval +5.2 pp to +33 pp, n = 150)" in cj.explain(table)
    assert "stand at 5%" in cj.explain(table)


def test_differences_by_place_are_adjusted_and_hidden():
    columns = {
        "touchpoint": ["A"] * 40 + ["B"] * 40 + ["C"] * 8,
        "segment": ["x", "y"] * 44,
        "csat": [5, 1] * 20 + [5, 5, 1, 1] * 10 + [5, 1] * 4,
    }
    table = cj.difference(shop("A", "B", "C", "D"), survey(["csat"], **columns))
    assert table["note"].tolist() == ["", "", "small_n", "no_answers"]
    assert table["difference"].tolist()[:2] == [1, 0]
    assert (table["p_adjusted"].iloc[0], table["p_adjusted"].iloc[1]) == pytest.approx(
        (2 * table["p"].iloc[0], 1)
    )
    assert table["p_adjusted"].iloc[2:].isna().all()


def test_difference_of_scores_and_means():
    columns = {"segment": ["x", "y"] * 30, "nps": [10, 3, 9, 8, 10, 0] * 10}
    answers = survey(["nps"], **columns)
    row = cj.difference(shop(), answers, of="nps", level="journey").iloc[0]
    assert (row["first"], row["second"]) == pytest.approx((100, -200 / 3))
    assert row["test"] == "bootstrap"


def test_which_groups_must_be_clear():
    answers = survey(["csat"], csat=[1, 2, 3], segment=["a", "b", "c"])
    with pytest.raises(InputError, match=r"by segment there are 3: 'a', 'b', 'c'"):
        cj.difference(shop(), answers, level="journey")
    for wrong in (("a", "z"), ("a", "a"), "ab", ("a",)):
        with pytest.raises(InputError, match="does not name two groups"):
            cj.difference(shop(), answers, level="journey", between=wrong)


def test_explain_needs_a_statistic():
    with pytest.raises(InputError, match="table a statistic returned"):
        cj.explain(pd.DataFrame())
