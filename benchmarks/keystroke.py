"""Where the time of a keystroke goes: Chromium's own trace of its main thread.

``python -m benchmarks.keystroke --json FILE``; ``make bench-env`` installs what it needs. Of the
large map and of the floor below it, in the milliseconds a key that each kind of work takes by
itself.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.editor import KEYS, NO_LIMIT, PYTHON, ROOT, Bench, log
from benchmarks.report import publish
from benchmarks.subjects import EDITOR, FLOOR, Subject
from browser import servers
from browser.conftest import ARGUMENTS
from browser.lab import Lab
from tools import chromium

CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"]
KINDS = {
    "script": ("EventDispatch", "FunctionCall", "RunMicrotasks", "FireAnimationFrame", "TimerFire"),
    "garbage": ("MinorGC", "MajorGC", "V8.GC"),
    "style": ("UpdateLayoutTree", "InvalidateLayout", "ScheduleStyleRecalculation"),
    "layout": ("Layout", "HitTest"),
    "paint": ("PrePaint", "Paint", "Layerize", "Commit", "UpdateLayer"),
}
LEAST = 0.01
"""Milliseconds a key: what takes less is not told by its name."""


def own(events: Iterable[dict[str, Any]]) -> Counter[str]:
    """Return how long (ms) each kind of event of a thread lasted, without what was within it."""
    spent: Counter[str] = Counter()
    within: list[tuple[float, str]] = []  # ends and names of what is going on
    for event in sorted(events, key=lambda each: (each["ts"], -each["dur"])):
        start, lasted = event["ts"], event["dur"]
        while within and within[-1][0] <= start:
            within.pop()
        if within:
            spent[within[-1][1]] -= lasted / 1000
        spent[event["name"]] += lasted / 1000
        within.append((start + lasted, event["name"]))
    return spent


def main_thread(trace: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the page's main thread did: the thread that handled the keys."""
    threads = defaultdict(list)
    for event in trace["traceEvents"]:
        if event.get("ph") == "X" and "dur" in event:
            threads[event["pid"], event["tid"]].append(event)
    return max(threads.values(), key=lambda all: sum(e["name"] == "EventDispatch" for e in all))


def measure(browser: Browser, server: servers.Server, subject: Subject) -> dict[str, Any]:
    lab = Lab(server, browser.new_context(), ROOT / ".build")
    try:
        bench = Bench(lab, subject)
        bench.mount()
        bench.keys()  # once for the caches
        lab.page.keyboard.press("Escape")
        browser.start_tracing(page=lab.page, categories=CATEGORIES)
        found: dict[str, Any] = dict(bench.keys())
        spent = own(main_thread(json.loads(browser.stop_tracing())))
    finally:
        lab.close()
    a_key = {name: round(lasted / KEYS, 3) for name, lasted in spent.most_common()}
    kinds = {kind: sum(a_key.get(name, 0) for name in names) for kind, names in KINDS.items()}
    found["kinds"] = {kind: round(lasted, 3) for kind, lasted in kinds.items()}
    found["names"] = {name: lasted for name, lasted in a_key.items() if lasted >= LEAST}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    options = parser.parse_args()
    if not PYTHON.exists():
        sys.exit("There is no .bench environment. Make it with: make bench-env")
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    results = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = servers.start_lab(Path(folder), str(PYTHON), NO_LIMIT)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        try:
            for subject in (EDITOR, FLOOR):
                log(subject.name)
                results[subject.name] = measure(browser, server, subject)
        finally:
            browser.close()
            server.stop()
    publish({"unit": "ms a key", "results": results}, options.json)


if __name__ == "__main__":
    main()
