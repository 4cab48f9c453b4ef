"""Cohorts and churn: who comes back, who is lost."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.toys import LOGS, START, log, own, said, unexplained
from cjwidgets.analysis import churn, retention, wilson
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence import EventLog
from cjwidgets.limits import limits

WEEKS = (
    (1, 0, "e"), (1, 3, "e"), (1, 11, "e"), (1, 31, "e"),
    (2, 5, "e"), (2, 12, "e"),
    (3, 9, "e"),
    (4, 11, "e"), (4, 25, "e"),
)  # fmt: skip
"""Four periods of ten minutes; customers 1 and 2 begin in the first, 3 in the first, 4 second."""


def test_cohorts_by_hand():
    table = retention(log(*WEEKS), period="10min")
    assert table[["age", "active", "n", "note"]].to_numpy().tolist() == [
        [0, 3, 3, ""], [1, 2, 3, ""], [2, 0, 3, ""], [3, 1, 3, "undecided"],
        [0, 1, 1, ""], [1, 1, 1, ""], [2, 0, 1, "undecided"],
    ]  # fmt: skip
    minutes = (table["cohort"] - START) / pd.Timedelta("1min")
    assert minutes.tolist() == [0, 0, 0, 0, 10, 10, 10]
    assert table["share"][1] == pytest.approx(2 / 3)
    assert [table["share_low"][1], table["share_high"][1]] == [*wilson(2, 3)]
    assert unexplained(table) == []
    assert "75%" in said(table)[0]  # 3 of 4 after one period


def test_churn_by_hand():
    table = churn(log(*WEEKS), period="10min")
    assert table[["active", "lost", "n", "returned", "note"]].to_numpy().tolist() == [
        [3, 0, 0, 0, "first"],
        [3, 1, 3, 0, ""],
        [1, 2, 3, 1, ""],
        [1, 1, 1, 0, "undecided"],
    ]
    assert table["churn"].tolist()[1:3] == pytest.approx([1 / 3, 2 / 3])
    assert [table["churn_low"][1], table["churn_high"][1]] == [*wilson(1, 3)]
    assert unexplained(table) == []
    assert "67%" in said(table)[0]


@settings(max_examples=60)
@given(LOGS, st.integers(1, 5))
def test_any_log(events, minutes):
    first = min(event[1] for event in events)
    last = (max(event[1] for event in events) - first) // minutes
    seen = [{(row[1] - first) // minutes for row in rows} for rows in own(events).values()]
    table = retention(log(*events), period=f"{minutes}min")
    found = {
        (int((row["cohort"] - START) / pd.Timedelta(minutes=1) - first) // minutes, row["age"]): (
            row["active"],
            row["n"],
        )
        for _, row in table.iterrows()
    }
    assert found == {
        (cohort, age): (
            sum(min(mine) == cohort and cohort + age in mine for mine in seen),
            sum(min(mine) == cohort for mine in seen),
        )
        for cohort in {min(mine) for mine in seen}
        for age in range(last - cohort + 1)
    }
    lost = churn(log(*events), period=f"{minutes}min")
    for period, row in lost.iterrows():
        before = [mine for mine in seen if period - 1 in mine]
        gone = [mine for mine in before if period not in mine]
        assert (row["n"], row["lost"]) == (len(before), len(gone))
        assert row["returned"] == sum(max(mine) > period for mine in gone)
        assert row["active"] == sum(period in mine for mine in seen)
    assert unexplained(lost) == unexplained(table) == []


@pytest.mark.parametrize("statistic", [retention, churn])
def test_degenerate_logs(statistic):
    table = statistic(log((1, 0, "e")))
    assert len(table) == 1
    assert len(said(table)) == 4
    many = log((1, 0, "e"), (1, 100, "e"))
    with pytest.raises(DataError, match="such periods: more than 1,000") as caught:
        statistic(many, period="1s")
    assert "cj.limits.periods = 6_001" in caught.value.hint
    limits.periods = 6_001
    try:
        assert len(statistic(many, period="1s")) == 6_001
    finally:
        limits.reset()
    with pytest.raises(InputError, match="period='month' is no length of time"):
        statistic(log((1, 0, "e")), period="month")


def test_periods_start_in_the_zone_of_the_log():
    frame = pd.DataFrame(
        {"who": [1, 1], "at": ["2026-03-01T10:00+03:00", "2026-03-12T10:00+03:00"], "what": "e"}
    )
    events = EventLog(frame, customer="who", time="at", event="what")
    assert str(churn(events, period="7d")["period"][1]) == "2026-03-08 10:00:00+03:00"
    assert str(retention(events, period="7d")["cohort"][0]) == "2026-03-01 10:00:00+03:00"


def test_customers_of_several_periods_are_not_added_up():
    """40 customers in six periods are no 200: the sentence says shares, and each period's n."""
    rows = [(who, 10 * at + who % 7, "A") for who in range(40) for at in range(6)]
    rows = [row for row in rows if row[0] > 9 or row[1] < 30]
    text = said(churn(log(*rows), period="10min"))[0]
    assert "(periods: 4)" in text
    assert "6.7% are lost" in text  # 10 of 40 + 40 + 40 + 30
    assert "25% (95% interval" in text
    assert "n = 40" in text
    assert "170" not in text
