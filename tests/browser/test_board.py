"""The board in real pages: map, filter and charts move together."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.boards import BOARD, Board
from browser.host import Host
from browser.lab import Lab

CHARTS = ("emotion", "drop_off", "dwell", "transitions", "channels", "personas")


@pytest.mark.parametrize("kind", ["notebook", "voila", "marimo"])
def test_a_board_in_every_host(kind: str, request: pytest.FixtureRequest) -> None:
    host: Host = request.getfixturevalue(kind)
    page = host.open([BOARD])
    if isinstance(host, Lab):
        host.run(0)
    board = Board(page)
    board.wait(*CHARTS)
    expect(board.said).to_have_text("600 customers")
    board.filter.get_by_role("button", name="Anna, 41").click()
    expect(board.said).to_have_text(re.compile(r"\d+ of 600 customers"))
    board.editor.cell("stage", "decision").click()
    expect(board.chart("dwell")).to_contain_text("Basket")
    expect(board.chart("dwell")).not_to_contain_text("Search")
    host.until("[each.name for each in board.selection.stages]", ["Decision"])
    board.filter.get_by_role("button", name="Show all").click()
    expect(board.said).to_have_text("600 customers")
    expect(board.chart("dwell")).to_contain_text("Awareness")
    assert host.watch.external == []
