"""The map on a telephone: the curve as a strip, one stage at a time, all of it can be edited."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

import cjwidgets as cj
from browser.bare import bare, edits, mounted
from browser.editor import Editor
from browser.measures import COVERED, boxes, crowded
from browser.readable import unreadable

SIZE: ViewportSize = {"width": 390, "height": 844}
IN_ITS_ORDER = """root => [...root.querySelectorAll("[data-row]:not([data-elsewhere])")]
  .filter((cell) => cell.getBoundingClientRect().height > 1)
  .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
  .map((cell) => [cell.dataset.row, Number(cell.dataset.col)])"""
SWIPE = """([place, from, to]) => {
  const finger = (x) => [new Touch({ identifier: 1, target: place, clientX: x, clientY: 300 })];
  const told = (type, touches, changedTouches) =>
    place.dispatchEvent(new TouchEvent(type, { touches, changedTouches, bubbles: true }));
  told("touchstart", finger(from), finger(from));
  told("touchend", [], finger(to));
}"""


def phone(context: BrowserContext, locale: str = "ru", direction: str = "ltr") -> Editor:
    jm = cj.datasets.mattress_map()
    jm.locale = locale
    page = bare(context, jm, direction)
    page.set_viewport_size(SIZE)
    editor = mounted(page)
    editor.root.locator(".cjw-turner").wait_for()
    return editor


def heads(editor: Editor) -> Locator:
    return editor.root.locator('[data-row="touchpoint"]:not([data-elsewhere])')


def stage(editor: Editor) -> Locator:
    return editor.root.locator(".cjw-turner [role=status]")


def sideways(page: Page) -> int:
    found: int = page.evaluate(
        "Math.max(...[...document.querySelectorAll('html, .cjw, .cjw *:not(textarea)')]"
        ".filter((each) => getComputedStyle(each).overflowX !== 'hidden'"
        " && !each.closest('[data-elsewhere], .cjw-said'))"
        ".map((each) => each.scrollWidth > each.clientWidth && each.clientWidth"
        " ? each.getBoundingClientRect().right - innerWidth : 0))"
    )
    return found


@pytest.mark.parametrize("locale", ["en", "ru", "zh-Hans"])
def test_one_stage_at_a_time(context: BrowserContext, locale: str) -> None:
    editor = phone(context, locale)
    page = editor.root.page
    expect(stage(editor)).to_contain_text("1")
    expect(editor.root.locator(".cjw-overview-stage")).to_have_count(5)
    seen: list[str] = []
    for number in range(5):
        expect(editor.root.locator("[aria-current=step] b")).to_have_text(str(number + 1))
        assert sideways(page) <= 0
        assert unreadable(editor.root) == []
        seen += heads(editor).locator(".cjw-name").all_inner_texts()
        rows = editor.root.evaluate(IN_ITS_ORDER)
        # The stage, each touchpoint with all of its own, and what is said of the whole stage.
        blocks = [col for row, col in rows if row == "touchpoint"]
        assert blocks == sorted(blocks)
        assert rows[0][0] == "stage"
        following = editor.root.locator(".cjw-leaf").last
        if number < 4:
            following.click()
    expect(following).to_be_disabled()
    assert len(seen) == 11
    box = following.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    strip = editor.root.locator(".cjw-overview").bounding_box()
    assert strip
    assert strip["width"] > 340
    # What was lost stands below the curve, as wide and high as the stage is in the strip.
    for each in editor.root.locator(".cjw-overview-stage").all():
        part = each.bounding_box()
        assert part
        assert part["height"] >= strip["height"] - 2
    context.close()


def test_a_finger_and_the_keys_turn(context: BrowserContext) -> None:
    editor = phone(context)
    page = editor.root.page
    body = editor.root.locator(".cjw-body").element_handle()
    current = editor.root.locator("[aria-current=step] b")
    for start, end, expected in ((300, 100, "2"), (300, 270, "2"), (300, 100, "3"), (90, 300, "2")):
        page.evaluate(SWIPE, [body, start, end])
        expect(current).to_have_text(expected)
    # By keys through the row: the stage that one comes to is shown.
    heads(editor).last.focus()
    editor.press("ArrowRight")
    expect(current).to_have_text("3")
    expect(editor.root.locator("[data-row]:focus")).not_to_have_attribute("data-elsewhere", "")
    editor.root.locator(".cjw-overview-stage").nth(4).click()
    expect(current).to_have_text("5")
    context.close()


def test_it_can_be_edited(context: BrowserContext) -> None:
    editor = phone(context)
    page = editor.root.page
    editor.root.locator(".cjw-leaf").last.click()
    cell = editor.root.locator('[data-row="lane-actions"]:not([data-elsewhere])').first
    editor.write(cell, "Сравнивает цены")
    expect(cell).to_contain_text("Сравнивает цены")
    assert edits(page)
    point = editor.root.locator(".cjw-feeling:not([data-elsewhere]) [role=slider]").first
    before = point.get_attribute("aria-valuetext")
    point.focus()
    editor.press("ArrowUp")
    if point.get_attribute("aria-readonly") is None:
        expect(point).not_to_have_attribute("aria-valuetext", before or "")
    # Turned, there is room for the grid, and back.
    page.set_viewport_size({"width": 844, "height": 390})
    expect(editor.root.locator(".cjw-turner")).to_have_count(0)
    expect(editor.root.locator("[data-elsewhere], [data-lane-title]")).to_have_count(0)
    page.set_viewport_size(SIZE)
    expect(editor.root.locator("[aria-current=step] b")).to_have_text("2")
    context.close()


def test_from_right_to_left(context: BrowserContext) -> None:
    editor = phone(context, "en", "rtl")
    page = editor.root.page
    body = editor.root.locator(".cjw-body").element_handle()
    page.evaluate(SWIPE, [body, 100, 300])
    expect(editor.root.locator("[aria-current=step] b")).to_have_text("2")
    assert sideways(page) <= 0
    context.close()


@pytest.mark.parametrize("hand", ["mouse", "finger"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_button_covers_a_text(browser: Browser, direction: str, hand: str) -> None:
    touch = hand == "finger"
    context = browser.new_context(has_touch=touch, is_mobile=touch)
    page = bare(context, crowded("ru"), direction)
    # Else a telephone lays a page out as if it were wide.
    page.evaluate("""document.head.insertAdjacentHTML(
      "beforeend", '<meta name="viewport" content="width=device-width">')""")
    page.set_viewport_size(SIZE)
    root = mounted(page).root
    root.locator(".cjw-turner").wait_for()
    for _ in range(3):
        signs, covered = root.evaluate(COVERED)
        assert signs > 5
        assert covered == []
        # What lies at the end ends where the texts do, or between them and the edge.
        ends = root.locator(".cjw-cards:not([data-elsewhere]) .cjw-add")
        assert ends.count() > 3
        assert max(each["x"] + each["width"] for each in boxes(ends)) <= 390 - 14
        root.locator(".cjw-leaf").last.click()
    context.close()


# Narrow for a frame only: as when a window is arranged, or a page drawn for a picture of it.
PASSING = """async root => {
  const frame = () => new Promise(requestAnimationFrame);
  const place = root.parentElement;
  for (let turn = 0; turn < 20; turn += 1) {
    place.style.width = "390px";
    await frame();
    place.style.width = "";
    await frame();
  }
  await new Promise((done) => setTimeout(done, 300));
  const ordered = root.querySelectorAll('[data-row][style*="order"]').length;
  return [ordered, root.classList.contains("cjw-narrow")];
}"""


def test_what_is_narrow_in_passing_is_a_grid_again(context: BrowserContext) -> None:
    editor = mounted(bare(context, cj.datasets.mattress_map()))
    assert editor.root.evaluate(PASSING) == [0, False]
