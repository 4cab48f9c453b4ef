"""How the map looks, measured: nothing cut or covered, lines that meet, edges that agree."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from browser.measures import (
    COVERED,
    CUT,
    EDGES,
    HEIGHTS,
    OUTSIDE,
    crowded,
    observed,
    opened,
    twenty,
)
from cjwidgets import JourneyMap, Measured, Persona, Stage, Touchpoint
from cjwidgets.datasets import mattress_map
from cjwidgets.locale import text

# Between an interval and the nearest border of its lane.
ROOM = """(root) => [...root.querySelectorAll(".cjw-interval")].map((line) => {
  const [a, b] = [line, line.closest(".cjw-cell")].map((part) => part.getBoundingClientRect());
  return Math.min(a.top - b.top, b.bottom - a.bottom);
})"""


@pytest.mark.parametrize("width", [1440, 1024])
def test_nothing_is_cut_or_covered(context: BrowserContext, width: int) -> None:
    jm = mattress_map()
    for name, editor in {
        "mattress": opened(context, jm, width, _figures=observed(jm)),
        "twenty": opened(context, twenty(), width),
    }.items():
        signs, covered = editor.root.evaluate(COVERED)
        assert signs > 30
        assert covered == [], name
        assert editor.root.evaluate(CUT) == [], name
        assert editor.root.evaluate(OUTSIDE) == [], name
        widths = "(root) => [...root.querySelectorAll('.cjw-touchpoint')].map((e) => e.offsetWidth)"
        assert min(editor.root.evaluate(widths)) >= 112, name
        # Where the browser knows the language it divides what is longer.
        divided = editor.root.locator(".cjw-name").first.evaluate(
            "(name) => [getComputedStyle(name).hyphens, getComputedStyle(name).hyphenateLimitChars]"
        )
        assert divided == ["auto", "6 3 3"]
        editor.page.close()


@pytest.mark.parametrize("hand", ["mouse", "finger"])
@pytest.mark.parametrize("density", ["compact", "normal", "roomy"])
@pytest.mark.parametrize("locale", ["en", "ru", "zh-Hans"])
def test_no_button_covers_a_text_and_no_word_is_cut(
    browser: Browser, locale: str, density: str, hand: str
) -> None:
    jm = crowded(locale)
    jm.density = density
    touch = hand == "finger"
    context = browser.new_context(has_touch=touch, is_mobile=touch)
    for direction in ("ltr", "rtl"):
        editor = opened(context, jm, 1440, direction=direction)
        signs, covered = editor.root.evaluate(COVERED)
        assert signs > 90
        assert covered == []
        assert editor.root.evaluate(CUT) == []
        assert editor.root.evaluate(OUTSIDE) == []
        for top, height in editor.root.evaluate(HEIGHTS):
            assert (top % 1, height % 1) == (0, 0)
        editor.page.close()
    context.close()


def test_lines_of_heads_and_cells_meet(context: BrowserContext) -> None:
    jm = mattress_map()
    editor = opened(context, jm, _figures=observed(jm))
    for width in (1440, 1233, 1024):
        editor.page.set_viewport_size({"width": width, "height": 900})
        for top, height in editor.root.evaluate(HEIGHTS):
            assert (top % 1, height % 1) == (0, 0)


@pytest.mark.parametrize("width", [1440, 1024, 720, 512])
def test_texts_have_two_left_edges(context: BrowserContext, width: int) -> None:
    jm = mattress_map()
    editor = opened(context, jm, width, _figures=observed(jm))

    def edges(within: str) -> list[float]:
        found: list[float] = editor.page.evaluate(EDGES, [editor.root.element_handle(), within])
        return found

    labels = edges(".cjw-title, .cjw-lane-title, .cjw-lane-hint:not(.cjw-key), .cjw-foot")
    assert len(labels) == 1
    # Below a stage all begin where its name does: goal, numbers, details and texts.
    first = '[data-col="0"]:not(.cjw-feeling, .cjw-cards, :has(.cjw-badge))'
    values = edges(f"{first}:not(.cjw-touchpoint), {first} :is(.cjw-goal, .cjw-details)")
    assert len(values) == 1
    assert values[0] > labels[0] + 100


@pytest.mark.parametrize("density", ["compact", "normal"])
def test_rows_begin_where_their_heads_do(context: BrowserContext, density: str) -> None:
    jm = mattress_map()
    jm.density = density
    editor = opened(context, jm)
    lines = editor.root.evaluate("""(root) => {
      const top = (part) => {
        const range = document.createRange();
        range.selectNodeContents(part);
        const [{ top, bottom }] = range.getClientRects();
        return (top + bottom) / 2;
      };
      return ["stage", "lane-actions", "lane-thoughts"].map((name) => {
        const cell = root.querySelector(`[data-row="${name}"]`);
        const title = cell.parentElement.querySelector(".cjw-lane-title");
        return top(title) - top(cell.querySelector(".cjw-name, .cjw-value"));
      });
    }""")
    assert max(abs(line) for line in lines) <= 0.5


def test_names_begin_at_one_edge_with_an_icon_or_without(context: BrowserContext) -> None:
    touchpoints = [Touchpoint("Search", channel="web"), Touchpoint("Own"), Touchpoint("Shop")]
    editor = opened(context, JourneyMap("M", stages=[Stage("Ask", touchpoints=touchpoints)]))
    places = editor.root.evaluate("""(root) =>
      [...root.querySelectorAll(".cjw-touchpoint")].map((head) => {
        const name = head.querySelector(".cjw-name").getBoundingClientRect();
        const style = getComputedStyle(head);
        return name.left - head.getBoundingClientRect().left - parseFloat(style.borderLeftWidth);
      })""")
    assert places == [31, 31, 31]


@pytest.mark.parametrize("locale", ["en", "ru", "zh-Hans", "zh-Hant"])
def test_empty_heads_are_48_pixels_high(context: BrowserContext, locale: str) -> None:
    stages = [Stage(f"Ask {number}") for number in range(20)]
    editor = opened(context, JourneyMap("M", stages=stages, locale=locale))
    plus = editor.root.locator(".cjw-touchpoint > .cjw-add").first
    # Whole words or none: in the narrowest column Russian has no room for its two.
    expect(plus).to_have_attribute("title", text("editor.menu.add_touchpoint", locale))
    shown = plus.evaluate("(plus) => plus.scrollHeight <= plus.clientHeight + 1")
    assert shown == (locale != "ru")
    for width in (1440, 1024, 720, 512):
        editor.page.set_viewport_size({"width": width, "height": 900})
        heights = editor.root.evaluate(HEIGHTS)
        assert [height for _, height in heights[:2]] == [48, 48]


def test_the_legend_shows_its_marks(context: BrowserContext) -> None:
    editor = opened(context, JourneyMap("M", stages=[Stage("Ask", touchpoints=[Touchpoint("A")])]))
    dots = editor.root.locator(".cjw-key .cjw-dot")
    assert [dots.nth(each).is_visible() for each in range(2)] == [True, True]


def test_intervals_stay_off_the_borders(context: BrowserContext) -> None:
    ends = [Measured(2, n=9, low=1.2, high=2), Measured(-2, n=9, low=-2, high=-1.1)]
    jm = JourneyMap("M", personas=[Persona("Anna", id="anna")])
    jm.stages = [Stage("Ask", touchpoints=[Touchpoint("A"), Touchpoint("B")])]
    for touchpoint, measured in zip(jm.touchpoints, ends, strict=True):
        touchpoint.measured = {"anna": measured}
    editor = opened(context, jm)
    room = editor.root.evaluate(ROOM)
    assert len(room) == 2
    assert min(room) >= 8


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_a_lane_is_never_lower_than_its_head(context: BrowserContext, locale: str) -> None:
    jm = crowded(locale)
    for lane in jm.lanes:
        lane.height = 40
    jm.touchpoints[0].measured = {"anna": Measured(-2, n=9, low=-2, high=2)}
    editor = opened(context, jm)
    uneven = editor.root.evaluate("""(root) =>
      [...root.querySelectorAll("[data-sized]")].filter((row) => {
        const parts = [...row.querySelectorAll(".cjw-lane, .cjw-cell")];
        return new Set(parts.map((part) => part.getBoundingClientRect().height)).size > 1;
      }).length""")
    assert uneven == 0
    assert min(height for _, height in editor.root.evaluate(HEIGHTS)[2:]) == 40
    assert min(editor.root.evaluate(ROOM)) >= 8
