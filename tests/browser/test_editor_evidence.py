"""What attached data say is on the map, follows it, and says when it is behind."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from browser.editor import MAP, Editor, more
from browser.plain import Plain
from browser.test_editor_access import CONTRAST, check_axe
from browser.voila import Voila

DATA = """
import pandas as pd
counts = {"ask": 1200, "chat": 900, "chat2": 300, "cart": 480, "gift": 3}
events = [(who, step, what) for step, (what, n) in enumerate(counts.items()) for who in range(n)]
frame = pd.DataFrame(events, columns=["who", "step", "what"])
frame["at"] = pd.Timestamp.now().normalize() + pd.to_timedelta(frame["step"] * 5, unit="min")
log = cj.EventLog(frame, customer="who", time="at", event="what")
answers = pd.DataFrame({"touchpoint": ["Cart"] * 40, "joy": [1, 2] * 20})
survey = cj.Survey(answers, touchpoint="touchpoint",
                   questions=[cj.Question("joy", kind="emotion", scale=(-2, 2))])
for touchpoint, rule in zip(jm.touchpoints, ["ask", "chat", "cart"]):
    touchpoint.match = [rule]
"""
SETUP = MAP.replace("editor = cj.MapEditor(jm)", f"{DATA}\neditor = cj.MapEditor(jm)")


def said(editor: Editor, of: str, node: str) -> Locator:
    return editor.cell(f"observed-{of}", node)


def test_a_number_answers_the_pointer_and_the_keyboard(plain: Plain) -> None:
    page = plain.open([SETUP])
    plain.viewport(1000, 900)
    plain.run(0)
    editor = Editor(page)
    plain.python("jm.attach(log, source='Web log', collector='Ann') and None")
    tip = editor.root.locator(".cjw-answer")
    buy = said(editor, "stage", "buy")
    buy.hover()
    expect(tip).to_contain_text("Came in the order of the stages: 480 of 1,200")
    expect(tip).to_contain_text("lost since the stage before: 60% (57–63)")
    expect(tip).to_contain_text("Web log · Ann · n")
    page.mouse.move(2, 2)
    expect(tip).to_have_count(0)
    # Where the keyboard comes to it, with its source for those who hear it.
    buy.focus()
    expect(tip).to_contain_text("480 of 1,200")
    expect(buy).to_have_accessible_description(re.compile(r"^Web log · Ann · n [\d,]+"))
    box = tip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1000
    editor.press("Escape")
    expect(tip).to_have_count(0)
    said(editor, "touchpoint", "search").focus()
    expect(tip).to_contain_text("Customers: 1,200 of")
    editor.cell("lane-evidence", "search").focus()
    expect(tip).to_contain_text("quantitative")
    expect(tip).to_contain_text("Web log · Ann")
    editor.cell("touchpoint", "search").focus()
    expect(tip).to_have_count(0)


def test_data_are_attached_rules_edited_and_figures_follow(plain: Plain) -> None:
    page = plain.open([SETUP])
    plain.viewport(1400, 1000)
    plain.run(0)
    editor = Editor(page)
    toggle = editor.root.get_by_role("button", name="Figures", exact=True)
    rows = editor.root.locator(".cjw-observed")
    expect(toggle).to_have_count(0)
    expect(rows).to_have_count(0)

    # Attached from Python: numbers, intervals, time; in words for who can't see them.
    plain.python("jm.attach(log, source='Web log', collector='Ann') and None")
    expect(rows).to_have_count(2)
    buy = said(editor, "stage", "buy")
    expect(buy).to_have_text(re.compile(r"480 of 1,200.*−60%\s*\(57–63\)"))
    expect(buy).to_have_attribute(
        "aria-label", re.compile(r"^Observed: Came in the order of the stages: 480 of 1,200; lost")
    )
    expect(said(editor, "touchpoint", "search")).to_have_text(re.compile("1,200.*5 min"))
    badge = editor.cell("lane-evidence", "search").get_by_role("img")
    expect(badge).to_have_accessible_name("quantitative, n 1,200")
    described = editor.root.get_by_label("The journey in words")
    expect(described).to_contain_text("lost since the stage before: 60% (57–63)")

    # A survey: measured beside assumed, and no longer to be dragged.
    assumed = editor.point("cart")
    expect(assumed).to_have_attribute("aria-valuenow", "-1")
    plain.python("jm.attach(survey, source='Asked') and None")
    expect(assumed).to_have_attribute("aria-valuenow", "1.5")
    expect(assumed).to_have_attribute(
        "aria-valuetext", re.compile(r"1.5 \[.*\] · n 40 · Asked · assumed −1$")
    )
    expect(assumed.locator(".cjw-hollow")).to_have_count(1)
    expect(editor.root.locator(".cjw-sources summary")).to_have_text("Web log, Asked")

    # Enter on a number leads to its rules; editing them moves the numbers.
    plain.python("import cjwidgets.widgets.recompute as quiet; quiet.PAUSE = 600")
    cart = said(editor, "touchpoint", "cart")
    cart.focus()
    editor.press("Enter")
    editor.root.get_by_role("button", name="As text").click()
    rules = editor.root.locator('.cjw-panel [data-field="match"] textarea')
    rules.fill("cart\nchat2")
    rules.press("Control+Enter")
    plain.until("jm.touchpoints[2].match", ["cart", "chat2"])
    updating = editor.root.get_by_role("status").filter(has_text="Updating…")
    updating.wait_for()
    expect(cart).to_contain_text("480")
    plain.python("editor.live.settle()")
    expect(updating).to_have_count(0)
    expect(said(editor, "stage", "buy")).to_contain_text("480")
    plain.python("quiet.PAUSE = 0.15")
    rules.fill("gift")
    rules.press("Control+Enter")
    expect(cart).to_have_text("n < 5")
    expect(cart).to_have_attribute("aria-label", "Observed: fewer than 5 people: not shown")
    rules.fill("chart")
    rules.press("Control+Enter")
    summary = editor.root.locator(".cjw-sources summary")
    expect(summary).to_contain_text("Warnings: 1")
    expect(cart).to_have_attribute("aria-label", "Observed: no event was observed here")
    expect(cart).to_have_text("–")
    summary.click()
    problem = editor.root.locator(".cjw-sources li").last
    expect(problem).to_contain_text("'chart' matches no event")
    expect(editor.root.locator(".cjw-sources li").first).to_contain_text("Web log · Ann · n 1,200")

    for theme in ("light", "dark"):
        plain.theme(theme)
        expect(editor.root).to_have_attribute("data-cjw-theme", theme)
        check_axe(page, editor)
        assert editor.root.evaluate(CONTRAST)["found"] == []

    # Undo brings rule and numbers back; a reload keeps them.
    editor.cell("stage", "ask").focus()
    editor.press("Control+z", "Control+z", "Control+z")
    expect(said(editor, "touchpoint", "cart")).to_contain_text("480")
    plain.reload()
    editor = Editor(page)
    expect(said(editor, "stage", "buy")).to_contain_text("−60%")

    # Put away by button or menu; whoever stood there finds a way back in.
    said(editor, "stage", "buy").focus()
    editor.root.get_by_role("button", name="Figures", exact=True).click()
    expect(editor.root.locator(".cjw-observed")).to_have_count(0)
    expect(editor.root.locator('.cjw-grid [tabindex="0"]')).to_have_count(1)
    expect(editor.point("cart")).to_have_attribute("aria-valuenow", "-1")
    expect(editor.cell("lane-evidence", "search")).not_to_contain_text("1,200")
    more(editor, "Figures")
    expect(editor.root.locator(".cjw-observed")).to_have_count(2)
    plain.python("jm.detach() and None")
    expect(editor.root.locator(".cjw-observed, .cjw-sources")).to_have_count(0)


def test_the_keyboard_walks_through_the_numbers(plain: Plain) -> None:
    page = plain.open([SETUP.replace("editor = cj", "jm.attach(log)\neditor = cj")])
    plain.run(0)
    editor = Editor(page)
    editor.cell("stage", "ask").focus()
    for row, node in (
        ("observed-stage", "ask"),
        ("touchpoint", "search"),
        ("observed-touchpoint", "search"),
        ("lane-actions", "search"),
    ):
        editor.press("ArrowDown")
        expect(editor.cell(row, node)).to_be_focused()
    # Numbers are read, never cleared or typed over.
    before = plain.python("jm.to_json()")
    editor.press("ArrowUp", "Delete", "x", "Control+d")
    assert plain.python("jm.to_json()") == before
    rows = editor.root.locator(".cjw-grid > .cjw-row")
    numbers = rows.evaluate_all("(rows) => rows.map((row) => Number(row.ariaRowIndex))")
    assert numbers == list(range(1, len(numbers) + 1))
    assert editor.root.get_by_role("grid").get_attribute("aria-rowcount") == str(len(numbers))


def test_visitors_of_a_voila_see_the_figures(voila: Voila) -> None:
    source = SETUP.replace("editor = cj.MapEditor(jm)", "jm.attach(log, source='Web log')")
    source = source.rsplit("editor", 1)[0] + "cj.MapEditor(jm, mode='view')"
    page = voila.open([source])
    editor = Editor(page)
    expect(said(editor, "stage", "buy")).to_contain_text("−60%")
    said(editor, "touchpoint", "cart").dblclick()
    rules = editor.root.locator('.cjw-panel [data-field="match"] textarea')
    expect(rules).to_have_attribute("readonly", "")
