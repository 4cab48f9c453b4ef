"""A kernel that sleeps: whatever asks it says so, and what waits is nobody's left-over."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

import cjwidgets as cj
from browser.bare import bare, mounted
from browser.boards import SETUP, Board
from browser.editor import MAP, Editor
from browser.plain import Plain
from browser.test_editor_safety import KEPT, alert
from browser.voila import Voila

SILENT = "No answer from Python"
BOARD = 'board = cj.JourneyBoard(jm, log, charts=["drop_off"], height=400)\nboard'
SAVED = """
import tempfile
jm.save(tempfile.mkdtemp() + "/shop")
jm.title = "Mattresses"
"""


@contextmanager
def sleeping(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


Act = Callable[[Page, Board], object]
ACTS: dict[str, tuple[str, Act]] = {
    "filter": (
        ".cjw-filter [role=status]",
        lambda _, board: board.filter.get_by_role("button", name="Viktor").click(),
    ),
    "head of the map": (
        ".cjw-filter [role=status]",
        lambda _, board: board.editor.root.locator('[data-row="stage"][data-node]').last.click(),
    ),
    "chart": (
        ".cjw-filter [role=status]",
        lambda _, board: (
            board.chart("drop_off").locator("[aria-roledescription=bar]").first.click()
        ),
    ),
    "what-if": (
        ".cjw-no-answer",
        lambda page, _: page.locator(".cjw-what-if .noUi-handle").press("ArrowRight"),
    ),
    "save": (
        ".cjw [role=alert]",
        lambda _, board: board.editor.root.get_by_role("button", name="Save", exact=True).click(),
    ),
    "edit": (
        ".cjw [role=alert]",
        lambda _, board: board.editor.write(
            board.editor.root.locator('[data-row="stage"] .cjw-name').first, "Hear of it"
        ),
    ),
    "comment": (".cjw [role=alert]", lambda page, board: comment(page, board.editor)),
}


def comment(page: Page, editor: Editor) -> None:
    editor.root.locator('[data-row="stage"][data-node]').first.focus()
    page.keyboard.press("Control+Alt+m")
    editor.root.get_by_role("dialog").locator("textarea").fill("Who says so?")
    page.keyboard.press("Control+Enter")


def test_every_act_that_waits_for_an_answer_says_when_there_is_none(voila: Voila) -> None:
    page = voila.open([SETUP, SAVED, BOARD, "cj.WhatIf(jm, log)"])
    board = Board(page)
    board.wait("drop_off")
    page.locator(".cjw-what-if svg.marks").wait_for()
    pid = int(voila.python("__import__('os').getpid()"))
    for place, act in ACTS.values():
        said = page.locator(place).filter(has_text=SILENT)
        expect(said).to_have_count(0)
        with sleeping(pid):
            act(page, board)
            expect(said).to_have_count(1)
        expect(said).to_have_count(0)
        page.keyboard.press("Escape")


ASKED = "navigator.locks.query().then(() => navigator.locks.query()).then(() => null)"


def offers(page: Page) -> Locator:
    return page.locator(".cjw [role=alert]").filter(has_text="not saved: 1")


@pytest.mark.parametrize("leaves", [False, True])
def test_what_waits_in_one_tab_is_no_left_over_in_another(plain: Plain, leaves: bool) -> None:
    page = plain.open([MAP])
    plain.run(0)
    first, second = Editor(page), Editor(plain.second_tab())
    pid = int(plain.python("__import__('os').getpid()"))
    with sleeping(pid):
        first.write(first.cell("lane-actions", "cart"), "While it slept")
        alert(first, SILENT).wait_for()
        second.page.wait_for_function(f"{KEPT} === 1")
        second.page.evaluate(ASKED)
        expect(offers(second.page)).to_have_count(0)
        if leaves:
            page.close()
            expect(offers(second.page)).to_have_count(1)
    # It was on its way: no tab has anything to offer once it is heard.
    second.cell("lane-actions", "cart").get_by_text("While it slept").wait_for()
    expect(second.root.get_by_role("alert")).to_have_count(0)
    second.page.wait_for_function(f"{KEPT} === 0")


DRAWN = (
    """e => [...e.querySelectorAll("svg.cjw-icon path")].map((each) => each.getAttribute("d"))"""
)


@pytest.mark.parametrize("module", ["editor", "persona-cards"])
def test_what_says_so_has_its_icons_in_every_widget(context: BrowserContext, module: str) -> None:
    """The sign of a kernel, and a clipboard on what copies."""
    page = bare(context, cj.datasets.mattress_map(), module=module)
    editor = mounted(page)
    if module == "editor":
        editor.write(editor.cell("lane-actions", "search"), "Into the void")
    else:
        editor.root.locator('[data-field="quote"]').first.click()
        editor.field.fill("Into the void")
        editor.field.press("Enter")
    strip = editor.root.get_by_role("alert")
    expect(strip).to_contain_text(SILENT)
    copies = strip.get_by_role("button", name="Copy my edits")
    expect(copies.locator("svg")).to_be_visible()
    drawn = strip.evaluate(DRAWN)
    assert len(drawn) == 2
    assert all(drawn)
    context.close()
