"""The panel of all fields, personas switched, zoom, full screen, presenting, keys, empty maps."""

from __future__ import annotations

import random
import struct
import zlib

import pytest
from playwright.sync_api import Locator, expect

from browser.editor import MAP, Editor
from browser.lab import Lab

RICH = (
    MAP.replace(
        'jm.personas.append(cj.Persona("Anna", id="anna"))',
        """
jm.personas = [cj.Persona("Anna", id="anna"), cj.Persona("Viktor", id="viktor")]
import re
jm.touchpoints[1].match = ["chat_*", re.compile("^help")]
jm.touchpoints[1].measured = {"viktor": cj.Measured(0.5, n=88, low=0.4, high=0.6)}
""",
    )
    + "\n"
)


@pytest.fixture
def editor(lab: Lab) -> Editor:
    page = lab.open([RICH, "1 + 1"])
    lab.collapse_sidebars()
    lab.run(0)
    return Editor(page)


def panel(editor: Editor) -> Locator:
    return editor.root.locator(".cjw-panel")


def control(editor: Editor, field: str) -> Locator:
    return panel(editor).locator(f'[data-field="{field}"] :is(textarea, input, select)')


def more(editor: Editor, item: str) -> None:
    editor.root.get_by_role("button", name="More", exact=True).click()
    editor.root.get_by_role("menu").get_by_text(item, exact=True).click()


def boxes_match(one: Locator, other: Locator, within: float = 2) -> bool:
    a, b = one.bounding_box(), other.bounding_box()
    assert a
    assert b
    return all(abs(a[side] - b[side]) <= within for side in ("x", "y"))


def test_all_fields_of_the_selection_are_edited_in_the_panel(lab: Lab, editor: Editor) -> None:
    editor.cell("touchpoint", "chat").click()
    editor.press("Control+i")
    name = control(editor, "name")
    expect(name).to_be_focused()
    name.fill("Live chat")
    editor.press("Enter")
    lab.until("jm.touchpoints[1].name", "Live chat")
    control(editor, "mode").select_option("online")
    control(editor, "key").check()
    control(editor, "target").fill("1,5")
    editor.press("Tab")
    lab.until(
        "[getattr(jm.touchpoints[1], f) for f in ('mode', 'key', 'target')]", ["online", True, 1.5]
    )

    # What the kernel refuses is said beside the field, and what was typed stays there.
    control(editor, "importance").fill("11")
    editor.press("Enter")
    row = panel(editor).locator('[data-field="importance"]')
    row.get_by_text("expects a number from 0 to 10, not 11").wait_for()
    editor.root.get_by_role("alert").get_by_text("expects a number from 0 to 10").wait_for()
    assert control(editor, "importance").input_value() == "11"
    control(editor, "importance").fill("9")
    editor.press("Enter")
    lab.until("jm.touchpoints[1].importance", 9)
    expect(row.locator(".cjw-problem")).to_have_count(0)

    # By persona; what was measured is read only; patterns stay when names are edited.
    control(editor, "emotions").nth(1).fill("-1")
    editor.press("Enter")
    lab.until("dict(jm.touchpoints[1].emotions)", {"viktor": -1.0})
    assert "0.5 [0.4, 0.6] · n 88" in panel(editor).locator('[data-field="measured"]').inner_text()
    expect(control(editor, "measured")).to_have_count(0)
    control(editor, "match").fill("chat_*\nask")
    editor.press("Control+Enter")
    lab.until(
        "[getattr(r, 'pattern', r) for r in jm.touchpoints[1].match]", ["chat_*", "ask", "^help"]
    )

    # A list: added, written, opened, removed.
    panel(editor).get_by_role("button", name="Add to Pains").click()
    editor.page.keyboard.type("Nobody answers")
    editor.press("Enter")
    lab.until("[p.text for p in jm.touchpoints[1].pains]", ["Nobody answers"])
    panel(editor).get_by_role("button", name="Open Nobody answers").click()
    control(editor, "severity").fill("7")
    control(editor, "barrier").check()
    lab.until("[(p.severity, p.barrier) for p in jm.touchpoints[1].pains]", [[7, True]])
    panel(editor).get_by_role("button", name="Live chat").click()
    panel(editor).get_by_role("button", name="Delete Nobody answers").click()
    lab.until("len(jm.touchpoints[1].pains)", 0)

    # A card of the grid, by its menu.
    lab.python("jm.stages[1].pains.append(cj.Pain('Too slow', id='slow'))")
    editor.root.locator('[data-card="slow"]').click()
    editor.press("Shift+F10")
    editor.root.get_by_role("menuitem", name="All fields…").click()
    control(editor, "frequency").fill("0.2")
    editor.press("Enter")
    lab.until("jm.stages[1].pains[0].frequency", 0.2)
    panel(editor).get_by_role("button", name="Buy").click()
    editor.cell("touchpoint", "chat").click()

    # The panel follows the focus, and Escape goes back to the cell.
    control(editor, "device").fill("left half-typed")
    editor.cell("stage", "buy").click()
    lab.until("jm.touchpoints[1].device", "left half-typed")
    expect(control(editor, "name")).to_have_value("Buy")
    control(editor, "name").focus()
    editor.press("Escape")
    expect(editor.cell("stage", "buy")).to_be_focused()
    lab.python("jm.stages[1].description = 'From Python'")
    expect(control(editor, "description")).to_have_value("From Python")
    panel(editor).get_by_role("button", name="Shop").click()
    expect(control(editor, "title")).to_have_value("Shop")
    control(editor, "objective").fill("Sell more")
    editor.press("Control+i")
    lab.until("jm.objective", "Sell more")
    expect(panel(editor)).to_have_count(0)


