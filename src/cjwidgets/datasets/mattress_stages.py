"""Stages and touchpoints of the mattress map. The rules in ``match`` name events of its log."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.model import Evidence, Goal, Kpi, Measured, Opportunity, Pain, Stage, Touchpoint

_DAY = dt.date(2026, 9, 18)
_SURVEY = "exit survey (invented)"


def stages() -> list[Stage]:
    """Return the five stages with their eleven touchpoints."""
    return [_awareness(), _consideration(), _decision(), _delivery(), _loyalty()]


def _awareness() -> Stage:
    return Stage(
        "Awareness",
        id="awareness",
        goals=[Goal("Understand why my back hurts", id="awareness-g1")],
        touchpoints=[
            _touchpoint(
                "Search",
                "search",
                channel="search",
                category="inbound",
                actions="Types “best mattress back pain”",
                thoughts="Is it the mattress or me?",
                match="search",
                assumed=(0.2, -0.4),
                evidence=("assumption", "workshop of the team (invented)", None),
            ),
            _touchpoint(
                "Social ad",
                "social-ad",
                channel="social",
                category="social",
                actions="Scrolls past three ads",
                thoughts="They all say orthopaedic.",
                match="social_ad_*",
                assumed=(-0.6, -0.2),
                evidence=("anecdote", "customer service (invented)", None),
            ),
        ],
        pains=[_pain("Every brand claims the same", "pain-claims", 4, 0.6)],
        opportunities=[
            _idea("Plain guide: pain → firmness", "idea-guide", "pain-claims", 6, 2, "content")
        ],
    )


def _consideration() -> Stage:
    return Stage(
        "Consideration",
        id="consideration",
        goals=[
            Goal("Find a mattress I can trust", id="consideration-g1"),
            Goal("Not to be fooled", id="consideration-g2", kind="emotional"),
        ],
        touchpoints=[
            _touchpoint(
                "Review site",
                "review-site",
                channel="review site",
                category="word_of_mouth",
                actions="Compares 6 brands on two sites",
                thoughts="Who writes these?",
                match="review_site_*",
                measured=((0.1, 120), (-0.5, 92)),
                evidence=("quantitative", _SURVEY, 212),
            ),
            _touchpoint(
                "Product page",
                "product-page",
                channel="website",
                category="website",
                actions="Reads the 1-star reviews",
                thoughts="Which firmness am I?",
                match="product_*",
                key=True,
                moment_of_truth="discovery",
                measured=((0.5, 431), (-0.1, 260)),
                evidence=("quantitative", "on-page poll (invented)", 691),
            ),
            _touchpoint(
                "Live chat",
                "live-chat",
                channel="chat",
                category="support",
                actions="Asks about the return policy",
                thoughts="Finally a straight answer.",
                match="chat_*",
                measured=((1.1, 51), (0.4, 37)),
                evidence=("quantitative", "rating after the chat (invented)", 88),
            ),
        ],
        pains=[
            _pain("No firmness guide", "pain-firmness", 6, 0.5),
            _pain("Reviews feel bought", "pain-reviews", 5, 0.4),
        ],
        opportunities=[
            _idea("Side-by-side test results", "idea-tests", "pain-reviews", 7, 5, "product")
        ],
        kpis=[Kpi("Visitors who put a mattress in the basket", id="kpi-basket", unit="%")],
    )


def _decision() -> Stage:
    return Stage(
        "Decision",
        id="decision",
        goals=[Goal("Buy without regret", id="decision-g1", kind="emotional")],
        touchpoints=[
            _touchpoint(
                "Basket",
                "basket",
                channel="website",
                category="website",
                actions="Hunts for a discount code",
                thoughts="Is this the final price?",
                match="basket_*",
                measured=((0.3, 240), (0.1, 151)),
                evidence=("quantitative", _SURVEY, 391),
            ),
            _touchpoint(
                "Checkout",
                "checkout",
                channel="website",
                category="website",
                actions="Gives up once, comes back",
                thoughts="Why my phone number?",
                match=("checkout_*", "account_*", "payment_*"),
                key=True,
                moment_of_truth="purchase",
                measured=((-1.5, 125), (-0.6, 87)),
                evidence=("triangulated", f"{_SURVEY}, event log, 8 interviews", 212),
            ),
        ],
        pains=[_pain("Account forced at checkout", "pain-account", 8, 0.4, barrier=True)],
        opportunities=[_idea("Guest checkout", "idea-guest", "pain-account", 9, 3, "shop")],
    )


def _delivery() -> Stage:
    return Stage(
        "Delivery & use",
        id="delivery",
        goals=[Goal("Sleep through the night", id="delivery-g1")],
        touchpoints=[
            _touchpoint(
                "Courier",
                "courier",
                channel="courier",
                category="delivery",
                mode="offline",
                actions="Waits in all day",
                thoughts="Saturday, 8 to 18?!",
                match=("delivery_*", "courier_*"),
                assumed=(-1.0, -0.2),
                evidence=("qualitative", "diary study (invented)", 14),
            ),
            _touchpoint(
                "First night",
                "first-night",
                channel="home",
                category="delivery",
                mode="offline",
                actions="Tries both firmness layers",
                thoughts="Oh. That is different.",
                match="first_night_*",
                key=True,
                moment_of_truth="experience",
                measured=((1.7, 51), (0.8, 37)),
                evidence=("quantitative", "mail after the first night (invented)", 88),
            ),
        ],
        pains=[_pain("10-hour delivery window", "pain-window", 6, 0.7)],
        opportunities=[
            _idea("2-hour slots by text", "idea-slots", "pain-window", 6, 6, "logistics")
        ],
    )


def _loyalty() -> Stage:
    return Stage(
        "Loyalty",
        id="loyalty",
        goals=[Goal("Tell my sister", id="loyalty-g1", kind="emotional")],
        touchpoints=[
            _touchpoint(
                "Review mail",
                "review-mail",
                channel="email",
                category="email",
                actions="Rates 4 of 5",
                thoughts="Four. The box was huge.",
                match=("review_mail_*", "review_posted"),
                measured=((0.9, 243), (0.3, 186)),
                evidence=("quantitative", "rating in the mail (invented)", 429),
            ),
            _touchpoint(
                "Friend",
                "friend",
                channel="friend",
                category="word_of_mouth",
                mode="offline",
                actions="Sends a photo to her sister",
                thoughts="You need this.",
                match="referral_*",
                key=True,
                moment_of_truth="loyalty",
                assumed=(1.6, 0.5),
                evidence=("assumption", "workshop of the team (invented)", None),
            ),
        ],
        opportunities=[_idea("Referral card in the box", "idea-card", "", 4, 1, "marketing")],
    )


def _touchpoint(
    name: str,
    id: str,
    *,
    assumed: tuple[float, float] | None = None,
    measured: tuple[tuple[float, int], tuple[float, int]] | None = None,
    evidence: tuple[str, str, int | None],
    **fields: Any,
) -> Touchpoint:
    """Build a touchpoint; emotions are given for Anna, then Viktor."""
    level, source, n = evidence
    proof = Evidence(id=f"{id}-e1", source=source, level=level, n=n, date=_DAY, collector="CX team")
    if assumed:
        fields["emotions"] = dict(zip(("anna", "viktor"), assumed, strict=True))
    if measured:
        fields["measured"] = {
            who: _score(value, answers, source)
            for who, (value, answers) in zip(("anna", "viktor"), measured, strict=True)
        }
    return Touchpoint(name, id=id, evidence=[proof], **{"mode": "online"} | fields)


def _score(value: float, n: int, source: str) -> Measured:
    """A mean with its interval, for an invented standard deviation of 1.1."""
    half = quantile(CONFIDENCE) * 1.1 / n**0.5
    low, high = max(-2.0, value - half), min(2.0, value + half)
    return Measured(value, n=n, low=round(low, 2), high=round(high, 2), source=source)


def _pain(text: str, id: str, severity: int, frequency: float, *, barrier: bool = False) -> Pain:
    return Pain(text, id=id, severity=severity, frequency=frequency, barrier=barrier)


def _idea(text: str, id: str, pain: str, impact: int, effort: int, owner: str) -> Opportunity:
    return Opportunity(
        text, id=id, pain=pain, impact=impact, effort=effort, owner=owner, status="proposed"
    )
