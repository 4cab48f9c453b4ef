"""Menus: opened by mouse they leave focus and scroll alone, by keys they take and return it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from browser.bare import bare, mounted
from browser.editor import Editor
from browser.pointers import Mouse, spot
from cjwidgets import JourneyMap, Lane, Pain, Persona, Stage, Touchpoint

PLACE = """(root) => {
  const { scrollLeft, scrollTop } = root.querySelector(".cjw-scroller");
  const { dataset } = document.activeElement;
  return [scrollX, scrollY, scrollLeft, scrollTop, dataset.row ?? "", dataset.node ?? ""];
}"""


def wide() -> JourneyMap:
    stages = [
        Stage(
            f"S{number}",
            id=f"s{number}",
            touchpoints=[
                Touchpoint(f"{number}{letter}", id=f"t{number}{letter}") for letter in "ab"
            ],
        )
        for number in range(12)
    ]
    jm = JourneyMap("Wide", stages=stages, personas=[Persona("Anna", id="anna")])
    jm.lanes = [
        Lane(id="pains", shows="pains"),
        *(Lane(f"Lane {number}", id=f"lane-{number}") for number in range(30)),
    ]
    jm.stages[9].touchpoints[1].pains = [Pain("Slow", id="slow")]
    return jm


@pytest.fixture
def editor(context: BrowserContext) -> Editor:
    """Far down a page and scrolled to the right, the focus in a cell that is out of sight."""
    editor = mounted(bare(context, wide()))
    page = editor.page
    page.evaluate("document.body.style.padding = '700px 8px 2000px'")
    editor.cell("touchpoint", "t0a").focus()
    page.evaluate("scrollTo(0, 600)")
    editor.root.locator(".cjw-scroller").evaluate("(each) => { each.scrollLeft = 1400; }")
    return editor


def place(editor: Editor) -> Any:
    return editor.root.evaluate(PLACE)


def click(editor: Editor, button: Locator) -> None:
    """Playwright's own click scrolls; a hand does not."""
    mouse = Mouse(editor.page)
    mouse.press(spot(button, 0.5, 0.5))
    mouse.release()


def buttons(editor: Editor) -> dict[str, Locator]:
    root = editor.root
    return {
        "stage": editor.cell("stage", "s9").locator(".cjw-more"),
        "touchpoint": editor.cell("touchpoint", "t9b").locator(".cjw-more"),
        "card": root.locator("[data-card=slow] button"),
        "lane": root.locator("[data-lane=pains] .cjw-more"),
        "persona": root.locator(".cjw-chip-more"),
        "lanes": root.get_by_role("button", name="Lanes", exact=True),
        "more": root.get_by_role("button", name="More", exact=True),
    }


def test_a_menu_opened_by_mouse_leaves_focus_and_scroll_alone(editor: Editor) -> None:
    before = place(editor)
    assert before[1:3] == [600, 1400]
    assert before[4:] == ["touchpoint", "t0a"]
    menu = editor.root.get_by_role("menu")
    for button in buttons(editor).values():
        click(editor, button)
        expect(menu).to_be_visible()
        assert place(editor) == before
        # Keys work nevertheless: into it and out of it, back to where one was.
        editor.press("ArrowDown")
        expect(menu.locator("[role^=menuitem]").first).to_be_focused()
        editor.press("Escape")
        expect(menu).to_have_count(0)
        assert place(editor) == before
        click(editor, button)
        expect(menu).to_be_visible()
        editor.press("Escape")
        expect(menu).to_have_count(0)
        assert place(editor) == before


def test_what_a_menu_does_happens_where_it_was_opened(editor: Editor) -> None:
    before = place(editor)
    menu = editor.root.get_by_role("menu")
    click(editor, buttons(editor)["touchpoint"])
    click(editor, menu.get_by_text("Move left", exact=True))
    expect(editor.cell("touchpoint", "t9b")).to_be_focused()
    assert place(editor) == [*before[:4], "touchpoint", "t9b"]
    # A menu of the bar: the focus stays, and so does the map.
    click(editor, buttons(editor)["lanes"])
    click(editor, menu.get_by_text("Pains", exact=True))
    expect(editor.root.locator("[data-lane=pains]")).to_have_count(0)
    assert place(editor)[:3] == before[:3]


def test_a_press_elsewhere_closes_it_and_the_text_that_is_typed_is_kept(editor: Editor) -> None:
    menu = editor.root.get_by_role("menu")
    cell = editor.cell("lane-0", "t9a")
    cell.dblclick()
    editor.field.fill("half a sentence")
    click(editor, buttons(editor)["stage"])
    expect(menu).to_be_visible()
    expect(cell).to_have_text("half a sentence")
    click(editor, editor.cell("lane-1", "t9b"))
    expect(menu).to_have_count(0)
    expect(editor.cell("lane-1", "t9b")).to_be_focused()


