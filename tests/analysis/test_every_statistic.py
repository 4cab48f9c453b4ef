"""What all statistics have in common: one contract, asked of each of them."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets import analysis
from cjwidgets.analysis.result import NOTES
from cjwidgets.errors import InputError, JourneyError
from cjwidgets.locale import LOCALES

GOAL = "payment_done"
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
    "paths": lambda jm, log, survey: cj.paths(jm, log),
    "peaks": lambda jm, log, survey: cj.peaks(jm, survey),
    "peaks:assumed": lambda jm, log, survey: cj.peaks(jm),
    "reach": lambda jm, log, survey: cj.reach(jm, log),
    "reach:event": lambda jm, log, survey: cj.reach(None, log, level="event"),
    "retention": lambda jm, log, survey: cj.retention(log),
    "switches": lambda jm, log, survey: cj.switches(log),
    "switches:customers": lambda jm, log, survey: cj.switches(log, of="customers"),
    "transitions": lambda jm, log, survey: cj.transitions(jm, log),
    "what_if": lambda jm, log, survey: cj.what_if(jm, log, _changes(jm), goal=GOAL, draws=100),
}

every = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)

# No statistics of a map: tools, forms of results, changes, and what the editor is given.
OTHER = {
    *("DropOff", "Merge", "Remove", "Reorder", "Figures", "Interval", "figures", "explain"),
    *("benjamini_hochberg", "bootstrap", "newcombe", "opportunity", "suppress", "wilson"),
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
            survey_of(answers().assign(**dict.fromkeys(answers().columns[5:-1], np.nan))),
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


def quietly(call: Statistic, *arguments: Any) -> pd.DataFrame:
    """Run a statistic; any warning but our own, about what fits nowhere, is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", category=UserWarning)
        return call(*arguments)


def test_every_public_statistic_is_here():
    called = {name.partition(":")[0] for name in CALLS}
    assert called == set(analysis.__all__) - OTHER
    assert called - {"distributions"} <= set(cj.__all__)


@pytest.mark.parametrize("world", WORLDS)
@every
def test_a_table_with_reasons_or_a_sentence(call: Statistic, world: str):
    jm, log, survey = WORLDS[world]()
    if world == "usual":
        check(quietly(call, jm, log, survey))
        return
    problem = ""
    try:
        check(quietly(call, jm, log, survey))
    except JourneyError as error:
        problem = error.sentence
    assert not problem or (problem.endswith(".") and len(problem.split()) > 3)


def check(table: pd.DataFrame) -> None:
    about = table.attrs
    assert {"statistic", "definition", "source", "unit"} <= set(about)
    assert len(about["definition"]) > 30
    ends = [column for column in table if str(column).endswith("_low")]
    assert bool(ends) <= ("confidence" in about)
    assert "n" in table or "n" in about
    assert not table.columns.duplicated().any()
    for low in ends:
        name = low.removesuffix("_low")
        assert {name, f"{name}_high"} <= set(table)
        known = table.dropna(subset=[low, f"{name}_high"])
        assert (known[low] <= known[f"{name}_high"]).all()
        if not name.startswith("opportunity"):
            assert (known[low] <= known[name] + 1e-9).all()
            assert (known[name] <= known[f"{name}_high"] + 1e-9).all()
    note = table["note"] if "note" in table else pd.Series("", index=table.index)
    assert set(note) <= {"", *NOTES}
    silent = table[note == ""]
    assert [column for column in silent if silent[column].isna().any()] == []
    for locale in LOCALES:
        said = analysis.explain(table, locale)
        assert said == said.strip()
        assert said[-1] in ".。"
        for wrong in ("nan", "NaN", "<NA>", "{", "None", "  ", "..", "。 "):
            assert wrong not in said, said


@every
def test_twice_the_same(call: Statistic):
    one, two = (call(*WORLDS["usual"]()) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)
    assert one.attrs == two.attrs


