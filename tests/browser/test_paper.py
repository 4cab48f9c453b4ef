"""Notebooks on paper, from every host: read back from the PDF that Chromium prints."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import cjwidgets as cj
from browser.boards import SETUP
from browser.lab import Lab
from browser.notebook7 import Notebook
from browser.pdf import Sheet, Text, sheets
from browser.plain import Plain
from browser.test_print import LAID
from browser.test_static_forms import converted
from browser.voila import Voila
from cjwidgets.formats.html.journey import journey
from tools.notebooks import run

CELLS = [
    "jm.attach(log).attach(survey)\ncj.MapEditor(jm)",
    "cj.JourneyBoard(jm, charts=['drop_off', 'dwell'])",
    "cj.WhatIf(jm, goal='payment_done',\n          touchpoint='Checkout')",
    "cj.charts.emotion(jm)",
    "cj.PersonaCards(jm)",
]
PAPERS = [("A4", False), ("A4", True), ("Letter", False), ("Letter", True)]
LIVE = ".cjw-what-if svg.marks"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebook as a program ran it."""
    path = written(tmp_path_factory.mktemp("paper") / "paper.ipynb")
    run(path)
    return path


def written(path: Path) -> Path:
    cells = [nbformat.v4.new_code_cell(SETUP)]
    for number, code in enumerate(CELLS):
        cells.append(nbformat.v4.new_markdown_cell(f"## Heading {number}"))
        cells.append(nbformat.v4.new_code_cell(code))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return path


def printed(page: Page, paper: str, lying: bool, images: Path | None = None) -> list[Sheet]:
    pdf = page.pdf(format=paper, landscape=lying)
    if images:
        images.write_bytes(pdf)
    return sheets(pdf)


def is_decent(found: list[Sheet], least: float = 5.95) -> None:
    """No page has a line or none, no text is too small or beyond an edge, no heading is alone."""
    for sheet in found:
        assert len({round(each.y) for each in sheet.texts}) > 2, sheet.said
        assert min(each.size for each in sheet.texts) >= least, sheet.said
        assert all(0 < each.x < sheet.width for each in sheet.texts)
        lowest = max(each.y for each in sheet.texts)
        for each in sheet.texts:
            if each.text.startswith("Heading"):
                # More than its cell stands below it.
                assert lowest > each.y + 80, (each, sheet.said)
    for title, last in (
        ("Drop-off along the journey", "Loyalty"),
        ("How long customers", "Friend"),
    ):
        [chart] = [each for each in found if title in each.said]
        [head] = [each for each in chart.texts if title in each.text]
        assert any(last in each.text and each.y > head.y for each in chart.texts), title
    said = " ".join(each.said for each in found)
    for part in ("Review mail", "Guest checkout", "What a change would do", "Viktor, 63"):
        assert part in said


def shown(lab: Lab) -> Page:
    name = written(lab.server.root / lab.next_name(".ipynb")).name
    lab.page.goto(f"{lab.address(name)}?token={lab.server.token}", wait_until="commit")
    lab.ready()
    lab.command("notebook:run-all-cells")
    lab.page.locator(LIVE).wait_for()
    lab.page.locator(".cjw-persona-card").first.wait_for()
    lab.save()
    lab.name = name
    return lab.page


def test_lab_prints_the_notebook_and_nothing_around_it(
    lab: Lab, browser: Browser, images: Path
) -> None:
    page = shown(lab)
    for paper, lying in PAPERS[1:3]:
        found = printed(page, paper, lying, images / f"paper-lab-{paper}.pdf")
        is_decent(found)
        said = " ".join(each.said for each in found)
        for noise in ("Kernel", "Settings", "Last Modified", lab.name):
            assert noise not in said
    # What its own "Print…" prints: the saved notebook as a page.
    context = browser.new_context()
    page = context.new_page()
    address = f"{lab.server.url}/nbconvert/html/{lab.name}?download=false"
    page.goto(f"{address}&token={lab.server.token}", wait_until="domcontentloaded")
    page.locator(".cjw-static").first.wait_for()
    is_decent(printed(page, "A4", lying=True))
    context.close()


