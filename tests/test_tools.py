"""The scripts that set up, build and count: what they conclude when things are missing."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tools import bundles, chromium, java, node

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with one source and one bundle of the same age."""
    for name in (
        "package.json",
        "package-lock.json",
        "js/build.mjs",
        "js/src/entries/editor.tsx",
        "src/cjwidgets/static/editor.js",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (1000, 1000))
    return tmp_path


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", ROOT / "tests/run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules["run"] = module
    spec.loader.exec_module(module)
    return module


def test_bundles_as_old_as_their_sources_are_fresh(tree: Path) -> None:
    assert not bundles.stale(tree)


@pytest.mark.parametrize("name", ["js/src/entries/editor.tsx", "package-lock.json", "js/build.mjs"])
def test_bundles_older_than_a_source_are_stale(tree: Path, name: str) -> None:
    os.utime(tree / name, (2000, 2000))
    assert bundles.stale(tree)


def test_a_newer_test_leaves_bundles_fresh(tree: Path) -> None:
    (tree / "js/src/entries/editor.test.tsx").touch()
    assert not bundles.stale(tree)


def test_missing_bundles_are_stale(tree: Path) -> None:
    (tree / "src/cjwidgets/static/editor.js").unlink()
    assert bundles.stale(tree)


def test_without_node_the_build_says_what_to_install(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(node, "find", lambda: None)
    with pytest.raises(bundles.BuildError, match=r"no node >= 20\.19 .* pip install"):
        bundles.build(tree)


def test_a_node_that_does_not_tell_its_version_is_too_old(tmp_path: Path) -> None:
    fake = tmp_path / "node"
    fake.write_text("#!/bin/sh\necho what\n")
    fake.chmod(0o755)
    assert node.version(str(fake)) < node.MINIMUM


@pytest.mark.parametrize(
    ("shown", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('openjdk version "21" 2023-09-19', 21),
        ('java version "1.8.0_291"', 1),
        ("what", 0),
    ],
)
def test_the_version_of_a_java(tmp_path: Path, shown: str, version: int) -> None:
    fake = tmp_path / "java"
    fake.write_text(f"#!/bin/sh\necho '{shown}' >&2\n")
    fake.chmod(0o755)
    assert java.version(str(fake)) == version
    assert java.version(str(tmp_path / "none")) == 0


def test_a_runner_that_failed_without_failed_tests_counts_as_one(runner: ModuleType) -> None:
    assert str(runner.judged(runner.Counts(3, 0, 1), 5)) == "3 passed, 1 failed, 1 skipped"
    assert str(runner.judged(runner.Counts(3, 2, 1), 1)) == "3 passed, 2 failed, 1 skipped"


def test_a_failing_kind_stops_those_after_it(
    runner: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = {"good": lambda: runner.Counts(2), "bad": lambda: runner.Counts(1, 1), "last": None}
    monkeypatch.setattr(runner, "KINDS", kinds)
    assert runner.main([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "STOPPED: bad failed — see above" in lines
    assert any(line.split() == ["last", "not", "run"] for line in lines)
    assert lines[-1] == "3 passed, 1 failed, 0 skipped"


def test_a_chromium_without_a_window_is_taken_first_and_another_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("chromium", chromium.SHELL):
        (tmp_path / name).write_text("#!/bin/sh\nexit 0\n")
        (tmp_path / name).chmod(0o755)
        assert chromium.find() == str(tmp_path / name)
    # Ubuntu's are there, and do not run.
    (tmp_path / chromium.SHELL).write_text("#!/bin/sh\nexit 1\n")
    assert chromium.find() == str(tmp_path / "chromium")
