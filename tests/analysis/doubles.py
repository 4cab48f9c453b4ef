"""A map whose names are all different, and the same map with every name doubled."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

import cjwidgets as cj
from analysis.worlds import CALLS, GOAL, Statistic, survey_of

STAGES, TOUCHPOINTS, PERSONAS = 4, 2, 4
IDS = re.compile(r"^(id|.*_id)$")
# Names for reading, which say more where they repeat.
READ = {"paths": {"path", "places"}}


def unique(kind: str, number: int) -> str:
    return f"{kind} {number}"


def doubled(kind: str, number: int) -> str:
    """Two of each name, one after the other; as wide as they are when all differ."""
    return f"{kind} {number - number % 2}"


def journey(name: Callable[[str, int], str]) -> cj.JourneyMap:
    """A map whose ids, numbers and rules do not depend on its names."""
    stages = []
    for s in range(STAGES):
        touchpoints = []
        for at in range(TOUCHPOINTS):
            number = s * TOUCHPOINTS + at
            each = cj.Touchpoint(
                name("Touchpoint", at),
                id=f"t{number}",
                match=[GOAL if number == STAGES * TOUCHPOINTS - 1 else f"event{number}"],
                channel=("web", "shop", "call")[number % 3],
                key=number % 3 == 0,
                emotions={f"p{who}": (who + number) % 5 - 2 for who in range(PERSONAS)},
                pains=[cj.Pain(name("Pain", i), id=f"pain{number}-{i}") for i in range(2)],
            )
            if number % 2:
                day = "2026-09-01" if number % 4 == 1 else "2020-01-01"
                each.evidence = [cj.Evidence("Talks", level="qualitative", n=number, date=day)]
            touchpoints.append(each)
        stages.append(cj.Stage(name("Stage", s), id=f"s{s}", touchpoints=touchpoints))
    people = [
        cj.Persona(name("Persona", who), id=f"p{who}", segment=f"segment {who}")
        for who in range(PERSONAS)
    ]
    jm = cj.JourneyMap("Shop", id="map", personas=people, stages=stages)
    jm.stages[1].touchpoints[0].pains[1].evidence = [
        cj.Evidence("Once heard", level="anecdote", date="2026-09-20")
    ]
    jm.personas[2].evidence = [cj.Evidence("Panel", level="quantitative", n=9, date="2019-01-01")]
    jm.links.append(cj.Link(source="t5", target="t2"))
    return jm


def log(seed: int, customers: int = 60) -> cj.EventLog:
    random = np.random.default_rng(seed)
    last = STAGES * TOUCHPOINTS - 1
    rows = []
    for who in range(customers):
        at = 0.0
        minute = int(random.integers(0, 60 * 24 * 200))
        for _ in range(int(random.integers(2, 12))):
            number = min(int(at), last)
            minute += int(random.integers(1, 600))
            rows.append(
                {
                    "customer_id": f"c{who}",
                    "time": pd.Timestamp("2026-03-01") + pd.Timedelta(minutes=minute),
                    "event": GOAL if number == last else f"event{number}",
                    "channel": ("web", "shop", "call")[int(random.integers(3))],
                    "segment": f"segment {who % PERSONAS}",
                    "device": ("mobile", "desktop")[who % 2],
                }
            )
            at = max(0.0, at + float(random.normal(1, 1.2)))
        if who % 5 == 0:
            rows.append({**rows[-1], "event": "search"})
    roles = {role: role for role in ("channel", "segment", "device")}
    frame = pd.DataFrame(rows)
    return cj.EventLog(frame, customer="customer_id", time="time", event="event", **roles)


def survey(seed: int, answers: int = 500) -> cj.Survey:
    """Its rows name touchpoints and personas by their ids."""
    random = np.random.default_rng(seed)
    number = random.integers(0, STAGES * TOUCHPOINTS, answers)
    who = random.integers(0, PERSONAS, answers)
    five = {each: random.integers(1, 6, answers) for each in ("csat", "expectation", "importance")}
    frame = pd.DataFrame(
        {
            "customer_id": [f"c{each}" for each in random.integers(0, 200, answers)],
            "time": pd.Timestamp("2026-03-01"),
            "touchpoint": [f"t{each}" for each in number],
            "channel": [("web", "shop", "call")[each] for each in random.integers(0, 3, answers)],
            "segment": [f"segment {each}" for each in who],
            **five,
            "pleasure": np.round(random.random(answers), 2),
            "ease": random.integers(1, 8, answers),
            "recommend": random.integers(0, 11, answers),
        }
    )
    return survey_of(frame)


def called(text: Any) -> Any:
    """Say of what is told about the map of unique names how the doubled one tells it."""
    if isinstance(text, str):
        return re.sub(
            r"\b(Stage|Touchpoint|Persona|Pain) (\d+)",
            lambda found: doubled(found[1], int(found[2])),
            text,
        )
    if isinstance(text, dict):
        return {called(name): called(value) for name, value in text.items()}
    if isinstance(text, list | tuple):
        return type(text)(called(each) for each in text)
    return text


def plain(table: pd.DataFrame) -> pd.DataFrame:
    hidden = READ.get(table.attrs.get("statistic", ""), set())
    return table[[column for column in table if column not in hidden]]


BY_PERSONA: dict[str, Statistic] = {
    "ces:persona": lambda jm, log, survey: cj.ces(jm, survey, by="persona", minimum=1),
    "csat:persona": lambda jm, log, survey: cj.csat(jm, survey, by="persona", level="stage"),
    "difference:persona": lambda jm, log, survey: cj.difference(
        jm, survey, by="persona", between=("p0", jm.personas[1]), minimum=1
    ),
    "emotion:persona": lambda jm, log, survey: cj.emotion(jm, survey, by="persona", minimum=1),
    "nps:persona": lambda jm, log, survey: cj.nps(jm, survey, by="persona", level="journey"),
    "peaks:persona": lambda jm, log, survey: cj.peaks(jm, survey, by="persona", minimum=1),
    "peaks:stages": lambda jm, log, survey: cj.peaks(
        jm, survey, by="persona", level="stage", minimum=1
    ),
}
OF_STAGES: dict[str, Statistic] = {
    "conformance:stage": lambda jm, log, survey: cj.conformance(
        jm, log, of="transitions", level="stage"
    ),
    "dwell:stage": lambda jm, log, survey: cj.dwell(jm, log, level="stage"),
    "entries:goal": lambda jm, log, survey: cj.entries(jm, log, jm.touchpoints[3]),
    "exits:stage": lambda jm, log, survey: cj.exits(jm, log, level="stage"),
    "loops:stage": lambda jm, log, survey: cj.loops(jm, log, level="stage"),
    "markov:stage": lambda jm, log, survey: cj.markov(
        jm, log, goal=jm.stages[3], level="stage", draws=50
    ),
    "paths:stage": lambda jm, log, survey: cj.paths(jm, log, level="stage"),
    "reach:touchpoint": lambda jm, log, survey: cj.reach(jm, log, level="touchpoint"),
    "transitions:stage": lambda jm, log, survey: cj.transitions(jm, log, level="stage"),
}
EVERY = (
    {name: call for name, call in CALLS.items() if name != "difference"}
    | BY_PERSONA
    | OF_STAGES
    | {
        "difference": lambda jm, log, survey: cj.difference(
            jm, survey, between=("segment 0", "segment 1"), minimum=1
        )
    }
)
