"""What a saved notebook keeps of its charts, in bytes, and what shows them without a kernel."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import nbformat
from playwright.sync_api import Locator, expect

from browser.lab import Lab
from browser.test_every_chart import DRAW
from browser.watch import Watch
from cjwidgets.bundle import bundle

NAMES = ("emotion", "drop_off", "dwell", "transitions", "flow")
CELLS = [DRAW, *(f"gallery.drawn({name!r}, gallery.journey())" for name in NAMES)]
SAVE_WIDGETS = "@jupyter-widgets/jupyterlab-manager:saveWidgetState"
TRUSTED = "window.panel.content.widgets.map((cell) => cell.model.trusted)"
# What every page of nbconvert asks for, charts or not.
NBCONVERT = (
    r"cdnjs\.cloudflare\.com/ajax/libs/(require\.js|mathjax)/",
    r"unpkg\.com/@jupyter-widgets/html-manager",
)
SIZES = "all => all.map(img => [img.naturalWidth, img.checkVisibility()])"


def strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from strings(each)


def saved(lab: Lab) -> str:
    lab.save()
    return (lab.server.root / lab.name).read_text()


def drawn_and_saved(lab: Lab) -> list[int]:
    """Run the cells, and save after each: how many bytes each chart adds to the file."""
    lab.run(0)
    sizes = [len(saved(lab).encode())]
    for index in range(1, len(CELLS)):
        lab.run(index).locator(".cjw-vega svg").wait_for()
        sizes.append(len(saved(lab).encode()))
    return [after - before for before, after in pairwise(sizes)]


def vegas(lab: Lab) -> int:
    """How often Vega is in the notebook."""
    start = bundle("vega.js")[:1000]
    return sum(start in each for each in strings(json.loads(saved(lab))))


def pictures(place: Locator) -> Locator:
    return place.locator("img.cjw-still")


def are_seen(stills: Locator, count: int) -> None:
    expect(stills).to_have_count(count)
    stills.last.evaluate("img => img.decode()")
    for width, visible in stills.evaluate_all(SIZES):
        assert width > 100
        assert visible


def without_widgets(lab: Lab) -> None:
    """Pictures in sight, nothing alive, no word of a missing widget."""
    are_seen(pictures(lab.page.locator(".jp-Notebook")), len(NAMES))
    expect(lab.page.locator(".cjw-vega")).to_have_count(0)
    expect(lab.page.get_by_text("model not found")).to_have_count(0)


def converted(lab: Lab) -> None:
    """The real nbconvert makes a page that shows the pictures, and asks nobody for them."""
    page = lab.server.root / lab.name.replace(".ipynb", ".html")
    command = [sys.executable, "-m", "nbconvert", "--to=html", "--log-level=ERROR", lab.name]
    subprocess.run(command, cwd=lab.server.root, check=True)
    assert lab.context.browser
    context = lab.context.browser.new_context()
    watch = Watch(context)
    opened = context.new_page()
    opened.goto(page.as_uri())
    are_seen(pictures(opened.locator("body")), len(NAMES))
    context.close()
    for own in NBCONVERT:
        watch.allow(own)
    watch.requests = [url for url in watch.requests if not re.search("|".join(NBCONVERT), url)]
    watch.check()


def untrusted(lab: Lab) -> None:
    """The same notebook from somebody else: pictures, and nothing runs."""
    notebook = nbformat.read(lab.server.root / lab.name, as_version=4)
    bad = '<img src="data:,x" onerror="window.ran = 1"><script>window.ran = 1</script>'
    shown = [each.data for each in notebook.cells[1].outputs if "text/html" in each.get("data", {})]
    assert len(shown) == 1, notebook.cells[1].outputs
    shown[0]["text/html"] += bad
    name = f"from-somebody-{lab.name}"
    nbformat.write(notebook, lab.server.root / name)
    lab.page.goto(lab.address(name), wait_until="commit")
    lab.ready()
    assert lab.page.evaluate(TRUSTED) == [False] * len(CELLS)
    without_widgets(lab)
    assert lab.page.evaluate("window.ran") is None


def test_a_saved_notebook(lab: Lab) -> None:
    """As JupyterLab saves it unless told otherwise: without widgets."""
    lab.open(CELLS)
    sizes = drawn_and_saved(lab)
    assert max(sizes) < 60_000
    assert vegas(lab) == 0
    lab.shutdown_kernel()
    lab.reload()
    without_widgets(lab)
    converted(lab)
    untrusted(lab)


def test_a_notebook_saved_with_its_widgets(lab: Lab) -> None:
    lab.open(CELLS)
    lab.command(SAVE_WIDGETS)
    lab.page.wait_for_function(f"window.jupyterapp.commands.isToggled({SAVE_WIDGETS!r})")
    try:
        sizes = drawn_and_saved(lab)
        # Vega comes with the first chart, and never again.
        assert sizes[0] > len(bundle("vega.js"))
        assert max(sizes[1:]) < 60_000
        assert vegas(lab) == 1
        lab.shutdown_kernel()
        lab.reload()
        expect(lab.page.locator(".cjw-vega svg")).to_have_count(len(NAMES))
        expect(pictures(lab.page.locator("body")).filter(visible=True)).to_have_count(0)
        converted(lab)
        untrusted(lab)
    finally:
        lab.command(SAVE_WIDGETS)
