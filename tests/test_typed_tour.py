"""README's tour, pasted into a file, passes mypy --strict; a wrong keyword in it does not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOUR = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)[0]
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
    for number, (right, wrong) in enumerate(WRONG.items()):
        assert right in TOUR
        (folder / f"wrong{number}.py").write_text(TOUR.replace(right, wrong, 1))
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "."],
        cwd=folder,
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert not done.stderr
    return done.stdout


def test_the_tour_passes(told: str) -> None:
    assert not [line for line in told.splitlines() if line.startswith("tour.py")]


@pytest.mark.parametrize("number", range(len(WRONG)), ids=[*WRONG])
def test_a_wrong_word_in_it_does_not(told: str, number: int) -> None:
    errors = [line for line in told.splitlines() if line.startswith(f"wrong{number}.py")]
    assert any("error:" in line for line in errors), told
