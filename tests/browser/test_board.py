"""The board in real pages: map, filter and charts move together."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from browser.boards import BOARD, SETUP, Board
from browser.host import Host
from browser.lab import Lab
from browser.plain import Plain
from browser.test_editor_access import CONTRAST, check_axe

MARK = "chip => getComputedStyle(chip.querySelector('.cjw-mark path')).fill"
CHARTS = ("drop_off", "channels", "dwell", "what_if", "personas")


FORGED = """
refused, send = [], board.editor._send
def keep(told, buffers=None):
    refused.append(told["content"]["code"]) if "content" in told else None
    send(told, buffers)
board.editor._send = keep
edit = {"kind": "updated", "id": "ask", "fields": {"name": ["Buy", "Forged"]}}
content = {"method": "custom", "content": {"type": "edit", "cid": "x:1", "changes": [edit]}}
board.editor._handle_msg({"content": {"data": content}})
del board.editor._send
"""


@pytest.mark.parametrize("kind", ["notebook", "voila", "marimo"])
def test_a_board_in_every_host(kind: str, request: pytest.FixtureRequest) -> None:
    host: Host = request.getfixturevalue(kind)
    page = host.open([BOARD])
    if isinstance(host, Lab):
        host.run(0)
    board = Board(page)
    board.wait(*CHARTS)
    expect(board.said).to_have_text("600 customers")
    board.filter.get_by_role("button", name="Anna, 41").click()
    expect(board.said).to_have_text(re.compile(r"\d+ of 600 customers"))
    board.editor.cell("stage", "decision").click()
    expect(board.chart("dwell")).to_contain_text("Basket")
    expect(board.chart("dwell")).to_contain_text("Search")
    host.until("[each.name for each in board.selection.stages]", ["Decision"])
    board.filter.get_by_role("button", name="Show all").click()
    expect(board.said).to_have_text("600 customers")
    assert host.watch.external == []


LATE = """
import threading
import cjwidgets as cj
go = threading.Event()
jm = cj.datasets.mattress_map()
def read():
    go.wait(60)
    return cj.EventLog(cj.datasets.mattress_log(600), customer="customer_id", time="time",
                       event="event", channel="channel", segment="segment")
