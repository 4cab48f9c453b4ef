"""A Parquet file that is larger than a table in memory, with a limit on the memory.

``python -m benchmarks.large --events 50000000 --gigabytes 8`` prepares a log and asks the five
statistics, in a process that may have no more address space than that: what needs more fails.
``--in-place`` leaves the file to DuckDB.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import shoplog
from benchmarks.engines import cjwidgets_
from benchmarks.engines.worker import OPS, memory

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=50_000_000)
    parser.add_argument("--gigabytes", type=float, default=8)
    parser.add_argument("--in-place", action="store_true")
    parser.add_argument("--limited", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    log = ROOT / f".bench/shoplog-{arguments.events}.parquet"
    if arguments.limited:
        room = int(arguments.gigabytes * 2**30)
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
        ask(log, arguments.in_place)
        return
    if not log.exists():
        log.parent.mkdir(exist_ok=True)
        shoplog.write(log, arguments.events)
    command = [sys.executable, "-m", "benchmarks.large", "--limited", *sys.argv[1:]]
    sys.exit(subprocess.run(command, cwd=ROOT, check=False).returncode)


def ask(log: Path, in_place: bool) -> None:
    state = timed("prepare", cjwidgets_.prepare, left(log) if in_place else str(log))
    for op in OPS:
        timed(op, getattr(cjwidgets_, op), state)
    print(f"peak {memory(peak=True):,.0f} MB")


def left(log: Path) -> Any:
    """Return the file as DuckDB's; it may use half of the room, and then the disk."""
    import duckdb

    limit = resource.getrlimit(resource.RLIMIT_AS)[0] // 2
    base = duckdb.connect(
        config={
            "memory_limit": f"{limit // 2**20}MB",
            "temp_directory": str(log.parent / "spilled"),
            "threads": 2,
        }
    )
    return base.read_parquet(str(log))


def timed(name: str, function: Any, argument: Any) -> Any:
    start = time.perf_counter()
    result = function(argument)
    print(f"{name:12} {time.perf_counter() - start:8.2f} s {memory():8,.0f} MB", flush=True)
    return result


if __name__ == "__main__":
    main()
