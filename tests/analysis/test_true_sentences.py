"""Sentences are true of their table: what they name is sure, what they count is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import cjwidgets as cj
from analysis import toys
from analysis.worlds import CALLS, WORLDS, Statistic, every
from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.errors import JourneyError
from cjwidgets.locale import language

PLACES = ("Quay", "Rill", "Sump", "Tarn")
SEGMENTS = ("red", "teal", "onyx")
Rows = Callable[[pd.DataFrame], "pd.Series[bool]"]

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

REPR = re.compile(
    r"object at 0x|<class|\b(nan|NaN|None|True|False|Timestamp|Timedelta|dtype|array|np\.\w+)\b"
    r"|\b(Stage|Touchpoint|EventLog|Survey|JourneyMap|Persona|Question)\(|['\[\]{}]"
)
"""What no sentence has: words and signs of Python. Names of the worlds have none of them."""


@every
def test_no_sentence_has_a_repr(call: Statistic):
    for world in ("usual", "one answer each place"):
        try:
            table = call(*WORLDS[world]())
        except JourneyError:
            continue
        said = cj.explain(table).replace("customer's", "")
        assert not REPR.search(said), said


def test_targets_of_any_kind_are_called_by_name():
    jm, log, _ = WORLDS["usual"]()
    goals = [jm.stages[-1], jm.touchpoints[-1], [jm.stages[-1], jm.touchpoints[0]], ["payment_*"]]
    goals += [cj.rules.event("payment_done")] if hasattr(cj.rules, "event") else []
    for goal in goals:
        for table in (cj.completion(jm, log, goal), cj.time_to(jm, log, goal)):
            assert not REPR.search(cj.explain(table)), goal


def shown(values: Iterable[Any]) -> set[str]:
    """The ways in which numbers of a table are written in a sentence."""
    t, written = language("en"), set()
    for value in values:
        if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
            continue
        number = float(value)
        if not np.isfinite(number):
            continue
        if number == int(number):
            written.add(t.count(int(number)))
        written |= {t.percent(number), t.percent(number, 1), t.percent(number, 4)}
    return written


def numbers(table: pd.DataFrame) -> set[str]:
    """Every number of a table, its columns' sums and their ratios, and how many rows it has."""
    held = table.select_dtypes("number").astype(float)
    values = [*held.to_numpy().ravel()]
    sides = [held]
    sides += [held[table["note"] == ""]] if "note" in table else []
    sides += [held[(held["age"] == 1) & (table["note"] == "")]] if "age" in held else []
    sides += [held.dropna(subset="churn")] if "churn" in held else []
    for side in sides:
        sums = side.sum()
        values += [*sums, *(sums[one] / sums["n"] for one in sums.index if sums.get("n"))]
    values += [*(len(each) for _, each in table.groupby("note"))] if "note" in table else []
    values += [*range(len(table) + 1), *_flat(table.attrs)]
    return shown(values) | shown([1 - table.attrs.get("confidence", 0.95)])


