"""Build the browser bundles in src/cjwidgets/static when their sources are newer."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import node

ROOT = Path(__file__).resolve().parent.parent


class BuildError(Exception):
    """The bundles are missing or old and could not be built."""


def stale(root: Path = ROOT) -> bool:
    built = list((root / "src/cjwidgets/static").glob("*.js"))
    if not built:
        return True
    # Equal times are fresh: an sdist gives every file the same one.
    return max(map(_mtime, _sources(root))) > min(map(_mtime, built))


def build(root: Path = ROOT) -> None:
    """Build, or raise a BuildError that says what to do."""
    found = install_packages(root)
    try:
        found.run("js/build.mjs", cwd=root)
    except subprocess.CalledProcessError:
        raise BuildError(
            "Building the browser bundles failed; what esbuild said is above."
        ) from None


def install_packages(root: Path = ROOT) -> node.Node:
    """`npm ci`, unless node_modules already holds what the lock file says."""
    found = node.find()
    if found is None:
        wanted = ".".join(map(str, node.MINIMUM))
        raise BuildError(
            "The browser bundles in src/cjwidgets/static are missing or older than js/, and "
            f"there is no node >= {wanted} to build them. Install node, or: pip install "
            f"'{node.WHEEL}'"
        )
    lock = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    stamp = root / "node_modules/.cjwidgets-lock"
    if stamp.exists() and stamp.read_text() == lock:
        return found
    try:
        found.run_npm("ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=root)
    except subprocess.CalledProcessError:
        raise BuildError("`npm ci` failed; what it said is above.") from None
    stamp.write_text(lock)
    return found


def _sources(root: Path) -> Iterator[Path]:
    yield from (root / name for name in ("package.json", "package-lock.json", "js/build.mjs"))
    yield from (path for path in (root / "js/src").rglob("*.*") if ".test." not in path.name)
    yield from (root / "src/cjwidgets/locale").glob("*.json")


def _mtime(path: Path) -> float:
    return path.stat().st_mtime


if __name__ == "__main__":
    try:
        if "--packages" in sys.argv:
            install_packages()
        if stale():
            build()
    except BuildError as error:
        sys.exit(f"STOPPED: {error}")
