"""Differences of two groups: published numbers, exact levels, other libraries."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import cjwidgets as cj
from analysis.surveys import shop, survey
from cjwidgets.analysis.inference.two_samples import means, shares, two_sided
from cjwidgets.errors import InputError


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
