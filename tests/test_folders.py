"""A folder holds one kind of thing, a file one idea: neither grows into a drawer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES_IN_A_FOLDER = 25
LINES_IN_A_FILE = 350
CODE = {".py", ".ts", ".tsx", ".css"}


def code_in(source: Path) -> Iterator[Path]:
    for path in source.rglob("*"):
        if path.suffix in CODE and path.name != "__init__.py" and "static" not in path.parts:
            yield path


def full_folders(source: Path) -> list[str]:
    folders = Counter(path.parent.relative_to(source) for path in code_in(source))
    return [f"{each}: {n} files" for each, n in folders.items() if n > FILES_IN_A_FOLDER]


def long_files(source: Path) -> list[str]:
    lines = {
        path.relative_to(source): path.read_text().count("\n")
        for path in code_in(source)
        if ".generated." not in path.name
    }
    return [f"{each}: {n} lines" for each, n in lines.items() if n > LINES_IN_A_FILE]


@pytest.mark.parametrize("source", ["src/cjwidgets", "js/src", "js/test"])
def test_no_folder_is_a_drawer(source: str) -> None:
    assert full_folders(ROOT / source) == []


@pytest.mark.parametrize("source", ["src/cjwidgets", "js", "tests", "tools", "benchmarks"])
def test_no_file_is_a_drawer(source: str) -> None:
    assert long_files(ROOT / source) == []


def test_drawers_are_found(tmp_path: Path) -> None:
    for number in range(FILES_IN_A_FOLDER + 1):
        (tmp_path / f"{number}.ts").touch()
    (tmp_path / "long").mkdir()
    (tmp_path / "long/a.css").write_text("\n" * (LINES_IN_A_FILE + 1))
    assert full_folders(tmp_path) == [".: 26 files"]
    assert long_files(tmp_path) == ["long/a.css: 351 lines"]
