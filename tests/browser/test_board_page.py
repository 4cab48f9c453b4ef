"""The analyst's page, examples/04_board_voila.ipynb, as its readers get it from a Voila."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.voila import Voila

NAME = "04_board_voila.ipynb"
CHARTS = 3
STOP = """(kernel) => fetch(`/voila/api/shutdown/${kernel}`, {
  method: "POST",
  headers: { "X-XSRFToken": (document.cookie.match(/_xsrf=([^;]+)/) ?? [])[1] ?? "" },
}).then((answer) => answer.status)"""


def complete(page: Page) -> None:
    """Everything on the page can be read."""
    expect(page.locator(".cjw article")).to_have_count(2)
    expect(page.locator('.cjw [data-row="lane-emotion"]').first).to_be_visible()
    expect(page.locator(".cjw-board-chart svg.marks")).to_have_count(CHARTS)
    expect(page.locator(".cjw-what-if svg.marks")).to_be_visible()
    expect(outcome(page)).to_contain_text("per 1,000 customers")


def outcome(page: Page):
    return page.locator(".cjw-what-if .cjw-outcome")


def words(page: Page) -> str:
    """All that the page says, charts included, but for what says that it ended."""
    return page.evaluate(
        """() => [...document.querySelectorAll("#rendered_cells .jp-Cell")]
          .map((cell) => cell.textContent).join(" ")"""
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_is_there_without_a_network(voila: Voila, theme: str) -> None:
    page = voila.example(NAME, theme)
    complete(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("where are people")
    expect(page.get_by_text("1,930 of 2,000 customers reach Awareness")).to_be_visible()
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
    assert page.locator(".cjw-what-if .cjw-gone").is_hidden()

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


@pytest.mark.parametrize("end", ["killed", "culled"])
def test_the_page_stays_when_its_kernel_is_gone(voila: Voila, end: str) -> None:
    page = voila.example(NAME)
    complete(page)
    before = words(page)
    if end == "killed":
        pid = voila.python("__import__('os').getpid()")
        voila.forget_kernel()
        __import__("os").kill(pid, 9)
    else:
        # Chromium itself writes that a socket to a kernel that is gone can't be opened.
        voila.watch.allow("kernels/.*(404|WebSocket)|WebSocket connection to")
        assert page.evaluate(STOP, voila.kernel_id()) == 204
    gone = page.locator(".cjw-what-if .cjw-gone")
    expect(gone).to_be_visible(timeout=30_000)
    expect(gone).to_contain_text("Not live any more")
    # Whatever somebody does now, all that could be read still can.
    page.locator(".cjw-filter").get_by_role("button", name="Viktor").click()
    page.locator(".cjw-board-chart svg.marks").first.click()
    page.locator(".cjw-what-if .noUi-handle").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    complete(page)
    assert words(page) == before.replace("\u200b", "") or len(words(page)) >= len(before) - 40
    voila.screenshot(page.locator("body"), f"board-page-{end}")
