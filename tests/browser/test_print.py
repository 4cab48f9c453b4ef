"""Paper: the map in pages between stages, charts whole, no ground and no control on it."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect

import cjwidgets as cj
from browser import boards
from browser.bare import bare, mounted
from browser.plain import Plain
from cjwidgets.formats.html.journey import journey

SPLIT = """() => [...document.querySelectorAll(".cjw-vega, .cjw-paper .cjw-row")]
  .map((each) => getComputedStyle(each).breakInside)"""


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
    page.emulate_media(media="screen")
    expect(editor.root.locator(".cjw-paper")).to_have_count(0)
    assert pages(page) == 2
    expect(editor.root.locator(".cjw-paper")).to_have_count(0)
    context.close()


def test_a_map_nobody_came_near_is_printed_as_it_is(context: BrowserContext) -> None:
    page = bare(context, cj.datasets.mattress_map())
    editor = mounted(page)
    page.emulate_media(media="print")
    expect(editor.root.locator(".cjw-bar")).to_be_hidden()
    expect(editor.root.locator(".cjw-body .cjw-name").first).to_be_visible()
    context.close()


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
    table = page.locator("table.cjw-map")
    on_screen = table.bounding_box()
    page.emulate_media(media="print")
    on_paper = table.bounding_box()
    assert on_screen
    assert on_paper
    assert on_screen["width"] > 1030 >= on_paper["x"] + on_paper["width"]
    context.close()
