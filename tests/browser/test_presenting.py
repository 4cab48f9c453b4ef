"""Presenting: one slide at a time on the whole screen, by the keys of slide tools."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

import cjwidgets as cj
from browser.bare import bare, mounted
from browser.editor import MAP, Editor, more
from browser.plain import Plain
from cjwidgets.locale import catalogue

# Sizes of all texts on the slide, and what is cut, lies over another or leaves the screen.
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
      texts.push({text: node.data.trim(), size, left, right, top, bottom, of: parent});
    }
  }
  const cut = texts.filter(({left, right, top, bottom}) => left < room.left - 1 ||
    right > room.right + 1 || top < room.top - 1 || bottom > room.bottom + 1);
  const over = texts.flatMap((a, at) => texts.slice(at + 1).filter((b) => a.of !== b.of &&
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6).map((b) => [a.text, b.text]));
  const scrolled = [...deck.querySelectorAll(".cjw-slide, .cjw-slide-start, .cjw-slide-end")]
    .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1);
  return {
    least: Math.min(...texts.map(({size}) => size)),
    body: [...deck.querySelectorAll(".cjw-slide-detail p")].map((e) =>
      parseFloat(getComputedStyle(e).fontSize)),
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
    """All texts of the slide that is shown are large enough, whole, and beside each other."""
    page.wait_for_function("document.querySelector('.cjw-slide')?.dataset.fit")
    found: dict[str, Any] = page.evaluate(MEASURE)
    assert found["least"] >= least, found
    assert (found["cut"], found["over"], found["scrolled"]) == ([], [], 0), found
    return found


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
        assert found["step"] in {"0", "1"}
        for touchpoint in stage.touchpoints:
            editor.press("ArrowDown")
            expect(slide.locator("h2")).to_contain_text(touchpoint.name)
            is_readable(page)
        editor.press("ArrowRight")
    editor.press("3", "Enter")
    found = is_readable(page)
    assert min(found["body"]) >= 22
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
    at("Escape", "Use")
    editor.press("1")
    at("Enter", "Ask")
    # A black screen, and any key is back; a white one.
    for key, kind in [("b", "black"), ("w", "white"), (".", "black")]:
        editor.press(key)
        cover = deck.locator(f".cjw-blank-{kind}")
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


def test_who_leaves_the_full_screen_has_ended_it(plain: Plain) -> None:
    """The browser's own key for that tells the page nothing but this."""
    page = plain.open([MAP])
    plain.run(0)
    editor = Editor(page)
    editor.root.get_by_role("button", name="Present", exact=True).click()
    page.wait_for_function("innerWidth === document.fullscreenElement?.clientWidth")
    page.evaluate("document.exitFullscreen()")
    expect(editor.root.locator(".cjw-deck")).to_have_count(0)
    expect(editor.cell("stage", "ask")).to_be_visible()


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


def test_what_a_page_forbids_is_said(context: BrowserContext) -> None:
    """No full screen: the slides fill the window. No second window: notes below the slide."""
    page = bare(context, cj.datasets.mattress_map())
    page.evaluate("""() => {
      Element.prototype.requestFullscreen = () => Promise.reject(new TypeError("forbidden"));
      window.open = () => null;
    }""")
    editor = mounted(page)
    editor.root.get_by_role("button", name="Present", exact=True).click()
    notice = editor.root.locator(".cjw-notice")
    expect(notice).to_contain_text("This page allows no full screen: the slides fill its window.")
    assert editor.root.evaluate("e => [e.offsetWidth, e.offsetHeight]") == [1400, 900]
    editor.press("s")
    expect(notice).to_contain_text("This page allows no second window")
    expect(editor.root.locator(".cjw-deck-notes")).to_have_text("No notes for this slide.")
    editor.press("Escape")
    expect(editor.root.locator(".cjw-deck")).to_have_count(0)
    assert not editor.root.evaluate("e => e.matches(':popover-open')")
    context.close()
