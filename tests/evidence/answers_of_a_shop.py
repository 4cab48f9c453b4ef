"""A small shop, what its customers answered, and what a survey makes of it."""

from __future__ import annotations

import pandas as pd

import cjwidgets as cj
from cjwidgets.evidence.surveys.placing import place

WIDE = {
    "who": ["a", "b", "c", "a"],
    "at": ["Search", "search ", "Checkout", "Checkout"],
    "csat": [5, 4, 1, 2],
    "why": ["fast", None, " ", "an account?"],
}


def shop() -> cj.JourneyMap:
    return cj.JourneyMap(
        "Shop",
        personas=[cj.Persona("Anna", id="anna", segment="busy"), cj.Persona("Viktor")],
        stages=[
            cj.Stage("Look", id="look", touchpoints=[cj.Touchpoint("Search", id="search")]),
            cj.Stage(
                "Buy",
                touchpoints=[cj.Touchpoint("Checkout", id="pay"), cj.Touchpoint("Website")],
            ),
            cj.Stage("Use", touchpoints=[cj.Touchpoint("Website", id="help")]),
        ],
    )


def survey(frame: object = None, **options: object) -> cj.Survey:
    options = {"respondent": "who", "touchpoint": "at", "questions": ["csat"]} | options
    return cj.Survey(pd.DataFrame(WIDE) if frame is None else frame, **options)


def values(found: cj.Survey) -> list[float]:
    return found.answers["value"].tolist()


def by_place(found: cj.Survey, level: str = "touchpoint") -> dict[str, list[float]]:
    placed = place(shop(), found, (("csat",),), lambda _, given: given, level=level)
    names = placed.head[[each for each in placed.head if not each.endswith("_id")]]
    names = names.agg("/".join, axis=1)
    return {
        name: cell.values.tolist() for name, cell in zip(names, placed, strict=True) if len(cell[0])
    }
