"""Ready-made rules read the words of event names in three languages and many spellings."""

from __future__ import annotations

import re

import pytest

from cjwidgets import rules
from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.knowledge import framework_stages, frameworks, signals
from cjwidgets.model import JourneyMap, Touchpoint
from cjwidgets.model.vocabulary import CATEGORIES


def stage_of(event: str) -> str | None:
    """The stage of AIPL an event speaks of; there is one at most."""
    fits = [stage for stage, rule in rules.aipl().items() if rule.search(event)]
    assert len(fits) <= 1
    return fits[0] if fits else None


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
            "purchase payment_done order_completed paid Order-Placed 支付成功 下单 оплата",
        ),
        ("Loyalty", "review_posted repeat_purchase purchase_review Reviewed referral 复购 отзыв"),
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
    for rule in [*rules.aipl().values(), *rules.classes().values()]:
        again = Touchpoint.from_json(Touchpoint("A", match=rule).to_json())
        assert again.match == (rule,)
        assert isinstance(rule, re.Pattern)


def test_a_map_gets_the_rules_of_its_framework():
    jm = JourneyMap("Shop", framework="AIPL")
    jm.stages[2].match = "bought"
    assert rules.apply(jm) == ["Awareness", "Interest", "Loyalty"]
    assert jm.stages[2].match == ("bought",)
    jm.undo()
    assert jm.stages[0].match == ()


def test_what_has_no_rules_is_named():
    with pytest.raises(InputError, match=r"no ready-made rules for the framework 'B2B'.*AIPL"):
        rules.stages("B2B")
    with pytest.raises(NotFoundError, match="no framework 'X'"):
        rules.stages("X")
    with pytest.raises(InputError, match="'Bare' has no framework"):
        rules.apply(JourneyMap("Bare"))
    with pytest.raises(InputError, match="AIPL has 4 stages and 'Odd' has 1"):
        rules.apply(JourneyMap("Odd", stages=["A"]), "AIPL")
