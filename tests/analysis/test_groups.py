"""Verbs that take groups notice Simpson's paradox, and answer within strata when they are asked."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import survdiff

import cjwidgets as cj
from analysis.test_strata import SIMPSON
from analysis.toys import said, shop, unexplained
from cjwidgets.analysis.comparison.groups import standardised
from cjwidgets.analysis.inference.survival import Waits, ahead, log_rank
from cjwidgets.errors import DataError, InputError, NotFoundError

ASKED: dict[str, Callable[..., pd.DataFrame]] = {
    "completion": lambda log, **more: cj.completion(shop("A", "B"), log, "B", by="segment", **more),
    "completion, window": lambda log, **more: cj.completion(
        shop("A", "B"), log, "B", start="A", window="1min", by="segment", **more
    ),
    "time_to": lambda log, **more: cj.time_to(shop("A", "B"), log, "B", by="segment", **more),
    "entries": lambda log, **more: cj.entries(shop("A", "B"), log, "B", level="channel", **more),
}


def logged(*cells: tuple[str | None, str, int, int]) -> cj.EventLog:
    """As `log_of`, the arm also as the channel of entry, and watched long enough."""
    rows, who = [], 0
    for arm, device, came, bought in cells:
        for i in range(came):
            who += 1
            rows += [
                (who, at, what, arm, arm, device)
                for at, what in enumerate("AB"[: 1 + (i < bought)])
            ]
    rows = [*rows, (1, 9, "A", *cells[0][:1] * 2, cells[0][1])]
    frame = pd.DataFrame(rows, columns=["who", "at", "what", "arm", "via", "device"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["at"], unit="min")
    roles = {"segment": "arm", "channel": "via", "device": "device"}
    return cj.EventLog(frame, customer="who", time="at", event="what", **roles)


def leading(table: pd.DataFrame) -> Any:
    """Which arm is ahead, as the table has it."""
    if "standardised" in table:
        return table.loc[table["standardised"].idxmax(), "segment"]
    if table.attrs["statistic"] == "completion":
        return table.loc[table["share"].idxmax(), "segment"]
    return table.loc[table["difference"].idxmax(), "channel"]


@pytest.mark.parametrize("verb", list(ASKED))
def test_a_paradox_is_noticed_and_what_is_said_of_it_can_be_done(verb: str):
    log, ask = logged(*SIMPSON), ASKED[verb]
    # Arm and channel of entry are the same here: within one, the other is constant.
    with pytest.warns(UserWarning, match=r"Of 'new', 'old' .* same device .*strata=") as heard:
        crude = ask(log)
    assert crude.attrs["turned"] == {"device": ["new", "old"]}
    for sentence, role in zip(
        said(crude), ("“device”", "«device»", "“device”", "「device」"), strict=True
    ):
        assert role in sentence
    assert "the groups compare the other way (“new”, “old”)" in said(crude)[0]
    (way,) = {re.search(r"(strata)='(\w+)'", str(each.message)) for each in heard} - {None}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        alike = ask(log, **{way[1]: way[2]})
    assert alike.attrs["strata"] == "device"
    assert alike.attrs["turned"] == {}
    assert "within device" in alike.attrs["definition"] or "device" in alike.attrs["definition"]
    assert "device" in said(alike)[0]
    assert unexplained(alike) == []
    if verb != "time_to":
        assert (leading(crude), leading(alike)) == ("old", "new")


@pytest.mark.parametrize("verb", list(ASKED))
def test_where_nothing_turns_nothing_is_said(verb: str):
    log = logged(("old", "desktop", 90, 60), ("old", "mobile", 90, 30), ("new", "mobile", 90, 60))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ASKED[verb](log).attrs["turned"] == {}


@pytest.mark.parametrize("verb", list(ASKED))
def test_a_hidden_group_is_not_told_of(verb: str):
    few = [(arm, device, came // 40, bought // 40) for arm, device, came, bought in SIMPSON]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = ASKED[verb](logged(*few), minimum=1000)
    assert table.attrs["turned"] == {}


@pytest.mark.parametrize("verb", list(ASKED))
def test_strata_are_asked_for_rightly(verb: str):
    log, by = logged(*SIMPSON), "channel" if verb == "entries" else "segment"
    with pytest.raises(NotFoundError, match="brand"):
        ASKED[verb](log, strata="brand")
    with pytest.raises(InputError, match="is what is compared"):
        ASKED[verb](log, strata=by)
    frame = pd.DataFrame(
        {"who": [1, 1], "at": "2026-03-01", "what": ["A", "B"], "g": "x", "c": "x", "d": ["y", "z"]}
    )
    twice = cj.EventLog(
        frame, customer="who", time="at", event="what", segment="g", channel="c", device="d"
    )
    with pytest.raises(DataError, match="makes no strata"):
        ASKED[verb](twice, strata="device")


@pytest.mark.parametrize("verb", [cj.completion, cj.time_to])
def test_strata_need_groups(verb: Callable[..., Any]):
    with pytest.raises(InputError, match="by='segment'"):
        verb(shop("A", "B"), logged(*SIMPSON), "B", strata="device")


@pytest.mark.parametrize("verb", list(ASKED))
def test_a_stratum_without_anybody_in_a_group(verb: str):
    """Tablets have no arm at all, and of the new arm nobody has a desktop."""
    cells = (("old", "desktop", 60, 40), ("old", "mobile", 60, 20), ("new", "mobile", 60, 30))
    log = logged(*cells, (None, "tablet", 20, 5))
    table = ASKED[verb](log, strata="device")
    assert unexplained(table) == []
    if "standardised" in table:
        assert table["standardised"].isna().tolist() == [True, False]
        assert table["note"][0] != ""
        assert table["standardised"][1] == pytest.approx(60 / 180 * 40 / 60 + 120 / 180 * 20 / 60)
    said(table)


cells = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4))
def test_standardised_shares_are_the_mean_over_everybody(strata):
    k, n = np.moveaxis(np.array(strata, dtype=float), 2, 0)
    share, band = standardised(k, n, 0.95)
    own = np.repeat(np.arange(len(n)), n.sum(axis=1).astype(int))
    np.testing.assert_allclose(share, (k / n)[own].mean(axis=0))
    assert ((band.low <= share + 1e-12) & (share <= band.high + 1e-12)).all()


def test_the_interval_of_a_standardised_share_holds_the_truth():
    draw = np.random.default_rng(3)
    rates, n = np.array([0.1, 0.45, 0.8]), np.array([[30, 90], [25, 20], [15, 60]])
    truth = (n.sum(axis=1) / n.sum() * rates).sum()
    held = []
    for _ in range(4000):
        _, band = standardised(draw.binomial(n, rates[:, None]), n, 0.95)
        held.append((band.low <= truth) & (truth <= band.high))
    assert 0.935 < np.mean(held, axis=0).min() <= np.mean(held, axis=0).max() < 0.97


def waits(rows: np.ndarray) -> Waits:
    times = np.unique(rows[:, 0])
    came = np.array([((rows[:, 0] == at) & (rows[:, 1] == 1)).sum() for at in times])
    left = np.array([((rows[:, 0] == at) & (rows[:, 1] == 0)).sum() for at in times])
    return Waits(times, came, 0 * came, left)


@given(st.integers(0, 2**32), st.integers(2, 4), st.integers(1, 3))
def test_the_test_within_strata_is_that_of_statsmodels(seed: int, groups: int, strata: int):
    draw = np.random.default_rng(seed)
    group = draw.integers(0, groups, 120)
    stratum = draw.integers(0, strata, 120)
    rows = np.column_stack([draw.integers(1, 30, 120) + 5 * stratum, draw.integers(0, 2, 120)])
    parts = [
        [waits(rows[(group == g) & (stratum == s)]) for g in range(groups)] for s in range(strata)
    ]
    chi2, p = survdiff(rows[:, 0], rows[:, 1], group, strata=stratum)
    found = log_rank(*parts)
    assert (found.chi2, found.p) == pytest.approx((chi2, p), rel=1e-8)
    surplus, p_each = ahead(parts)
    for at in range(len(surplus)):
        _, own = survdiff(rows[:, 0], rows[:, 1], group == at, strata=stratum)
        assert p_each[at] == pytest.approx(own, rel=1e-8)


@pytest.mark.parametrize("verb", list(ASKED))
def test_a_stratum_in_which_nobody_has_the_goal(verb: str):
    never = (("old", "tablet", 30, 0), ("new", "tablet", 30, 0))
    with pytest.warns(UserWarning, match="same device"):
        table = ASKED[verb](logged(*SIMPSON, *never))
    assert table.attrs["turned"] == {"device": ["new", "old"]}


@pytest.mark.parametrize("verb", list(ASKED))
def test_few_are_not_told_of(verb: str):
    few = ("one", "desktop", 3, 0), ("one", "mobile", 1, 1)
    with pytest.warns(UserWarning, match="same device"):
        table = ASKED[verb](logged(*SIMPSON, *few), minimum=1)
    assert table.attrs["turned"] == {"device": ["new", "old"]}
