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
    took, answer = [], None
    for _ in range(int(repeats)):
        start = time.perf_counter()
        answer = run()
        took.append(time.perf_counter() - start)
        if sum(took) > PATIENCE:
            break
    told = "" if op in ("prepare", "all") else hashlib.sha1(json.dumps(answer).encode()).hexdigest()
    row = {
        "median_s": statistics.median(took),
        "peak_mb": memory(peak=True),
        "loaded_mb": loaded,
        "base_mb": base,
        "answer": told[:8],
    }
    print("ROW " + json.dumps(row))


def question(module: Any, op: str, frame: Any) -> Callable[[], Any]:
    if op in ("prepare", "scan"):
        return lambda: getattr(module, op)(frame)
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
    total = 0.0
    for process in family(os.getpid()):
        status = Path(f"/proc/{process}/status").read_text().splitlines()
        total += next(int(line.split()[1]) / 1024 for line in status if line.startswith(key))
    return total


def family(process: int) -> list[int]:
    """Return a process and those it started, and so on."""
    lists = Path(f"/proc/{process}/task").glob("*/children")
    children = [int(child) for each in lists for child in each.read_text().split()]
    return [process, *(one for child in children for one in family(child))]


if __name__ == "__main__":
    main()
