"""Make .bench ready: what the benchmarks compare with, apart from what the tests run in."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".bench"
PYTHON = ENVIRONMENT / "bin/python"
PEERS = ["ipydatagrid>=1.4"]
HOST = ["jupyterlab>=4.4"]


def main() -> None:
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
    install = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    # The dependencies of cjwidgets without itself: the benchmarks use the one at hand.
    done = subprocess.run([*install, *dependencies(), *HOST, *PEERS], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit("STOPPED: the peers could not be installed into .bench.")


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return list(project["dependencies"])


if __name__ == "__main__":
    main()
