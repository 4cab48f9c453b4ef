"""Shops have several words for one thing, in four languages; what looks alike is another thing."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from cjwidgets.evidence import EventLog, suggest_rules
from cjwidgets.evidence.matching.event_names import tokens
from cjwidgets.evidence.matching.meanings import LOOKALIKES, meanings
from cjwidgets.knowledge import synonyms
from cjwidgets.locale import LOCALES
from cjwidgets.model import JourneyMap, Stage

NAMES = {
    "en": ["Product page", "Category", "Search", "Basket", "Checkout", "Payment", "Delivery",
           "Purchase", "Wishlist", "Login", "Registration", "Returns"],
    "ru": ["Карточка товара", "Каталог", "Поиск", "Корзина", "Оформление заказа", "Оплата",
           "Доставка", "Покупка", "Избранное", "Вход", "Регистрация", "Возврат"],
    "zh-Hans": ["商品详情页", "商品列表", "搜索", "购物车", "结算", "支付", "配送", "购买", "收藏",
                "登录", "注册", "退货"],
    "zh-Hant": ["商品詳情頁", "商品列表", "搜尋", "購物車", "結帳", "付款", "宅配", "購買",
                "收藏清單", "登入", "註冊", "退貨"],
}  # fmt: skip
PAGE, LIST, SEARCH, CART, CHECKOUT, PAY, SHIP, BUY, WISH, LOGIN, JOIN, BACK = range(12)
# The names that the documentation of each gives to events of a shop.
SHOPS = {
    "ga4": {
        "view_item": PAGE, "view_item_list": LIST, "view_search_results": SEARCH,
        "search": SEARCH, "add_to_cart": CART, "remove_from_cart": CART, "view_cart": CART,
        "begin_checkout": CHECKOUT, "add_payment_info": PAY, "add_shipping_info": SHIP,
        "purchase": BUY, "add_to_wishlist": WISH, "login": LOGIN, "sign_up": JOIN,
        "refund": BACK,
    },
    "shopify": {
        "product_viewed": PAGE, "collection_viewed": LIST, "search_submitted": SEARCH,
        "product_added_to_cart": CART, "product_removed_from_cart": CART, "cart_viewed": CART,
        "checkout_started": CHECKOUT, "payment_info_submitted": PAY, "checkout_completed": BUY,
    },
    "snowplow": {
        "product_view": PAGE, "list_view": LIST, "list_click": LIST, "add_to_cart": CART,
        "remove_from_cart": CART, "checkout_step": CHECKOUT, "transaction": BUY,
        "site_search": SEARCH, "refund": BACK,
    },
    "matomo": {
        "trackSiteSearch": SEARCH, "ecommerceOrder": BUY, "ecommerceAbandonedCart": CART,
        "trackEcommerceCartUpdate": CART,
    },
}  # fmt: skip


def log(*names: str) -> EventLog:
    frame = pd.DataFrame({"who": 1, "at": "2026-03-01", "what": list(names)})
    return EventLog(frame, customer="who", time="at", event="what")


def found(names: list[str], *events: str) -> dict[str, str]:
    jm = JourneyMap("Shop", stages=[Stage("1", touchpoints=names)])
    table = suggest_rules(jm, log(*events), top=1_000)
    return dict(zip(table["event"], table["touchpoint"], strict=True))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("shop", SHOPS)
def test_events_of_real_shops_find_their_touchpoints(shop: str, locale: str) -> None:
    names, events = NAMES[locale], SHOPS[shop]
    assert found(names, *events) == {event: names[place] for event, place in events.items()}


@pytest.mark.parametrize("ours", LOCALES)
@pytest.mark.parametrize("theirs", LOCALES)
def test_each_language_finds_every_other(ours: str, theirs: str) -> None:
    assert found(NAMES[ours], *NAMES[theirs]) == dict(zip(NAMES[theirs], NAMES[ours], strict=True))


@pytest.mark.parametrize(
    ("touchpoint", "events"),
    [
        ("Cart", ["basket", "view_bag", "openTrolley", "корзину", "加入购物车", "加購"]),
        ("PDP", ["product_page", "Product Detail Page", "карточки_товара", "商品详情"]),
        ("Product page", ["pdp", "PDP", "view_item"]),
        ("Корзина", ["basket", "baskets", "добавлено_в_корзину"]),
        ("购物车", ["shopping_bag", "minicart"]),
        ("Home page", ["main_page", "главная", "首頁"]),
    ],
)
def test_one_thing_by_many_words(touchpoint: str, events: list[str]) -> None:
    assert found([touchpoint, "Newsletter"], *events) == dict.fromkeys(events, touchpoint)


@pytest.mark.parametrize(
    ("touchpoint", "events"),
    [
        ("Cart", ["cartoon_viewed", "cartography", "chart_opened", "school_bag", "购物节"]),
        ("Basket", ["basketball_news", "bracket", "casket"]),
        ("Order", ["border_changed", "order_by", "sort_order", "recorder", "заказчик"]),
        ("Payment", ["payload_sent", "pavement", "支付宝"]),
        ("Delivery", ["skipping_step", "deliverable", "relationship"]),
        ("Search", ["research_paper", "searchlight"]),
        ("Return", ["returning_visitor", "return_visitor", "отзывчивый"]),
        ("Review", ["preview_shown", "viewer"]),
        ("Chat", ["chart_opened", "chapter_read", "hat"]),
        ("Home page", ["home_delivery", "homework", "home_appliances", "smart_home"]),
        ("Поиск", ["поисковик_подключён", "писк"]),
        ("Карточка товара", ["карточный_долг", "товарищ"]),
        ("对比", ["对比度"]),
    ],
)
def test_what_looks_alike_is_another_thing(touchpoint: str, events: list[str]) -> None:
    assert found([touchpoint], *events) == {}


def test_the_same_words_come_before_words_that_mean_the_same() -> None:
    table = suggest_rules(
        JourneyMap("Shop", stages=[Stage("1", touchpoints=["Basket", "Cart"])]),
        log("cart", "basket", "trolley"),
    ).set_index("event")
    assert table["touchpoint"].to_dict() == {
        "basket": "Basket",
        "cart": "Cart",
        "trolley": "Basket",
    }
    assert table["score"].to_dict() == {"basket": 1, "cart": 1, "trolley": 0.9}
    assert table.loc["trolley", "reason"] == "means the same as 'Basket'"


def test_a_typing_error_is_forgiven_where_no_other_word_is_meant() -> None:
    assert found(["Checkout"], "chekout_started") == {"chekout_started": "Checkout"}
    assert found(["Payment"], "paymant") == {"paymant": "Payment"}


def test_the_table_says_each_phrase_once_in_four_languages() -> None:
    table = synonyms()
    for languages in table.values():
        assert tuple(languages) == tuple(LOCALES)
        assert all(languages.values())
    said: dict[str, str] = {}
    for meaning, languages in table.items():
        for locale, phrases in languages.items():
            assert len(set(phrases)) == len(phrases)
            for phrase in phrases:
                assert said.setdefault(phrase, meaning) == meaning, phrase
                own = {"en": r"[a-z ]+", "ru": r"[а-яё ]+"}.get(locale, r"[\u4e00-\u9fff]+")
                assert re.fullmatch(rf"\^?{own}\$?", phrase), phrase
                if meaning != LOOKALIKES:
                    assert meanings(tokens(phrase)) == (f"={meaning}",), phrase
