"""Presenting: one slide at a time on the whole screen, by the keys of slide tools."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

import cjwidgets as cj
from browser.bare import bare, mounted
from browser.editor import MAP, Editor, more
from browser.plain import Plain
from browser.slides import MEASURE, figures, is_readable, presenting


# Sizes of all texts on the slide, and what is cut, lies over another or leaves the screen.
def test_a_projector_shows_the_worked_example_readably(context: BrowserContext) -> None:
    """1280 × 720: texts of 22 pixels, the number of 66; every slide, its touchpoints too."""
    jm = cj.datasets.mattress_map()
    editor = presenting(context, jm, _figures=figures(jm))
    page = editor.page
    slide = editor.root.locator(".cjw-slide")
    for at, stage in enumerate(jm.stages):
        expect(slide.locator("h2")).to_have_text(stage.name)
        expect(editor.root.locator(".cjw-way [aria-current]")).to_have_text(stage.name)
        expect(editor.root.locator(".cjw-deck-count")).to_have_text(f"{at + 1} of 5")
        found = is_readable(page)
        assert found["step"] in {"", "small"}
        for touchpoint in stage.touchpoints:
            editor.press("ArrowDown")
            expect(slide.locator("h2")).to_contain_text(touchpoint.name)
            is_readable(page)
        editor.press("ArrowRight")
    editor.press("3", "Enter")
    is_readable(page)
    sizes = "e => Math.round(parseFloat(getComputedStyle(e).fontSize))"
    assert slide.locator(".cjw-slide-number").evaluate(sizes) == 66
    assert slide.locator("h2").evaluate(sizes) == 46
    assert slide.locator("h3").first.evaluate(sizes) == 28
    # The stage is lit, and each line ends in the name of its persona, at its own height.
    lit = slide.locator(".cjw-lit").bounding_box()
    assert lit
    marks = [each.bounding_box() for each in slide.locator(".cjw-line-lit").all()]
    assert len(marks) == 4
    for mark in marks:
        assert mark
        assert lit["x"] < mark["x"] + mark["width"] / 2 < lit["x"] + lit["width"]
    names = slide.locator(".cjw-line-name")
    assert names.all_inner_texts() == [persona.name for persona in jm.personas]
    context.close()


def test_keys_are_those_of_slide_tools_and_edit_nothing(plain: Plain) -> None:
    page = plain.open([MAP])
    plain.run(0)
    editor = Editor(page)
    plain.python("jm.stages.append(cj.Stage('Use', id='use', touchpoints=['a', 'b', 'c']))")
    editor.cell("stage", "use").wait_for()
    rev = plain.python("jm.rev")
    editor.cell("stage", "ask").focus()
    more(editor, "Present")
    deck = editor.root.locator(".cjw-deck")
    title = deck.locator("h2")
    told = deck.get_by_role("status")

    def at(key: str, name: str) -> None:
        editor.press(key)
        expect(title).to_have_text(name)

    expect(deck).to_be_focused()
    expect(title).to_have_text("Ask")
    page.wait_for_function("innerWidth === document.fullscreenElement?.clientWidth")
    for key, name in [
        *[("ArrowRight", "Buy"), (" ", "Use"), ("PageUp", "Buy"), ("PageDown", "Use")],
        *[("Home", "Ask"), ("End", "Use"), ("ArrowLeft", "Buy"), ("Enter", "Use")],
        *[("Backspace", "Buy"), ("Shift+Space", "Ask"), ("ArrowLeft", "Ask")],
        *[("ArrowDown", "Search"), ("ArrowDown", "Chat"), ("ArrowUp", "Search")],
        *[
            ("ArrowUp", "Ask"),
            ("ArrowDown", "Search"),
            ("ArrowRight", "Chat"),
            ("ArrowRight", "Buy"),
        ],
    ]:
        at(key, name)
    expect(told).to_contain_text("2 of 3. Buy. Cart")
    # Digits, then Enter; what leads too far leads to the end.
    editor.press("3")
    expect(deck.locator(".cjw-deck-count")).to_have_text("3 ↵")
    at("Enter", "Use")
    editor.press("1")
    expect(deck.locator(".cjw-deck-count")).to_have_text("1 ↵")
    at("Escape", "Use")
    editor.press("1")
    at("Enter", "Ask")
    # A black screen, and any key is back; a white one.
    for key, kind in [("b", "black"), ("w", "white"), (".", "black")]:
        editor.press(key)
        cover = deck.locator(f".cjw-curtain-{kind}")
        assert cover.bounding_box() == deck.bounding_box()
        expect(told).to_have_text(f"The screen is {kind}.")
        at("ArrowRight", "Ask")
        expect(cover).to_have_count(0)
    # Nothing is typed, cleared or undone behind it.
    editor.press("a", "Delete", "Control+z", "Control+x")
    expect(title).to_have_text("Ask")
    # Within the page, and back on the screen.
    editor.press("f")
    page.wait_for_function("document.fullscreenElement === null")
    expect(title).to_have_text("Ask")
    editor.press("f")
    page.wait_for_function("innerWidth === document.fullscreenElement?.clientWidth")
    # Whoever goes through its buttons with Tab does not leave it, on either side.
    editor.press("Tab", "Shift+Tab", "Shift+Tab")
    page.wait_for_function("document.querySelector('.cjw-deck:focus-within')")
    # What goes meanwhile gives way to its neighbour.
    at("End", "Use")
    plain.python("jm.stages.remove(jm.stages['Use'])")
    expect(title).to_have_text("Buy")
    expect(deck.locator(".cjw-deck-count")).to_have_text("2 of 2")
    assert plain.python("jm.rev") == rev + 1
    editor.press("Escape")
    expect(deck).to_have_count(0)
    page.wait_for_function("document.fullscreenElement === null")
    expect(editor.cell("stage", "buy")).to_be_focused()


def test_keys_are_told_on_a_sheet_and_the_slides_go_on(context: BrowserContext) -> None:
    jm = cj.datasets.mattress_map()
    editor = presenting(context, jm)
    deck = editor.root.locator(".cjw-deck")
    sheet = editor.root.get_by_role("dialog", name="Keyboard shortcuts")
    editor.press("?")
    expect(sheet.get_by_text("black, white screen")).to_be_visible()
    expect(sheet.get_by_role("heading")).to_have_text(["Keyboard shortcuts", "Presenting"])
    editor.press("ArrowRight", "Escape")
    expect(sheet).to_have_count(0)
    expect(deck).to_be_focused()
    expect(deck.locator("h2")).to_have_text(jm.stages[0].name)
    editor.press("ArrowRight")
    expect(deck.locator("h2")).to_have_text(jm.stages[1].name)
    context.close()


def test_who_listens_is_told_of_each_slide(context: BrowserContext) -> None:
    jm = cj.datasets.mattress_map()
    editor = presenting(context, jm)
    deck = editor.root.get_by_role("region", name="Presentation")
    said = deck.get_by_role("status")
    expect(said).to_contain_text("1 of 5. Awareness. Understand why my back hurts")
    expect(said).to_contain_text("Search, Social ad")
    editor.press("ArrowDown")
    expect(said).to_contain_text("1 of 5. Search. Feeling: Anna, 41 0.2, Viktor, 63 −0.4")
    context.close()


def test_the_speaker_has_notes_below_the_slide_or_in_a_window_that_follows(plain: Plain) -> None:
    page = plain.open([MAP])
    plain.run(0)
    editor = Editor(page)
    plain.python("jm.stages[0].speaker_notes = 'Pause here'")
    plain.python("jm.touchpoints[0].speaker_notes = 'Show the query'")
    editor.cell("stage", "ask").focus()
    editor.root.get_by_role("button", name="Present", exact=True).click()
    deck = editor.root.locator(".cjw-deck")
    strip = deck.locator(".cjw-deck-notes")
    expect(deck).to_be_focused()
    expect(strip).to_have_count(0)
    editor.press("n")
    expect(strip).to_have_text("Pause here")
    expect(deck.get_by_role("status")).to_contain_text("Pause here")
    editor.press("ArrowDown")
    expect(strip).to_have_text("Show the query\n\nPause here")
    editor.press("n", "ArrowUp")
    expect(strip).to_have_count(0)
    with page.expect_popup() as opened:
        editor.press("s")
    desk = opened.value
    expect(desk.get_by_role("heading")).to_have_text("Ask")
    expect(desk.locator("main")).to_contain_text("Pause here")
    expect(desk.locator("main")).to_contain_text("Next: Buy")
    expect(desk.get_by_role("timer")).to_contain_text(":")
    # It follows what is edited and turned, and turns by keys of its own.
    plain.python("jm.stages[1].speaker_notes = 'Slow down'")
    desk.keyboard.press("ArrowRight")
    expect(deck.locator("h2")).to_have_text("Buy")
    expect(desk.get_by_role("heading")).to_have_text("Buy")
    expect(desk.locator("main")).to_contain_text("Slow down")
    expect(desk.locator("main")).to_contain_text("This is the last slide.")
    with desk.expect_event("close"):
        editor.press("Escape")
    expect(deck).to_have_count(0)
    assert plain.watch.external == []


SWIPE = """([e, from, to]) => {
  const at = (x) => [new Touch({identifier: 1, target: e, clientX: x, clientY: 300})];
  e.dispatchEvent(new TouchEvent("touchstart", {touches: at(from), bubbles: true}));
  e.dispatchEvent(new TouchEvent("touchend", {changedTouches: at(to), bubbles: true}));
}"""


@pytest.mark.parametrize(
    ("direction", "size"), [("ltr", (390, 844)), ("rtl", (390, 844)), ("ltr", (844, 390))]
)
def test_a_telephone_is_swiped_and_scrolled(
    context: BrowserContext, direction: str, size: tuple[int, int]
) -> None:
    jm = cj.datasets.mattress_map()
    page = bare(context, jm, direction, _figures=figures(jm))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    editor = mounted(page)
    more(editor, "Present")
    page.wait_for_function("innerHeight === document.querySelector('.cjw-deck')?.clientHeight")
    slide = editor.root.locator(".cjw-slide")
    expect(slide.locator("h2")).to_have_text(jm.stages[0].name)
    ahead = (300, 100) if direction == "ltr" else (100, 300)
    for at in (1, 2):
        page.evaluate(SWIPE, [slide.element_handle(), *ahead])
        expect(slide.locator("h2")).to_have_text(jm.stages[at].name)
    page.evaluate(SWIPE, [slide.element_handle(), *reversed(ahead)])
    expect(slide.locator("h2")).to_have_text(jm.stages[1].name)
    found = page.evaluate(MEASURE)
    assert found["least"] >= 18
    sides = """() => [...document.querySelectorAll(".cjw-deck, .cjw-slide, .cjw-slide *")]
      .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display === "block")
      .map((e) => [e.className, e.scrollWidth, e.clientWidth])"""
    assert page.evaluate(sides) == []
    # All of it can be scrolled to, and the buttons stay.
    slide.locator(".cjw-slide-source").scroll_into_view_if_needed()
    expect(slide.locator(".cjw-slide-source")).to_be_in_viewport(ratio=0.95)
    editor.root.get_by_role("button", name="Next slide").click()
    expect(slide.locator("h2")).to_have_text(jm.stages[2].name)
    editor.root.get_by_role("button", name="End").click()
    expect(editor.root.locator(".cjw-deck")).to_have_count(0)
    context.close()


# Texts of the foot that stand below the buttons.
COVERED = """() => {
  const tools = document.querySelector(".cjw-deck-tools").getBoundingClientRect();
  return [...document.querySelectorAll(".cjw-deck-foot > span")].filter((e) => {
    const range = document.createRange();
    range.selectNodeContents(e);
    const {left, right} = range.getBoundingClientRect();
    const shown = e.checkVisibility({visibilityProperty: true});
    return shown && e.textContent && left < tools.right && right > tools.left;
  }).map((e) => e.textContent);
}"""


def test_a_mouse_turns_by_a_click_and_finds_the_buttons_by_moving(context: BrowserContext) -> None:
    jm = cj.datasets.mattress_map()
    jm.title = "Relief from a sore back: buying an orthopaedic mattress, and sleeping on it"
    editor = presenting(context, jm)
    page = editor.page
    title = editor.root.locator(".cjw-slide h2")
    tools = editor.root.locator(".cjw-deck-tools")
    assert tools.evaluate("e => getComputedStyle(e).opacity") == "0"
    page.mouse.move(640, 300)
    expect(tools).to_have_css("opacity", "1")
    is_readable(page)  # they cover no text
    assert page.evaluate(COVERED) == []
    page.mouse.click(200, 500)
    expect(title).to_have_text(jm.stages[1].name)
    tools.get_by_role("button", name="Previous slide").click()
    expect(title).to_have_text(jm.stages[0].name)
    # A button that has the focus is pressed by Space; the digits of a slide go past it.
    editor.press(" ")
    expect(title).to_have_text(jm.stages[0].name)
    editor.press("2", "Enter")
    expect(title).to_have_text(jm.stages[1].name)
    editor.root.get_by_role("button", name=jm.stages[4].name).click()
    expect(title).to_have_text(jm.stages[4].name)
    context.close()


def test_who_wants_no_motion_sees_none(context: BrowserContext) -> None:
    jm = cj.datasets.mattress_map()
    editor = presenting(context, jm)
    editor.page.emulate_media(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll(".cjw-deck *")].filter((e) => {
      const {transitionDuration, animationName} = getComputedStyle(e);
      return animationName !== "none" || transitionDuration.split(", ").some((t) => t !== "0s");
    }).map((e) => e.className)"""
    assert editor.page.evaluate(moving) == []
    context.close()