def test_a_menu_opened_by_keys_takes_the_focus_and_gives_it_back(editor: Editor) -> None:
    menu = editor.root.get_by_role("menu")
    first = menu.locator("[role^=menuitem]").first
    cell = editor.cell("stage", "s9")
    cell.focus()
    here = place(editor)
    editor.press("Shift+F10")
    expect(first).to_be_focused()
    editor.press("Escape")
    expect(cell).to_be_focused()
    assert place(editor) == here
    more = buttons(editor)["more"]
    for way in ("Escape", "Tab"):
        more.focus()
        editor.press("Enter")
        expect(first).to_be_focused()
        editor.press(way)
        expect(more).to_be_focused()
    # A press elsewhere on nothing that takes the focus: it goes back, too.
    cell.focus()
    editor.press("Shift+F10")
    expect(first).to_be_focused()
    click(editor, editor.root.locator(".cjw-foot"))
    expect(menu).to_have_count(0)


def right_click(editor: Editor, at: Locator, *, x: float = 0.4, y: float = 0.5) -> Locator:
    point = spot(at, x, y)
    editor.page.mouse.click(*point, button="right")
    menu = editor.root.get_by_role("menu")
    return menu


def items(menu: Locator) -> list[str]:
    expect(menu).to_be_visible()
    return menu.locator("[role^=menuitem]").all_inner_texts()


def test_the_other_button_opens_the_same_menu_where_it_is_pressed(editor: Editor) -> None:
    menu = editor.root.get_by_role("menu")
    places = {
        "stage": editor.cell("stage", "s9"),
        "touchpoint": editor.cell("touchpoint", "t9b"),
        "card": editor.root.locator("[data-card=slow]"),
        "lane": editor.root.locator("[data-lane=pains]"),
        "persona": editor.root.locator("[data-persona-chip=anna]"),
    }
    for name, place in places.items():
        click(editor, buttons(editor)[name])
        wanted = items(menu)
        editor.press("Escape")
        expect(menu).to_have_count(0)
        assert items(right_click(editor, place)) == wanted, name
        x, y = spot(place, 0.4, 0.5)
        box = menu.bounding_box()
        assert box
        window = editor.page.viewport_size
        assert window
        # Where it is pressed; where there is no room for it, at the edge of the window.
        assert abs(box["x"] - x) < 2 or abs(box["x"] + box["width"] + 8 - window["width"]) < 2
        assert abs(box["y"] - y) < 2 or abs(box["y"] + box["height"] + 8 - window["height"]) < 2
        editor.press("Escape")
        expect(menu).to_have_count(0)


def test_a_cell_has_the_menu_of_its_key(editor: Editor) -> None:
    menu = editor.root.get_by_role("menu")
    cell = editor.cell("lane-0", "t9b")
    cell.focus()
    editor.press("Shift+F10")
    wanted = items(menu)
    editor.press("Escape")
    assert items(right_click(editor, cell)) == wanted
    # Another press elsewhere opens another, and one without closes it.
    right_click(editor, editor.cell("stage", "s9"))
    assert items(menu) != wanted
    click(editor, editor.cell("lane-1", "t9b"))
    expect(menu).to_have_count(0)


NATIVE = """(page) => {
  window.native = [];
  addEventListener("contextmenu", (event) => {
    window.native.push(!event.defaultPrevented);
    event.preventDefault();
  });
}"""


def test_where_one_types_and_with_shift_the_browser_has_its_own(editor: Editor) -> None:
    page, menu = editor.page, editor.root.get_by_role("menu")
    page.evaluate(NATIVE)
    cell = editor.cell("lane-0", "t9b")
    cell.dblclick()
    right_click(editor, editor.field)
    editor.press("Escape")
    page.keyboard.down("Shift")
    right_click(editor, cell)
    page.keyboard.up("Shift")
    expect(menu).to_have_count(0)
    right_click(editor, cell)
    expect(menu).to_be_visible()
    assert page.evaluate("window.native") == [True, True, False]


def test_who_only_reads_is_offered_what_changes_nothing(context: BrowserContext) -> None:
    editor = mounted(bare(context, wide(), mode="view"))
    menu = right_click(editor, editor.cell("lane-0", "t0a"))
    expect(menu.locator("[role^=menuitem]").first).to_contain_text("Copy")
    expect(menu.locator("[role^=menuitem] svg")).to_have_count(1)  # a clipboard
    expect(menu).not_to_contain_text("Delete")
    expect(menu).not_to_contain_text("Paste")
    right_click(editor, editor.root.locator("[data-lane=lane-0]"))
    expect(menu).to_contain_text("All fields…")
    expect(menu).not_to_contain_text("Delete")
