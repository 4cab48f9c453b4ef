"""A notebook open in a real marimo, which puts each widget into a shadow root."""

from __future__ import annotations

import textwrap
from pathlib import Path

from playwright.sync_api import Page

from browser.host import Host
from browser.mailbox import Mailbox
from browser.servers import APP

NOTEBOOK = """
import marimo

app = marimo.App()


@app.cell
def _():
    import sys
    sys.path.insert(0, {tests!r})
    from browser.mailbox import serve
    serve({mailbox!r}, globals())
{code}
    return


if __name__ == "__main__":
    app.run()
"""
TESTS = Path(__file__).resolve().parents[1]


class Marimo(Host):
    def open(self, cells: list[str]) -> Page:
        """Open a notebook with this code in one cell; marimo runs it for each visitor."""
        self.forget_kernel()
        self.name = self.next_name("")
        mailbox = self.server.root / f"{self.name}.sock"
        code = textwrap.indent("\n".join(cells), "    ")
        notebook = NOTEBOOK.format(tests=str(TESTS), mailbox=str(mailbox), code=code)
        (self.server.root / APP).write_text(notebook)
        self._mailbox = mailbox
        self.page.goto(self.server.url)
        self.page.locator("marimo-anywidget").locator(".cjw, .cjw-vega svg").first.wait_for()
        return self.page

    def connect(self) -> Mailbox:
        return Mailbox(self._mailbox)

    def outputs(self) -> str:
        return self.page.locator(".output-area").first.inner_text(timeout=1000)
