"""Channels: the scorecard, who they reach, what they share, where they are missing."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.toys import LOGS, log, own, said, shop, unexplained, visits, walks
from cjwidgets.analysis import (
    channel_consistency,
    channel_coverage,
    channel_gaps,
    channel_overlaps,
    channels,
    wilson,
)
from cjwidgets.analysis.inference.two_samples import shares
from cjwidgets.errors import DataError, InputError, NotFoundError
from cjwidgets.evidence import Survey
from cjwidgets.model import JourneyMap, Stage, Touchpoint

WORKED = (
    (1, 0, "A", "web", "old", 1.0), (1, 2, "A", "web", "old", 1.0), (1, 5, "B", "shop", "old", 4.0),
    (2, 1, "B", "shop", "new", 2.0), (2, 4, "A", "web", "new", 1.0), (2, 50, "x", None, "new", 0.0),
    (3, 9, "A", "web", "new", 1.0),
    (4, 60, "A", "call", None, 8.0),
)  # fmt: skip


def test_the_scorecard_by_hand():
    table = channels(shop("A", "B"), log(*WORKED), goal="T1", window="30min", cap="4min")
    assert table["channel"].tolist() == ["call", "shop", "web"]
    assert table["interactions"].tolist() == [1, 2, 4]
    assert table["customers"].tolist() == [1, 2, 3]
    assert table["share"].tolist() == [0.25, 0.5, 0.75]
    assert table["switched_in"].tolist() == [0, 1, 1]
    assert table["switched_out"].tolist() == [0, 1, 1]
    assert table["median_time"].tolist()[1:] == [180, 240]  # web: 5 minutes, capped
    assert table["median_handling"].tolist() == [0, 0, 0]
    assert table["median_handling_high"].isna().all()  # of three customers at most
    assert math.isnan(table["median_handling_high"][0]), "of one visit"
    assert table["converted"].tolist() == [0, 0, 1]
    assert table["conversion_n"].tolist() == [1, 0, 3]  # in the shop all do nothing but B
    assert table["conversion"].tolist() == pytest.approx([0, math.nan, 1 / 3], nan_ok=True)
    assert table["before"].tolist() == [0, 2, 3]
    assert table["lost"].tolist() == [0, 1, 2]  # 2 came back at 50, without a channel
    assert table["churn"].tolist()[1:] == pytest.approx([1 / 2, 2 / 3])
    assert table["churn_low"][2] == wilson(2, 3).low
    assert table["cost"].tolist() == [8, 6, 4]
    assert table["cost_per_customer"].tolist() == pytest.approx([8, 3, 4 / 3])
    assert table["note"].tolist() == ["undecided", "only_goal", "at_cap"]
    assert unexplained(table) == []
    assert "web" in said(table)[0]


def test_churn_of_a_channel_is_of_a_period_not_of_the_log():
    """Ten come in each of two hours, half of the first are there in the second; years ago 500."""
    now = [(who, 0, "A", "web") for who in range(10)] + [(who, 60, "A", "web") for who in range(5)]
    now += [(100 + who, 60, "A", "web") for who in range(5)]
    long_ago = [(1000 + who, -9000, "A", "web") for who in range(500)]
    for events in (now, now + long_ago):
        row = channels(None, log(*events), window="1h").iloc[0]
        assert (row["before"], row["lost"], row["churn"]) == (10, 5, 0.5)


def test_who_only_reaches_the_goal_in_a_channel_is_no_success_of_it():
    events = [(i, 0, "A", "web") for i in range(50)] + [(i, 5, "B", "till") for i in range(10)]
    events += [(100 + i, 0, "B", "till") for i in range(30)]
    table = channels(shop("A", "B"), log(*events), goal="B", window="1min").set_index("channel")
    assert table["converted"].to_dict() == {"web": 10, "till": 0}
    assert table["conversion_n"].to_dict() == {"web": 50, "till": 0}
    assert math.isnan(table["conversion"]["till"])
    assert "web are the surest to reach B: 20%" in said(table.reset_index())[0]


def test_the_surest_channel_is_not_one_of_a_single_customer():
    events = [(i, 0, "A", "web") for i in range(50)] + [(i, 5, "B", "web") for i in range(40)]
    events += [(99, 0, "A", "desk"), (99, 1, "B", "desk")]
    events += [(i, 0, "A", "shop") for i in range(80, 88)]
    table = channels(shop("A", "B"), log(*events), goal="B")
    assert "Customers of web are the surest to reach B: 80%" in said(table)[0]
    alone = channels(shop("A", "B"), log(*events[90:92]), goal="B")
    assert "surest" not in said(alone)[0]


def test_the_scorecard_without_goal_and_cost():
    table = channels(None, log((1, 0, "A", "web")))
    assert "conversion" not in table
    assert "cost" not in table
    assert table["note"].tolist() == ["undecided"]
    assert len(said(table)) == 4
    with pytest.raises(InputError, match="A goal needs a map"):
        channels(None, log((1, 0, "A", "web")), goal="A")
    with pytest.raises(NotFoundError, match="no channel"):
        channels(None, walks(a="A"))


@settings(max_examples=60)
@given(LOGS, st.integers(1, 9))
def test_the_scorecard_of_any_log(events, window):
    if not any(event[3] for event in events) or not any(event[2] == "B" for event in events):
        return
    table = channels(shop("B"), log(*events), goal="B", window=f"{window}min", minimum=1)
    table = table.set_index("channel")
    end = max(event[1] for event in events)
    for name, row in table.iterrows():
        mine = [rows for rows in own(events).values() if any(one[3] == name for one in rows)]
        done = others = 0
        for rows in mine:
            before = [i for i, one in enumerate(rows) if one[3] == name and one[2] != "B"]
            others += bool(before)
            done += bool(before) and any(one[2] == "B" for one in rows[before[0] :])
        assert (row["customers"], row["converted"]) == (len(mine), done)
        assert row["conversion_n"] == others
        before = [
            rows
            for rows in mine
            if any(one[3] == name and end - 2 * window < one[1] <= end - window for one in rows)
        ]
        lost = [rows for rows in before if rows[-1][1] <= end - window]
        assert (row["before"], row["lost"]) == (len(before), len(lost))
        paths = [visits([one[3] for one in rows]) for rows in own(events).values()]
        assert row["switched_in"] == sum(path[1:].count(name) for path in paths)
        assert row["switched_out"] == sum(path[:-1].count(name) for path in paths)
    assert unexplained(table) == []


def test_coverage_by_hand():
    table = channel_coverage(log(*WORKED), minimum=1)
    assert table[["segment", "channel", "customers", "n", "note"]].to_numpy().tolist() == [
        ["new", "call", 0, 2, ""], ["new", "shop", 1, 2, ""], ["new", "web", 2, 2, ""],
        ["old", "call", 0, 1, ""], ["old", "shop", 1, 1, ""], ["old", "web", 1, 1, ""],
    ]  # fmt: skip
    assert table["share"].tolist()[:3] == [0, 0.5, 1]
    few = channel_coverage(log(*WORKED), minimum=2)
    assert few["note"].tolist() == ["beside_small"] * 3 + ["small_n"] * 3
    assert few[["customers", "share"]].isna().all(axis=None)
    assert unexplained(table) == []
    assert "new" in said(table)[0]
    hidden = channel_coverage(log(*WORKED))
    assert hidden["note"].eq("small_n").all()
    assert len(said(hidden)) == 4
    with pytest.raises(NotFoundError, match="no device"):
        channel_coverage(log(*WORKED), by="device")


def test_overlaps_by_hand():
    table = channel_overlaps(log(*WORKED, (3, 10, "A", "call", None, 0.0)))
    assert table[["first", "second", "both", "n"]].to_numpy().tolist() == [
        ["shop", "web", 2, 3], ["call", "web", 1, 4], ["call", "shop", 0, 4],
    ]  # fmt: skip
    assert table["jaccard"].tolist() == pytest.approx([2 / 3, 1 / 4, 0])
    assert table["of_first"].tolist() == [1, 0.5, 0]
    assert "shop" in said(table)[0]
    alone = channel_overlaps(log((1, 0, "A", "web")))
    assert alone.empty
    assert len(said(alone)) == 4


def planned() -> JourneyMap:
    return JourneyMap(
        "Shop",
        stages=[
            Stage("Look", touchpoints=[Touchpoint("Site", channel="Web ", match="A")]),
            Stage("Ask", match="x", touchpoints=[Touchpoint("Chat", channel="chat")]),
            Stage("Buy", match="B"),
            Stage("Use", touchpoints=[Touchpoint("Letter", channel="mail")]),
            Stage("Love"),
        ],
    )


def test_gaps_by_hand():
    events = log(*WORKED)
    table = channel_gaps(planned(), events)
    rows = table[["stage", "channel", "planned", "customers", "gap", "n", "note"]]
    assert rows.astype(object).where(rows.notna(), None).to_numpy().tolist() == [
        ["Look", "Web ", True, 3, "", 4, ""],
        ["Look", "call", False, 1, "not_planned", 4, ""],
        ["Ask", "chat", True, 0, "not_observed", 1, ""],
        ["Buy", "shop", False, 2, "not_planned", 2, ""],
        ["Use", "mail", True, None, "", 0, "no_rule"],
        ["Love", "", False, None, "no_channel", 0, "no_rule"],
    ]
    assert table["share"].tolist()[:4] == [0.75, 0.25, 0, 1]
    assert unexplained(table) == []
    assert "shop" in said(table)[0]
    assert "Love" in said(table)[0]


def test_names_of_channels_may_differ():
    jm = JourneyMap(
        "Shop", stages=[Stage("Buy", touchpoints=[Touchpoint("T", channel="Website", match="A")])]
    )
    events = log((1, 0, "A", "www"), (2, 0, "A", "web"), (2, 1, "A", "www"))
    table = channel_gaps(jm, events, names={"WWW": "Website", "web": "website"})
    assert table[["channel", "events", "customers", "gap"]].to_numpy().tolist() == [
        ["Website", 3, 2, ""]
    ]
    assert len(said(table)) == 4


def test_gaps_need_rules_and_channels():
    with pytest.raises(DataError, match="No stage of 'Shop' says"):
        channel_gaps(shop([]), log((1, 0, "A", "web")))
    with pytest.raises(NotFoundError, match="no channel"):
        channel_gaps(shop("A"), walks(a="A"))
    with pytest.warns(UserWarning, match="matches no event"):
        table = channel_gaps(shop("Z"), log((1, 0, "A", "web")))
    assert table["note"].tolist() == ["no_events"]
    assert pd.isna(table["share"][0])


def survey(*answers: tuple[str, str, int]) -> Survey:
    """(touchpoint, channel, rating), each by a person of their own; asked for NPS, too."""
    frame = pd.DataFrame(answers, columns=["at", "via", "csat"])
    frame["nps"] = frame["csat"] * 2
    return Survey(frame, questions=["csat", "nps"], touchpoint="at", channel="via")


def test_without_a_channel_answers_rate_nothing():
    answers = survey(*[("T0", "", 5)] * 6)
    table = channels(shop("A", "B"), log(*WORKED), window="30min", survey=answers)
    assert table["csat"].isna().all()
    assert table["nps_n"].tolist() == [0] * len(table)
    assert set(table["note"]) <= {"undecided", "censored", "one_value", "no_answers"}
    assert unexplained(table) == []


def test_ratings_stand_on_the_scorecard():
    answers = survey(*[("T0", "WEB", 5)] * 6, *[("T0", "WEB", 1)] * 2, *[("T0", "shop", 5)] * 3)
    table = channels(shop("A", "B"), log(*WORKED), window="30min", survey=answers)
    assert table["csat"].tolist()[2] == 0.75
    assert [table["csat_low"][2], table["csat_high"][2]] == [*wilson(6, 8)]
    assert table["nps"].tolist()[2] == 50
    assert table["csat_n"].tolist() == table["nps_n"].tolist() == [0, 3, 8]
    assert table["note"].tolist() == ["undecided", "small_n", "one_value"]
    assert unexplained(table) == []
    with pytest.raises(InputError, match="A survey needs a map"):
        channels(None, log(*WORKED), survey=answers)


def test_consistency_by_hand():
    """T0: 9 of 10 by web, 3 of 10 by shop (Newcombe's .1705 – .809), few by others."""
    answers = survey(
        *[("T0", "web", 5)] * 9, ("T0", "web", 1), *[("T0", "shop", 5)] * 3,
        *[("T0", "shop", 1)] * 7, *[("T0", "call", 5)] * 2, *[("T0", "mail", 1)] * 4,
        *[("T1", "web", 5)] * 9,
    )  # fmt: skip
    table = channel_consistency(shop("A", "B", "C"), answers)
    assert table[["touchpoint", "channels", "best", "worst", "n", "note"]].to_numpy().tolist() == [
        ["T0", 2, "web", "shop", 20, ""],
        ["T1", 1, "", "", 9, "one_channel"],
        ["T2", 0, "", "", 0, "no_answers"],
    ]
    assert table["observed"][0] == pytest.approx(0.6)
    # Of a pooled share of .6, each channel varies by .024; the variance between is .156.
    assert table["spread"][0] == pytest.approx(0.6 * 0.156 / 0.18)
    assert round(table["spread_low"][0], 4) == 0.1705
    assert round(table["spread_high"][0], 4) == 0.809
    assert table["p"][0] == pytest.approx(float(shares(9, 10, 3, 10).p))
    assert unexplained(table) == []
    assert "web" in said(table)[0]
    three = channel_consistency(shop("A", "B", "C"), answers, minimum=2, level="stage")
    assert three[["channels", "best", "worst"]].to_numpy().tolist()[0] == [4, "call", "mail"]
    assert three["p"][0] == pytest.approx(6 * float(shares(2, 2, 0, 4).p))
    alike = channel_consistency(
        shop("A"), survey(*[("T0", "web", 5)] * 5, *[("T0", "shop", 5)] * 5), level="journey"
    )
    assert alike["note"].tolist() == ["no_spread"]
    assert len(said(alike)) == 4
