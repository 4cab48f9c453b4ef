"""Every example in a docstring runs and gives what it says it gives."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import cjwidgets

MODULES = ["cjwidgets"]
MODULES += [each.name for each in pkgutil.walk_packages(cjwidgets.__path__, "cjwidgets.")]
FINDER = doctest.DocTestFinder()
EXAMPLES = {
    name: [each for each in FINDER.find(import_module(name)) if each.examples] for name in MODULES
}
EXAMPLES = {name: found for name, found in EXAMPLES.items() if found}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # some save a file
    runner = doctest.DocTestRunner()
    for each in EXAMPLES[name]:
        assert not any(doctest.SKIP in example.options for example in each.examples), each.name
        said: list[str] = []
        assert runner.run(each, out=said.append).failed == 0, "".join(said)


def test_there_are_examples() -> None:
    assert sum(map(len, EXAMPLES.values())) > 140