def test_no_key_of_the_panel_reaches_the_notebook(lab: Lab, editor: Editor) -> None:
    page = editor.page
    state = "window.panel.content.widgets.map((c) => [c.model.type, c.model.id])"
    before = page.evaluate(state)
    editor.cell("touchpoint", "chat").click()
    editor.press("Control+i")
    keys = ["a", "b", "d", "d", "x", "z", "m", "y", "1", "Shift+Enter", "Control+Enter", "Delete"]
    for field in ("name", "mode", "key", "match"):
        control(editor, field).focus()
        editor.press(*keys)
    panel(editor).get_by_role("button", name="Close the fields").focus()
    editor.press(*[key for key in keys if "Enter" not in key])
    assert page.evaluate(state) == before
    assert page.evaluate("window.panel.content.widgets[1].model.outputs.length") == 0


def picture(width: int, height: int) -> bytes:
    """A PNG of noise, which no format can make small."""
    noise = random.Random(1)
    rows = b"".join(b"\0" + noise.randbytes(width * 3) for _ in range(height))

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(rows, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_picture_is_scaled_down_in_the_browser(lab: Lab, editor: Editor) -> None:
    editor.cell("touchpoint", "cart").click()
    editor.press("Control+i")
    choose = panel(editor).get_by_role("button", name="Choose a picture…")
    with editor.page.expect_file_chooser() as chooser:
        choose.click()
    files = {"name": "big.png", "mimeType": "image/png", "buffer": picture(1600, 1100)}
    chooser.value.set_files(files)  # type: ignore[arg-type]
    panel(editor).locator("img").wait_for()
    lab.until("jm.touchpoints[2].image.startswith('data:image/webp;base64,')", True)
    assert lab.python("len(jm.touchpoints[2].image)") <= 400_000
    assert panel(editor).locator("img").evaluate("(img) => img.naturalWidth") <= 800
    control(editor, "image_alt").fill("A full basket")
    editor.press("Enter")
    lab.until("jm.touchpoints[2].image_alt", "A full basket")

    with editor.page.expect_file_chooser() as chooser:
        panel(editor).get_by_role("button", name="Replace picture…").click()
    files = {"name": "no.png", "mimeType": "image/png", "buffer": b"no picture"}
    chooser.value.set_files(files)  # type: ignore[arg-type]
    editor.root.get_by_role("alert").get_by_text("no picture that the browser can").wait_for()
    panel(editor).get_by_role("button", name="Remove").click()
    lab.until("jm.touchpoints[2].image", "")


def test_personas_are_switched_and_managed(lab: Lab, editor: Editor) -> None:
    anna = editor.root.get_by_role("button", name="Anna", exact=True)
    curves = editor.root.locator("path.cjw-curve")
    expect(curves).to_have_count(2)
    rev = lab.python("jm.rev")
    anna.click()
    expect(curves).to_have_count(1)
    expect(anna).to_have_attribute("aria-pressed", "false")
    expect(editor.point("chat", "anna")).to_have_count(0)
    anna.press("Enter")
    expect(curves).to_have_count(2)
    assert lab.python("jm.rev") == rev

    def menu(name: str, item: str) -> None:
        editor.root.get_by_role("button", name=f"Actions for {name}").click()
        editor.root.get_by_role("menu").get_by_text(item, exact=True).click()

    menu("Viktor", "Show only this one")
    expect(curves).to_have_count(1)
    expect(editor.point("chat", "viktor")).to_have_count(1)
    menu("Anna", "Show all")
    expect(curves).to_have_count(2)
    menu("Viktor", "Move left")
    lab.until("[p.id for p in jm.personas]", ["viktor", "anna"])
    menu("Viktor", "All fields…")
    control(editor, "needs").fill("Sleep\n\nNo pain")
    editor.press("Tab")
    lab.until("list(jm.personas[0].needs)", ["Sleep", "No pain"])
    anna.dblclick()
    expect(editor.field).to_be_in_viewport()
    assert boxes_match(editor.field, anna, 4)
    editor.field.fill("Anna, 41")
    editor.press("Enter")
    lab.until("jm.personas[1].name", "Anna, 41")
    anna = editor.root.get_by_role("button", name="Anna, 41", exact=True)
    anna.focus()
    editor.press("Shift+F10", "End", "Enter")
    lab.until("[p.id for p in jm.personas]", ["viktor"])

    lab.python("jm.personas.extend([cj.Persona(f'P{i}', id=f'p{i}') for i in range(6)])")
    editor.root.get_by_role("button", name="Personas: 7").click()
    editor.root.get_by_role("menuitem", name="P3").click()
    editor.root.get_by_role("menuitemcheckbox", name="Show curve").click()
    expect(editor.point("chat", "p3")).to_have_count(0)
    expect(editor.point("chat", "p4")).to_have_count(1)


@pytest.mark.parametrize("steps", [-5, 8])
def test_zoom_keeps_the_pointer_the_text_field_and_the_menus_right(
    lab: Lab, editor: Editor, steps: int
) -> None:
    page = editor.page
    cell = editor.cell("lane-actions", "search")
    cell.click()
    for _ in range(abs(steps)):
        editor.press("Control++" if steps > 0 else "Control+-")
    percent = 50 if steps < 0 else 200
    editor.root.get_by_role("button", name=f"{percent} %").wait_for()

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
    lab.until("jm.touchpoints[1].actions", "Zoomed")

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
    lab.until("jm.touchpoints[2].emotion_of('viktor')", 0.0)
    middle = point.bounding_box()
    assert middle
    assert abs(middle["y"] + middle["height"] / 2 - lane_box["y"] - lane_box["height"] / 2) < 4

    lab.python("jm.stages[1].pains.append(cj.Pain('Lost basket', id='lost'))")
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
    )
    editor.press("Escape", "Control+0")
    editor.root.get_by_role("button", name="100 %").wait_for()


