"""Every statistic as a person first calls it, and the worlds a newcomer calls it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets import analysis

GOAL = "payment_done"
ALIKE = {"csat": 4, "expectation": 4, "importance": 4, "pleasure": 0.5, "ease": 4, "recommend": 9}
TODAY = "2026-10-01"
Statistic = Callable[..., pd.DataFrame]


def _changes(jm: cj.JourneyMap) -> Any:
    return cj.DropOff(next(iter(getattr(jm, "touchpoints", ())), "Checkout"), by=-0.5)


def _half(log: Any) -> tuple[Any, Any]:
    if not isinstance(log, cj.EventLog):
        return log, log
    return log.between(end="2026-04-01"), log.between("2026-04-01")


# Every statistic as a person first calls it: of a map, a log and a survey.
CALLS: dict[str, Statistic] = {
    "ces": lambda jm, log, survey: cj.ces(jm, survey),
    "ces:all": lambda jm, log, survey: cj.ces(jm, survey, by="segment", minimum=1),
    "channel_consistency": lambda jm, log, survey: cj.channel_consistency(jm, survey),
    "channel_coverage": lambda jm, log, survey: cj.channel_coverage(log),
    "channel_gaps": lambda jm, log, survey: cj.channel_gaps(jm, log),
    "channel_overlaps": lambda jm, log, survey: cj.channel_overlaps(log),
    "channels": lambda jm, log, survey: cj.channels(jm, log, goal=GOAL, survey=survey),
    "channels:alone": lambda jm, log, survey: cj.channels(None, log),
    "churn": lambda jm, log, survey: cj.churn(log),
    "compare": lambda jm, log, survey: cj.compare(jm, *_half(log)),
    "compare_segments": lambda jm, log, survey: cj.compare_segments(jm, log),
    "compare_segments:reach": lambda jm, log, survey: cj.compare_segments(
        jm, log, by="device", between=("desktop", "mobile"), statistic="reach", level="touchpoint"
    ),
    "completion": lambda jm, log, survey: cj.completion(jm, log, GOAL, target=0.4),
    "completion:by": lambda jm, log, survey: cj.completion(
        jm, log, GOAL, start="search", window="7d", by="segment"
    ),
    "conformance": lambda jm, log, survey: cj.conformance(jm, log),
    "conformance:transitions": lambda jm, log, survey: cj.conformance(jm, log, of="transitions"),
    "conformance:events": lambda jm, log, survey: cj.conformance(jm, log, of="events"),
    "csat": lambda jm, log, survey: cj.csat(jm, survey),
    "csat:mean": lambda jm, log, survey: cj.csat(jm, survey, method="mean", by="segment"),
    "debt": lambda jm, log, survey: cj.debt(jm, today=TODAY),
    "difference": lambda jm, log, survey: cj.difference(jm, survey),
    "distributions": lambda jm, log, survey: analysis.distributions(jm, survey, question="csat"),
    "dwell": lambda jm, log, survey: cj.dwell(jm, log),
    "dwell:channel": lambda jm, log, survey: cj.dwell(jm, log, level="channel", cap="30min"),
    "emotion": lambda jm, log, survey: cj.emotion(jm, survey),
    "emotion:all": lambda jm, log, survey: cj.emotion(jm, survey, by="segment", minimum=1),
    "entries": lambda jm, log, survey: cj.entries(jm, log, GOAL),
    "exits": lambda jm, log, survey: cj.exits(jm, log),
    "expectation_gap": lambda jm, log, survey: cj.expectation_gap(jm, survey),
    "funnel": lambda jm, log, survey: cj.funnel(jm, log),
    "importance_performance": lambda jm, log, survey: cj.importance_performance(jm, survey),
    "ledger": lambda jm, log, survey: cj.ledger(jm, today=TODAY),
    "loops": lambda jm, log, survey: cj.loops(jm, log),
    "markov": lambda jm, log, survey: cj.markov(jm, log, goal=GOAL, draws=100),
    "match_report": lambda jm, log, survey: cj.match_report(jm, log),
    "nps": lambda jm, log, survey: cj.nps(jm, survey),
    "nps:touchpoint": lambda jm, log, survey: cj.nps(jm, survey, level="touchpoint"),
    "nps:all": lambda jm, log, survey: cj.nps(jm, survey, level="touchpoint", minimum=1),
    "paths": lambda jm, log, survey: cj.paths(jm, log),
    "peaks": lambda jm, log, survey: cj.peaks(jm, survey),
    "peaks:assumed": lambda jm, log, survey: cj.peaks(jm),
    "reach": lambda jm, log, survey: cj.reach(jm, log),
    "reach:event": lambda jm, log, survey: cj.reach(None, log, level="event"),
    "retention": lambda jm, log, survey: cj.retention(log),
    "switches": lambda jm, log, survey: cj.switches(log),
    "switches:customers": lambda jm, log, survey: cj.switches(log, of="customers"),
    "time_to": lambda jm, log, survey: cj.time_to(jm, log, GOAL, start="search"),
    "time_to:by": lambda jm, log, survey: cj.time_to(jm, log, GOAL, by="segment"),
    "time_to:quantiles": lambda jm, log, survey: cj.time_to(
        jm, log, GOAL, by="segment", of="quantiles", minimum=1
    ),
    "transitions": lambda jm, log, survey: cj.transitions(jm, log),
    "what_if": lambda jm, log, survey: cj.what_if(jm, log, _changes(jm), goal=GOAL, draws=100),
}


def log_of(frame: pd.DataFrame) -> cj.EventLog:
    roles = {role: role for role in ("channel", "segment", "device")}
    return cj.EventLog(frame, customer="customer_id", time="time", event="event", **roles)


def survey_of(frame: pd.DataFrame) -> cj.Survey:
    return cj.Survey(
        frame,
        respondent="customer_id",
        time="time",
        touchpoint="touchpoint",
        channel="channel",
        segment="segment",
        questions=[
            "csat",
            "expectation",
            "importance",
            cj.Question("pleasure", kind="emotion", scale="affective_slider"),
            cj.Question("ease", kind="ces2"),
            cj.Question("recommend", kind="nps"),
        ],
    )


@cache
def events() -> pd.DataFrame:
    return cj.datasets.mattress_log(customers=150)


@cache
def answers() -> pd.DataFrame:
    return cj.datasets.mattress_survey(customers=150)


def _rows(frame: pd.DataFrame, *at: int) -> pd.DataFrame:
    return frame.iloc[list(at) or slice(None)].reset_index(drop=True)


def _renamed(jm: cj.JourneyMap, rule: object) -> cj.JourneyMap:
    for node in (*jm.stages, *jm.touchpoints):
        node.match = () if rule is None else [rule]
    return jm


# Worlds a newcomer ends up in.
def worlds() -> Iterator[tuple[str, Callable[[], tuple[cj.JourneyMap, cj.EventLog, cj.Survey]]]]:
    new = cj.datasets.mattress_map
    yield "usual", lambda: (new(), log_of(events()), survey_of(answers()))
    yield (
        "one event, one answer",
        lambda: (new(), log_of(_rows(events(), 0)), survey_of(_rows(answers(), 0))),
    )
    yield (
        "one customer",
        lambda: (
            new(),
            log_of(events()[events()["customer_id"] == _buyer()]),
            survey_of(answers()[answers()["customer_id"] == answers()["customer_id"].iloc[0]]),
        ),
    )
    yield (
        "all at one moment",
        lambda: (
            new(),
            log_of(events().assign(time=pd.Timestamp("2026-03-31"))),
            survey_of(answers().assign(csat=5.0, pleasure=0.5, importance=5.0, expectation=5.0)),
        ),
    )
    yield (
        "all answers alike",
        lambda: (new(), log_of(events()), survey_of(answers().assign(**ALIKE))),
    )
    yield (
        "one answer each place",
        lambda: (new(), log_of(events()), survey_of(answers().drop_duplicates("touchpoint"))),
    )
    yield (
        "all answers by one person",
        lambda: (new(), log_of(events()), survey_of(answers().assign(customer_id="C1"))),
    )
    yield (
        "stays without length",
        lambda: (
            new(),
            log_of(events().assign(time=events()["time"].dt.floor("D"))),
            survey_of(answers()),
        ),
    )
    yield (
        "nobody has a channel or segment",
        lambda: (
            new(),
            log_of(events().assign(channel=None, segment=None, device=None)),
            survey_of(answers().assign(channel=None, segment=None)),
        ),
    )
    yield (
        "nobody answered",
        lambda: (
            new(),
            log_of(events()),
            survey_of(answers().assign(**dict.fromkeys(ALIKE, np.nan))),
        ),
    )
    yield (
        "one rule for all",
        lambda: (_renamed(new(), "*"), log_of(events()), survey_of(answers())),
    )
    yield (
        "rules that fit nothing",
        lambda: (_renamed(new(), "no_such_event"), log_of(events()), survey_of(answers())),
    )
    yield (
        "a map without rules",
        lambda: (_renamed(new(), None), log_of(events()), survey_of(answers())),
    )
    yield (
        "an empty map",
        lambda: (cj.JourneyMap("Empty", stages=[]), log_of(events()), survey_of(answers())),
    )


def _buyer() -> str:
    return str(events().loc[events()["event"] == GOAL, "customer_id"].iloc[0])


WORLDS = {name: cache(made) for name, made in worlds()}

every = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
