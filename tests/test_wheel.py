"""What people install holds the bundles and the data, and nothing that only builds them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCALES = {path.name for path in (ROOT / "src/cjwidgets/locale").glob("*.json")}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    # The environment's own hatchling: an isolated build would download it again.
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = folder.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


@pytest.mark.parametrize(
    "name",
    [
        "cjwidgets/static/editor.js",
        "cjwidgets/static/editor.css",
        "cjwidgets/static/licenses.txt",
        "cjwidgets/py.typed",
        *(f"cjwidgets/locale/{name}" for name in sorted(LOCALES)),
    ],
)
def test_wheel_holds(names: list[str], name: str) -> None:
    assert name in names


def test_there_are_locales() -> None:
    assert LOCALES


def test_wheel_holds_the_voila_template(names: list[str]) -> None:
    template = "share/jupyter/voila/templates/cjwidgets/index.html.j2"
    assert any(name.endswith(template) for name in names)


def test_wheel_holds_nothing_that_only_builds(names: list[str]) -> None:
    unwanted = (".ts", ".tsx", ".mjs", ".pyc", "package.json")
    assert [name for name in names if name.endswith(unwanted) or "node_modules" in name] == []
