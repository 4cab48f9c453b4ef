"""README's tour, pasted into a file, passes mypy --strict; a wrong keyword in it does not.

With pandas-stubs, which see what `make lint` does not: that tables are tables and not anything.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cjwidgets.analysis.catalogue import PUBLIC
from cjwidgets.charts.catalogue import CHARTS

ROOT = Path(__file__).resolve().parent.parent
TOUR = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)[0]
USAGE = (ROOT / "tests/typed/usage.py").read_text()
CACHE = ROOT / ".build/mypy-strict"
# What is written, and what somebody mistypes.
WRONG = {
    "channel=": "chanel=",
    "framework=": "frame=",
    "customer=": "customers=",
    "charts.emotion(jm)": "charts.emotion(jm, person=1)",
    "jm.save(": "jm.safe(",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("tour")
    (folder / "tour.py").write_text(TOUR)
    (folder / "usage.py").write_text(USAGE)
    (folder / "table.py").write_text(TOUR + "reveal_type(cj.funnel(jm, log))\n")
    for number, (right, wrong) in enumerate(WRONG.items()):
        assert right in TOUR
        (folder / f"wrong{number}.py").write_text(TOUR.replace(right, wrong, 1))
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--follow-imports=silent",
            f"--cache-dir={CACHE}",
            ".",
        ],
        cwd=folder,
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert not done.stderr
    return done.stdout


def test_the_tour_passes(told: str) -> None:
    assert not [line for line in told.splitlines() if line.startswith("tour.py")]


def test_what_checkers_know_is_checked_against_the_stubs(told: str) -> None:
    assert not [line for line in told.splitlines() if line.startswith("usage.py")]
    for name, each in PUBLIC.items():
        said = f"assert_type(cj.{'' if each.top else 'analysis.'}{name}("
        assert said in USAGE, "each statistic"
    for name in CHARTS:
        assert f"assert_type(cj.charts.{name}(" in USAGE, "each chart"


def test_a_table_of_a_statistic_is_one_for_checkers(told: str) -> None:
    revealed = [line for line in told.splitlines() if line.startswith("table.py")]
    assert len(revealed) == 1
    assert re.search(r'Revealed type is "pandas\.\S*\bDataFrame"', revealed[0])


@pytest.mark.parametrize("number", range(len(WRONG)), ids=[*WRONG])
def test_a_wrong_word_in_it_does_not(told: str, number: int) -> None:
    errors = [line for line in told.splitlines() if line.startswith(f"wrong{number}.py")]
    assert any("error:" in line for line in errors), told
