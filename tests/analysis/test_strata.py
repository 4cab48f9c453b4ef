"""Alike with alike: Mantel–Haenszel, Simpson's paradox, and intervals of several pairs."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.proportion import confint_proportions_2indep

import cjwidgets as cj
from analysis.toys import said, shop
from cjwidgets.analysis.inference.intervals import newcombe
from cjwidgets.analysis.inference.multiple_testing import benjamini_hochberg
from cjwidgets.analysis.inference.two_samples import mantel_haenszel
from cjwidgets.errors import DataError, NotFoundError

# Arm, device, how many came and how many bought: better on both, but mostly on phones.
SIMPSON = (
    ("old", "desktop", 800, 480),
    ("old", "mobile", 200, 60),
    ("new", "desktop", 200, 130),
    ("new", "mobile", 800, 280),
)


def log_of(*cells: tuple[str, str, int, int], more: tuple = ()) -> cj.EventLog:
    rows, who = [], 0
    for arm, device, came, bought in cells:
        for i in range(came):
            who += 1
            rows += [
                (who, at, what, arm, device) for at, what in enumerate("AB"[: 1 + (i < bought)])
            ]
    frame = pd.DataFrame([*rows, *more], columns=["who", "at", "what", "arm", "device"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["at"], unit="min")
    return cj.EventLog(
        frame, customer="who", time="at", event="what", segment="arm", device="device"
    )


def test_simpson_is_noticed_and_strata_answer():
    log, jm = log_of(*SIMPSON), shop("A", "B")
    with pytest.warns(UserWarning, match=r"'S1' .* same device .*strata='device'"):
        crude = cj.compare_segments(jm, log, between=("new", "old"))
    assert crude["difference"][1] == pytest.approx(-0.13)
    assert crude.attrs["turned"] == {"device": ["S1"]}
    assert "points the other way at “S1”" in said(crude)[0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = cj.compare_segments(jm, log, between=("new", "old"), strata="device")
    assert table["difference"][1] == pytest.approx(0.05)
    assert [table["first"][1], table["second"][1]] == [0.41, 0.54]
    assert "within" in said(table)[0]
    lost = cj.compare_segments(
        jm, log, between=("new", "old"), strata="device", statistic="drop_off"
    )
    assert lost["difference"][1] == pytest.approx(-0.05)
    channels = cj.compare_segments(
        jm, log, between=("new", "old"), strata="device", statistic="reach", level="event"
    )
    assert channels["difference"].tolist() == pytest.approx([0, 0.05])


# The share of phones grows: fewer buy after than before, on either device more.
SHIFTED = (
    ("Spring", "tablet", 300, 150),
    ("Spring", "phone", 100, 20),
    ("Autumn", "tablet", 100, 60),
    ("Autumn", "phone", 300, 85),
)


@pytest.mark.parametrize("statistic", ["funnel", "drop_off", "reach"])
@pytest.mark.parametrize(("cells", "place"), [(SIMPSON, "A"), (SHIFTED, "B")])
def test_two_logs_are_looked_through_for_a_paradox(cells: tuple, place: str, statistic: str):
    log, jm = log_of(*cells), shop("A", "B")
    first, second = dict.fromkeys(cell[0] for cell in cells)
    logs, sign = (log.where(segment=first), log.where(segment=second)), -1
    if statistic == "drop_off":
        sign = 1
    with pytest.warns(UserWarning, match=r"'S1' .* same device .*strata='device'"):
        crude = cj.compare(jm, *logs, names=(first, second), statistic=statistic)
    assert crude.attrs["turned"] == {"device": ["S1"]}
    assert np.sign(crude["difference"][1]) == sign
    assert "points the other way at “S1”" in said(crude)[0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = cj.compare(jm, *logs, strata="device", statistic=statistic)
    assert np.sign(table["difference"][1]) == -sign
    assert table[["before", "after"]].equals(crude[["before", "after"]])
    assert "The difference is within “device”" in said(table)[0]
    assert "within device" in table.attrs["definition"]
    groups = cj.compare_segments(
        jm, log, between=(second, first), strata="device", statistic=statistic
    )
    for column in ("difference", "difference_low", "difference_high", "p"):
        np.testing.assert_allclose(table[column], groups[column], atol=1e-12)


def test_strata_of_two_logs_are_in_both():
    log, jm = log_of(*SIMPSON), shop("A", "B")
    logs = log.where(segment="old"), log.where(segment="new")
    with pytest.raises(NotFoundError, match="channel"):
        cj.compare(jm, *logs, strata="channel")
    twice = log_of(*SIMPSON, more=((1, 9, "A", "old", "mobile"),))
    with pytest.raises(DataError, match="makes no strata"):
        cj.compare(jm, twice.where(segment="old"), logs[1], strata="device")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = cj.compare(jm, logs[0].where(device="mobile"), logs[1].where(device="mobile"))
    assert table.attrs["turned"] == {}


def test_before_and_after_are_looked_through_for_a_paradox():
    """The same of periods of one log, of which new customers count."""
    rows, who = [], 0
    for start, cells in ((40, SHIFTED[:2]), (80, SHIFTED[2:])):
        for _, device, came, bought in cells:
            for i in range(came):
                who += 1
                day = start + i % 20
                rows += [
                    (who, day + at, what, device)
                    for at, what in enumerate("AB"[: 1 + (i < bought)])
                ]
    rows += [(0, 0, "x", "phone"), (0, 120, "x", "phone")]
    frame = pd.DataFrame(rows, columns=["who", "day", "what", "device"])
    frame["at"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(frame["day"], unit="D")
    log = cj.EventLog(frame, customer="who", time="at", event="what", device="device")
    change = pd.Timestamp("2026-01-01") + pd.Timedelta(70, "D")
    with pytest.warns(UserWarning, match="same device"):
        table = cj.compare(
            shop("A", "B"), log.between(end=change), log.between(change), lookback="10d"
        )
    assert table["difference"][1] < 0
    assert table["n"].max() > 100
    inside = cj.compare(
        shop("A", "B"),
        log.between(end=change),
        log.between(change),
        lookback="10d",
        strata="device",
    )
    assert inside["difference"][1] > 0


def test_where_nothing_turns_nothing_is_said():
    log = log_of(("old", "desktop", 90, 60), ("old", "mobile", 90, 30), ("new", "mobile", 90, 60))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = cj.compare_segments(shop("A", "B"), log)
    assert table.attrs["turned"] == {}


def test_strata_are_of_one_name_a_customer():
    log = log_of(*SIMPSON, more=((1, 9, "B", "old", "mobile"),))
    with pytest.raises(DataError, match="'device' makes no strata"):
        cj.compare_segments(shop("A", "B"), log, strata="device")
    with pytest.raises(NotFoundError, match="no channel"):
        cj.compare_segments(shop("A", "B"), log, strata="channel")


def tables(k1, n1, k2, n2) -> list[np.ndarray]:
    return [np.array([[a, m - a], [c, n - c]]) for a, m, c, n in zip(k1, n1, k2, n2, strict=True)]


counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=5))
def test_the_test_is_that_of_statsmodels(strata):
    k1, n1, k2, n2 = np.array([[*one, *two] for one, two in strata], dtype=float).T
    found = mantel_haenszel(k1, n1, k2, n2)
    varied = ((k1 + k2) * (n1 + n2 - k1 - k2)).sum() > 0
    if not varied:
        assert np.isnan(found.p)
        return
    oracle = StratifiedTable(tables(k1, n1, k2, n2)).test_null_odds(correction=False)
    assert float(found.p) == pytest.approx(oracle.pvalue, rel=1e-9, abs=1e-12)
    if not np.isnan(found.low):
        assert found.low <= found.value <= found.high


def test_one_stratum_is_the_plain_difference_with_walds_interval():
    found = mantel_haenszel([56], [70], [48], [80])
    low, high = confint_proportions_2indep(56, 70, 48, 80, method="wald", compare="diff")
    assert [float(found.value), float(found.low), float(found.high)] == pytest.approx(
        [0.2, low, high]
    )


def test_the_interval_within_strata_holds_the_truth():
    draw = np.random.default_rng(5)
    rates, apart, sizes = np.array([0.2, 0.5, 0.7]), 0.1, np.array([[40, 90, 30], [80, 30, 60]])
    n1, n2 = sizes[0][:, None], sizes[1][:, None]
    k1 = draw.binomial(n1, (rates + apart)[:, None], (3, 4000))
    k2 = draw.binomial(n2, rates[:, None], (3, 4000))
    found = mantel_haenszel(k1, n1 + 0 * k1, k2, n2 + 0 * k2)
    assert 0.935 < ((found.low <= apart) & (apart <= found.high)).mean() < 0.965


def test_intervals_of_several_pairs_are_as_wide_as_p_is_adjusted():
    """Those that exclude 0 are those that stand: of Newcombe's, at 1 − 0.05 · R / m."""
    buyers = {"a": 30, "b": 50, "c": 52, "d": 54, "e": 61, "f": 66}
    cells = [(arm, "x", 100, bought) for arm, bought in buyers.items()]
    table = cj.compare_segments(shop("A", "B"), log_of(*cells))
    tested = table[table["p"].notna()]
    adjusted = benjamini_hochberg(tested["p"])
    stand = int((adjusted < 0.05).sum())
    assert 0 < stand < 6
    assert table.attrs["intervals"] == pytest.approx(1 - 0.05 * stand / 6)
    ends = newcombe(30, 100, 283, 500, table.attrs["intervals"])
    assert tested[["difference_low", "difference_high"]].iloc[0].tolist() == pytest.approx(ends)
    away = tested["difference_low"] * tested["difference_high"] > 0
    assert away.tolist() == (adjusted < 0.05).tolist()
    pair = cj.compare_segments(shop("A", "B"), log_of(*cells), between=("a", "b"))
    assert pair.attrs["intervals"] == 0.95
