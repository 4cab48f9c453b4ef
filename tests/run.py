"""Run the tests, kind by kind: the cheap ones first, and nothing after a kind that failed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / ".build/reports"
# The import below (E402) is found by it.
sys.path.insert(0, str(ROOT))

from tools import node, snippets  # noqa: E402


@dataclass
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )


def lint() -> Counts:
    """Linters, formatters and type checkers; each counts as one test, and all of them run.

    Beside mypy, which takes longer than all others together and one core.
    """
    modules = ROOT / "node_modules"
    # biome ci colours even what goes into a file, and does not know NO_COLOR.
    colours = f"--colors={'force' if sys.stdout.isatty() else 'off'}"
    checks = [
        python("mypy", *snippets.checked()),
        python("ruff", "check", "."),
        python("ruff", "format", "--check", "."),
        script(modules / "@biomejs/biome/bin/biome", "ci", "--error-on-warnings", colours, "."),
        script(modules / "typescript/bin/tsc", "--noEmit"),
    ]
    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(partial(run, whole=True), checks))
    return Counts(passed=results.count(0), failed=len(results) - results.count(0))


# It is for notebooks alone, and takes seconds to import in each process.
WITHOUT_NBVAL = ("-p", "no:nbval")


def python_tests() -> Counts:
    return pytest("python", *WITHOUT_NBVAL, "tests", "--ignore=tests/browser", "-n", "2")


def js() -> Counts:
    report = REPORTS / "js.json"
    report.unlink(missing_ok=True)
    vitest = ROOT / "node_modules/vitest/vitest.mjs"
    reporters = ["--reporter=default", "--reporter=json", f"--outputFile.json={report}"]
    code = run(script(vitest, "run", *reporters))
    if not report.exists():
        return Counts(failed=1)
    found = json.loads(report.read_text())
    counts = Counts(
        found["numPassedTests"],
        found["numFailedTests"],
        found["numPendingTests"] + found["numTodoTests"],
    )
    return judged(counts, code)


def notebooks() -> Counts:
    # In a copy: what an earlier run, or a person, saved beside them would be warned of.
    examples = REPORTS.parent / "examples"
    shutil.rmtree(examples, ignore_errors=True)
    saved = shutil.ignore_patterns("*.cjmap.json", ".ipynb_checkpoints")
    shutil.copytree(ROOT / "examples", examples, ignore=saved)
    # The cells of a notebook need one kernel, so one worker.
    return pytest(
        "notebooks",
        str(examples),
        "--nbval",
        "--nbval-current-env",
        "--nbval-cell-timeout=120",
        "--nbval-sanitize-with=tests/nbval.cfg",
        *("-n", "2", "--dist=loadfile"),
    )


def browser() -> Counts:
    # A test works for one core and waits for pages, kernels and servers: four fill two cores.
    return pytest("browser", *WITHOUT_NBVAL, "tests/browser", "-n", "4")


KINDS: dict[str, Callable[[], Counts]] = {
    "lint": lint,
    "python": python_tests,
    "js": js,
    "notebooks": notebooks,
    "browser": browser,
}


def pytest(name: str, *arguments: str) -> Counts:
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    code = run(python("pytest", "-q", f"--junit-xml={report}", *arguments))
    if not report.exists():
        return Counts(failed=1)
    counts = Counts()
    for suite in ElementTree.parse(report).iter("testsuite"):
        total, failures, errors, skipped = (
            int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")
        )
        failed = failures + errors
        counts += Counts(max(0, total - failed - skipped), failed, skipped)
    return judged(counts, code)


def judged(counts: Counts, code: int) -> Counts:
    """A runner that failed without a failed test (or found none) has failed all the same."""
    if code and not counts.failed:
        counts.failed = 1
    return counts


def python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def script(path: Path, *arguments: str) -> list[str]:
    found = node.find()
    if found is None:
        sys.exit("STOPPED: there is no node; `make test` installs one.")
    return [found.node, str(path), *arguments]


def run(command: list[str], whole: bool = False) -> int:
    """Run a command; what it says is shown as it comes, or whole: others run at the same time."""
    shown = [Path(part).name if os.path.isabs(part) else part for part in command]
    title = f"\n$ {' '.join(shown)}"
    if not whole:
        print(title, flush=True)
    env = dict(os.environ)
    if not sys.stdout.isatty():
        env["NO_COLOR"] = "1"
    elif whole:
        env["FORCE_COLOR"] = "1"
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if whole else None,
        stderr=subprocess.STDOUT if whole else None,
        text=True,
    )
    if whole:
        print(f"{title}\n{done.stdout}", end="", flush=True)
    return done.returncode


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in KINDS]
    if unknown:
        sys.exit(f"There is no kind {unknown[0]!r}; there are {', '.join(KINDS)}.")
    REPORTS.mkdir(parents=True, exist_ok=True)
    rows, total, stopped = [], Counts(), ""
    for name in names or list(KINDS):
        if stopped:
            rows.append(f"{name:<12}not run")
            continue
        print(f"\n== {name} ==", flush=True)
        start = time.monotonic()
        counts = KINDS[name]()
        rows.append(f"{name:<12}{counts!s:<40}{time.monotonic() - start:6.1f} s")
        total += counts
        if counts.failed:
            stopped = f"STOPPED: {name} failed — see above"
            print(f"\n{stopped}")
    print("\n" + "\n".join(rows) + "\n")
    if stopped:
        print(stopped)
    print(total, flush=True)
    return 1 if stopped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
