"""The editor with a large map, and live charts, in a real JupyterLab beside their peers.

``python -m benchmarks.editor --json FILE``; ``make bench-env`` installs what it needs.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The imports below (E402) are found by it.
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from playwright.sync_api import Browser, Error, TimeoutError, WebSocket, sync_playwright  # noqa: E402

from benchmarks import charts  # noqa: E402
from benchmarks.report import publish  # noqa: E402
from benchmarks.subjects import EDITOR, FLOOR, SUBJECTS, Subject  # noqa: E402
from browser import servers  # noqa: E402
from browser.conftest import ARGUMENTS  # noqa: E402
from browser.kernels import KernelError  # noqa: E402
from browser.lab import Lab  # noqa: E402
from tools import chromium  # noqa: E402

PYTHON = ROOT / ".bench/bin/python"
PROBES = (ROOT / "benchmarks/probes.js").read_text()
RUN = "() => window.jupyterapp.commands.execute('notebook:run-cell')"
MOUNTS, KEYS, EDITS, MANY = 3, 60, 15, 10_000
# How long a subject may take, in seconds: what is slower is reported as such.
LONGEST_MOUNT, LONGEST_REPEAT, LONGEST_EDITS, LONGEST_SHOW = 60, 10, 20, 30
# A flood of messages is dropped by a server as it comes: the peers would lose most of their cells.
NO_LIMIT = "--ZMQChannelsWebsocketConnection.limit_rate=False"
ONE = """
import time
started = time.time()
{edit}
[started, time.time(), 1]
"""
TEN_THOUSAND = """
import time
from contextlib import nullcontext
started = time.time()
last, value = value, ""
with {together}:
    for number in range({many}):
        if number % 20 == 0 and time.time() > started + {longest}:
            break
        value = str(number)
        {edit}
    value = last
    {edit}
[started, time.time(), number + 1]
"""
TARGETS = {
    "mount": "<= 0.5 x ipydatagrid",
    "edit_bytes": "<= 400",
    "key_work_p95": "<= 16.7 ms: one frame",
    "python_to_screen": "<= 1.3 x floor",
}


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


class Bench:
    """One subject, open in one notebook."""

    def __init__(self, lab: Lab, subject: Subject) -> None:
        self.lab = lab
        self.subject = subject
        self.sent: list[str | bytes] = []
        lab.page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self.sent.append(frame))

    def mount(self) -> float | None:
        page = self.lab.open([self.subject.prepare, self.subject.show])
        self.lab.collapse_sidebars()
        page.evaluate(PROBES)
        self.lab.run(0)
        page.evaluate("window.panel.content.activeCellIndex = 1")
        return page.evaluate(
            f"([selector, timeout]) => window.probe.mount({RUN}, selector, timeout)",
            [self.subject.last, LONGEST_MOUNT * 1000],
        )

    def keys(self) -> dict[str, float]:
        """Type into a cell, and put the text where it belongs."""
        page = self.lab.page
        field = page.locator(self.subject.field).first
        if self.subject.name == "ipydatagrid":
            field.dblclick(position={"x": 230, "y": 30})
        else:
            field.dblclick()
        page.evaluate("window.probe.watchKeys()")
        for number in range(KEYS):
            page.keyboard.press("abcdefghij"[number % 10])
            page.wait_for_timeout(25)
        page.wait_for_timeout(200)
        found = page.evaluate("window.probe.keys")
        page.evaluate("window.probe.unwatchKeys()")
        work = [key["work"] for key in found]
        latency = [key["latency"] for key in found]
        return {
            "key_work_p50": percentile(work, 0.5),
            "key_work_p95": percentile(work, 0.95),
            "key_to_paint_p50": percentile(latency, 0.5),
            "key_to_paint_p95": percentile(latency, 0.95),
        }

    def bytes(self) -> dict[str, float]:
        """What goes to the kernel when the text is put where it belongs."""
        page = self.lab.page
        page.wait_for_timeout(300)
        self.sent.clear()
        page.keyboard.press("Enter" if self.subject is not FLOOR else "Tab")
        page.wait_for_timeout(600)
        frames = [frame for frame in self.sent if _is_comm(frame)]
        return {
            "edit_bytes": sum(_content(frame) for frame in frames),
            "edit_bytes_on_the_wire": sum(len(frame) for frame in frames),
        }

    def drag(self) -> dict[str, float]:
        page = self.lab.page
        assert self.subject.point
        box = page.locator(self.subject.point).first.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y + 6)
        page.evaluate("window.probe.watchFrames()")
        for number in range(90):
            page.mouse.move(x, y + 30 * (1 - abs(number % 40 - 20) / 10))
        frames = page.evaluate("(window.probe.watching = false, window.probe.frames)")
        page.mouse.up()
        return {
            "drag_frame_p50": percentile(frames, 0.5),
            "drag_frame_p95": percentile(frames, 0.95),
        }

    def python(self) -> dict[str, float | None]:
        once = [self._seen(ONE, f"seen {n}", 3) for n in range(EDITS)]
        found = [after for after, *_ in once if after is not None]
        many = [self._seen(TEN_THOUSAND, "seen last", LONGEST_EDITS + LONGEST_SHOW)]
        # A slow one is not asked twice.
        while many[0][1] < 2000 and len(many) < MOUNTS:
            many.append(self._seen(TEN_THOUSAND, f"seen last {len(many)}", LONGEST_SHOW))
        shown = [after for after, *_ in many if after is not None]
        done = min(made for *_, made in many)
        result: dict[str, float | None] = {
            "python_to_screen": statistics.median(found) if found else None,
            "python_to_screen_many": statistics.median(shown) if shown and done == MANY else None,
            "python_alone_many": statistics.median(own for _, own, _ in many),
        }
        if done < MANY:
            result[f"edits_in_{LONGEST_EDITS}_s"] = done
        elif not shown:
            result["not_shown_after_s"] = LONGEST_EDITS + LONGEST_SHOW
        return result

    def _seen(self, code: str, value: str, timeout: float) -> tuple[float | None, float, int]:
        """Milliseconds from the first edit until the last is painted; Python's share; how many."""
        subject = self.subject
        source = code.format(
            edit=subject.edit, together=subject.together, many=MANY, longest=LONGEST_EDITS
        )
        page = self.lab.page
        page.evaluate(
            "([source, value, timeout]) => { window.result = null;"
            " window.probe.seen(source, value, timeout)"
            ".then((shown) => { window.result = [shown]; }); }",
            [subject.seen, value, timeout * 1000],
        )
        started, ended, made = self.lab.python(
            f"value = {value!r}\n{source}", timeout=LONGEST_EDITS + LONGEST_SHOW
        )
        try:
            result = page.wait_for_function("window.result", timeout=timeout * 1000)
            [shown] = result.json_value()
        except TimeoutError:
            shown = None  # the page is busy with what came
        after = None if shown is None else shown - started * 1000
        return after, (ended - started) * 1000, made


