"""Reach, exits and dwell: who is where, who leaves, how long they stay."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.toys import LOGS, log, own, said, shop, unexplained, walks
from cjwidgets.analysis import dwell, exits, reach, wilson
from cjwidgets.errors import DataError, InputError

WORKED = (
    (1, 0, "A", "web", "old", 1.0), (1, 1, "B", "web", "old", 2.0), (1, 5, "A", "shop", "old", 4.0),
    (2, 2, "A", "web", "new", 8.0), (2, 4, "x", None, "new", 16.0),
    (3, 9, "B", "shop", None, 32.0),
)  # fmt: skip


def test_reach_by_hand():
    table = reach(shop("A", "B", []), log(*WORKED))
    assert table["events"].tolist() == [3, 2, pd.NA]
    assert table["customers"].tolist() == [2, 2, pd.NA]
    assert table["share"].tolist()[:2] == pytest.approx([2 / 3, 2 / 3])
    assert table["entered"].tolist() == [2, 1, pd.NA]
    assert table["left"].tolist() == [2, 1, pd.NA]
    assert table["cost"].tolist()[:2] == [13, 34]
    assert table["n"].tolist() == [3, 3, 3]
    assert table["note"].tolist() == ["", "", "no_rule"]
    low, high = wilson(2, 3)
    assert table[["share_low", "share_high"]].to_numpy()[0].tolist() == [low, high]
    assert "Wilson" in table.attrs["source"]
    assert (table.attrs["statistic"], table.attrs["unit"]) == ("reach", "who")


def test_reach_of_channels_and_events():
    table = reach(None, log(*WORKED), level="channel")
    assert table[["channel", "events", "customers", "entered", "left"]].to_numpy().tolist() == [
        ["shop", 2, 2, 1, 2],
        ["web", 3, 2, 2, 1],
    ]
    table = reach(None, log(*WORKED), level="event")
    assert dict(zip(table["event"], table["customers"], strict=True)) == {"A": 2, "B": 2, "x": 1}


def test_what_no_event_matches_is_said():
    with pytest.warns(UserWarning, match="matches no event"):
        table = reach(shop("A", "Z"), log((1, 0, "A")))
    assert table["note"].tolist() == ["", "no_events"]
    assert table["customers"].tolist() == [1, 0]
    assert "cost" not in table
    assert unexplained(table) == []


def test_exits_by_hand():
    """The log ends at 20, the window is 5: what is known is known up to 15."""
    events = log(
        (1, 0, "A"), (1, 1, "B"),                # gone from B
        (2, 0, "A"), (2, 9, "A"), (2, 10, "B"),  # back at A after 9; gone from B
        (3, 15, "A"),                            # gone from A, just so
        (4, 16, "A"),                            # may come back
        (5, 0, "A"), (5, 20, "B"),               # back after 20; may come back
    )  # fmt: skip
    jm = shop("A", "B", "x*", "C")
    table = exits(jm, log(*rows(events), (6, 0, "xy"), (7, 0, "C")), window="5min")
    assert table["left"].tolist() == [1, 2, 1, 1]
    last, table = table.iloc[3], table.iloc[:3]
    assert (last["n"], last["note"]) == (1, "end"), "the journey ends there: it is no loss"
    assert math.isnan(last["share"])
    assert table["left"].tolist() == [1, 2, 1]
    assert table["n"].tolist() == [4, 2, 1]
    assert table["share"].tolist() == [0.25, 1, 1]
    assert table["customers"].tolist() == [5, 3, 1]
    assert table["undecided"].tolist() == [1, 1, 0]
    assert table["returned"].tolist() == [2, 0, 0]
    assert table["share_low"].tolist() == wilson([1, 2, 1], [4, 2, 1]).low.tolist()


def rows(events) -> list[tuple]:
    """The events of a log made by `log`, back."""
    found = events.engine.events
    names = events.labels("event").names
    minutes = (found.stamps - found.stamps.min()) // 60_000_000
    return [
        (int(who) + 1, int(at), names[code])
        for who, at, code in zip(found.owners, minutes, found.labels["event"].codes, strict=True)
    ]


def test_a_log_shorter_than_the_window_decides_nothing():
    table = exits(shop("A", "B"), log((1, 0, "A"), (1, 3, "B")), window="1h")
    assert table["note"].tolist() == ["undecided", "end"]
    assert table["share"].isna().all()
    assert table["undecided"].tolist() == [0, 1]
    assert "1 h" in said(table)[0]


@pytest.mark.parametrize("level", ["stage", "touchpoint"])
def test_the_end_of_a_journey_is_no_loss(level):
    """All leave at the last place, most of those at the first come on."""
    events = [(who, 0, "A") for who in range(9)] + [(who, 1, "B") for who in range(2, 9)]
    events = log(*events, (99, 100, "x"))
    table = exits(shop("A", "B"), events, window="5min", level=level)
    assert table["left"].tolist() == [2, 7]
    assert table["note"].tolist() == ["", "end"]
    assert "0" in said(table)[0].partition("Most leave at “")[2][:3], "S0 or T0"
    assert unexplained(table) == []
    with pytest.warns(UserWarning, match="matches no event"):
        only = exits(shop("Z", "B"), events, window="5min", level=level)
    assert "nobody is lost" in said(only)[0]
    # Channels and events have no order, and a map of one place no end.
    assert set(exits(None, events, window="5min", level="event")["note"]) == {"", "undecided"}
    assert exits(shop("A"), events, window="5min", level=level)["note"].tolist() == [""]


def test_who_has_events_that_no_rule_places_is_there():
    """The window is 5: who is in the log within it, wherever, has not left."""
    events = log(
        *((1, minute, "A" if minute == 0 else "login") for minute in range(0, 21, 4)),
        (2, 0, "A"), (2, 4, "login"),                   # gone: nothing at all after 4
        (3, 0, "A"), (3, 9, "login"), (3, 20, "login"),  # away for 9, then for 11
        (4, 0, "login"), (4, 8, "A"),                   # was away before it was here: not from here
    )  # fmt: skip
    table = exits(shop("A"), events, window="5min")
    counts = table[["customers", "n", "left", "undecided", "returned"]]
    assert counts.to_numpy().tolist() == [[4, 4, 2, 2, 2]]


def test_nobody_has_left_who_is_there_every_week():
    visits = [(who, 0, "A") for who in range(20)]
    weeks = [(who, week * 7 * 1440, "login") for who in range(20) for week in range(1, 22)]
    table = exits(shop("A"), log(*visits, *weeks))
    assert table[["left", "n", "undecided", "returned"]].to_numpy().tolist() == [[0, 20, 20, 0]]
    assert "left:" in said(table)[0]
    assert "Most leave" not in said(table)[0]


@settings(max_examples=60)
@given(LOGS, st.integers(1, 10))
def test_who_left_a_channel_is_in_none(events, window):
    """Events without a channel show that somebody is there."""
    if not any(event[3] for event in events):
        return
    table = exits(None, log(*events), window=f"{window}min", level="channel").set_index("channel")
    end = max(event[1] for event in events)
    for name in table.index:
        left = undecided = returned = 0
        for rows in own(events).values():
            via = [None, *(row[3] for row in rows)]
            last = [[each for each in via[: i + 2] if each] for i in range(len(rows))]
            here = [bool(each) and each[-1] == name for each in last]
            gone = rows[-1][1] <= end - window
            left += here[-1] and gone
            undecided += here[-1] and not gone
            returned += sum(
                was and two[1] - one[1] > window
                for was, one, two in zip(here, rows, rows[1:], strict=False)
            )
        row = table.loc[name]
        assert (row["left"], row["undecided"], row["returned"]) == (left, undecided, returned)


@settings(max_examples=60)
@given(LOGS, st.integers(1, 10))
def test_exits_of_any_log(events, window):
    table = exits(None, log(*events), window=f"{window}min", level="event").set_index("event")
    end = max(event[1] for event in events)
    for name in table.index:
        mine = [rows for rows in own(events).values() if any(row[2] == name for row in rows)]
        known = [
            rows for rows in mine if any(row[2] == name and row[1] <= end - window for row in rows)
        ]
        left = [rows for rows in known if rows[-1][2] == name and rows[-1][1] <= end - window]
        row = table.loc[name]
        assert (row["customers"], row["n"], row["left"]) == (len(mine), len(known), len(left))
        assert row["note"] == ("" if known else "undecided")
        assert math.isnan(row["share"]) != bool(known)


def test_dwell_by_hand():
    events = log(
        (1, 0, "A"), (1, 2, "A"), (1, 6, "B"), (1, 6, "x"), (1, 16, "A"),
        (2, 0, "A"), (2, 60, "B"),
    )  # fmt: skip
    table = dwell(shop("A", "B", []), events, per="event")
    assert table["median"].tolist()[:2] == [240, 600]
    assert table["n"].tolist() == [3, 1, 0]
    assert table["censored"].tolist() == [1, 1, pd.NA]
    assert (table["q25"][0], table["q75"][0]) == (180, 1920)
    assert math.isnan(table["median_low"][0])  # three stays of two customers
    assert table["note"].tolist() == ["few_people", "one_value", "no_rule"]
    capped = dwell(shop("A", "B"), events, per="event", cap="30min")
    assert capped["capped"].tolist() == [1, 0]
    assert capped["q75"][0] == (240 + 1800) / 2
    visits = dwell(shop("A", "B"), events)
    assert visits["n"].tolist() == [2, 1]
    assert visits["median"].tolist() == [(360 + 3600) / 2, 600]
    inside = dwell(shop("A", "B"), events, per="inside")
    assert inside["n"].tolist() == [3, 2]
    assert inside["q75"].tolist() == [60, 0]  # 2 minutes, and visits of one event
    assert inside["censored"].tolist() == [0, 0]
    assert table.attrs["unit"] == "seconds"


def test_one_stay_alone_has_no_interval():
    """Fifty look, one goes on: it took this one three days, and nobody knows of others."""
    looks = [(who, 0, "A") for who in range(50)]
    events = log(*looks, (0, 4320, "B"))
    told = dwell(shop("A", "B"), events, per="visit")
    assert told["note"].tolist() == ["small_n", "small_n"]
    assert told["median"].isna().all()
    table = dwell(shop("A", "B"), events, per="visit", minimum=1)
    assert table["median"].tolist()[:1] == [3 * 86400]
    assert table[["median_low", "median_high"]].isna().all(axis=None)
    assert table["note"].tolist() == ["one_value", "censored"]
    assert all(said(each)[0].startswith("Too few stays") for each in (told, table))
    # Where another place has more stays, that one is spoken of.
    more = log((0, 0, "A"), (0, 4320, "B"), *((1, at, "C") for at in range(3)))
    assert "“C”" in said(dwell(None, more, level="event", per="event"))[0]


def test_stays_without_an_end_are_censored():
    table = dwell(shop("A", "B"), log((1, 0, "A"), (2, 0, "A"), (2, 1, "B")))
    assert table["note"].tolist() == ["one_value", "censored"]
    assert unexplained(table) == []
    assert dwell(shop("A"), log((1, 0, "A")))["note"].tolist() == ["censored"]
    assert len(said(dwell(shop("A"), log((1, 0, "A"))))) == 4


@pytest.mark.parametrize("statistic", [reach, exits, dwell])
def test_they_say_what_they_found_and_refuse_what_is_wrong(statistic):
    events = log(*WORKED)
    options = {exits: {"window": "1min"}, dwell: {"minimum": 1, "per": "inside"}}.get(statistic, {})
    english = said(statistic(shop("A", "B"), events, **options))[0]
    assert any(name in english for name in ("S0", "S1", "T0", "T1"))
    with pytest.raises(InputError, match=r"Did you mean 0\.95"):
        statistic(shop("A"), events, confidence=95)
    with pytest.raises(DataError, match=r"Set \.match"):
        statistic(shop([]), events)


def test_wrong_options_are_refused():
    with pytest.raises(InputError, match="window=5 is no length of time"):
        exits(shop("A"), log((1, 0, "A")), window=5)
    with pytest.raises(InputError, match="cap='soon' is no length of time"):
        dwell(shop("A"), log((1, 0, "A")), cap="soon")
    with pytest.raises(InputError, match="per='page' is not 'event' or 'visit'"):
        dwell(shop("A"), log((1, 0, "A")), per="page")


def test_ten_thousand_kinds_of_events():
    names = [f"page {i}" for i in range(10_000)]
    events = log(*((i % 50, i, name) for i, name in enumerate(names)))
    for table in (
        reach(None, events, level="event"),
        exits(None, events, level="event", window="1h"),
        dwell(None, events, level="event"),
    ):
        assert len(table) == 10_000
        assert unexplained(table) == []
    assert reach(None, events, level="event")["customers"].eq(1).all()


def test_ties_go_by_the_order_of_rows():
    table = reach(None, walks(a="AB", b="BA"), level="event")
    assert table["entered"].tolist() == table["left"].tolist() == [1, 1]
    assert np.array_equal(dwell(None, walks(a="AB"), level="event")["median"][:1], [0.0])


def test_most_leave_where_most_leave_not_where_few_all_do():
    events = [(who, 0, "A") for who in range(100)] + [(who, 9, "B") for who in range(3)]
    events += [(who, 90, "A") for who in range(3, 40)]
    table = exits(None, log(*events), level="event", window="30min")
    assert table["share"].tolist() == pytest.approx([60 / 100, 1])
    assert said(table)[0].startswith("Most leave at “A”: 60 of 100")


def test_a_capped_median_says_capped():
    events = [(who, at, what) for who in range(9) for at, what in ((0, "A"), (90, "B"), (95, "A"))]
    table = dwell(None, log(*events), level="event", cap="30min")
    assert table["note"].tolist() == ["at_cap", "ties"]
    assert table["median"].tolist() == [1800, 300]
    text = said(table)[0]
    assert "At “A” at least half of the stays last 30 min or longer" in text
    assert "longest" not in text.partition(":")[0]
    free = dwell(None, log(*events), level="event")
    assert "at_cap" not in set(free["note"])


def test_a_sentence_of_stays_says_when_most_are_of_one_customer():
    """A robot goes to and fro 50 times; nine people do it once."""
    robot = [("bot", at, "AB"[at % 2]) for at in range(100)]
    people = [(who, at, what) for who in range(9) for at, what in ((0, "A"), (7, "B"))]
    table = dwell(None, log(*robot, *people), level="event")
    assert table["of_one"].tolist() == [50, 49]
    assert table["n"].tolist() == [59, 49]
    assert "50 of these 59 stays are of one customer" in said(table)[0]
    alone = dwell(None, log(*people), level="event")
    assert alone["of_one"].tolist() == [1, 0]
    assert "of one customer" not in said(alone)[0]