def test_fit_to_width_shows_the_whole_map(lab: Lab, editor: Editor) -> None:
    lab.python("jm.stages = [cj.Stage(f'S{i}', touchpoints=['a', 'b']) for i in range(9)]")
    editor.root.locator('[data-row="stage"]').nth(8).wait_for()
    width = ".cjw-scroller"
    scroller = editor.root.locator(width)
    over = "(element) => element.scrollWidth - element.clientWidth"
    assert scroller.evaluate(over) > 100
    more(editor, "Fit to width")
    expect(editor.root.get_by_role("button", name="100 %")).to_have_count(0)
    assert scroller.evaluate(over) <= 1


def test_full_screen_with_and_without_the_browser(lab: Lab, editor: Editor) -> None:
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
    lab.until("jm.touchpoints[1].actions", "In full")
    editor.press("Escape")
    expect(editor.root).to_have_class("cjw")


def test_presenting_walks_through_the_stages_and_edits_nothing(lab: Lab, editor: Editor) -> None:
    lab.python("jm.stages.append(cj.Stage('Use', id='use', touchpoints=['a', 'b', 'c']))")
    rev = lab.python("jm.rev")
    editor.root.get_by_role("button", name="Present").click()
    count = editor.root.locator(".cjw-turn")
    scroller = editor.root.locator(".cjw-scroller")

    def fills(stage: str) -> None:
        """The stage, and no other, is in the scroller, beside the names of the lanes."""
        lane = editor.root.locator(".cjw-lane").first.bounding_box()
        head = editor.cell("stage", stage).bounding_box()
        room = scroller.evaluate(
            "(e) => e.getBoundingClientRect().left + e.clientLeft + e.clientWidth"
        )
        assert lane
        assert head
        assert abs(head["x"] - lane["x"] - lane["width"]) <= 2
        assert abs(head["x"] + head["width"] - room) <= 4

    expect(count).to_have_text("1 of 3")
    fills("ask")
    editor.press("ArrowRight")
    expect(count).to_have_text("2 of 3")
    fills("buy")
    editor.cell("lane-actions", "cart").dblclick(force=True)
    editor.press("a", "Delete", "Control+z", " ")
    expect(count).to_have_text("3 of 3")
    fills("use")
    editor.press("PageDown", "PageUp")
    expect(count).to_have_text("2 of 3")
    assert "Buy. Cart" in editor.root.get_by_role("toolbar").get_by_role("status").inner_text()
    editor.root.get_by_role("button", name="Next stage").click()
    expect(count).to_have_text("3 of 3")
    editor.root.get_by_role("button", name="Full screen").click()
    expect(editor.root).to_have_class("cjw cjw-presenting cjw-full")
    expect(count).to_have_text("3 of 3")
    editor.page.wait_for_function("innerWidth === document.fullscreenElement?.clientWidth")
    fills("use")
    lab.python("jm.stages.remove(jm.stages['Use'])")
    expect(count).to_have_text("2 of 2")
    editor.root.get_by_role("button", name="Full screen").click()
    assert lab.python("jm.rev") == rev + 1
    editor.press("Escape")
    expect(count).to_have_count(0)
    expect(editor.cell("stage", "buy")).to_be_focused()


