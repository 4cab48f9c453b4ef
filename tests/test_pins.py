"""What setup installs is pinned to versions and hashes, and the pins hold what is asked for."""

from __future__ import annotations

import json
import re
import subprocess
from concurrent.futures import Future
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement

from tools import node, pins, setup

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[a-z0-9.+!]+)( ; (?P<marker>[^\\]+?))?"
    r"( \\\n    --hash=sha256:[0-9a-f]{64})+"
)
VERSION = re.compile(r"\d[^^~*<>= ]*")


def entries(text: str) -> list[str]:
    """Each package with the lines of its hashes."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return re.split(r"\n(?! )", "\n".join(lines))


@pytest.mark.parametrize("kind", pins.KINDS)
def test_each_package_has_a_version_and_hashes_and_no_address(kind: str) -> None:
    found = entries(pins.file(kind).read_text())
    assert found
    for entry in found:
        pin = PIN.fullmatch(entry)
        assert pin, entry
        if pin["marker"]:
            Marker(pin["marker"])


@pytest.mark.parametrize(
    "entry",
    [
        "numpy>=2 \\\n    --hash=sha256:" + "0" * 64,
        "numpy==2.4",
        "numpy==2.4 \\\n    --hash=md5:" + "0" * 32,
        "numpy @ https://localhost/numpy.whl \\\n    --hash=sha256:" + "0" * 64,
        "--index-url https://localhost/simple",
        "-e .",
    ],
)
def test_what_is_no_pin_is_found(entry: str) -> None:
    assert not PIN.fullmatch(entry)


@pytest.mark.parametrize("kind", pins.KINDS)
def test_pins_hold_what_is_asked_for(kind: str) -> None:
    pinned = pins.pinned(kind)
    for text in pins.wanted(kind):
        wanted = Requirement(text)
        versions = pinned.get(wanted.name.lower(), set())
        assert versions, f"{text} is not pinned in requirements/{kind}.txt: make pins"
        assert all(map(wanted.specifier.contains, versions)), f"{text}, not {versions}: make pins"


def test_own_extras_are_followed() -> None:
    wanted = {Requirement(text).name for text in pins.wanted("test")}
    assert {"pandas", "duckdb", "jupyterlab", "pytest"} <= wanted
    assert "cjwidgets" not in wanted


def test_one_environment_can_hold_all_kinds() -> None:
    of_tests = pins.pinned("test")
    for kind in pins.KINDS:
        for name, versions in pins.pinned(kind).items():
            assert versions == of_tests.get(name, versions), (kind, name)


def test_npm_packages_have_a_version_and_a_hash_and_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert len(lock) > 1
    for path, package in lock.items():
        if path:
            assert VERSION.fullmatch(package["version"]), path
            assert package["integrity"].startswith("sha512-"), path
            assert "resolved" not in package, path


def test_package_json_names_exact_versions() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    ranges = [name for name, v in package["devDependencies"].items() if not VERSION.fullmatch(v)]
    assert ranges == []


def test_setup_installs_nothing_that_is_not_pinned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "run_python", lambda *arguments: calls.append(arguments))
    bundles: Future[None] = Future()
    bundles.set_result(None)
    for kind in ("demo", "test"):
        setup.install(kind, bundles)
    setup.pip_install_pins("node")
    assert len(calls) == 7
    for call in calls:
        assert call[:3] == ("-m", "pip", "install")
        assert "--no-build-isolation" in call
        # Itself, whose needs are pinned.
        assert "--require-hashes" in call or {"--no-deps", "."} <= set(call)


def test_other_pins_are_installed_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = setup.fingerprint()
    (tmp_path / "test.txt").write_text("numpy==1")
    monkeypatch.setattr(pins, "FOLDER", tmp_path)
    assert setup.fingerprint() != before


def test_what_moved_is_told() -> None:
    before = {"a": {"1"}, "b": {"2"}, "c": {"3"}}
    after = {"a": {"1"}, "b": {"2", "2.1"}, "d": {"4"}}
    assert list(pins.differences(before, after)) == ["b 2 → 2, 2.1", "c 3 → –", "d – → 4"]


class Npm:
    """An npm that knows one package, and may refuse the lock that it wrote."""

    def __init__(self, refuses: bool) -> None:
        self.refuses = refuses

    def run_npm(self, command: str, *arguments: str, cwd: Path, quiet: bool = False) -> None:
        assert {path.name for path in cwd.iterdir()} >= {".npmrc", "package.json"}
        if command == "install":
            assert "preact@latest" in arguments
            for name in ("package.json", "package-lock.json"):
                (cwd / name).write_text('{"devDependencies": {"preact": "11.0.0"}}')
        elif self.refuses:
            raise subprocess.CalledProcessError(1, command)


@pytest.fixture
def front_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pins, "ROOT", tmp_path)
    (tmp_path / ".npmrc").touch()
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text('{"devDependencies": {"preact": "10.0.0"}}')
    return tmp_path


def test_npm_moves_to_the_newest(front_end: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "find", lambda: Npm(refuses=False))
    pins.newest_npm()
    for name in ("package.json", "package-lock.json"):
        assert "11.0.0" in (front_end / name).read_text()


def test_a_lock_that_npm_refuses_moves_nothing(
    front_end: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(node, "find", lambda: Npm(refuses=True))
    with pytest.raises(SystemExit, match="as they were"):
        pins.newest_npm()
    for name in ("package.json", "package-lock.json"):
        assert "10.0.0" in (front_end / name).read_text()
