"""The journey map that belongs to the mattress log."""

from __future__ import annotations

import datetime as dt

from cjwidgets.datasets.mattress_stages import stages
from cjwidgets.model import Evidence, Goal, JourneyMap, Persona


def mattress_map() -> JourneyMap:
    """Return a finished map: "Relief: buying an orthopaedic mattress".

    Five stages, eleven touchpoints, two personas; goals, actions, thoughts, emotions measured
    and assumed, pains, opportunities, moments of truth and evidence. Its ``match`` rules fit
    :func:`mattress_log`. **Everything in it is invented**, customers and numbers included.
    Each call returns a new map with the same ids.

    Returns
    -------
    JourneyMap

    Examples
    --------
    >>> mattress_map()
    JourneyMap('Relief: buying an orthopaedic mattress', 5 stages, 11 touchpoints, 2 personas)
    """
    return JourneyMap(
        "Relief: buying an orthopaedic mattress",
        id="mattress",
        kind="current",
        objective="Find where people with back pain are lost between the first search and sleep.",
        scenario="Someone wakes up with a sore back and looks for a mattress that helps.",
        scope="end_to_end",
        start="Wakes up with back pain",
        end="Recommends the mattress, or sends it back",
        context="A worked example: the shop, its customers and all numbers are invented.",
        status="review",
        owner="Customer experience",
        reviewed=dt.date(2026, 10, 4),
        review_due=dt.date(2027, 1, 4),
        personas=[_anna(), _viktor()],
        stages=stages(),
    )


def _anna() -> Persona:
    return Persona(
        "Anna, 41",
        id="anna",
        segment="busy professional",
        age=41,
        weight=0.56,
        description="Team lead with two children; decides on the phone, late in the evening.",
        quote="I have no time to become a mattress expert.",
        goals=[
            Goal("Sleep through before the product launch", id="anna-g1"),
            Goal("Feel sure that it was the right choice", id="anna-g2", kind="emotional"),
        ],
        needs=("a short list she can trust", "delivery outside office hours"),
        wishes=("to try it at home without risk",),
        pains=("every brand claims the same", "day-long delivery windows"),
        objections=("Why should I open an account for one mattress?",),
        behaviours=("compares on the phone, buys days later",),
        channels=("search", "social", "website", "chat"),
        evidence=[
            Evidence(
                id="anna-e1",
                source="12 interviews (invented)",
                level="qualitative",
                n=12,
                date=dt.date(2026, 8, 20),
            )
        ],
    )


def _viktor() -> Persona:
    return Persona(
        "Viktor, 63",
        id="viktor",
        segment="careful retiree",
        age=63,
        weight=0.44,
        description="Retired engineer; reads everything twice and prefers to ask a person.",
        quote="Show me how you measured that.",
        goals=[
            Goal("Get up without pain", id="viktor-g1"),
            Goal("Not to be talked into anything", id="viktor-g2", kind="emotional"),
        ],
        needs=("test results side by side", "a number to call"),
        wishes=("that someone takes the old mattress away",),
        pains=("reviews feel bought",),
        objections=("Who pays for these reviews?",),
        behaviours=("reads the one-star reviews first",),
        channels=("search", "review site", "website", "phone"),
        evidence=[
            Evidence(
                id="viktor-e1",
                source="9 interviews (invented)",
                level="qualitative",
                n=9,
                date=dt.date(2026, 8, 20),
            )
        ],
    )
