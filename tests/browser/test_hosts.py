"""The widgets in the other places where notebooks run: Notebook 7, and marimo's shadow roots."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.editor import MAP, Editor
from browser.host import Host
from browser.lab import Lab

CARDS = MAP.replace("MapEditor", "PersonaCards")


@pytest.fixture(params=["notebook", "marimo"])
def host(request: pytest.FixtureRequest) -> Host:
    return request.getfixturevalue(request.param)


def start(host: Host, source: str) -> Editor:
    page = host.open([source])
    if isinstance(host, Lab):
        host.run(0)
    return Editor(page)


def test_the_editor(host: Host) -> None:
    editor = start(host, MAP)
    assert editor.root.evaluate("root => getComputedStyle(root).borderTopStyle") == "solid"
    assert editor.root.get_attribute("data-cjw-theme") == "light"
    chat = editor.cell("lane-actions", "chat")
    editor.write(chat, "Спрашивает 退货")
    host.until("jm.touchpoints[1].actions", "Спрашивает 退货")
    # A burst of edits: the last of them is sent by a timer, outside any cell.
    host.python("for i in range(50): jm.touchpoints[0].thoughts = f'thought {i}'")
    editor.cell("lane-thoughts", "search").get_by_text("thought 49").wait_for()

    chat.click()
    editor.press("Control+z", "Control+z")
    host.until("jm.touchpoints[0].thoughts", "thought 47")
    editor.cell("touchpoint", "cart").click()
    editor.press("d", "d", "Enter")  # a notebook would delete the cell
    assert editor.root.is_visible()
    host.until("jm.touchpoints[2].name", "dd")
    editor.press("Shift+F10")
    menu = editor.root.get_by_role("menu")
    menu.get_by_text("Move left", exact=True).click()
    host.until("[tp.name for tp in jm.stages[0].touchpoints]", ["Search", "Chat", "dd"])
    editor.point("chat").click()
    editor.press("ArrowUp")
    host.until("jm.touchpoints[1].emotion", 0.5)
    host.python("import tempfile; jm.save(tempfile.mkdtemp() + '/shop').name")
    editor.cell("touchpoint", "chat").focus()
    editor.press("Shift+F10")
    menu.get_by_text("Create its journey", exact=True).click()
    title = editor.root.locator(".cjw-title")
    expect(title).to_have_text("Chat")
    editor.press("Alt+Backspace")
    expect(title).to_have_text("Shop")
    host.until("jm.touchpoints[1].journey", "chat.cjmap.json")
    assert host.watch.external == []


def test_the_cards(host: Host) -> None:
    cards = start(host, CARDS)
    cards.root.locator('[data-field="quote"]').click()
    cards.field.fill("No time.")
    cards.field.press("Enter")
    host.until("jm.personas[0].quote", "No time.")
    host.python("jm.personas.append('Viktor')")
    expect(cards.root.get_by_role("article", name="Viktor")).to_be_visible()
    cards.root.locator('[data-field="menu"]').first.click()
    cards.root.get_by_role("menu").get_by_text("Move later", exact=True).click()
    host.until("[p.name for p in jm.personas]", ["Viktor", "Anna"])
    assert host.watch.external == []
