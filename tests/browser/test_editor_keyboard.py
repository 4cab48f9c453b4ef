"""A whole map built by keyboard alone, from the empty one, in a real JupyterLab."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.editor import Editor
from browser.lab import Lab
from browser.plain import Plain

EMPTY = 'import cjwidgets as cj\njm = cj.JourneyMap("Shop")\neditor = cj.MapEditor(jm)\neditor'
CELLS = "window.panel.content.widgets.map((cell) => [cell.model.type, cell.model.id])"
FOCUSED = """() => {
  const { activeElement: focused } = document;
  return focused.closest(".cjw") && (focused.getAttribute("aria-label") || focused.innerText);
}"""
# Every pointer event counts, wherever it happens.
WATCH = """window.pointed = 0;
for (const name of ["pointerdown", "mousedown", "click"]) {
  // A click without a place is what Enter and Space make of a button.
  addEventListener(name, (event) => { window.pointed += event.detail || name !== "click"; }, true);
}"""


class Keyboard:
    """Somebody who has no mouse, and knows the Tab key."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str, end: str = "Enter") -> None:
        """Type into what has the focus; in a cell this opens its text and replaces it."""
        self.page.keyboard.type(text)
        self.press(end)

    def go(self, key: str, name: str) -> None:
        """Press a key until what is called so has the focus."""
        seen = []
        for _ in range(60):
            self.press(key)
            seen.append(self.page.evaluate(FOCUSED))
            if (seen[-1] or "").split("\n")[0].strip() == name:
                return
        raise AssertionError(f"{key} never came to {name!r}, but to {seen}")


