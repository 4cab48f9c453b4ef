"""Paper: the map in pages between stages, charts whole, no ground and no control on it."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect

import cjwidgets as cj
from browser import boards
from browser.bare import bare, mounted
from browser.pdf import sheets
from browser.plain import Plain
from browser.voila import Voila
from cjwidgets.formats.html.journey import journey

SPLIT = """() => [...document.querySelectorAll(".cjw-vega, .cjw-paper .cjw-row")]
  .map((each) => getComputedStyle(each).breakInside)"""

# Its script comes when the page is idle, whoever is near.
LAID = """() => {
  window.dispatchEvent(new Event("beforeprint"));
  return document.querySelector(".cjw-paper");
}"""

BOTTOMS = "each => [...each.children].map((one) => Math.round(one.getBoundingClientRect().bottom))"
# What would end where its box does.
CLIPPED = """() => [...document.querySelectorAll(".cjw-board, .cjw-personas, .cjw-what-if")]
  .flatMap((each) => {
    const found = [];
    for (let box = each; box; box = box.parentElement)
      if (getComputedStyle(box).overflowY !== "visible" && box.scrollHeight > box.clientHeight + 1)
        found.push(box.className);
    return found;
  })"""


def pages(page: Page) -> int:
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert sizes
    assert all(float(width) > float(height) for width, height in sizes)  # lying
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_map_has_pages_between_its_stages(context: BrowserContext) -> None:
    page = bare(context, cj.datasets.mattress_map(), theme="dark")
    editor = mounted(page)
    editor.root.hover()
    expect(editor.root.locator(".cjw-paper")).to_have_count(0)
    page.wait_for_function(
        "() => { window.dispatchEvent(new Event('beforeprint'));"
        " return document.querySelector('.cjw-paper'); }"
    )
    paper = editor.root.locator(".cjw-paper")
    grids = paper.locator(".cjw-grid")
    expect(grids).to_have_count(2)
    # Each page has the names of the lanes, and its own touchpoints: none twice, none left out.
    lanes = editor.root.locator(".cjw-body .cjw-lane-title").all_text_contents()
    seen: list[str] = []
    for grid in grids.all():
        assert grid.locator(".cjw-lane-title").all_text_contents() == lanes
        seen += grid.locator('[data-row="touchpoint"] .cjw-name').all_text_contents()
    assert (
        seen
        == editor.root.locator('.cjw-body [data-row="touchpoint"] .cjw-name').all_text_contents()
    )
    page.emulate_media(media="print")
    expect(editor.root.locator(".cjw-bar")).to_be_hidden()
    expect(editor.root.locator(".cjw-body")).to_be_hidden()
    expect(paper).to_be_visible()
    lane = paper.locator(".cjw-lane").first
    expect(lane).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(paper).to_contain_text("Anna, 41")
    values = paper.locator("[data-value]")
    assert values.count() == 22
    said = values.first.evaluate("each => getComputedStyle(each, '::after').content")
    assert re.search(r"\d", said)
    expect(editor.root).to_have_css("color", "rgb(28, 35, 48)")  # of the light theme
    assert set(page.evaluate(SPLIT)) == {"avoid"}
    page.emulate_media(media="null")  # else the screen is what is printed
    expect(editor.root.locator(".cjw-paper")).to_have_count(0)
    assert pages(page) == 2
    expect(editor.root.locator(".cjw-paper")).to_have_count(0)
    context.close()


def test_a_map_nobody_came_near_has_its_pages(context: BrowserContext) -> None:
    page = bare(context, cj.datasets.mattress_map())
    editor = mounted(page)
    page.wait_for_function(LAID)
    page.emulate_media(media="print")
    expect(editor.root.locator(".cjw-body")).to_be_hidden()
    expect(editor.root.locator(".cjw-paper .cjw-grid")).to_have_count(2)
    context.close()


def test_a_page_says_what_its_marks_mean_and_where_its_curve_comes_from(
    context: BrowserContext,
) -> None:
    page = bare(context, cj.datasets.mattress_map())
    page.set_viewport_size({"width": 1030, "height": 700})  # A4 across, less its margins
    editor = mounted(page)
    page.wait_for_function(LAID)
    page.emulate_media(media="print")
    legends = editor.root.locator(".cjw-legend")
    expect(legends).to_have_count(2)
    for legend in legends.all():
        expect(legend).to_contain_text("assumed")
        expect(legend).to_contain_text("pains")
        tops = legend.evaluate(BOTTOMS)
        assert len(tops) >= 3
        assert max(tops) - min(tops) <= 4  # one line
        assert legend.evaluate("each => each.scrollWidth <= each.clientWidth")
    # No log: nobody is lost, nor at a goal.
    expect(legends.first).not_to_contain_text("interval")
    before = editor.root.locator('.cjw-paper .cjw-grid >> nth=0 >> [data-row="touchpoint"]').last
    name = before.locator(".cjw-name").text_content()
    whence = editor.root.locator(".cjw-whence")
    expect(whence).to_have_text(f"◂ from {name}, page 1")
    expect(whence).to_be_visible()
    context.close()


def test_the_map_of_a_board_has_its_pages(plain: Plain) -> None:
    page = plain.open([boards.SETUP, "cj.JourneyBoard(jm, log, charts=['drop_off'])"])
    plain.run_all()
    expect(page.locator("svg.marks")).to_have_count(1)
    page.wait_for_function(LAID)
    page.emulate_media(media="print")
    paper = page.locator(".cjw-board .cjw-paper")
    expect(paper.locator(".cjw-grid")).to_have_count(2)
    expect(paper.locator(".cjw-legend").first).to_contain_text("left or lost here")
    wide = paper.evaluate("each => each.scrollWidth <= each.clientWidth + 1")
    assert wide


def test_a_page_of_voila_is_printed_to_its_end(voila: Voila) -> None:
    page = voila.example("04_board_voila.ipynb")
    expect(page.locator(".cjw-board-chart svg.marks")).to_have_count(3)
    expect(page.locator(".cjw-what-if svg.marks")).to_be_visible()
    page.wait_for_function(LAID)
    # The personas, two pages of the map, three charts and what a change would do: no single screen.
    assert pages(page) >= 6
    page.emulate_media(media="print")
    for card in page.locator(".cjw-persona-card").all():
        expect(card).to_be_visible()
    assert page.evaluate(CLIPPED) == []
    voila.viewport(1030, 700)
    expect(page.locator(".cjw-board .cjw-paper .cjw-grid")).to_have_count(2)


def test_charts_of_a_board_are_whole(plain: Plain) -> None:
    page = plain.open([boards.SETUP, "cj.JourneyBoard(jm, log, charts=['drop_off', 'dwell'])"])
    plain.run_all()
    expect(page.locator("svg.marks")).to_have_count(2)
    page.emulate_media(media="print")
    assert set(page.evaluate(SPLIT)) == {"avoid"}
    wide = page.evaluate(
        "() => [...document.querySelectorAll('svg.marks')]"
        ".every((svg) => svg.getBoundingClientRect().right <= innerWidth)"
    )
    assert wide
    page.emulate_media(media="screen")
    assert pages(page) >= 2


def test_a_form_without_a_kernel_is_as_wide_as_a_sheet(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1030, "height": 700})  # A4 across, less its margins
    page.set_content(f"<!doctype html><body>{journey(cj.datasets.mattress_map())}")
    table = page.locator("table.cjw-map").last
    on_screen = table.bounding_box()
    page.emulate_media(media="print")
    on_paper = table.bounding_box()
    assert on_screen
    assert on_paper
    assert on_screen["width"] > 1030 >= on_paper["x"] + on_paper["width"]
    context.close()


FOOT = "Evidence: 8 of 11 touchpoints Reviewed Oct 4, 2026 Due Jan 4, 2027"


def test_a_map_that_is_presented_or_fills_the_screen_is_printed_whole(
    context: BrowserContext,
) -> None:
    """As from the notebook: all its sheets with its personas, and no slide on them."""
    page = bare(context, cj.datasets.mattress_map())
    editor = mounted(page)
    page.wait_for_function(LAID)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    usual = [sheet.said for sheet in sheets(page.pdf(prefer_css_page_size=True))]
    assert all("Viktor, 63" in said for said in usual)
    assert FOOT in usual[-1]

    def same(foot: bool) -> None:
        found = [sheet.said for sheet in sheets(page.pdf(prefer_css_page_size=True))]
        assert found[:-1] == usual[:-1]
        assert found[-1] == (usual[-1] if foot else usual[-1].replace(f"{FOOT} ", ""))

    editor.root.get_by_role("button", name="Present", exact=True).click()
    page.wait_for_function("document.fullscreenElement !== null")
    same(foot=False)
    page.keyboard.press("f")
    # The browser tells so in its next frame.
    page.wait_for_function("!document.fullscreenElement && !document.querySelector('.cjw-full')")
    same(foot=False)
    page.keyboard.press("Escape")
    page.evaluate("() => { Element.prototype.requestFullscreen = () => Promise.reject(Error()); }")
    editor.root.get_by_role("button", name="Full screen", exact=True).click()
    page.wait_for_function("document.querySelector(':popover-open')")
    same(foot=True)
    assert page.locator(".cjw-paper").count() == 0
    context.close()