jm.attach(read, source="Web log")
board = cj.JourneyBoard(jm, charts=["emotion", "drop_off"])
board
"""


@pytest.mark.parametrize("kind", ["lab", "marimo"])
def test_a_board_is_open_before_its_data_are_read(
    kind: str, request: pytest.FixtureRequest
) -> None:
    host: Host = request.getfixturevalue(kind)
    page = host.open([LATE])
    if isinstance(host, Lab):
        host.run(0)
    board = Board(page)
    expect(board.editor.cell("stage", "decision")).to_be_visible()
    expect(board.said).to_have_text("The data are being read …")
    host.python("go.set()")
    expect(board.said).to_have_text("600 customers")
    board.wait("emotion", "drop_off")
    expect(board.editor.root.locator(".cjw-observed").first).to_be_visible()


def test_selecting_anywhere_selects_everywhere(plain: Plain) -> None:
    shown = ("drop_off", "dwell", "channels", "emotion")
    page = plain.open([f"{SETUP}board = cj.JourneyBoard(jm, log, survey, charts={shown})\nboard"])
    plain.viewport(1500, 2400)
    plain.run(0)
    board = Board(page)
    board.wait(*shown)
    plain.until("board.linked.stale", False)
    names = "[[each.name for each in some] for some in vars(board.selection).values() if some]"
    funnel, stays = board.chart("drop_off"), board.chart("dwell")

    # A row of a chart is clicked: it is selected in the map, and lights up in the others.
    picked = funnel.locator('path[aria-label^="Consideration"]').first
    picked.click()
    plain.until(names, [["Consideration"]])
    head = board.editor.cell("stage", "consideration")
    expect(head).to_have_attribute("data-on-board", "")
    expect(board.editor.cell("touchpoint", "product-page")).to_have_attribute("data-on-board", "")
    lit = "sorted(p['touchpoint'] for p in board.charts['dwell'].selections['pick'].points)"
    plain.until(lit, ["Live chat", "Product page", "Review site"])
    expect(stays).to_contain_text("Basket")

    # A head of the map is clicked, another with Ctrl: the chart shows both as picked.
    board.editor.cell("stage", "decision").click()
    plain.until(names, [["Decision"]])
    plain.until(lit, ["Basket", "Checkout"])
    head.click(modifiers=["Control"])
    plain.until(names, [["Consideration", "Decision"]])
    plain.until("sorted(p['stage'] for p in board.charts['drop_off'].selections['pick'].points)",
              ["Consideration", "Decision"])  # fmt: skip

    # By keyboard, and away again.
    board.filter.get_by_role("button", name="Show all").click()
    plain.until("bool(board.selection)", False)
    expect(head).not_to_have_attribute("data-on-board", "")
    board.editor.cell("touchpoint", "checkout").focus()
    board.editor.press("Space")
    plain.until(names, [["Checkout"]])
    board.filter.get_by_role("button", name="No longer select Checkout").click()
    plain.until("bool(board.selection)", False)

    # A range of the curve is brushed: its touchpoints.
    curve = board.chart("emotion")
    expect(curve).to_contain_text("Search")
    curve.scroll_into_view_if_needed()
    box = curve.bounding_box()
    assert box
    y = box["y"] + box["height"] * 0.6
    page.mouse.move(box["x"] + box["width"] * 0.45, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, y, steps=8)
    page.mouse.up()
    plain.until("len(board.selection.touchpoints) >= 2", True)
    board.filter.get_by_role("button", name="Show all").click()
    plain.until("bool(board.selection)", False)

    # A persona is chosen above the map: the filter says so, and the evidence is hers.
    chip = board.editor.root.locator("[data-persona-chip]").filter(has_text="Anna, 41")
    chip.click()
    plain.until(names, [["Anna, 41"]])
    expect(chip).to_have_attribute("aria-pressed", "true")
    anna = board.filter.get_by_role("button", name="Anna, 41")
    expect(anna).to_have_attribute("aria-pressed", "true")
    assert anna.evaluate(MARK) == chip.evaluate(MARK) != "rgb(0, 0, 0)"
    expect(board.said).to_have_text(re.compile(r"\d+ of 600 customers"))
    expect(funnel).not_to_contain_text("n 600")
    anna.click()
    expect(board.said).to_have_text("600 customers")
    expect(chip).to_have_attribute("aria-pressed", "false")

    # A channel narrows the events; channels are compared on.
    board.filter.get_by_role("button", name="Channels: all").click()
    board.filter.get_by_role("button", name="chat", exact=True).click()
    plain.until("board.selection.channels", ["chat"])
    expect(board.chart("channels")).to_contain_text("website")
    expect(board.editor.cell("touchpoint", "live-chat")).to_have_attribute("data-on-board", "")
    assert plain.watch.external == []


def test_who_is_locked_out_of_a_board_can_write_nothing(plain: Plain) -> None:
    plain.open(["import cjwidgets as cj", "board = cj.JourneyBoard(jm)\nboard"])
    plain.run(0)
    plain.python("jm = cj.JourneyMap('Shop', stages=[cj.Stage('Ask', id='ask')])")
    plain.run(1)
    editor = Board(plain.page).editor
    editor.write(editor.cell("stage", "ask"), "Buy")
    plain.until("jm.stages[0].name", "Buy")

    plain.python("board.mode = 'view'")
    editor.root.get_by_text("View only").wait_for()
    before = plain.python("jm.rev")
    editor.cell("stage", "ask").focus()
    for key in ("Enter", "F2", "x", "Delete"):
        editor.press(key)
        expect(editor.field).to_have_count(0)
    expect(editor.cell("stage", "ask")).to_contain_text("Buy")
    assert plain.python("jm.rev") == before
    # A page that sends an edit all the same is refused by the kernel.
    plain.python(FORGED)
    assert plain.python("refused") == ["read-only"]
    assert plain.python("jm.stages[0].name") == "Buy"

    plain.python("board.theme = 'dark'")
    for root in (editor.root, plain.page.locator(".cjw-board")):
        expect(root).to_have_attribute("data-cjw-theme", "dark")
    plain.python("board.mode = 'edit'")
    expect(editor.root).to_have_attribute("data-cjw-mode", "edit")
    editor.write(editor.cell("stage", "ask"), "Pay")
    plain.until("jm.stages[0].name", "Pay")


def test_the_numbers_of_the_map_are_of_those_whom_the_filter_shows(plain: Plain) -> None:
    page = plain.open([f"{SETUP}board = cj.JourneyBoard(jm, log, charts=['drop_off'])\nboard"])
    plain.viewport(1500, 1600)
    plain.run(0)
    board = Board(page)
    board.wait("drop_off")
    observed = board.editor.root.locator(".cjw-observed").first
    first, foot = observed.locator(".cjw-n b").first, board.editor.root.locator(".cjw-filtered")
    every, some = plain.python(
        "[int(cj.reach(jm, part)['customers'][0]) for part in (log, log.where(segment="
        "jm.personas[0].segment))]"
    )
    expect(first).to_have_text(str(every))
    expect(observed).not_to_contain_text("filtered")

    anna = board.filter.get_by_role("button", name="Anna, 41")
    anna.click()
    expect(first).to_have_text(str(some))
    expect(observed).to_contain_text("Observed · filtered")
    told = foot.text_content()
    assert told
    assert re.fullmatch(r"filtered: \d+ of 600 customers · ", told)
    expect(board.said).to_have_text(told.removeprefix("filtered: ").removesuffix(" · "))
    expect(board.editor.root.locator(".cjw-updating")).to_have_text("")

    board.filter.get_by_role("button", name="Show all").click()
    expect(first).to_have_text(str(every))
    expect(observed).not_to_contain_text("filtered")
    expect(foot).to_have_count(0)


# A card that is alone is drawn for both columns.
OVER_BOTH_COLUMNS = """() => [...document.querySelectorAll("[data-chart=drop_off] svg.marks")]
  .every((svg) => Number(svg.getAttribute("width")) > 1000)"""


def test_edits_move_the_charts_and_keep_their_drawing(plain: Plain) -> None:
    shown = "charts=['emotion', 'drop_off']"
    first = f"{SETUP}board = cj.JourneyBoard(jm, log, survey, {shown})\nboard"
    second = f"other = cj.JourneyBoard(jm, {shown})\nother"
    page = plain.open([first, second])
    plain.viewport(1500, 1400)
    plain.run_all()
    board = Board(page, plain.output(0).locator(".cjw-board"))
    other = Board(page, plain.output(1).locator(".cjw-board"))
    board.wait("emotion", "drop_off")
    other.wait("emotion", "drop_off")
    page.wait_for_function(OVER_BOTH_COLUMNS)
    plain.until("board.linked.stale or other.linked.stale", False)
    drawings = [each.chart(name).element_handle()
                for each in (board, other) for name in ("emotion", "drop_off")]  # fmt: skip

    # A name typed in one editor is in both editors and in all charts, in the same drawings.
    board.editor.write(board.editor.cell("stage", "decision").locator(".cjw-name"), "Choice")
    for each in (board, other):
        expect(each.editor.cell("stage", "decision")).to_contain_text("Choice")
        expect(each.chart("drop_off")).to_contain_text("Choice")
        expect(each.chart("emotion")).to_contain_text("Choice")
    # Python moves an emotion: the curve follows.
    mark = other.chart("emotion").locator('path[aria-label*="Live chat"]').first
    before = mark.get_attribute("transform")
    lower = "{who: cj.Measured(-2, n=9) for who in jm.node('live-chat').measured}"
    plain.python(f"setattr(jm.node('live-chat'), 'measured', {lower})")
    expect(mark).not_to_have_attribute("transform", before or "")
    assert all(each.evaluate("each => each.isConnected") for each in drawings)

    # Each has a selection of its own.
    other.editor.cell("stage", "loyalty").click()
    plain.until("[each.name for each in other.selection.stages]", ["Loyalty"])
    assert plain.python("bool(board.selection)") is False

    # Undo is one history for both, and brings the charts back.
    plain.python("[jm.undo() for _ in range(3)] and None")
    for each in (board, other):
        expect(each.chart("drop_off")).to_contain_text("Decision")
    assert plain.watch.external == []


def test_axe_and_contrast(plain: Plain) -> None:
    page = plain.open([BOARD])
    plain.viewport(1500, 2400)
    plain.run(0)
    board = Board(page)
    board.wait(*CHARTS)
    plain.python(
        "board.select(stages='Decision'); board.filter(channels='website', personas='Anna, 41')"
    )
    plain.until("board.linked.stale", False)
    for theme in ("light", "dark"):
        plain.theme(theme)
        check_axe(page, board)
        assert board.filter.evaluate(CONTRAST)["found"] == []


def test_cells_with_boards_run_again_leave_nothing(
    plain: Plain, rounds: Callable[[int], int]
) -> None:
    page = plain.open([BOARD, "board = cj.JourneyBoard(jm, charts=['drop_off'])\nboard"])
    plain.run_all()
    Board(page, plain.output(1).locator(".cjw-board")).wait("drop_off")
    count = "len(__import__('ipywidgets').widgets.widget._instances)"
    plain.python("board.close()")
    before = plain.python(count)
    # What is left is counted to the last widget.
    for _ in range(max(4, rounds(20))):
        output = plain.run(1)
        Board(page, output.locator(".cjw-board")).wait("drop_off")
        plain.python("board.close()")
        assert plain.python(count) == before
