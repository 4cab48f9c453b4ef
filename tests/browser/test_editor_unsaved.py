"""Edits that are in no file: a cell that is run again and a kernel started again lose none."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from playwright.sync_api import BrowserContext, Locator, expect

from browser.bare import bare, edits, mounted
from browser.documents import without
from browser.editor import Editor
from browser.lab import Lab
from browser.panels import full_map
from browser.plain import Plain
from browser.readable import unreadable
from cjwidgets import JourneyMap, Lane, Scale
from cjwidgets.widgets.session import Session

EMPTY = "import cjwidgets as cj\neditor = cj.MapEditor()\neditor"
CODE = 'import cjwidgets as cj\njm = cj.JourneyMap("Shop", stages=["Ask", "Buy"])\ncj.MapEditor(jm)'
STAGES = "[stage.name for stage in editor.map.stages]"
KEPT = """Object.keys(localStorage).filter(
  (key) => key.startsWith('cjwidgets.kept') && JSON.parse(localStorage[key]).doc).length"""


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
    bar = page.get_by_role("toolbar")
    first = bar.get_by_role("button", name="Save…", exact=True)
    save = bar.get_by_role("button", name="Save", exact=True)
    told = page.locator(".cjw").get_by_role("status")
    expect(editor.root.locator(".cjw-title")).to_be_visible()
    expect(first).to_be_visible()
    expect(bar.get_by_text("Not saved yet").first).to_be_visible()
    editor.write(editor.root.locator(".cjw-title"), "My shop of mattresses and pillows, Сочи")
    lab.until("editor.map.title", "My shop of mattresses and pillows, Сочи")
    first.click()
    field = told.get_by_role("textbox", name="Name of the new file")
    expect(field).to_have_value("my-shop-of-mattresses-and-pillows-сочи")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    assert unreadable(editor.root) == []
    # It can be left, and asked for again.
    field.press("Escape")
    expect(field).to_have_count(0)
    first.click()
    field.fill("../Plans / of 2026")
    field.press("Enter")
    expect(told.get_by_text("Saved as plans-of-2026.cjmap.json.")).to_be_visible()
    folder = lab.python("__import__('os').getcwd()")
    assert lab.python("str(editor.map.path)") == f"{folder}/plans-of-2026.cjmap.json"
    assert (
        lab.python("cj.JourneyMap.open('plans-of-2026.cjmap.json').title")
        == "My shop of mattresses and pillows, Сочи"
    )
    page.wait_for_function(f"{KEPT} === 0")
    # From here on it is one press.
    expect(save).to_have_count(0)
    editor.write(editor.root.locator(".cjw-title"), "Shop")
    save.click()
    expect(bar.get_by_role("button", name=re.compile("^Saved"))).to_be_visible()
    assert lab.python("cj.JourneyMap.open('plans-of-2026.cjmap.json').title") == "Shop"

    # Another map of that name leaves the file alone, and says which name it took.
    editor = run_again(lab)
    editor.write(editor.root.locator(".cjw-title"), "Plans of 2026")
    first.click()
    field.press("Enter")
    expect(told.get_by_text("Saved as plans-of-2026-2.cjmap.json.")).to_be_visible()
    assert lab.python("cj.JourneyMap.open('plans-of-2026.cjmap.json').title") == "Shop"


SAVED = "[stage.name for stage in cj.JourneyMap.open('plan.cjmap.json').stages]"
SEEN = "addEventListener('keydown', (e) => setTimeout(() => { window.seen = e.defaultPrevented; }))"
DIRTY = "window.panel.context.model.dirty"


def test_ctrl_s_saves_the_map_and_the_notebook(lab: Lab) -> None:
    lab.page.on("dialog", lambda dialog: dialog.dismiss())
    page = lab.open(['import cjwidgets as cj\neditor = cj.MapEditor("plan")\neditor'])
    lab.run(0)
    editor = Editor(page)
    assert lab.python(SAVED) == []
    editor.root.get_by_role("button", name="Add the first stage").click()
    editor.field.fill("Discover")
    page.evaluate(f"{DIRTY} = true")
    # Also what is still being typed.
    editor.press("Control+s")
    lab.until(SAVED, ["Discover"])
    page.wait_for_function(f"!{DIRTY}")
    expect(editor.root.get_by_role("button", name=re.compile("^Saved"))).to_be_visible()
    expect(editor.root.locator("[data-row=stage]")).to_be_focused()
    # From anywhere in it, the panel too; the field keeps its keys for itself afterwards.
    head = editor.cell("stage", lab.python("editor.map.stages[0].id"))
    head.click()
    editor.press("Control+i")
    panel = editor.root.locator(".cjw-panel")
    panel.get_by_label("Name", exact=True).first.fill("Wonder")
    editor.press("Control+s")
    lab.until(SAVED, ["Wonder"])
    expect(panel).to_have_attribute("data-lm-suppress-shortcuts", "true")


def test_ctrl_s_asks_a_new_map_for_its_name(plain: Plain) -> None:
    page = plain.open([EMPTY])
    plain.run_all()
    editor = Editor(page)
    page.evaluate(SEEN)
    editor.root.get_by_role("button", name="Add the first stage").click()
    editor.field.fill("Discover")
    editor.press("Control+s")
    expect(editor.root.get_by_role("textbox", name="Name of the new file")).to_be_focused()
    # Where no notebook saves itself, the browser does not save its page instead.
    assert page.evaluate("window.seen")
    plain.until(STAGES, ["Discover"])


def test_all_that_a_map_holds_is_brought_back(context: BrowserContext) -> None:
    old = full_map()
    old.scale = Scale(-10, 10)
    own = Lane("Weather", id="weather")
    old.lanes.insert(0, own)
    old.touchpoints[2].texts = {own: "Rain"}
    old.touchpoints[2].emotions = dict.fromkeys(old.personas, 9)
    new = JourneyMap("New", stages=["Begins", "Otherwise"], id="new")
    kept = {"at": time.time() * 1000, "origin": "", "map": "new", "title": old.title}
    text = json.dumps(json.dumps({**kept, "doc": old.to_json()}))
    context.add_init_script(f"localStorage['cjwidgets.kept.here.old'] = {text}")
    crumbs = [{"title": "", "unsaved": False}]
    trail = {"crumbs": crumbs, "unsaved": None, "fresh": None, "life": "new", "place": "here"}
    snapshot = {"rev": 0, "doc": new.to_json(), "undo": False, "redo": False, "trail": trail}
    page = bare(context, new, _snapshot=snapshot)
    editor = mounted(page)
    offer(editor).get_by_role("button", name="Bring it back").click()
    editor.root.locator(".cjw-title").get_by_text(old.title).wait_for()
    [changes] = edits(page)
    told: list[dict[str, Any]] = []
    session = Session(new, told.append)
    before = new.to_json()
    session.handle({"type": "edit", "cid": "x", "base": 0, "label": "", "changes": changes})
    assert [each for each in told if each["type"] == "reject"] == []
    made = without({**old.to_json(), "id": "new"}, "comments")
    assert without(new.to_json(), "comments") == made
    # Whoever brings it back has written the comments, as far as anybody can tell.
    assert [each.text for each in new.stages[0].comments] == [
        each.text for each in old.stages[0].comments
    ]
    new.undo()
    assert new.to_json() == before


def test_an_edit_just_before_the_page_is_loaded_again_is_kept(plain: Plain) -> None:
    page = plain.open([CODE])
    plain.run(0)
    editor = Editor(page)
    editor.write(editor.cell("stage", plain.python("jm.stages[0].id")), "Asks")
    plain.until("jm.stages[0].name", "Asks")
    plain.reload()
    page.wait_for_function(f"{KEPT} === 1")


EXAMPLE = """
import os, tempfile, cjwidgets as cj
if "folder" not in globals():
    os.chdir(folder := tempfile.mkdtemp())
