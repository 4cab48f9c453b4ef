"""Newcombe, bootstrap, Benjamini–Hochberg: published numbers and slow references."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.api import OLS
from statsmodels.stats.proportion import proportion_confint

import cjwidgets as cj
from analysis.surveys import shop, survey
from cjwidgets.analysis import benjamini_hochberg, bootstrap, newcombe
from cjwidgets.analysis.inference.bootstrap import group_means, percentiles, resampled
from cjwidgets.analysis.inference.clustered import by_t, median, share, variance, worth
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
