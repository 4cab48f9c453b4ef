"""Cells as in a spreadsheet: select, cut, copy, paste."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.editor import MAP, Editor
from browser.lab import Lab
from browser.plain import Plain

STAGES = "[stage.name for stage in jm.stages]"
TOUCHPOINTS = "[[tp.name for tp in stage.touchpoints] for stage in jm.stages]"
ACTIONS = "[tp.actions for tp in jm.touchpoints]"
PAINS = "[[pain.text for pain in stage.pains] for stage in jm.stages]"
UNDOS = "len(jm._history.done)"
CARDS = """
jm.stages[0].pains = ["Slow", "Dear"]
jm.stages[0].pains[0].severity = 7
jm.stages[0].touchpoints[1].pains = ["Rude"]
"""
COPY = """([html, text]) => navigator.clipboard.write([new ClipboardItem({
  ...(html && {"text/html": new Blob([html], {type: "text/html"})}),
  "text/plain": new Blob([text], {type: "text/plain"}),
})])"""
READ = """async () => {
  const [item] = await navigator.clipboard.read();
  return [
    await (await item.getType("text/plain")).text(),
    await (await item.getType("text/html")).text(),
  ];
}"""


@pytest.fixture
def editor(plain: Plain) -> Editor:
    return start(plain)


def start(host: Lab | Plain) -> Editor:
    page = host.open([MAP])
    host.run(0)
    return Editor(page)


def selected(editor: Editor) -> int:
    return editor.root.locator('[data-row][aria-selected="true"]').count()


def copy(page: Page, text: str, html: str = "") -> None:
    """Put on the clipboard what another program would."""
    page.evaluate(COPY, [html, text])


def centre(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_range_is_selected_cleared_and_given_up(lab: Lab) -> None:
    editor = start(lab)
    page = editor.page
    lab.python("jm.touchpoints[2].thoughts = 'Hm'; jm.touchpoints[1].actions = 'Asks'")
    editor.cell("lane-thoughts", "cart").get_by_text("Hm").wait_for()
    search = editor.cell("lane-actions", "search")
    search.click()
    editor.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown")
    assert selected(editor) == 6
    expect(editor.root.locator(".cjw-said[role=log]")).to_contain_text("rows 2, columns 3")
    assert page.evaluate("document.activeElement.dataset.node") == "search"
    before = lab.python(UNDOS)
    editor.press("Delete")
    lab.until(ACTIONS, ["", "", ""])
    assert lab.python("jm.touchpoints[2].thoughts") == ""
    assert lab.python(UNDOS) == before + 1
    editor.press("Escape")
    assert selected(editor) == 0
    lab.python("jm.undo()")
    search.get_by_text("Types a question").wait_for()

    # By pointer: Shift and a click, then a drag; a row that spans takes in its whole cells.
    search.click()
    editor.cell("lane-thoughts", "chat").click(modifiers=["Shift"])
    assert selected(editor) == 4
    assert page.evaluate("document.activeElement.dataset.row") == "lane-actions"
    page.mouse.move(*centre(editor.cell("lane-thoughts", "chat")))
    page.mouse.down()
    page.mouse.move(*centre(editor.cell("lane-pains", "buy")), steps=6)
    page.mouse.up()
    assert selected(editor) == 3 + 3 + 2
    search.click()
    assert selected(editor) == 0

    editor.press("Control+a")
    assert selected(editor) == 3
    editor.press("Control+a")
    assert selected(editor) == editor.root.locator("[data-row]").count()
    editor.press("ArrowDown")
    assert selected(editor) == 0
    # Nothing selected: Escape is the notebook's again.
    editor.press("Escape")
    assert page.evaluate("window.panel.content.mode") == "command"


def test_cells_go_to_a_spreadsheet_and_back(lab: Lab) -> None:
    editor = start(lab)
    page = editor.page
    lab.python(CARDS)
    lab.python("jm.touchpoints[0].thoughts = 'one\\ntwo'")
    editor.cell("lane-thoughts", "search").get_by_text("two").wait_for()
    editor.cell("stage", "ask").focus()
    editor.press("Control+a", "Control+a", "Control+c")
    text, html = page.evaluate(READ)
    assert text.split("\n")[:3] == ["Ask\t\tBuy", "Search\tChat\tCart", "Types a question\t\t"]
    assert '"one\ntwo"\t\t' in text
    assert "1\t0\t-1" in text
    assert '"Slow\nDear\nRude"\t\t' in text
    assert 'colspan="2"' in html

    # Cut, and paste one column further: one step of the history each.
    before = lab.python(UNDOS)
    editor.cell("lane-actions", "search").click()
    editor.press("Shift+ArrowDown", "Control+x")
    lab.until(ACTIONS, ["", "", ""])
    editor.cell("lane-actions", "chat").click()
    editor.press("Control+v")
    lab.until(ACTIONS, ["", "Types a question", ""])
    assert lab.python("jm.touchpoints[1].thoughts") == "one\ntwo"
    assert lab.python(UNDOS) == before + 2
    # Neither the notebook nor its cells took any of it.
    assert page.evaluate("window.panel.content.widgets.length") == 1

    # From Excel, wider than the map: names, texts, emotions, cards, and what is added is said.
    table = (
        "<table><tr><td>Google<br>Search</td><td>Bot</td><td>Basket</td><td>Pay</td></tr>"
        "<tr><td>Looks</td><td></td><td>&lt;Adds&gt;</td><td>Pays</td></tr>"
        "<tr><td></td><td>x</td></tr><tr><td>-1,5</td><td>2</td></tr>"
        "<tr><td colspan=2>Sluggish<br>Dear<br>Rude<br>Loud</td><td>Lost</td></tr></table>"
    )
    copy(page, "no table", table)
    before = lab.python(UNDOS)
    editor.cell("touchpoint", "search").focus()
    editor.press("Control+v")
    lab.until(TOUCHPOINTS, [["Google Search", "Bot"], ["Basket", "Pay"]])
    assert lab.python(ACTIONS) == ["Looks", "", "<Adds>", "Pays"]
    assert lab.python("[tp.emotion for tp in jm.touchpoints]") == [-1.5, 2, None, None]
    assert lab.python(PAINS) == [["Sluggish", "Dear", "Loud"], ["Lost"]]
    assert lab.python("jm.stages[0].pains[0].severity") == 7
    assert lab.python(UNDOS) == before + 1
    expect(editor.root.locator(".cjw-said[role=log]")).to_contain_text("Touchpoints added: 1.")
    editor.press("Control+z")
    lab.until(TOUCHPOINTS, [["Search", "Chat"], ["Cart"]])

    # One text fills a selection.
    copy(page, "same")
    editor.cell("lane-actions", "search").click()
    editor.press("Shift+ArrowRight", "Shift+ArrowRight", "Control+v")
    lab.until(ACTIONS, ["same", "same", "same"])


def test_what_cannot_be_pasted_is_said_and_changes_nothing(plain: Plain, editor: Editor) -> None:
    page = editor.page
    alert = editor.root.get_by_role("alert")
    rev = plain.python("jm.rev")
    editor.cell("lane-actions", "search").click()
    copy(page, "\t".join("x" * 201))
    editor.press("Control+v")
    alert.get_by_text("at most 200 rows").wait_for()
    alert.get_by_role("button", name="Dismiss").click()
    copy(page, "fine\tfine\nfine\tfine\n7\t1")
    editor.press("Control+v")
    alert.get_by_text("expects a score on the map's scale").wait_for()
    assert plain.python("jm.rev") == rev
    expect(editor.cell("lane-actions", "search")).to_contain_text("Types a question")
    # A text field keeps its own clipboard.
    copy(page, "into\tthe field")
    editor.cell("lane-actions", "search").dblclick()
    editor.press("Control+a", "Control+v", "Enter")
    plain.until("jm.touchpoints[0].actions", "into\tthe field")


def test_the_menu_does_what_the_keys_do(plain: Plain, editor: Editor) -> None:
    def choose(item: str) -> None:
        editor.root.get_by_role("button", name="Edit", exact=True).click()
        editor.root.get_by_role("menuitem", name=item).click()

    editor.cell("lane-actions", "search").click()
    choose("Cut")
    plain.until(ACTIONS, ["", "", ""])
    editor.cell("lane-actions", "cart").click()
    choose("Paste")
    plain.until(ACTIONS, ["", "", "Types a question"])
    choose("Select row")
    editor.root.locator('[data-row][aria-selected="true"]').nth(2).wait_for()
    choose("Clear cells")
    plain.until(ACTIONS, ["", "", ""])
    editor.press("Shift+F10")
    editor.root.get_by_role("menuitem", name="Find").click()
    editor.root.get_by_role("textbox", name="Find in the map").wait_for()


def test_a_table_pasted_into_an_empty_map_is_the_map(plain: Plain) -> None:
    page = plain.open(["import cjwidgets as cj\njm = cj.JourneyMap()\ncj.MapEditor(jm)"])
    plain.run(0)
    editor = Editor(page)
    table = [
        ["Этап", "Ищет", "", "Покупает"],
        ["Точка контакта", "Поиск", "Чат", "Корзина"],
        ["Эмоции", "4", "2", "5"],
        ["Боли", "Долго", "Грубо\nДорого", ""],
        ["Экраны", "Главная", "", "Оплата"],
    ]
    quoted = [[f'"{text}"' if "\n" in text else text for text in row] for row in table]
    copy(page, "\r\n".join("\t".join(row) for row in quoted) + "\r\n")
    editor.root.get_by_role("button", name="Paste a table").click()
    plain.until(TOUCHPOINTS, [["Поиск", "Чат"], ["Корзина"]])
    assert plain.python(STAGES) == ["Ищет", "Покупает"]
    assert plain.python("[jm.scale.low, jm.scale.high]") == [1, 5]
    assert plain.python("[tp.emotion for tp in jm.touchpoints]") == [4, 2, 5]
    assert plain.python("[p.text for p in jm.touchpoints[1].pains]") == ["Грубо", "Дорого"]
    assert plain.python("[lane.shows for lane in jm.lanes][:3]") == ["emotion", "pains", "text"]
    assert plain.python("jm.touchpoints[0].texts[jm.lanes[2]]") == "Главная"
    assert plain.python(UNDOS) == 1
    # The same by keys, after one undo.
    editor.press("Control+z")
    editor.root.locator(".cjw-empty").click(position={"x": 5, "y": 5})
    copy(page, "Ask\tBuy", json.dumps("a page without a table"))
    editor.press("Control+v")
    plain.until(STAGES, ["Ask", "Buy"])


def test_what_goes_away_is_said_and_comes_back_with_one_press(plain: Plain, editor: Editor) -> None:
    root, page = editor.root, editor.page
    plain.python(CARDS)
    whole = plain.python("jm.to_json()")
    # All but the curve's tip, which is there while a point has the focus.
    cells = root.locator("[data-row]:not([data-row='lane-emotion'])")
    card = root.locator("[data-card]").filter(has_text="Slow")
    card.wait_for()
    shown = cells.all_text_contents()

    def choose(cell: Locator, item: str) -> None:
        cell.focus()
        editor.press("Shift+F10")
        root.get_by_role("menuitem", name=item).first.click()

    def keys(row: str, node: str, *pressed: str) -> None:
        editor.cell(row, node).focus()
        editor.press(*pressed)

    def press(at: Locator, key: str) -> None:
        at.focus()
        editor.press(key)

    def drag(at: Locator, to: Locator) -> None:
        expect(at).to_be_visible()
        page.mouse.move(*centre(at))
        page.mouse.down()
        page.mouse.move(*centre(to), steps=6)
        page.mouse.up()

    def paste() -> None:
        copy(page, "x\ty")
        keys("lane-actions", "search", "Control+v")

    search, chat = editor.cell("touchpoint", "search"), editor.cell("touchpoint", "chat")
    point = editor.point("search")
    for edit, said in [
        (lambda: keys("touchpoint", "search", "Delete"), "Deleted: Search"),
        (lambda: choose(search, "Delete"), "Deleted: Search"),
        (lambda: press(card, "Delete"), "Deleted: Slow"),
        (lambda: keys("lane-actions", "search", "Delete"), "Cleared"),
        (lambda: keys("lane-actions", "search", "Control+x"), "Cut: rows 1, columns 1"),
        (lambda: press(point, "Delete"), "Cleared"),
        (paste, "Pasted: rows 1, columns 2."),
        (lambda: keys("touchpoint", "chat", "Alt+ArrowRight"), "Moved to Buy: Chat"),
        (lambda: choose(chat, "Move right"), "Moved to Buy: Chat"),
        (lambda: drag(search, editor.cell("touchpoint", "cart")), "Moved to Buy: Search"),
        (lambda: press(card, "Alt+ArrowRight"), "Moved to Buy: Slow"),
        (lambda: drag(card, editor.cell("lane-pains", "buy")), "Moved to Buy: Slow"),
    ]:
        rev = plain.python("jm.rev")
        edit()
        told = root.locator(".cjw-notice[role=status]")
        expect(told.locator("span").first).to_have_text(said)
        plain.until(f"jm.rev > {rev}", True)
        assert plain.python("jm.to_json()") != whole, said
        told.get_by_role("button", name="Undo").click()
        expect(told).to_have_count(0)
        plain.until("jm.to_json()", whole)
        # An undo is shown when the kernel has done it.
        expect(cells).to_have_text(shown)
    # What stays in its stage is where one looks for it.
    keys("touchpoint", "search", "Alt+ArrowRight")
    plain.until(TOUCHPOINTS, [["Chat", "Search"], ["Cart"]])
    expect(told).to_have_count(0)
