"""The cards of a board: as wide as their charts, and little in them stays empty."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser import boards
from browser.plain import Plain

CHARTS = "['emotion', 'drop_off', 'channels', 'dwell', 'what_if', 'personas']"
# Each chart drawn for its card or nearly, in so many columns, and the room that stays empty below.
CARDS = """() => {
  const cards = [...document.querySelectorAll(".cjw-board-chart")];
  const fits = cards.map((card) => {
    const svg = card.querySelector("svg.marks");
    const place = card.querySelector(".cjw-vega")?.clientWidth;
    const drawn = Number(svg?.getAttribute("width"));
    if (!svg || drawn < 0.88 * place || drawn > 1.05 * place) return null;
    const inside = card.firstElementChild.getBoundingClientRect();
    const style = getComputedStyle(card);
    const foot = card.getBoundingClientRect().bottom - parseFloat(style.paddingBottom);
    return { name: card.dataset.chart, place, empty: foot - inside.bottom };
  });
  // In two columns each card has its place.
  const isArranged = document.querySelector('[data-arranged="yes"]') || innerWidth < 1060;
  return fits.includes(null) || !isArranged ? null : fits;
}"""
# The same twice, with time for a chart to be drawn anew in between.
AT_REST = f"""() => {{
  const now = JSON.stringify(({CARDS})());
  if (now !== window.before) [window.before, window.since] = [now, performance.now()];
  return now !== "null" && performance.now() - window.since > 1500 && JSON.parse(now);
}}"""


@pytest.mark.parametrize("widths", [[1440, 1304, 1180, 1066, 1024, 390], [390, 1024, 1440]])
def test_charts_fill_their_cards(plain: Plain, widths: list[int]) -> None:
    """The page is opened at the first width, and its window resized to the others."""
    plain.viewport(widths[0], 900)
    page = plain.open([boards.SETUP, f"cj.JourneyBoard(jm, log, survey, charts={CHARTS})"])
    plain.run_all()
    for width in widths:
        plain.viewport(width, 900)
        told = page.wait_for_function(AT_REST).json_value()
        wide = {each["name"] for each in told if each["place"] > 0.8 * width}
        if width < 1040:
            assert wide == {each["name"] for each in told}
        else:  # the curve, and a card that is left over
            assert {"emotion"} <= wide <= {"emotion", "personas"}
        # What is left over is shared by the cards of a column: a row of a chart, or two.
        assert max(each["empty"] for each in told) < 110, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        plain.screenshot(page.locator(".cjw-board-charts"), f"board-cards-{width}")


# In a card over both columns a chart is drawn another way than in one of them.
@pytest.mark.parametrize("width", [1066, 1100, 1304])
def test_cards_come_to_rest(plain: Plain, width: int) -> None:
    plain.viewport(width, 900)
    page = plain.open([boards.BOARD])
    page.evaluate(
        """() => {
          window.moved = 0;
          new MutationObserver((all) => { window.moved += all.length; }).observe(
            document.body, { subtree: true, attributeFilter: ["data-reach"] });
        }"""
    )
    plain.run_all()
    expect(boards.Board(page).said).to_have_text("600 customers")
    page.wait_for_function(AT_REST)
    assert 0 < page.evaluate("window.moved") < 6


PAGE = "cj.JourneyBoard(jm, log, charts=['drop_off', 'channels', 'dwell'], mode='view')"


# The page of examples/04: one of three reaches over both columns, and little stays empty.
def test_three_cards_leave_little_empty(plain: Plain) -> None:
    plain.viewport(1456, 900)
    page = plain.open([boards.SETUP, PAGE])
    plain.run_all()
    for width, over in ((1456, "dwell"), (1300, "dwell"), (1116, "drop_off"), (1056, "drop_off")):
        plain.viewport(width, 900)
        told = page.wait_for_function(AT_REST).json_value()
        assert [each["name"] for each in told if each["place"] > 0.8 * width] == [over]
        assert max(each["empty"] for each in told) < 110
        plain.screenshot(page.locator(".cjw-board-charts"), f"board-three-{width}")
