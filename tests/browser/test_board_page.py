"""The analyst's page, examples/04_board_voila.ipynb, as its readers get it from a Voila."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from browser import servers
from browser.voila import Voila

NAME = "04_board_voila.ipynb"
CHARTS = 3
# A server that gives up kernels nobody used for some seconds, also of pages that are open.
CULL = [
    "--MappingKernelManager.cull_idle_timeout=3",
    "--MappingKernelManager.cull_interval=1",
    "--MappingKernelManager.cull_connected=True",
]
SILENT = "No answer from Python"


def complete(page: Page) -> None:
    """Everything on the page can be read."""
    expect(page.locator(".cjw article")).to_have_count(2)
    expect(page.locator('.cjw [data-row="lane-emotion"]').first).to_be_visible()
    expect(page.locator(".cjw-board-chart svg.marks")).to_have_count(CHARTS)
    expect(page.locator(".cjw-what-if svg.marks")).to_be_visible()
    expect(outcome(page)).to_contain_text("per 1,000 customers")


def outcome(page: Page) -> Locator:
    return page.locator(".cjw-what-if .cjw-outcome")


def words(page: Page) -> list[str]:
    """What cards, map and charts say, and what a change would do."""
    read = ".cjw article, .cjw [data-row], svg.marks, .cjw-outcome"
    return page.locator(read).all_text_contents()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_is_there_without_a_network(voila: Voila, theme: str) -> None:
    page = voila.example(NAME, theme)
    complete(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("where are people")
    expect(page.locator(".cjw-filter").get_by_role("status")).to_have_text("2,000 customers")
    for root in page.locator(".cjw, .cjw-board, .cjw-vega").all():
        expect(root).to_have_attribute("data-cjw-theme", theme)
    for width in (1400, 1000, 390):
        voila.viewport(width, 900)
        # What is wider than the page scrolls in its own place.
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        voila.screenshot(page.locator("body"), f"board-page-{width}-{theme}")
    # The map is read, not edited.
    assert page.locator(".cjw .cjw-edits:visible").count() == 0
    assert voila.watch.external == []


def test_the_title_can_be_read_while_cells_still_run(voila: Voila) -> None:
    name = voila.write(["import time; time.sleep(5)"])
    page = voila.page
    page.goto(f"{voila.server.url}/voila/render/{name}", wait_until="commit")
    loading = page.locator("#loading")
    expect(loading).to_be_visible()
    expect(page.locator("#rendered_cells")).to_have_css("display", "block")
    loading.wait_for(state="detached")


SLOW = """
import pathlib, time, cjwidgets as cj
jm = cj.datasets.mattress_map()
def read():
    while not pathlib.Path("go").exists():
        time.sleep(0.05)
    if pathlib.Path("go").read_text():
        raise OSError("the shop does not answer")
    return cj.EventLog(cj.datasets.mattress_log(300), customer="customer_id", time="time",
                       event="event", channel="channel", segment="segment")
