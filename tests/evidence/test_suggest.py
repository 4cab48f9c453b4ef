"""Events without a rule get a suggestion by their words, which nothing sets but the caller."""

from __future__ import annotations

import re
import time

import pandas as pd
import pytest

from cjwidgets.errors import InputError
from cjwidgets.evidence import EventLog, suggest_rules
from cjwidgets.evidence.matching.event_names import humanise, similarity, tokens
from cjwidgets.model import JourneyMap, Rule, Stage, Touchpoint


def log(*names: str) -> EventLog:
    frame = pd.DataFrame({"who": 1, "at": "2026-03-01", "what": list(names)})
    return EventLog(frame, customer="who", time="at", event="what")


def shop() -> JourneyMap:
    return JourneyMap(
        "Shop",
        stages=[
            Stage("Look", touchpoints=["Product page", "Поиск", "商品详情"]),
            Stage(
                "Buy",
                touchpoints=[
                    Touchpoint("Cart", match="basket"),
                    Touchpoint("Payment", match=[re.compile("^x$"), Rule("checkout_done")]),
                ],
            ),
        ],
    )


def best(jm: JourneyMap, *names: str) -> dict[str, tuple[str, float]]:
    table = suggest_rules(jm, log(*names), at_least=0.3)
    return {row.event: (row.touchpoint or row.stage, row.score) for row in table.itertuples()}


@pytest.mark.parametrize(
    ("event", "where", "low", "high"),
    [
        ("product_page", "Product page", 1, 1),
        ("ProductPage", "Product page", 1, 1),
        ("Product-Page_2", "Product page", 0.8, 1),
        ("products page", "Product page", 0.85, 0.99),
        ("add_to_cart", "Cart", 0.8, 0.8),
        ("baskets", "Cart", 0.85, 0.95),
        ("pay", "Payment", 0.85, 0.95),
        ("checkout_done_ok", "Payment", 0.8, 0.8),
        ("открыт поиск", "Поиск", 0.8, 0.8),
        ("商品详情页", "商品详情", 0.8, 0.9),
        ("buy", "Buy", 1, 1),
    ],
)
def test_names_that_are_alike(event: str, where: str, low: float, high: float):
    place, score = best(shop(), event)[event]
    assert place == where
    assert low <= score <= high


@pytest.mark.parametrize("event", ["zzz", "on_the_page", "123", "___", "📦", "unrelated_thing"])
def test_names_that_are_not(event: str):
    assert best(shop(), event).get(event, ("", 0))[1] < 0.5


def test_a_suggestion_has_a_reason_and_counts():
    table = suggest_rules(shop(), log("baskets", "pay", "pay"))
    assert table[["event", "events", "customers"]].values.tolist() == [
        ["pay", 2, 1],
        ["baskets", 1, 1],
    ]
    assert table["reason"].tolist() == ["like 'Payment'", "like its rule 'basket'"]
    assert (table["rule"] == table["event"]).all()


def test_the_framework_speaks_where_no_name_is_alike():
    jm = JourneyMap("Shop", framework="AIPL")
    table = suggest_rules(jm, log("add_to_cart", "支付成功", "отзыв", "abc")).set_index("event")
    assert table["stage"].to_dict() == {
        "add_to_cart": "Interest",
        "отзыв": "Loyalty",
        "支付成功": "Purchase",
    }
    assert set(table["score"]) == {0.6}
    jm.stages.pop()
    assert suggest_rules(jm, log("add_to_cart")).empty


def test_claimed_events_get_no_suggestion():
    jm = shop()
    jm.touchpoints[0].match = "product*"
    assert suggest_rules(jm, log("product_page", "basket")).empty


def test_nothing_is_set_unless_asked_and_one_undo_takes_it_back():
    jm = shop()
    before = jm.to_json()
    names = log("product_page", "ProductPage", "add_to_cart", "products here")
    suggest_rules(jm, names)
    assert jm.to_json() == before
    suggest_rules(jm, names, apply=0.9)
    assert jm.touchpoints[0].match == ("ProductPage", "product_page")
    assert jm.touchpoints[3].match == ("basket",)
    assert jm.undo()
    assert jm.to_json() == before
    with pytest.raises(InputError, match="apply=2 is no score"):
        suggest_rules(jm, names, apply=2)


def test_an_empty_map_and_an_empty_name():
    assert suggest_rules(JourneyMap("Empty"), log("a")).empty
    assert suggest_rules(JourneyMap("Blank", stages=[Stage("")]), log("a", "_")).empty


def test_ten_thousand_kinds_are_quick():
    names = [f"event_{i}_{chr(97 + i % 26)}x" for i in range(10_000)] + ["cart"] * 2
    begun = time.perf_counter()
    table = suggest_rules(shop(), log(*names))
    assert time.perf_counter() - begun < 20
    assert table["event"].tolist() == ["cart"]


def test_words_of_many_scripts():
    assert tokens("HTTPRequest-ID 42") == ("http", "request", "id", "42")
    assert tokens("ПросмотрТовара") == ("просмотр", "товара")
    assert tokens("ｆｕｌｌ　width") == ("full", "width")
    assert similarity(tokens("a"), ()) == 0
    assert humanise("checkout:step-1") == "Checkout step 1"
    assert humanise("Live chat with Anna") == "Live chat with Anna"
    assert humanise("___") == "___"
    assert humanise("оплата_картой") == "Оплата картой"


def test_apply_takes_true_for_all_and_false_for_none():
    jm = shop()
    before = jm.to_json()
    names = log("product_page", "add_to_cart", "products here")
    suggest_rules(jm, names, apply=False)
    assert jm.to_json() == before
    found = suggest_rules(jm, names, apply=True)
    assert found["score"].min() < 1
    assert suggest_rules(jm, names).empty
    assert jm.undo()
    assert jm.to_json() == before
