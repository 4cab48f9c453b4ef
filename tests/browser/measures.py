"""What is measured on a page: boxes, lines, edges; and the maps that are measured."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, FloatRect, Locator

from browser.bare import bare, mounted
from browser.editor import Editor
from cjwidgets import (
    EventLog,
    Goal,
    JourneyMap,
    Lane,
    Pain,
    Persona,
    Stage,
    Survey,
    Touchpoint,
)
from cjwidgets.analysis import figures
from cjwidgets.datasets import mattress_log, mattress_survey
from cjwidgets.model.lanes import LANES

TEXTS = """
const textsOf = (root, { within = ".cjw-grid", not = "button" } = {}) => {
  const found = [];
  for (const part of root.querySelectorAll(within)) {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      if (!node.data.trim() || node.parentElement.closest(not)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) found.push({ box, text: node.data });
    }
  }
  return found;
};
"""
COVERED = (
    "(root) => {"
    + TEXTS
    + """
  const signs = [...root.querySelectorAll(
    ".cjw-grid :is(.cjw-more, .cjw-card-more, .cjw-add:empty, .cjw-star)")]
    .filter((sign) => !sign.closest("[data-elsewhere]"));
  const texts = textsOf(root, { not: "button, .cjw-star, svg, [data-elsewhere]" });
  const found = [];
  for (const sign of signs) {
    const a = sign.getBoundingClientRect();
    for (const { box: b, text } of texts) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 0.5 && high > 0.5) found.push([sign.className, text]);
    }
  }
  return [signs.length, found];
}"""
)
# Words that stand in more than one line, without a hyphen between.
CUT = """(root) => {
  const found = [];
  for (const part of root.querySelectorAll(
    ".cjw-name, .cjw-lane-title, .cjw-lane-hint, .cjw-value, .cjw-goal, .cjw-card")) {
    for (const node of part.childNodes) {
      if (!(node instanceof Text)) continue;
      for (const { 0: word, index } of node.data.matchAll(/[^\\s\\-\\u2e80-\\uffef]+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => top)).size;
        if (lines > 1 && !word.includes("\u00ad")) found.push(word);
      }
    }
  }
  return found;
}"""
# Texts that leave the cell they stand in, or come nearer than 3 px to its border.
OUTSIDE = (
    "(root) => {"
    + TEXTS
    + """
  const found = [];
  for (const cell of root.querySelectorAll(".cjw-cell")) {
    const { left, right } = cell.getBoundingClientRect();
    cell.dataset.measured = "";
    for (const { box, text } of textsOf(root, { within: "[data-measured]", not: ".cjw-star" })) {
      if (box.left < left + 3 || box.right > right - 3) found.push(text);
    }
    delete cell.dataset.measured;
  }
  return found;
}"""
)
HEIGHTS = """(root) => [...root.querySelectorAll(".cjw-row")].map((row) => {
  const { top, height } = row.getBoundingClientRect();
  return [top - root.querySelector(".cjw-grid").getBoundingClientRect().top, height];
})"""
EDGES = (
    "([root, within]) => {"
    + TEXTS
    + """
  return [...new Set([...root.querySelectorAll(within)].map((part) => {
    part.dataset.measured = "";
    const [first] = textsOf(root, { within: "[data-measured]", not: ".cjw-said" });
    delete part.dataset.measured;
    return first && Math.round(first.box.left * 2) / 2;
  }).filter((each) => each !== undefined))];
}"""
)
INSIDE = """(point) => {
  const tip = point.querySelector(".cjw-tip");
  if (!tip || getComputedStyle(tip).display === "none") return false;
  const a = tip.getBoundingClientRect();
  const b = point.closest(".cjw-scroller").getBoundingClientRect();
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
}"""
# What can be scrolled up and down.
SCROLLED = """(root) => [...root.querySelectorAll("*")]
  .filter((part) => part.scrollHeight > part.clientHeight + 1)
  .filter((part) => /auto|scroll/.test(getComputedStyle(part).overflowY))
  .map((part) => part.className)"""
# What of the panel stands beyond its own edges.
BEYOND = """(panel) => {
  const { left, right } = panel.getBoundingClientRect();
  return [...panel.querySelectorAll("*")]
    .filter((part) => part.offsetParent)
    .map((part) => [part.className, part.getBoundingClientRect()])
    .filter(([, box]) => box.left < left || box.right > right - 8)
    .filter(([name]) => !/^cjw-(form|panel-head)$/.test(name))
    .map(([name]) => name);
}"""
LEFT = """(panel, which) => [...panel.querySelectorAll(which)]
  .filter((part) => part.offsetParent)
  .map((part) => part.getBoundingClientRect().left)"""


def boxes(parts: Locator) -> list[FloatRect]:
    return [box for part in parts.all() if (box := part.bounding_box())]


def observed(jm: JourneyMap) -> dict[str, Any]:
    """The figures of a map with a log and answers, as a kernel sends them."""
    log = EventLog(mattress_log(), customer="customer_id", time="time", event="event")
    survey = Survey(
        mattress_survey(), respondent="customer_id", time="time", touchpoint="touchpoint",
        questions=["csat", "expectation"],
    )  # fmt: skip
    jm.attach(log, source="Web shop").attach(survey, source="Short survey")
    return {**figures(jm).to_json(), "filtered": None, "stale": False}


def opened(context: BrowserContext, jm: JourneyMap, width: int = 1440, **values: Any) -> Editor:
    page = bare(context, jm, **values)
    page.set_viewport_size({"width": width, "height": 900})
    return mounted(page)


def crowded(locale: str) -> JourneyMap:
    """Lanes of every kind, and names that fill the narrow columns of stages with one touchpoint."""
    stages, names, does = {
        "en": (["Considered options", "Delivery", "Use"], "Comparison", "Asks a friend"),
        "ru": (["Осознание потребности", "Доставка и использование", "Лояльность"],
               "Удовлетворённость", "Пролистывает рекламу, не останавливаясь"),
        "zh-Hans": (["认知与考虑阶段的名称", "交付与使用", "忠诚"],
                    "社交媒体广告投放平台", "快速划过三条广告没有停留"),
    }[locale]  # fmt: skip
    jm = JourneyMap("Crowded", locale=locale, personas=[Persona("Anna", id="anna")])
    jm.stages = [
        Stage(
            stages[number % 3],
            goals=[Goal(does)],
            pains=[Pain(does), Pain(does[:5])],
            touchpoints=[Touchpoint(names, channel="website", mode="online", actions=does)],
        )
        for number in range(12)
    ]
    jm.touchpoints[1].key = jm.touchpoints[4].key = True
    spans = {"pains", "opportunities"}
    jm.lanes = [
        Lane(id=f"lane-{name}", shows=name, span="stage" if name in spans else "") for name in LANES
    ]
    return jm


def twenty() -> JourneyMap:
    """Twenty stages with the names that people gave, a few cards, a stage without touchpoints."""
    stages = ["Awareness", "Decision", "Delivery", "Onboarding"]
    names = ["Checkout", "Touchpoint 5", "Customer service", "Comparison", "Search"]
    jm = JourneyMap("Long", personas=[Persona("Anna", id="anna"), Persona("Viktor", id="viktor")])
    jm.stages = [
        Stage(
            stages[number % 4],
            id=f"s{number}",
            touchpoints=[
                Touchpoint(
                    names[(number + place) % 5],
                    channel=["website", "phone", ""][place % 3],
                    emotion=place - 1,
                    key=place == 1,
                )
                for place in range(number % 4)
            ],
        )
        for number in range(20)
    ]
    jm.stages[2].pains = [Pain("Every brand claims the same"), Pain("x")]
    jm.stages[5].touchpoints[0].pains = [Pain("Reviews feel bought and nobody says so")]
    return jm
