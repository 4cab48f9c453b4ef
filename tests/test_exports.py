"""Public names are declared once; what is made of them is not old."""

from __future__ import annotations

import ast
from importlib import import_module

import pytest

from tools import exports


@pytest.mark.parametrize("name", exports.made())
def test_what_is_made_of_the_names_says_what_they_say(name: str) -> None:
    written = (exports.ROOT / name).read_text(encoding="utf-8")
    assert written == exports.made()[name], f"{name} is old; write it: python -m tools.exports"


@pytest.mark.parametrize("package", exports.PACKAGES)
def test_checkers_read_of_a_package_what_it_has(package: str) -> None:
    module = import_module(package)
    told = {}
    for line in ast.parse(exports.stub(package)).body:
        if isinstance(line, ast.ImportFrom):
            told |= {each.name: line.module for each in line.names}
    assert set(told) == set(module.__all__)
    for name, source in told.items():
        there = import_module(source)
        assert getattr(module, name) is getattr(there, name), name


def test_a_package_has_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'funel'"):
        import_module("cjwidgets").funel  # noqa: B018
