"""Stages, touchpoints and cards: added, renamed, moved, deleted by pointer and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from browser.editor import MAP, Editor
from browser.plain import Plain

STAGES = "[stage.name for stage in jm.stages]"
TOUCHPOINTS = "[[tp.name for tp in stage.touchpoints] for stage in jm.stages]"


@pytest.fixture
def editor(plain: Plain) -> Editor:
    page = plain.open([MAP])
    plain.run(0)
    return Editor(page)


def menu(editor: Editor, head: Locator, item: str) -> None:
    head.hover()
    head.locator(".cjw-more").click()
    editor.root.get_by_role("menuitem", name=item).click()


def test_by_pointer(plain: Plain, editor: Editor) -> None:
    menu(editor, editor.cell("stage", "ask"), "Insert stage after")
    editor.field.fill("Compare")
    editor.field.press("Enter")
    plain.until(STAGES, ["Ask", "Compare", "Buy"])
    menu(editor, editor.cell("stage", "buy"), "Move left")
    plain.until(STAGES, ["Ask", "Buy", "Compare"])
    menu(editor, editor.cell("touchpoint", "chat"), "Insert touchpoint before")
    editor.field.fill("Forum")
    editor.field.press("Enter")
    plain.until(TOUCHPOINTS, [["Search", "Forum", "Chat"], ["Cart"], []])
    menu(editor, editor.cell("touchpoint", "chat"), "Move right")
    plain.until(TOUCHPOINTS, [["Search", "Forum"], ["Chat", "Cart"], []])
    menu(editor, editor.cell("touchpoint", "search"), "Delete")
    plain.until(TOUCHPOINTS, [["Forum"], ["Chat", "Cart"], []])
    menu(editor, editor.cell("stage", "buy"), "Delete")
    plain.until(TOUCHPOINTS, [["Forum"], []])
    assert editor.names("stage") == ["Ask", "Compare"]
    # With all it held, one press brings it back.
    told = editor.root.get_by_role("status").filter(has_text="Deleted: Buy")
    told.get_by_role("button", name="Undo").click()
    plain.until(TOUCHPOINTS, [["Forum"], ["Chat", "Cart"], []])
    expect(told).to_have_count(0)
    menu(editor, editor.cell("stage", "buy"), "Delete")
    expect(told).to_be_visible()
    # Once anything else has happened, undo would take back that.
    plain.python("jm.title = 'Store'")
    expect(told).to_have_count(0)
    while plain.python("jm.rev < 1000 and jm.undo()"):
        pass
    assert plain.python("jm.stages[0].touchpoints[0].id") == "search"


def test_by_keyboard(plain: Plain, editor: Editor) -> None:
    editor.cell("stage", "ask").focus()
    editor.press("Control+Enter")
    editor.field.fill("Compare")
    editor.press("Enter")
    plain.until(STAGES, ["Ask", "Compare", "Buy"])
    editor.press("Alt+ArrowRight")
    plain.until(STAGES, ["Ask", "Buy", "Compare"])
    editor.press("Enter")
    editor.page.keyboard.type(" prices")
    editor.press("Enter")
    plain.until(STAGES, ["Ask", "Buy", "Compare prices"])
    editor.press("ArrowDown", "Enter")  # its first touchpoint
    editor.field.fill("Price list")
    editor.press("Enter")
    plain.until(TOUCHPOINTS, [["Search", "Chat"], ["Cart"], ["Price list"]])
    editor.press("Alt+ArrowLeft")
    plain.until(TOUCHPOINTS, [["Search", "Chat"], ["Cart", "Price list"], []])
    editor.press("ArrowLeft", "Delete")
    plain.until(TOUCHPOINTS, [["Search", "Chat"], ["Price list"], []])
    editor.press("Shift+F10", "End", "Enter")  # the last item of the menu: delete
    plain.until(TOUCHPOINTS, [["Search", "Chat"], [], []])
    editor.press("Control+z")
    plain.until(TOUCHPOINTS, [["Search", "Chat"], ["Price list"], []])


def test_heads_are_dragged(plain: Plain, editor: Editor) -> None:
    def drag(source: Locator, target: Locator, share: float) -> None:
        mouse = editor.page.mouse
        start, stop = source.bounding_box(), target.bounding_box()
        assert start
        assert stop
        mouse.move(start["x"] + 20, start["y"] + start["height"] - 8)
        mouse.down()
        mouse.move(start["x"] + 60, start["y"] + 20, steps=3)
        mouse.move(stop["x"] + stop["width"] * share, stop["y"] + 20, steps=5)
        editor.root.locator(".cjw-drop").wait_for()
        mouse.up()

    drag(editor.cell("touchpoint", "search"), editor.cell("touchpoint", "cart"), 0.8)
    plain.until(TOUCHPOINTS, [["Chat"], ["Cart", "Search"]])
    drag(editor.cell("touchpoint", "cart"), editor.cell("touchpoint", "chat"), 0.2)
    plain.until(TOUCHPOINTS, [["Cart", "Chat"], ["Search"]])
    drag(editor.cell("stage", "buy"), editor.cell("stage", "ask"), 0.2)
    plain.until(STAGES, ["Buy", "Ask"])
    assert editor.root.locator(".cjw-drop").count() == 0


def test_cards(plain: Plain, editor: Editor) -> None:
    pains = "[[pain.text for pain in stage.pains] for stage in jm.stages]"
    cell = editor.cell("lane-pains", "ask")
    cell.hover()
    cell.get_by_role("button", name="Add to Pains").click()
    editor.field.fill("Nobody answers")
    editor.press("Enter")
    plain.until(pains, [["Nobody answers"], []])
    editor.write(cell.locator("[data-card]"), "Nobody answers\nat night")
    plain.until(pains, [["Nobody answers\nat night"], []])
    cell.focus()
    editor.press("Enter", "Delete")
    plain.until(pains, [[], []])


def test_an_empty_map_starts_with_one_click(plain: Plain) -> None:
    page = plain.open(["import cjwidgets as cj\njm = cj.JourneyMap()\ncj.MapEditor(jm)"])
    plain.run(0)
    editor = Editor(page)
    editor.root.get_by_role("button", name="Add the first stage").click()
    editor.field.fill("Discover")
    editor.press("Enter")
    plain.until(STAGES, ["Discover"])
    editor.write(editor.root.locator(".cjw-title"), "My map")
    plain.until("jm.title", "My map")
    editor.root.get_by_role("button", name="Persona").click()
    editor.field.fill("Anna")
    editor.press("Enter")
    plain.until("[persona.name for persona in jm.personas]", ["Anna"])


def test_an_input_method_confirms_by_enter_without_ending_the_edit(
    plain: Plain, editor: Editor
) -> None:
    cell = editor.cell("lane-actions", "chat")
    cell.dblclick()
    browser = editor.page.context.new_cdp_session(editor.page)
    browser.send("Input.imeSetComposition", {"text": "ni", "selectionStart": 2, "selectionEnd": 2})
    event = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    browser.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **event})
    browser.send("Input.insertText", {"text": "你好"})
    browser.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})
    assert editor.field.input_value() == "你好"
    assert plain.python("jm.touchpoints[1].actions") == ""
    editor.press("Enter")
    plain.until("jm.touchpoints[1].actions", "你好")


def test_what_arrives_while_typing_does_not_touch_the_field(plain: Plain, editor: Editor) -> None:
    cell = editor.cell("lane-actions", "chat")
    cell.dblclick()
    editor.page.keyboard.type("half a sen")
    plain.python("jm.touchpoints[1].actions = 'From Python'; jm.stages.append('Use')")
    editor.root.locator('[data-row="stage"]').get_by_text("Use").wait_for()
    editor.page.keyboard.type("tence")
    assert editor.field.input_value() == "half a sentence"
    editor.press("Enter")
    plain.until("jm.touchpoints[1].actions", "half a sentence")


STORM = """
import random
rng = random.Random(5)
for step in range(10_000):
    stage = rng.choice(jm.stages)
    kind = rng.random()
    if kind < 0.70 and jm.touchpoints:
        tp = rng.choice(jm.touchpoints)
        if rng.random() < 0.5:
            tp.emotion = rng.randint(-20, 20) / 10
        else:
            tp.actions = f"step {step}"
    elif kind < 0.80:
        stage.name = f"Stage {step}"
    elif kind < 0.87 and len(jm.touchpoints) < 14:
        stage.touchpoints.insert(rng.randint(0, 5), f"TP {step}")
    elif kind < 0.92 and len(stage.touchpoints) > 1:
        stage.touchpoints.pop()
    elif kind < 0.97 and jm.touchpoints:
        stage.touchpoints.move(rng.choice(jm.touchpoints), rng.randint(0, 5))
    elif kind < 0.985:
        jm.stages.move(stage, rng.randrange(len(jm.stages)))
    else:
        jm.undo()
