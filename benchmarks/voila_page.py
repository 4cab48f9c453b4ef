"""How soon a page of Voila can be read: the analyst's page against one bare slider.

``python -m benchmarks.voila_page --json FILE``. Both are opened in turn, by a browser that never
was here, from a kernel that starts for each: nothing is preheated.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The imports below (E402) are found by it.
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

import nbformat  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from benchmarks.report import publish  # noqa: E402
from browser import servers  # noqa: E402
from browser.conftest import ARGUMENTS  # noqa: E402
from tools import chromium  # noqa: E402

TURNS = 5
LONGEST = 60_000  # ms
TARGET = 1.5
OPENED = ("text", "cards", "map")  # what a reader begins with
SLIDER = "import ipywidgets\nipywidgets.IntSlider()"
PAGE = ROOT / "examples/04_board_voila.ipynb"

# What stands in the page: elements that show a text.
SHOWN = """(selector, least = 1) => [...document.querySelectorAll(selector)].filter(
  (each) => each.getClientRects().length && each.textContent.trim()).length >= least"""
STEPS = {
    "slider": {"complete": "shown('.widget-readout')"},
    "page": {
        "text": "shown('h1')",
        "cards": "shown('.cjw article', 2)",
        "map": "shown('.cjw [data-row]', 40)",
        "charts": "shown('.cjw-board-chart svg', 3)",
        "what_if": "shown('.cjw-what-if svg') && shown('.cjw-outcome')",
        "complete": "['text', 'cards', 'map', 'charts', 'what_if'].every((name) => name in seen)",
    },
}
WATCH = """(() => {
  const seen = (window.seen = {});
  const shown = %(shown)s;
  const steps = {
    kernel: () => document.getElementById("jupyter-config-data"),
    %(steps)s
  };
  const look = () => {
    for (const [name, done] of Object.entries(steps)) {
      if (!(name in seen) && done()) seen[name] = performance.now();
    }
    requestAnimationFrame(look);
  };
  look();
})()"""
LOADED = """() => {
  const [page] = performance.getEntriesByType("navigation");
  return { ...window.seen, cells: page.responseEnd };
}"""


def watch(kind: str) -> str:
    steps = ",\n".join(f"{name}: () => {code}" for name, code in STEPS[kind].items())
    return WATCH % {"shown": SHOWN, "steps": steps}


def opened(browser: Browser, url: str, kind: str) -> dict[str, float]:
    """Milliseconds from the click on a link until each step."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.add_init_script(watch(kind))
    try:
        page = context.new_page()
        page.goto(url, wait_until="commit", timeout=LONGEST)
        page.wait_for_function("window.seen && 'complete' in window.seen", timeout=LONGEST)
        found: dict[str, float] = page.evaluate(LOADED)
        page.goto("about:blank")  # Voila stops the kernel
        return found
    finally:
        context.close()


def measure(browser: Browser, server: servers.Server, turns: int) -> dict[str, list[Any]]:
    write(server.root / "slider.ipynb")
    shutil.copy(PAGE, server.root / "page.ipynb")
    url = f"{server.url}/voila/render"
    subjects = {
        # With Voila's own template, as anybody's slider would be, and with ours.
        "slider": ("slider", f"{url}/slider.ipynb?template=lab"),
        "slider in our template": ("slider", f"{url}/slider.ipynb"),
        "page": ("page", f"{url}/page.ipynb"),
    }
    results: dict[str, list[Any]] = {name: [] for name in subjects}
    for turn in range(turns + 1):
        for name, (kind, address) in subjects.items():
            found = opened(browser, address, kind)
            log(f"{name}: {', '.join(f'{step} {at:.0f}' for step, at in by_time(found))}")
            if turn:  # the first turn warms the disk
                results[name].append(found)
    return results


def write(path: Path) -> None:
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [nbformat.v4.new_code_cell(SLIDER)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)


def by_time(found: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(found.items(), key=lambda step: step[1])


def medians(turns: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each step, with what the kernel's start and the cells take of it."""
    middle: dict[str, float] = {
        step: round(statistics.median(turn[step] for turn in turns)) for step in turns[0]
    }
    cells = statistics.median(turn["cells"] - turn["kernel"] for turn in turns)
    browser = statistics.median(turn["complete"] - turn["cells"] for turn in turns)
    return {
        **dict(by_time(middle)),
        "of which kernel": middle["kernel"],
        "of which cells": round(cells),
        "of which browser, and what the kernel does meanwhile": round(browser),
    }


def log(text: str) -> None:
    print(f"[bench] {text}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    parser.add_argument("--turns", type=int, default=TURNS)
    options = parser.parse_args()
    # Stopped by a timeout, leave no servers and kernels behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    # As in an installed package: its modules are compiled once, here in the first turn.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = servers.start_voila(Path(folder), forked=False)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        try:
            results = measure(browser, server, options.turns)
        finally:
            browser.close()
            server.stop()
    shown = {name: medians(turns) for name, turns in results.items()}
    page, slider = shown["page"], shown["slider"]["complete"]
    ratios = {
        "opened: cards and map": round(max(page[step] for step in OPENED) / slider, 2),
        "complete: the last chart, too": round(page["complete"] / slider, 2),
    }
    report = {
        "when": time.strftime("%Y-%m-%d %H:%M"),
        "unit": "ms after the click",
        "target": f"page <= {TARGET} x slider",
        "medians": shown,
        "page over slider": ratios,
        "met": {name: ratio <= TARGET for name, ratio in ratios.items()},
    }
    publish(report, options.json)


if __name__ == "__main__":
    main()
