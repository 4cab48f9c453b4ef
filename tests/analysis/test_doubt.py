"""What-if carries the doubt of its model: order of the chain, customers not seen, who is saved."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

import cjwidgets as cj
from analysis import journeys
from analysis.journeys import WORDS, log_of, map_of, visits_until_goal
from cjwidgets.analysis.inference.intervals import wilson
from cjwidgets.analysis.movement.memory import OTHERS, order_test
from cjwidgets.analysis.priorities.held_out import FOLDS
from cjwidgets.errors import InputError
from cjwidgets.evidence.reduce.people import groups_of
from cjwidgets.locale import LOCALES, language

# Some rules here match nothing, on purpose.
pytestmark = pytest.mark.filterwarnings("ignore:.*matches no event of the log")

# A loses 2 of 10, B 4 of 8: 40 % reach the goal.
LINE = ["A"] * 2 + ["AB"] * 4 + ["ABG"] * 4
CHAIN = np.array([[0, 0.5, 0.2, 0.1, 0.2], [0.3, 0, 0.4, 0.1, 0.2], [0.2, 0.3, 0, 0.3, 0.2]])
"""From A, B, C to A, B, C, the goal and lost."""


def tried(words: list[str], change: object, places: str = "AB", **options) -> pd.Series:
    log = log_of(*words, later="?")
    table = cj.what_if(map_of(places), log, change, goal="G", **{"draws": 20} | options)
    return table.iloc[0]


# The order of the chain ----------------------------------------------------------------


def walks(random: np.random.Generator, customers: int, memory: float = 0.0) -> list[str]:
    """Journeys of the chain; with memory, who came to a place from A is lost there more often."""
    words = []
    for _ in range(customers):
        word = "ABC"[random.integers(3)]
        while word[-1] in "ABC":
            onward = CHAIN["ABC".index(word[-1])].copy()
            if word[-2:-1] == "A":
                onward *= 1 - memory
                onward[4] += memory
            word += "ABCG."[np.searchsorted(onward.cumsum(), random.random() * 0.999999)]
        words.append(word.rstrip("."))
    return words


def steps(words: list[str]) -> pd.DataFrame:
    """The triples of journeys, the slow way: places 0–2, goal 3, start 4, lost 5."""
    counts: Counter[tuple[int, ...]] = Counter()
    for word in words:
        path = visits_until_goal(word, "G", "ABC")
        codes = [4, *({"goal": 3, "lost": 5}.get(x, "ABC".find(x)) for x in path)]
        counts.update(zip(codes, codes[1:], codes[2:], strict=False))
    rows = [(*key, count) for key, count in counts.items()]
    return pd.DataFrame(rows, columns=["before", "source", "target", "count"])


@pytest.mark.parametrize("seed", range(3))
def test_g2_and_its_degrees_of_freedom_are_those_of_scipy(seed):
    found = steps(walks(np.random.default_rng(seed), 80))
    g2 = df = 0.0
    for _, own in found.groupby("source"):
        table = own.pivot_table(index="before", columns="target", values="count", fill_value=0)
        test = chi2_contingency(table, lambda_="log-likelihood", correction=False)
        g2, df = g2 + test.statistic, df + test.dof
    mine = order_test(found)
    assert mine.g2 == pytest.approx(g2)
    assert mine.df == df
    assert mine.n == found["count"].sum()


def test_with_many_customers_p_is_that_of_chi_squared():
    counts = [[520, 480, 260], [505, 500, 240], [260, 255, 118]]
    rows = [(i, 9, 3 + j, n) for i, own in enumerate(counts) for j, n in enumerate(own)]
    found = pd.DataFrame(rows, columns=["before", "source", "target", "count"])
    usual = chi2_contingency(counts, lambda_="log-likelihood", correction=False).pvalue
    assert order_test(found, draws=2000).p == pytest.approx(usual, abs=0.04)


@pytest.mark.parametrize(("customers", "most"), [(20, 0.085), (200, 0.085)])
def test_a_chain_of_first_order_is_rejected_in_one_of_twenty(customers, most):
    random = np.random.default_rng(customers)
    found = [order_test(steps(walks(random, customers)), draws=59).p for _ in range(120)]
    assert np.mean(np.array(found) <= 0.05) <= most
    assert 0.4 < np.nanmean(found) < 0.6


def test_one_of_second_order_is_found():
    random = np.random.default_rng(3)
    found = [order_test(steps(walks(random, 300, 0.3)), draws=99).p for _ in range(20)]
    assert np.mean(np.array(found) <= 0.05) >= 0.9


def test_rare_ways_are_one_and_nothing_to_compare_is_no_test():
    rows = [(i, 99, 200 + j, 1 + (i == j)) for i in range(40) for j in range(30)]
    found = order_test(pd.DataFrame(rows, columns=["before", "source", "target", "count"]))
    assert found.df == OTHERS**2
    none = order_test(steps(["A", "AG"]))
    assert (none.df, none.n, np.isnan(none.p)) == (0, 0, True)


def test_equal_seeds_give_equal_tests():
    found = steps(walks(np.random.default_rng(1), 60))
    assert order_test(found, seed=4) == order_test(found, seed=4)


@settings(max_examples=10, deadline=None)
@given(WORDS)
def test_the_table_has_the_test_of_the_steps_that_are_known(words: list[str]) -> None:
    words = [*words, "ABCG", "CBG"]
    log = log_of(*words, later="?")
    about = cj.what_if(map_of("ABC"), log, cj.Remove("A"), goal="G", draws=2).attrs
    expected = order_test(steps(words))
    assert about["order"]["g2"] == pytest.approx(expected.g2, nan_ok=True)
    assert (about["order"]["df"], about["order"]["n"]) == (expected.df, expected.n)


def test_who_may_yet_go_anywhere_tells_nothing_of_the_order():
    jm, words = map_of("AB"), ["ABG", "BAG", "AB", "BA"]
    log = log_of(*words)  # the last two are two days from the end
    one = cj.what_if(jm, log, cj.Remove("A"), goal="G", gone="1min", draws=2).attrs["order"]
    two = cj.what_if(jm, log, cj.Remove("A"), goal="G", gone="30d", draws=2).attrs["order"]
    assert (one["n"], two["n"]) == (7, 6) or one["n"] > two["n"]


# Customers it has not seen -------------------------------------------------------------


def foretold(words: list[str], places: str) -> tuple[float, int, int]:
    """The slow way: chains as dicts, P(goal) by walking on for long."""
    ids = [f"c{who}" for who in range(len(words))]
    folds = groups_of(ids) % FOLDS
    predicted = reached = checked = 0.0
    for fold in range(FOLDS):
        moves: dict[str, Counter[str]] = defaultdict(Counter)
        for word, own in zip(words, folds, strict=True):
            path = visits_until_goal(word, "G", "ABC")
            if own != fold:
                for one, two in itertools.pairwise(path):
                    moves[one][two] += 1
        chance = dict.fromkeys("ABC", 0.0) | {"goal": 1.0, "lost": 0.0}
        for _ in range(150):
            chance |= {
                at: sum(n * chance[to] for to, n in on.items()) / on.total()
                for at, on in moves.items()
            }
        own_paths = [
            visits_until_goal(word, "G", "ABC")
            for word, own in zip(words, folds, strict=True)
            if own == fold
        ]
        firsts = [next((x for x in path if x in places), "") for path in own_paths]
        if any(first and first not in moves for first in firsts):
            continue
        for path, first in zip(own_paths, firsts, strict=True):
            if first:
                predicted += chance[first]
                reached += path[-1] == "goal"
                checked += 1
    return predicted, int(reached), int(checked)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["A", "B", "BC"]))
def test_each_fifth_is_foretold_by_the_others(seed: int, places: str) -> None:
    words = walks(np.random.default_rng(seed), 25)
    changes = [cj.DropOff(place, by=-0.5) for place in places]
    row = tried([*words, "ABCG"], changes, "ABC", draws=2)
    predicted, reached, checked = foretold([*words, "ABCG"], places)
    assert row["checked"] == checked
    assert row["predicted"] * checked == pytest.approx(predicted, abs=1e-6)
    assert row["observed"] * checked == pytest.approx(reached)
    low, high = map(float, wilson(reached, checked, 0.95))
    assert (row["observed_low"], row["observed_high"]) == pytest.approx((low, high))


def test_two_kinds_of_customers_are_noticed():
    """Those of A go on to C and buy, those of B go on to C and don't: at C the chain mixes them."""
    words = ["ACG"] * 90 + ["AC"] * 10 + ["BCG"] * 10 + ["BC"] * 90
    row = tried(words, cj.DropOff("A", by=-0.5), "ABC")
    assert row["predicted"] == pytest.approx(0.5, abs=0.02)
    assert row["observed"] == pytest.approx(0.9)
    assert not row["observed_low"] <= row["predicted"] <= row["observed_high"]
    log = log_of(*words, later="?")
    table = cj.what_if(map_of("ABC"), log, cj.DropOff("A", by=-0.5), goal="G", draws=2)
    assert table.attrs["order"]["p"] == 0.005
    said = cj.explain(table)
    assert "but of 100 it had not seen, 90% did" in said
    assert "Against the model" in said


