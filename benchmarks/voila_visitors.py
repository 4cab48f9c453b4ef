"""What visitors of a Voila page cost: kernels, memory, and how long the last one waits.

``python -m benchmarks.voila_visitors --visitors 5 --json FILE``. All open the page at once, each
a browser that never was here; more options go to Voila: ``-- --preheat_kernel=True``. Memory is
PSS: what a process has of its own, and its part of what several share.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The imports below (E402) are found by it.
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from benchmarks.report import publish  # noqa: E402
from benchmarks.voila_page import PAGE, log, watch  # noqa: E402
from browser import servers  # noqa: E402
from browser.conftest import ARGUMENTS  # noqa: E402
from tools import chromium  # noqa: E402

LONGEST = 180  # seconds
SEEN = ("text", "map", "complete")
# Kernels that nobody uses are stopped soon, so that this can be watched.
CULLED = 120
OPTIONS = (
    f"--MappingKernelManager.cull_idle_timeout={CULLED}",
    "--MappingKernelManager.cull_interval=1",
    "--MappingKernelManager.cull_connected=True",
)


def pss(pid: int) -> float:
    """Return the memory of a process in MB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1000


def until(true: Callable[[], bool], longest: float) -> float:
    """Wait until something is true; return after how many seconds."""
    begun = time.monotonic()
    while not true():
        if time.monotonic() - begun > longest:
            return float("nan")
        time.sleep(0.2)
    return round(time.monotonic() - begun, 1)


def visit(browser: Browser, url: str, visitors: int) -> tuple[list[Page], list[dict[str, float]]]:
    """Let several open the page at the same time; return it as they see it, and when they did."""
    pages = []
    for _ in range(visitors):
        context = browser.new_context(viewport={"width": 1400, "height": 1000})
        context.add_init_script(watch("page"))
        pages.append(context.new_page())
    for page in pages:
        page.evaluate("url => { setTimeout(() => { location.href = url; }); }", url)
    seen = []
    for page in pages:
        page.wait_for_url(url, timeout=1000 * LONGEST, wait_until="commit")
        page.wait_for_function("window.seen && 'complete' in window.seen", timeout=1000 * LONGEST)
        seen.append(page.evaluate("window.seen"))
    return pages, seen


def leave(pages: list[Page]) -> None:
    """Close pages as people do: the page is told, and can tell the server."""
    for page in pages:
        page.goto("about:blank")
        page.context.close()


def measure(browser: Browser, server: servers.Server, url: str, visitors: int) -> dict[str, Any]:
    waiting = len(server.kernels())
    log(f"{waiting} kernels before anybody comes")
    pages, _ = visit(browser, url, 1)  # the first turn warms the disk
    leave(pages)
    gone = until(lambda: len(server.kernels()) <= waiting, LONGEST)
    log(f"the kernel of the first visitor was gone after {gone} s")
    pages, seen = visit(browser, url, visitors)
    own = [pss(pid) for pid in server.kernels()]
    served = pss(server.pid)
    log(f"{visitors} visitors: {len(own)} kernels of {sum(own) / len(own):.0f} MB")
    leave(pages)
    left = until(lambda: len(server.kernels()) <= waiting, LONGEST)
    for _ in range(visitors):
        with urllib.request.urlopen(url, timeout=LONGEST) as answer:
            answer.read()
    unseen = len(server.kernels()) - waiting
    culled = until(lambda: len(server.kernels()) <= waiting, LONGEST)
    return {
        "when": time.strftime("%Y-%m-%d %H:%M"),
        "visitors at once": visitors,
        "cores": os.cpu_count(),
        "kernels that wait in advance": waiting,
        "kernels with all visitors": len(own),
        "MB of a kernel (PSS, mean)": round(sum(own) / len(own)),
        "MB of the server (PSS)": round(served),
        "seconds until the last visitor sees": {
            step: round(max(each[step] for each in seen) / 1000, 1) for step in SEEN
        },
        "seconds until the kernels of closed pages are gone": left,
        "kernels left by as many requests of no browser": unseen,
        f"seconds until these are culled, at {CULLED} s": culled,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    parser.add_argument("--visitors", type=int, default=5)
    parser.add_argument("options", nargs="*", help="options of Voila, after --")
    options = parser.parse_args()
    # Stopped by a timeout, leave no servers and kernels behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "page.ipynb"
        shutil.copy(PAGE, page)
        server = servers.start_voila(
            Path(folder), *OPTIONS, *options.options, what=str(page), forked=False
        )
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        try:
            report = measure(browser, server, f"{server.url}/", options.visitors)
        finally:
            browser.close()
            server.stop()
    publish({**report, "options": options.options}, options.json)


if __name__ == "__main__":
    main()
