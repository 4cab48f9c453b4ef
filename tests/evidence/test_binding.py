"""What the panel of a touchpoint is told of the events of a log."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence import EventLog
from cjwidgets.evidence.matching.binding import Binding
from cjwidgets.model import JourneyMap, Rule, Stage, Touchpoint

COUNTS = {
    "checkout_start": (9, 12),
    "checkout_paid": (6, 6),
    "account_form": (8, 9),
    "phone_order": (7, 7),
    "return_requested": (6, 8),
    "rare": (2, 3),
}
"""Event → customers, events."""


def log() -> EventLog:
    rows = [
        (each % customers, name)
        for name, (customers, events) in COUNTS.items()
        for each in range(events)
    ]
    frame = pd.DataFrame(rows, columns=["who", "what"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(range(len(frame)), unit="min")
    return EventLog(frame, customer="who", time="at", event="what")


def shop() -> JourneyMap:
    return JourneyMap(
        "Shop",
        stages=[
            Stage(
                "Buy",
                id="buy",
                touchpoints=[
                    Touchpoint("Checkout", id="checkout", match=["checkout_*", "account_form"]),
                    Touchpoint("Phone call", id="phone"),
                    Touchpoint("Returns", id="back"),
                ],
            )
        ],
    )


def binding(jm: JourneyMap | None = None, **options: int) -> Binding:
    return Binding(jm or shop(), log(), **{"minimum": 5, "most": 50, **options})


def test_each_rule_has_its_numbers_and_all_are_counted_once() -> None:
    jm = shop()
    jm.touchpoints[0].match = ["checkout_*", "checkout_paid", Rule(event="account_form")]
    told = binding(jm).of(jm.touchpoints[0])
    assert told["rules"] == [
        ["checkout_*", 9, 18],
        ["checkout_paid", 6, 6],
        [{"event": "account_form"}, 8, 9],
    ]
    assert told["together"] == [9, 27]
    assert told["all"] == [9, 45]


def test_the_tray_holds_what_no_rule_matches_and_hides_how_few() -> None:
    told = binding().of(shop().touchpoints[1])
    assert told["rules"] == []
    assert told["together"] == [0, 0]
    assert told["unmatched"] == {
        "kinds": 3,
        "events": 18,
        "names": [["return_requested", 6, 8], ["phone_order", 7, 7], ["rare", None, 3]],
    }
    assert binding(most=1).of(shop().touchpoints[1])["unmatched"] == {
        "kinds": 3,
        "events": 18,
        "names": [["return_requested", 6, 8]],
    }


def test_what_likely_belongs_here_is_suggested_here_alone() -> None:
    jm = shop()
    told = binding(jm)
    assert [told.of(each)["suggested"] for each in jm.touchpoints] == [
        [],
        [["phone_order", 7, 7]],
        [["return_requested", 6, 8]],
    ]


def test_places_of_one_name_are_not_mixed_up() -> None:
    jm = shop()
    jm.touchpoints[0].name = jm.touchpoints[2].name = "Phone call"
    told = binding(jm)
    assert told.of(jm.touchpoints[1])["suggested"] == []
    assert told.of(jm.touchpoints[0])["suggested"] == [["phone_order", 7, 7]]
    assert told.typed(jm.touchpoints[2], "account")["elsewhere"] == [
        ["account_form", "checkout", 8, 9]
    ]


def test_what_is_free_comes_first_and_what_belongs_elsewhere_is_told_with_its_place() -> None:
    jm = shop()
    told = binding(jm).typed(jm.touchpoints[1], "o")
    assert told["rule"] == ["o", 0, 0, 0]
    assert told["star"] == ["*o*", 9, 34, 27]
    assert [name for name, *_ in told["free"]] == ["phone_order"]
    assert [name for name, *_ in told["rest"]] == ["return_requested", "rare"]
    assert told["elsewhere"] == [
        ["checkout_start", "checkout", 9, 12],
        ["account_form", "checkout", 8, 9],
        ["checkout_paid", "checkout", 6, 6],
    ]


@pytest.mark.parametrize(
    ("typed", "rule", "star"),
    [
        ("phone", [0, 0, 0], ["phone*", 7, 7, 0]),
        ("phone_order", [7, 7, 0], ["phone_order*", 7, 7, 0]),
        ("order", [0, 0, 0], ["*order*", 7, 7, 0]),
        ("checkout_*", [9, 18, 18], None),
        ("checkout_????", [6, 6, 6], None),
        ("rare", [None, 3, 0], ["rare*", None, 3, 0]),
        ("nothing like it", [0, 0, 0], None),
        ("no*", [0, 0, 0], None),
        ("PHONE", [0, 0, 0], None),
    ],
)
def test_what_a_rule_would_match_while_it_is_typed(
    typed: str, rule: list[int], star: list[object] | None
) -> None:
    jm = shop()
    told = binding(jm).typed(jm.touchpoints[1], typed)
    assert told["rule"] == [typed, *rule]
    assert told["star"] == star
    # Nothing else is said once it is a rule of the map.
    jm.touchpoints[1].match = [typed]
    assert binding(jm).of(jm.touchpoints[1])["rules"] == [[typed, *rule[:2]]]


def test_names_are_found_in_any_case_and_by_what_they_mean() -> None:
    jm = shop()
    told = binding(jm)
    assert told.typed(jm.touchpoints[1], "PHONE")["free"] == [["phone_order", 7, 7]]
    assert told.typed(jm.touchpoints[2], "возврат")["free"] == [["return_requested", 6, 8]]


def test_a_name_that_two_claim_is_told_of_the_first() -> None:
    jm = shop()
    jm.touchpoints[2].match = "account_form"
    told = binding(jm).typed(jm.touchpoints[1], "account_form")
    assert told["elsewhere"] == [["account_form", "checkout", 8, 9]]


def test_what_python_refuses_is_refused_while_it_is_typed() -> None:
    jm = shop()
    with pytest.raises(InputError, match="whole characters"):
        binding(jm).typed(jm.touchpoints[1], "\ud800")
    jm.touchpoints[1].match = [Rule(plan="gold")]
    with pytest.raises(DataError, match="'plan'"):
        binding(jm)


@given(st.text(min_size=1, max_size=12))
def test_whatever_is_typed_has_an_answer(typed: str) -> None:
    jm = shop()
    told = binding(jm).typed(jm.touchpoints[1], typed)
    assert {name for name, *_ in [*told["free"], *told["rest"]]} == {
        "phone_order",
        "return_requested",
        "rare",
    }
    assert told["star"] is None or told["star"][2] > 0


def test_an_empty_tray_and_names_that_are_none() -> None:
    jm = shop()
    jm.touchpoints[2].match = "*"
    assert binding(jm).of(jm.touchpoints[1])["unmatched"] == {"kinds": 0, "events": 0, "names": []}
    assert binding(jm).typed(jm.touchpoints[1], "x*")["free"] == []
    frame = pd.DataFrame({"who": [1, 1], "at": ["2026-03-01"] * 2, "what": ["a" * 10_000, "b"]})
    long = EventLog(frame, customer="who", time="at", event="what")
    told = Binding(shop(), long, minimum=1, most=9).of(shop().touchpoints[1])["unmatched"]
    assert told == {"kinds": 2, "events": 2, "names": [["b", 1, 1]]}
