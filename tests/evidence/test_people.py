"""The groups of a bootstrap are told by who customers are, wherever their events are."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import cjwidgets as cj
from cjwidgets.evidence.matching.placement import Placement
from cjwidgets.evidence.reduce.people import GROUPS, groups_of
from evidence import sources
from evidence.reference import Event
from evidence.test_engines import BASE, MINUTE, fault_of

IDS: list[Any] = [*"abc", "Анна", "张", "o'brien", 'say "x"', "0x1f", " padded ", "😀", "7"]


def everywhere(log: Any) -> Any:
    kinds = log.kinds(("event",))
    return Placement(kinds, np.zeros(len(kinds), np.int32), ("all",))


def grouped(engine: Any) -> pd.DataFrame:
    return engine.pairs(everywhere(engine), groups=True)


def log_of(times: Any, ids: Any) -> cj.EventLog:
    frame = pd.DataFrame({"who": ids, "at": pd.to_datetime(times), "what": "x"})
    return cj.EventLog(frame, customer="who", time="at", event="what")


@pytest.mark.parametrize("resolution", ["D", "one moment"])
def test_coarse_times_leave_the_groups_as_they_are(resolution: str):
    ids = [f"customer {i}" for i in range(400)]
    times = pd.Timestamp("2026-03-01") + pd.to_timedelta(np.arange(400) * 7919, unit="s")
    coarse = times.floor("D") if resolution == "D" else [times[0]] * 400
    fine, rough = (grouped(log_of(each, ids).engine) for each in (times, coarse))
    assert fine["group"].nunique() > 190  # 400 customers in 257 groups
    assert fine.equals(rough)


def test_a_part_of_a_log_keeps_the_groups_of_its_customers():
    ids = np.repeat(IDS, 2)
    frame = pd.DataFrame(
        {"who": ids, "at": pd.Timestamp("2026-03-01"), "what": "x", "via": ["web", "shop"] * 11}
    )
    frame = frame[(frame["who"] != "b") | (frame["via"] == "web")]
    log = cj.EventLog(frame, customer="who", time="at", event="what", channel="via")
    part = log.engine.where("channel", ("shop",))
    for engine in (part, part.where("channel", ("shop",))):
        starts = grouped(engine).query("source == 1")
        left = sorted(groups_of(each for each in IDS if each != "b"))
        assert np.repeat(starts["group"], starts["count"]).tolist() == left


def test_the_order_of_rows_does_not_matter():
    there = log_of(["2026-03-01"] * len(IDS), IDS)
    back = log_of(["2026-03-01"] * len(IDS), IDS[::-1])
    assert grouped(there.engine).equals(grouped(back.engine))


@pytest.mark.parametrize("ids", [IDS, list(range(-3, 60, 7)), [2**53 + 1, -(2**53) - 1, 0, 12]])
def test_groups_are_the_same_in_place(ids: list[Any]):
    frame = pd.DataFrame({"who": ids, "at": pd.Timestamp("2026-03-01"), "what": "x"})
    roles = {"customer": "who", "time": "at", "event": "what"}
    here = cj.EventLog(frame, **roles)
    there = cj.EventLog(pl.from_pandas(frame).lazy(), **roles, in_place=True)
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.register("frame", frame)
    table = connection.sql("SELECT * FROM frame")
    for log in (there, cj.EventLog(table, **roles, in_place=True)):
        assert not fault_of(grouped(log.engine), grouped(here.engine))


def test_groups_are_spread_evenly_even_where_ids_count_in_steps():
    for step in (1, 2, GROUPS):
        sizes = np.bincount(groups_of(range(0, 20_000 * step, step)), minlength=GROUPS)
        # Of a chance spread: 78 ± 9 customers a group.
        assert sizes.min() > 40
        assert sizes.max() < 125


def test_the_engine_of_tests_groups_alike():
    events = [Event(each, BASE + i * MINUTE, "x", i) for i, each in enumerate(range(30))]
    assert grouped(sources.arrays(events))["group"].nunique() == len(set(groups_of(range(30))))


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16", "int64", "uint64"])
def test_ids_of_any_integers_are_themselves(dtype):
    kind = np.iinfo(dtype)
    for first in (int(kind.min), int(kind.max) - 255):
        ids = np.array([first + step for step in range(256)], dtype=object).astype(dtype)
        who = np.random.default_rng(3).permutation(np.repeat(ids, 2))
        frame = pd.DataFrame({"who": who, "at": "2026-03-01", "what": "visit"})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # that 0 and -1 look like nobody
            log = cj.EventLog(frame, customer="who", time="at", event="what")
        assert log.n_customers == 256
        assert sorted(log.engine.events.people.ids) == ids.tolist()
        assert np.bincount(log.engine.events.owners).tolist() == [2] * 256
