"""Ours in place: the public statistics on a cached PySpark frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cjwidgets as cj
from benchmarks.engines import spark_
from benchmarks.engines.cjwidgets_ import (  # noqa: F401 - the same questions
    State,
    dwell,
    funnel,
    paths,
    reach,
    shop,
    transitions,
)


def load(path: Path) -> Any:
    frame = spark_.session().read.parquet(str(path)).select("customer_id", "time", "event").cache()
    frame.count()
    return frame


def prepare(frame: Any) -> State:
    return State(shop(), cj.EventLog(frame, customer="customer_id", time="time", event="event"))
