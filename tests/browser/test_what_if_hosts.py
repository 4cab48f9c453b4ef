"""WhatIf where ipywidgets has no place of its own."""

from __future__ import annotations

from playwright.sync_api import expect

from browser.boards import SETUP
from browser.marimo import Marimo


def test_in_marimo_its_controls_try_changes(marimo: Marimo) -> None:
    tried = "tried = cj.WhatIf(jm, log, goal='payment_done', touchpoint='Checkout')"
    page = marimo.open([SETUP, tried, "tried"])
    said = page.locator(".cjw-said")
    expect(said).to_contain_text("30% fewer lost at “Checkout”")
    expect(said).to_contain_text("Goal: payment_done, now")
    page.get_by_role("checkbox").click()
    expect(said).to_contain_text("Without “Checkout”")
    expect(page.locator(".cjw-vega svg").first).to_contain_text("Without “Checkout”")
    marimo.until("type(tried.change).__name__", "Remove")
    assert marimo.watch.external == []
