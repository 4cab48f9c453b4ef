"""Roles and comments: who may do what, seen and held in a real JupyterLab."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from browser.editor import MAP, Editor
from browser.plain import Plain

COMMENTS = "[(c.text, c.author, c.resolved, c.resolved_by) for c in jm.node({!r}).comments]"
AS = "cj.MapEditor(jm, mode={!r}, author={!r})"
# What every editing control looks like to a person who looks for one.
CONTROLS = "Undo|Redo|Stage|Persona|Add to .*|Touchpoint"


def start(plain: Plain, *roles: tuple[str, str]) -> list[Editor]:
    page = plain.open([MAP, *(AS.format(*role) for role in roles)])
    plain.run_all()
    return [Editor(page, root) for root in page.locator(".cjw").all()[1:]]


def panel(editor: Editor) -> Locator:
    return editor.root.get_by_role("dialog")


def comments(plain: Plain, node: str, *expected: list[object]) -> None:
    plain.until(COMMENTS.format(node), list(expected))


def test_comments_by_pointer_and_keyboard(plain: Plain) -> None:
    ann, bob = start(plain, ("comment", "Ann"), ("edit", "Bob"))
    page = ann.page
    # By the menu of a head, sent by its button.
    head = ann.cell("stage", "ask")
    head.hover()
    head.locator(".cjw-more").click()
    expect(ann.root.get_by_role("menuitem")).to_have_text(
        [re.compile("Collapse stage"), re.compile("All fields…"), re.compile("Comments…")]
    )
    ann.root.get_by_role("menuitem", name="Comments…").click()
    panel(ann).get_by_role("textbox").fill("Really?\nWho says so?")
    panel(ann).get_by_role("button", name="Comment", exact=True).click()
    comments(plain, "ask", ["Really?\nWho says so?", "Ann", False, ""])
    expect(ann.root.locator(".cjw-said[role=log]")).to_have_text("Comment added: Ask")
    page.keyboard.press("Escape")
    expect(panel(ann)).to_have_count(0)

    # The other sees a badge, opens it, resolves; may not change her words, may delete them.
    bob.root.get_by_role("button", name="Open comments on Ask: 1").click()
    expect(panel(bob).get_by_role("button", name="Edit")).to_have_count(0)
    expect(panel(bob).get_by_role("button", name="Delete: Ann")).to_be_visible()
    panel(bob).get_by_role("button", name="Resolve: Ann").click()
    comments(plain, "ask", ["Really?\nWho says so?", "Ann", True, "Bob"])
    expect(bob.cell("stage", "ask").locator(".cjw-said-badge")).to_have_count(0)
    panel(bob).get_by_label("Show resolved (1)").check()
    panel(bob).get_by_text("Resolved by Bob").wait_for()
    panel(bob).get_by_role("button", name="Reopen: Ann").click()
    comments(plain, "ask", ["Really?\nWho says so?", "Ann", False, ""])
    panel(bob).get_by_role("textbox").fill("Begun")
    page.keyboard.press("Escape")

    # By the key, on a touchpoint, all with the keyboard; a draft is kept.
    ann.cell("touchpoint", "chat").focus()
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type("From the keyboard")
    page.keyboard.press("Escape")
    expect(ann.cell("touchpoint", "chat")).to_be_focused()
    page.keyboard.press("Control+Alt+m")
    page.keyboard.press("Control+Enter")
    comments(plain, "chat", ["From the keyboard", "Ann", False, ""])
    panel(ann).get_by_role("button", name="Edit: Ann").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Better")
    page.keyboard.press("Control+Enter")
    comments(plain, "chat", ["Better", "Ann", False, ""])
    panel(ann).get_by_role("button", name="Delete: Ann").click()
    comments(plain, "chat")
    page.keyboard.press("Escape")

    # On the map and on a persona, from the toolbar.
    for name, node in (("Shop", "map"), ("Anna", "anna")):
        ann.root.get_by_role("button", name=re.compile("^Comments")).click()
        ann.root.get_by_role("menuitem", name=name).click()
        panel(ann).get_by_role("textbox").fill(f"About {name}")
        page.keyboard.press("Control+Enter")
        comments(plain, node, [f"About {name}", "Ann", False, ""])
        page.keyboard.press("Escape")
    bob.root.get_by_role("button", name="Open comments on Ask: 1").click()
    expect(panel(bob).get_by_role("textbox")).to_have_value("Begun")
    page.keyboard.press("Escape")
    bob.root.get_by_role("button", name="Undo").click()
    comments(plain, "anna")


def test_who_only_looks_or_comments_changes_nothing(plain: Plain) -> None:
    viewer, commenter = start(plain, ("view", ""), ("comment", "Ann"))
    plain.python("jm.stages[0].comments.append(cj.Comment('Seen', author='Bob'))")
    before = plain.python("jm.rev")
    for editor, chip in ((viewer, "View only"), (commenter, "Comments only")):
        editor.root.get_by_text(chip).wait_for()
        for role in ("button", "menuitem"):
            for control in CONTROLS.split("|"):
                found = editor.root.get_by_role(role, name=control, exact=True)
                expect(found).to_have_count(0)
        cell = editor.cell("lane-actions", "chat")
        cell.dblclick()
        editor.press("Enter", "x", "Delete", "Control+Enter", "Control+z", "Alt+ArrowRight")
        expect(editor.field).to_have_count(0)
        editor.cell("stage", "ask").locator(".cjw-name").dblclick()
        editor.press("Delete", "Alt+ArrowRight")
        point = editor.point("search")
        expect(point).to_have_attribute("aria-readonly", "true")
        point.focus()
        editor.press("ArrowUp", "Delete", "End")
        box = point.bounding_box()
        assert box
        editor.page.mouse.move(box["x"] + 15, box["y"] + 15)
        editor.page.mouse.down()
        editor.page.mouse.move(box["x"] + 15, box["y"] + 60, steps=4)
        editor.page.mouse.up()
        # All of it can still be walked through and read.
        editor.cell("stage", "ask").focus()
        editor.press("ArrowDown", "ArrowRight", "ArrowDown")
        expect(editor.cell("lane-actions", "chat")).to_be_focused()
    viewer.root.get_by_role("button", name="Open comments on Ask: 1").click()
    panel(viewer).get_by_text("Seen").wait_for()
    expect(panel(viewer).get_by_role("textbox")).to_have_count(0)
    expect(panel(viewer).get_by_role("button")).to_have_count(1)
    editor.press("Escape")
    assert plain.python("jm.rev") == before
    # Python changes the role of a widget that is on the screen.
    plain.python("editor.mode = 'view'")
    first = Editor(viewer.page)
    first.root.get_by_text("View only").wait_for()
    plain.python("editor.mode = 'edit'")
    expect(first.root).to_have_attribute("data-cjw-mode", "edit")
    first.write(first.cell("lane-actions", "chat"), "Allowed again")
    plain.until("jm.touchpoints[1].actions", "Allowed again")


def test_who_writes_says_who_they_are(plain: Plain) -> None:
    plain.open([MAP, "cj.MapEditor(jm, mode='comment')"])
    plain.run_all()
    editor = Editor(plain.page, plain.page.locator(".cjw").nth(1))
    editor.cell("stage", "ask").focus()
    editor.press("Control+Alt+m")
    panel(editor).get_by_label("Your name").fill("Cleo")
    editor.press("Tab")
    expect(panel(editor).get_by_label("Your name")).to_have_value("Cleo")
    writing = panel(editor).locator("textarea")
    writing.fill("Is that so?")
    panel(editor).get_by_role("button", name="Comment", exact=True).click()
    comments(plain, "ask", ["Is that so?", "Cleo", False, ""])
    panel(editor).get_by_role("button", name="Edit").wait_for()
    # It is known when the page is loaded again, and when the cell is run again; and can be changed.
    plain.reload()
    for again in (False, True):
        if again:
            plain.run(1)
        editor.cell("stage", "ask").focus()
        editor.press("Control+Alt+m")
        expect(panel(editor).get_by_label("Your name")).to_have_value("Cleo")
        plain.screenshot(panel(editor), "comment-name")
        panel(editor).get_by_role("button", name="Edit").wait_for()
        editor.press("Escape")
    editor.press("Control+Alt+m")
    panel(editor).get_by_label("Your name").fill("Cleo B.")
    editor.press("Tab")
    expect(panel(editor).get_by_role("button", name="Edit")).to_have_count(0)

    # Whom Python names, is told so.
    plain.open([MAP, AS.format("comment", "Ann")])
    plain.run_all()
    named = Editor(plain.page, plain.page.locator(".cjw").nth(1))
    named.cell("stage", "ask").focus()
    named.press("Control+Alt+m")
    expect(panel(named)).to_contain_text("You write as Ann.")
    expect(panel(named).get_by_label("Your name")).to_have_count(0)


def test_a_map_for_readers_hides_what_was_said_about_it(plain: Plain) -> None:
    said = "jm.stages[0].comments = [cj.Comment('Really?', author='Ann')]"
    page = plain.open([MAP, said, "board = cj.JourneyBoard(jm, comments=False); board"])
    plain.run_all()
    writer = Editor(page, page.locator(".cjw").nth(0))
    reader = Editor(page, page.locator(".cjw").nth(1))
    writer.cell("stage", "ask").locator(".cjw-said-badge").wait_for()
    expect(reader.cell("stage", "ask").locator(".cjw-said-badge")).not_to_be_visible()
    expect(reader.root.get_by_role("button", name=re.compile("^Comments"))).to_have_count(0)
    reader.cell("stage", "ask").focus()
    reader.press("Control+Alt+m")
    reader.press("Shift+F10")
    reader.root.get_by_role("menuitem", name="Rename").wait_for()
    expect(reader.root.get_by_role("menuitem", name="Comments…")).to_have_count(0)
    expect(panel(reader)).to_have_count(0)
    reader.press("Escape")
    plain.python("setattr(board, 'comments', True)")
    expect(reader.cell("stage", "ask").locator(".cjw-said-badge")).to_be_visible()
