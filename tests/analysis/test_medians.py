"""The interval of a median of durations: exact, or none; and some customers stay often."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import cjwidgets as cj
from analysis.toys import log, said
from cjwidgets.evidence.reduce.medians import Clusters, ranks, worth

Z = float(stats.norm.ppf(0.975))


@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.9, 0.95, 0.99])
def test_ranks_are_those_of_the_binomial_distribution(confidence: float):
    tail = (1 - confidence) / 2
    n = np.array([*range(200), 500, 999, 1000])
    low, high = ranks(n, float(stats.norm.ppf(1 - tail)))
    assert (high == n + 1 - low).all()
    # The chance that the rank is above the median, and of the next one.
    assert (stats.binom.cdf(low - 1, n, 0.5) <= tail + 1e-12).all()
    assert ((stats.binom.cdf(low, n, 0.5) > tail) | (n == 0)).all()


@pytest.mark.parametrize("n", [1001, 5000, 100_003])
def test_ranks_of_many_are_those_of_the_binomial_distribution_but_for_one(n: int):
    low, _ = ranks([n], Z)
    exact = stats.binom.ppf(0.025, n, 0.5)
    assert exact - 1 <= low[0] <= exact


def test_below_six_there_is_no_interval_of_95_percent():
    low, high = ranks(range(1, 9), Z)
    assert low.tolist() == [0, 0, 0, 0, 0, 1, 1, 1]
    assert high.tolist() == [2, 3, 4, 5, 6, 6, 7, 8]


def test_what_values_are_worth():
    """Forty values above and forty below: of eighty people, of eight alike, of eight unlike."""
    every = Clusters(*map(np.array, (80, 0, 80, 0, 80)))
    alike = Clusters(*map(np.array, (800, 0, 800, 0, 80)))
    unlike = Clusters(*map(np.array, (800, 0, 0, 0, 80)))
    assert worth(np.array(80), every) == pytest.approx(80, rel=0.02)
    assert worth(np.array(80), alike) == 8
    assert 8 < worth(np.array(80), unlike) <= 80


def test_stays_of_few_customers_are_worth_less():
    """Twelve customers stay ten times each, each of them always equally long."""
    visits = [(who, 1000 * at, "A") for who in range(12) for at in range(11)]
    steps = [(who, 1000 * at + 10 + who, "B") for who in range(12) for at in range(11)]
    table = cj.dwell(None, log(*visits, *steps), level="event", per="visit")
    row = table.set_index("event").loc["A"]
    assert (row["n"], row["median"]) == (132, 15.5 * 60)
    # As if there were twelve stays: of ranks 3 and 10, or one beyond.
    assert row["median_low"] <= 12 * 60
    assert row["median_high"] >= 19 * 60
    assert row["note"] == ""


def test_stays_of_one_customer_have_no_interval():
    """5,000 stays of a bot among 14 of people."""
    bot = [("bot", at, "AB"[at % 2]) for at in range(10_001)]
    people = [(f"p{who}", at * 9, "AB"[at % 2]) for who in range(14) for at in range(2)]
    table = cj.dwell(None, log(*bot, *people), level="event").set_index("event")
    assert table.loc["A", "n"] == 5014
    assert np.isnan(table.loc["A", "median_low"])
    assert table.loc["A", "note"] == "few_people"


def test_equal_stays_have_no_interval_of_no_width():
    events = [(who, at, "AB"[at > 0]) for who in range(300) for at in (0, 5)]
    table = cj.dwell(None, log(*events), level="event").set_index("event")
    assert (table.loc["A", "median"], table.loc["A", "n"]) == (300, 300)
    assert np.isnan(table.loc["A", "median_high"])
    assert table.loc["A", "note"] == "ties"


def test_the_headline_tells_what_is_sure():
    """One odd page with two long stays, and a search of many."""
    events = [(who, at, what) for who in range(40) for at, what in ((0, "search"), (5 + who, "b"))]
    events += [(who, at, what) for who in (90, 91) for at, what in ((0, "odd"), (9999, "b"))]
    table = cj.dwell(None, log(*events), level="event", minimum=1)
    assert table.loc[table["median"].idxmax(), "event"] == "odd"
    assert "“search”" in said(table)[0]


def test_the_table_is_the_same_in_place():
    draw = np.random.default_rng(4)
    frame = pd.DataFrame(
        {
            "who": np.repeat(np.arange(60), draw.integers(1, 30, 60)[:60]),
        }
    )
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(
        draw.exponential(100, len(frame)).cumsum() * (1 + frame["who"] % 7), unit="s"
    )
    frame["what"] = draw.choice(["a", "b", "c"], len(frame))
    roles = {"customer": "who", "time": "at", "event": "what"}
    here = cj.EventLog(frame, **roles)
    pl = pytest.importorskip("polars")
    there = cj.EventLog(pl.from_pandas(frame).lazy(), **roles, in_place=True)
    for per in ("event", "visit", "inside"):
        tables = [cj.dwell(None, each, level="event", per=per) for each in (here, there)]
        pd.testing.assert_frame_equal(*map(pd.DataFrame, tables), check_dtype=False)
        assert tables[0]["median_low"].notna().all() or per == "inside"
