"""The panel of all fields, personas switched, zoom, full screen, presenting, keys, empty maps."""

from __future__ import annotations

import random
import struct
import zlib

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from browser.editor import RICH, Editor, boxes_match, more
from browser.lab import Lab
from browser.plain import Plain


@pytest.fixture
def editor(plain: Plain) -> Editor:
    return start(plain)


def start(host: Lab | Plain) -> Editor:
    page = host.open([RICH, "1 + 1"])
    host.run(0)
    return Editor(page)


def panel(editor: Editor) -> Locator:
    return editor.root.locator(".cjw-panel")


def control(editor: Editor, field: str) -> Locator:
    return panel(editor).locator(f'[data-field="{field}"] :is(textarea, input, select)')


def test_all_fields_of_the_selection_are_edited_in_the_panel(plain: Plain, editor: Editor) -> None:
    editor.cell("touchpoint", "chat").click()
    editor.press("Control+i")
    name = control(editor, "name")
    expect(name).to_be_focused()
    name.fill("Live chat")
    editor.press("Enter")
    plain.until("jm.touchpoints[1].name", "Live chat")
    control(editor, "mode").select_option("online")
    control(editor, "key").check()
    control(editor, "target").fill("1,5")
    editor.press("Tab")
    plain.until(
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
    plain.until("jm.touchpoints[1].importance", 9)
    expect(row.locator(".cjw-problem")).to_have_count(0)

    # By persona; what was measured is read only; patterns stay when names are edited.
    control(editor, "emotions").nth(1).fill("-1")
    editor.press("Enter")
    plain.until("dict(jm.touchpoints[1].emotions)", {"viktor": -1.0})
    expect(panel(editor).locator('[data-field="measured"]')).to_contain_text(
        "0.5 [0.4, 0.6] · n 88"
    )
    expect(control(editor, "measured")).to_have_count(0)
    panel(editor).get_by_role("button", name="As text").click()
    rules = panel(editor).locator('[data-field="match"] textarea')
    rules.fill("chat_*\nask")
    editor.press("Control+Enter")
    plain.until(
        "[getattr(r, 'pattern', r) for r in jm.touchpoints[1].match]", ["chat_*", "ask", "^help"]
    )

    # A list: added, written, opened, removed.
    panel(editor).get_by_role("button", name="Add to Pains").click()
    editor.page.keyboard.type("Nobody answers")
    editor.press("Enter")
    plain.until("[p.text for p in jm.touchpoints[1].pains]", ["Nobody answers"])
    panel(editor).get_by_role("button", name="Open Nobody answers").click()
    control(editor, "severity").fill("7")
    control(editor, "barrier").check()
    plain.until("[(p.severity, p.barrier) for p in jm.touchpoints[1].pains]", [[7, True]])
    panel(editor).get_by_role("button", name="Live chat").click()
    panel(editor).get_by_role("button", name="Delete Nobody answers").click()
    plain.until("len(jm.touchpoints[1].pains)", 0)

    # A card of the grid, by its menu.
    plain.python("jm.stages[1].pains.append(cj.Pain('Too slow', id='slow'))")
    editor.root.locator('[data-card="slow"]').click()
    editor.press("Shift+F10")
    editor.root.get_by_role("menuitem", name="All fields…").click()
    control(editor, "frequency").fill("0.2")
    editor.press("Enter")
    plain.until("jm.stages[1].pains[0].frequency", 0.2)
    panel(editor).get_by_role("button", name="Buy").click()
    editor.cell("touchpoint", "chat").click()

    # The panel follows the focus, and Escape goes back to the cell.
    control(editor, "device").fill("left half-typed")
    editor.cell("stage", "buy").click()
    plain.until("jm.touchpoints[1].device", "left half-typed")
    expect(control(editor, "name")).to_have_value("Buy")
    control(editor, "name").focus()
    editor.press("Escape")
    expect(editor.cell("stage", "buy")).to_be_focused()
    plain.python("jm.stages[1].description = 'From Python'")
    expect(control(editor, "description")).to_have_value("From Python")
    panel(editor).get_by_role("button", name="Shop").click()
    expect(control(editor, "title")).to_have_value("Shop")
    control(editor, "objective").fill("Sell more")
    editor.press("Control+i")
    plain.until("jm.objective", "Sell more")
    expect(panel(editor)).to_have_count(0)


def test_no_key_of_the_panel_reaches_the_notebook(lab: Lab) -> None:
    editor = start(lab)
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


def test_a_picture_is_scaled_down_in_the_browser(plain: Plain, editor: Editor) -> None:
    editor.cell("touchpoint", "cart").click()
    editor.press("Control+i")
    choose = panel(editor).get_by_role("button", name="Choose a picture…")
    with editor.page.expect_file_chooser() as chooser:
        choose.click()
    files: FilePayload = {"name": "big.png", "mimeType": "image/png", "buffer": picture(1600, 1100)}
    chooser.value.set_files(files)
    panel(editor).locator("img").wait_for()
    plain.until("jm.touchpoints[2].image.startswith('data:image/webp;base64,')", True)
    assert plain.python("len(jm.touchpoints[2].image)") <= 400_000
    assert panel(editor).locator("img").evaluate("(img) => img.naturalWidth") <= 800
    control(editor, "image_alt").fill("A full basket")
    editor.press("Enter")
    plain.until("jm.touchpoints[2].image_alt", "A full basket")

    with editor.page.expect_file_chooser() as chooser:
        panel(editor).get_by_role("button", name="Replace picture…").click()
    wrong: FilePayload = {"name": "no.png", "mimeType": "image/png", "buffer": b"no picture"}
    chooser.value.set_files(wrong)
    editor.root.get_by_role("alert").get_by_text("no picture that the browser can").wait_for()
    panel(editor).get_by_role("button", name="Remove").click()
    plain.until("jm.touchpoints[2].image", "")


def test_personas_are_switched_and_managed(plain: Plain, editor: Editor) -> None:
    anna = editor.root.get_by_role("button", name="Anna", exact=True)
    curves = editor.root.locator("path.cjw-curve")
    expect(curves).to_have_count(2)
    rev = plain.python("jm.rev")
    expect(anna).to_have_attribute("aria-pressed", "false")
    anna.click()
    expect(curves).to_have_count(1)
    expect(anna).to_have_attribute("aria-pressed", "true")
    expect(editor.point("chat", "viktor")).to_have_count(0)
    anna.press("Enter")
    expect(curves).to_have_count(2)
    expect(anna).to_have_attribute("aria-pressed", "false")
    assert plain.python("jm.rev") == rev

    def menu(name: str, item: str) -> None:
        editor.root.get_by_role("button", name=f"Actions for {name}").click()
        editor.root.get_by_role("menu").get_by_text(item, exact=True).click()

    menu("Viktor", "Show only this one")
    expect(curves).to_have_count(1)
    expect(editor.point("chat", "viktor")).to_have_count(1)
    menu("Anna", "Show all")
    expect(curves).to_have_count(2)
    menu("Viktor", "Move left")
    plain.until("[p.id for p in jm.personas]", ["viktor", "anna"])
    menu("Viktor", "All fields…")
    control(editor, "needs").fill("Sleep\n\nNo pain")
    editor.press("Tab")
    plain.until("list(jm.personas[0].needs)", ["Sleep", "No pain"])
    anna.dblclick()
    expect(editor.field).to_be_in_viewport()
    assert boxes_match(editor.field, anna, 4)
    editor.field.fill("Anna, 41")
    editor.press("Enter")
    plain.until("jm.personas[1].name", "Anna, 41")
    anna = editor.root.get_by_role("button", name="Anna, 41", exact=True)
    anna.focus()
    editor.press("Shift+F10", "End", "Enter")
    plain.until("[p.id for p in jm.personas]", ["viktor"])

    plain.python("jm.personas.extend([cj.Persona(f'P{i}', id=f'p{i}') for i in range(6)])")
    editor.root.get_by_role("button", name="Personas: 7").click()
    editor.root.get_by_role("menuitem", name="P3").click()
    editor.root.get_by_role("menuitemcheckbox", name="Show curve").click()
    expect(editor.point("chat", "p3")).to_have_count(0)
    expect(editor.point("chat", "p4")).to_have_count(1)


def test_the_keys_are_listed_and_every_action_is_in_a_menu(plain: Plain, editor: Editor) -> None:
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
    plain.until("jm.title", "Is it a ??")
    more(editor, "Zoom out")
    editor.root.get_by_role("button", name="90%").wait_for()


def test_an_empty_map_begins_with_a_framework(plain: Plain) -> None:
    page = plain.open(["import cjwidgets as cj\njm = cj.JourneyMap(locale='ru')\ncj.MapEditor(jm)"])
    plain.run(0)
    editor = Editor(page)
    editor.root.get_by_role("button", name="Нейтрально: начало, середина, конец").click()
    plain.until("[stage.name for stage in jm.stages]", ["Начало", "Середина", "Завершение"])
    expect(editor.root.locator('[data-row="stage"]').first).to_be_focused()
    assert plain.python("jm.framework") == "neutral"
    editor.press("Control+z")
    plain.until("(len(jm.stages), jm.framework, jm.can_undo)", [0, "", False])
    editor.root.get_by_role("button", name="5A").wait_for()


def test_the_width_of_columns_and_the_density_are_the_maps(plain: Plain, editor: Editor) -> None:
    def size(row: str, side: str) -> float:
        box = editor.cell(row, "search").bounding_box()
        assert box
        return float(box[side])  # type: ignore[literal-required]

    tall = size("lane-actions", "height") + size("lane-emotion", "height")
    more(editor, "About the map…")
    control(editor, "column_width").fill("400")
    editor.press("Tab")
    plain.until("jm.column_width", 400)
    assert size("touchpoint", "width") == pytest.approx(400, abs=1)
    control(editor, "density").select_option("compact")
    plain.until("jm.density", "compact")
    assert size("lane-actions", "height") + size("lane-emotion", "height") < tall - 30
    control(editor, "density").select_option("roomy")
    plain.until("jm.density", "roomy")
    assert size("lane-actions", "height") + size("lane-emotion", "height") > tall + 30
    plain.python("jm.column_width = None")
    expect(control(editor, "column_width")).to_have_value("")
    assert size("touchpoint", "width") < 399
