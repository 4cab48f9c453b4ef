"""Ready-made rules read the words of event names in three languages and many spellings."""

from __future__ import annotations

import itertools
import re
import warnings
from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.evidence import EventLog, rules
from cjwidgets.knowledge import framework_stages, frameworks, signals
from cjwidgets.model import JourneyMap, Rule, Touchpoint
from cjwidgets.model.vocabulary import CATEGORIES


def stage_of(event: str, **options: Any) -> str | None:
    """The stage of AIPL an event's name speaks of: of a purchase, that of the first."""
    told = rules.named(rules.aipl(**options), event)
    assert len(told) <= 2, "a name speaks of one stage; further purchases are of another"
    return framework_stages("AIPL")[told[0][0]] if told else None


def log_of(*journeys: str) -> EventLog:
    """A log of journeys, names apart by blanks, a minute apart."""
    rows = [
        (f"u{who}", pd.Timestamp("2026-03-01") + pd.Timedelta(minutes=at), what)
        for who, journey in enumerate(journeys)
        for at, what in enumerate(journey.split())
    ]
    frame = pd.DataFrame(rows, columns=["who", "at", "what"])
    return EventLog(frame, customer="who", time="at", event="what")


def placed(framework: str, *journeys: str) -> list[list[str]]:
    """The names of the stages of each event of each journey, by the rules of a framework."""
    log = log_of(*journeys)
    jm = JourneyMap("Shop", framework=framework)
    rules.apply(jm, log=log)
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for who in range(len(journeys)):
            own = log_of(*journeys[who : who + 1])
            visits = cj.paths(jm, own, level="stage")["path"]
            found.append(visits.iloc[0].split(" → ") if len(visits) else [])
    return found


@pytest.mark.parametrize(
    ("stage", "events"),
    [
        # The recommended events of Google Analytics 4 among them.
        ("Awareness", "page_view view_item ad_impression first_open BannerClick 点击广告 просмотр"),
        (
            "Interest",
            "search add_to_cart addToCart AddToCart begin_checkout add_payment_info sign_up "
            "add_to_wishlist view_cart 加购 收藏 в_корзину подписка wishlist_add",
        ),
        (
            "Purchase",
            "purchase payment_done order_completed paid Order-Placed 支付成功 下单 оплата "
            "repeat_purchase 复购",
        ),
        ("Loyalty", "review_posted purchase_review Reviewed referral отзыв membership"),
        (None, "payment_failed order_cancelled negative_review 差评 refunded отмена_заказа"),
        (None, "viewport paycheck payload preview lost abuse zzz 123 order_status"),
    ],
)
def test_aipl_reads_common_names(stage: str | None, events: str):
    read = {event: stage_of(event) for event in events.split()}
    assert read == dict.fromkeys(read, stage)


@pytest.mark.parametrize(
    ("name", "events"),
    [
        ("email", "newsletter_opened email_click E-Mail 邮件打开 рассылка"),
        ("support", "chat_started SupportTicket call_center 客服 звонок"),
        ("delivery", "parcel_shipped courier_delivered 快递 доставка"),
        ("social", "facebook_visit 微信 instagramStory"),
        ("website", "product_page appScreen 首页 корзина"),
        ("word_of_mouth", "refer_a_friend 推荐"),
        ("outbound", "ad_click retargeting 广告"),
        ("inbound", "organic_search blog_article"),
    ],
)
def test_classes_read_common_names(name: str, events: str):
    pattern = rules.classes()[name]
    assert [event for event in events.split() if not pattern.search(event)] == []


def test_the_catalogue_has_the_classes_of_the_model():
    assert set(rules.classes()) == set(CATEGORIES)


def test_every_framework_with_rules_has_its_stages():
    for framework, groups in signals()["stages"].items():
        assert framework in frameworks()
        assert list(rules.stages(framework, "ru")) == framework_stages(framework, "ru")
        assert {group for own in groups for group in own} <= set(signals()["groups"])


def test_rules_are_kept_by_a_file():
    for rule in [*itertools.chain(*rules.aipl().values()), *rules.classes().values()]:
        again = Touchpoint.from_json(Touchpoint("A", match=rule).to_json())
        assert again.match == (rule,)
        assert isinstance(rule, re.Pattern | Rule)


def test_a_map_gets_the_rules_of_its_framework():
    jm = JourneyMap("Shop", framework="AIPL")
    jm.stages[2].match = "bought"
    assert rules.apply(jm) == ["Awareness", "Interest", "Loyalty"]
    assert jm.stages[2].match == ("bought",)
    jm.undo()
    assert jm.stages[0].match == ()


SEE, LEAN, BUY, STAY = "Awareness", "Interest", "Purchase", "Loyalty"


def test_loyalty_is_told_by_the_sequence_not_by_a_name():
    assert placed(
        "AIPL", "page_view purchase purchase", "repeat_purchase", "review_posted search"
    ) == [
        [SEE, BUY, STAY],
        [BUY],
        [LEAN],
    ]
    assert placed("AIPL", "review_posted purchase review_posted membership") == [[BUY, STAY]]
    assert placed("AIPL", "purchase negative_review payment_failed", "purchase") == [[BUY], [BUY]]
    # Ordered and paid are one purchase; where nothing tells of paying, an order is one.
    twice = "order_placed payment_done order_placed payment_done"
    assert placed("AIPL", twice) == [[BUY, STAY]]
    assert placed("AIPL", "order_placed payment_done") == [[BUY]]
    assert placed("AIPL", "order_placed order_placed") == [[BUY, STAY]]


@pytest.mark.parametrize("framework", list(signals()["stages"]))
def test_in_every_framework_coming_back_is_told_by_the_sequence(framework: str):
    names = framework_stages(framework)
    known = signals()["stages"][framework]
    of = {group: place for place, own in enumerate(known) for group in own}
    bought = names[of["paid"]]
    again, told = of.get("again", of["paid"]), of.get("advocate")
    (first, twice, alone) = placed(
        framework, "purchase", "purchase purchase review_posted", "review_posted"
    )
    assert first == [bought]
    assert twice[0] == bought
    assert ("paid" in known[again]) == (twice[1:2] != [names[again]])
    if told is not None and told > of["paid"]:
        assert twice[-1] == names[told]
        assert alone == []


def test_without_purchases_in_a_log_what_is_used_needs_none():
    assert placed("retention", "signup feature_used") == [["Consideration", "Retention"]]
    assert placed("retention", "signup feature_used purchase feature_used") == [
        ["Consideration", "Decision", "Retention"]
    ]
    assert placed("roles", "signup invite_friend") == [[framework_stages("roles")[0]]]


def test_what_has_no_rules_is_named():
    with pytest.raises(InputError, match=r"no ready-made rules for the framework 'B2B'.*AIPL"):
        rules.stages("B2B")
    with pytest.raises(NotFoundError, match="no framework 'X'"):
        rules.stages("X")
    with pytest.raises(InputError, match="'Bare' has no framework"):
        rules.apply(JourneyMap("Bare"))
    with pytest.raises(InputError, match="AIPL has 4 stages and 'Odd' has 1"):
        rules.apply(JourneyMap("Odd", stages=["A"]), "AIPL")