def test_one_kind_is_foretold():
    words = walks(np.random.default_rng(8), 600)
    row = tried(words, cj.DropOff("A", by=-0.5), "ABC", draws=2)
    assert row["observed_low"] <= row["predicted"] <= row["observed_high"]


def test_where_nobody_is_left_to_learn_from():
    row = tried(["BG", "B", "ABG"], cj.Remove("A"))
    assert (row["checked"], np.isnan(row["predicted"])) == (0, True)
    assert row["note"] == "undefined"
    assert "had not seen" not in cj.explain(
        cj.what_if(map_of("AB"), log_of("BG", "B", "ABG"), cj.Remove("A"), goal="G", draws=2)
    )


# Whether those who are saved behave like those who stay ---------------------------------


@pytest.mark.parametrize("alike", [0, 0.25, 0.5, 1])
def test_so_many_are_saved_as_are_alike(alike):
    """Of a tenth fewer lost, half alike: as if a twentieth fewer were lost."""
    whole = tried(LINE * 3, cj.DropOff("B", by=-0.5), alike=alike)
    part = tried(LINE * 3, cj.DropOff("B", by=-0.5 * alike))
    assert whole["gained_alike"] == pytest.approx(part["gained"])
    assert whole["gained"] == pytest.approx(200)
    # A place that is left out is left out for so many, and there for the others.
    gone = tried(LINE * 3, cj.Remove("B"), alike=alike)
    assert gone["gained_alike"] == pytest.approx(400 * alike)


