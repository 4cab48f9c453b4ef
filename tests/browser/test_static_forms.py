"""Pages that nbconvert makes of a notebook: maps, cards and what-ifs show without a kernel."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import cjwidgets as cj
from browser.lab import Lab
from browser.servers import ROOT
from browser.test_saved_charts import NBCONVERT, TRUSTED
from browser.watch import Watch
from cjwidgets.formats.html.journey import journey
from cjwidgets.model.lanes import LANES
from tools.notebooks import run

START = """import cjwidgets as cj
jm = cj.datasets.mattress_map()
log = cj.EventLog(cj.datasets.mattress_log(), customer="customer_id", time="time", event="event")
jm.attach(log, source="Web log")"""
RIGHT_TO_LEFT = """other = cj.JourneyMap("رحلة الشراء", stages=["السؤال", "الشراء"])
for stage, score in zip(other.stages, (1, -1)):
    stage.touchpoints.append(cj.Touchpoint(stage.name, emotion=score))
cj.MapEditor(other)"""
CELLS = (
    START,
    "cj.MapEditor(jm)",
    "cj.PersonaCards(jm)",
    "cj.WhatIf(jm, goal='payment_done', touchpoint='Checkout')",
    "cj.JourneyBoard(jm, charts=['drop_off'])",
    RIGHT_TO_LEFT,
)
# How far the points of a curve are from the middle of their columns, in pixels.
ASIDE = """form => {
  const middle = (each) => { const box = each.getBoundingClientRect();
    return box.left + box.width / 2; };
  const columns = [...form.querySelectorAll("thead tr:last-child th[scope=col]")].map(middle);
  // Each mark begins where its column's middle is: one path has all of a kind.
  return [...form.querySelectorAll("svg path:is(.cjw-firm, .cjw-weak)")].flatMap((path) => {
    const svg = path.ownerSVGElement;
    const left = svg.getBoundingClientRect().left - svg.viewBox.baseVal.x;
    return [...path.getAttribute("d").matchAll(/M([\\d.]+) /g)].map(([, x]) =>
      Math.min(...columns.map((column) => Math.abs(column - left - Number(x)))));
  });
}"""
CONTRAST = """element => {
  const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const light = (colour) => {
    const [red, green, blue] = parts(colour);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (each) => {
    const { backgroundColor } = getComputedStyle(each);
    return /, 0\\)$/.test(backgroundColor) ? behind(each.parentElement) : backgroundColor;
  };
  const [one, two] = [light(getComputedStyle(element).color), light(behind(element))];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}"""


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook as a program ran it."""
    path = tmp_path_factory.mktemp("page") / "shop.ipynb"
    cells = [nbformat.v4.new_code_cell(code) for code in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    run(path)
    return path


def converted(notebook: Path, *options: str) -> Path:
    name = "-".join(["page", *(re.sub(r"\W", "", each) for each in options)])
    page = notebook.parent / f"{name}.html"
    if not page.exists():
        command = [sys.executable, "-m", "nbconvert", "--to=html", "--log-level=ERROR", *options]
        command += [f"--output={name}", notebook.name]
        subprocess.run(command, cwd=notebook.parent, check=True)
    return page


@pytest.fixture
def opened(browser: Browser, context: BrowserContext) -> Iterator[Page]:
    watch = Watch(context)
    yield context.new_page()
    context.close()
    for own in NBCONVERT:
        watch.allow(own)
    watch.requests = [url for url in watch.requests if not re.search("|".join(NBCONVERT), url)]
    watch.check()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_shows_all_of_them(opened: Page, notebook: Path, images: Path, theme: str) -> None:
    opened.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    opened.goto(converted(notebook, f"--theme={theme}").as_uri())
    forms = opened.locator(".cjw-static")
    expect(forms).to_have_count(5)
    editor, cards, what_if, board, other = forms.all()
    expect(editor.locator("th", has_text="Checkout")).to_be_visible()
    expect(editor.get_by_text("Customers: 1,494")).to_be_visible()
    expect(cards.locator("section")).to_have_count(2)
    expect(what_if.get_by_role("cell", name="2,000")).to_be_visible()
    expect(board.locator("th", has_text="Checkout")).to_be_visible()
    for form in (editor, other):
        aside = form.evaluate(ASIDE)
        assert len(aside) >= 2
        assert max(aside) < 1
    for part in ("th strong", "small", "tbody th", "td", ".cjw-note", ".cjw-p1", ".cjw-p2"):
        assert editor.locator(part).first.evaluate(CONTRAST) >= 4.5, part
    filled, hollow = editor.locator("path.cjw-firm").first, editor.locator("path.cjw-weak").first
    fill = "each => getComputedStyle(each).fill"
    assert filled.evaluate(fill) != hollow.evaluate(fill)
    editor.screenshot(path=images / f"static-map-{theme}.png")


def test_on_a_phone_tables_scroll_and_the_page_does_not(opened: Page, notebook: Path) -> None:
    opened.set_viewport_size({"width": 390, "height": 800})
    opened.goto(converted(notebook).as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    scroller = opened.locator(".cjw-scroll").first
    scroller.evaluate("each => each.scrollTo(600, 0)")
    head = scroller.locator("tbody th").first.bounding_box()
    frame = scroller.bounding_box()
    assert head
    assert frame
    assert head["x"] == pytest.approx(frame["x"], abs=1)
    for section in opened.locator("section").all():
        box = section.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 390


def test_from_right_to_left(opened: Page, notebook: Path) -> None:
    opened.goto(converted(notebook).as_uri())
    first, second = opened.locator(".cjw-static").last.locator("th[scope=col]").all()
    right, left = first.bounding_box(), second.bounding_box()
    assert right
    assert left
    assert right["x"] > left["x"]


def test_where_styles_and_pictures_are_taken_out_it_can_be_read(lab: Lab, notebook: Path) -> None:
    """JupyterLab, with a notebook from somebody else: it takes out what could do harm."""
    name = "forms-from-somebody.ipynb"
    shutil.copy(notebook, lab.server.root / name)
    lab.page.goto(f"{lab.address(name)}?token={lab.server.token}", wait_until="commit")
    lab.ready()
    assert lab.page.evaluate(TRUSTED) == [False] * len(CELLS)
    forms = lab.page.locator(".jp-RenderedHTMLCommon", has=lab.page.locator("table"))
    expect(forms.first).to_be_visible()
    expect(lab.page.locator(".cjw-static style, .cjw-static svg")).to_have_count(0)
    table = forms.first
    expect(table.locator("th", has_text="Decision")).to_be_visible()
    for said in ("Anna, 41: −1.5, negative measured (−1.69", "Anna, 41: 0.2, neutral assumed"):
        expect(table).to_contain_text(re.compile(re.escape(said).replace("\\ ", r"\s")))
    expect(lab.page.locator("blockquote", has_text="I have no time")).to_be_visible()
    for noise in ("cjw-static", "{", "model not found"):
        assert noise not in forms.first.inner_text()
    lab.screenshot(lab.page.locator("#main"), "static-map-sanitised")


DIVIDED = """() => [...document.querySelectorAll("tbody th")].flatMap((head) => {
  const walker = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) for (const word of walker.currentNode.data.matchAll(/[\\p{L}]+/gu)) {
    if (/\\p{Script=Han}/u.test(word[0])) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, word.index);
    range.setEnd(walker.currentNode, word.index + word[0].length);
    const tops = [...range.getClientRects()].map(({top}) => Math.round(top));
    if (new Set(tops).size > 1) found.push(word[0]);
  }
  return found;
})"""


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_names_of_lanes_are_not_divided(opened: Page, locale: Literal["en", "ru"]) -> None:
    """On the screen, and on the narrower columns of paper."""
    jm = cj.JourneyMap("All", locale=locale)
    jm.stages = [
        cj.Stage(
            f"Stage {at}",
            duration="1 h",
            touchpoints=[
                cj.Touchpoint(f"Place {at}{n}", emotion=1, satisfaction=1, **filled())
                for n in range(3)
            ],
        )
        for at in range(2)
    ]
    held = {lane.shows for lane in jm.lanes}
    jm.lanes.extend(cj.Lane(shows=kind) for kind in LANES if kind not in held)
    opened.set_viewport_size({"width": 1100, "height": 800})
    opened.set_content(f"<!doctype html><body>{journey(jm)}")
    assert opened.locator("tbody th").count() > 12
    assert opened.evaluate(DIVIDED) == []
    opened.emulate_media(media="print")
    assert opened.evaluate(DIVIDED) == []


def filled() -> dict[str, Any]:
    """Every text that a touchpoint may have."""
    return {
        kind.field: "Said"
        for kind in LANES.values()
        if kind.holds == "text" and isinstance(getattr(cj.Touchpoint(), kind.field, None), str)
    }


def test_a_chart_becomes_a_page_that_needs_no_network(opened: Page, tmp_path: Path) -> None:
    """As the README says."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [line] = re.findall(r"`(chart\.save\([^`]*inline=True\))`", readme)
    chart = cj.charts.emotion(cj.datasets.mattress_map())
    with contextlib.chdir(tmp_path):
        exec(line, {"chart": chart})
    [page] = tmp_path.iterdir()
    opened.goto(page.as_uri())
    expect(opened.locator("svg, canvas").first).to_be_visible()


def test_the_examples_have_their_static_forms() -> None:
    for name, forms in (("01_first_map", 1), ("02_evidence", 1), ("04_board_voila", 3)):
        text = (ROOT / f"examples/{name}.ipynb").read_text(encoding="utf-8")
        assert text.count('<div class=\\"cjw-static\\"') == forms
