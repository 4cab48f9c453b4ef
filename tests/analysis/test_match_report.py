"""The report says what the rules claim, what they miss and what they claim twice."""

from __future__ import annotations

import pandas as pd
import pytest

from cjwidgets.analysis import match_report
from cjwidgets.analysis.shared.result import explain
from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog
from cjwidgets.model import JourneyMap, Rule, Stage, Touchpoint, UnboundRule

ROWS = pd.DataFrame(
    {
        "who": ["a", "a", "a", "b", "b", "c", "c", "d"],
        "at": "2026-03-01",
        "what": ["search", "cart", "pay", "search", "chat", "chat", "chat", "客服"],
        "via": ["web", "web", "app", "web", "web", None, "web", "shop"],
    }
)


def log(rows: pd.DataFrame = ROWS) -> EventLog:
    return EventLog(rows, customer="who", time="at", event="what", channel="via")


def shop() -> JourneyMap:
    return JourneyMap(
        "Shop",
        stages=[
            Stage(
                "Look",
                match=["search", "s*"],
                touchpoints=[Touchpoint("Search", match="search"), Touchpoint("Shelf")],
            ),
            Stage(
                "Buy",
                touchpoints=[
                    Touchpoint("Cart", match=["cart", "basket"]),
                    Touchpoint("Help", match=[Rule("c*", channel="web")]),
                ],
            ),
            Stage("Use"),
        ],
    )


def test_every_rule_has_a_row():
    report = match_report(shop(), log())
    rules = report[report["rule"] != ""]
    ids = ["stage_id", "touchpoint_id"]
    assert rules.drop(columns=["event", "claimed_by", "note", *ids]).values.tolist() == [
        ["matched", "Look", "", "'search'", 2, 2],
        ["matched", "Look", "", "'s*'", 2, 2],
        ["matched", "Look", "Search", "'search'", 2, 2],
        ["matched", "Buy", "Cart", "'cart'", 1, 1],
        ["never_observed", "Buy", "Cart", "'basket'", 0, 0],
        ["matched", "Buy", "Help", "Rule(channel='web', event='c*')", 3, 3],
    ]  # fmt: skip
    bare = report[report["status"] == "no_rule"]
    assert bare[["stage", "touchpoint"]].values.tolist() == [["Look", "Shelf"], ["Use", ""]]
    assert bare["events"].isna().all()
    assert (bare["note"] == "no_rule").all()


def test_touchpoints_never_observed_are_listed():
    jm = shop()
    jm.touchpoints[2].match = ["basket", "bag*"]
    report = match_report(jm, log())
    assert report.attrs["unseen"] == ["Buy › Cart"]
    assert "Touchpoints never observed: Buy › Cart." in explain(report)


def test_unmatched_events_are_counted():
    report = match_report(shop(), log())
    rows = report[report["status"] == "unmatched"]
    # A chat without a channel is not what the rule asks for.
    assert rows[["event", "events", "customers"]].values.tolist() == [
        ["chat", 1, 1],
        ["pay", 1, 1],
        ["客服", 1, 1],
    ]
    assert report.attrs["claimed"] == 5


def test_events_claimed_twice_name_their_claimants():
    report = match_report(shop(), log())
    rows = report[report["status"] == "claimed_twice"]
    # Look's own rule and its touchpoint's do not compete.
    assert rows[["event", "events", "claimed_by"]].values.tolist() == [
        ["cart", 1, "Buy › Cart; Buy › Help"]
    ]
    jm = JourneyMap("Two", stages=[Stage("A", match="chat"), Stage("B", match="*")])
    rows = match_report(jm, log()).query("status == 'claimed_twice'")
    assert rows[["event", "events", "customers", "claimed_by"]].values.tolist() == [
        ["chat", 3, 2, "A; B"]
    ]


def test_a_map_without_rules_matches_nothing():
    report = match_report(JourneyMap("Empty", stages=["A"]), log())
    assert report["status"].tolist() == ["no_rule"] + ["unmatched"] * 5
    assert report.attrs["claimed"] == 0
    assert match_report(JourneyMap("None"), log())["status"].unique().tolist() == ["unmatched"]


def test_ten_thousand_kinds_and_one_customer():
    rows = pd.DataFrame(
        {"who": 1, "at": "2026-03-01", "what": [f"e{i}" for i in range(10_000)], "via": "web"}
    )
    jm = JourneyMap("Many", stages=[Stage("A", match="e1*"), Stage("B", match="e?2*")])
    report = match_report(jm, log(rows))
    assert report["status"].value_counts().to_dict() == {
        "unmatched": 10_000 - 1_111 - 999 + 111,
        "claimed_twice": 111,
        "matched": 2,
    }


def test_a_rule_that_cannot_be_used_is_named():
    jm = JourneyMap("Shop", stages=[Stage("Buy", match=[UnboundRule("is_buy")])])
    with pytest.raises(DataError, match="Stage 'Buy'"):
        match_report(jm, log())


@pytest.mark.parametrize(
    ("locale", "says"),
    [
        (
            "en",
            "The rules of the map claim 5 of 8 events (63%). Event names that no rule claims: 3, "
            "the most frequent “chat” (1). Rules that no event fits: 1. Event names claimed more "
            "than once: 1.",
        ),
        ("ru", "охватывают 5 из 8 событий"),
        ("zh-Hans", "8 个事件中的 5 个"),
        ("zh-Hant", "8 個事件中的 5 個"),
    ],
)
def test_the_report_in_words(locale: str, says: str):
    assert says in explain(match_report(shop(), log()), locale)
