"""Kernels that start at once: forked from a process that has imported what kernels import.

Each is a process of its own, as any kernel is: it can be interrupted, restarted and killed.
`python forks.py SOCKET CONNECTION_FILE` is what a Jupyter server starts as the kernel; it lives as
long as the kernel does, and the kernel as long as it.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

INTERRUPT = b"i"


@functools.cache
def parent() -> str:
    """Start the process that kernels are forked from, once; return the path of its socket."""
    folder = tempfile.mkdtemp(prefix="cj-")
    path = f"{folder}/forks"
    process = subprocess.Popen(
        [sys.executable, "-c", f"from browser import forks; forks.serve({path!r})"],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    # It ends when its stdin does, so also when this process is killed.
    atexit.register(process.wait)
    atexit.register(process.communicate)
    return path


def kernelspec(folder: Path) -> None:
    """Write a kernel `python3` into a folder of kernels."""
    spec = {
        "argv": [sys.executable, "-I", "-S", __file__, parent(), "{connection_file}"],
        "display_name": "Python 3",
        "language": "python",
        "metadata": {"debugger": False},
    }
    (folder / "python3").mkdir(parents=True)
    (folder / "python3/kernel.json").write_text(json.dumps(spec))


def serve(path: str) -> None:
    """Fork a kernel for everyone who comes to the socket at `path`."""
    import ipykernel.kernelapp  # noqa: F401
    import pandas  # noqa: F401
    from altair.utils import schemapi

    import cjwidgets

    for module in pkgutil.walk_packages(cjwidgets.__path__, "cjwidgets."):
        with contextlib.suppress(ImportError):  # of what is not installed here
            importlib.import_module(module.name)
    # That charts are valid is tested in tests/charts, and costs more than to draw them.
    schemapi.DEBUG_MODE = False
    schemapi.SchemaBase.validate = lambda *_: None  # type: ignore[method-assign]
    # Memory that is not looked at stays shared.
    gc.collect()
    gc.freeze()
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # What a terminal's Ctrl+C interrupts is the tests, not this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        print("ready", flush=True)
        while True:
            connection, _ = listener.accept()
            line, outputs, _, _ = socket.recv_fds(connection, 1 << 20, 2)
            if line and os.fork() == 0:
                listener.close()
                for number, output in enumerate(outputs, 1):
                    os.dup2(output, number)
                _kernel(connection, json.loads(line))
            for output in outputs:
                os.close(output)
            connection.close()


def _end_with_stdin() -> None:
    sys.stdin.read()
    os._exit(0)


def _kernel(connection: socket.socket, request: dict[str, Any]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_obey, args=(connection,), daemon=True).start()
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    import ipywidgets
    from ipykernel.kernelapp import IPKernelApp

    try:
        app = IPKernelApp.instance()
        app.initialize(["-f", request["file"]])
        # It was imported before there was a shell to tell about its messages.
        ipywidgets.load_ipython_extension(app.shell)
        app.start()
    finally:
        os._exit(0)


def _obey(connection: socket.socket) -> None:
    while connection.recv(1) == INTERRUPT:
        os.kill(os.getpid(), signal.SIGINT)
    os._exit(0)


def _stand_in(path: str, file: str) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        signal.signal(signal.SIGINT, lambda *_: connection.send(INTERRUPT))
        request = {"file": file, "folder": os.getcwd(), "environment": dict(os.environ)}
        # With where it writes: the log of the server.
        socket.send_fds(connection, [json.dumps(request).encode()], [1, 2])
        connection.settimeout(1)
        server = os.getppid()
        while os.getppid() == server:
            try:
                connection.recv(1)
                return
            except TimeoutError:
                # A server that was killed tells nobody; its kernels must not outlive it.
                continue


if __name__ == "__main__":
    _stand_in(*sys.argv[1:])
