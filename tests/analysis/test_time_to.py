"""How long until a goal: the end of the log is no loss, and no end of the wait."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import cjwidgets as cj
from cjwidgets.analysis import explain, time_to
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence import EventLog
from cjwidgets.locale import LOCALES
from cjwidgets.model import JourneyMap, Stage

DAY = 86_400


def log(*events: tuple[object, float, str], **more: str) -> EventLog:
    """A log of (customer, day, event, …)."""
    frame = pd.DataFrame(events, columns=["who", "day", "what", *more])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["day"], unit="D")
    return EventLog(frame, customer="who", time="at", event="what", unknown=[], **more)


def shop() -> JourneyMap:
    return JourneyMap("Shop", stages=[Stage("Look", match="a"), Stage("Buy", match="b")])


def share_at(table: pd.DataFrame, day: float) -> float:
    return float(table["share"][table["time"] <= day * DAY].iloc[-1])


def test_by_hand():
    """Four who begin: after 1 and 3 days two come; one was seen for 2 days, one for 5."""
    events = log(
        ("one", 0, "a"), ("one", 1, "b"), ("two", 0, "a"), ("two", 3, "b"), ("late", 3, "a"),
        ("never", 0, "a"), ("x", 5, "x"),
    )  # fmt: skip
    table = time_to(shop(), events, "Buy", start="Look")
    assert (table["time"] / DAY).tolist() == [0, 1, 3, 5]
    assert table["at_risk"].tolist() == [4, 4, 2, 1]
    # 1/4 come, of the other three one is watched for 2 days only: of two one comes.
    assert table["share"].tolist() == pytest.approx([0, 0.25, 0.625, 0.625])
    assert table["n"].tolist() == [4] * 4
    row = time_to(shop(), events, "Buy", start="Look", of="quantiles").iloc[0]
    assert (row["came"], row["ended"], row["open"], row["n"]) == (2, 0, 2, 4)
    assert (row["q25"] / DAY, row["median"] / DAY) == (1, 3)
    assert row["note"] == "not_so_many"


def test_without_a_start_everybody_starts():
    """Also those whose first event is the goal: they waited no time."""
    events = log(("one", 0, "b"), ("two", 0, "x"), ("two", 2, "b"), ("three", 0, "a"))
    table = time_to(shop(), events, "Buy")
    assert (table["time"] / DAY).tolist() == [0, 2]
    assert table["share"].tolist() == pytest.approx([1 / 3, 2 / 3])
    # With a start the goal must come after it.
    again = time_to(shop(), log(("one", 0, "b"), ("a", 2, "a")), "Buy", start="b")
    assert again["share"].tolist() == [0, 0]


def test_what_ends_a_wait_otherwise():
    """Who cancels can't buy any more: they are not taken for people who still may."""
    events = log(
        ("one", 0, "a"), ("one", 1, "b"), ("two", 0, "a"), ("two", 1, "stop"), ("two", 2, "b"),
        ("three", 0, "a"), ("three", 3, "b"), ("four", 0, "a"), ("four", 9, "x"),
    )  # fmt: skip
    row = time_to(shop(), events, "Buy", start="Look", instead="stop", of="quantiles").iloc[0]
    assert (row["came"], row["ended"], row["open"]) == (2, 1, 1)
    both = time_to(shop(), events, "Buy", start="Look", instead="stop")
    assert share_at(both, 9) == pytest.approx(0.5)
    assert both.attrs["instead"] == "stop"
    assert "stop" in both.attrs["definition"]
    assert share_at(time_to(shop(), events, "Buy", start="Look"), 9) == pytest.approx(0.75)


def made(seed: int, *, rate: float = 20.0, goal: float = 0.6, size: int = 400) -> EventLog:
    """A log of 90 days in which customers come at any time, and a share of them buys in days."""
    draw = np.random.default_rng(seed)
    rows: list[tuple[int, float, str]] = []
    for who in range(size):
        start = draw.uniform(0, 90)
        rows.append((who, start, "a"))
        done = start + draw.exponential(rate)
        if draw.random() < goal and done < 90:
            rows.append((who, done, "b"))
    return log(*rows)


