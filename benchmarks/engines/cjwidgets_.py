"""Ours: the public statistics, from a pandas frame in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import cjwidgets as cj
from benchmarks.engines.top import top
from benchmarks.shoplog import STAGES


class State(NamedTuple):
    jm: cj.JourneyMap
    log: cj.EventLog


def load(path: Path) -> Any:
    import pandas as pd

    return pd.read_parquet(path, columns=["customer_id", "time", "event"])


def shop() -> cj.JourneyMap:
    return cj.JourneyMap("Shop", stages=[cj.Stage(stage, match=[f"{stage}_*"]) for stage in STAGES])


def prepare(frame: Any) -> State:
    return State(shop(), cj.EventLog(frame, customer="customer_id", time="time", event="event"))


def transitions(state: State) -> Any:
    frame = cj.transitions(state.jm, state.log, level="stage", loops=True)
    place = {stage: at for at, stage in enumerate(STAGES)}
    rows = zip(*(frame[name].tolist() for name in ("source", "target", "count")), strict=True)
    return sorted([place[a], place[b], n] for a, b, n in rows if a in place and b in place)


def funnel(state: State) -> Any:
    return [int(n) for n in cj.funnel(state.jm, state.log)["reached"]]


def reach(state: State) -> Any:
    frame = cj.reach(state.jm, state.log, level="stage")
    return [frame["customers"].astype(int).tolist(), frame["left"].astype(int).tolist()]


def dwell(state: State) -> Any:
    return [round(value, 5) for value in cj.dwell(state.jm, state.log, level="stage")["median"]]


def paths(state: State) -> Any:
    frame = cj.paths(state.jm, state.log, level="stage", top=60)
    return top(zip(frame["places"], frame["customers"], strict=True))


def time_to(state: State) -> Any:
    goal, start = state.jm.stages[-1], state.jm.stages[0]
    frame = cj.time_to(state.jm, state.log, goal=goal, start=start)
    return [int(n) for n in frame["n"]]
