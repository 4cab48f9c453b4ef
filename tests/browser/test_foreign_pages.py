"""Charts as still pictures in pages of other people, whose styles know nothing of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

import cjwidgets as cj
from cjwidgets.display import renderer

STYLES = {
    "plain": "",
    "bootstrap": "[hidden] { display: none !important }",
    "normalize": "template, [hidden] { display: none }",
}


@pytest.mark.parametrize("style", STYLES)
def test_a_chart_is_seen_once(browser: Browser, style: str) -> None:
    chart = cj.charts.emotion(cj.datasets.mattress_map())
    html = renderer.render(chart.to_dict())["text/html"]
    page = browser.new_page()
    page.set_content(f"<!doctype html><style>{STYLES[style]}</style>{html}")
    expect(page.locator(".cjw-live svg").first).to_be_visible()
    expect(page.locator(".cjw-still")).to_be_hidden()
    page.close()
