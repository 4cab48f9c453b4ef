"""Plain pandas, as a practised analyst writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.engines.top import top
from benchmarks.shoplog import STAGES

PLACE = {stage: at for at, stage in enumerate(STAGES)}


def load(path: Path) -> Any:
    import pandas as pd

    return pd.read_parquet(path, columns=["customer_id", "time", "stage"])


def prepare(frame: Any) -> Any:
    frame = frame.sort_values(["customer_id", "time"], ignore_index=True)
    frame["s"] = frame["stage"].map(PLACE).astype("int8")
    later = frame["customer_id"].shift(-1) == frame["customer_id"]
    frame["next"] = frame["s"].shift(-1).where(later)
    return frame


def transitions(frame: Any) -> Any:
    counts = frame.dropna(subset="next").groupby(["s", "next"]).size()
    return sorted([int(a), int(b), int(n)] for (a, b), n in counts.items())


def funnel(frame: Any) -> Any:
    reached, after = [], None
    for place in range(len(STAGES)):
        step = frame.loc[frame["s"] == place, ["customer_id", "time"]]
        if after is not None:
            step = step.merge(after, on="customer_id", suffixes=("", "_before"))
            step = step[step["time"] > step["time_before"]]
        after = step.groupby("customer_id", as_index=False)["time"].min()
        reached.append(len(after))
    return reached


def reach(frame: Any) -> Any:
    here = frame.groupby("s")["customer_id"].nunique()
    left = frame.groupby("customer_id")["s"].last().value_counts().sort_index()
    places = range(len(STAGES))
    return [[int(here.get(p, 0)) for p in places], [int(left.get(p, 0)) for p in places]]


def dwell(frame: Any) -> Any:
    visits = _visits(frame)
    later = visits["customer_id"].shift(-1) == visits["customer_id"]
    stay = (visits["time"].shift(-1) - visits["time"]).where(later).dt.total_seconds()
    return [round(value, 5) for value in stay.groupby(visits["s"]).median()]


def paths(frame: Any) -> Any:
    visits = _visits(frame)
    rank = visits.groupby("customer_id").cumcount()
    whole = visits[rank < 20].groupby("customer_id")["stage"].agg(">".join)
    counts = whole.value_counts()
    return top(([path], n) for path, n in counts[counts >= counts.nlargest(20).min()].items())


def _visits(frame: Any) -> Any:
    same = (frame["s"] == frame["s"].shift()) & (
        frame["customer_id"] == frame["customer_id"].shift()
    )
    return frame[~same]
