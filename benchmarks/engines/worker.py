"""Runs one operation of one engine in a process of its own, and prints what it took.

``python -m benchmarks.engines.worker ENGINE OP LOG REPEATS``. An engine is a module with
``load(path)`` (not timed: to a frame in memory), ``prepare(frame)`` and one function for each of
OPS from what ``prepare`` returned to a small answer that JSON can hold.
"""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

OPS = ("transitions", "funnel", "reach", "dwell", "paths")
PATIENCE = 60.0
"""Seconds after which a question is not asked again."""


def main() -> None:
    engine, op, log, repeats = sys.argv[1:5]
    module = import_module(f"benchmarks.engines.{engine}")
    base = memory()
    frame = module.load(Path(log))
    loaded = memory()
    run = question(module, op, frame)
    took, worked, answer = [], [], None
    for _ in range(int(repeats)):
        start, busy = time.perf_counter(), time.process_time()
        answer = run()
        worked.append(time.process_time() - busy)
        took.append(time.perf_counter() - start)
        if sum(took) > PATIENCE and len(took) > 2:  # the first may fill caches
            break
    told = "" if op in ("prepare", "all") else hashlib.sha1(json.dumps(answer).encode()).hexdigest()
    row = {
        "median_s": statistics.median(took),
        "cpu_s": statistics.median(worked),  # a busy machine lies less about this
        "peak_mb": memory(peak=True),
        "loaded_mb": loaded,
        "base_mb": base,
        "answer": told[:8],
    }
    print("ROW " + json.dumps(row))


def question(module: Any, op: str, frame: Any) -> Callable[[], Any]:
    if op in ("prepare", "scan"):
        return lambda: getattr(module, op)(frame)
    if op == "first":  # one statistic, from the frame on
        return lambda: module.transitions(module.prepare(frame))
    if op == "time_to":
        return lambda: module.time_to(module.prepare(frame))
    if op == "all":
        return lambda: everything(module, frame)
    if op == "further":  # all five after something was asked already
        state = module.prepare(frame)
        module.transitions(state)
        return lambda: [getattr(module, name)(state) for name in OPS]
    state = module.prepare(frame)
    return lambda: getattr(module, op)(state)


def everything(module: Any, frame: Any) -> list[Any]:
    state = module.prepare(frame)
    return [getattr(module, name)(state) for name in OPS if hasattr(module, name)]


def memory(peak: bool = False) -> float:
    """Return the resident memory (or the most it was) of this process and its own, in MB.

    Spark's work is done by a Java process of its own.
    """
    key = "VmHWM:" if peak else "VmRSS:"
    lines = (line for process in family(os.getpid()) for line in told(f"{process}/status"))
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith(key))


def family(process: int) -> list[int]:
    """Return a process and those it started, and so on."""
    lists = Path(f"/proc/{process}/task").glob("*/children")
    children = [int(child) for each in lists for line in told(each) for child in line.split()]
    return [process, *(one for child in children for one in family(child))]


def told(path: Path | str) -> list[str]:
    """Return the lines of a file in /proc; none if what it is about has ended."""
    try:
        return (Path("/proc") / path).read_text().splitlines()
    except OSError:
        return []


if __name__ == "__main__":
    main()
