"""The names of stages and touchpoints stay in sight while the lanes scroll by."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from browser.bare import bare, mounted
from browser.editor import Editor
from cjwidgets import JourneyMap, Lane, Stage, Touchpoint


def tall() -> JourneyMap:
    stage = Stage("Ask", id="ask", touchpoints=[Touchpoint("Search", id="search")])
    jm = JourneyMap("Tall", stages=[stage])
    jm.lanes = [Lane(f"Lane {number}", id=f"lane-{number}") for number in range(40)]
    return jm


def edges(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


def scroll(editor: Editor, top: int) -> None:
    editor.root.locator(".cjw-scroller").evaluate("(each, top) => { each.scrollTop = top; }", top)


@pytest.mark.parametrize("zoom", [0, 2])
def test_touchpoints_stay_below_their_stage(context: BrowserContext, zoom: int) -> None:
    editor = mounted(bare(context, tall()))
    for _ in range(zoom):
        editor.root.get_by_role("button", name="Zoom in").click()
    stage, touchpoint = editor.cell("stage", "ask"), editor.cell("touchpoint", "search")
    scroller = editor.root.locator(".cjw-scroller")
    scroll(editor, 700)
    top = edges(scroller)[0]
    assert edges(stage)[0] == pytest.approx(top, abs=1)
    assert edges(touchpoint)[0] == pytest.approx(edges(stage)[1], abs=1)
    # What keys lead to stops below both.
    cell = editor.cell("lane-30", "search")
    cell.focus()
    for number in range(29, -1, -1):
        editor.press("ArrowUp")
        cell = editor.cell(f"lane-{number}", "search")
        expect(cell).to_be_focused()
        assert edges(cell)[0] >= edges(touchpoint)[1] - 1
    # And the name is edited where it is seen.
    scroll(editor, 700)
    touchpoint.dblclick()
    editor.field.fill("Find")
    editor.field.press("Enter")
    expect(touchpoint).to_contain_text("Find")


def test_where_there_is_little_room_the_lanes_have_it(context: BrowserContext) -> None:
    editor = mounted(bare(context, tall(), height=150))
    scroll(editor, 400)
    scroller = editor.root.locator(".cjw-scroller")
    assert edges(editor.cell("stage", "ask"))[0] == pytest.approx(edges(scroller)[0], abs=1)
    assert edges(editor.cell("touchpoint", "search"))[1] < edges(scroller)[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_stage_has_a_colour_of_its_own(context: BrowserContext, theme: str) -> None:
    jm = tall()
    jm.stages.append(Stage("Buy", id="buy", colour="orange"))
    editor = mounted(bare(context, jm, theme=theme))
    paint = "each => getComputedStyle(each).backgroundColor"
    usual, own = (editor.cell("stage", id).evaluate(paint) for id in ("ask", "buy"))
    assert usual != own
