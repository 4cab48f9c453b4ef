"""Open the first example in JupyterLab."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
NOTEBOOK = "01_first_map.ipynb"


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("--port", default="")
    parser.add_argument("--browser", default="")
    options = parser.parse_args()
    port = int(options.port) if options.port else free_port(8888)
    token = secrets.token_hex(16)
    command = [
        sys.executable,
        # JupyterLab's own use of an old setting is nothing the reader can mend.
        "-W",
        "ignore::DeprecationWarning:traitlets.traitlets",
        "-m",
        "jupyterlab",
        str(EXAMPLES / NOTEBOOK),
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        "--LabApp.log_level=WARN",
        "--ServerApp.log_level=WARN",
    ]
    if options.browser == "none":
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    print(f"\nJupyterLab: http://localhost:{port}/lab/tree/{NOTEBOOK}?token={token}")
    print("Stop it with Ctrl+C.\n", flush=True)
    # The kernel must be this environment's, whatever kernels the user has besides.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ["JUPYTER_TOKEN"] = token
    os.execv(sys.executable, command)


def free_port(first: int) -> int:
    for port in range(first, first + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return 0


if __name__ == "__main__":
    main()
