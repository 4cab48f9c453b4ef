"""Nodes may be called `constructor` or `__proto__`: they are drawn, said, found and edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.bare import bare, edits, mounted
from browser.editor import Editor
from browser.lab import Lab
from browser.test_persona_cards import Cards
from cjwidgets import JourneyMap, Lane, Stage, Touchpoint
from cjwidgets.analysis.figures import figures
from cjwidgets.evidence.attached import attach
from model.odd_ids import odd_map, ten_customers

TESTS = Path(__file__).resolve().parents[1]


def errors(page: Page) -> list[str]:
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def sent(page: Page, jm: JourneyMap) -> None:
    """Let the kernel take the edits, and take them back."""
    before = jm.to_json()
    done = edits(page)
    for changes in done:
        jm.apply(changes)
    after = jm.to_json()
    for _ in done:
        assert jm.undo()
    assert jm.to_json() == before
    while jm.redo():
        pass
    assert jm.to_json() == after


# Five turns: each place of the grid is called __proto__ in one, and constructor.
@pytest.mark.parametrize("turn", range(5))
def test_a_map(context: BrowserContext, turn: int) -> None:
    jm, ids = odd_map(turn)
    attach(jm, ten_customers())
    page = bare(context, jm, _figures={**figures(jm).to_json(), "stale": False})
    said = errors(page)
    editor = mounted(page)
    search, persona, lane = ids["touchpoint"], ids["persona"], ids["lane"]

    # Each says what was said of it, and nothing of what was not.
    weather = editor.cell(lane, search)
    expect(weather).to_have_text("Rain")
    expect(editor.cell(lane, "chat")).to_have_text("")
    expect(editor.cell("mood", search)).to_have_text("")
    expect(editor.cell("observed-touchpoint", search)).to_contain_text("10")
    expect(editor.cell("observed-stage", ids["stage"])).to_contain_text("10")
    expect(editor.point(search, persona)).to_have_attribute("aria-valuenow", "1")
    expect(editor.point("chat", persona)).to_have_attribute("aria-valuenow", "0")
    expect(editor.point(search, "viktor")).to_have_attribute("aria-valuenow", "-1")
    expect(editor.root.locator(f'[data-persona-chip="{persona}"]')).to_contain_text("Anna")

    # Edited in place, by slider, in the panel; copied with all below it.
    editor.write(weather, "Snow")
    editor.write(editor.cell(lane, "chat"), "Sun")
    editor.point("chat", persona).focus()
    editor.press("ArrowUp")
    expect(editor.point("chat", persona)).to_have_attribute("aria-valuenow", "0.5")
    expect(editor.point("chat", "viktor")).to_have_attribute("aria-valuenow", "0")
    editor.cell("touchpoint", search).focus()
    editor.press("Control+i")
    panel = editor.root.locator(".cjw-panel")
    texts = panel.locator('[data-field="texts"] textarea')
    expect(texts.first).to_have_value("Snow")
    expect(texts.nth(1)).to_have_value("")
    scores = panel.locator('[data-field="emotions"] input')
    expect(scores.first).to_have_value("1")
    expect(scores.nth(1)).to_have_value("")
    scores.first.fill("2")
    editor.press("Enter")
    for kind in ("goal", "pain", "opportunity", "kpi", "evidence"):
        child = panel.locator(f'[data-child="{ids[kind]}"]')
        child.locator("textarea").fill(f"New {kind}")
        editor.press("Enter")
        expect(child.locator("textarea")).to_have_value(f"New {kind}")
    editor.cell("touchpoint", search).focus()
    editor.press("Control+d")
    expect(editor.root.locator('[data-row="touchpoint"]')).to_have_count(4)

    editor.press("Control+f")
    find = editor.root.locator(".cjw-find")
    find.locator("input").fill("native code")
    expect(find.locator(".cjw-find-count")).not_to_contain_text("1")
    find.locator("input").fill("snow")
    expect(find.locator(".cjw-find-count")).to_contain_text("1")
    assert said == []

    sent(page, jm)
    search_, copy = jm.stages[ids["stage"]].touchpoints[:2]
    assert search_.texts == copy.texts == {lane: "Snow"}
    assert search_.emotions == copy.emotions == {persona: 2}
    assert jm.node("chat").texts == {lane: "Sun"}
    assert jm.node("chat").emotions == {persona: 0.5}
    assert jm.node(ids["opportunity"]).text == "New opportunity"
    assert copy.pains[0].goal == copy.goals[0].id != ids["goal"]
    context.close()


@pytest.mark.parametrize("turn", [3, 4, 9])
def test_cards(context: BrowserContext, turn: int) -> None:
    jm, ids = odd_map(turn)
    page = bare(context, jm, module="persona-cards")
    said = errors(page)
    page.evaluate("void window.mount()")
    cards = Cards(page)
    persona = ids["persona"]
    expect(cards.card("Anna")).to_be_visible()
    cards.write(persona, "name", "Ann")
    cards.write(persona, "quote", "Too slow")
    cards.field(persona, "interview").click()
    cards.write(persona, "problem", "No sleep")
    expect(cards.field(persona, "problem")).to_have_text("No sleep")
    assert said == []
    sent(page, jm)
    anna = jm.personas[0]
    assert (anna.name, anna.quote) == ("Ann", "Too slow")
    assert anna.answers == {ids["lane"]: "Price", "problem": "No sleep"}
    context.close()


# Which id a persona gets, moves with the kinds of lane.
PROTO = next(turn for turn in range(100) if odd_map(turn)[1]["persona"] == "__proto__")
NOTEBOOK = f"""import sys
sys.path.insert(0, {str(TESTS)!r})
import cjwidgets as cj
from model.odd_ids import odd_map, ten_customers
jm, ids = odd_map({PROTO})
jm.attach(ten_customers())
editor = cj.MapEditor(jm)
editor"""


def test_through_a_notebook(lab: Lab) -> None:
    """What carries the messages of a notebook keeps an entry called __proto__."""
    _, ids = odd_map(PROTO)
    search, persona, lane = ids["touchpoint"], ids["persona"], ids["lane"]
    assert persona == "__proto__"
    page = lab.open([NOTEBOOK])
    lab.run_all()
    editor = Editor(page)
    expect(editor.cell(lane, search)).to_have_text("Rain")
    expect(editor.point(search, persona)).to_have_attribute("aria-valuenow", "1")
    expect(editor.cell("observed-stage", ids["stage"])).to_contain_text("10")
    editor.point("chat", persona).focus()
    editor.press("ArrowUp")
    lab.until("dict(jm.node('chat').emotions)", {persona: 0.5})
    editor.write(editor.cell(lane, "chat"), "Sun")
    lab.until("dict(jm.node('chat').texts)", {lane: "Sun"})
    lab.python("jm.undo(), jm.undo(), jm.node('chat').set_emotion(2, ids['persona'])")
    expect(editor.point("chat", persona)).to_have_attribute("aria-valuenow", "2")
    expect(editor.cell(lane, "chat")).to_have_text("")


def test_lanes_that_are_called_as_the_heads_of_the_grid(context: BrowserContext) -> None:
    """Before, what was written into such a lane renamed the stage, or was not written at all."""
    rows = ("stage", "touchpoint", "observed-stage", "observed-touchpoint")
    ask = Stage("Ask", id="ask", touchpoints=[Touchpoint("Search", id="search")])
    lanes = [Lane(name.title(), id=name) for name in rows]
    jm = JourneyMap("Shop", stages=[ask], lanes=lanes)
    page = bare(context, jm)
    said = errors(page)
    editor = mounted(page)
    for row in ("stage", "touchpoint"):
        node = {"stage": "ask", "touchpoint": "search"}[row]
        expect(editor.cell(row, node)).to_have_count(1)
    for name in rows:
        editor.write(editor.cell(f"{name}:", "search"), f"in {name}")
    for name in rows:
        expect(editor.cell(f"{name}:", "search")).to_have_text(f"in {name}")
    # The keys go through all rows, one after the other.
    editor.cell("stage", "ask").focus()
    passed = []
    for _ in range(5):
        editor.press("ArrowDown")
        passed.append(page.evaluate("() => document.activeElement.dataset.row"))
    assert passed == ["touchpoint", *(f"{name}:" for name in rows)]
    assert said == []
    sent(page, jm)
    assert jm.touchpoints[0].texts == {name: f"in {name}" for name in rows}
    assert (jm.stages[0].name, jm.touchpoints[0].name) == ("Ask", "Search")
    context.close()
