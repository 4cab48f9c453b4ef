"""The widgets in the other places where notebooks run: Notebook 7, Voila, marimo's shadow roots."""

from __future__ import annotations

import json
import time

import pytest
from playwright.sync_api import expect

from browser.editor import MAP, RICH, Editor, more
from browser.host import Host
from browser.lab import Lab
from browser.marimo import Marimo

CARDS = MAP.replace("MapEditor", "PersonaCards")


@pytest.fixture(params=["notebook", "voila", "marimo"])
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


# What an editor that is gone left in the browser's storage: an edit nobody answered.
LEFT = {
    "label": "",
    "draft": "",
    "changes": [{"kind": "updated", "id": "cart", "fields": {"thoughts": ["", "Left behind"]}}],
}


def test_everything_else_of_the_editor(host: Host) -> None:
    kept = json.dumps(json.dumps({"at": int(time.time() * 1000), "edits": [LEFT]}))
    # Frames without an address of their own have no storage.
    host.context.add_init_script(
        f"try {{ localStorage['cjwidgets.unsaved.map.gone'] = {kept} }} catch {{}}"
    )
    editor = start(host, RICH)
    root, page = editor.root, editor.page
    menu = root.get_by_role("menu")

    # Leftovers are offered and made again.
    root.get_by_role("alert").get_by_role("button", name="Replay").click()
    host.until("jm.touchpoints[2].thoughts", "Left behind")

    # Lanes: hidden from the toolbar's menu, added, given a height by drag.
    root.get_by_role("button", name="Lanes", exact=True).click()
    menu.get_by_text("Evidence", exact=True).click()
    host.until("[lane.shows for lane in jm.lanes if lane.hidden]", ["evidence"])
    head = root.locator('[data-lane="lane-actions"]')
    head.hover()
    head.locator(".cjw-more").click()
    menu.get_by_text("Add lane…", exact=True).click()
    menu.get_by_text("Owner", exact=True).click()
    host.until("'owner' in [lane.shows for lane in jm.lanes]", True)
    edge = head.locator(".cjw-resize").bounding_box()
    assert edge
    page.mouse.move(edge["x"] + 20, edge["y"] + 3)
    page.mouse.down()
    page.mouse.move(edge["x"] + 20, edge["y"] + 43, steps=4)
    page.mouse.up()
    host.until("jm.lanes['lane-actions'].height is not None", True)

    # Arrows; a stage that collapses; one persona's curve.
    editor.cell("touchpoint", "cart").focus()
    editor.press("Shift+F10")
    menu.get_by_text("Connect to…", exact=True).click()
    menu.get_by_text("Search", exact=True).click()
    expect(root.locator(".cjw-arrow.cjw-loop")).to_have_count(1)
    editor.cell("stage", "ask").focus()
    editor.press("Shift+F10")
    menu.get_by_text("Collapse stage", exact=True).click()
    host.until("jm.stages[0].collapsed", True)
    editor.cell("touchpoint", "ask").get_by_role("button").click()
    expect(root.locator(".cjw-curve")).to_have_count(2)
    root.locator('[data-persona-chip="viktor"]').click()
    expect(root.locator(".cjw-curve")).to_have_count(1)

    # A stage is dragged, a touchpoint goes by key; cells are copied and pasted.
    ask, buy = (editor.cell("stage", node).bounding_box() for node in ("ask", "buy"))
    assert ask
    assert buy
    page.mouse.move(buy["x"] + 60, buy["y"] + 12)
    page.mouse.down()
    page.mouse.move(ask["x"] + 12, ask["y"] + 12, steps=6)
    expect(root.locator(".cjw-drop")).to_be_visible()
    page.mouse.up()
    host.until("[stage.id for stage in jm.stages]", ["buy", "ask"])
    editor.cell("touchpoint", "chat").focus()
    editor.press("Alt+ArrowLeft")
    host.until("[tp.id for tp in jm.stages[1].touchpoints]", ["chat", "search"])

    # Find, the panel, the sheet of keys, presenting.
    editor.press("Control+f")
    root.locator(".cjw-find input").fill("types")
    expect(root.locator(".cjw-find-count")).to_have_text("1 of 1")
    editor.press("Escape")
    editor.cell("touchpoint", "chat").focus()
    editor.press("Control+i")
    field = root.locator('.cjw-panel [data-field="channel"] :is(textarea, input)')
    field.fill("app")
    field.press("Enter")
    host.until("jm.touchpoints[1].channel", "app")
    editor.press("Control+i")
    more(editor, "Keyboard shortcuts")
    expect(root.locator(".cjw-sheet")).to_be_visible()
    editor.press("Escape")
    more(editor, "Present")
    expect(root.locator(".cjw-deck-count")).to_have_text("2 of 2")
    editor.press("Escape")

    # Comments only, by name; then another language, and nothing but looking.
    host.python("editor.author = 'Ann'; editor.mode = 'comment'")
    expect(root).to_have_attribute("data-cjw-mode", "comment")
    editor.cell("stage", "ask").focus()
    editor.press("Control+Alt+m")
    root.get_by_role("dialog").locator("textarea").fill("Why?")
    editor.press("Control+Enter")
    host.until("[(c.text, c.author) for c in jm.stages[1].comments]", [["Why?", "Ann"]])
    editor.press("Escape")
    host.python("jm.locale = 'ru'")
    expect(root.locator('[data-lane="lane-actions"] .cjw-lane-title')).to_have_text("Действия")
    host.python("editor.mode = 'view'")
    expect(root.get_by_role("button", name="Отменить")).to_have_count(0)
    assert host.watch.external == []