@settings(max_examples=12, deadline=None)
@given(
    st.floats(0, 1),
    st.sampled_from(
        [
            cj.DropOff("A", by=-0.5),
            cj.DropOff("B", by=0.9),
            cj.Remove("B"),
            cj.Remove("C", "detour"),
            cj.Merge("A", "B"),
            cj.Reorder("C", "A"),
            [cj.Remove("A"), cj.DropOff("B", to=0)],
        ]
    ),
)
def test_the_whole_doubt_holds_that_of_the_sample(alike, change):
    words = ["ABG", "ABCG", "AB", "ACAB", "BCG", "A", "C", "ACG", "BAG", "CBA"] * 3
    row = tried(words, change, "ABC", alike=alike)
    for name in ("after", "gained"):
        assert row[f"{name}_least"] <= row[f"{name}_low"] + 1e-9
        assert row[f"{name}_high"] <= row[f"{name}_most"] + 1e-9
    assert abs(row["gained_alike"]) <= abs(row["gained"]) + 1e-6
    if alike == 0:
        assert row["gained_alike"] == pytest.approx(0)
    sure = tried(words, change, "ABC", alike=1)
    assert sure["gained_alike"] == pytest.approx(sure["gained"])
    ends = ["gained_least", "gained_most"]
    assert sure[ends].tolist() == pytest.approx(sure[["gained_low", "gained_high"]].tolist())


