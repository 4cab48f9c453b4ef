"""The page on security names tests, and they are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjwidgets import limits

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
TESTS = sorted(set(re.findall(r"tests/[\w/]+\.py", PAGE)))
CAPS = sorted(set(re.findall(r"`limits\.(\w+)`", PAGE)))


@pytest.mark.parametrize("path", TESTS)
def test_the_tests_are_there(path: str) -> None:
    assert "def test_" in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("cap", CAPS)
def test_the_caps_are_there(cap: str) -> None:
    assert isinstance(getattr(limits, cap), int)


def test_every_promise_has_its_tests() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| **")]
    assert len(rows) >= 6
    assert [row for row in rows if "tests/" not in row] == []