def test_a_notebook_that_is_not_looked_at_is_not_printed(lab: Lab) -> None:
    """Another document in front of it is what Lab prints."""
    page = lab.open(["import cjwidgets as cj\ncj.MapEditor(cj.datasets.mattress_map())"])
    lab.run(0)
    page.locator(".cjw-body").wait_for()
    lab.command("fileeditor:create-new")
    page.locator(".jp-FileEditor").wait_for()
    page.emulate_media(media="print")
    assert page.locator(".jp-FileEditor").is_visible()
    assert page.locator("#jp-top-panel").is_visible()


def test_notebook_7_prints_the_notebook(notebook: Notebook, images: Path) -> None:
    notebook.watch.allow("reading 'schema'")
    page = shown(notebook)
    found = printed(page, "A4", lying=True, images=images / "paper-notebook.pdf")
    # In its narrow column charts are drawn high, and shrink to the height of a sheet.
    is_decent(found, least=5.5)
    assert "Settings" not in " ".join(each.said for each in found)


def test_voila_prints_all_of_the_page(voila: Voila, images: Path) -> None:
    page = voila.render(written(voila.server.root / voila.next_name(".ipynb")).name, "light")
    page.locator(LIVE).wait_for()
    page.wait_for_function(LAID)  # what lays a map out for paper comes when the page has rested
    for paper, lying in PAPERS[1:3]:
        found = printed(page, paper, lying, images / f"paper-voila-{paper}.pdf")
        is_decent(found)
        for part in ("1 of 2", "2 of 2"):  # of the editor's map, and of the board's
            assert len([each for each in found if part in each.said]) == 2


def test_the_map_of_a_board_on_a_plain_page_is_whole_on_each_of_its_sheets(plain: Plain) -> None:
    page = plain.open([SETUP, CELLS[1]])
    plain.run_all()
    page.locator("svg.marks").nth(1).wait_for()
    page.wait_for_function(LAID)
    found = printed(page, "A4", lying=True)
    for said in ("1 of 2", "2 of 2"):
        [sheet] = [each for each in found if said in each.said]
        for part in ("Evidence", "Opportunities", "assumed"):
            assert part in sheet.said
    assert "Reviewed" in sheet.said  # the foot stands below the last


@pytest.mark.parametrize(("paper", "lying"), PAPERS)
def test_an_html_export_is_printed_whole(
    browser: Browser, ran: Path, images: Path, paper: str, lying: bool
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(converted(ran).as_uri(), wait_until="domcontentloaded")
    page.locator(".cjw-static").first.wait_for()
    name = f"paper-html-{paper}-{'lying' if lying else 'upright'}.pdf"
    is_decent(printed(page, paper, lying, images / name))
    context.close()


@pytest.mark.parametrize("lying", [False, True])
def test_a_map_of_many_columns_stands_in_several_tables(
    context: BrowserContext, lying: bool
) -> None:
    """Each ends between stages, has the names of the lanes, and its part of the curve."""
    jm = cj.JourneyMap("Long", personas=["Anna"])
    jm.stages = [
        cj.Stage(
            f"Stage{at}",
            touchpoints=[cj.Touchpoint(f"Place{at}{n}", emotion=n % 3 - 1) for n in range(4)],
        )
        for at in range(5)
    ]
    page = context.new_page()
    page.set_content(f"<!doctype html><body>{journey(jm)}")
    found = sheets(page.pdf(format="A4", landscape=lying))
    places: dict[str, list[tuple[Sheet, Text]]] = {}
    for sheet in found:
        for each in sheet.texts:
            places.setdefault(each.text.strip(), []).append((sheet, each))
    for stage in jm.stages:
        for touchpoint in stage.touchpoints:
            for sheet, each in places[touchpoint.name]:
                assert each.x + len(each.text) * each.size * 0.6 < sheet.width
    assert len(places["Doing"]) == 5
    # The curve goes on where the table before has left it, at the same height.
    ends = page.locator(".cjw-curve svg").evaluate_all("""(drawn) => drawn.map((svg) => {
      const [left, , width] = svg.getAttribute("viewBox").split(" ").map(Number);
      const way = svg.querySelector(".cjw-way");
      const at = (x) => { for (let far = 0; far <= way.getTotalLength(); far += 0.5) {
        const point = way.getPointAtLength(far);
        if (point.x >= x) return point.y;
      } };
      return [at(left), at(left + width)];
    })""")
    for (_, leaves), (comes, _) in pairwise(ends):
        assert abs(leaves - comes) < 1
    context.close()
