"""A column that is empty throughout says nothing by its kind: every source takes it alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cjwidgets as cj
from cjwidgets.errors import DataError

BASE = pd.DataFrame(
    {
        "who": ["a", "a", "b"],
        "at": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-01"]),
        "what": ["x", "y", "x"],
    }
)
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
ROLES = {"customer": "who", "time": "at", "event": "what"}
EMPTY = {
    "nan": [np.nan] * 3,
    "none": [None] * 3,
    "empty": [""] * 3,
    "blank": ["", " ", None],
    "float": pd.array([pd.NA] * 3, dtype="Float64"),
    "whole": pd.array([pd.NA] * 3, dtype="Int64"),
}


def csv(frame: pd.DataFrame, folder: Path) -> Any:
    frame.to_csv(folder / "log.csv", index=False)
    return folder / "log.csv"


def parquet(frame: pd.DataFrame, folder: Path) -> Any:
    frame.to_parquet(folder / "log.parquet")
    return folder / "log.parquet"


def relation(frame: pd.DataFrame, folder: Path) -> Any:
    return duckdb.read_parquet(str(parquet(frame, folder)))


SOURCES: dict[str, Callable[[pd.DataFrame, Path], Any]] = {
    "pandas": lambda frame, _: frame,
    "polars": lambda frame, _: pl.from_pandas(frame),
    "arrow": lambda frame, _: pa.Table.from_pandas(frame),
    "csv": csv,
    "parquet": parquet,
    "lazy, in place": lambda frame, _: pl.from_pandas(frame).lazy(),
    "lazy null, in place": lambda frame, _: pl.from_arrow(pa.Table.from_pandas(frame)).lazy(),
    "duckdb, in place": relation,
    "ibis, in place": lambda frame, folder: ibis.read_parquet(parquet(frame, folder)),
}


def log_of(source: str, kind: str, role: str, folder: Path) -> cj.EventLog:
    frame = BASE.assign(extra=EMPTY[kind])
    more = {"in_place": True} if source.endswith("in place") else {}
    return cj.EventLog(SOURCES[source](frame, folder), **ROLES | {role: "extra"}, **more)


every_kind = pytest.mark.parametrize("kind", EMPTY)
every_source = pytest.mark.parametrize("source", SOURCES)


@every_kind
@every_source
def test_costs_that_are_all_empty_are_none(source: str, kind: str, tmp_path: Path):
    log = log_of(source, kind, "cost", tmp_path)
    table = cj.reach(cj.JourneyMap("Shop"), log, level="event")
    assert table["cost"].tolist() == [0.0, 0.0]
    told = log.describe()
    assert told.to_string() == log_of("pandas", "nan", "cost", tmp_path).describe().to_string()


@pytest.mark.parametrize("role", ["customer", "time", "event", "sequence"])
@every_kind
@every_source
def test_what_every_event_needs_is_asked_for(source: str, kind: str, role: str, tmp_path: Path):
    with pytest.raises(DataError, match=f"'extra' has no {role} in 3 of 3 rows"):
        log_of(source, kind, role, tmp_path)


@pytest.mark.parametrize("role", ["channel", "segment", "device"])
@every_kind
@every_source
def test_names_that_are_all_empty_are_none(source: str, kind: str, role: str, tmp_path: Path):
    log = log_of(source, kind, role, tmp_path)
    assert log.names(role) == ()
    said = f"No event of the log has a {role}."
    with pytest.raises(DataError, match=re.escape(said)):
        cj.completion(cj.JourneyMap("Shop"), log, "y", by=role)


@pytest.mark.parametrize("role", ["cost", "sequence"])
@every_source
def test_texts_that_are_no_numbers_are_refused(source: str, role: str, tmp_path: Path):
    frame = BASE.assign(extra=["", "dear", None])
    more = {"in_place": True} if source.endswith("in place") else {}
    with pytest.raises(DataError, match=f"can't be the {role}"):
        cj.EventLog(SOURCES[source](frame, tmp_path), **ROLES | {role: "extra"}, **more)


@every_source
def test_names_that_are_fractions_are_names(source: str, tmp_path: Path):
    frame = BASE.assign(what=[1.0, 2.5, 1.0], device=[1.0, np.nan, 2.0])
    more = {"in_place": True} if source.endswith("in place") else {}
    log = cj.EventLog(SOURCES[source](frame, tmp_path), **ROLES, device="device", **more)
    assert log.event_names == ("1.0", "2.5")
    assert log.names("device") == ("1.0", "2.0")


def test_spark(spark: Any):
    """Of a kind that is none, of texts and of numbers."""
    rows = [("a", "2026-03-01", "x"), ("a", "2026-03-02", "y"), ("b", "2026-03-01", "x")]
    for kind in ("NULL", "''", "CAST(NULL AS DOUBLE)"):
        frame = spark.createDataFrame(rows, "who string, at string, what string").selectExpr(
            "who", "to_timestamp(at) AS at", "what", f"{kind} AS extra"
        )
        log = cj.EventLog(frame, **ROLES, cost="extra", in_place=True)
        costs = cj.reach(cj.JourneyMap("Shop"), log, level="event")["cost"]
        assert costs.tolist() == [0.0, 0.0]
        with pytest.raises(DataError, match="'extra' has no time in 3 of 3 rows"):
            cj.EventLog(frame, **ROLES | {"time": "extra"}, in_place=True)
