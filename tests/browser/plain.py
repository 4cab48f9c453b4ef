"""A plain page with the outputs of a kernel's cells: all of the widgets, nothing of JupyterLab."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import anywidget
from playwright.sync_api import Locator, Page

from browser.host import JupyterHost, Theme
from browser.scripts import bundle

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Plain</title>
<link rel="stylesheet" href="plain.css">
<body data-jp-theme-light="true"><main></main></body>
<script src="plain.js"></script>
<script src="anywidget.js"></script>"""


def build(folder: Path) -> None:
    """Bundle the page's scripts into a folder."""
    bundle(["plain.ts", "plain.css"], folder)
    (folder / "index.html").write_text(PAGE)
    script = Path(anywidget.__file__).parent / "nbextension/index.js"
    (folder / "anywidget.js").write_text(script.read_text())


class Plain(JupyterHost):
    """Cells run in a kernel of a real Jupyter server; their outputs stand below each other."""

    def open(self, cells: list[str]) -> Page:
        self.forget_kernel()
        self.name = self.next_name(".ipynb")
        self._cells = cells
        self._outputs: dict[int, Any] = {}
        # A session, as a notebook has one: cjwidgets asks whether somebody can see what it shows.
        session = {"path": self.name, "name": self.name, "type": "notebook"}
        self._session = self.api("POST", "sessions", session | {"kernel": {"name": "python3"}})
        self._show(self.page)
        return self.page

    def _show(self, page: Page) -> None:
        if not (self.server.static / "plain").exists():
            build(self.server.static / "plain")
        page.goto(f"{self.server.url}/static/plain/index.html")
        self._connect(page)

    def _connect(self, page: Page) -> None:
        page.evaluate(
            "([id, url, token]) => window.plain.connect(id, url, token)",
            [self.kernel_id(), f"{self.server.url}/", self.server.token],
        )
        for index, outputs in self._outputs.items():
            page.evaluate("([index, each]) => window.plain.again(index, each)", [index, outputs])

    def second_tab(self) -> Page:
        """The same cells' outputs, with the same kernel, in another tab."""
        page = self.context.new_page()
        self._show(page)
        return page

    def reload(self) -> None:
        """Load the page again; the kernel stays."""
        self.page.reload()
        self._connect(self.page)

    def run(self, index: int) -> Locator:
        """Run a cell, wait until it is done, and return its output; raise if the cell raised."""
        arguments = [index, self._cells[index]]
        outputs = self.page.evaluate("([index, code]) => window.plain.run(index, code)", arguments)
        self._outputs[index] = outputs
        for output in outputs:
            if output["header"]["msg_type"] == "error":
                trace = "\n".join(output["content"]["traceback"])
                raise AssertionError(f"cell {index} raised:\n{trace}")
        return self.output(index)

    def run_all(self) -> None:
        for index in range(len(self._cells)):
            self.run(index)

    def output(self, index: int) -> Locator:
        return self.page.locator("main > section").nth(index)

    def kernel_id(self) -> str:
        return str(self._session["kernel"]["id"])

    def restart_kernel(self) -> None:
        self.forget_kernel()
        self.page.evaluate("window.plain.kernel().restart()")

    def kill_kernel(self) -> None:
        """Kill the kernel's process; the server starts another."""
        os.kill(self.python("import os; os.getpid()"), signal.SIGKILL)
        self.forget_kernel()

    def shutdown_kernel(self) -> None:
        """Shut the kernel down; no other takes its place."""
        self.page.evaluate("window.plain.kernel().shutdown()")
        self.forget_kernel()

    def theme(self, name: Theme) -> None:
        script = "(light) => document.body.setAttribute('data-jp-theme-light', light)"
        self.page.evaluate(script, str(name == "light").lower())

    def close(self) -> None:
        super().close()
        self.end_sessions()
