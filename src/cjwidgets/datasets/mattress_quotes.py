"""What customers of the mattress shop expect, and what they say: all of it invented."""

from __future__ import annotations

from typing import NamedTuple


class Answering(NamedTuple):
    """How people answer at a touchpoint: levels are means on 1–5."""

    share: float
    expectation: float
    importance: float
    bad: tuple[str, ...]
    good: tuple[str, ...]


ANSWERING = {
    "search": Answering(
        0.05,
        3.0,
        2.6,
        ("Ten shops, ten times the same promise.", "Every result is an ad."),
        ("Found it at once.", "At least they explain what firmness means."),
    ),
    "social-ad": Answering(
        0.06,
        2.2,
        1.8,
        ("This ad has followed me for a week.", "They all say orthopaedic."),
        ("Nice film, that made me curious.",),
    ),
    "review-site": Answering(
        0.14,
        3.7,
        3.4,
        ("Who writes these reviews?", "Half of them read as if paid for."),
        ("The one-star reviews helped me most.",),
    ),
    "product-page": Answering(
        0.16,
        3.8,
        4.2,
        ("Which firmness am I?", "I wanted test results and got adjectives."),
        ("The comparison of layers was clear.", "Good pictures, and the weight is stated."),
    ),
    "live-chat": Answering(
        0.30,
        3.2,
        3.1,
        ("Waited eight minutes for a robot.",),
        ("Finally a straight answer.", "She asked how I sleep before she recommended anything."),
    ),
    "basket": Answering(
        0.12,
        3.5,
        2.9,
        ("Delivery was added at the very end.", "I lost my basket on the phone."),
        ("The price was what it said.",),
    ),
    "checkout": Answering(
        0.22,
        4.2,
        4.6,
        (
            "Why do I need an account for one mattress?",
            "Why my phone number?",
            "The form forgot everything when I came back.",
            "I gave up and tried again the next evening.",
        ),
        ("Paid in a minute once I had the account.",),
    ),
    "courier": Answering(
        0.24,
        4.1,
        4.0,
        ("Saturday, 8 to 18?!", "I took a day off and nobody came."),
        ("They carried it up to the third floor.",),
    ),
    "first-night": Answering(
        0.34,
        4.0,
        4.8,
        ("Too hard on my side.",),
        ("Oh. That is different.", "First night without waking up.", "My back is quiet."),
    ),
    "review-mail": Answering(
        0.55,
        2.8,
        2.2,
        ("The third mail about a review.",),
        ("Four. The box was huge.", "Short and friendly, so I answered."),
    ),
    "friend": Answering(
        0.20,
        3.0,
        2.7,
        ("The code did not work for her.",),
        ("You need this.", "My sister ordered the same one."),
    ),
}
