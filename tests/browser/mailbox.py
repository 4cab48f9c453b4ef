"""Python run inside a notebook whose server is no Jupyter: a thread there, a socket between."""

from __future__ import annotations

import ast
import json
import threading
import time
import traceback
from multiprocessing.connection import Client, Listener
from pathlib import Path
from typing import Any

from browser.kernels import PATIENCE, KernelError


def serve(path: str, namespace: dict[str, Any]) -> None:
    """Answer what comes to the socket at `path`; the first line of a notebook."""
    Path(path).unlink(missing_ok=True)
    listener = Listener(path, "AF_UNIX")
    threading.Thread(target=_answer, args=(listener, namespace), daemon=True).start()


def _answer(listener: Listener, namespace: dict[str, Any]) -> None:
    while True:
        with listener.accept() as connection:
            source = connection.recv()
            try:
                connection.send(("ok", json.dumps(_evaluate(source, namespace))))
            except Exception:
                connection.send(("error", traceback.format_exc()))


def _evaluate(source: str, namespace: dict[str, Any]) -> Any:
    *statements, last = ast.parse(source.strip()).body
    if not isinstance(last, ast.Expr):
        statements.append(last)
        last = ast.Expr(ast.Constant(None))
    exec("\n".join(map(ast.unparse, statements)), namespace)
    return eval(ast.unparse(last), namespace)


class Mailbox:
    """The other end; speaks as a `Kernel` does."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def python(self, source: str, timeout: float = PATIENCE) -> Any:
        deadline = time.monotonic() + timeout
        while not self._path.exists():
            if time.monotonic() > deadline:
                raise KernelError(f"The notebook did not start within {timeout:g} s")
            time.sleep(0.05)
        with Client(str(self._path), "AF_UNIX") as connection:
            connection.send(source)
            if not connection.poll(deadline - time.monotonic()):
                raise KernelError(f"The notebook did not answer within {timeout:g} s: {source}")
            status, answer = connection.recv()
        if status != "ok":
            raise KernelError(f"{answer}\n  in: {source}")
        return json.loads(answer)

    def close(self) -> None:
        self._path.unlink(missing_ok=True)
