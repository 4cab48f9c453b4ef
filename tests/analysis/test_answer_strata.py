"""Answers within strata: Simpson's paradox is noticed, and alike is compared with alike."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

import cjwidgets as cj
from analysis.toys import said
from cjwidgets.analysis.inference.two_samples import mantel_haenszel
from cjwidgets.errors import DataError, InputError

# Group, channel, how many answered and how many are satisfied: better in both, mostly by phone.
SIMPSON = (
    ("old", "shop", 800, 480),
    ("old", "phone", 200, 60),
    ("new", "shop", 200, 130),
    ("new", "phone", 800, 280),
)
PAIR = ("new", "old")


def survey(*cells: tuple[str, str, int, int], high: int = 5, **columns: list) -> cj.Survey:
    rows = [
        (group, channel, high if i < happy else 1)
        for group, channel, asked, happy in cells
        for i in range(asked)
    ]
    frame = pd.DataFrame(rows, columns=["group", "via", "csat"]).assign(**columns)
    names = {"respondent": "who"} if columns else {}
    return cj.Survey(frame, questions=["csat"], segment="group", channel="via", **names)


def journey() -> cj.JourneyMap:
    return cj.JourneyMap("Shop")


def test_simpson_is_noticed_and_strata_answer():
    answers = survey(*SIMPSON)
    with pytest.warns(UserWarning, match="'Shop' .* respondents of the same channel .*strata="):
        crude = cj.difference(journey(), answers, level="journey", between=PAIR)
    assert crude["difference"][0] == pytest.approx(-0.13)
    assert crude.attrs["turned"] == {"channel": ["Shop"]}
    assert all("Shop" in sentence for sentence in said(crude))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = cj.difference(journey(), answers, level="journey", between=PAIR, strata="channel")
    k1, n1, k2, n2 = np.array([[130, 200, 480, 800], [280, 800, 60, 200]], dtype=float).T
    oracle = mantel_haenszel(k1, n1, k2, n2)
    row = table.iloc[0]
    assert row["difference"] == pytest.approx(0.05) == float(oracle.value)
    assert (row["difference_low"], row["difference_high"]) == (oracle.low, oracle.high)
    assert row["p"] == float(oracle.p)
    assert (row["first"], row["second"], row["test"]) == (0.41, 0.54, "mantel_haenszel")
    assert table.attrs["strata"] == "channel"
    assert "within" in said(table)[0]


def test_means_are_compared_within_strata_too():
    answers = survey(*SIMPSON)
    options = {"level": "journey", "between": PAIR, "method": "mean", "resamples": 500}
    with pytest.warns(UserWarning, match="Simpson"):
        crude = cj.difference(journey(), answers, **options)
    assert crude["difference"][0] == pytest.approx(-0.52)
    table = cj.difference(journey(), answers, **options, strata="channel")
    assert table["difference"][0] == pytest.approx(0.2)
    assert table["test"][0] == "bootstrap"
    assert table["difference_low"][0] < 0.2 < table["difference_high"][0]
    share = cj.difference(journey(), answers, level="journey", between=PAIR, strata="channel")
    # Five steps of the scale lie between the two answers, of which shares count one.
    assert table["difference_low"][0] == pytest.approx(4 * share["difference_low"][0], abs=0.05)


def test_one_stratum_changes_nothing():
    one = survey(("old", "shop", 60, 30), ("new", "shop", 60, 45))
    options = {"level": "journey", "between": PAIR}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        crude = cj.difference(journey(), one, **options)
        inside = cj.difference(journey(), one, **options, strata="channel")
    assert inside["difference"][0] == pytest.approx(crude["difference"][0])
    assert crude.attrs["turned"] == {}
    apart = survey(("old", "shop", 60, 30), ("new", "phone", 60, 45))
    nothing = cj.difference(journey(), apart, **options, strata="channel")
    assert nothing["difference"].isna().all()
    assert len(said(nothing)) == 4


def test_what_makes_no_strata_is_refused():
    cells = SIMPSON[0], SIMPSON[3]
    twice = survey(*cells, who=[f"r{i % 800}" for i in range(1600)])
    with pytest.raises(DataError, match="'channel' makes no strata: some respondents have several"):
        cj.difference(journey(), twice, level="journey", between=PAIR, strata="channel")
    answers = survey(*SIMPSON)
    with pytest.raises(InputError, match="without persona="):
        cj.difference(journey(), answers, level="journey", between=PAIR, strata="persona")
    with pytest.raises(InputError, match="strata='segment' is what is compared"):
        cj.difference(journey(), answers, level="journey", between=PAIR, strata="segment")
