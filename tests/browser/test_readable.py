"""What the pictures are held to sees what a person could not read."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from browser.bare import bare, mounted
from browser.editor import MAP
from browser.readable import unreadable

LONG = "A sentence that is longer than its place"
CUT = "width: 60px; height: 20px; white-space: nowrap; overflow: hidden"
ELLIPSIS = f"{CUT}; text-overflow: ellipsis"
FAULTS = {
    "cut off": f'<p style="{CUT}">{LONG}</p>',
    "cut off above": f'<div style="height: 20px; overflow: hidden"><p style="margin: -12px">{LONG}',
    "an ellipsis that tells nobody": f'<p style="{ELLIPSIS}">{LONG}</p>',
    "covered": f'<p>{LONG}</p><i style="position: absolute; inset: 0; background: white">',
    "a letter a line": f'<p style="width: 9px; overflow-wrap: anywhere">{LONG}</p>',
    "half in its field": f'<input size="4" value="{LONG}">',
    "one line of three": f'<textarea rows="1" cols="12" style="overflow: hidden">{LONG}</textarea>',
}
SOUND = {
    "whole": f"<p>{LONG}</p>",
    "scrolled": f'<div style="width: 60px; overflow: auto; white-space: nowrap">{LONG}</div>',
    "an ellipsis with a title": f'<p title="{LONG}" style="{ELLIPSIS}">{LONG}</p>',
    "for those who hear it": f'<p class="cjw-said" style="{CUT}">{LONG}</p>',
    "whole in its field": f'<input size="60" value="{LONG}">',
    "below a menu": f'<p>{LONG}</p><i popover style="position: absolute; inset: 0">',
    "out of sight": f'<p style="visibility: hidden; {CUT}">{LONG}</p>',
}


def told(context: BrowserContext, html: str) -> list[str]:
    page = context.new_page()
    page.set_content(f'<div class="cjw" style="position: relative">{html}</div>')
    return unreadable(page.locator(".cjw"))


@pytest.mark.parametrize("name", FAULTS)
def test_what_can_not_be_read_is_told(context: BrowserContext, name: str) -> None:
    [sentence] = told(context, FAULTS[name])
    assert LONG[:20] in sentence


@pytest.mark.parametrize("name", SOUND)
def test_what_can_be_read_is_not(context: BrowserContext, name: str) -> None:
    assert told(context, SOUND[name]) == []


def test_a_field_of_one_line_is_told(context: BrowserContext) -> None:
    written: dict[str, object] = {}
    exec(MAP, written)
    page = bare(context, written["jm"])  # type: ignore[arg-type]  # exec says no types
    editor = mounted(page)
    editor.cell("lane-actions", "search").dblclick()
    editor.field.fill(f"{LONG}. " * 4)
    assert unreadable(editor.root) == []
    page.add_style_tag(content=".cjw .cjw-editor.cjw-open { height: 17px !important }")
    assert len(unreadable(editor.root)) == 1