@pytest.mark.parametrize("name", sorted({name.partition(":")[0] for name in CALLS}))
def test_help_says_what_one_needs(name: str):
    function = getattr(analysis, name)
    told = inspect.getdoc(function) or ""
    for part in ("Parameters", "Returns", "Examples", ">>>"):
        assert part in told
    for parameter in inspect.signature(function).parameters:
        assert parameter in told
    returned = told.partition("Returns")[2]
    assert "``n``" in returned or "n" in function.__annotations__


@every
def test_arguments_in_a_wrong_place_are_named(call: Statistic):
    jm, log, _ = WORLDS["usual"]()
    for wrong in ((log, jm, jm), (events(), events(), answers()), ("map", "log", "survey")):
        with pytest.raises(InputError, match=r"takes an? (JourneyMap|EventLog|Survey) as"):
            call(*wrong)


def test_other_functions_name_wrong_arguments_too():
    jm, log, _ = WORLDS["usual"]()
    for call in (cj.suggest_rules, cj.funnel):
        with pytest.raises(InputError, match=f"{call.__name__}.. takes a JourneyMap as jm, not Ev"):
            call(log, jm)
    with pytest.raises(InputError, match=r"takes an EventLog as log, not DataFrame\. Make one of"):
        cj.reach(jm, events())
    with pytest.raises(InputError, match=r"takes a JourneyMap as jm, not None"):
        cj.funnel(None, log)
    with pytest.raises(TypeError, match=r"markov\(\) missing 1 required keyword-only argument"):
        cj.markov(jm, log)


@pytest.mark.parametrize("seed", [-1, "x", None, 1.5])
def test_a_seed_is_a_whole_number(seed: Any):
    jm, log, survey = WORLDS["usual"]()
    for call in (
        lambda: cj.csat(jm, survey, method="mean", seed=seed),
        lambda: cj.markov(jm, log, goal=GOAL, seed=seed),
    ):
        with pytest.raises(InputError, match=r"seed=.* is no whole number"):
            call()


def test_a_part_of_a_table_is_not_explained():
    whole = cj.funnel(*WORLDS["usual"]()[:2])
    for part in (whole[["stage", "n"]], whole.query("n < 0"), whole.drop(columns="note")):
        with pytest.raises(InputError, match="not the whole one that funnel returned"):
            analysis.explain(part)


def test_sentences_have_the_numbers_of_their_language():
    jm, log, survey = WORLDS["usual"]()
    table = cj.emotion(jm, survey)
    assert "−1.38 (95% interval −1.64 to −1.12" in analysis.explain(table)
    assert "−1,38 (95%-й интервал от −1,64 до −1,12" in analysis.explain(table, "ru")
    assert "−1.38（95% 置信区间 −1.64 至 −1.12" in analysis.explain(table, "zh-Hans")
    assert "из 1\N{NO-BREAK SPACE}412 событий" in analysis.explain(cj.match_report(jm, log), "ru")
    named = cj.reach(cj.JourneyMap("V", stages=[cj.Stage("v2.5", match=["search"])]), log)
    assert "«v2.5»" in analysis.explain(named, "ru")


def test_ten_thousand_kinds_of_events():
    size = 20_000
    frame = pd.DataFrame(
        {
            "customer_id": np.arange(size) % 500,
            "time": pd.Timestamp("2026-03-25") + pd.to_timedelta(np.arange(size), unit="min"),
            "event": [f"page/{each % 9_999}" for each in range(size - 1)] + [GOAL],
            "channel": "web",
            "segment": np.where(np.arange(size) % 500 < 250, "old", "new"),
            "device": np.where(np.arange(size) % 2 == 1, "mobile", "desktop"),
        }
    )
    jm = cj.JourneyMap(
        "Site",
        stages=[
            cj.Stage("Look", touchpoints=[cj.Touchpoint("Pages", match=["page/*"])]),
            cj.Stage("Buy", touchpoints=[cj.Touchpoint("Till", match=[GOAL])]),
        ],
    )
    log, survey = log_of(frame), survey_of(answers().assign(touchpoint="Pages"))
    for name, call in CALLS.items():
        if name != "completion:by":  # there is no event "search"
            check(quietly(call, jm, log, survey))
