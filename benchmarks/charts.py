"""Live charts in JupyterLab: ours, and those of `alt.JupyterChart` without a network."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from browser.lab import Lab
from browser.servers import Server

ROOT = Path(__file__).resolve().parent.parent
PROBES = (ROOT / "benchmarks/probes.js").read_text()
ARRIVALS = (ROOT / "benchmarks/arrivals.js").read_text()
RUN = "() => window.jupyterapp.commands.execute('notebook:run-cell')"
SAVE_WIDGETS = "@jupyter-widgets/jupyterlab-manager:saveWidgetState"
CHARTS, MOUNTS, UPDATES, LONGEST = 5, 3, 15, 60_000
TARGETS = {
    "each_more_bytes": "<= 60,000",
    "update_frames": "<= 2",
}
PREPARE = """
import altair as alt, cjwidgets as cj
cj.charts  # from now on charts are shown by its renderer
jm = cj.datasets.mattress_map()
def chart(number):
    return cj.charts.emotion(jm).properties(description=f"chart {number}")
def edit(number):
    jm.touchpoints[0].set_emotion(number % 3 - 1, jm.personas[0])
"""


@dataclass(frozen=True)
class Shown:
    """A way to show a chart of Altair. The code runs in a notebook."""

    name: str
    prepare: str
    show: str
    view: str
    """What is updated, called ``view``."""
    update: str


SHOWN = (
    Shown(
        name="charts",
        prepare=PREPARE,
        show="chart({number})",
        view="view = cj.ChartView(chart(0))\nview",
        update="view.update(chart(0))",
    ),
    Shown(
        name="alt.JupyterChart",
        prepare=f"{PREPARE}\nalt.JupyterChart.enable_offline()\noptions = {{'renderer': 'svg'}}",
        show="alt.JupyterChart(chart({number}), embed_options=options)",
        view="view = alt.JupyterChart(chart(0), embed_options=options)\nview",
        update="view.chart = chart(0)",
    ),
)


class Bench:
    """One way of showing, in one notebook."""

    def __init__(self, lab: Lab, shown: Shown) -> None:
        self.lab = lab
        self.shown = shown

    def open(self) -> None:
        shows = [self.shown.show.format(number=number) for number in range(1, CHARTS + 1)]
        self.lab.context.add_init_script(ARRIVALS)
        page = self.lab.open([self.shown.prepare, *shows, self.shown.view])
        page.evaluate(PROBES)
        self.lab.run(0)

    def draw(self, number: int) -> float:
        """Run a cell; milliseconds until its chart is painted."""
        page = self.lab.page
        page.evaluate("(cell) => { window.panel.content.activeCellIndex = cell; }", number)
        took = page.evaluate(
            f"([selector, timeout]) => window.probe.mount({RUN}, selector, timeout)",
            [marks(number), LONGEST],
        )
        if took is None:
            raise ValueError(f"chart {number} is not drawn within {LONGEST} ms")
        page.wait_for_timeout(500)
        return float(took)

    def saved(self) -> int:
        self.lab.save()
        return (self.lab.server.root / self.lab.name).stat().st_size

    def save_widgets(self, wanted: bool) -> None:
        toggled = f"window.jupyterapp.commands.isToggled({SAVE_WIDGETS!r})"
        if self.lab.page.evaluate(toggled) is not wanted:
            self.lab.command(SAVE_WIDGETS)
            self.lab.page.wait_for_function(f"{toggled} === {str(wanted).lower()}")

    def five(self, with_widgets: bool) -> dict[str, float]:
        """Five charts, each in its cell: how long they take, and what the notebook keeps."""
        self.save_widgets(with_widgets)
        empty = self.saved()
        times = [self.draw(1)]
        one = self.saved()
        times += [self.draw(number) for number in range(2, CHARTS + 1)]
        five = self.saved()
        what = "_with_widgets" if with_widgets else ""
        return {
            "first_chart": times[0],
            "fifth_chart": times[-1],
            f"saved_1{what}_bytes": one - empty,
            f"saved_5{what}_bytes": five - empty,
            f"each_more{what}_bytes": (five - one) // (CHARTS - 1),
        }

    def update(self) -> dict[str, Any]:
        """From the arrival of an edit in the browser to the frame that shows it."""
        page = self.lab.page
        self.lab.run(CHARTS + 1)
        page.locator(marks(0)).first.wait_for(state="attached")
        found = []
        for number in range(UPDATES):
            page.wait_for_timeout(400)
            page.evaluate(
                "(marks) => { window.redrawn = null;"
                " window.arrivals.redrawn(marks).then((found) => { window.redrawn = found; }); }",
                marks(0),
            )
            self.lab.python(f"edit({number})\n{self.shown.update}")
            found.append(page.wait_for_function("window.redrawn").json_value())
        return {
            "update_frames": statistics.median(each["frames"] for each in found),
            "update_frames_worst": max(each["frames"] for each in found),
            "update": statistics.median(each["ms"] for each in found),
        }


def marks(number: int) -> str:
    return f'[aria-label="chart {number}"] .role-mark path'


def measure(browser: Browser, server: Server, shown: Shown) -> dict[str, Any]:
    """Each time in a new page with a new kernel; times are medians."""
    rounds: list[dict[str, float]] = []
    result: dict[str, Any] = {}
    for number in range(MOUNTS):
        context = browser.new_context(viewport={"width": 1600, "height": 1000})
        context.set_default_timeout(LONGEST)
        lab = Lab(server, context, ROOT)
        bench = Bench(lab, shown)
        try:
            bench.open()
            rounds.append(bench.five(with_widgets=number % 2 == 1))
            if number == MOUNTS - 1:
                result = bench.update()
        finally:
            lab.close()
    for name in {name: None for each in rounds for name in each}:
        result[name] = statistics.median(each[name] for each in rounds if name in each)
    return result
