"""Find a Chromium for the browser tests, or install one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tools import apt

# The same engine without a window around pages: a page opens in half the time, and nothing else
# differs for what is in it.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """A Chromium of the system; without one Playwright uses its own."""
    return next((path for path in map(shutil.which, NAMES) if path and _runs(path)), None)


def ensure() -> None:
    found = find()
    if found and Path(found).name == SHELL:
        return
    # Ubuntu's packages are shells around a snap, which does not run in containers.
    if not _ubuntu() and apt.install(SHELL, "fonts-noto-cjk") and find():
        return
    if found or (not _ubuntu() and apt.install("chromium", "fonts-noto-cjk") and find()):
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
