"""Rules that ask for a sequence: the nth of some events, what comes after others."""

from __future__ import annotations

import random
import warnings
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjwidgets as cj
from cjwidgets.errors import InputError
from cjwidgets.model.rules.nth import bounds

ROLES = {"customer": "who", "time": "at", "event": "what", "channel": "via"}
START = pd.Timestamp("2026-03-01")
ENGINES = ("memory", "polars", "duckdb")


def frame_of(rows: list[tuple[str, str, str | None]]) -> pd.DataFrame:
    """Who, what and where: a row a minute, so that nothing is tied."""
    frame = pd.DataFrame(rows, columns=["who", "what", "via"]).astype(object)
    frame["via"] = frame["via"].where(frame["via"].notna(), None)
    return frame.assign(at=[START + pd.Timedelta(minutes=i) for i in range(len(rows))])


def opened(frame: pd.DataFrame, engine: str) -> cj.EventLog:
    if engine == "memory":
        return cj.EventLog(frame, **ROLES)
    lists = frame.to_dict("list")
    schema = {"who": pl.String, "what": pl.String, "via": pl.String, "at": pl.Datetime("us")}
    lazy = pl.DataFrame(lists, schema=schema).lazy()
    source = lazy if engine == "polars" else duckdb.from_arrow(lazy.collect().to_arrow())
    return cj.EventLog(source, **ROLES, in_place=True)


def journey(*rules: Any) -> cj.JourneyMap:
    return cj.JourneyMap("Shop", stages=[cj.Stage(f"S{i}", match=r) for i, r in enumerate(rules)])


def marked(rows: list[tuple[str, str, str | None]], rules: list[cj.Rule]) -> list[str]:
    """The stages that claim each row, by loops alone."""
    stages, seen = [], {}
    for who, what, via in rows:
        own = seen.setdefault(who, [])
        claims = []
        for i, rule in enumerate(rules):

            def fits(event: tuple[str, str | None], rule: cj.Rule = rule) -> bool:
                asked = {"event": event[0], "channel": event[1]}
                return all(asked[column] in names for column, names in rule.where.items())

            number = 1 + sum(map(fits, own))
            first, last = bounds(rule.nth or "1+")
            right = first <= number <= (number if last is None else last)
            after = not rule.after or any(event[0] in rule.after for event in own)
            if fits((what, via)) and right and after:
                claims.append(f"S{i}")
        own.append((what, via))
        stages.append("+".join(claims) or "none")
    return stages


RULES = [
    [cj.Rule(event="a", nth=1), cj.Rule(event="a", nth="2+"), cj.Rule(event="b", after="a")],
    [cj.Rule(event=["a", "b"], channel="x", nth="2-3"), cj.Rule(after=["b", "c"])],
    [cj.Rule(channel="y", nth="3+", after="a"), cj.Rule(event="c"), cj.Rule(nth=2)],
    [cj.Rule(event="a", after="a"), cj.Rule(event="nothing", nth=2), cj.Rule(event="b", nth=11)],
]
TABLES = {
    "reach": lambda jm, log: cj.reach(jm, log),
    "funnel": lambda jm, log: cj.funnel(jm, log),
    "paths": lambda jm, log: cj.paths(jm, log, level="stage"),
    "transitions": lambda jm, log: cj.transitions(jm, log, level="stage"),
    "dwell": lambda jm, log: cj.dwell(jm, log, level="stage"),
    "exits": lambda jm, log: cj.exits(jm, log, level="stage", window="5min"),
    "loops": lambda jm, log: cj.loops(jm, log, level="stage"),
}
drawn = st.tuples(
    st.sampled_from(["k", "l"]), st.sampled_from("abc"), st.sampled_from(["x", "y", None])
)


def compared(rules: list[cj.Rule], rows: list[tuple[str, str, str | None]], engine: str) -> None:
    """Against the same log with the stage of each event written into it."""
    frame = frame_of(rows)
    plain = frame.assign(what=marked(rows, rules))
    asked = journey(*rules)
    named = cj.JourneyMap.from_json(asked.to_json())
    for i, stage in enumerate(named.stages):
        stage.match = f"*S{i}*"
    log, written = opened(frame, engine), opened(plain, "memory")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, table in TABLES.items():
            left, right = table(asked, log), table(named, written)
            pd.testing.assert_frame_equal(left, right, obj=name, check_dtype=False)


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=15)
@given(rows=st.lists(drawn, min_size=3, max_size=25))
def test_statistics_are_those_of_a_log_that_names_the_sequence(rules, rows):
    compared(rules, rows, "memory")


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("rules", RULES)
def test_they_are_so_in_place(rules, engine: str):
    rng = random.Random(11)
    rows = [
        (rng.choice("klmn"), rng.choice("abc"), rng.choice(["x", "y", None])) for _ in range(60)
    ]
    compared(rules, rows, engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_second_order_is_told_from_the_first(engine: str):
    rows = [("k", "pay", "x"), ("k", "review", "x"), ("k", "pay", "y"), ("l", "review", "x")]
    jm = journey(
        cj.Rule(event="pay", nth=1),
        [cj.Rule(event="pay", nth="2+"), cj.Rule("review", after="pay")],
    )
    log = opened(frame_of(rows), engine)
    assert cj.reach(jm, log)["events"].tolist() == [1, 2]
    assert cj.reach(jm, log)["customers"].tolist() == [1, 1]
    # In halves of a log, in goals and in channels by stage they are told apart, too.
    assert cj.completion(jm, log, goal=jm.stages[1])["completed"].tolist() == [1]
    assert cj.channels(jm, log, goal=jm.stages[1])["converted"].notna().all()


def test_a_rule_of_a_sequence_is_kept_by_a_file():
    rule = cj.Rule(event="pay*", nth="2+", after=["order", "cart"], since="2026-01-01")
    jm = journey(rule)
    assert cj.JourneyMap.from_json(jm.to_json()).stages[0].match == (rule,)
    assert rule.to_json() == {
        "event": "pay*",
        "after": ["order", "cart"],
        "since": "2026-01-01",
        "nth": "2+",
    }
    assert eval(repr(rule), {"Rule": cj.Rule}) == rule
    assert "2+" in str(rule)


def test_the_number_counts_by_columns_whenever_the_event_was():
    rows = [("k", "pay", "x"), ("k", "pay", "x"), ("k", "pay", "x")]
    log = opened(frame_of(rows), "memory")
    late = START + pd.Timedelta(minutes=2)
    jm = journey(cj.Rule(event="pay", nth="2+", since=late), cj.Rule(event="pay", nth="1"))
    assert cj.reach(jm, log)["events"].tolist() == [1, 1]


@pytest.mark.parametrize("nth", [0, -1, True, 1.5, "0", "2-", "4-2", "+", "two", "1000", [1]])
def test_numbers_that_are_none_are_refused(nth: Any):
    with pytest.raises(InputError, match=r"says no number of an event.*nth='2\+'"):
        cj.Rule(event="a", nth=nth)
