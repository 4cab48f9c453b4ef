"""Whose curve one edits, points at one place, and a curve drawn in one stroke."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from browser.editor import RICH, Editor
from browser.plain import Plain

ANNA = "[tp.emotions.get('anna') for tp in jm.touchpoints]"
VIKTOR = "[tp.emotions.get('viktor') for tp in jm.touchpoints]"
MAP = RICH.replace(
    "import re\n", "for tp in jm.touchpoints: tp.emotion = None\nimport re\n"
).replace("jm.touchpoints[1].measured", "measured")


@pytest.fixture
def editor(plain: Plain) -> Editor:
    page = plain.open([MAP])
    plain.run(0)
    return Editor(page)


def chip(editor: Editor, persona: str) -> Locator:
    return editor.root.locator(f"[data-persona-chip={persona}]")


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_empty_points_of_several_personas_are_each_set_by_a_click(
    plain: Plain, editor: Editor
) -> None:
    page = editor.page
    for persona, texts in (("viktor", VIKTOR), ("anna", ANNA)):
        page.mouse.click(*middle(editor.point("chat", persona)))
        plain.until(texts, [None, 0, None])
    # Both stand at one place now, and each is grabbed.
    for persona in ("viktor", "anna"):
        x, y = middle(editor.point("chat", persona))
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y - 30, steps=4)
        page.mouse.up()
        plain.until(f"jm.touchpoints[1].emotions['{persona}'] > 0", True)
    # A drag that is given up sets nothing.
    rev = plain.python("jm.rev")
    x, y = middle(editor.point("search", "anna"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 30, steps=4)
    editor.press("Escape")
    page.mouse.up()
    editor.point("search", "viktor").focus()
    editor.press("Space")
    plain.until(VIKTOR + "[0]", 0)
    assert plain.python("jm.touchpoints[0].emotions.get('anna')") is None
    assert plain.python("jm.rev") == rev + 1


def test_the_chip_chooses_whose_curve_is_drawn_in_one_stroke(plain: Plain, editor: Editor) -> None:
    page, root = editor.page, editor.root
    # By its menu the others stay in sight.
    root.get_by_role("button", name="Actions for Viktor").click()
    root.get_by_role("menuitemcheckbox", name="Edit this curve").click()
    expect(root.locator(".cjw-persona.cjw-hand")).to_contain_text("Viktor")
    cells = [editor.cell("lane-emotion", id) for id in ("search", "chat", "cart")]
    spots = [middle(cell) for cell in cells]
    rev = plain.python("jm.rev")
    page.mouse.move(spots[0][0], spots[0][1] - 40)
    page.mouse.down()
    page.mouse.move(spots[1][0], spots[1][1] + 30, steps=3)
    expect(root.locator(".cjw-curve.cjw-hand")).not_to_have_attribute("d", "")
    page.mouse.move(spots[2][0], spots[2][1] - 20, steps=3)
    page.mouse.up()
    plain.until(f"None in {VIKTOR}", False)
    first, second, third = plain.python(VIKTOR)
    assert first > third > 0 > second
    assert plain.python("jm.rev") == rev + 1
    told = root.locator(".cjw-notice[role=status]")
    expect(told).to_contain_text("Curve drawn: Viktor")
    told.get_by_role("button", name="Undo").click()
    plain.until(VIKTOR, [None, None, None])

    # The chip chooses, too: then only hers is there, and keys go to it.
    chip(editor, "anna").click()
    expect(root.locator(".cjw-curve")).to_have_count(1)
    cells[0].focus()
    editor.press("Enter", "ArrowUp")
    plain.until("jm.touchpoints[0].emotions.get('anna')", 0.5)
    chip(editor, "anna").click()
    expect(root.locator(".cjw-curve")).to_have_count(2)
    # Who is left out is neither lit nor drawn; both together are everyone.
    chip(editor, "anna").click()
    chip(editor, "viktor").click()
    expect(root.locator(".cjw-curve")).to_have_count(2)
    for persona in ("anna", "viktor"):
        expect(chip(editor, persona)).to_have_attribute("aria-pressed", "false")
    expect(root.locator(".cjw-persona.cjw-hand")).to_contain_text("Viktor")


def test_what_was_measured_stays_under_a_stroke(plain: Plain, editor: Editor) -> None:
    plain.python("jm.touchpoints[1].measured = {'anna': cj.Measured(1, n=50)}")
    expect(editor.point("chat")).to_have_attribute("aria-readonly", "true")
    spots = [middle(editor.cell("lane-emotion", id)) for id in ("search", "cart")]
    page = editor.page
    page.mouse.move(spots[0][0], spots[0][1] + 30)
    page.mouse.down()
    page.mouse.move(spots[1][0], spots[1][1] + 30, steps=5)
    editor.root.locator(".cjw-dragged").first.wait_for()
    page.mouse.up()
    plain.until("jm.touchpoints[2].emotions.get('anna', 0) < 0", True)
    assert plain.python("'anna' in jm.touchpoints[1].emotions") is False
