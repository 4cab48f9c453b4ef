"""A board whose cell is run again: what was chosen on the page is one press away."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.boards import SETUP, Board
from browser.plain import Plain
from browser.readable import unreadable
from browser.test_editor_access import check_axe

MADE = "board = cj.JourneyBoard(jm, log, charts=['drop_off', 'dwell'])\nboard"
CHOSEN = "[[each.name for each in board.selection.stages], list(board.selection.channels)]"
OFFER = "Chosen before this cell ran again: Decision · website"


def test_filter_and_selection_are_put_back_by_one_press(plain: Plain) -> None:
    page = plain.open([SETUP, MADE])
    plain.run_all()
    board = Board(page)
    board.wait("drop_off")
    expect(board.filter).not_to_contain_text("Chosen before")
    board.filter.get_by_role("button", name="Channels: all").click()
    board.filter.get_by_role("button", name="website", exact=True).click()
    page.keyboard.press("Escape")
    board.editor.cell("stage", "decision").click()
    plain.until(CHOSEN, [["Decision"], ["website"]])
    expect(board.said).to_have_text(re.compile(r"^\d+ of 600"))
    # What a page has not heard of it cannot keep.
    expect(board.filter.get_by_role("button", name="No longer select Decision")).to_be_visible()

    plain.run(1)
    expect(board.said).to_have_text("600 customers")
    expect(board.filter).to_contain_text(OFFER)
    plain.until(CHOSEN, [[], []])  # Python's is what the cell says
    board.wait("drop_off", "dwell")
    for width in (1440, 390):
        plain.viewport(width, 900)
        assert unreadable(board.filter) == []
        plain.screenshot(board.root, f"board-again-{width}")
    plain.viewport(1440, 900)
    check_axe(page, board)
    board.filter.get_by_role("button", name="Put it back").click()
    plain.until(CHOSEN, [["Decision"], ["website"]])
    expect(board.said).to_have_text(re.compile(r"^\d+ of 600"))
    expect(board.filter).not_to_contain_text("Chosen before")

    # Also when the kernel is a new one, and the page, too; and it can be dismissed.
    plain.restart_kernel()
    plain.reload()
    plain.run_all()
    expect(board.filter).to_contain_text(OFFER)
    board.filter.get_by_role("button", name="Dismiss").click()
    expect(board.filter).not_to_contain_text("Chosen before")
    plain.run(1)
    board.wait("drop_off")
    expect(board.filter).not_to_contain_text("Chosen before")
