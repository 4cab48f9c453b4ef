"""A persona has one colour and one mark: in the map, on her card and in the chart beside them."""

from __future__ import annotations

from playwright.sync_api import expect

from browser.host import THEMES
from browser.plain import Plain

MOST = 8
MAP = """
import cjwidgets as cj
from IPython.display import display
def show(count):
    people = [cj.Persona(f"Who {at}", id=f"p{at}") for at in range(count)]
    felt = {each.id: (at + 1) / 5 - 1 for at, each in enumerate(people)}
    points = [cj.Touchpoint(name, emotions=felt) for name in ("Search", "Chat", "Order")]
    jm = cj.JourneyMap("Shop", personas=people, stages=[
        cj.Stage("Ask", touchpoints=points[:2]), cj.Stage("Buy", touchpoints=points[2:])])
    display(cj.MapEditor(jm), cj.PersonaCards(jm), cj.charts.emotion(jm))
"""
# The colour of a mark, and its form: which parts of the box around it are within it.
SEEN = """root => {
  const form = (path) => {
    const box = path.getBBox();
    const at = [1, 2, 3, 4, 5, 6, 7].map((part) => (part - 0.5) / 7);
    return at.map((down) => at.map((across) => {
      const point = path.ownerSVGElement.createSVGPoint();
      point.x = box.x + across * box.width;
      point.y = box.y + down * box.height;
      return path.isPointInFill(point) ? "x" : ".";
    }).join("")).join(" ");
  };
  const seen = (path) => [getComputedStyle(path).stroke, form(path)];
  const all = (selector) => [...root.querySelectorAll(selector)].map(seen);
  const people = root.querySelectorAll(".cjw-portrait").length;
  const marks = [...root.querySelectorAll("svg.marks path[aria-label]")];
  return {
    chips: all("[data-persona-chip] .cjw-mark path"),
    points: Array.from({ length: people }, (_, at) =>
      root.querySelector(`.cjw-point[data-persona="p${at}"] .cjw-mark path`)).map(seen),
    cards: all(".cjw-portrait .cjw-mark path"),
    lines: [...root.querySelectorAll(".cjw-curves .cjw-curve")].map(
      (line) => getComputedStyle(line).stroke),
    chart: Array.from({ length: people }, (_, at) =>
      marks.find((mark) => mark.getAttribute("aria-label").includes(`Who ${at}`))).map(seen),
  };
}"""


def test_a_persona_looks_alike_in_map_cards_and_chart(plain: Plain) -> None:
    plain.open([MAP, *(f"show({count})" for count in range(1, MOST + 1))])
    plain.run_all()
    for theme in THEMES:
        plain.theme(theme)
        for count in range(1, MOST + 1):
            part = plain.output(count)
            part.scroll_into_view_if_needed()
            expect(part.locator(".cjw-portrait")).to_have_count(count)
            expect(part.locator(f".cjw[data-cjw-theme={theme}]")).to_have_count(2)
            part.locator(f".cjw-vega[data-cjw-theme={theme}] svg.marks").wait_for()
            seen = part.evaluate(SEEN)
            assert len({tuple(each) for each in seen["chart"]}) == count
            assert seen["chart"] == seen["cards"] == seen["points"]
            # One persona needs no choice, and many are chosen in a menu.
            assert seen["chips"] in (seen["chart"], [])
            assert seen["lines"] == [colour for colour, _ in seen["chart"]]