jm.attach(read, source="Web log")
"""


@pytest.fixture
def slow(voila: Voila) -> Iterator[Page]:
    """A page that is open, while its data are being read."""
    board = 'cj.JourneyBoard(jm, charts=["emotion", "drop_off"])'
    yield voila.open([SLOW, board, 'cj.WhatIf(jm, touchpoint="Product page")'])
    (voila.server.root / "go").unlink()


def test_a_page_opens_before_its_data_are_read(voila: Voila, slow: Page) -> None:
    status = slow.locator(".cjw-filter").get_by_role("status")
    expect(slow.locator('.cjw [data-row="lane-emotion"]').first).to_be_visible()
    expect(status).to_have_text("The data are being read …")
    expect(slow.locator(".cjw-updating")).to_have_text("Updating…")
    expect(slow.locator(".cjw-observed, .cjw-board-chart svg.marks")).to_have_count(0)
    voila.screenshot(slow.locator("body"), "board-page-waits")
    # It can be used meanwhile.
    slow.locator(".cjw-filter").get_by_role("button", name="Viktor").click()
    slow.locator(".cjw-what-if").get_by_text("Leave it out").click()
    (voila.server.root / "go").write_text("")
    expect(slow.locator(".cjw-board-chart svg.marks")).to_have_count(2)
    expect(status).to_contain_text(" of 300 customers")
    expect(slow.locator(".cjw-observed").first).to_be_visible()
    expect(slow.locator(".cjw-sources summary")).to_have_text(
        re.compile(r"filtered: \d+ of 300 customers · Web log")
    )
    expect(slow.locator(".cjw-updating")).to_be_empty()
    expect(outcome(slow)).to_contain_text("Without “Product page”")


def test_data_that_cannot_be_read_are_named_and_the_rest_stays(voila: Voila, slow: Page) -> None:
    (voila.server.root / "no").write_text("no")
    (voila.server.root / "no").rename(voila.server.root / "go")  # all of it at once
    sentence = "Web log could not be read: OSError: the shop does not answer."
    expect(slow.locator(".cjw-filter")).to_contain_text(sentence)
    expect(slow.locator('[data-chart="drop_off"]')).to_contain_text("Web log could not be read")
    expect(slow.locator('[data-chart="emotion"]')).to_contain_text("very positive")
    expect(outcome(slow)).to_contain_text(sentence)
    expect(slow.locator(".cjw-sources summary")).to_have_text("Warnings: 1")
    voila.screenshot(slow.locator("body"), "board-page-unread")


def test_a_change_is_tried(voila: Voila) -> None:
    page = voila.example(NAME)
    complete(page)
    chart = page.locator(".cjw-what-if svg.marks")
    first = chart.text_content()
    handle = page.locator(".cjw-what-if .noUi-handle")
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(outcome(page)).to_contain_text("35% fewer lost at “Product page”")
    expect(chart).not_to_have_text(first or "")
    expect(chart).to_contain_text("35% fewer lost")
    expect(page.locator(".cjw-no-answer")).to_be_empty()

    # A drag says many values; the last is shown, and soon: what lies between may be left out.
    box = page.locator(".cjw-what-if .noUi-target").bounding_box()
    assert box
    grip = handle.bounding_box()
    assert grip
    middle = grip["y"] + grip["height"] / 2
    page.mouse.move(grip["x"] + grip["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 40, middle, steps=60)
    page.mouse.up()
    expect(outcome(page)).to_contain_text("100% fewer lost", timeout=5000)

    page.locator(".cjw-what-if").get_by_text("Leave it out").click()
    expect(outcome(page)).to_contain_text("Without “Product page”")
    page.locator(".cjw-what-if select").select_option("Awareness · Search")
    expect(outcome(page)).to_contain_text("Without “Search”")
    expect(outcome(page)).to_contain_text(re.compile(r"95% interval [+−]?[\d.]+ … .*n = 2,000"))


def test_the_board_filters_what_its_charts_show(voila: Voila) -> None:
    page = voila.example(NAME)
    complete(page)
    dwell = page.locator('[data-chart="dwell"] svg.marks')
    before = dwell.text_content()
    page.locator(".cjw-filter").get_by_role("button", name="Viktor").click()
    expect(dwell).not_to_have_text(before or "")


def test_the_address_is_a_link_to_what_the_page_shows(voila: Voila) -> None:
    page = voila.example(NAME)
    complete(page)
    line = page.locator(".cjw-filter")
    line.get_by_role("button", name="Viktor").click()
    line.get_by_role("button", name="Channels: all").click()
    line.get_by_role("button", name="website", exact=True).click()
    expect(line.get_by_role("status")).to_contain_text("of 2,000 customers")
    page.wait_for_url("**#*channels=website*")
    said = line.get_by_role("status").text_content()
    expect(line.get_by_role("button", name="Copy link").locator("svg")).to_be_visible()
    voila.screenshot(line, "board-copy-link")
    line.get_by_role("button", name="Copy link").click()
    expect(line.get_by_role("button", name="Copied")).to_be_focused()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    # Another reader opens it, and somebody has written into it what is not here.
    page.goto("about:blank")
    page.goto(f"{link}&channels=<script>alert(1)</script>")
    complete(page)
    expect(line.get_by_role("status")).to_have_text(said or "")
    expect(line).to_contain_text("left out of the link's filter: channels=<script>")
    expect(line.get_by_role("button", name="Viktor")).to_have_attribute("aria-pressed", "true")
    assert voila.watch.external == []


def test_the_page_stays_when_its_kernel_is_killed(voila: Voila) -> None:
    page = voila.example(NAME)
    complete(page)
    pid = voila.python("__import__('os').getpid()")
    voila.forget_kernel()
    os.kill(pid, signal.SIGKILL)
    # ipywidgets notices, and nobody has to ask.
    expect(page.locator(".cjw-no-answer")).to_contain_text(SILENT, timeout=30_000)
    stays(page)
    voila.screenshot(page.locator("body"), "board-page-killed")


def test_the_page_stays_when_its_kernel_is_culled(
    context: BrowserContext, images: Path, tmp_path: Path
) -> None:
    server = servers.start_voila(tmp_path, *CULL)
    voila = Voila(server, context, images)
    try:
        page = voila.example(NAME)
        complete(page)
        [connection] = server.runtime.rglob("kernel-*.json")
        deadline = time.monotonic() + 60
        while connection.exists():
            assert time.monotonic() < deadline, "the kernel was not culled"
            page.wait_for_timeout(200)
        # The page is not told; it says so when something is asked.
        stays(page)
        voila.watch.check()
    finally:
        voila.close()
        server.stop()


def stays(page: Page) -> None:
    """Whatever somebody does without a kernel, what could be read still can."""
    before = words(page)
    page.locator('.cjw [data-row="stage"][data-node]').first.click()
    expect(page.locator(".cjw-filter [role=status]")).to_contain_text(SILENT)
    page.locator(".cjw-filter").get_by_role("button", name="Viktor").click()
    page.locator('[data-chart="drop_off"] svg.marks').click(position={"x": 300, "y": 150})
    page.locator(".cjw-what-if .noUi-handle").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".cjw-no-answer")).to_contain_text(SILENT)
    complete(page)
    assert words(page) == before