def test_a_slide_tells_few_people_goals_and_filters_as_the_map_does(
    context: BrowserContext,
) -> None:
    """As the figures say them: nobody is lost behind the goal, and few are not counted out."""
    jm = cj.datasets.mattress_map()
    told = figures(jm)
    nodes = told["nodes"]
    nodes["decision"] = {"small": True, "n": 3}
    nodes["delivery"] |= {"done": [0.21, 0.19, 0.23, 420], "goal": "first-night"}
    nodes["loyalty"] = {"n": 228, "reached": 228, "of": 649, "ended": 421}
    told["filtered"] = ["Anna", "website"]
    editor = presenting(context, jm, _figures=told)
    start = editor.root.locator(".cjw-slide-start")
    for number, texts in [
        ("1", ["of 600 customers were here"]),
        ("3", ["n < 5", "fewer than 5 people"]),
        ("4", ["✓\n21%", "420 done: First night", "interval 19–23%"]),
        ("5", ["228", "of 649 customers were here", "421 ended before"]),
    ]:
        editor.press(number, "Enter")
        expect(editor.root.locator(".cjw-deck-count")).to_have_text(f"{number} of 5")
        for each in texts:
            expect(start).to_contain_text(each.replace("\n", ""))
        is_readable(editor.page)
    expect(editor.root.locator(".cjw-deck-source")).to_contain_text("filtered: Anna · website")
    context.close()
