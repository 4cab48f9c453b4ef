"""Every chart on a telephone: as wide as its card, no text cut off, in any language."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import boards
from browser.plain import Plain
from charts import gallery

TESTS = Path(__file__).resolve().parents[1]
BOARD = """import sys
sys.path.insert(0, {tests!r})
import cjwidgets as cj
from charts import gallery
own = gallery.journey(3, {locale!r}, customers=60)
def draws(name):
    def draw(scene):
        return gallery.drawn(name, own)
    return draw
board = cj.JourneyBoard(own.jm, own.log, own.survey,
                        charts={{name: draws(name) for name in gallery.ARGUMENTS}})
board"""
WHAT_IF = "cj.WhatIf(own.jm, own.log, goal=own.goal)"
# Each as wide as its place, or most of it: drawn for it.
FIT = """count => {
  const all = [...document.querySelectorAll("svg.marks")];
  return all.length === count && all.every((svg) => {
    const place = svg.closest(".cjw-vega")?.clientWidth;
    const drawn = Number(svg.getAttribute("width"));
    return place < 400 && drawn <= place && drawn > 0.9 * place;
  });
}"""
UNREADABLE = """svg => {
  const inside = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll(".role-mark text, .role-title text")];
  const found = [];
  const seen = texts.filter((text) => text.textContent.trim()).map((text) => {
    const box = text.getBoundingClientRect();
    return { said: text.textContent, box };
  });
  for (const { said, box } of seen)
    if (box.left < inside.left - 1 || box.right > inside.right + 1 ||
        box.top < inside.top - 1 || box.bottom > inside.bottom + 1)
      found.push(`"${said}" is outside of the picture`);
  for (const [at, one] of seen.entries())
    for (const two of seen.slice(at + 1)) {
      const across = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
      const down = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
      if (one.said !== two.said && across > 1 && down > 4)
        found.push(`"${one.said}" and "${two.said}" lie on each other`);
    }
  return found;
}"""


def test_a_board_draws_for_the_room_it_has(plain: Plain) -> None:
    plain.viewport(390, 844)
    page = plain.open([boards.SETUP, "cj.JourneyBoard(jm, log, charts=['drop_off', 'dwell'])"])
    plain.run_all()
    page.wait_for_function(FIT, arg=2)
    plain.screenshot(page.locator(".cjw-board-charts"), "charts-390-two")
    drop_off = page.locator('[data-chart="drop_off"] svg.marks')
    narrow = drop_off.get_attribute("width") or ""
    # Turned, there is room for what was drawn first.
    page.set_viewport_size({"width": 1400, "height": 900})
    expect(drop_off).not_to_have_attribute("width", narrow)
    expect(drop_off).to_contain_text("Delivery")


@pytest.mark.parametrize("locale", ["en", "ru", "zh-Hans"])
def test_every_chart_on_a_telephone(plain: Plain, locale: str) -> None:
    plain.viewport(390, 844)
    page = plain.open([BOARD.format(tests=str(TESTS), locale=locale), WHAT_IF])
    plain.run_all()
    page.wait_for_function(FIT, arg=len(gallery.ARGUMENTS) + 1, timeout=120_000)
    for svg in page.locator("svg.marks").all():
        assert svg.evaluate(UNREADABLE) == []
    plain.screenshot(page.locator("main"), f"charts-390-{locale}")


ALONE = """import sys
sys.path.insert(0, {tests!r})
from charts import gallery
from IPython.display import display
own = gallery.journey(3, customers=60)
for name in gallery.ARGUMENTS:
    display(gallery.drawn(name, own))"""
# What is left of a picture where its place is scrolled to the end.
CUT = """svg => {
  const place = svg.closest(".cjw-vega");
  place.scrollLeft = 1e6;
  return svg.getBoundingClientRect().right - place.getBoundingClientRect().right;
}"""


MOST_FIT = """count => {
  const fit = [...document.querySelectorAll("svg.marks")].filter((svg) => {
    const drawn = Number(svg.getAttribute("width"));
    return drawn <= svg.closest(".cjw-vega").clientWidth;
  });
  window.fit = fit.length;
  return fit.length > 0.8 * count;
}"""


def test_a_chart_alone_is_drawn_for_a_telephone_or_scrolled_to_its_end(plain: Plain) -> None:
    plain.viewport(390, 844)
    page = plain.open([ALONE.format(tests=str(TESTS))])
    plain.run_all()
    charts = page.locator(".cjw-vega svg.marks")
    expect(charts).to_have_count(len(gallery.ARGUMENTS))
    # Those whose data are still there are drawn for it.
    page.wait_for_function(MOST_FIT, arg=len(gallery.ARGUMENTS))
    plain.screenshot(page.locator("main"), "charts-alone-390")
    for svg in charts.all():
        assert svg.evaluate(UNREADABLE) == []
        assert svg.evaluate(CUT) <= 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390
