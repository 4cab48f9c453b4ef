"""A notebook open in a real Notebook 7: JupyterLab's parts in a shell of its own."""

from __future__ import annotations

from playwright.sync_api import Page

from browser.lab import Lab


class Notebook(Lab):
    def open(self, cells: list[str]) -> Page:
        # Notebook's own: it loads the settings of a plugin that it leaves out.
        self.watch.allow("reading 'schema'")
        return super().open(cells)

    def address(self, name: str) -> str:
        return f"{self.server.url}/notebooks/{name}"
