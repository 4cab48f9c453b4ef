"""What people install holds the bundles and the data, nothing that only builds them, and works."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCALES = {path.name for path in (ROOT / "src/cjwidgets/locale").glob("*.json")}
TRIED = """
import sys
from importlib.metadata import entry_points, version
from pathlib import Path

import cjwidgets as cj

assert Path(cj.__file__).is_relative_to(sys.prefix), cj.__file__
assert version("cjwidgets") == cj.__version__
(renderer,) = entry_points(group="altair.vegalite.v6.renderer", name="cjwidgets")
renderer.load()

jm = cj.datasets.mattress_map()
log = cj.EventLog(
    cj.datasets.mattress_log(), customer="customer_id", time="time", event="event"
)
jm.attach(log, source="Web log")
jm.save("shop.cjmap.json")
assert cj.JourneyMap.open("shop.cjmap.json") == jm
for locale in ("en", "ru", "zh-Hans", "zh-Hant"):
    assert cj.explain(cj.funnel(jm, log), locale=locale)
cj.charts.drop_off(jm, log).save("drop_off.svg")
bundle = cj.MapEditor(jm)._repr_mimebundle_()
data = bundle[0] if isinstance(bundle, tuple) else bundle
assert "Decision" in data["text/html"]
cj.PersonaCards(jm), cj.JourneyBoard(jm), cj.WhatIf(jm), cj.ChartView()
print(sorted(path.name for path in Path().iterdir()))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # The environment's own hatchling: an isolated build would download it again.
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    return zipfile.ZipFile(wheel).namelist()


@pytest.fixture
def python(wheel: Path, tmp_path: Path) -> Path:
    """Of an environment that holds the wheel and what the wheel asks for, and nothing else."""
    home = tmp_path / "environment"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    [packages] = home.glob("[Ll]ib/**/site-packages")
    [executable] = [*home.glob("bin/python"), *home.glob("Scripts/python.exe")]
    pip(executable, "install", "--no-deps", "--no-index", str(wheel))
    [metadata] = packages.glob("cjwidgets-*.dist-info")
    for name in needed(Distribution.at(metadata), set(), set()):
        link(distribution(name), packages)
    return executable


def pip(executable: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--python", str(executable), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def needed(package: Distribution, extras: set[str], found: set[str]) -> set[str]:
    """The names of what a package with these extras depends on, near and far."""
    for requirement in map(Requirement, package.requires or []):
        marker, asked = requirement.marker, [{"extra": extra} for extra in extras or {""}]
        name = requirement.name
        if (marker is None or any(map(marker.evaluate, asked))) and name not in found:
            found.add(name)
            needed(distribution(name), requirement.extras, found)
    return found


def link(package: Distribution, packages: Path) -> None:
    """Put an installed package there as it lies here: nothing is downloaded."""
    for top in {path.parts[0] for path in package.files or []} - {"..", "__pycache__"}:
        if not (packages / top).exists():
            (packages / top).symlink_to(Path(str(package.locate_file(top))))


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


def test_wheel_works_in_an_environment_of_its_own(python: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    # Neither the checkout nor what this environment holds may help.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [str(python), "-W", "error::DeprecationWarning:cjwidgets", "-c", TRIED]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "['drop_off.svg', 'shop.cjmap.json']"
    assert (python.parent.parent / "share/jupyter/voila/templates/cjwidgets").is_dir()
    pip(python, "check")
