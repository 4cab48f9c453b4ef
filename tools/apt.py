"""Install Debian packages, where there is an apt to do it."""

from __future__ import annotations

import os
import shutil
import subprocess


def available() -> bool:
    return shutil.which("apt-get") is not None and (_root() or shutil.which("sudo") is not None)


def install(*packages: str) -> bool:
    """True if apt-get installed them all."""
    if not available():
        return False
    print(f"apt-get install {' '.join(packages)}", flush=True)
    # Without the index of a fresh machine nothing is found; with an old one most is.
    _apt("update", "-qq")
    return _apt("install", "-y", "-qq", "--no-install-recommends", *packages)


def _apt(*arguments: str) -> bool:
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *arguments]
    if not _root():
        command.insert(0, "sudo")
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def _root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
