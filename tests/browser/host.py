"""What the tests can do in a Jupyter page, whichever server it came from."""

from __future__ import annotations

import itertools
import json
import time
import urllib.request
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Literal

import nbformat
from playwright.sync_api import BrowserContext, Locator, Page

from browser.kernels import PATIENCE, Kernel
from browser.mailbox import Mailbox
from browser.readable import unreadable
from browser.servers import Server
from browser.watch import Watch

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")

_numbers = itertools.count(1)


class Host(ABC):
    """A page with a notebook in it, and the kernel behind that page."""

    def __init__(self, server: Server, context: BrowserContext, images: Path) -> None:
        self.server = server
        self.context = context
        self.watch = Watch(context)
        self.page = context.new_page()
        # Leaving a page with unsaved changes asks; a question nobody answers hangs the test.
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.name = ""
        self._images = images
        self._kernel: Kernel | Mailbox | None = None

    def write(self, cells: list[str]) -> str:
        """Write a notebook with these code cells and return its file name."""
        self.forget_kernel()
        self.name = self.next_name(".ipynb")
        self.blank(self.server.root / self.name, cells)
        return self.name

    @staticmethod
    def blank(path: Path, cells: list[str]) -> None:
        """Write a notebook that has not run."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in cells],
            metadata={
                "kernelspec": {
                    "name": "python3",
                    "display_name": "Python 3",
                    "language": "python",
                }
            },
        )
        nbformat.write(notebook, path)

    @staticmethod
    def next_name(suffix: str) -> str:
        return f"test-{next(_numbers)}{suffix}"

    @abstractmethod
    def open(self, cells: list[str]) -> Page:
        """Show a notebook with these code cells, and return its page."""

    @abstractmethod
    def connect(self) -> Kernel | Mailbox:
        """Return the way to the kernel behind the page."""

    def python(self, source: str, timeout: float = PATIENCE) -> Any:
        """Run Python in the notebook's kernel; the last expression's value comes back as JSON."""
        if self._kernel is None:
            self._kernel = self.connect()
        return self._kernel.python(source, timeout)

    def until(self, source: str, value: Any, timeout: float = PATIENCE) -> None:
        """Wait until Python `source` has this value: what the browser sends takes a moment."""
        deadline = time.monotonic() + timeout
        while (found := self.python(source)) != value:
            if time.monotonic() > deadline:
                raise AssertionError(f"after {timeout:g} s {source} is {found!r}, not {value!r}")
            # Not time.sleep: the page's events must go on being handled.
            self.page.wait_for_timeout(30)

    def viewport(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self, locator: Locator, name: str) -> Path:
        """Take a picture of one element, on which a person can read everything."""
        faults = unreadable(locator)
        assert faults == [], "\n".join(map(str, faults))
        path = self._images / f"{name}.png"
        locator.screenshot(path=path, animations="disabled", caret="hide")
        return path

    def outputs(self) -> str:
        """What the cells show, as text: for the report of a failed test."""
        return ""

    def forget_kernel(self) -> None:
        if self._kernel is not None:
            self._kernel.close()
            self._kernel = None

    def close(self) -> None:
        self.forget_kernel()
        self.context.close()


class JupyterHost(Host):
    """A host whose kernels leave the files of a Jupyter server."""

    @abstractmethod
    def kernel_id(self) -> str: ...

    def connect(self) -> Kernel:
        [connection] = self.server.runtime.rglob(f"kernel-{self.kernel_id()}.json")
        return Kernel.connect(connection)

    def end_sessions(self) -> None:
        """Stop every kernel: those left running would fill the memory in a long run."""
        for session in self.api("GET", "sessions"):
            self.api("DELETE", f"sessions/{session['id']}")

    def api(self, method: str, path: str, body: object = None) -> Any:
        """Ask the Jupyter server."""
        headers = {"Authorization": f"token {self.server.token}"}
        url = f"{self.server.url}/api/{path}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or "null")
