"""A notebook served as an application by a real Voila."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path

from playwright.sync_api import Page, expect

from browser.host import JupyterHost

WIDGETS = "[str(each) for each in __import__('ipywidgets').widgets.widget._instances.values()]"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


class Voila(JupyterHost):
    def open(self, cells: list[str], theme: str = "light") -> Page:
        """Serve a notebook with these code cells and wait until all have run and are on the page.

        Each call starts a kernel of its own, as each visitor of a Voila gets one.
        """
        return self.render(self.write(cells), theme)

    def example(self, name: str, theme: str = "light") -> Page:
        """Serve one of the examples."""
        self.forget_kernel()
        shutil.copy(EXAMPLES / name, self.server.root)
        return self.render(name, theme)

    def render(self, name: str, theme: str) -> Page:
        # The page loads when all cells have run: that takes as long as they do.
        url = f"{self.server.url}/voila/render/{name}?theme={theme}"
        self.page.goto(url)
        self.page.locator("#rendered_cells").wait_for()
        self._has_its_widgets()
        return self.page

    def _has_its_widgets(self) -> None:
        """Load a page once more that Voila has shown without the models of its widgets.

        It asks the kernel for them once, and when the machine is busy an answer may come to
        nothing: seen once in some thousand pages, with no widget of ours to blame.
        """
        waits = self.page.get_by_text("Loading widget...", exact=True)
        failed = self.page.get_by_text("Error displaying widget: model not found", exact=True)
        expect(waits).to_have_count(0)
        if failed.count():
            text = f"{self.watch.report()}\n{self.python(WIDGETS)}\n{self.server.log()[-5000:]}"
            warnings.warn(f"Voila lost the widgets of {self.page.url}:\n{text}", stacklevel=2)
            self.watch.console_errors.clear()
            self.watch.allow("voila/api/shutdown")  # Voila forbids itself to stop its old kernel
            self.forget_kernel()
            self.page.reload()
            expect(waits).to_have_count(0)
            expect(failed).to_have_count(0)

    def kernel_id(self) -> str:
        config = self.page.locator("#jupyter-config-data").text_content()
        return str(json.loads(config or "{}")["kernelId"])

    def outputs(self) -> str:
        return self.page.locator("#rendered_cells").inner_text(timeout=1000)

    def close(self) -> None:
        # Voila stops the kernel when its page is left.
        self.page.goto("about:blank")
        super().close()
