"""Make .venv ready for `make demo` or `make test`. Needs nothing but Python and, at times, apt."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from tools import apt, node, pins

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
# JupyterLab's question about news covers a corner of the screen, and its answer asks the network.
QUIET = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
}


def main(kind: str) -> None:
    make_venv()
    if node.on_path() is None:
        pip_install_pins("node")
    bundles = ["tools.bundles", "--packages"] if kind == "test" else ["tools.bundles"]
    # Each waits for the network, or works on one core.
    with ThreadPoolExecutor(1) as beside:
        install(kind, beside.submit(run_python, "-m", *bundles))
    if kind == "test":
        run_python("-m", "tools.chromium")
        run_python("-m", "tools.java")


def make_venv() -> None:
    if works(PYTHON):
        return
    say("making .venv")
    if create_venv():
        return
    # Debian keeps what makes an environment in a package of its own.
    exact = "python{}.{}-venv".format(*sys.version_info[:2])
    if (apt.install("python3-venv", exact) or apt.install("python3-venv")) and create_venv():
        return
    stop("python -m venv does not work here. Install it (on Debian: apt install python3-venv).")


def create_venv() -> bool:
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


def install(kind: str, bundles: Future[None]) -> None:
    """Install cjwidgets with what this kind needs, unless that is what .venv holds."""
    wanted = fingerprint()
    stamps = [VENV / "cjwidgets-test.stamp", VENV / f"cjwidgets-{kind}.stamp"]
    if any(stamp.exists() and stamp.read_text() == wanted for stamp in stamps):
        bundles.result()
        return
    say("installing cjwidgets and what it needs")
    # What builds packages is pinned too: an isolated build would fetch its newest.
    pip_install_pins("build")
    pip_install_pins(kind)
    bundles.result()
    pip_install("--no-deps", "--no-build-isolation", "--editable", ".")
    overrides = VENV / "share/jupyter/lab/settings/overrides.json"
    overrides.parent.mkdir(parents=True, exist_ok=True)
    overrides.write_text(json.dumps(QUIET))
    stamps[-1].write_text(wanted)


def fingerprint() -> str:
    files = [ROOT / "pyproject.toml"]
    files += sorted(pins.FOLDER.glob("*.txt")) + sorted((ROOT / "share").rglob("*.*"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def works(python: Path) -> bool:
    if not python.exists():
        return False
    # An environment whose Python was upgraded or taken away still has its files.
    return (
        subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True).returncode == 0
    )


def pip_install_pins(kind: str) -> None:
    # Python compiles what is used, when it is; all of it would take a third of the time.
    pip_install(
        "--no-compile", "--require-hashes", "--no-build-isolation", "-r", str(pins.file(kind))
    )


def pip_install(*arguments: str) -> None:
    run_python("-m", "pip", "install", "-qq", "--disable-pip-version-check", *arguments)


def run_python(*arguments: str) -> None:
    done = subprocess.run(
        [str(PYTHON), *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        stop(f"`python {' '.join(arguments)}` failed.")


def say(text: str) -> None:
    print(f"[setup] {text}", flush=True)


def stop(text: str) -> None:
    sys.exit(f"STOPPED: {text}")


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - whatever `python3` is runs this file
        stop("cjwidgets needs Python 3.11 or newer. Name one: make demo PYTHON=python3.12")
    main(sys.argv[1])
