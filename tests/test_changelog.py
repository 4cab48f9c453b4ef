"""The changelog tells of the version that is there, in order, and names what exists."""

from __future__ import annotations

import inspect
import re
from datetime import date
from pathlib import Path

import pytest
from packaging.version import Version

import cjwidgets as cj

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "CHANGELOG.md").read_text()
VERSION = re.compile(r"## (?P<number>\d+\.\d+\.\d+) \((?P<date>\d{4}-\d\d-\d\d)\)")
KINDS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
# `cj.name`, and the first keyword of `cj.name(…, keyword=…)`.
NAME = re.compile(r"`cj\.(?P<path>[\w.]+)(\([^`=]*?(?P<keyword>\w+)=)?")


def sections(text: str, mark: str) -> dict[str, str]:
    parts = re.split(rf"^{mark} (.+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def versions() -> list[tuple[Version, date]]:
    found = []
    for heading in sections(TEXT, "##"):
        if heading != "Unreleased":
            version = VERSION.fullmatch(f"## {heading}")
            assert version, heading
            found.append((Version(version["number"]), date.fromisoformat(version["date"])))
    return found


def newest() -> str:
    return next(iter(sections(TEXT, "##").values()))


def test_the_newest_version_is_this_one() -> None:
    assert str(versions()[0][0]) == cj.__version__


def test_versions_are_told_from_the_newest_on() -> None:
    assert versions() == sorted(versions(), reverse=True)
    assert len({number for number, _ in versions()}) == len(versions())
    headings = list(sections(TEXT, "##"))
    assert "Unreleased" not in headings[1:]


def test_changes_stand_under_their_kind() -> None:
    found = sections(newest(), "###")
    assert found
    assert list(found) == [kind for kind in KINDS if kind in found]
    assert all(text.strip().startswith("- ") for text in found.values())


@pytest.mark.parametrize(
    ("path", "keyword"),
    sorted({(found["path"], found["keyword"] or "") for found in NAME.finditer(newest())}),
)
def test_what_is_named_exists(path: str, keyword: str) -> None:
    target = cj
    for name in path.split("."):
        target = getattr(target, name)
    if keyword:
        parameters = inspect.signature(target).parameters
        assert keyword in parameters, path