def test_who_may_yet_come_may_be_lost():
    """Nobody is known to be lost at A: at least nothing is gained, at most as if all were."""
    words = ["AG"] * 20 + ["A"] * 20
    table = cj.what_if(map_of("A"), log_of(*words), cj.DropOff("A", to=0), goal="G", gone="90d")
    row = table.iloc[0]
    assert row[["gained", "gained_least"]].tolist() == [0, 0]
    assert row[["gained_low", "gained_high"]].isna().all()  # in no draw anything is
    lost = tried(words, cj.DropOff("A", to=0), draws=1000)
    assert row["gained_most"] == pytest.approx(lost["gained_high"], abs=40)


@pytest.mark.parametrize("alike", [-0.1, 1.5, float("nan"), "half", True, None])
def test_a_share_that_is_none_is_refused(alike):
    jm, log = map_of("AB"), log_of(*LINE)
    with pytest.raises((InputError, TypeError), match="alike"):
        cj.what_if(jm, log, cj.Remove("A"), goal="G", alike=alike)
    with pytest.raises((InputError, TypeError), match="alike"):
        cj.WhatIf(jm, log, goal="G", alike=alike)


# Said -----------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_it_is_said_in_every_language(locale):
    words = ["ACG"] * 90 + ["AC"] * 10 + ["BCG"] * 10 + ["BC"] * 90
    jm, log = map_of("ABC"), journeys.log_of(*words, later="?")
    table = cj.what_if(jm, log, {"X": cj.DropOff("C", by=-0.5)}, goal="G", draws=20)
    t, row = language(locale), table.iloc[0]
    said, chart = cj.explain(table, locale), cj.charts.what_if(table, locale=locale)
    assert t.percent(0.5) in said
    assert t.number(0.005, 3) in said
    assert t.number(0.005, 3) in " ".join(chart.title.subtitle)
    drawn = chart.to_dict()["data"]["values"][0]
    assert (drawn["least"], drawn["most"]) == (row["after_least"], row["after_most"])
    assert drawn["shares"] == f"{t.percent(row['predicted'])} · {t.percent(row['observed'])}"
    assert drawn["whole_doubt"] != drawn["gain_doubt"]


def test_the_widget_marks_what_speaks_against_its_number():
    words = ["ACG"] * 90 + ["AC"] * 10 + ["BCG"] * 10 + ["BC"] * 90
    jm, log = map_of("ABC"), log_of(*words, later="?")
    wrong = cj.WhatIf(jm, log, goal="G", touchpoint="A")._said.value
    assert wrong.count("≠") == 2
    assert "<strong>" in wrong
    assert "whole doubt" not in wrong  # nobody is lost at A: nothing changes, in any draw
    assert "whole doubt" in cj.WhatIf(jm, log, goal="G", touchpoint="C")._said.value
    fine = cj.WhatIf(map_of("AB"), log_of(*LINE * 9, later="?"), goal="G", touchpoint="B")
    assert "≠" not in fine._said.value
    assert f"≠ {cj.locale.text('what_if.against.order', 'en')}" in wrong
    page = fine.static()
    row = fine.table.iloc[0]
    assert f"{row['predicted']:.0%} · {row['observed']:.0%}" in page


def test_kinds_that_no_data_tell_apart_are_left_to_the_words():
    """Those who are lost at A are of the kind that is lost at B, too: the chain can't know.

    Of 200, 100 go on from A and mostly buy; of the other 100 half are lost at A, and one in ten of
    the rest buys. Half as many lost at A would bring 2 or 3 of these to the goal.
    """
    words = ["ABG"] * 90 + ["AB"] * 10 + ["A"] * 50 + ["ABG"] * 5 + ["AB"] * 45
    row, truth = tried(words, cj.DropOff("A", by=-0.5), draws=200), 1000 * 2.5 / 200
    assert not row["gained_low"] <= truth <= row["gained_high"]
    assert row["predicted"] == pytest.approx(row["observed"], abs=0.02)
    none = tried(words, cj.DropOff("A", by=-0.5), alike=0, draws=200)
    assert none["gained_least"] <= truth <= none["gained_most"]
    table = cj.what_if(map_of("AB"), log_of(*words), cj.DropOff("A", by=-0.5), goal="G", draws=2)
    assert "nothing if none did" in cj.explain(table)
