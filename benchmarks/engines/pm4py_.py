"""PM4Py: process mining. It has no ordered funnel; time is measured by pair of events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.engines.top import top
from benchmarks.shoplog import STAGES


def load(path: Path) -> Any:
    import pandas as pd

    frame = pd.read_parquet(path, columns=["customer_id", "time", "stage"])
    return frame.astype({"stage": str, "customer_id": str})


def prepare(frame: Any) -> Any:
    import pm4py

    return pm4py.format_dataframe(
        frame, case_id="customer_id", activity_key="stage", timestamp_key="time"
    )


def transitions(log: Any) -> Any:
    import pm4py

    edges, _, _ = pm4py.discover_dfg(log)
    place = {stage: at for at, stage in enumerate(STAGES)}
    return sorted([place[a], place[b], int(n)] for (a, b), n in edges.items())


def reach(log: Any) -> Any:
    import pm4py

    here = pm4py.get_event_attribute_values(log, "concept:name", count_once_per_case=True)
    left = pm4py.get_end_activities(log)
    return [[int(here.get(s, 0)) for s in STAGES], [int(left.get(s, 0)) for s in STAGES]]


def dwell(log: Any) -> Any:
    import pm4py

    return len(pm4py.discover_performance_dfg(log)[0])


def paths(log: Any) -> Any:
    import pm4py

    case, event = log["case:concept:name"], log["concept:name"]
    new = (case != case.shift()) | (event != event.shift())
    visits = log[new.fillna(True).astype(bool)]
    visits = visits[visits.groupby("case:concept:name").cumcount() < 20]
    variants = pm4py.get_variants(visits)
    counts = sorted(variants.items(), key=lambda row: -_size(row[1]))[:60]
    return top((path, _size(n)) for path, n in counts)


def _size(cases: Any) -> int:
    return cases if isinstance(cases, int) else len(cases)
