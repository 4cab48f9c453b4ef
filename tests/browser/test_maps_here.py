"""The menu of a map's file: copies, target maps, other maps of the folder."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from browser.editor import Editor, more
from browser.plain import Plain
from browser.readable import unreadable
from browser.test_editor_access import check_axe

SHOP = """
import os, cjwidgets as cj
os.chdir(__import__("tempfile").mkdtemp())
jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", id="ask")])
jm.save("shop")
for name in ("Plan 10", "Plan 2", "Idea"):
    cj.JourneyMap(name, stages=[name]).save(name)
editor = cj.MapEditor(jm)
editor
"""
SAVED = re.compile("^Saved")
SHOWN = "editor.shown.title"


@pytest.fixture
def shop(plain: Plain) -> Editor:
    page = plain.open([SHOP])
    plain.run(0)
    return Editor(page)


def items(editor: Editor) -> list[str]:
    editor.root.get_by_role("menu").wait_for()
    labels = editor.root.locator("[role=menuitem] > span:nth-child(2)")
    return labels.all_inner_texts()


def choose(editor: Editor, name: str) -> None:
    editor.root.get_by_role("menuitem", name=name).click()


def field(editor: Editor) -> Locator:
    return editor.root.get_by_role("textbox", name="Name of the new file")


def test_another_map_is_opened_by_keys_and_the_recent_ones_come_first(
    plain: Plain, shop: Editor
) -> None:
    state = shop.root.get_by_role("button", name=SAVED)
    state.focus()
    shop.press("Enter")
    expect(shop.root.get_by_role("menuitem").first).to_be_focused()
    assert items(shop)[0] == "Save"
    shop.press("End", "Enter")
    # By their names, as people count.
    shop.root.get_by_role("menuitem", name="Idea").wait_for()
    assert items(shop) == ["Idea", "Plan 2", "Plan 10"]
    expect(shop.root.get_by_role("menuitem").first).to_be_focused()
    check_axe(shop.page, shop)
    shop.press("ArrowDown", "Enter")
    plain.until(SHOWN, "Plan 2")
    expect(shop.root.locator(".cjw-title")).to_contain_text("Plan 2")
    expect(shop.root.get_by_role("button", name=SAVED)).to_be_visible()

    # What one worked on comes first, and is known when the page is loaded again.
    shop.root.locator("[data-row=stage]").first.click()
    plain.reload()
    again = Editor(plain.page)
    more(again, "File…")
    choose(again, "Open another map…")
    again.root.get_by_role("menuitem", name="Shop").wait_for()
    assert items(again) == ["shop", "Idea", "Plan 10"]
    expect(again.root.get_by_role("menu").locator("hr")).to_have_count(1)
    choose(again, "shop")
    plain.until(SHOWN, "Shop")
    expect(again.root.locator(".cjw-crumbs")).to_have_count(0)
    # A file that is gone is not offered.
    plain.python("os.remove('Plan 2.cjmap.json')")
    more(again, "File…")
    choose(again, "Open another map…")
    again.root.get_by_role("menuitem", name="Idea").wait_for()
    assert items(again) == ["Idea", "Plan 10"]


def test_edits_stay_with_the_map_they_were_made_in(plain: Plain, shop: Editor) -> None:
    shop.write(shop.cell("stage", "ask").locator(".cjw-name"), "Wonder")
    bar = shop.root.get_by_role("toolbar")
    bar.get_by_text("Unsaved edits: 1").click()
    choose(shop, "Open another map…")
    choose(shop, "Idea")
    plain.until(SHOWN, "Idea")
    expect(bar.get_by_text("Other unsaved maps: 1")).to_be_visible()
    bar.get_by_role("button", name="Save", exact=True).click()
    expect(bar.get_by_role("button", name=SAVED)).to_be_visible()
    assert plain.python("cj.JourneyMap.open('shop.cjmap.json').stages[0].name") == "Wonder"


def test_a_copy_and_a_target_map_are_made(plain: Plain, shop: Editor) -> None:
    more(shop, "File…")
    choose(shop, "Duplicate this map…")
    expect(field(shop)).to_be_focused()
    expect(field(shop)).to_have_value("Shop, copy")
    for width in (1400, 390):
        plain.viewport(width, 900)
        assert unreadable(shop.root.locator(".cjw-notice")) == []
    plain.viewport(1400, 900)
    shop.press("Escape")
    expect(field(shop)).to_have_count(0)
    more(shop, "File…")
    choose(shop, "Duplicate this map…")
    field(shop).fill("Shop of ours")
    shop.press("Enter")
    plain.until(SHOWN, "Shop of ours")
    assert plain.python("editor.shown.path.name") == "shop-of-ours.cjmap.json"
    expect(field(shop)).to_have_count(0)
    expect(shop.root.locator(".cjw-title")).to_have_text("Shop of ours")
    expect(shop.cell("stage", "ask")).to_have_count(0)  # a copy has ids of its own
    shop.press("Alt+Backspace")
    plain.until(SHOWN, "Shop")
    shop.cell("stage", "ask").wait_for()

    more(shop, "File…")
    choose(shop, "Derive a target map…")
    expect(field(shop)).to_have_value("Shop, target")
    shop.press("Enter")
    plain.until("editor.shown.derived_from", "shop.cjmap.json")
    expect(shop.root.locator(".cjw-bar")).to_contain_text("Future state")
    expect(shop.root.get_by_role("button", name=SAVED)).to_be_visible()


def test_a_folder_without_other_maps_says_so(plain: Plain) -> None:
    page = plain.open([SHOP.split("jm =")[0] + "editor = cj.MapEditor()\neditor"])
    plain.run(0)
    editor = Editor(page)
    more(editor, "File…")
    assert items(editor)[0] == "Save…"
    choose(editor, "Open another map…")
    expect(editor.root.get_by_role("menuitem")).to_have_text(
        "There is no other map in this folder."
    )
