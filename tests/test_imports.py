"""Importing cjwidgets is cheap, and what it needs is what it says it needs."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"altair", "anywidget", "ipywidgets", "IPython", "narwhals", "numpy", "pandas"}


def test_importing_cjwidgets_imports_nothing_heavy() -> None:
    code = "import sys, cjwidgets; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()


def test_dependencies_are_the_expected_ones() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {name.partition(">=")[0] for name in declared} == {
        "altair",
        "anywidget",
        "ipywidgets",
        "narwhals",
        "numpy",
        "pandas",
        "traitlets",
        "vl-convert-python",
    }
