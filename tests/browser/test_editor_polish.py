"""How the editor looks, measured: nothing cut or covered, lines that meet, edges that agree."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FloatRect, Locator, expect

from browser.bare import bare, mounted
from browser.editor import Editor
from cjwidgets import EventLog, JourneyMap, Measured, Pain, Persona, Stage, Survey, Touchpoint
from cjwidgets.analysis import figures
from cjwidgets.datasets import mattress_log, mattress_map, mattress_survey

# What is written, as boxes of its lines: where, and of what.
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
    ".cjw-grid :is(.cjw-more, .cjw-card-more, .cjw-add:empty, .cjw-star)")];
  const texts = textsOf(root, { not: "button, .cjw-star, svg" });
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
# Words of names that stand in more than one line.
CUT = """(root) => {
  const found = [];
  for (const name of root.querySelectorAll(".cjw-name")) {
    const node = name.firstChild;
    for (const { 0: word, index } of node.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(word);
    }
  }
  return found;
}"""
# Texts that leave the cell they stand in, or come nearer than 4 px to its border.
OUTSIDE = (
    "(root) => {"
    + TEXTS
    + """
  const found = [];
  for (const cell of root.querySelectorAll(".cjw-cell")) {
    const { left, right } = cell.getBoundingClientRect();
    cell.dataset.measured = "";
    for (const { box, text } of textsOf(root, { within: "[data-measured]", not: ".cjw-star" })) {
      if (box.left < left + 4 || box.right > right - 4) found.push(text);
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


@pytest.mark.parametrize("width", [1440, 1024])
def test_nothing_is_cut_or_covered(context: BrowserContext, width: int) -> None:
    jm = mattress_map()
    for name, editor in {
        "mattress": opened(context, jm, width, _figures=observed(jm)),
        "twenty": opened(context, twenty(), width),
    }.items():
        signs, covered = editor.root.evaluate(COVERED)
        assert signs > 30
        assert covered == [], name
        assert editor.root.evaluate(CUT) == [], name
        assert editor.root.evaluate(OUTSIDE) == [], name
        widths = "(root) => [...root.querySelectorAll('.cjw-touchpoint')].map((e) => e.offsetWidth)"
        assert min(editor.root.evaluate(widths)) >= 112, name
        # Where the browser knows the language it divides what is longer.
        divided = editor.root.locator(".cjw-name").first.evaluate(
            "(name) => [getComputedStyle(name).hyphens, getComputedStyle(name).hyphenateLimitChars]"
        )
        assert divided == ["auto", "6 3 3"]
        editor.page.close()


def test_lines_of_heads_and_cells_meet(context: BrowserContext) -> None:
    jm = mattress_map()
    editor = opened(context, jm, _figures=observed(jm))
    for width in (1440, 1233, 1024):
        editor.page.set_viewport_size({"width": width, "height": 900})
        for top, height in editor.root.evaluate(HEIGHTS):
            assert (top % 1, height % 1) == (0, 0)


def test_texts_have_two_left_edges(context: BrowserContext) -> None:
    jm = mattress_map()
    editor = opened(context, jm, _figures=observed(jm))

    def edges(within: str) -> list[float]:
        found: list[float] = editor.page.evaluate(EDGES, [editor.root.element_handle(), within])
        return found

    labels = edges(".cjw-title, .cjw-lane-title, .cjw-lane-hint:not(.cjw-key), .cjw-foot")
    assert len(labels) == 1
    # Below a stage all begin where its name does: goal, numbers, details and texts.
    first = '[data-col="0"]:not(.cjw-feeling, .cjw-cards, :has(.cjw-badge))'
    values = edges(f"{first}:not(.cjw-touchpoint), {first} :is(.cjw-goal, .cjw-details)")
    assert len(values) == 1
    assert values[0] > labels[0] + 100


def test_names_begin_at_one_edge_with_an_icon_or_without(context: BrowserContext) -> None:
    touchpoints = [Touchpoint("Search", channel="web"), Touchpoint("Own"), Touchpoint("Shop")]
    editor = opened(context, JourneyMap("M", stages=[Stage("Ask", touchpoints=touchpoints)]))
    places = editor.root.evaluate("""(root) =>
      [...root.querySelectorAll(".cjw-touchpoint")].map((head) => {
        const name = head.querySelector(".cjw-name").getBoundingClientRect();
        const style = getComputedStyle(head);
        return name.left - head.getBoundingClientRect().left - parseFloat(style.borderLeftWidth);
      })""")
    assert places == [31, 31, 31]


@pytest.mark.parametrize("locale", ["en", "ru", "zh-Hans", "zh-Hant"])
def test_empty_heads_are_48_pixels_high(context: BrowserContext, locale: str) -> None:
    editor = opened(context, JourneyMap("M", stages=[Stage("Ask"), Stage("Buy")], locale=locale))
    heights = editor.root.evaluate(HEIGHTS)
    assert [height for _, height in heights[:2]] == [48, 48]


def test_the_legend_shows_its_marks(context: BrowserContext) -> None:
    editor = opened(context, JourneyMap("M", stages=[Stage("Ask", touchpoints=[Touchpoint("A")])]))
    dots = editor.root.locator(".cjw-key .cjw-dot")
    assert [dots.nth(each).is_visible() for each in range(2)] == [True, True]


def test_intervals_stay_off_the_borders(context: BrowserContext) -> None:
    ends = [Measured(2, n=9, low=1.2, high=2), Measured(-2, n=9, low=-2, high=-1.1)]
    jm = JourneyMap("M", personas=[Persona("Anna", id="anna")])
    jm.stages = [Stage("Ask", touchpoints=[Touchpoint("A"), Touchpoint("B")])]
    for touchpoint, measured in zip(jm.touchpoints, ends, strict=True):
        touchpoint.measured = {"anna": measured}
    editor = opened(context, jm)
    room = editor.root.evaluate("""(root) =>
      [...root.querySelectorAll(".cjw-interval")].map((line) => {
        const [a, b] = [line, line.closest(".cjw-cell")].map((e) => e.getBoundingClientRect());
        return Math.min(a.top - b.top, b.bottom - a.bottom);
      })""")
    assert len(room) == 2
    assert min(room) >= 8


def test_a_tip_stays_inside_the_map(context: BrowserContext) -> None:
    jm = JourneyMap("M", personas=[Persona("Anna, who has a long name to be read", id="anna")])
    names = ["a", "b", "c", "d"]
    jm.stages = [Stage("Ask", touchpoints=[Touchpoint(name, id=name) for name in names])]
    for touchpoint, feeling in zip(jm.touchpoints, (2, -2, 2, -2), strict=True):
        touchpoint.emotion = feeling
    for width in (1440, 700):
        editor = opened(context, jm, width)
        for name in names:
            point = editor.point(name)
            point.hover()
            editor.page.wait_for_function(INSIDE, arg=point.element_handle())
            point.focus()
            editor.page.wait_for_function(INSIDE, arg=point.element_handle())
        editor.page.close()


def test_the_map_marks_what_the_panel_edits(context: BrowserContext) -> None:
    jm = twenty()
    editor = opened(context, jm)
    marked = editor.root.locator("[data-inspected]")
    expect(marked).to_have_count(0)
    editor.cell("stage", "s2").click()
    editor.press("Control+i")
    panel = editor.root.locator(".cjw-panel")
    expect(panel.locator("h3")).to_have_text("Delivery")
    expect(marked).to_have_count(1)
    assert marked.get_attribute("data-node") == "s2"
    card = editor.root.locator("[data-card]").first
    card.focus()
    expect(marked).to_have_attribute("data-card", jm.stages[2].pains[0].id)
    editor.root.locator("[data-persona-chip=anna]").focus()
    expect(marked).to_have_attribute("data-persona-chip", "anna")
    last = jm.touchpoints[-1].id
    editor.cell("touchpoint", last).focus()
    expect(marked).to_have_attribute("data-node", last)
    assert boxes(marked)[0]["x"] + boxes(marked)[0]["width"] <= boxes(panel)[0]["x"] + 1
    ground = "(part) => getComputedStyle(part).backgroundColor"
    others = editor.cell("touchpoint", jm.touchpoints[-2].id)
    assert marked.evaluate(ground) != others.evaluate(ground)
    panel.get_by_role("button", name="Close").click()
    expect(marked).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_panel_is_372_wide_and_lies_over_a_small_map(
    context: BrowserContext, width: int
) -> None:
    jm = mattress_map()
    editor = opened(context, jm, width)
    column = boxes(editor.root.locator(".cjw-touchpoint"))[0]["width"]
    last = editor.cell("touchpoint", jm.touchpoints[-1].id)
    last.click()
    editor.press("Control+i")
    panel = editor.root.locator(".cjw-panel")
    expect(panel).to_be_visible()
    assert boxes(panel)[0]["width"] == 372
    # What is edited is in sight beside it, and no column became narrower below it.
    expect(editor.root.locator("[data-inspected]")).to_have_count(1)
    assert boxes(last)[0]["x"] + boxes(last)[0]["width"] <= boxes(panel)[0]["x"] + 1
    after = boxes(editor.root.locator(".cjw-touchpoint"))[0]["width"]
    assert after == column if width == 1024 else after >= 112


@pytest.mark.parametrize("locale", ["en", "ru", "zh-Hans"])
def test_nothing_in_the_panel_is_cut_and_it_has_two_left_edges(
    context: BrowserContext, locale: str
) -> None:
    jm = twenty()
    jm.locale = locale
    editor = opened(context, jm)
    panel = editor.root.locator(".cjw-panel")
    for width in (1440, 1024, 700):
        editor.page.set_viewport_size({"width": width, "height": 900})
        editor.cell("touchpoint", jm.touchpoints[4].id).click()
        if not panel.count():
            editor.press("Control+i")
        expect(panel.locator('[data-field="match"]')).to_be_visible()
        assert panel.evaluate(BEYOND) == []
        assert len(set(panel.evaluate(LEFT, ".cjw-prop > span:first-child"))) == 1
        assert len(set(panel.evaluate(LEFT, ".cjw-prop > span:last-child"))) == 1
        heads = panel.evaluate(LEFT, ".cjw-path, h3, h4, .cjw-prop > span:first-child")
        assert len(set(heads)) == 1


def test_focus_and_hover_differ_in_menus(context: BrowserContext) -> None:
    for theme in ("light", "dark"):
        editor = opened(context, twenty(), theme=theme)
        editor.cell("stage", "s1").focus()
        editor.press("Shift+F10")
        items = editor.root.locator("[role^=menuitem]")
        expect(items.first).to_be_focused()
        items.nth(2).hover()
        ground = "(part) => getComputedStyle(part).backgroundColor"
        seen = [items.nth(each).evaluate(ground) for each in (0, 2, 3)]
        assert len(set(seen)) == 3
        editor.page.close()


@pytest.mark.parametrize(
    ("platform", "keys", "never"),
    [("MacIntel", "⌘Z", "Ctrl"), ("Win32", "Ctrl+Z", "⌘"), ("Linux x86_64", "Ctrl+Z", "⌘")],
)
def test_the_sheet_of_keys_is_even_and_names_them_as_here(
    context: BrowserContext, platform: str, keys: str, never: str
) -> None:
    context.add_init_script(
        f"Object.defineProperty(navigator, 'platform', {{value: '{platform}'}})"
    )
    editor = opened(context, twenty())
    editor.cell("stage", "s1").focus()
    editor.press("?")
    sheet = editor.root.locator(".cjw-sheet")
    expect(sheet).to_be_visible()
    assert sheet.get_by_text(keys, exact=True).count() == 1
    assert never not in sheet.inner_text()
    columns: dict[float, float] = {}
    for box in boxes(sheet.locator("dl > div")):
        bottom = box["y"] + box["height"]
        columns[box["x"]] = max(columns.get(box["x"], 0), bottom)
    assert len(columns) == 2
    assert abs(columns[min(columns)] - columns[max(columns)]) <= 40
    # A heading never stands at the end of a column, alone.
    for title in sheet.locator("section").all():
        head, row = (boxes(title.locator(each))[0] for each in ("h4", "dl > div"))
        assert head["x"] == row["x"]


def test_a_map_is_as_high_as_it_is_or_scrolled_once(context: BrowserContext) -> None:
    jm = mattress_map()
    editor = opened(context, jm, _figures=observed(jm))
    assert editor.root.evaluate(SCROLLED) == []
    editor.page.set_viewport_size({"width": 1400, "height": 600})
    expect(editor.root).to_have_attribute("data-tall", "")
    assert editor.root.evaluate(SCROLLED) == ["cjw-scroller"]
    assert boxes(editor.root.locator(".cjw-scroller"))[0]["height"] <= 600 * 0.85 + 1
    editor.page.set_viewport_size({"width": 390, "height": 844})
    expect(editor.root).to_have_class(re.compile("cjw-narrow"))
    assert editor.root.evaluate(SCROLLED) == []


def brightness(part: Locator) -> float:
    """From 0 to 255, however the colour is written."""
    numbers: list[float] = part.evaluate(
        """(part) => {
          const pen = document.createElement("canvas").getContext("2d");
          pen.fillStyle = getComputedStyle(part).backgroundColor;
          pen.fillRect(0, 0, 1, 1);
          return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }"""
    )
    return sum(numbers) / 3


def in_section(context: BrowserContext, ground: str, **values: Any) -> Editor:
    """A map in a section of its own ground; the page around it is as its theme says."""
    page = bare(context, twenty(), **{"theme": "auto", **values})
    page.evaluate(
        """(ground) => {
          const section = document.createElement("section");
          section.style.cssText = `background: ${ground}; padding: 8px`;
          const place = document.getElementById("place");
          place.replaceWith(section);
          section.append(place);
        }""",
        ground,
    )
    return mounted(page)


@pytest.mark.parametrize(
    ("ground", "theme"),
    [
        ("#111", "dark"),
        ("rgb(18 18 18)", "dark"),
        ("oklch(0.2 0.02 250)", "dark"),
        ("#2b2b2b", "dark"),
        ("#5a5a5a", "dark"),
        ("#fff", "light"),
        ("#f3e9d2", "light"),
    ],
)
def test_the_theme_is_that_of_what_lies_behind(
    context: BrowserContext, ground: str, theme: str
) -> None:
    editor = in_section(context, ground)
    expect(editor.root).to_have_attribute("data-cjw-theme", theme)
    # A notebook that says otherwise says it of itself, and its colours stay away.
    page = editor.page
    says = "(light) => { document.body.dataset.jpThemeLight = light; }"
    page.evaluate(says, "true" if theme == "dark" else "false")
    expect(editor.root).to_have_attribute("data-cjw-theme", theme)
    expect(editor.root).not_to_have_attribute("data-cjw-host", re.compile(".*"))
    page.evaluate(says, "false" if theme == "dark" else "true")
    expect(editor.root).to_have_attribute("data-cjw-host", "")
    section = page.locator("section").first
    if ground in ("#111", "rgb(18 18 18)", "oklch(0.2 0.02 250)"):
        assert 5 <= brightness(editor.root) - brightness(section) <= 20
    if theme == "dark":
        assert brightness(editor.root) < 60


def test_the_theme_is_read_again_when_what_lies_behind_changes(context: BrowserContext) -> None:
    editor = in_section(context, "#fff")
    page, root = editor.page, editor.root
    expect(root).to_have_attribute("data-cjw-theme", "light")
    page.evaluate("document.querySelector('section').style.background = '#111'")
    expect(root).to_have_attribute("data-cjw-theme", "dark")
    # Slowly, by a class of something further out.
    page.add_style_tag(
        content="""
      main { background: #fff; transition: background-color 0.1s; }
      main.dark { background: #101418; }"""
    )
    page.evaluate("""() => {
      const section = document.querySelector("section");
      const main = document.createElement("main");
      section.style.background = "none";
      section.replaceWith(main);
      main.append(section);
      section.style.padding = "9px";
    }""")
    expect(root).to_have_attribute("data-cjw-theme", "light")
    page.evaluate("document.querySelector('section').style.padding = '8px'")
    page.evaluate("document.querySelector('main').classList.add('dark')")
    page.evaluate("document.querySelector('section').style.padding = '10px'")
    expect(root).to_have_attribute("data-cjw-theme", "dark")


def test_the_theme_is_read_when_a_widget_gets_its_place(context: BrowserContext) -> None:
    page = bare(context, twenty(), theme="auto")
    # As Panel and Solara do: mounted in a shadow tree that stands nowhere yet.
    page.evaluate("""() => {
      const host = document.createElement("div");
      const place = document.getElementById("place");
      window.later = host;
      void window.mount();
      host.attachShadow({ mode: "open" }).append(...document.querySelectorAll("style"), place);
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }""")
    page.evaluate("""() => {
      document.body.insertAdjacentHTML("beforeend", "<section style='background: #111'></section>");
      document.querySelector("section").append(window.later);
    }""")
    expect(page.locator(".cjw").first).to_have_attribute("data-cjw-theme", "dark")
    page.evaluate("document.querySelector('section').style.background = '#fff'")
    expect(page.locator(".cjw").first).to_have_attribute("data-cjw-theme", "light")


def test_no_answer_explains_itself_and_acts(context: BrowserContext) -> None:
    # The page of this test says hello for ever, but takes no edit.
    jm = twenty()
    editor = opened(context, jm)
    editor.write(editor.cell("lane-actions", jm.touchpoints[0].id), "Unanswered")
    state = editor.root.locator(".cjw-state")
    expect(state).to_have_text("No answer · 1 waiting")
    strip = editor.root.get_by_role("alert")
    expect(strip).to_be_visible()  # by itself, although it is asked again and again
    for words in ("No answer from Python.", "You can go on", "Try again", "Download a copy"):
        expect(strip).to_contain_text(words)
