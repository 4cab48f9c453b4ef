"""A notebook open in a real JupyterLab."""

from __future__ import annotations

import os
import re
import signal
from typing import Any

from playwright.sync_api import Locator, Page

from browser.host import JupyterHost, Theme
from browser.kernels import PATIENCE

# JupyterLab says "idle" before its socket is open, and a cell run then is lost.
READY = """async (seconds) => {
  const deadline = Date.now() + 1000 * seconds;
  const until = async (what, find) => {
    for (;;) {
      const found = find();
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`JupyterLab has no ${what} after ${seconds} s`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  const app = await until("application", () => window.jupyterapp);
  const panel = await until("notebook", () => {
    const widget = app.shell.currentWidget;
    return widget?.sessionContext?.isReady && widget.context.isReady && widget;
  });
  // On a busy machine Lab drops a new session that a list it asked for earlier does not hold.
  const context = panel.sessionContext;
  let again;
  await until("kernel", () => {
    if (!context.session) again ??= context.changeKernel({ name: "python3" });
    return context.session?.kernel?.connectionStatus === "connected";
  });
  window.panel = panel;
}"""

RUN = """async (index) => {
  window.panel.content.activeCellIndex = index;
  await window.jupyterapp.commands.execute("notebook:run-cell");
}"""

OUTPUTS = "window.panel.content.widgets.map((cell) => cell.model.outputs?.toJSON() ?? [])"


class Lab(JupyterHost):
    def open(self, cells: list[str]) -> Page:
        """Open a notebook with these code cells, wait for its kernel, run nothing."""
        name = self.write(cells)
        self.page.goto(f"{self.address(name)}?token={self.server.token}", wait_until="commit")
        self.ready()
        return self.page

    def ready(self, page: Page | None = None) -> None:
        """Wait until the open notebook has its kernel."""
        (page or self.page).evaluate(READY, PATIENCE)

    def address(self, name: str) -> str:
        # A workspace of its own, or Lab would open the last test's notebooks too.
        workspace = name.removesuffix(".ipynb")
        return f"{self.server.url}/lab/workspaces/{workspace}/tree/{name}"

    def second_tab(self) -> Page:
        """The same notebook, with the same kernel, in another tab."""
        page = self.context.new_page()
        workspace = f"second-{self.name}".removesuffix(".ipynb")
        page.goto(f"{self.server.url}/lab/workspaces/{workspace}/tree/{self.name}")
        self.ready(page)
        return page

    def run(self, index: int) -> Locator:
        """Run a cell, wait until it is done, and return its output; raise if the cell raised."""
        self.page.evaluate(RUN, index)
        for output in self.page.evaluate(OUTPUTS)[index]:
            if output["output_type"] == "error":
                raise AssertionError(f"cell {index} raised:\n{_text(output)}")
        return self.output(index)

    def run_all(self) -> None:
        for index in range(self.cell_count()):
            self.run(index)

    def output(self, index: int) -> Locator:
        """The output area of a cell."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index).locator(".jp-OutputArea")

    def cell_count(self) -> int:
        return int(self.page.evaluate("window.panel.content.widgets.length"))

    def command(self, name: str, **arguments: Any) -> None:
        """Run one of JupyterLab's own commands."""
        self.page.evaluate(
            "([name, args]) => window.jupyterapp.commands.execute(name, args).then(() => null)",
            [name, arguments],
        )

    def save(self) -> None:
        self.command("docmanager:save")

    def reload(self) -> None:
        """Load the page again; the kernel stays."""
        self.page.reload(wait_until="commit")
        self.ready()

    def kernel_id(self) -> str:
        return str(self.page.evaluate("window.panel.sessionContext.session.kernel.id"))

    def restart_kernel(self) -> None:
        """Restart the kernel as the menu does, without its question."""
        self.forget_kernel()
        self.page.evaluate("window.panel.sessionContext.session.kernel.restart()")
        self.ready()

    def kill_kernel(self) -> None:
        """Kill the kernel's process as the system does when memory is short. Lab starts another."""
        os.kill(self.python("import os; os.getpid()"), signal.SIGKILL)
        self.forget_kernel()

    def shutdown_kernel(self) -> None:
        """Shut the kernel down; no other takes its place."""
        self.page.evaluate("window.panel.sessionContext.shutdown()")
        self.forget_kernel()

    def theme(self, name: Theme) -> None:
        theme = f"JupyterLab {name.title()}"
        self.command("apputils:change-theme", theme=theme)
        self.page.locator(f'body[data-jp-theme-name="{theme}"]').wait_for(state="attached")

    def collapse_sidebars(self) -> None:
        self.page.evaluate(
            "() => { const { shell } = window.jupyterapp;"
            " shell.collapseLeft(); shell.collapseRight(); }"
        )

    def outputs(self) -> str:
        cells = self.page.evaluate(f"window.panel ? {OUTPUTS} : []")
        return "\n".join(
            f"cell {index}: {_text(output)}"
            for index, outputs in enumerate(cells)
            for output in outputs
        )

    def close(self) -> None:
        super().close()
        self.server.reset_settings()
        self.end_sessions()


def _text(output: dict[str, Any]) -> str:
    if output["output_type"] == "error":
        text = "\n".join(output["traceback"])
    elif output["output_type"] == "stream":
        text = output["text"]
    else:
        text = str(output.get("data", {}).get("text/plain", ""))
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
