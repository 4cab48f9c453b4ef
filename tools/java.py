"""Find a Java for PySpark's tests, or install one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools import apt

MINIMUM = 17  # what Spark 4 runs on
# Debian 12 has 17, Debian 13 has 21; the default of an older Ubuntu is too old.
PACKAGES = ("openjdk-21-jre-headless", "openjdk-17-jre-headless", "default-jre-headless")


def find() -> str | None:
    """A Java new enough: where JAVA_HOME says, as Spark looks there first, or on the path."""
    home = os.environ.get("JAVA_HOME")
    path = str(Path(home) / "bin/java") if home else shutil.which("java")
    return path if path and version(path) >= MINIMUM else None


def version(java: str) -> int:
    try:
        shown = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    found = re.search(r'version "(\d+)', shown.stderr)
    return int(found[1]) if found else 0


def ensure() -> None:
    if find() or any(apt.install(package) and find() for package in PACKAGES):
        return
    raise SystemExit(
        f"STOPPED: PySpark's tests need Java {MINIMUM} or newer. Install a headless JRE "
        "(on Debian: apt install default-jre-headless) or set JAVA_HOME."
    )


if __name__ == "__main__":
    ensure()
