"""The pictures of the documentation, taken where people will see the same."""

from __future__ import annotations

import pytest

from browser.editor import Editor
from browser.lab import Lab
from browser.voila import Voila

EDITOR = "import cjwidgets as cj\njm = cj.datasets.mattress_map()\ncj.MapEditor(jm)"
CHARTS = """import cjwidgets as cj
jm = cj.datasets.mattress_map()
log = cj.EventLog(cj.datasets.mattress_log(), customer="customer_id", time="time", event="event")
cj.charts.drop_off(jm, log)"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_editor_in_lab(lab: Lab, theme: str) -> None:
    lab.viewport(1640, 1080)
    page = lab.open([EDITOR])
    lab.collapse_sidebars()
    lab.theme("dark" if theme == "dark" else "light")
    lab.run(0)
    editor = Editor(page)
    assert editor.root.get_attribute("data-cjw-theme") == theme
    editor.root.locator("[data-persona]").nth(12).hover()
    lab.screenshot(editor.root, f"editor-lab-{theme}")
    lab.screenshot(page.locator("#main"), f"lab-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_persona_cards_in_lab(lab: Lab, theme: str) -> None:
    lab.viewport(1400, 1000)
    page = lab.open([EDITOR.replace("MapEditor", "PersonaCards")])
    lab.collapse_sidebars()
    lab.theme("dark" if theme == "dark" else "light")
    lab.run(0)
    cards = page.locator(".cjw")
    cards.locator("article").first.wait_for()
    assert cards.get_attribute("data-cjw-theme") == theme
    lab.screenshot(cards, f"persona-cards-lab-{theme}")


def test_editor_in_voila(voila: Voila) -> None:
    voila.viewport(1640, 1000)
    page = voila.open([EDITOR])
    editor = Editor(page)
    voila.screenshot(editor.root, "editor-voila")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_charts_in_lab(lab: Lab, theme: str) -> None:
    lab.viewport(1300, 1000)
    page = lab.open([CHARTS, "cj.charts.emotion(jm)"])
    lab.collapse_sidebars()
    lab.theme("dark" if theme == "dark" else "light")
    lab.run_all()
    for index, name in enumerate(["drop-off", "emotion"]):
        chart = lab.output(index).locator("svg").first
        chart.wait_for()
        assert chart.locator("path").count() > 5
        lab.screenshot(lab.output(index), f"{name}-lab-{theme}")
    page.close()


def test_charts_in_voila(voila: Voila) -> None:
    page = voila.open([CHARTS, "cj.charts.emotion(jm)"])
    assert page.locator("#rendered_cells svg").count() >= 2
    page.locator("#rendered_cells svg").first.wait_for()
