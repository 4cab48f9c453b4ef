"""The first lesson of a teacher with the editor: each action is counted, and nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from browser.editor import Editor
from browser.lab import Lab
from browser.walking import Hand, head, interrupted, menu

OPENING = """
import cjwidgets as cj
editor = cj.MapEditor(%r)
jm = editor.map
editor
"""
COMMENTS = """
[[each.text, each.author]
 for node in [*jm.stages, *jm.touchpoints] for each in node.comments]
"""
NOTES = "[each.speaker_notes for each in jm.walk() if getattr(each, 'speaker_notes', '')]"
TOUCHPOINTS = {"Awareness": ["Advert", "Search"], "Consideration": ["Shop", "Checkout"]}
STAGES = ["Awareness", "Consideration", "Decision", "Delivery", "Sleeping on it"]


def comment(hand: Hand, row: str, name: str, text: str, author: str = "") -> None:
    hand.click(head(hand.editor, row, name))
    hand.keys("Control+Alt+m")
    talk = hand.editor.root.get_by_role("dialog")
    if author:
        hand.fill(talk.get_by_label("Your name"), author)
    hand.fill(talk.locator("textarea"), text, "Control+Enter")
    hand.keys("Escape")


def test_a_teacher_prepares_and_holds_a_lesson_in_seventy_actions(lab: Lab) -> None:
    page = lab.open([OPENING % f"{lab.next_name('')}"])
    lab.viewport(1700, 1000)
    lab.collapse_sidebars()
    lab.watch.allow("Canceled future")  # Lab's own questions to the kernel that is gone
    lab.run(0)
    hand = Hand(Editor(page))

    # A framework for the class, who works on the map, whose journey it is, and what is asked.
    root = hand.editor.root
    hand.click(root.get_by_role("button", name="Four stages, ending in retention"))
    hand.twice(root.locator(".cjw-title"))
    hand.text("Class 9b: a mattress")
    hand.click(root.get_by_role("button", name="More", exact=True))
    hand.click(menu(hand, "About the map…"))
    hand.fill(root.locator(".cjw-panel").get_by_label("Owner", exact=True), "Lena, Omar and Ming")
    hand.keys("Control+i")
    hand.click(root.get_by_role("button", name="Persona", exact=True))
    hand.text("Aunt Vera")
    for names in TOUCHPOINTS.values():
        hand.click(root.get_by_role("button", name="Touchpoint", exact=True).first)
        hand.texts(names)
    comment(hand, "stage", "Decision", "Who says that it hurts here?", "Ms Weber")
    comment(hand, "touchpoint", "Checkout", "Ask two people in the shop")
    said = ["Who says that it hurts here?", "Ask two people in the shop"]
    interrupted(lab, hand, [0], COMMENTS, [[each, "Ms Weber"] for each in said])

    # Stages change: one gets its right name, one is missing, one goes elsewhere; with touchpoints.
    editor = hand.editor
    root = editor.root
    hand.twice(head(editor, "stage", "Retention").locator(".cjw-name"))
    hand.texts(["Sleeping on it", "Delivery"])
    hand.keys("Alt+ArrowLeft")
    for stage, name in (("Delivery", "Courier"), ("Sleeping on it", "First night")):
        hand.click(head(editor, "stage", stage), button="right")
        hand.click(menu(hand, "Add touchpoint"))
        hand.text(name)
    lab.until("[each.name for each in jm.stages]", STAGES)
    # Feelings: a stroke over the curve, a click on an empty point, one that is made worse by key.
    curve = dict(lab.python("[[each.name, each.id] for each in jm.touchpoints]"))
    hand.draw(editor.cell("lane-emotion", curve["Advert"]), (0.1, 0.3), (600, 40))
    vera = lab.python("jm.personas[0].id")
    hand.click(editor.point(curve["Courier"], vera))
    hand.keys("ArrowDown")
    hand.click(editor.point(curve["First night"], vera))
    hand.keys("End")
    # The browser knows by now who comments.
    comment(hand, "touchpoint", "Courier", "In town, too?")
    lab.until(f"{COMMENTS.strip()}[-1]", ["In town, too?", "Ms Weber"])
    hand.click(head(editor, "touchpoint", "First night"), button="right")
    hand.click(menu(hand, "Moment of truth: experience"))
    felt = lab.python("[each.emotion for each in jm.touchpoints]")
    assert None not in felt
    assert felt[-2:] == [-0.5, 2]
    interrupted(lab, hand, [0], "jm.touchpoints[-1].moment_of_truth", "experience")

    # Notes for the speaker; one stage at a time, and its touchpoints.
    editor = hand.editor
    root = editor.root
    hand.click(head(editor, "touchpoint", "Courier"))
    hand.keys("Control+i")
    notes = root.locator(".cjw-panel").get_by_label("Speaker notes")
    hand.fill(notes, "Pause here")
    hand.click(head(editor, "stage", "Decision").locator(".cjw-name"))
    hand.fill(notes, "Who of you has bought one?")
    hand.click(root.get_by_role("button", name="Present", exact=True))
    deck = root.locator(".cjw-deck")
    expect(deck).to_be_focused()
    hand.keys("n")
    expect(deck.locator("h2")).to_have_text("Decision")
    expect(deck.locator(".cjw-deck-notes")).to_have_text("Who of you has bought one?")
    hand.keys("ArrowRight")
    hand.keys("ArrowDown")
    expect(deck.locator("h2")).to_have_text("Courier")
    expect(deck.locator(".cjw-deck-notes")).to_have_text("Pause here")
    hand.keys("Escape")
    expect(deck).to_have_count(0)
    interrupted(lab, hand, [0], NOTES, ["Who of you has bought one?", "Pause here"])

    # For those who grade: the notebook as a page, which needs no kernel.
    root = hand.editor.root
    hand.click(head(hand.editor, "stage", "Delivery").locator(".cjw-name"))
    hand.keys("Control+s")
    expect(root.locator(".cjw-is-saved")).to_be_visible()
    page.wait_for_function("!window.panel.context.model.dirty")
    hand.click(page.locator(".jp-CodeCell .jp-InputArea .cm-content"))
    hand.keys("Control+Enter")
    expect(page.locator(".cjw-is-saved")).to_be_visible()
    hand.click(page.locator(".lm-MenuBar-item", has_text="File"))
    hand.click(page.locator(".lm-Menu-item", has_text="Save and Export Notebook As"))
    hand.click(page.locator(".lm-Menu-item", has_text=re.compile("^HTML$")))
    with page.expect_download() as loaded, page.expect_popup() as empty:
        hand.click(page.locator(".jp-Dialog .jp-mod-accept"))
    graded = Path(loaded.value.path()).read_text()
    for each in ("Lena, Omar and Ming", "First night", "Aunt Vera"):
        assert each in graded, each
    assert "Ask two people" not in graded  # comments are no part of it
    empty.value.close()
    hand.is_done()
