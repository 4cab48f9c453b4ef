"""Edits that are in no file: a cell that is run again and a kernel started again lose none."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from browser.editor import Editor
from browser.lab import Lab

EMPTY = "import cjwidgets as cj\neditor = cj.MapEditor()\neditor"
CODE = 'import cjwidgets as cj\njm = cj.JourneyMap("Shop", stages=["Ask", "Buy"])\ncj.MapEditor(jm)'
STAGES = "[stage.name for stage in editor.map.stages]"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('cjwidgets.kept')).length"


def offer(editor: Editor) -> Locator:
    return editor.root.get_by_role("alert").filter(has_text="are in no file")


def run_again(lab: Lab) -> Editor:
    """Run the first cell, and wait until the editor that was there has gone."""
    lab.page.evaluate("document.querySelector('.cjw').dataset.old = 'yes'")
    lab.run(0)
    lab.page.locator(".cjw[data-old]").wait_for(state="detached")
    return Editor(lab.page)


def test_a_map_drawn_by_hand_survives_its_cell_and_its_kernel(lab: Lab) -> None:
    page = lab.open([EMPTY])
    lab.run(0)
    editor = Editor(page)
    editor.root.get_by_role("button", name="Add the first stage").click()
    editor.field.fill("Discover")
    editor.press("Enter")
    lab.until(STAGES, ["Discover"])
    page.wait_for_function(f"{KEPT} === 1")

    editor = run_again(lab)
    lab.until(STAGES, [])
    offer(editor).get_by_role("button", name="Bring it back").click()
    lab.until(STAGES, ["Discover"])
    expect(offer(editor)).to_have_count(0)
    editor.cell("stage", lab.python("editor.map.stages[0].id")).wait_for()
    page.wait_for_function(f"{KEPT} === 1")

    lab.watch.allow("Canceled future")  # Lab's own questions to the kernel that is gone
    lab.restart_kernel()
    editor = run_again(lab)
    offer(editor).get_by_role("button", name="Bring it back").click()
    lab.until(STAGES, ["Discover"])
    # It is one edit, which undo takes back.
    lab.python("editor.map.undo()")
    lab.until(STAGES, [])
    lab.python("editor.map.redo()")
    lab.until(STAGES, ["Discover"])

    # Once it is in a file there is nothing to offer.
    page.wait_for_function(f"{KEPT} === 1")
    lab.python("editor.map.save(__import__('tempfile').mkdtemp() + '/shop').name")
    page.wait_for_function(f"{KEPT} === 0")
    editor = run_again(lab)
    lab.until(STAGES, [])
    expect(offer(editor)).to_have_count(0)


def test_what_was_edited_on_top_of_code_is_offered_to_the_same_code_alone(lab: Lab) -> None:
    page = lab.open([CODE, CODE.replace("Shop", "Another shop")])
    lab.run(0)
    editor = Editor(page)
    editor.write(editor.root.locator('[data-row="stage"] .cjw-name').first, "Wonder")
    lab.until("[stage.name for stage in jm.stages]", ["Wonder", "Buy"])
    page.wait_for_function(f"{KEPT} === 1")
    lab.watch.allow("Canceled future")
    lab.restart_kernel()
    lab.reload()
    lab.run(1)
    other = Editor(page, lab.output(1).locator(".cjw"))
    lab.run(0)
    editor = Editor(page, lab.output(0).locator(".cjw"))
    expect(offer(editor)).to_contain_text("Edits of “Shop” are in no file")
    expect(offer(other)).to_have_count(0)
    offer(editor).get_by_role("button", name="Discard").click()
    expect(offer(editor)).to_have_count(0)
    assert page.evaluate(KEPT) == 0
    assert editor.names("stage") == ["Ask", "Buy"]


def test_a_new_map_is_saved_from_its_first_edit(lab: Lab) -> None:
    page = lab.open([EMPTY])
    lab.run(0)
    editor = Editor(page)
    save = page.get_by_role("toolbar").get_by_role("button", name="Save", exact=True)
    told = page.locator(".cjw").get_by_role("status")
    expect(editor.root.locator(".cjw-title")).to_be_visible()
    expect(save).to_have_count(0)
    editor.write(editor.root.locator(".cjw-title"), "My shop, Сочи")
    lab.until("editor.map.title", "My shop, Сочи")
    save.click()
    field = told.get_by_role("textbox", name="Name of the new file")
    expect(field).to_have_value("my-shop-сочи")
    expect(field).to_be_focused()
    # It can be left, and asked for again.
    field.press("Escape")
    expect(field).to_have_count(0)
    save.click()
    field.fill("../Plans / of 2026")
    field.press("Enter")
    expect(told.get_by_text("Saved as plans-of-2026.cjmap.json.")).to_be_visible()
    folder = lab.python("__import__('os').getcwd()")
    assert lab.python("str(editor.map.path)") == f"{folder}/plans-of-2026.cjmap.json"
    assert lab.python("cj.JourneyMap.open('plans-of-2026.cjmap.json').title") == "My shop, Сочи"
    page.wait_for_function(f"{KEPT} === 0")
    # From here on it is one press.
    expect(save).to_be_disabled()
    editor.write(editor.root.locator(".cjw-title"), "Shop")
    save.click()
    expect(save).to_be_disabled()
    assert lab.python("cj.JourneyMap.open('plans-of-2026.cjmap.json').title") == "Shop"

    # Another map of that name leaves the file alone, and says which name it took.
    editor = run_again(lab)
    editor.write(editor.root.locator(".cjw-title"), "Plans of 2026")
    save.click()
    field.press("Enter")
    expect(told.get_by_text("Saved as plans-of-2026-2.cjmap.json.")).to_be_visible()
    assert lab.python("cj.JourneyMap.open('plans-of-2026.cjmap.json').title") == "Shop"
