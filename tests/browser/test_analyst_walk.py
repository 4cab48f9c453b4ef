"""The first hour of an analyst with a board: each action is counted, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

import cjwidgets as cj
from browser.boards import Board
from browser.plain import Plain
from browser.servers import Server
from browser.voila import Voila
from browser.walking import SAVED, Hand, head, interrupted

DATA = """
import cjwidgets as cj
log = cj.EventLog(cj.datasets.mattress_log(300), customer="customer_id", time="time",
                  event="event", channel="channel", segment="segment")
survey = cj.Survey(cj.datasets.mattress_survey(300), respondent="customer_id", time="time",
                   touchpoint="touchpoint", channel="channel", segment="segment",
                   questions=["csat"])
"""
BOARD = """
board = cj.JourneyBoard(%r, charts=["drop_off"])
jm = board.map
jm.attach(log, source="Web log").attach(survey, source="Survey")
board
"""
PAGE = """
jm = cj.JourneyMap.open(%r)
jm.attach(log, source="Web log").attach(survey, source="Survey")
cj.JourneyBoard(jm, charts=["drop_off"], mode="view")
"""
TRIED = 'cj.WhatIf(jm, touchpoint="Checkout")'
BOUND = """
[str(rule) for each in jm.touchpoints if each.name in ("Checkout", "Return") for rule in each.match]
"""


@pytest.fixture
def reader(browser: Browser, voila_server: Server, images: Path) -> Iterator[Voila]:
    """A browser of its own: the analyst's is not closed by it."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    voila = Voila(voila_server, context, images)
    voila.watch.allow("voila/api/shutdown")  # Voila forbids itself to stop its old kernel
    yield voila
    voila.close()
    voila.watch.check()


def name_of(hand: Hand, row: str, name: str) -> Locator:
    return head(hand.editor, row, name).locator(".cjw-name")


def narrow(hand: Hand, line: Locator, label: str, option: str) -> None:
    hand.click(line.get_by_role("button", name=re.compile(f"^{label}")))
    hand.click(line.get_by_role("button", name=option, exact=True))
    hand.keys("Escape")


def test_an_analyst_finds_a_loss_and_shares_it_in_seventy_actions(
    plain: Plain, reader: Voila, tmp_path: Path
) -> None:
    file = str(cj.datasets.mattress_map().save(tmp_path / "shop"))
    page = plain.open([DATA, BOARD % file, TRIED])
    plain.viewport(1700, 1000)

    plain.run(0)
    plain.run(1)
    board = Board(page)
    board.wait("drop_off")
    hand = Hand(board.editor)

    # Where they are lost: a bar of the chart, and it is lit in the map.
    bars = board.chart("drop_off").locator("[aria-roledescription=bar]")
    hand.mark(bars.and_(page.locator("[aria-label*=Loyalty]")).last)
    expect(board.filter.get_by_role("button", name="No longer select Loyalty")).to_be_visible()
    # What no rule claims: one event belongs to a touchpoint, another gets a new one.
    hand.click(name_of(hand, "touchpoint", "Checkout"))
    hand.keys("Control+i")
    panel = board.root.locator('.cjw-panel [data-field="match"]')
    tray = panel.get_by_role("toolbar", name="Unmatched")
    checkout = head(hand.editor, "touchpoint", "Checkout")
    hand.drag(tray.get_by_role("button", name="phone_order"), checkout)
    hand.click(name_of(hand, "touchpoint", "First night"))
    hand.keys("Control+Enter")
    hand.text("Return")
    returned = head(hand.editor, "touchpoint", "Return")
    hand.drag(tray.get_by_role("button", name="return_requested"), returned)
    expect(panel).to_contain_text("Every event of the log is matched.")
    bound = ["checkout_*", "account_*", "payment_*", "phone_order", "return_requested"]
    interrupted(plain, hand, [0, 1], BOUND, bound)

    # Whom it is about: a persona, a channel, a segment, since when; then all, and one stage.
    board = Board(page)
    line = board.filter
    hand.click(line.get_by_role("button", name="Viktor"))
    narrow(hand, line, "Channels", "website")
    narrow(hand, line, "Segment", "careful retiree")
    hand.click(line.get_by_role("button", name=re.compile("^Began")))
    hand.fill(line.get_by_label("From"), "2026-03-01")
    hand.keys("Escape")
    expect(board.said).to_contain_text(re.compile(r"^\d+ of 300 customers"))
    hand.click(line.get_by_role("button", name="Show all"))
    expect(board.said).to_have_text("300 customers")
    hand.click(name_of(hand, "stage", "Decision"))
    expect(line.get_by_role("button", name="No longer select Decision")).to_be_visible()
    # What that says, is written where it belongs.
    cards = hand.editor.cell("lane-opportunities", "decision").locator("[data-card]")
    hand.click(cards.filter(has_text="Guest checkout"))
    hand.keys("Control+Enter")
    hand.text("Orders by phone count, too")
    written = "[each.text for each in jm.stages['Decision'].opportunities]"
    ideas = ["Guest checkout", "Orders by phone count, too"]
    interrupted(plain, hand, [0, 1], written, ideas)

    # What would help: a change is tried at one place, then at another.
    plain.run(2)
    tried = page.locator(".cjw-what-if")
    outcome = tried.locator(".cjw-outcome")
    expect(outcome).to_contain_text("30% fewer lost at “Checkout”")
    hand.pick(tried.locator("select"), "Consideration · Product page")
    expect(outcome).to_contain_text("30% fewer lost at “Product page”")
    hand.click(tried.locator(".noUi-handle"))
    hand.keys("ArrowRight")
    expect(outcome).to_contain_text("35% fewer lost at “Product page”")
    hand.click(tried.get_by_text("Leave it out"))
    expect(outcome).to_contain_text("Without “Product page”")
    hand.click(name_of(hand, "stage", "Loyalty"))
    hand.keys("Control+s")
    expect(hand.editor.root.locator(".cjw-is-saved")).to_be_visible()
    interrupted(plain, hand, [0, 1], written, ideas, SAVED)

    # The page for others: what it shows is its address.
    shown = reader.open([DATA, PAGE % file])
    line = Board(shown).filter
    said = Board(shown).said
    share = Hand(Board(shown).editor)
    share.done = hand.done
    share.click(line.get_by_role("button", name="Viktor"))
    narrow(share, line, "Channels", "website")
    expect(said).to_contain_text("of 300 customers")
    shown.wait_for_url("**#*channels=website*")
    told = said.inner_text()
    share.click(line.get_by_role("button", name="Copy link"))
    expect(line.get_by_role("button", name="Copied")).to_be_visible()
    link = shown.evaluate("navigator.clipboard.readText()")
    # Somebody opens it, and so the page is loaded again.
    shown.goto("about:blank")
    shown.goto(link)
    expect(said).to_have_text(told)
    expect(line.get_by_role("button", name="Viktor")).to_have_attribute("aria-pressed", "true")
    expect(shown.locator(".cjw-board")).to_contain_text("Orders by phone count, too")
    hand.is_done()