@pytest.mark.parametrize("beginning", ["own stages", "framework"])
def test_a_map_of_three_stages(lab: Lab, beginning: str) -> None:
    page = lab.open([EMPTY])
    lab.run(0)
    editor = Editor(page)
    page.evaluate(WATCH)
    cells = page.evaluate(CELLS)
    keys = Keyboard(page)

    # The Tab key comes in from the page around the editor.
    page.locator(".jp-Notebook .jp-Cell").first.locator(".cm-content").focus()
    keys.press("Escape")
    if beginning == "framework":
        keys.go("Tab", "Three retail phases")
        keys.press("Enter")
        lab.until("len(jm.stages)", 3)
        expect(editor.root.locator('[data-row="stage"]').first).to_be_focused()
        keys.type("Ask")
        for name in ("Buy", "Use"):
            keys.press("ArrowRight")
            keys.type(name)
    else:
        keys.go("Tab", "Add the first stage")
        keys.press("Enter")
        keys.type("Ask")
        for name in ("Buy", "Use"):
            keys.press("Control+Enter")
            keys.type(name)
    lab.until("[stage.name for stage in jm.stages]", ["Ask", "Buy", "Use"])
    kinds = lab.python("[type(each).__name__ for each in jm.walk()]")
    assert kinds == ["JourneyMap", *["Lane"] * 6, *["Stage"] * 3]
    if beginning == "framework":
        return  # from here on it is the same map

    # Touchpoints: the place below a stage offers the first one, Ctrl+Enter the next.
    keys.press("Home", "ArrowDown", "Enter")
    keys.type("Search")
    keys.press("Control+Enter")
    keys.type("Chat")
    for name in ("Cart", "Parcel"):
        keys.press("ArrowRight", "Enter")
        keys.type(name)
    lab.until(
        "[[tp.name for tp in stage.touchpoints] for stage in jm.stages]",
        [["Search", "Chat"], ["Cart"], ["Parcel"]],
    )
    # Texts: typing on a cell writes it; Shift+Enter is a new line, Tab goes on.
    keys.press("Home", "ArrowDown")
    page.keyboard.type("Compares")
    keys.press("Shift+Enter")
    keys.type("two shops", end="Tab")
    keys.type("Asks 你好 и ждёт", end="Tab")
    keys.type("Pays")
    lab.until(
        "[tp.actions for tp in jm.touchpoints]",
        ["Compares\ntwo shops", "Asks 你好 и ждёт", "Pays", ""],
    )

    # Personas: back to the toolbar, which is before the grid.
    keys.go("Shift+Tab", "Persona")
    keys.press("Enter")
    keys.type("Anna")
    keys.go("Tab", "Persona")
    keys.press("Enter")
    keys.type("Viktor")
    lab.until("[persona.name for persona in jm.personas]", ["Anna", "Viktor"])

    # Emotions of both: into the cell, up and down, the other persona, the next touchpoint.
    while not page.evaluate("document.activeElement.matches('[data-row]')"):
        keys.press("Tab")
    keys.press("Home", "ArrowDown", "ArrowDown", "Enter")
    keys.press("ArrowUp", "ArrowUp", "PageDown", "ArrowDown")
    keys.press("ArrowRight", "ArrowDown", "ArrowDown", "PageUp", "Home", "Escape")
    anna, viktor = lab.python("[persona.id for persona in jm.personas]")
    lab.until(
        "[dict(tp.emotions) for tp in jm.touchpoints]",
        [{anna: 1, viktor: -0.5}, {anna: -2, viktor: -1}, {}, {}],
    )
    expect(editor.root.locator(".cjw-curve")).to_have_count(2)

    # A moment of truth, by the menu of a head; its letters lead to it.
    keys.press("ArrowUp", "ArrowUp", "ArrowUp", "ArrowRight")
    keys.press("Shift+F10")
    keys.go("ArrowDown", "Moment of truth: purchase")
    keys.press("Enter")
    lab.until("[tp.moment_of_truth for tp in jm.touchpoints]", ["", "", "purchase", ""])

    # A goal of the stage, a pain and an opportunity: cards in lanes that span a stage.
    keys.press("ArrowUp", "Shift+F10")
    keys.go("ArrowDown", "Edit goal")
    keys.press("Enter")
    keys.type("No surprises")
    lab.until("[goal.text for goal in jm.stages[1].goals]", ["No surprises"])
    keys.press(*["ArrowDown"] * 5, "Enter")
    keys.type("The price rises at the end")
    keys.press("ArrowDown", "Enter")
    keys.type("Show the whole price")
    lab.until("[pain.text for pain in jm.stages[1].pains]", ["The price rises at the end"])
    lab.until("[each.text for each in jm.stages[1].opportunities]", ["Show the whole price"])

    # The personas are switched: one curve, and both again.
    keys.go("Shift+Tab", "Viktor")
    keys.press("Space")
    expect(editor.root.locator(".cjw-curve")).to_have_count(1)
    keys.press("Enter")
    expect(editor.root.locator(".cjw-curve")).to_have_count(2)

    # Things are moved, what was done is undone, and no key came to the notebook.
    while not page.evaluate("document.activeElement.matches('[data-row]')"):
        keys.press("Tab")
    keys.press("Control+Home", "Alt+ArrowRight")
    lab.until("[stage.name for stage in jm.stages]", ["Buy", "Ask", "Use"])
    keys.press("Control+z")
    lab.until("[stage.name for stage in jm.stages]", ["Ask", "Buy", "Use"])
    assert page.evaluate(CELLS) == cells
    assert page.evaluate("window.pointed") == 0
    # The map can be left by the Tab key too.
    for _ in range(40):
        keys.press("Tab")
        if not page.evaluate("!!document.activeElement.closest('.cjw')"):
            break
    else:
        raise AssertionError("the Tab key does not lead out of the editor")


def test_one_types_name_after_name(plain: Plain) -> None:
    """Ctrl+Enter takes the name and begins the next, as fast as somebody may type."""
    page = plain.open([EMPTY])
    plain.run(0)
    editor = Editor(page)
    editor.root.get_by_role("button", name="First stage").click()
    hand = Keyboard(page)
    hand.type("Ask", "Control+Enter")
    hand.type("Buy", "Control+Enter")
    hand.type("Love")
    hand.type("Use", "Control+Shift+Enter")  # over what was chosen: its name was typed anew
    hand.type("Wait")
    plain.until("[each.name for each in jm.stages]", ["Ask", "Buy", "Wait", "Use"])
    editor.root.get_by_role("button", name="Touchpoint", exact=True).first.click()
    hand.type("Chat", "Control+Enter")
    hand.type("Shop")
    plain.until("[each.name for each in jm.touchpoints]", ["Chat", "Shop"])

    # What is typed over cards is another one, and over a card its text: nothing typed goes nowhere.
    stage = plain.python("jm.stages[0].id")
    editor.cell("lane-pains", stage).click()
    hand.type("Slow", "Control+Enter")
    hand.type("Dear")
    hand.type("Far")
    plain.until("[each.text for each in jm.stages[0].pains]", ["Slow", "Dear", "Far"])
    hand.press("Enter")  # among the cards
    hand.type("Late")
    plain.until("[each.text for each in jm.stages[0].pains]", ["Late", "Dear", "Far"])