def test_the_end_of_the_log_is_no_loss():
    """60 % buy, half of them within a fortnight: the interval holds the truth, at a month."""
    rate = 14 / np.log(2)
    truth = 0.6 * (1 - np.exp(-30 / rate))
    inside = shares = flat = 0
    for seed in range(40):
        events = made(seed, rate=rate)
        table = time_to(shop(), events, "Buy", start="Look")
        row = table[table["time"] <= 30 * DAY].iloc[-1]
        inside += row["share_low"] <= truth <= row["share_high"]
        shares += row["share"] / 40
        plain = cj.completion(shop(), events, "Buy", start="Look").iloc[0]
        flat += plain["share_low"] <= 0.6 <= plain["share_high"]
    assert stats.binom.sf(inside - 1, 40, 0.95) > 0.001
    assert stats.binom.cdf(inside, 40, 0.95) > 0.001
    assert shares == pytest.approx(truth, abs=0.02)
    assert flat < 10, "which is why this statistic is there"


def test_groups_and_their_test():
    draw = np.random.default_rng(2)
    rows: list[tuple[object, ...]] = []
    for who in range(300):
        kind = "quick" if who % 2 else "slow"
        start = draw.uniform(0, 60)
        rows.append((who, start, "a", kind))
        done = start + draw.exponential(5 if who % 2 else 25)
        if done < 60:
            rows.append((who, done, "b", kind))
    rows += [(f"lone{at}", at, "a", "few" if at < 3 else "rare") for at in range(6)]
    rows += [("lone0", 9, "b", "few")]
    events = log(*rows, segment="segment")
    table = time_to(shop(), events, "Buy", start="Look", by="segment", of="quantiles")
    of = table.set_index("segment")
    assert of["median"]["quick"] < of["median"]["slow"]
    assert of["note"]["few"] == "small_n"
    assert pd.isna(of["median"]["few"])
    assert table.attrs["log_rank"]["df"] == 1
    assert table.attrs["log_rank"]["p"] < 1e-6
    for of_ in ("curve", "quantiles"):
        each = time_to(shop(), events, "Buy", start="Look", by="segment", of=of_)
        said = explain(each)
        assert "quick: Half reach Buy within" in said
        assert "The groups come differently fast (log-rank test, p < 0.001)." in said
        assert "few" not in said
    curve = time_to(shop(), events, "Buy", start="Look", by="segment")
    assert set(curve["note"][curve["segment"] == "few"]) == {"small_n"}
    assert curve["share"][curve["segment"] == "few"].isna().all()


def test_long_curves_are_told_in_a_hundred_rows():
    table = time_to(shop(), made(1, size=1_500), "Buy", start="Look")
    assert 80 < len(table) <= 102
    assert np.diff(table["share"]).max() < 0.02
    assert (np.diff(table["time"]) > 0).all()
    assert (np.diff(table["share"]) >= 0).all()


def test_the_sentence_counts_who_is_on_the_way():
    events = made(3)
    for locale in LOCALES:
        assert explain(time_to(shop(), events, "Buy", start="Look"), locale)
    said = explain(time_to(shop(), events, "Buy", start="Look"))
    assert "were still on their way when the log ended" in said
    quick = log(*((w, 0, "a") for w in range(20)), *((w, 1 + w / 9, "b") for w in range(20)))
    assert explain(time_to(shop(), quick, "Buy", start="Look")).startswith("Half reach Buy within")


def test_refusals():
    events = log(("one", 0, "a"), ("one", 1, "b"))
    with pytest.raises(InputError, match="'curve' or 'quantiles'"):
        time_to(shop(), events, "a", of="rows")
    with pytest.raises(InputError, match="instead"):
        time_to(shop(), events, "a", instead="nothing such")
    with pytest.raises(DataError, match="No rule says"):
        time_to(JourneyMap("M", stages=[Stage("Bare")]), events, "Bare")
    table = time_to(shop(), events, "a", of="quantiles")
    with pytest.raises(InputError, match="has no curve to draw"):
        cj.charts.time_to(table)
