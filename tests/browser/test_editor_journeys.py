"""A touchpoint opens another map in the same editor, and the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.editor import MAP, Editor
from browser.plain import Plain
from browser.readable import unreadable
from browser.test_editor_access import check_axe

FILES = """
import pathlib, tempfile
folder = pathlib.Path(tempfile.mkdtemp())
parts = cj.JourneyMap("Paying", id="paying", stages=[
    cj.Stage("Choose", id="choose", touchpoints=[
        cj.Touchpoint("Card", id="card", journey="shop.cjmap.json"),
    ]),
])
parts.save(folder / "paying")
jm.node("cart").journey = "paying.cjmap.json"
jm.save(folder / "shop")
"""
SHOP = MAP.replace("editor = cj", f"{FILES}\neditor = cj")


def open_shop(plain: Plain, *cells: str) -> Editor:
    page = plain.open([SHOP, *cells])
    plain.run(0)
    return Editor(page)


def shows(editor: Editor, title: str) -> None:
    expect(editor.root.locator(".cjw-title")).to_have_text(title)


def item(editor: Editor, touchpoint: str, name: str) -> None:
    editor.cell("touchpoint", touchpoint).focus()
    editor.press("Shift+F10")
    editor.root.get_by_role("menuitem", name=name).click()


@pytest.fixture
def shop(plain: Plain) -> Editor:
    return open_shop(plain)


def test_there_and_back_by_keyboard(plain: Plain, shop: Editor) -> None:
    shop.write(shop.cell("touchpoint", "search").locator(".cjw-name"), "Look up")
    badge = shop.cell("touchpoint", "cart").get_by_role("button", name="Open its journey")
    expect(badge).to_be_visible()
    shop.cell("lane-actions", "cart").focus()
    shop.press("Alt+Enter")
    shows(shop, "Paying")
    assert plain.python("editor.shown.title, editor.map.title") == ["Paying", "Shop"]
    # What had the focus has one in the new map, and undo is of the map shown.
    expect(shop.cell("stage", "choose")).to_be_focused()
    shop.press("Enter")
    shop.page.keyboard.type(" how")
    shop.press("Enter")
    plain.until("editor.shown.stages[0].name", "Choose how")
    shop.press("Control+z", "Control+z")
    plain.until("editor.shown.stages[0].name", "Choose")
    assert plain.python("jm.touchpoints[0].name") == "Look up"
    shop.press("Control+Shift+z")
    plain.until("editor.shown.stages[0].name", "Choose how")

    shop.press("Alt+Backspace")
    shows(shop, "Shop")
    expect(shop.cell("lane-actions", "cart")).to_be_focused()
    shop.press("Control+z")
    plain.until("jm.touchpoints[0].name", "Search")

    item(shop, "cart", "Open its journey")
    shows(shop, "Paying")
    expect(shop.cell("stage", "choose")).to_contain_text("Choose how")
    # A map that opens the one it came from goes back to it.
    shop.cell("touchpoint", "card").get_by_role("button", name="Open its journey").click()
    shows(shop, "Shop")
    assert plain.python("editor.shown is jm")
    expect(shop.root.locator(".cjw-crumbs")).to_have_count(0)


def test_reload_and_a_second_tab_show_the_same_map(plain: Plain, shop: Editor) -> None:
    tab = Editor(plain.second_tab())
    shop.cell("touchpoint", "cart").get_by_role("button", name="Open its journey").click()
    shows(shop, "Paying")
    shows(tab, "Paying")
    tab.write(tab.cell("touchpoint", "card").locator(".cjw-name"), "Bank card")
    expect(shop.cell("touchpoint", "card")).to_contain_text("Bank card")
    plain.reload()
    again = Editor(plain.page)
    shows(again, "Paying")
    expect(again.cell("touchpoint", "card")).to_contain_text("Bank card")
    again.root.get_by_role("button", name="Shop", exact=True).click()
    shows(again, "Shop")
    shows(tab, "Shop")
    # A text that is being typed is kept when the map gives way to another.
    again.cell("stage", "ask").dblclick()
    again.field.fill("Wonder")
    plain.python("editor.open_journey('cart').title")
    shows(again, "Paying")
    plain.until("jm.stages[0].name", "Wonder")


def test_files(plain: Plain, shop: Editor) -> None:
    save = shop.root.get_by_role("button", name="Save", exact=True)
    mark = shop.root.get_by_role("img", name="Not saved to its file yet")
    expect(save).to_have_count(0)
    item(shop, "chat", "Link a journey…")
    shop.field.fill("nowhere.cjmap.json")
    shop.press("Enter")
    expect(save).to_be_enabled()
    expect(shop.root.get_by_text("Unsaved edits: 1")).to_be_visible()
    item(shop, "chat", "Open its journey")
    expect(shop.root.get_by_role("alert")).to_contain_text("can't be opened from here")
    shows(shop, "Shop")
    item(shop, "chat", "Link a journey…")
    shop.field.fill("")
    shop.press("Enter")
    item(shop, "chat", "Create its journey")
    shows(shop, "Chat")
    assert plain.python("jm.node('chat').journey, (folder / 'chat.cjmap.json').exists()") == [
        "chat.cjmap.json",
        True,
    ]
    shop.root.get_by_role("button", name="Add the first stage").click()
    shop.field.fill("Ring")
    shop.press("Enter")
    expect(shop.root.get_by_text("Unsaved edits: 2")).to_be_visible()
    expect(mark).to_have_count(1)  # of the map above
    save.click()
    expect(save).to_have_count(0)
    expect(mark).to_have_count(0)
    plain.until("cj.JourneyMap.open(folder / 'chat.cjmap.json').stages[0].name", "Ring")
    assert plain.python("cj.JourneyMap.open(folder / 'shop.cjmap.json').node('chat').journey")


THEIRS = """
other = cj.JourneyMap.open(jm.path); other.objective = "Theirs"; other.save(); jm.title = "Mine"
"""


def test_a_file_that_others_changed(plain: Plain, shop: Editor) -> None:
    save = shop.root.get_by_role("button", name="Save", exact=True)
    alert = shop.root.get_by_role("alert")
    plain.python(THEIRS)
    # It is told with the first edit, and still it can be saved only knowingly.
    expect(alert).to_contain_text("shop.cjmap.json was changed elsewhere")
    expect(alert).to_contain_text("Your edits that the file misses: 1")
    expect(shop.root.get_by_text("Two versions")).to_be_visible()
    shop.cell("stage", "ask").focus()
    shop.press("Control+s")
    expect(alert).to_have_count(1)
    assert plain.python("cj.JourneyMap.open(jm.path).objective") == "Theirs"
    check_axe(shop.page, shop)
    # Under another name, by keyboard; Escape goes back to the choice.
    other_name = alert.get_by_role("button", name="Keep both…")
    other_name.focus()
    shop.press("Enter")
    field = shop.root.get_by_role("textbox", name="Name of the new file")
    expect(field).to_be_focused()
    for width in (390, 1400):
        plain.viewport(width, 900)
        assert unreadable(shop.root) == []
    shop.press("Escape")
    expect(field).to_have_count(0)
    other_name.click()
    shop.page.keyboard.type("My plan")
    shop.press("Enter")
    said = shop.root.locator(".cjw-notice[role=status]")
    expect(said).to_have_text("Saved as my-plan.cjmap.json.")
    expect(alert).to_have_count(0)
    expect(save).to_have_count(0)
    assert plain.python(
        "jm.path.name, cj.JourneyMap.open(folder / 'shop.cjmap.json').objective"
    ) == [
        "my-plan.cjmap.json",
        "Theirs",
    ]
    said.get_by_role("button", name="Dismiss").click()
    expect(said).to_have_count(0)
    # Replaced: what others wrote is kept, and where is said.
    plain.python(THEIRS)
    plain.python("jm.title = 'Mine again'")
    alert.get_by_role("button", name="Overwrite").click()
    expect(said).to_contain_text("what it said before is kept as my-plan.2")
    expect(save).to_have_count(0)
    kept = said.inner_text().partition("kept as ")[2].rstrip(".")
    assert plain.python(f"cj.JourneyMap.open(folder / {kept!r}).objective") == "Theirs"
    assert plain.python("cj.JourneyMap.open(jm.path).title") == "Mine again"


def test_viewers_read_on(plain: Plain) -> None:
    shop = open_shop(plain, "editor.mode = 'view'")
    plain.run(1)
    expect(shop.root.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    shop.cell("touchpoint", "chat").focus()
    shop.press("Shift+F10")
    expect(shop.root.get_by_role("menuitem", name="Open its journey")).to_have_count(0)
    expect(shop.root.get_by_role("menuitem", name="Link a journey…")).to_have_count(0)
    shop.press("Escape")
    # A full screen stays one.
    shop.root.get_by_role("button", name="Full screen").click()
    item(shop, "cart", "Open its journey")
    shows(shop, "Paying")
    expect(shop.root).to_have_class("cjw cjw-full")
    assert shop.page.evaluate("document.fullscreenElement.className") == "cjw cjw-full"
    check_axe(shop.page, shop)
    assert plain.python("editor.session.role.mode") == "view"
    shop.root.get_by_role("button", name="Shop", exact=True).click()
    shows(shop, "Shop")
