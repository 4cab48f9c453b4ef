"""Our statistics of a log against Retentioneering, PM4Py, plain frames, SQL and the floor.

``python -m benchmarks.analytics --events 1000000 --json FILE``; ``make bench-env`` installs the
peers, each in an environment of its own. Every figure comes from a process of its own; engines
take turns, so that a machine that slows down slows all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks import shoplog
from benchmarks.engines.worker import OPS
from tools.bench import PEERS_OWN, peer_python

ROOT = Path(__file__).resolve().parent.parent
FLOOR = "floor"
ENGINES = {
    FLOOR: "floor",
    "cjwidgets": "cjwidgets_",
    "pandas": "pandas_",
    "polars": "polars_",
    "duckdb": "duckdb_",
    "retentioneering": "retentioneering_",
    "pm4py": "pm4py_",
    "spark": "spark_",
    "cjwidgets:spark": "cjwidgets_spark",
}
MISSING = {(FLOOR, op) for op in ("funnel", "reach", "dwell", "paths", "all", "further")} | {
    ("pm4py", "funnel"),
    ("pm4py", "further"),
}
# What these measure is another thing: see the engine's file.
OTHER = {("retentioneering", "dwell"), ("pm4py", "dwell")}
ALL = ("prepare", "first", *OPS, "time_to", "all", "further", "scan")
# Asked of one engine alone.
ALONE = {"first": "cjwidgets", "time_to": "cjwidgets", "scan": FLOOR}
TIMEOUT = 1800


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--ops", default=",".join(ALL))
    parser.add_argument("--json", type=Path, default=ROOT / ".build/bench-analytics.json")
    arguments = parser.parse_args()
    log = ROOT / f".bench/shoplog-{arguments.events}.parquet"
    if not log.exists():
        log.parent.mkdir(exist_ok=True)
        shoplog.write(log, arguments.events)
    rows = []
    for op in arguments.ops.split(","):
        for engine in arguments.engines.split(","):
            if (engine, op) in MISSING or ALONE.get(op, engine) != engine:
                continue
            row = measure(engine, op, log, arguments.repeats)
            rows.append({"engine": engine, "op": op, "events": arguments.events, **row})
            print(shown(rows[-1]), flush=True)
            write(arguments.json, rows, arguments.events)
    report = write(arguments.json, rows, arguments.events)
    print(json.dumps({key: report[key] for key in ("agree", "targets")}, indent=1))


def write(path: Path, rows: list[dict[str, Any]], events: int) -> dict[str, Any]:
    """Write what is known so far, so that a run that is broken off is not lost."""
    report = {"rows": rows, "agree": agreement(rows), "targets": targets(rows, events)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, indent=1))
    return report


def measure(engine: str, op: str, log: Path, repeats: int) -> dict[str, Any]:
    python = peer_python(engine) if engine in PEERS_OWN else sys.executable
    if not Path(python).exists():
        return {"error": "not installed: make bench-env"}
    command = [str(python), "-m", "benchmarks.engines.worker", ENGINES[engine], op, str(log)]
    try:
        done = subprocess.run(
            [*command, str(repeats)],
            cwd=ROOT,
            env=os.environ | {"RETENTIONEERING_NO_TRACK": "1", "PYTHONPATH": f"{ROOT}:{ROOT}/src"},
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"error": f"more than {TIMEOUT} s"}
    found = [line for line in done.stdout.splitlines() if line.startswith("ROW ")]
    if done.returncode or not found:
        return {"error": (done.stderr.strip().splitlines() or ["no answer"])[-1]}
    row: dict[str, Any] = json.loads(found[-1][4:])
    return row


def shown(row: dict[str, Any]) -> str:
    name = f"{row['engine']:16} {row['op']:12}"
    if "error" in row:
        return f"{name} {row['error']}"
    return f"{name} {row['median_s'] * 1e3:10.1f} ms {row['peak_mb']:8.0f} MB  {row['answer']}"


def agreement(rows: list[dict[str, Any]]) -> dict[str, bool]:
    """Whether all engines that answer the same question gave the same answer."""
    answers: dict[str, set[str]] = {op: set() for op in OPS}
    for row in rows:
        counted = row["op"] in OPS and row["engine"] != FLOOR and "error" not in row
        if counted and (row["engine"], row["op"]) not in OTHER:
            answers[row["op"]].add(row["answer"])
    return {op: len(found) == 1 for op, found in answers.items() if found}


def targets(rows: list[dict[str, Any]], events: int) -> dict[str, float]:
    """The ratios the targets are about; smaller is better but for ``vs_…``."""
    took = {(row["engine"], row["op"]): row.get("median_s") for row in rows}
    peak = {(row["engine"], row["op"]): row for row in rows}
    result: dict[str, float] = {}

    def ratio(name: str, one: float | None, two: float | None) -> None:
        if one and two:
            result[name] = round(one / two, 3)

    ours = took.get(("cjwidgets", "all"))
    for peer in ("retentioneering", "pm4py"):
        ratio(f"vs_{peer}", took.get((peer, "all")), ours)
    scan, sort = took.get((FLOOR, "scan")), took.get((FLOOR, "prepare"))
    if scan and sort:
        ratio("all_to_scan_and_sort", ours, scan + sort)
    ratio("time_to_to_all", took.get(("cjwidgets", "time_to")), ours)
    first = took.get(("cjwidgets", "first"))
    for op in OPS:
        ratio(f"further_{op}", took.get(("cjwidgets", op)), first)
    if (row := peak.get(("cjwidgets", "all"))) and "peak_mb" in row:
        # What is needed beyond the frame itself, which is the caller's.
        result["bytes_an_event"] = round((row["peak_mb"] - row["loaded_mb"]) * 2**20 / events, 1)
    for op in (*OPS, "all"):
        ratio(f"spark_{op}", took.get(("cjwidgets:spark", op)), took.get(("spark", op)))
    return result


if __name__ == "__main__":
    main()