def _flat(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [each for one in value.values() for each in _flat(one)]
    if isinstance(value, list | tuple | set):
        return [each for one in value for each in _flat(one)]
    return [value]


OF = re.compile(r"\b([\d,]+) of (?:its |the |all )?([\d,]+)\b")
SHARE = re.compile(r"(?<![\d.,])(\d[\d.]*%) \(95% interval")


@every
def test_what_is_counted_is_in_the_table(call: Statistic):
    table = call(*WORLDS["usual"]())
    if table.attrs["statistic"] in ("debt", "ledger", "match_report", "channel_consistency"):
        return  # counts of parts of the map, of rules and of a spread: their own tests hold them
    said, held = cj.explain(table), numbers(table)
    for counted in OF.findall(said):
        assert set(counted) <= held, (counted, said)
    assert set(SHARE.findall(said)) <= held, said


# Of each headline: what it ranks, and how many people that rests on.
HEADLINES: dict[str, tuple[Any, str, list[tuple[str, Rows]]]] = {
    "loops": (
        lambda jm, log: cj.loops(jm, log),
        "touchpoint",
        [("n", lambda frame: frame["repeated"] > 0), ("n", lambda frame: frame["back"] > 0)],
    ),
    "conformance": (
        lambda jm, log: cj.conformance(jm, log),
        "touchpoint",
        [
            ("further", lambda frame: frame["skipped"] > 0),
            ("visited", lambda frame: frame["repeated"] > 0),
            ("visited", lambda frame: frame["late"] > 0),
        ],
    ),
    "exits": (
        lambda jm, log: cj.exits(jm, log, window="1min"),
        "touchpoint",
        [("n", lambda frame: frame["share"].notna())],
    ),
    "completion": (
        lambda jm, log: cj.completion(jm, log, "Tarn", by="segment", minimum=1),
        "segment",
        [("n", lambda frame: frame["share"].notna())],
    ),
    "time_to": (
        lambda jm, log: cj.time_to(jm, log, "Tarn", by="segment", of="quantiles", minimum=1),
        "segment",
        [("n", lambda frame: frame["n"] > 0)],
    ),
    "channel_coverage": (
        lambda jm, log: cj.channel_coverage(log, minimum=1),
        "segment",
        [("n", lambda frame: frame["share"].notna())],
    ),
    "compare_segments": (
        lambda jm, log: cj.compare_segments(jm, log, minimum=1, statistic="drop_off"),
        "stage",
        [("n", lambda frame: frame["difference"].notna())],
    ),
    "funnel": (
        lambda jm, log: cj.funnel(jm, log).pipe(_before),
        "stage",
        [("before", lambda frame: frame["drop_off"] > 0)],
    ),
}


def _before(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(before=frame["reached"].shift())


walkers = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.text("ABCD", min_size=1, max_size=4),
        st.sampled_from(SEGMENTS),
        st.sampled_from(["web", "shop"]),
    ),
    min_size=2,
    max_size=8,
)


def log_of(drawn: list[tuple[int, str, str, str]]) -> cj.EventLog:
    rows: list[tuple[object, ...]] = []
    for count, path, segment, channel in drawn:
        for _ in range(count):
            who = len({row[0] for row in rows})
            rows += [(who, 2 * at, what, channel, segment) for at, what in enumerate(path)]
    return toys.log(*rows)


def names(said: str, name: str) -> bool:
    """Whether a sentence names it, but for the first and last stage, which a funnel always does."""
    return f"“{name}”" in said or f"before {name}:" in said or f"{name}: " in said


@pytest.mark.parametrize("name", HEADLINES)
@settings(max_examples=25)
@given(walkers)
def test_a_headline_names_what_is_sure(name: str, drawn: list[tuple[int, str, str, str]]):
    call, column, phrases = HEADLINES[name]
    stages = [
        cj.Stage(f"{place} hall", touchpoints=[cj.Touchpoint(place, match=letter)])
        for place, letter in zip(PLACES, "ABCD", strict=True)
    ]
    jm = cj.JourneyMap("Shop", stages=stages)
    try:
        table = call(jm, log_of(drawn))
        said = cj.explain(table)
    except JourneyError:
        assume(False)
    assert not REPR.search(said), said
    if said.startswith("All "):  # everybody was only seen at the end: nothing is ranked
        return
    for value in table[column].unique():
        if not names(said, value):
            continue
        fits = []
        for people, ranked in phrases:
            mask = ranked(table).fillna(False).astype(bool)
            counts = table.loc[mask, people].astype(int)
            own = table.loc[mask & (table[column] == value), people].astype(int)
            sure = bool((counts >= MINIMUM).any())
            fits.append(len(own) > 0 and own.max() >= (MINIMUM if sure else 2))
        assert any(fits), (value, said)


def test_every_grouped_call_is_known():
    assert set(HEADLINES) <= {name.partition(":")[0] for name in CALLS}
