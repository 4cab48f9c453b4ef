"""Retentioneering 5: its own tools where it has one, else the shortest way around.

It has no top paths (collapsed with its tool, counted with pandas), no reach by event (one-step
funnels), and measures time by pair of events, not by event.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

os.environ["RETENTIONEERING_NO_TRACK"] = "1"

from benchmarks.engines.top import top
from benchmarks.shoplog import STAGES

SCHEMA = {"path_cols": ["customer_id"], "event_col": "stage", "timestamp_col": "time"}


def load(path: Path) -> Any:
    import pandas as pd

    frame = pd.read_parquet(path, columns=["customer_id", "time", "stage"])
    return frame.astype({"stage": str})


def prepare(frame: Any) -> Any:
    from retentioneering import Eventstream

    return Eventstream(frame, schema=SCHEMA)


def transitions(stream: Any) -> Any:
    matrix = stream.transition_graph_data(edge_weight="count")
    return sorted(
        [a, b, int(n)]
        for a, source in enumerate(STAGES)
        for b, target in enumerate(STAGES)
        if (n := matrix.loc[source, target])
    )


def funnel(stream: Any) -> Any:
    return [int(step["unique_paths"]) for step in stream.funnel_data(list(STAGES))["steps"]]


def reach(stream: Any) -> Any:
    here = [stream.funnel_data([stage])["steps"][0]["unique_paths"] for stage in STAGES]
    ends = stream.transition_graph_data(edge_weight="count")["path_end"]
    return [[int(n) for n in here], [int(ends[stage]) for stage in STAGES]]


def dwell(stream: Any) -> Any:
    return str(stream.transition_graph_data(edge_weight="time_median"))


def paths(stream: Any) -> Any:
    visits = stream.collapse_events(loops=True).df
    visits = visits[visits.groupby("customer_id").cumcount() < 20]
    counts = visits.groupby("customer_id")["stage"].agg(">".join).value_counts()
    return top(([path], n) for path, n in counts.head(60).items())
