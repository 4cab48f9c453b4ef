"""What somebody types can be read while it is typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from browser.bare import bare, mounted
from browser.editor import MAP

LONG = {
    "en": "A name that is much too long for one line of the narrow place in which it is written",
    "ru": "Длинное название, которое никак не помещается в одну строку узкого места на карте",
    "zh": "这个名称非常长在地图上这么窄的地方一行根本放不下所以它必须换行才能全部读完",
}
# Where a field opens at a double click, from the outside in.
PLACES = {
    "stage": '[data-row="stage"][data-node="ask"]',
    "touchpoint": '[data-row="touchpoint"][data-node="search"]',
    "cell": '[data-row="lane-actions"][data-node="search"]',
    "empty cell": '[data-row="lane-actions"][data-node="cart"]',
}
# How much of its text the field cuts off, and by how much it is scrolled.
CUT = """field => ({
  below: field.scrollHeight - field.clientHeight,
  beside: field.scrollWidth - field.clientWidth,
  scrolled: Math.max(field.scrollTop, field.scrollLeft),
})"""


def is_read_whole(field: Locator) -> None:
    cut = field.evaluate(CUT)
    assert cut["below"] <= 0, cut
    assert cut["beside"] <= 0, cut
    assert cut["scrolled"] == 0, cut


@pytest.mark.parametrize("language", LONG)
@pytest.mark.parametrize("place", PLACES)
def test_the_field_shows_all_that_is_typed(
    context: BrowserContext, place: str, language: str
) -> None:
    written: dict[str, object] = {}
    exec(MAP, written)
    page = bare(context, written["jm"])  # type: ignore[arg-type]  # exec says no types
    editor = mounted(page)
    cell = page.locator(PLACES[place])
    cell.dblclick()
    is_read_whole(editor.field)
    editor.field.fill(LONG[language])
    is_read_whole(editor.field)
    expect(editor.field).to_have_value(LONG[language])
    editor.field.press("Enter")
    # Opened again it begins with the first letter.
    cell.dblclick()
    is_read_whole(editor.field)
    context.close()