def _is_comm(frame: str | bytes) -> bool:
    return b"comm_msg" in frame if isinstance(frame, bytes) else "comm_msg" in frame


def _content(frame: str | bytes) -> int:
    """The bytes of what the widget says, without Jupyter's envelope."""
    if isinstance(frame, str):
        return len(json.dumps(json.loads(frame)["content"]["data"]).encode())
    # v1.kernel.websocket.jupyter.org: a count, the offsets, then channel, header, parent,
    # metadata, content and buffers.
    count = int.from_bytes(frame[:8], "little")
    offsets = [int.from_bytes(frame[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
    content = json.loads(frame[offsets[4] : offsets[5]])
    return len(json.dumps(content["data"], separators=(",", ":"), ensure_ascii=False).encode())


def measure(browser: Browser, server: servers.Server, subject: Subject) -> dict[str, Any]:
    mounts: list[float] = []
    result: dict[str, Any] = {}
    last = False
    for number in range(MOUNTS):
        context = browser.new_context(viewport={"width": 1600, "height": 1000})
        context.set_default_timeout(60_000)
        lab = Lab(server, context, ROOT)
        bench = Bench(lab, subject)
        try:
            mounted = bench.mount()
            if mounted is None:
                # A busy server loses some of thousands of messages; then it never appears.
                log(f"not mounted within {LONGEST_MOUNT} s")
                continue
            mounts.append(mounted)
            log(f"mounted in {mounted:.0f} ms")
            last = number == MOUNTS - 1 or mounted > LONGEST_REPEAT * 1000
            if last:
                steps: list[Callable[[], dict[str, Any]]] = [bench.keys, bench.bytes]
                steps += [bench.drag] if subject.point else []
                for step in [*steps, bench.python]:
                    log(step.__name__)
                    try:
                        result |= step()
                    except (Error, KernelError, ValueError, IndexError) as error:
                        result[f"problem in {step.__name__}"] = str(error).partition("\n")[0]
        finally:
            lab.close()
        if last:
            break
    if not mounts:
        return {"problem": f"it did not appear within {LONGEST_MOUNT} s"}
    return {"mount": statistics.median(mounts), "mounts": mounts, **result}


def log(text: str) -> None:
    print(f"[bench] {text}", file=sys.stderr, flush=True)


def ratios(results: dict[str, dict[str, Any]]) -> dict[str, dict[str, float]]:
    """The editor's numbers over those of each other subject."""
    ours = results[EDITOR.name]

    def over(other: dict[str, Any]) -> dict[str, float]:
        return {
            name: round(value / other[name], 2)
            for name, value in ours.items()
            if isinstance(value, int | float)
            and isinstance(other.get(name), int | float)
            and other[name]
        }

    return {name: over(other) for name, other in results.items() if name != EDITOR.name}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    parser.add_argument(
        "--only",
        help="measure some subjects: " + ", ".join(s.name for s in (*SUBJECTS, *charts.SHOWN)),
    )
    options = parser.parse_args()
    if not PYTHON.exists():
        sys.exit("There is no .bench environment. Make it with: make bench-env")
    # Stopped by a timeout, leave no servers and kernels behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # The kernels run in .bench, which holds the peers; cjwidgets itself is the one at hand.
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    results: dict[str, dict[str, Any]] = {}
    drawn: dict[str, dict[str, Any]] = {}

    def wanted(name: str) -> bool:
        return options.only is None or name in options.only.split(",")

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = servers.start_lab(Path(folder), str(PYTHON), NO_LIMIT)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        try:
            for subject in SUBJECTS:
                if wanted(subject.name):
                    log(subject.name)
                    results[subject.name] = measure(browser, server, subject)
                    log(json.dumps(results[subject.name]))
            for shown in charts.SHOWN:
                if wanted(shown.name):
                    log(shown.name)
                    drawn[shown.name] = charts.measure(browser, server, shown)
                    log(json.dumps(drawn[shown.name]))
        finally:
            browser.close()
            server.stop()
    report = {
        "when": time.strftime("%Y-%m-%d %H:%M"),
        "unit": "ms, bytes",
        "targets": TARGETS | charts.TARGETS,
        "results": results,
        "charts": drawn,
        "ratios": ratios(results) if EDITOR.name in results else {},
    }
    publish(report, options.json)


if __name__ == "__main__":
    main()
