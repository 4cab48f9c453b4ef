"""The state of saving: one place, always true, and each state acts."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from browser.bare import bare, mounted
from browser.editor import MAP, Editor
from browser.plain import Plain
from browser.readable import unreadable
from browser.test_editor_access import check_axe
from cjwidgets import JourneyMap, datasets

NOW = int(time.time() * 1000)
STATES: dict[str, dict[str, Any]] = {
    "new": {"name": None, "saved": None},
    "edited": {"name": None, "saved": None, "edits": 3},
    "saved": {},
    "unsaved": {"edits": 3},
    "changed": {"edits": 3, "changed": {"at": NOW}},
    "gone": {"changed": {"at": None}},
}
FILE = """
import os, cjwidgets as cj
from pathlib import Path
folder = Path(__import__("tempfile").mkdtemp())
jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", id="ask")])
jm.save(folder / "shop")
editor = cj.MapEditor(jm)
editor
"""
SAVED = re.compile("^Saved")
THEIRS = "other = cj.JourneyMap.open(jm.path); other.title = 'Theirs'; other.save().name"


def shown(
    context: BrowserContext, state: str, locale: str = "en", theme: str = "light", width: int = 1440
) -> Editor:
    jm = datasets.mattress_map()
    jm.locale = locale
    file = {"number": 0, "name": "shop.cjmap.json", "saved": NOW, "edits": 0, "changed": None}
    file |= STATES[state]
    trail = {
        "crumbs": [{"title": "", "unsaved": False}],
        "unsaved": 1 if file["edits"] else 0,
        "fresh": None,
        "life": "x",
        "place": "here",
        "file": file,
    }
    snapshot = {"rev": 0, "doc": jm.to_json(), "undo": False, "redo": False, "trail": trail}
    page = bare(context, jm, theme=theme, _snapshot=snapshot)
    page.set_viewport_size({"width": width, "height": 900})
    editor = mounted(page)
    if state == "changed":
        editor.root.locator(".cjw-title").click()  # whoever works here gets the rest
        editor.root.locator(".cjw-strip").wait_for()
    return editor


def lines(part: Locator) -> int:
    """How many lines what is seen in an element takes."""
    script = """(part) => {
      const tops = [...part.children].filter((each) => !each.matches('.cjw-said'))
        .map((each) => each.getBoundingClientRect()).filter((box) => box.width);
      return tops.filter((box) => box.top > tops[0].bottom - 4).length + 1;
    }"""
    return int(part.evaluate(script))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("locale", "theme"), [("en", "dark"), ("ru", "light")])
def test_it_has_one_place_that_never_wraps(
    context: BrowserContext, state: str, locale: str, theme: str
) -> None:
    editor = shown(context, state, locale, theme)
    part = editor.root.locator(".cjw-saving")
    for width in (1440, 1024, 390):
        editor.page.set_viewport_size({"width": width, "height": 900})
        assert lines(part) == 1
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        found = unreadable(editor.root.locator(".cjw-bar"))
        assert [each for each in found if "cjw-title" not in each] == []
        strip = editor.root.locator(".cjw-strip")
        if state == "changed":
            assert unreadable(strip) == []
    if state in ("changed", "unsaved"):
        check_axe(editor.page, editor)


def test_nothing_moves_when_the_state_changes(context: BrowserContext) -> None:
    for width in (1440, 1024):
        heads = set()
        for state in ("saved", "unsaved", "edited"):
            editor = shown(context, state, "ru", width=width)
            box = editor.root.locator('[data-row="stage"]').first.bounding_box()
            assert box
            heads.add(round(box["y"]))
            editor.page.close()
        assert len(heads) == 1, (width, heads)


def test_personas_fold_to_make_room(context: BrowserContext) -> None:
    editor = shown(context, "unsaved", "en", width=1440)
    folded = editor.root.get_by_role("button", name="Personas: 2")
    expect(editor.root.locator("[data-persona-chip]")).to_have_count(2)
    editor.page.set_viewport_size({"width": 700, "height": 900})
    expect(editor.root.locator("[data-persona-chip]")).to_have_count(0)
    folded.click()
    editor.root.get_by_role("menuitem", name="Anna").click()
    editor.root.get_by_role("menuitem", name="Rename").click()
    expect(editor.field).to_be_focused()
    editor.press("Escape")
    editor.page.set_viewport_size({"width": 1440, "height": 900})
    expect(folded).to_have_count(0)
    expect(editor.root.locator("[data-persona-chip]")).to_have_count(2)
    # Where there is room they stay, however narrow it is.
    editor.write(editor.root.locator(".cjw-title"), "Shop")
    editor.page.set_viewport_size({"width": 700, "height": 900})
    expect(editor.root.locator("[data-persona-chip]")).to_have_count(2)


def test_a_strip_can_be_folded_away_and_comes_back(context: BrowserContext) -> None:
    editor = shown(context, "changed")
    strip = editor.root.get_by_role("alert")
    state = editor.root.get_by_role("button", name="Two versions")
    expect(state).to_have_attribute("aria-expanded", "true")
    first = strip.get_by_role("button").first
    expect(first).to_have_text("Keep both…")
    expect(strip.get_by_role("button")).to_have_count(3)
    state.focus()
    editor.press("Enter")
    expect(strip).to_have_count(0)
    expect(state).to_have_attribute("aria-expanded", "false")
    expect(state).to_be_focused()
    editor.press("Enter")
    expect(strip).to_be_visible()


def test_the_file_of_others_is_told_when_one_comes_back_and_is_taken(plain: Plain) -> None:
    page = plain.open([FILE])
    plain.run(0)
    editor = Editor(page)
    bar = editor.root.get_by_role("toolbar")
    expect(bar.get_by_role("button", name=SAVED)).to_be_visible()
    plain.python(THEIRS)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    strip = editor.root.get_by_role("alert")
    editor.root.locator(".cjw-title").click()
    expect(strip).to_contain_text("Nothing was overwritten, and you have no edits")
    strip.get_by_role("button", name="Take the file’s version").click()
    plain.until("jm.title", "Theirs")
    expect(strip).to_have_count(0)
    expect(bar.get_by_role("button", name=SAVED)).to_be_visible()
    expect(editor.root.locator(".cjw-title")).to_contain_text("Theirs")
    editor.cell("stage", "ask").focus()
    editor.press("Control+z")
    plain.until("jm.title", "Shop")
    expect(bar.get_by_text("Unsaved edits: 1")).to_be_visible()
    # Gone: it is written again.
    plain.python("jm.save().unlink()")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(bar.get_by_role("button", name="File is gone")).to_be_visible()
    bar.get_by_role("button", name="Save", exact=True).click()
    expect(bar.get_by_role("button", name=SAVED)).to_be_visible()
    assert plain.python("cj.JourneyMap.open(jm.path).title") == "Shop"


def test_edits_are_counted_and_undo_counts_back(plain: Plain) -> None:
    page = plain.open([FILE])
    plain.run(0)
    editor = Editor(page)
    bar = editor.root.get_by_role("toolbar")
    name = editor.cell("stage", "ask").locator(".cjw-name")
    for count, text in enumerate(("Wonder", "Search", "Compare"), 1):
        editor.write(name, text)
        expect(bar.get_by_text(f"Unsaved edits: {count}")).to_be_visible()
    editor.press("Control+z")
    expect(bar.get_by_text("Unsaved edits: 2")).to_be_visible()
    # Heard once, and not with every edit.
    expect(bar.get_by_role("status")).to_have_text("Unsaved edits")
    editor.press("Control+s")
    expect(bar.get_by_role("status")).to_contain_text("Saved")
    expect(bar.get_by_text("Unsaved edits")).to_have_count(0)


def test_without_an_answer_one_can_go_on_and_take_a_copy(plain: Plain, tmp_path: Path) -> None:
    page = plain.open([MAP])
    plain.run(0)
    editor = Editor(page)
    kernel = int(plain.python("__import__('os').getpid()"))
    os.kill(kernel, signal.SIGSTOP)
    try:
        editor.write(editor.cell("stage", "buy").locator(".cjw-name"), "Purchase")
        strip = editor.root.get_by_role("alert")
        expect(strip).to_contain_text("No answer from Python.")
        expect(strip).to_contain_text("You can go on")
        buttons = strip.get_by_role("button").all_inner_texts()
        assert buttons == ["Try again", "Download a copy", "Copy my edits"]
        for width in (1400, 390):
            plain.viewport(width, 900)
            assert unreadable(strip) == []
        with page.expect_download() as loaded:
            strip.get_by_role("button", name="Download a copy").click()
        assert loaded.value.suggested_filename == "Shop.cjmap.json"
        path = tmp_path / "copy.cjmap.json"
        loaded.value.save_as(path)
        copy = JourneyMap.open(path)
        assert [stage.name for stage in copy.stages] == ["Ask", "Purchase"]
        assert json.loads(path.read_text())["cjmap"] == 1
        strip.get_by_role("button", name="Try again").click()
        expect(strip.get_by_role("button", name="Asked")).to_be_focused()
    finally:
        os.kill(kernel, signal.SIGCONT)
    plain.until("jm.stages[1].name", "Purchase")
    expect(strip).to_have_count(0)
    expect(editor.root.get_by_role("toolbar").get_by_role("status")).to_have_text("Not saved yet")
    expect(editor.root.get_by_text("Not saved yet").first).to_be_visible()


def test_readers_hear_nothing_of_files(plain: Plain) -> None:
    page = plain.open([FILE.replace("MapEditor(jm)", "MapEditor(jm, mode='view')")])
    plain.run(0)
    plain.python(THEIRS)
    plain.reload()
    editor = Editor(page)
    expect(editor.root.locator(".cjw-saving")).to_have_count(0)
    expect(editor.root.get_by_role("alert")).to_have_count(0)