jm = cj.datasets.mattress_map()
editor = cj.MapEditor(jm)
editor
"""


def test_who_saved_an_example_is_led_to_its_file(plain: Plain) -> None:
    page = plain.open([EXAMPLE])
    plain.run(0)
    editor = Editor(page)
    editor.write(editor.cell("lane-actions", "search"), "Asks the pharmacist")
    plain.until("jm.touchpoints[0].actions", "Asks the pharmacist")
    editor.root.get_by_role("button", name="Save…", exact=True).click()
    editor.root.get_by_role("textbox", name="Name of the new file").fill("Ours")
    editor.press("Enter")
    expect(editor.root.get_by_text("Saved as ours.cjmap.json.")).to_be_visible()

    saved = editor.root.get_by_role("status").filter(has_text="saved as “ours.cjmap.json”")
    for again in range(2):
        plain.run(0)
        expect(editor.cell("lane-actions", "search")).to_contain_text("Types")
        expect(saved).to_contain_text('cj.JourneyMap.open("ours.cjmap.json")')
        expect(offer(editor)).to_have_count(0)
        for width in (1440, 390):
            plain.viewport(width, 900)
            plain.screenshot(editor.root, f"saved-before-{width}-{again}")
        plain.viewport(1440, 900)
    saved.get_by_role("button", name="Open the saved map").click()
    expect(editor.cell("lane-actions", "search")).to_contain_text("Asks the pharmacist")
    expect(saved).to_have_count(0)

    # A file that is gone is not spoken of, nor one that somebody dismissed.
    plain.python("os.rename('ours.cjmap.json', 'away')")
    plain.run(0)
    expect(editor.cell("lane-actions", "search")).to_contain_text("Types")
    expect(saved).to_have_count(0)
    plain.python("os.rename('away', 'ours.cjmap.json')")
    plain.run(0)
    saved.get_by_role("button", name="Dismiss").click()
    expect(saved).to_have_count(0)
    plain.run(0)
    expect(editor.cell("lane-actions", "search")).to_contain_text("Types")
    expect(saved).to_have_count(0)
