"""Public statistics say the same of a log in memory and of one that stays in its database."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.evidence.reduce.frames import FrameEngine, native
from evidence import sources
from evidence.test_engines import BASE, CUTS, LOG

pytestmark = [
    # Ibis 12 calls what DuckDB 2 deprecates.
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
    # PySpark leaves its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


def shop() -> cj.JourneyMap:
    site = cj.Touchpoint("Site", match=["a", cj.Rule(event="b", channel="web")])
    street = cj.Touchpoint("Street", match=["it's"])
    till = cj.Touchpoint("Till", match=["出门"])
    home = cj.Touchpoint("Home", match=["😀", "c:*"])
    return cj.JourneyMap(
        "Shop",
        stages=[
            cj.Stage("Look", touchpoints=[site, street]),
            cj.Stage("Buy", match=['say "x"'], touchpoints=[till]),
            cj.Stage("Use", touchpoints=[home]),
        ],
    )


def drafted(jm: cj.JourneyMap) -> list[Any]:
    """What a map says, without the names that chance gave its parts."""
    return [
        (stage.name, [(touchpoint.name, str(touchpoint.match)) for touchpoint in stage.touchpoints])
        for stage in jm.stages
    ]


MAP = shop()

Ask = Callable[[cj.EventLog], Any]
FEW: dict[str, Ask] = {
    "funnel": lambda log: cj.funnel(MAP, log, window="4min"),
    "dwell": lambda log: cj.dwell(MAP, log, per="visit"),
    "transitions": lambda log: cj.transitions(MAP, log, level="stage"),
    "describe": lambda log: log.describe(MAP),
}
QUESTIONS: dict[str, Ask] = FEW | {
    "reach": lambda log: cj.reach(MAP, log, level="touchpoint"),
    "paths": lambda log: cj.paths(MAP, log, level="event", top=9),
    "paths of channels": lambda log: cj.paths(None, log, level="channel"),
    "exits": lambda log: cj.exits(MAP, log, window="3min"),
    "loops": lambda log: cj.loops(MAP, log),
    "switches": lambda log: cj.switches(log),
    "entries": lambda log: cj.entries(MAP, log, "Till"),
    "open funnel": lambda log: cj.funnel(MAP, log, kind="open"),
    "time to": lambda log: cj.time_to(MAP, log, "Till", by="segment", instead="Home"),
    "completion": lambda log: cj.completion(MAP, log, "Till", start="Look", by="segment"),
    "markov": lambda log: cj.markov(MAP, log, goal="Till", draws=50),
    "what if": lambda log: cj.what_if(MAP, log, [cj.Remove("Street")], goal="Till", draws=50),
    "conformance": lambda log: cj.conformance(MAP, log),
    "conformance of ways": lambda log: cj.conformance(MAP, log, of="transitions"),
    "channels": lambda log: cj.channels(MAP, log, goal="Till", window="3min"),
    "channel gaps": lambda log: cj.channel_gaps(MAP, log),
    "channel overlaps": lambda log: cj.channel_overlaps(log),
    "retention": lambda log: cj.retention(log, period="3650d"),
    "churn": lambda log: cj.churn(log, period="3650d"),
    "segments": lambda log: cj.compare_segments(MAP, log),
    "before and after": lambda log: cj.compare(
        MAP, log.between(end=PART[1]), log.between(PART[1]), window="1min", minimum=1
    ),
    "match report": lambda log: cj.match_report(MAP, log),
    "rules": lambda log: cj.suggest_rules(MAP, log),
    "drafted map": lambda log: drafted(cj.JourneyMap.from_log(log)),
    "a part": lambda log: cj.reach(MAP, log.where(channel="web").between(*PART)),
    "figures": lambda log: cj.figures(cj.JourneyMap.from_json(MAP.to_json()).attach(log)),
    "repr": repr,
}
PART = tuple(pd.Timestamp(moment, unit="us") for moment in (BASE, CUTS[1]))


def differences(log: cj.EventLog, questions: dict[str, Ask]) -> list[str]:
    assert isinstance(log.engine, FrameEngine)
    memory = cj.EventLog(sources.pandas_frame(LOG), **sources.ROLES)
    return [
        f"{name}:\n{fault}"
        for name, ask in questions.items()
        if (fault := fault_of(ask(log), ask(memory)))
    ]


def fault_of(one: Any, two: Any) -> str:
    try:
        same(one, two)
    except AssertionError as error:
        return str(error)
    return ""


def same(one: Any, two: Any) -> None:
    if isinstance(two, pd.DataFrame):
        pd.testing.assert_frame_equal(one, two, rtol=1e-9, check_exact=False)
        same(one.attrs, two.attrs)
    elif isinstance(two, dict):
        assert one.keys() == two.keys()
        for key in two:
            same(one[key], two[key])
    elif isinstance(two, list | tuple):
        assert len(one) == len(two)
        for mine, other in zip(one, two, strict=True):
            same(mine, other)
    elif isinstance(two, float | np.floating):
        assert one == pytest.approx(two, nan_ok=True)
    elif hasattr(two, "__dataclass_fields__"):
        for name in two.__dataclass_fields__:
            same(getattr(one, name), getattr(two, name))
    else:
        assert one == two


@pytest.mark.parametrize("backend", ["duckdb"])
def test_every_statistic(backend):
    log = cj.EventLog(sources.IN_PLACE[backend](LOG), **sources.ROLES)
    assert differences(log, QUESTIONS) == []


def test_a_lazy_frame_stays_if_told():
    log = cj.EventLog(sources.polars_frame(LOG), **sources.ROLES, in_place=True)
    assert differences(log, FEW) == []


def test_spark(spark):
    log = cj.EventLog(sources.spark_frame(LOG, spark), **sources.ROLES)
    assert differences(log, FEW) == []


def lazily(frame: pd.DataFrame, backend: str) -> Any:
    if backend == "polars":
        import polars as pl

        return pl.DataFrame(frame.to_dict("list")).lazy()
    import duckdb

    return duckdb.from_df(frame)


@pytest.mark.parametrize("statistic", [cj.churn, cj.retention])
@pytest.mark.parametrize("backend", ["duckdb", "polars"])
def test_periods_are_counted_by_one_query_however_many(backend, statistic, monkeypatch):
    asked: list[str] = []
    fetch = native.fetch
    monkeypatch.setattr(native, "fetch", lambda *given: asked.append("query") or fetch(*given))
    number = {}
    for weeks in (4, 312):
        at = pd.date_range("2022-01-01", periods=weeks * 20, freq="8h24min")
        who = [f"c{i % 97}" for i in range(len(at))]
        frame = pd.DataFrame({"who": who, "at": at, "what": "visit"})
        roles = {"customer": "who", "time": "at", "event": "what"}
        memory = statistic(cj.EventLog(frame, **roles), period="7d")
        log = cj.EventLog(lazily(frame, backend), **roles, in_place=True)
        _ = log.span
        asked.clear()
        same(statistic(log, period="7d"), memory)
        assert memory.iloc[:, 0].nunique() >= (weeks if statistic is cj.churn else 1)
        number[weeks] = len(asked)
    assert number == {4: 1, 312: 1}


TIED = pd.DataFrame(
    {
        "who": list("aabbccd"),
        "at": pd.to_datetime(["2026-01-01"] * 4 + ["2026-01-02"] * 3),
        "what": ["search", "buy", "search", "buy", "buy", "buy", "buy"],
        "rank": [1, 2, 1, 2, 1, 1, 1],
    }
)
"""Two customers of whom nobody knows what came first; for the third it makes no difference."""


@pytest.mark.parametrize("roles", [{}, {"sequence": "rank"}])
def test_events_of_one_moment_are_warned_of_where_rows_have_no_order(roles):
    roles = {"customer": "who", "time": "at", "event": "what"} | roles
    noted = {}
    for name in ("memory", "polars", "duckdb"):
        source = TIED if name == "memory" else lazily(TIED, name)
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            log = cj.EventLog(source, **roles, in_place=name != "memory")
        table = log.describe().set_index("what")
        noted[name] = (len(heard), table.loc["ties", "value"], table.loc["ties", "note"])
        if heard:
            assert "4 of 7 events share customer and time" in str(heard[0].message)
            assert heard[0].filename == __file__
        else:
            paths = cj.paths(None, log, level="event").set_index("path")["customers"]
            assert paths.to_dict() == {"search → buy": 2, "buy": 2}
    order = "ordered by sequence" if "sequence" in roles else "ordered by row"
    same_everywhere = (0, 3, order)
    assert noted["memory"] == noted["polars"] == same_everywhere
    unknown = (1, 3, "no order: 4 events beside others")
    assert noted["duckdb"] == (same_everywhere if "sequence" in roles else unknown)


def test_rows_read_from_a_database_are_in_their_order():
    roles = {"customer": "who", "time": "at", "event": "what"}
    log = cj.EventLog(lazily(TIED, "duckdb"), **roles, in_place=False)
    memory = cj.EventLog(TIED, **roles)
    same(cj.paths(None, log, level="event"), cj.paths(None, memory, level="event"))


def test_what_no_sequence_orders_is_told_and_ordered_by_row_in_polars():
    roles = {"customer": "who", "time": "at", "event": "what", "sequence": "rank"}
    frame = TIED.assign(rank=1)
    memory = cj.EventLog(frame, **roles)
    rows = cj.EventLog(lazily(frame, "polars"), **roles, in_place=True)
    same(cj.paths(None, rows, level="event"), cj.paths(None, memory, level="event"))
    with pytest.warns(UserWarning, match="4 of 7 events"):
        log = cj.EventLog(lazily(frame, "duckdb"), **roles)
    assert log.engine.unordered() == 4
