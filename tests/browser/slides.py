"""A map that is presented, and how its slides are measured."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

import cjwidgets as cj
from browser.bare import bare, mounted
from browser.editor import Editor
from cjwidgets.locale import catalogue

MEASURE = """() => {
  const deck = document.querySelector(".cjw-deck");
  const room = deck.getBoundingClientRect();
  const seen = (e) => e.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const walker = document.createTreeWalker(deck, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    const skip = !node.data.trim() || parent.closest(".cjw-said, button[title]:not(.cjw-way *)");
    if (skip || !seen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const {left, right, top, bottom} of range.getClientRects()) {
      const size = parseFloat(getComputedStyle(parent).fontSize);
      texts.push({node, text: node.data.trim(), size, left, right, top, bottom, of: parent});
    }
  }
  const lines = (node, from, word) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, from + word.length);
    const boxes = [...range.getClientRects()].filter(({width}) => width > 0);
    return new Set(boxes.map(({top}) => Math.round(top))).size;
  };
  const words = texts.filter(({node}) => !/\\p{Script=Han}/u.test(node.data)).flatMap(({node}) =>
    [...node.data.matchAll(/[\\p{L}\\p{N}]+/gu)].map(({0: word, index}) =>
      ({word, lines: lines(node, index, word)})));
  const cut = texts.filter(({left, right, top, bottom}) => left < room.left - 1 ||
    right > room.right + 1 || top < room.top - 1 || bottom > room.bottom + 1);
  const over = texts.flatMap((a, at) => texts.slice(at + 1).filter((b) => a.of !== b.of &&
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6).map((b) => [a.text, b.text]));
  const scrolled = [...deck.querySelectorAll(".cjw-slide, .cjw-slide-start, .cjw-slide-end")]
    .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1);
  return {
    least: Math.min(...texts.map(({size}) => size)),
    // Labels, sources and what stands behind a number are no body.
    body: [...deck.querySelectorAll(".cjw-slide :is(p, h3)")].filter((e) => seen(e) &&
      !e.matches(".cjw-slide-label, .cjw-slide-small, .cjw-slide-source"))
      .map((e) => parseFloat(getComputedStyle(e).fontSize)),
    divided: words.filter(({lines}) => lines > 1).map(({word}) => word),
    bare: texts.map(({text}) => text).filter((text) => /^[a-z_]+\\.[a-z_.]+$/.test(text)),
    cut: cut.map(({text}) => text), over, scrolled: scrolled.length,
    step: deck.querySelector(".cjw-slide").dataset.fit,
    wide: [deck.clientWidth, deck.clientHeight],
  };
}"""


def figures(jm: cj.JourneyMap) -> Any:
    """What the worked example's log says of its map, as a browser is told."""
    log = cj.EventLog(
        cj.datasets.mattress_log(600), customer="customer_id", time="time", event="event"
    )
    jm.attach(log)
    editor = cj.MapEditor(jm)
    editor.live.settle()
    return editor._figures


def presenting(
    context: BrowserContext,
    jm: cj.JourneyMap,
    size: tuple[int, int] = (1280, 720),
    direction: str = "ltr",
    **values: Any,
) -> Editor:
    page = bare(context, jm, direction, **values)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    editor = mounted(page)
    editor.root.get_by_role("button", name=words("editor.present", jm), exact=True).click()
    expect(editor.root.locator(".cjw-deck")).to_be_focused()
    page.wait_for_function("innerHeight === document.querySelector('.cjw-deck').clientHeight")
    return editor


def words(key: str, jm: cj.JourneyMap) -> str:
    return str(catalogue(jm.locale)[key])


def is_readable(page: Page, least: float = 18) -> dict[str, Any]:
    """All texts of the slide that is shown are words, large enough, whole, and side by side."""
    page.wait_for_function("document.querySelector('.cjw-slide')?.dataset.fit !== undefined")
    found: dict[str, Any] = page.evaluate(MEASURE)
    assert found["least"] >= least, found
    assert min(found["body"], default=22) >= 22, found
    assert found["divided"] == []
    assert found["bare"] == []
    assert (found["cut"], found["over"], found["scrolled"]) == ([], [], 0), found
    return found
