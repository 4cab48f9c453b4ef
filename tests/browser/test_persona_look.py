"""A persona has one colour and one mark: in the map, on her card and in the chart beside them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from browser.bare import bare
from browser.host import THEMES
from browser.measures import TEXTS
from browser.plain import Plain
from cjwidgets import Comment, JourneyMap, Persona

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


# Texts of a card's head that one of its two buttons lies on.
HIDDEN = (
    "(root) => {"
    + TEXTS
    + """
  const mine = ":is(.cjw-said-badge, .cjw-more)";
  const texts = textsOf(root, { within: ".cjw-persona-head", not: `${mine}, .cjw-said` });
  return [...root.querySelectorAll(`.cjw-persona-head ${mine}`)].flatMap((button) => {
    const a = button.getBoundingClientRect();
    return texts.filter(({ box: b }) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5,
    ).map(({ text }) => [button.className, text]);
  });
}"""
)


@pytest.mark.parametrize("hand", ["mouse", "finger"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_button_lies_on_a_name(browser: Browser, direction: str, hand: str) -> None:
    names = [
        "Anna, who has a name that fills the whole of every line of its card",
        "Александра Константинопольская-Преображенская",
        "一位名字特别长的客户角色用来测试卡片的标题是否被按钮遮住",
    ]
    people = [
        Persona(
            name, segment=name, comments=[Comment(f"{n}?", author="Olga") for n in range(12 * at)]
        )
        for at, name in enumerate(names)
    ]
    touch = hand == "finger"
    context = browser.new_context(has_touch=touch, is_mobile=touch)
    page = bare(context, JourneyMap("M", personas=people), direction, module="persona-cards")
    page.evaluate("void window.mount()")
    root = page.locator(".cjw").first
    expect(root.locator(".cjw-persona-head")).to_have_count(3)
    for width in (1440, 1024, 720, 512, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert root.evaluate(HIDDEN) == [], width
    context.close()
