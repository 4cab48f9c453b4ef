"""The editor on a page that runs from right to left."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Locator, expect

from browser.bare import bare, mounted
from browser.editor import Editor
from cjwidgets import JourneyMap, Link
from cjwidgets.datasets import mattress_map


def looping_map() -> JourneyMap:
    jm = mattress_map()
    back, skip = jm.touchpoints[6], jm.touchpoints[0]
    jm.links.append(Link(source=back.id, target=jm.touchpoints[3].id, kind="loop", text="Refused"))
    jm.links.append(Link(source=skip.id, target=jm.touchpoints[2].id, kind="skip"))
    return jm


def middle(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2


def ordered(locators: Locator) -> bool:
    """Whether elements stand from right to left in the order of the document."""
    places = [middle(each) for each in locators.all()]
    return places == sorted(places, reverse=True) and len(set(places)) == len(places) > 1


# How far each point of a curve's own column is from the curve that is drawn.
OFF_THE_CURVE = """(root) => {
  const path = root.querySelector(".cjw-curve");
  const length = path.getTotalLength();
  const drawn = Array.from({ length: 9000 }, (_, i) => {
    const at = path.getPointAtLength(length * i / 8999);
    return new DOMPoint(at.x, at.y).matrixTransform(path.getScreenCTM());
  });
  const persona = root.querySelector("[data-persona]").dataset.persona;
  return Math.max(...[...root.querySelectorAll(`[data-persona="${persona}"]`)].map((point) => {
    const box = point.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    return Math.min(...drawn.map((at) => Math.hypot(at.x - x, at.y - y)));
  }));
}"""

CUT_OFF = """(root) => [
  ...root.querySelectorAll(".cjw-bar *, .cjw-menu *, .cjw-panel *"),
].filter((e) => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5);
}).map((e) => e.outerHTML.slice(0, 120))"""


def fits(editor: Editor) -> bool:
    page = editor.page
    assert editor.root.evaluate(CUT_OFF) == []
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_map_is_drawn_from_right_to_left(context: BrowserContext) -> None:
    page = bare(context, looping_map(), direction="rtl")
    editor = mounted(page)
    head = editor.root.locator(".cjw-lane").first
    stages, touchpoints = (
        editor.root.locator(f'[data-row="{row}"]') for row in ("stage", "touchpoint")
    )
    assert ordered(stages)
    assert ordered(touchpoints)
    assert ordered(editor.root.locator(".cjw-persona"))
    assert middle(head) > middle(stages.first)
    assert fits(editor)
    assert editor.root.evaluate(OFF_THE_CURVE) < 3
    # The arrows lead from where they start to where they end: back is to the right.
    loop = editor.root.locator(".cjw-arrow.cjw-loop").bounding_box()
    assert loop
    assert abs(loop["x"] - middle(touchpoints.nth(6))) < 3
    assert abs(loop["x"] + loop["width"] - middle(touchpoints.nth(3))) < 3
    # A text in a language that runs left to right keeps its full stop at its own end.
    bidi = touchpoints.first.evaluate(
        "(e) => getComputedStyle(e.querySelector('.cjw-name')).unicodeBidi"
    )
    assert bidi == "plaintext"

    # The names of the lanes stay in sight while the map scrolls, and the keys stop beside them.
    page.set_viewport_size({"width": 700, "height": 800})
    touchpoints.first.focus()
    for index in range(1, touchpoints.count()):
        editor.press("ArrowLeft")
        expect(touchpoints.nth(index)).to_be_focused()
    assert editor.root.locator(".cjw-scroller").evaluate("(e) => e.scrollLeft") < -200
    for index in reversed(range(touchpoints.count() - 1)):
        editor.press("ArrowRight")
        expect(touchpoints.nth(index)).to_be_focused()
        cell, lane = touchpoints.nth(index).bounding_box(), head.bounding_box()
        assert cell
        assert lane
        assert cell["x"] + cell["width"] <= lane["x"] + 1
    context.close()


def test_keys_drags_and_menus_follow_the_page(context: BrowserContext) -> None:
    page = bare(context, looping_map(), direction="rtl")
    editor = mounted(page)
    said = editor.root.locator("[role=log]")
    touchpoints = editor.root.locator('[data-row="touchpoint"]')
    names = editor.names("touchpoint")
    touchpoints.nth(2).focus()
    editor.press("Alt+ArrowLeft")
    expect(said).to_have_text(f"Moved {names[2]} to the left")
    assert editor.names("touchpoint")[2:4] == [names[3], names[2]]
    editor.press("Shift+F10")
    menu = editor.root.get_by_role("menu")
    box, anchor = menu.bounding_box(), touchpoints.nth(3).bounding_box()
    assert box
    assert anchor
    assert abs(box["x"] + box["width"] - anchor["x"] - anchor["width"]) < 2
    assert fits(editor)
    menu.get_by_text("Move right", exact=True).click()
    expect(said).to_have_text(f"Moved {names[2]} to the right")
    assert editor.names("touchpoint") == names
    # Points of the curve: to the next touchpoint is to the left.
    points = editor.root.locator("[role=slider]")
    points.first.focus()
    before = middle(page.locator("[role=slider]:focus"))
    editor.press("ArrowLeft")
    assert middle(page.locator("[role=slider]:focus")) < before

    # A drag: the line stands where the stage lands, here before the first one.
    stages = editor.root.locator('[data-row="stage"]')
    heads = editor.names("stage")
    stages.nth(1).hover()
    page.mouse.down()
    edge = stages.nth(0).bounding_box()
    assert edge
    page.mouse.move(edge["x"] + edge["width"] - 20, edge["y"] + 20, steps=4)
    assert abs(middle(editor.root.locator(".cjw-drop")) - edge["x"] - edge["width"]) < 4
    page.mouse.up()
    assert editor.names("stage")[:2] == [heads[1], heads[0]]

    # The panel stands on the left, and the text field covers its cell.
    editor.press("Control+i")
    panel = editor.root.locator(".cjw-panel")
    panel.wait_for()
    assert middle(panel) < middle(editor.root.locator(".cjw-scroller"))
    assert fits(editor)
    editor.press("Escape")
    cell = editor.root.locator('[data-row="lane-actions"]').first
    cell.dblclick()
    field, home = editor.field.bounding_box(), cell.bounding_box()
    assert field
    assert home
    assert abs(field["x"] + field["width"] - home["x"] - home["width"]) < 2
    editor.press("Escape")

    # Presenting: on is to the left.
    editor.root.get_by_role("button", name="Present", exact=True).click()
    turn = editor.root.locator(".cjw-deck-count")
    first = turn.inner_text()
    editor.press("ArrowLeft")
    expect(turn).not_to_have_text(first)
    editor.press("ArrowRight")
    expect(turn).to_have_text(first)
    editor.press("Escape")
    context.close()


def test_a_phone_from_right_to_left(context: BrowserContext) -> None:
    page = bare(context, looping_map(), direction="rtl")
    page.set_viewport_size({"width": 390, "height": 800})
    editor = mounted(page)
    editor.root.locator(".cjw-turner").wait_for()
    assert fits(editor)
    assert ordered(editor.root.locator(".cjw-overview-stage"))
    editor.root.locator(".cjw-touchpoint .cjw-more").first.click()
    assert fits(editor)
    editor.press("Escape")
    editor.root.get_by_role("button", name="Comments", exact=True).click()
    assert fits(editor)
    context.close()
