"""How the map is looked at: zoom, the whole width, full screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

import cjwidgets as cj
from browser.bare import bare, mounted
from browser.editor import RICH, Editor, boxes_match, more
from browser.plain import Plain


@pytest.fixture
def editor(plain: Plain) -> Editor:
    page = plain.open([RICH, "1 + 1"])
    plain.run(0)
    return Editor(page)


@pytest.mark.parametrize("steps", [-5, 8])
def test_zoom_keeps_the_pointer_the_text_field_and_the_menus_right(
    plain: Plain, editor: Editor, steps: int
) -> None:
    page = editor.page
    cell = editor.cell("lane-actions", "search")
    cell.click()
    for _ in range(abs(steps)):
        editor.press("Control++" if steps > 0 else "Control+-")
    percent = 50 if steps < 0 else 200
    editor.root.get_by_role("button", name=f"{percent}%").wait_for()

    scroller = editor.root.locator(".cjw-scroller")
    scroller.evaluate("(element) => { element.scrollLeft = 60; element.scrollTop = 40; }")
    stage, lane = editor.cell("stage", "ask"), editor.root.locator(".cjw-lane").nth(2)
    outer, inner, left = scroller.bounding_box(), stage.bounding_box(), lane.bounding_box()
    assert outer
    assert inner
    assert left
    assert abs(inner["y"] - outer["y"]) <= 1  # sticky at the top, and at the left
    assert abs(left["x"] - outer["x"]) <= 1

    chat = editor.cell("lane-actions", "chat")
    chat.dblclick()
    assert boxes_match(editor.field, chat)
    size = "(element) => parseFloat(getComputedStyle(element).fontSize) * element.currentCSSZoom"
    assert editor.field.evaluate(size) == chat.evaluate(size)
    editor.field.fill("Zoomed")
    editor.press("Enter")
    plain.until("jm.touchpoints[1].actions", "Zoomed")

    point = editor.point("cart", "viktor")  # drawn last, so on top of the other
    point.scroll_into_view_if_needed()
    box, lane_box = point.bounding_box(), editor.cell("lane-emotion", "cart").bounding_box()
    assert box
    assert lane_box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    # From −1 to the middle of the lane, which is 0 whatever the zoom.
    page.mouse.move(x, lane_box["y"] + lane_box["height"] / 2, steps=4)
    page.mouse.up()
    plain.until("jm.touchpoints[2].emotion_of('viktor')", 0.0)
    middle = point.bounding_box()
    assert middle
    assert abs(middle["y"] + middle["height"] / 2 - lane_box["y"] - lane_box["height"] / 2) < 4

    plain.python("jm.stages[1].pains.append(cj.Pain('Lost basket', id='lost'))")
    card = editor.root.locator('[data-card="lost"]')
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box
    page.mouse.move(box["x"] + 6, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + 46, box["y"] + 26, steps=4)
    page.wait_for_function("() => document.querySelector('[data-card=lost]').style.translate")
    dragged = card.bounding_box()
    page.keyboard.press("Escape")
    page.mouse.up()
    assert dragged
    assert abs(dragged["x"] - box["x"] - 40) <= 3  # it stays under the pointer
    assert abs(dragged["y"] - box["y"] - 20) <= 3

    head = editor.cell("touchpoint", "cart")
    head.hover()
    button = head.locator(".cjw-more")
    button.click()
    menu, anchor = editor.root.get_by_role("menu").bounding_box(), button.bounding_box()
    assert menu
    assert anchor
    # Right below the button, or right above it where there is no room.
    assert (
        min(
            abs(menu["y"] - anchor["y"] - anchor["height"]),
            abs(anchor["y"] - menu["y"] - menu["height"]),
        )
        < 8
        or menu["y"] <= 9
        or menu["y"] + menu["height"] >= page.evaluate("innerHeight") - 9  # room nowhere
    )
    editor.press("Escape", "Control+0")
    editor.root.get_by_role("button", name="100%").wait_for()


def test_fit_to_width_shows_the_whole_map(plain: Plain, editor: Editor) -> None:
    plain.python("jm.stages = [cj.Stage(f'S{i}', touchpoints=['a', 'b']) for i in range(9)]")
    editor.root.locator('[data-row="stage"]').nth(8).wait_for()
    width = ".cjw-scroller"
    scroller = editor.root.locator(width)
    over = "(element) => element.scrollWidth - element.clientWidth"
    assert scroller.evaluate(over) > 100
    more(editor, "Fit to width")
    expect(editor.root.get_by_role("button", name="100%")).to_have_count(0)
    assert scroller.evaluate(over) <= 1


def test_full_screen_with_and_without_the_browser(plain: Plain, editor: Editor) -> None:
    page = editor.page
    filled = """(element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width - innerWidth, height - innerHeight].map(Math.round);
    }"""
    button = editor.root.get_by_role("button", name="Full screen")
    button.click()
    expect(editor.root).to_have_class("cjw cjw-full")
    assert editor.root.evaluate(filled) == [0, 0, 0, 0]
    editor.cell("touchpoint", "chat").click()
    editor.press("Shift+F10")
    expect(editor.root.get_by_role("menu")).to_be_visible()
    editor.press("Escape")
    button.click()
    expect(editor.root).to_have_class("cjw")

    # A host that forbids full screen, as an iframe does: the editor fills the window.
    page.evaluate(
        "() => { Element.prototype.requestFullscreen = () => Promise.reject(new Error('no')); }"
    )
    button.click()
    expect(editor.root).to_have_class("cjw cjw-full")
    assert editor.root.evaluate(filled) == [0, 0, 0, 0]
    editor.write(editor.cell("lane-actions", "chat"), "In full")
    plain.until("jm.touchpoints[1].actions", "In full")
    editor.press("Escape")
    expect(editor.root).to_have_class("cjw")


def test_eleven_touchpoints_fit_a_page_of_1440_pixels(context: BrowserContext) -> None:
    page = bare(context, cj.datasets.mattress_map())
    page.set_viewport_size({"width": 1440, "height": 900})
    editor = mounted(page)
    sizes = "each => [each.scrollWidth, each.clientWidth]"
    wide, seen = editor.root.locator(".cjw-scroller").evaluate(sizes)
    assert wide <= seen
    context.close()


def test_a_tip_lies_over_the_heads_of_other_lanes_and_heads_over_what_scrolls(
    plain: Plain, editor: Editor
) -> None:
    page = editor.page
    page.set_viewport_size({"width": 900, "height": 500})
    tip = editor.root.locator(".cjw-tip:visible")
    first = editor.root.locator(".cjw-point").first
    first.scroll_into_view_if_needed()
    first.hover()
    over = """(tip) => {
      tip.style.pointerEvents = "auto";  // else nothing says where it lies
      const { left, right, top, bottom } = tip.getBoundingClientRect();
      const ends = [[left + 8, top + 8], [left + 8, bottom - 8], [right - 8, bottom - 8]];
      return ends.every(([x, y]) => tip.contains(tip.getRootNode().elementFromPoint(x, y)));
    }"""
    expect(tip).to_have_count(1)
    assert tip.evaluate(over)
    scroller = editor.root.locator(".cjw-scroller")
    scroller.evaluate("(element) => { element.scrollLeft = 90; element.scrollTop = 150; }")
    heads = """(scroller) => [...scroller.querySelectorAll(".cjw-lane, .cjw-stage > div")]
      .map((head) => {
      const box = head.getBoundingClientRect();
      const found = head.getRootNode().elementFromPoint(box.left + 4, (box.top + box.bottom) / 2);
      const above = found?.closest(".cjw-row:first-child, .cjw-steady");
      return found && (head.contains(found) ? "seen" : above ? "below the heads" : found.className);
    }).filter(Boolean)"""
    found = scroller.evaluate(heads)
    assert found.count("seen") >= 4
    assert set(found) <= {"seen", "below the heads", "cjw-status"}
