"""Pages for those who work on the code name what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from test_layers import JS_MAY_IMPORT, ORDER

ROOT = Path(__file__).resolve().parent.parent
ARCHITECTURE = ROOT / "docs/architecture.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
PAGES = [CONTRIBUTING, ARCHITECTURE]
TOP = "benchmarks|docs|examples|js|requirements|share|src|tests|tools"
# Wherever a path of ours begins, and each piece of code that looks like a path or a file.
PATHS = re.compile(rf"(?<![\w./-])(?:{TOP})/[\w./*<>-]*[\w/*>]")
CODE = re.compile(r"`([\w.*<>/-]+)`")
FILE = re.compile(
    r"[\w.*<>/-]*/[\w.*<>/-]*|[\w<>*-]+\.(css|json|lock|md|mjs|py|pyi|toml|ts|tsx|txt)"
)
# What `make` makes.
MADE = (".venv", "node_modules")


def named(text: str) -> Iterator[str]:
    yield from PATHS.findall(text)
    yield from (code for code in CODE.findall(text) if FILE.fullmatch(code))


def exists(path: str) -> bool:
    # <name> stands for any name.
    pattern = re.sub(r"<[^>]*>", "*", path).rstrip("/")
    return pattern.startswith(MADE) or any(True for _ in ROOT.glob(pattern))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_path_that_is_named_exists(page: Path) -> None:
    paths = sorted(set(named(page.read_text())))
    assert paths
    assert [path for path in paths if not exists(path)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see `src/cjwidgets/errors.py`.", True),
        ("see src/cjwidgets/errors.py.", True),
        ("`docs/decisions/`", True),
        ("`docs/decisions/<number>-pins.md`", True),
        ("`package.json`", True),
        ("pytest tests/model -k copy", True),
        ("`src/cjwidgets/mistakes.py`", False),
        ("`errors.py`", False),
        ("`model/journey_map.py`", False),
        ("pytest tests/none -k copy", False),
        ("`src/cjwidgets/<name>.exe`", False),
    ],
)
def test_the_look_for_paths_finds_them(text: str, found: bool) -> None:
    paths = list(named(text))
    assert paths
    assert all(map(exists, paths)) == found


@pytest.mark.parametrize("text", ["`jm.save()`", "`cj.limits`", "and/or", "`n`", "`KIND=lint`"])
def test_what_is_no_path_is_none(text: str) -> None:
    assert list(named(text)) == []


def pictured(language: str) -> list[str]:
    """The layers in the picture of a language, from the top down."""
    found = re.search(rf"```text\n{language}, .*?\n\n(.*?)```", ARCHITECTURE.read_text(), re.DOTALL)
    assert found
    return [line.split()[0] for line in found[1].splitlines()]


def test_the_picture_shows_the_layers_of_python() -> None:
    package = ROOT / "src/cjwidgets"
    there = [x for x in ORDER if (package / x).is_dir() or (package / f"{x}.py").exists()]
    assert pictured("Python") == there[::-1]


def test_the_picture_shows_the_layers_of_the_browser() -> None:
    layers = pictured("TypeScript")
    assert sorted(layers) == sorted(JS_MAY_IMPORT)
    for place, layer in enumerate(layers):
        assert JS_MAY_IMPORT[layer] <= set(layers[place + 1 :]), layer


# Files a change may touch: four catalogues are one, what is made, tests and pictures are none.
MOST = {
    "Add a lane kind": 6,
    "Add a field": 4,
    "Add a statistic": 6,
    "Add a chart": 6,
    "Add a preset": 3,
    "Add a language": 4,
    "Add a shortcut": 3,
    "Add a filter dimension": 6,
    "Change the curve's look": 5,
    "Change the confidence level": 1,
    "Change how a refusal is shown": 3,
}


def recipes() -> dict[str, str]:
    parts = re.split(r"^### (.+)$", CONTRIBUTING.read_text(), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_there_is_a_recipe_for_each_of_the_commonest_changes() -> None:
    assert list(recipes()) == list(MOST)


@pytest.mark.parametrize("change", MOST)
def test_a_change_touches_few_files(change: str) -> None:
    steps = re.findall(r"^\d+\. `([^`]+)`", recipes()[change], re.MULTILINE)
    assert 0 < len(steps) <= MOST[change]
    assert len(set(steps)) == len(steps)
