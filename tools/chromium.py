"""Find a Chromium for the browser tests, or install one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tools import apt

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """A Chromium of the system; without one Playwright uses its own."""
    return next((path for path in map(shutil.which, NAMES) if path and _runs(path)), None)


def ensure() -> None:
    # Ubuntu's package is a shell around a snap, which does not run in containers.
    if find() or (not _ubuntu() and apt.install("chromium", "fonts-noto-cjk") and find()):
        return
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if apt.available():
        command.insert(-1, "--with-deps")
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True)


def _runs(path: str) -> bool:
    shown = subprocess.run([path, "--version"], capture_output=True, check=False)
    return shown.returncode == 0


def _ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=ubuntu" in release.read_text().splitlines()


if __name__ == "__main__":
    ensure()
