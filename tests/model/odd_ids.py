"""Maps whose nodes are called as what every object of JavaScript has already."""

from __future__ import annotations

import pandas as pd

import cjwidgets as cj
from cjwidgets.model.nodes import default_lanes
from cjwidgets.model.schema import json_schema

# All of Object.prototype, as many as there are kinds of nodes.
NAMES = (
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
)
KINDS = ("map", *(name.lower() for name in json_schema()["$defs"]))
TURNS = range(len(NAMES))


def odd_map(turn: int) -> tuple[cj.JourneyMap, dict[str, str]]:
    """A map with a node of every kind, and their ids: in all turns each kind has each name."""
    ids = {kind: NAMES[(at + turn) % len(NAMES)] for at, kind in enumerate(KINDS)}
    search = cj.Touchpoint(
        "Search",
        id=ids["touchpoint"],
        channel=ids["lane"],
        emotion=-1,
        emotions={ids["persona"]: 1},
        goals=[cj.Goal("Sleep", id=ids["goal"])],
        pains=[cj.Pain("Slow", id=ids["pain"], goal=ids["goal"])],
        opportunities=[cj.Opportunity("Bot", id=ids["opportunity"], pain=ids["pain"])],
        kpis=[cj.Kpi("Time", id=ids["kpi"])],
        texts={ids["lane"]: "Rain"},
        evidence=[cj.Evidence("Talks", id=ids["evidence"], level="qualitative", n=8)],
        comments=[cj.Comment("Why?", id=ids["comment"])],
        match=["a"],
    )
    chat = cj.Touchpoint("Chat", id="chat", emotion=0, match=["c"])
    jm = cj.JourneyMap(
        "Shop",
        id=ids["map"],
        personas=[
            cj.Persona("Anna", id=ids["persona"], segment="s1", answers={ids["lane"]: "Price"}),
            cj.Persona("Viktor", id="viktor"),
        ],
        stages=[
            cj.Stage("Ask", id=ids["stage"], touchpoints=[search, chat]),
            cj.Stage("Buy", id="buy", touchpoints=[cj.Touchpoint("Pay", id="pay", match=["b"])]),
        ],
        lanes=[*default_lanes(), cj.Lane("Weather", id=ids["lane"]), cj.Lane("Mood", id="mood")],
        links=[cj.Link("again", id=ids["link"], source="chat", target=ids["touchpoint"])],
    )
    assert {node.id for node in jm.walk()} >= set(NAMES)
    return jm, ids


def ten_customers() -> cj.EventLog:
    """Ten search, seven chat, six pay."""
    events = [(who, what) for what, n in {"a": 10, "c": 7, "b": 6}.items() for who in range(n)]
    frame = pd.DataFrame(events, columns=["who", "what"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(range(len(frame)), unit="min")
    return cj.EventLog(frame, customer="who", time="at", event="what")