"""


def test_ten_thousand_edits_in_a_loop_reach_the_screen(plain: Plain) -> None:
    page = plain.open([MAP, STORM])
    plain.run(0)
    editor = Editor(page)
    plain.run(1)
    names = plain.python("[tp.name for tp in jm.touchpoints]")
    ids = plain.python("[tp.id for tp in jm.touchpoints]")
    editor.cell("touchpoint", ids[-1]).wait_for()
    page.wait_for_timeout(300)
    shown_names = [name for name in editor.names("touchpoint") if name in names]
    assert shown_names == names
    shown = page.evaluate(
        """(ids) => ids.map((id) => [
          document.querySelector(`[data-row="touchpoint"][data-node="${id}"]`)?.dataset.col,
          document.querySelector(`[data-row="lane-actions"][data-node="${id}"]`)?.innerText,
          document.querySelector(`[data-row="lane-emotion"][data-node="${id}"] [role=slider]`)
            ?.getAttribute("aria-valuenow"),
        ])""",
        ids,
    )
    told = plain.python("[[tp.actions, tp.emotion] for tp in jm.touchpoints]")
    assert [actions for _, actions, _ in shown] == [actions for actions, _ in told]
    assert [None if v is None else float(v) for *_, v in shown] == [value for _, value in told]
    columns = [int(col) for col, *_ in shown]
    assert columns == sorted(columns)
