"""Rules say which events belong to a stage, and complain about themselves by name."""

from __future__ import annotations

import re
import warnings

import pandas as pd
import pytest

from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog, claims, stages, touchpoints
from cjwidgets.evidence.matching import ask
from cjwidgets.model import JourneyMap, Rule, Stage, Touchpoint, UnboundRule

NAMES = ("Need help?", "Need helps", "cart", "cart [1]", "pay\nnow", "payment", "покупка")


def log(names: tuple[str, ...] = NAMES) -> EventLog:
    frame = pd.DataFrame({"who": 1, "at": "2026-03-01", "what": list(names)})
    return EventLog(frame, customer="who", time="at", event="what")


def matched(*rules: object) -> set[str]:
    jm = JourneyMap("Shop", stages=[Stage("Buy", match=list(rules))])
    (mask,) = claims(jm, log()).by_stage()
    return {name for name, hit in zip(log().event_names, mask, strict=True) if hit}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("cart", {"cart"}),
        ("cart*", {"cart", "cart [1]"}),
        ("cart [?]", {"cart [1]"}),  # brackets mean themselves
        ("pay*", {"pay\nnow", "payment"}),
        ("Need help?", {"Need help?"}),  # a name of the log is taken literally
        ("Need hel*", {"Need help?", "Need helps"}),
        ("*", set(NAMES)),
        ("пок*", {"покупка"}),
        (re.compile("art"), {"cart", "cart [1]"}),
        (re.compile("^CART$", re.IGNORECASE), {"cart"}),
        (lambda name: name.endswith("t"), {"cart", "payment"}),
        (str.isidentifier, {"cart", "payment", "покупка"}),
    ],
)
def test_rules(rule: object, expected: set[str]):
    assert matched(rule) == expected


def test_a_stage_owns_the_events_of_its_touchpoints():
    jm = JourneyMap(
        "Shop",
        stages=[
            Stage("Buy", match=["cart"], touchpoints=[Touchpoint("Pay", match="payment")]),
            Stage("Use"),
        ],
    )
    first, second = claims(jm, log()).by_stage()
    assert first.sum() == 2
    assert second is None


def test_a_rule_without_events_warns_with_close_names():
    says = r"Stage 'Buy': the rule 'Paymnt' matches no event.* Close names: 'payment'"
    with pytest.warns(UserWarning, match=says):
        matched("Paymnt")


def test_a_touchpoint_is_named_with_its_stage():
    jm = JourneyMap(
        "Shop", stages=[Stage("Buy", touchpoints=[Touchpoint("Pay", match=re.compile("x"))])]
    )
    with pytest.warns(UserWarning, match=r"Touchpoint 'Pay' in stage 'Buy'.*re.compile\('x'\)"):
        claims(jm, log())


def test_a_good_rule_does_not_warn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        matched("cart", "pay*")


def test_a_failing_function_is_wrapped():
    def broken(name: str) -> bool:
        raise KeyError(name)

    with pytest.raises(DataError) as caught:
        matched(broken)
    assert "Stage 'Buy': the rule broken() failed on event 'Need help?'" in str(caught.value)
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize("answer", [None, "yes", 1, re.match("a", "a")])
def test_an_answer_must_be_a_bool(answer: object):
    with pytest.raises(DataError, match="expected True or False"):
        matched(lambda name: answer)


def test_a_function_lost_by_the_file_must_be_set_again():
    with pytest.raises(DataError, match=r"'is_buy'.*set \.match again"):
        matched(UnboundRule("is_buy"))


def test_codings_give_each_event_one_place():
    jm = JourneyMap(
        "Shop",
        stages=[
            Stage("Look", match="пок*", touchpoints=[Touchpoint("Help", match="Need*")]),
            Stage("Buy", touchpoints=[Touchpoint("Cart", match="cart*"), Touchpoint("Pay")]),
            Stage("Again", match=["cart", "pay*"]),
        ],
    )
    events = log()
    place = dict(zip(events.event_names, stages(jm, events).places.tolist(), strict=True))
    assert place == {
        "Need help?": 0, "Need helps": 0, "покупка": 0,
        "cart": 1, "cart [1]": 1,  # the first stage that claims it
        "pay\nnow": 2, "payment": 2,
    }  # fmt: skip
    placement = touchpoints(jm, events)
    assert placement.names == ("Help", "Cart", "Pay")
    assert placement.places.tolist() == [0, 0, 1, 1, -1, -1, -1]
    assert touchpoints(jm, events) is placement  # so that what was reduced is kept


def test_the_warning_points_at_the_caller():
    with pytest.warns(UserWarning, match="Paymnt") as caught:
        matched("Paymnt")
    assert caught[0].filename == __file__


WIDE = pd.DataFrame(
    {
        "who": [1, 1, 1, 2, 2, 2],
        "at": pd.to_datetime(
            [
                "2026-01-31 22:00",
                "2026-01-31 23:30",
                "2026-02-01 10:00",
                "2026-02-15 00:00",
                "2026-03-01 00:00",
                "2026-03-02 00:00",
            ]
        ).tz_localize("UTC"),
        "what": ["pay", "pay", "pay_card", "pay", "pay", "chat"],
        "via": ["web", "shop", None, "app", "web", "web"],
        "plan": ["free", "pro", "pro", None, "free", "free"],
    }
)


