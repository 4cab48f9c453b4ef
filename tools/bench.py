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
# Each in an environment of its own: their pins quarrel with each other and with ours.
PEERS_OWN = {
    "retentioneering": ["retentioneering>=5", "pyarrow>=15"],
    "pm4py": ["pm4py>=2.7", "pyarrow>=15"],
}
HOST = ["jupyterlab>=4.4"]


def main() -> None:
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
    install = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    # The dependencies of cjwidgets without itself: the benchmarks use the one at hand.
    done = subprocess.run([*install, *dependencies(), *HOST, *PEERS], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit("STOPPED: the peers could not be installed into .bench.")

    for peer, packages in PEERS_OWN.items():
        own = peer_python(peer)
        if not own.exists():
            home = own.parent.parent
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        install[0] = str(own)
        if subprocess.run([*install, *packages], cwd=ROOT, check=False).returncode:
            sys.exit(f"STOPPED: {peer} could not be installed into {own.parent.parent}.")


def peer_python(peer: str) -> Path:
    return ENVIRONMENT / "peers" / peer / "bin/python"


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return list(project["dependencies"])


if __name__ == "__main__":
    main()
