"""Evaluate Python in a kernel that a browser page is using, whoever started it."""

from __future__ import annotations

import ast
import json
import time
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.session import Session

PATIENCE = 60.0
"""Seconds that what must come may take on a busy machine; what comes at once costs nothing."""


class KernelError(AssertionError):
    """What was evaluated raised in the kernel, or the kernel did not answer."""


class Kernel:
    """A second client of a running kernel.

    It speaks plain ZeroMQ: jupyter_client's own clients need an event loop, and Playwright's is
    already running in the thread of the tests.
    """

    def __init__(self, connection_file: Path) -> None:
        info = json.loads(connection_file.read_text())
        self._session = Session(key=info["key"].encode(), signature_scheme=info["signature_scheme"])
        self._socket: zmq.Socket[bytes] = zmq.Context.instance().socket(zmq.DEALER)
        self._socket.setsockopt(zmq.LINGER, 0)
        self._socket.setsockopt(zmq.IDENTITY, self._session.bsession)
        self._socket.connect(f"{info['transport']}://{info['ip']}:{info['shell_port']}")

    def close(self) -> None:
        self._socket.close()

    @classmethod
    def connect(cls, connection_file: Path, timeout: float = PATIENCE) -> Kernel:
        """Connect to a kernel that may be starting: its file changes until it is alive."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            kernel = cls(connection_file)
            try:
                kernel.python("None", timeout=1)
                return kernel
            except KernelError:
                kernel.close()
        raise KernelError(f"The kernel of {connection_file.name} did not answer in {timeout:g} s")

    def python(self, source: str, timeout: float = PATIENCE) -> Any:
        """Run `source`; if its last line is an expression, its value comes back as JSON."""
        *statements, last = ast.parse(source.strip()).body
        if isinstance(last, ast.Expr):
            value = f"__import__('json').dumps({ast.unparse(last)})"
        else:
            statements.append(last)
            value = "'null'"
        reply = self._execute("\n".join(map(ast.unparse, statements)), value, timeout)
        _raise_if_error(reply, source)
        answer = reply["user_expressions"]["value"]
        _raise_if_error(answer, source)
        return json.loads(ast.literal_eval(answer["data"]["text/plain"]))

    def _execute(self, code: str, value: str, timeout: float) -> dict[str, Any]:
        content = {
            "code": code or "pass",
            # Not silent: hooks that run after a cell must run after this as well.
            "silent": False,
            "store_history": False,
            "user_expressions": {"value": value},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        request = self._session.msg("execute_request", content)
        self._session.send(self._socket, request)
        wanted = request["header"]["msg_id"]
        deadline = time.monotonic() + timeout
        while (left := deadline - time.monotonic()) > 0:
            if not self._socket.poll(int(left * 1000) + 1):
                break
            _, reply = self._session.recv(self._socket)
            if reply and reply["parent_header"].get("msg_id") == wanted:
                return dict(reply["content"])
        raise KernelError(f"The kernel did not answer within {timeout:g} s: {code or value}")


def _raise_if_error(reply: dict[str, Any], source: str) -> None:
    if reply["status"] != "ok":
        raise KernelError(f"{reply.get('ename')}: {reply.get('evalue')}\n  in: {source}")
