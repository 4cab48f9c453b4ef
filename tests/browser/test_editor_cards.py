"""Find, duplicate, and cards that move."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from browser.editor import MAP, Editor
from browser.plain import Plain

STAGES = "[stage.name for stage in jm.stages]"
TOUCHPOINTS = "[[tp.name for tp in stage.touchpoints] for stage in jm.stages]"
PAINS = "[[pain.text for pain in stage.pains] for stage in jm.stages]"
CARDS = """
jm.stages[0].pains = ["Slow", "Dear"]
jm.stages[0].pains[0].severity = 7
jm.stages[0].touchpoints[1].pains = ["Rude"]
"""

CROSSING = """
import cjwidgets as cj
jm = cj.JourneyMap("Shop", stages=[
    cj.Stage("Ask", id="ask", pains=[cj.Pain("Slow", id="slow")], touchpoints=[
        cj.Touchpoint("Search", id="search", channel="web", thoughts="Hm", emotion=1)]),
    cj.Stage("Buy", id="buy"),
])
jm.lanes = [cj.Lane(id="thoughts", shows="thoughts")] + [
    cj.Lane(id=name, shows=name, span="stage") for name in ("pains", "opportunities", "ideas")]
cj.MapEditor(jm)
"""


@pytest.fixture
def editor(plain: Plain) -> Editor:
    page = plain.open([MAP])
    plain.run(0)
    return Editor(page)


def test_find_walks_through_the_matches(plain: Plain, editor: Editor) -> None:
    page = editor.page
    plain.python(CARDS)
    plain.python("jm.stages[1].touchpoints[0].thoughts = 'Search again?'")
    editor.cell("lane-thoughts", "cart").get_by_text("again").wait_for()
    editor.cell("lane-actions", "chat").click()
    editor.press("Control+f")
    field = editor.root.get_by_role("textbox", name="Find in the map")
    status = editor.root.locator(".cjw-find").get_by_role("status")
    field.fill("seaRCH")
    status.get_by_text("1 of 2").wait_for()
    page.wait_for_function("CSS.highlights.get('cjw-found-now')?.size === 1")
    assert page.evaluate("CSS.highlights.get('cjw-found').size") == 1
    editor.press("Enter")
    status.get_by_text("2 of 2").wait_for()
    editor.press("Shift+Enter", "Shift+Enter")
    status.get_by_text("2 of 2").wait_for()
    # An edit elsewhere is found at once.
    plain.python("jm.touchpoints[1].actions = 'searches'")
    status.get_by_text("of 3").wait_for()
    editor.press("Escape")
    assert page.evaluate("document.activeElement.dataset.row") in ("lane-thoughts", "lane-actions")
    assert page.evaluate("CSS.highlights.get('cjw-found').size") == 0
    editor.press("Control+f")
    field.fill("anna")
    status.get_by_text("1 of 1").wait_for()
    field.fill("rude")
    status.get_by_text("1 of 1").wait_for()
    editor.press("Escape")
    assert "Rude" in page.evaluate("document.activeElement.textContent")


def test_duplicates_and_what_is_inserted_before(plain: Plain, editor: Editor) -> None:
    plain.python(CARDS)
    editor.cell("lane-pains", "ask").get_by_text("Rude").wait_for()
    editor.cell("touchpoint", "chat").focus()
    editor.press("Control+d")
    plain.until(TOUCHPOINTS, [["Search", "Chat", "Chat"], ["Cart"]])
    assert plain.python("len({pain.id for tp in jm.touchpoints for pain in tp.pains})") == 2
    editor.cell("stage", "buy").focus()
    editor.press("Control+Shift+Enter")
    editor.field.fill("Compare")
    editor.press("Enter")
    plain.until(STAGES, ["Ask", "Compare", "Buy"])
    head = editor.cell("stage", "ask")
    head.hover()
    head.locator(".cjw-more").click()
    editor.root.get_by_role("menuitem", name="Duplicate").first.click()
    plain.until(STAGES, ["Ask", "Ask", "Compare", "Buy"])
    assert plain.python(PAINS)[1] == ["Slow", "Dear"]
    assert plain.python("jm.stages[1].touchpoints[0].actions") == "Types a question"
    plain.python("jm.undo()")
    plain.until(STAGES, ["Ask", "Compare", "Buy"])


def test_cards_move_by_key_menu_mouse_and_finger(plain: Plain, editor: Editor) -> None:
    page = editor.page
    plain.python(CARDS)
    ask, buy = editor.cell("lane-pains", "ask"), editor.cell("lane-pains", "buy")
    ask.get_by_text("Rude").wait_for()
    chat = "[pain.text for pain in jm.touchpoints[1].pains]"

    def card(text: str) -> Locator:
        return editor.root.locator("[data-card]", has_text=text)

    ask.focus()
    editor.press("Enter", "Alt+ArrowDown")
    plain.until(PAINS, [["Dear", "Slow"], []])
    editor.press("Alt+ArrowDown")
    plain.until(chat, ["Rude", "Slow"])
    editor.press("Alt+ArrowRight")
    plain.until(PAINS, [["Dear"], ["Slow"]])
    assert page.evaluate("document.activeElement.textContent") == "Slow"
    assert plain.python("jm.stages[1].pains[0].severity") == 7
    editor.press("Control+d")
    plain.until(PAINS, [["Dear"], ["Slow", "Slow"]])
    editor.press("Delete")
    plain.until(PAINS, [["Dear"], ["Slow"]])

    card("Dear").hover()
    card("Dear").locator("button").click()
    editor.root.get_by_role("menuitem", name="Move right").click()
    plain.until(PAINS, [[], ["Slow", "Dear"]])

    def path(source: Locator, target: Locator, share: float) -> tuple[Any, Any]:
        box = target.bounding_box()
        assert box
        start = source.bounding_box()
        assert start
        stop = box["x"] + box["width"] * share, box["y"] + box["height"] / 2
        return (start["x"] + 12, start["y"] + start["height"] / 2), stop

    start, stop = path(card("Dear"), card("Slow"), 0.2)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*stop, steps=6)
    editor.root.locator(".cjw-drop-before").wait_for()
    page.mouse.up()
    plain.until(PAINS, [[], ["Dear", "Slow"]])
    start, stop = path(card("Slow"), ask, 0.9)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*stop, steps=6)
    ask.and_(editor.root.locator(".cjw-target")).wait_for()
    page.keyboard.press("Escape")
    page.mouse.up()
    editor.root.locator(".cjw-target").wait_for(state="detached")
    assert plain.python(PAINS) == [[], ["Dear", "Slow"]]

    # A finger that rests on the card picks it up; one that does not, scrolls.
    browser = page.context.new_cdp_session(page)
    browser.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def touch(kind: str, *points: tuple[float, float]) -> None:
        spots = [{"x": x, "y": y} for x, y in points]
        browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    start, stop = path(card("Slow"), ask, 0.9)
    touch("touchStart", start)
    card("Slow").and_(editor.root.locator(".cjw-flying")).wait_for()
    for step in range(1, 7):
        touch("touchMove", tuple(a + (b - a) * step / 6 for a, b in zip(start, stop, strict=True)))
    editor.root.locator(".cjw-target").wait_for()
    touch("touchEnd")
    plain.until(chat, ["Rude", "Slow"])
    assert buy.locator("[data-card]").count() == 1


def test_every_menu_is_in_reach_without_hovering(plain: Plain, editor: Editor) -> None:
    plain.python(CARDS)
    browser = editor.page.context.new_cdp_session(editor.page)
    browser.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for button in (
        editor.root.locator("[data-card] button").first,
        editor.cell("touchpoint", "search").locator(".cjw-more"),
    ):
        expect(button).to_have_css("opacity", "1")
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_cards_go_into_lanes_where_that_makes_sense(plain: Plain) -> None:
    page = plain.open([CROSSING])
    plain.run(0)
    editor = Editor(page)
    root = editor.root
    slow = root.locator("[data-card=slow]")
    told = root.locator(".cjw-notice[role=status]")
    answers = "[[o.text, o.pain, o.kind] for s in jm.stages for o in s.opportunities]"

    def drag(card: Locator, to: Locator) -> None:
        a, b = card.bounding_box(), to.bounding_box()
        assert a
        assert b
        page.mouse.move(a["x"] + 20, a["y"] + 8)
        page.mouse.down()
        page.mouse.move(b["x"] + b["width"] - 20, b["y"] + b["height"] / 2, steps=8)
        page.mouse.up()

    # A pain stays, and what answers it says so: dragged to another stage, or by key below it.
    drag(slow, editor.cell("opportunities", "buy"))
    plain.until(answers, [["Slow", "slow", "opportunity"]])
    assert plain.python("[p.id for p in jm.stages[0].pains]") == ["slow"]
    expect(told).to_contain_text("Opportunity added that answers: Slow")
    told.get_by_role("button", name="Undo").click()
    plain.until(answers, [])
    slow.focus()
    editor.press("Alt+ArrowDown")
    plain.until(answers, [["Slow", "slow", "opportunity"]])
    card = root.locator("[data-row=opportunities] [data-card]")
    expect(card).to_be_focused()

    # It becomes an idea, and an opportunity again, with all it holds.
    plain.python("jm.stages[0].opportunities[0].owner = 'shop'")
    card.get_by_text("shop").wait_for()
    editor.press("Alt+ArrowDown")
    plain.until(answers, [["Slow", "slow", "idea"]])
    expect(told).to_contain_text("Moved to Ideas: Slow")
    idea = root.locator("[data-row=ideas] [data-card]")
    drag(idea, editor.cell("opportunities", "buy"))
    plain.until(answers, [["Slow", "slow", "opportunity"]])
    assert plain.python("jm.stages[1].opportunities[0].owner") == "shop"
    # Where it makes none, nothing happens.
    rev = plain.python("jm.rev")
    drag(card, editor.cell("pains", "ask"))
    drag(slow, editor.cell("thoughts", "search"))
    assert plain.python("jm.rev") == rev


def test_a_stage_is_copied_with_or_without_content(plain: Plain) -> None:
    page = plain.open([CROSSING])
    plain.run(0)
    editor = Editor(page)
    held = "[[s.name, [tp.name for tp in s.touchpoints], len(s.pains)] for s in jm.stages]"
    editor.cell("stage", "ask").focus()
    editor.press("Control+Shift+D")
    plain.until(held, [["Ask", ["Search"], 1], ["Ask", ["Search"], 0], ["Buy", [], 0]])
    assert plain.python("[jm.touchpoints[1].thoughts, jm.touchpoints[1].channel]") == ["", "web"]
    assert plain.python("jm.touchpoints[1].emotion") is None
    editor.press("Control+z")
    editor.cell("touchpoint", "search").focus()
    editor.press("Shift+F10")
    editor.root.get_by_role("menuitem", name="Duplicate without content").click()
    plain.until("[tp.thoughts for tp in jm.touchpoints]", ["Hm", ""])
    editor.press("Control+z")
    editor.cell("touchpoint", "search").focus()
    editor.press("Control+d")
    plain.until("[tp.thoughts for tp in jm.touchpoints]", ["Hm", "Hm"])
