"""Pin every package that setup installs: exact versions, with hashes, for all platforms.

`python -m tools.pins` follows pyproject.toml and moves nothing else; with `--newest` everything
moves to its newest release, npm's packages too.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools import node

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
KINDS = ("test", "demo", "build", "node")
EXTRAS = {"test": ["test"], "demo": ["lab", "voila"]}
# What packages without a wheel are built with (PySpark), and an editable install of cjwidgets.
BUILDERS = ["editables", "setuptools"]
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)", re.MULTILINE)


def file(kind: str) -> Path:
    return FOLDER / f"{kind}.txt"


def wanted(kind: str) -> list[str]:
    """What the pins of a kind are worked out from, as requirements."""
    if kind == "build":
        return [*BUILDERS, *pyproject()["build-system"]["requires"]]
    if kind == "node":
        return [node.WHEEL]
    project = pyproject()["project"]
    return [*project["dependencies"], *extras(project, EXTRAS[kind])]


def extras(project: dict[str, Any], names: list[str]) -> Iterator[str]:
    for name in names:
        for requirement in project["optional-dependencies"][name]:
            own = re.fullmatch(rf"{project['name']}\[(.+)\]", requirement)
            if own:
                yield from extras(project, own[1].split(","))
            else:
                yield requirement


def pyproject() -> dict[str, Any]:
    # Not above: setup imports this file to tell a Python without tomllib that it is too old.
    import tomllib

    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def pinned(kind: str) -> dict[str, set[str]]:
    """The versions of each package; several where Pythons differ."""
    found: dict[str, set[str]] = {}
    for pin in PIN.finditer(file(kind).read_text() if file(kind).exists() else ""):
        found.setdefault(pin["name"], set()).add(pin["version"])
    return found


def compile_all(*, newest: bool = False) -> None:
    FOLDER.mkdir(exist_ok=True)
    # The others take the versions of the tests, so that one environment can hold them all.
    for kind in KINDS:
        compile_pins(kind, newest=newest)


def compile_pins(kind: str, *, newest: bool) -> None:
    floor = pyproject()["project"]["requires-python"].removeprefix(">=")
    command = [sys.executable, "-m", "uv", "pip", "compile", "-", "-o", str(file(kind))]
    command += ["--quiet", "--universal", "--python-version", floor, "--generate-hashes"]
    command += ["--no-annotate", "--custom-compile-command", "make pins", "--no-config"]
    command += ["--system-certs", "--no-python-downloads"]
    if kind != "test":
        command += ["--constraint", str(file("test"))]
    if newest:
        command.append("--upgrade")
    requirements = "\n".join(wanted(kind))
    if subprocess.run(command, cwd=ROOT, input=requirements, text=True, check=False).returncode:
        sys.exit(f"STOPPED: {file(kind).relative_to(ROOT)} could not be worked out.")


def npm_versions() -> dict[str, set[str]]:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    found: dict[str, set[str]] = {}
    for path, package in packages.items():
        if path:
            name = path.rpartition("node_modules/")[2]
            found.setdefault(name, set()).add(package["version"])
    return found


def newest_npm() -> None:
    """Move package.json and its lock, or leave both as they are and stop."""
    found = node.find()
    if found is None:
        sys.exit("STOPPED: there is no node; `make test` installs one.")
    quiet = ["--ignore-scripts", "--loglevel=error"]
    # Elsewhere: beside a lock or node_modules npm keeps what is there already.
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        for part in (".npmrc", "package.json"):
            shutil.copy(ROOT / part, folder)
        latest = [f"{name}@latest" for name in npm_names(folder)]
        try:
            found.run_npm("install", "-DE", "--package-lock-only", *quiet, *latest, cwd=folder)
            # npm also writes locks that it refuses to install.
            found.run_npm("ci", "--dry-run", *quiet, cwd=folder, quiet=True)
        except subprocess.CalledProcessError:
            sys.exit(
                "STOPPED: npm could not work out a lock of its newest packages. What it said "
                "is above; package.json and package-lock.json are as they were. A package that "
                'is at fault is held back by "overrides" in package.json.'
            )
        for part in ("package.json", "package-lock.json"):
            shutil.copy(folder / part, ROOT)


def npm_names(folder: Path) -> list[str]:
    return list(json.loads((folder / "package.json").read_text())["devDependencies"])


def differences(before: dict[str, set[str]], after: dict[str, set[str]]) -> Iterator[str]:
    def words(versions: set[str]) -> str:
        return ", ".join(sorted(versions)) or "–"

    for name in sorted({*before, *after}):
        was, now = before.get(name, set()), after.get(name, set())
        if was != now:
            yield f"{name} {words(was)} → {words(now)}"


def everything() -> dict[str, dict[str, set[str]]]:
    python: dict[str, set[str]] = {}
    for kind in KINDS:
        for name, versions in pinned(kind).items():
            python.setdefault(name, set()).update(versions)
    return {"Python": python, "npm": npm_versions()}


def tell(before: dict[str, dict[str, set[str]]], language: str) -> None:
    lines = list(differences(before[language], everything()[language]))
    print(f"{language}: {len(lines) or 'nothing'} changed")
    print("".join(f"  {line}\n" for line in lines), end="", flush=True)


def main(arguments: list[str]) -> None:
    newest = "--newest" in arguments
    before = everything()
    compile_all(newest=newest)
    tell(before, "Python")
    if newest:
        newest_npm()
        tell(before, "npm")
        print("Now `make test`. Back again: git checkout requirements package.json", end=" ")
        print("package-lock.json")


if __name__ == "__main__":
    main(sys.argv[1:])