def wide(zone: str = "UTC") -> EventLog:
    frame = WIDE.assign(at=WIDE["at"].dt.tz_convert(zone))
    return EventLog(frame, customer="who", time="at", event="what", channel="via", also=["plan"])


def reached(*rules: object, zone: str = "UTC") -> int:
    """Events that the rules claim."""
    jm = JourneyMap("Shop", stages=[Stage("Buy", match=list(rules))])
    events = wide(zone)
    return int(events.engine.reach(stages(jm, events)).events[0])


@pytest.mark.parametrize(
    ("rules", "events"),
    [
        ([Rule("pay")], 4),
        ([Rule("pay*")], 5),
        ([Rule("pay*", channel="web")], 2),
        ([Rule("pay*", channel=["web", "shop"])], 3),
        ([Rule(channel=re.compile("^[ws]"))], 4),
        ([Rule(channel="*")], 5),  # an event without a channel fits none
        ([Rule("pay", channel="web", plan="free")], 2),
        ([Rule("chat"), Rule("pay", plan="pro")], 2),
        ([Rule("chat"), "pay_card", lambda name: name == "pay"], 6),
        ([Rule("pay", since="2026-02-01")], 2),
        ([Rule("pay", until="2026-02-01")], 2),
        ([Rule("pay", since="2026-02-01", until="2026-03-01")], 1),
        ([Rule("pay", since="2026-02-01", until="2026-03-01T00:00:01")], 2),
        ([Rule(since="2026-02-15T03:00+03:00")], 3),
        ([Rule(since="1500-01-01", until="9999-12-31")], 6),
        ([Rule("pay", channel="web", until="2026-02-01"), Rule("chat", since="2026-03-02")], 2),
    ],
)
def test_rules_over_several_columns(rules: list[object], events: int):
    assert reached(*rules) == events


def test_windows_are_in_the_zone_of_the_log():
    rule = Rule("pay", until="2026-02-01")
    assert reached(rule, zone="America/New_York") == 2
    assert reached(rule, zone="Europe/Berlin") == 1  # 23:30 UTC was the next day there
    skipped = Rule("pay", until="2026-03-29T02:30")  # clocks went from 2 to 3
    assert reached(skipped, zone="Europe/Berlin") == 4


def test_a_column_the_log_does_not_have_is_named():
    says = r"Stage 'Buy': Rule\(device='ios'\) asks for 'device'.*It has event, channel, plan"
    with pytest.raises(DataError, match=says):
        reached(Rule(device="ios"))
    with pytest.raises(DataError, match=r"also=\['city'\]"):
        reached(Rule(city="Oslo"))


def test_a_rule_of_several_columns_without_events_warns():
    with pytest.warns(UserWarning, match=r"Rule\(channel='web', event='Pay'\).*Close.*'pay'"):
        reached(Rule("Pay", channel="web"))


def test_ten_thousand_kinds_are_asked_once_each():
    names = [f"event {i}" for i in range(10_000)]
    asked: list[str] = []

    def odd(name: str) -> bool:
        asked.append(name)
        return name.endswith("1")

    jm = JourneyMap("Shop", stages=[Stage("Odd", match=[odd, Rule("event 9?", channel="web")])])
    frame = pd.DataFrame({"who": 1, "at": "2026-03-01", "what": names * 2, "via": "web"})
    events = EventLog(frame, customer="who", time="at", event="what", channel="via")
    assert events.engine.reach(stages(jm, events)).events.tolist() == [2 * (1_000 + 10 - 1)]
    assert sorted(asked) == sorted(names)


def test_a_text_is_asked_once_a_log_and_a_function_always(monkeypatch):
    asked: list[object] = []
    test_of = ask._test_of
    monkeypatch.setattr(ask, "_test_of", lambda rule, *_: asked.append(rule) or test_of(rule, *_))
    likes = ["cart"]

    def liked(name: str) -> bool:
        return name in likes

    jm = JourneyMap("Shop", stages=[Stage("Buy", match=["pay*"]), Stage("Like", match=[liked])])
    events = log()
    counts = events.engine.reach(stages(jm, events)).events.tolist()
    likes.append("покупка")
    again = events.engine.reach(stages(jm, events)).events.tolist()
    assert (counts, again) == ([2, 1], [2, 2])
    assert asked == ["pay*", liked, liked]
    jm.stages[0].match = ["cart*"]
    assert events.engine.reach(stages(jm, events)).events.tolist() == [2, 1]


def test_what_is_known_of_texts_is_bounded(monkeypatch):
    monkeypatch.setattr(ask, "KEPT", 5 * len(NAMES))
    jm, events = JourneyMap("Shop", stages=[Stage("Buy")]), log()
    for number in range(40):
        jm.stages[0].match = [f"cart*{'*' * number}"]
        found = claims(jm, events)
        assert found.by_stage()[0].sum() == 2
        assert len(found.kinds.told) <= 6