def test_the_keys_are_listed_and_every_action_is_in_a_menu(lab: Lab, editor: Editor) -> None:
    editor.cell("lane-actions", "chat").click()
    editor.press("?")
    sheet = editor.root.get_by_role("dialog", name="Keyboard shortcuts")
    sheet.get_by_text("all fields of the selection").wait_for()
    assert sheet.locator("dt").count() >= 19
    editor.press("Escape")
    expect(sheet).to_have_count(0)
    expect(editor.cell("lane-actions", "chat")).to_be_focused()
    more(editor, "Keyboard shortcuts")
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Dismiss").click()
    more(editor, "About the map…")
    expect(control(editor, "title")).to_be_focused()
    control(editor, "title").fill("Is it a ?")
    editor.press("?", "Enter")
    lab.until("jm.title", "Is it a ??")
    more(editor, "Zoom out")
    editor.root.get_by_role("button", name="90 %").wait_for()


def test_an_empty_map_begins_with_a_framework(lab: Lab) -> None:
    page = lab.open(["import cjwidgets as cj\njm = cj.JourneyMap(locale='ru')\ncj.MapEditor(jm)"])
    lab.run(0)
    editor = Editor(page)
    editor.root.get_by_role("button", name="Нейтрально: начало, середина, конец").click()
    lab.until("[stage.name for stage in jm.stages]", ["Начало", "Середина", "Завершение"])
    expect(editor.root.locator('[data-row="stage"]').first).to_be_focused()
    assert lab.python("jm.framework") == "neutral"
    editor.press("Control+z")
    lab.until("(len(jm.stages), jm.framework, jm.can_undo)", [0, "", False])
    editor.root.get_by_role("button", name="5A").wait_for()
