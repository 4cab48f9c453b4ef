"""A cell that is run again: the page has all code already, so what it keeps of it is little."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import CDPSession, expect

from browser.lab import Lab
from browser.test_saved_charts import SAVE_WIDGETS

SETUP = """
import cjwidgets as cj
from IPython.display import display
jm = cj.datasets.mattress_map()
"""
BOARD = 'display(cj.PersonaCards(jm), cj.JourneyBoard(jm, charts=["emotion"]))'
SCRIPTS = "[...globalThis[Symbol.for('cjwidgets.scripts')].keys()].sort()"
AT_MOST = 600_000
"""Bytes of a run: what four widgets say that nobody closed. With code of their own: 2 million."""


def used(devtools: CDPSession) -> float:
    """Bytes of scripts and their objects, after the collector has run."""
    for _ in range(3):
        devtools.send("HeapProfiler.collectGarbage")
    return float(devtools.send("Runtime.getHeapUsage")["usedSize"])


def test_the_heap_hardly_grows(lab: Lab, rounds: Callable[[int], int]) -> None:
    lab.open([SETUP, BOARD])
    lab.run(0)
    page = lab.page
    devtools = page.context.new_cdp_session(page)

    def again(times: int) -> None:
        for _ in range(times):
            shown = lab.run(1)
            shown.locator(".cjw-grid").wait_for()
            shown.locator(".cjw article").first.wait_for()
            shown.locator(".cjw-vega svg").wait_for()

    again(3)
    scripts = page.evaluate(SCRIPTS)
    before = used(devtools)
    times = max(6, rounds(200))
    again(times)
    growth = used(devtools) - before
    for _ in range(40):  # what a task still holds is let go when it has run
        if growth < AT_MOST * times:
            break
        page.wait_for_timeout(250)
        growth = used(devtools) - before
    assert growth / times < AT_MOST
    # Cards, board, map and chart; a kernel that is started again brings nothing new.
    assert len(scripts) == 4
    lab.restart_kernel()
    lab.run(0)
    again(1)
    assert page.evaluate(SCRIPTS) == scripts


def test_a_notebook_saved_with_its_widgets_shows_them_without_a_kernel(lab: Lab) -> None:
    page = lab.open([SETUP, BOARD, "cj.MapEditor(jm)"])
    lab.command(SAVE_WIDGETS)
    page.wait_for_function(f"window.jupyterapp.commands.isToggled({SAVE_WIDGETS!r})")
    try:
        lab.run_all()
        expect(page.locator(".cjw-grid")).to_have_count(2)
        packed = lab.python("cj.MapEditor(jm)._code.script")
        lab.save()
        saved = (lab.server.root / lab.name).read_text()
        assert saved.count(json.dumps(packed)) == 1
        lab.shutdown_kernel()
        lab.reload()
        expect(page.locator(".cjw-grid")).to_have_count(2)
        expect(page.locator(".cjw article").first).to_be_visible()
        # What comes when it is first used, is in the notebook too.
        page.locator(".cjw-grid").last.locator('[data-row="stage"]').first.click()
        page.keyboard.press("Control+i")
        expect(page.locator(".cjw-panel")).to_be_visible()
        expect(page.locator(".cjw-vega svg")).to_be_visible()
        border = "root => getComputedStyle(root).borderTopStyle"
        assert page.locator(".cjw").first.evaluate(border) == "solid"
    finally:
        lab.command(SAVE_WIDGETS)
