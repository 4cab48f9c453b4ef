"""A notebook served as an application by a real Voila."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from playwright.sync_api import Page

from browser.host import JupyterHost

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
        self.page.goto(url, timeout=60_000)
        self.page.locator("#rendered_cells").wait_for()
        return self.page

    def kernel_id(self) -> str:
        config = self.page.locator("#jupyter-config-data").text_content()
        return str(json.loads(config or "{}")["kernelId"])

    def outputs(self) -> str:
        return self.page.locator("#rendered_cells").inner_text(timeout=1000)

    def close(self) -> None:
        # Voila stops the kernel when its page is left.
        self.page.goto("about:blank")
        super().close()
