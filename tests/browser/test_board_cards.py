"""The cards of a board: as wide as their charts, and little in them stays empty."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser import boards
from browser.plain import Plain

CHARTS = "['emotion', 'drop_off', 'channels', 'dwell', 'what_if', 'personas']"
# Each chart drawn for its card or nearly, in so many columns, and the room that stays empty below.
CARDS = """(columns) => {
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
  if (fits.includes(null)) return null;
  const wide = fits.filter((each) => each.place > 0.8 * window.innerWidth).length;
  // In two columns the curve, if it is there, and a card that is left over.
  return (columns === 1 ? wide === fits.length : wide < 3) ? fits : null;
}"""


@pytest.mark.parametrize("widths", [[1440, 1304, 1180, 1066, 1024, 390], [390, 1024, 1440]])
def test_charts_fill_their_cards(plain: Plain, widths: list[int]) -> None:
    """The page is opened at the first width, and its window resized to the others."""
    plain.viewport(widths[0], 900)
    page = plain.open([boards.SETUP, f"cj.JourneyBoard(jm, log, survey, charts={CHARTS})"])
    plain.run_all()
    for width in widths:
        plain.viewport(width, 900)
        told = page.wait_for_function(CARDS, arg=2 if width >= 1040 else 1).json_value()
        assert [each["place"] > 0.8 * width for each in told if each["name"] == "emotion"] == [True]
        # Less than what a row of two leaves that differ by a few rows. In narrow cards names stand
        # above their marks, and a chart of three numbers a row is twice as high as its neighbour.
        most = 480 if 1040 < width < 1284 else 180
        assert max(each["empty"] for each in told) < most, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


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
    page.wait_for_function(CARDS, arg=2)
    assert 0 < page.evaluate("window.moved") < 6