PACKED = "[editor._more[:4], len(editor._more) > 10_000, hasattr(editor, '_key') and editor._key]"


def test_in_marimo_a_widget_brings_what_comes_later_itself(marimo: Marimo) -> None:
    """There is no loader and no code that widgets share: a script of its own, packed."""
    editor = start(marimo, MAP)
    marimo.until(PACKED, ["H4sI", True, ""])  # gzip as base64
    find = editor.root.locator(".cjw-find")
    expect(find).to_have_count(0)
    editor.cell("touchpoint", "chat").focus()
    editor.press("Control+f")
    find.locator("input").fill("Search")
    expect(editor.root.locator(".cjw-find-count")).to_have_text("1 of 1")
    expect(editor.root.get_by_role("alert")).to_have_count(0)
    assert marimo.watch.external == []


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
    host.python("editor.author = 'Ann'; editor.mode = 'comment'")
    cards.root.get_by_role("article", name="Anna").locator(".cjw-said-badge").click()
    cards.root.get_by_role("dialog").get_by_role("textbox").fill("Who says so?")
    cards.press("Control+Enter")
    host.until("[(c.text, c.author) for c in jm.personas[1].comments]", [["Who says so?", "Ann"]])
    assert host.watch.external == []


@pytest.mark.parametrize("name", ["lab", "notebook", "voila", "marimo"])
def test_presenting(name: str, request: pytest.FixtureRequest) -> None:
    """The whole screen out of an output, and a window with the notes, offline."""
    host: Host = request.getfixturevalue(name)
    editor = start(host, MAP)
    page, root = editor.page, editor.root
    host.python("jm.stages[1].speaker_notes = 'Slow down'")
    editor.cell("stage", "ask").focus()
    more(editor, "Present")
    deck = root.locator(".cjw-deck")
    expect(deck.locator("h2")).to_have_text("Ask")
    expect(deck).to_have_css("width", f"{page.evaluate('innerWidth')}px")
    expect(deck).to_have_css("height", f"{page.evaluate('innerHeight')}px")
    assert page.evaluate("document.fullscreenElement !== null")
    with page.expect_popup() as opened:
        editor.press("s")
    desk = opened.value
    expect(desk.get_by_role("heading")).to_have_text("Ask")
    editor.press("PageDown")
    expect(deck.locator("h2")).to_have_text("Buy")
    expect(desk.locator("main")).to_contain_text("Slow down")
    editor.press("n", "b", "b")
    expect(deck.locator(".cjw-deck-notes")).to_have_text("Slow down")
    with desk.expect_event("close"):
        editor.press("Escape")
    expect(deck).to_have_count(0)
    expect(editor.cell("stage", "buy")).to_be_focused()
    assert host.watch.external == []
