"""Events are bound to touchpoints in the panel: by chips, by what one types, from a tray."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

import cjwidgets as cj
from browser.bare import bare, edits, mounted
from browser.editor import Editor
from browser.plain import Plain
from browser.pointers import Finger, Mouse, Pointer, spot
from browser.test_editor_access import CONTRAST, check_axe

SETUP = """
import pandas as pd
import cjwidgets as cj
counts = {"checkout_start": (9, 12), "checkout_paid": (6, 6), "account_form": (8, 9),
          "phone_order": (7, 7), "return_requested": (6, 8)}
rows = [(each % who, what) for what, (who, n) in counts.items() for each in range(n)]
frame = pd.DataFrame(rows, columns=["who", "what"])
frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(range(len(frame)), unit="min")
log = cj.EventLog(frame, customer="who", time="at", event="what")
jm = cj.JourneyMap("Shop", id="map", stages=[
    cj.Stage("Decision", id="decision", touchpoints=[
        cj.Touchpoint("Checkout", id="checkout", match=["checkout_*", "account_form"]),
        cj.Touchpoint("Phone call", id="phone"),
    ]),
    cj.Stage("Use", id="use", touchpoints=[cj.Touchpoint("Parcel", id="parcel")]),
])
jm.attach(log, source="Web shop")
editor = cj.MapEditor(jm)
editor
"""
RULES = "[tuple(map(str, each.match)) for each in jm.touchpoints]"


def start(plain: Plain, source: str = SETUP, panel_of: str = "phone") -> Editor:
    page = plain.open([source])
    plain.run(0)
    editor = Editor(page)
    inspect(editor, panel_of)
    return editor


def inspect(editor: Editor, touchpoint: str) -> None:
    editor.cell("touchpoint", touchpoint).click()
    if not editor.root.locator(".cjw-panel").count():
        editor.press("Control+i")


def events(editor: Editor) -> Locator:
    return editor.root.locator('.cjw-panel [data-field="match"]')


def search(editor: Editor) -> Locator:
    return events(editor).get_by_role("searchbox")


def lines(editor: Editor) -> Locator:
    return events(editor).locator(".cjw-event-line")


def tray(editor: Editor) -> Locator:
    return events(editor).get_by_role("toolbar", name="Unmatched")


def test_each_rule_has_its_numbers_and_all_their_sum(plain: Plain) -> None:
    editor = start(plain, panel_of="checkout")
    expect(lines(editor)).to_have_text(
        ["matched bycustomersevents", "checkout_*918", "account_form89", "together9 of 927"]
    )
    expect(events(editor).locator(".cjw-children-head")).to_contain_text("rules: 2 · 9 customers")
    expect(events(editor)).to_contain_text("2 kinds, 15 of 42 events (36%)")
    expect(tray(editor).get_by_role("button")).to_have_text(["return_requested 8", "phone_order 7"])
    # It is the second thing in the panel: after what a touchpoint is, before what it holds.
    fields = editor.root.locator(".cjw-panel .cjw-form > *")
    order = fields.evaluate_all("(all) => all.map((each) => each.dataset.field ?? '')")
    assert order.index("thoughts") + 1 == order.index("match")

    events(editor).get_by_role("button", name="Delete account_form").click()
    plain.until(RULES, [["checkout_*"], [], []])
    expect(tray(editor).get_by_role("button")).to_have_count(3)
    # A rule is changed in the field it was typed into.
    events(editor).get_by_role("button", name="checkout_*", exact=True).click()
    expect(search(editor)).to_have_value("checkout_*")
    search(editor).fill("checkout_paid")
    editor.press("Enter")
    plain.until(RULES, [["checkout_paid"], [], []])
    expect(search(editor)).to_have_value("")
    expect(lines(editor).nth(1)).to_have_text("checkout_paid66")
    editor.cell("touchpoint", "checkout").focus()
    editor.press("Control+z", "Control+z")
    plain.until(RULES, [["checkout_*", "account_form"], [], []])
    expect(lines(editor)).to_have_count(4)


def test_what_is_free_is_found_first_and_what_belongs_elsewhere_last(plain: Plain) -> None:
    editor = start(plain)
    expect(events(editor)).to_contain_text("none yet")
    expect(events(editor).locator(".cjw-event-lines")).to_have_text("Suggestedphone_order 77")
    search(editor).fill("o")
    expect(events(editor).get_by_role("status")).to_have_text(
        "“o” is the name of no event in the log."
    )
    expect(events(editor).locator(".cjw-event-title")).to_have_text(
        ["Free", "Not matched yet", "Elsewhere on the map"]
    )
    expect(lines(editor)).to_have_text(
        [
            *("phone_order 77", "*o* 934", "return_requested 68"),
            *("checkout_start Checkout912", "account_form Checkout89", "checkout_paid Checkout66"),
        ]
    )
    search(editor).fill("checkout_*")
    expect(events(editor).get_by_role("status")).to_have_text(
        "“checkout_*” matches 9 customers, 18 events. 18 of them belong elsewhere."
    )
    search(editor).fill("возврат")
    expect(lines(editor).first).to_have_text("return_requested 68")
    # Whoever looks elsewhere meanwhile finds what was typed.
    inspect(editor, "parcel")
    expect(search(editor)).to_have_value("")
    inspect(editor, "phone")
    expect(search(editor)).to_have_value("возврат")
    search(editor).focus()
    # By key: what is typed becomes a rule, Escape takes it back, an offer is a button.
    editor.press("Escape")
    expect(search(editor)).to_have_value("")
    expect(editor.root.locator(".cjw-panel")).to_have_count(1)
    search(editor).fill("phone*")
    editor.press("Enter")
    plain.until(RULES, [["checkout_*", "account_form"], ["phone*"], []])
    expect(lines(editor)).to_have_text(["matched bycustomersevents", "phone*77"])
    search(editor).fill("return")
    offer = events(editor).get_by_role("button", name="Add return_requested")
    expect(offer).to_have_accessible_name("Add return_requested: 6 customers, 8 events")
    offer.press("Enter")
    plain.until(RULES, [["checkout_*", "account_form"], ["phone*", "return_requested"], []])
    expect(events(editor)).to_contain_text("Every event of the log is matched.")
    # What belongs elsewhere leads there.
    search(editor).fill("account")
    events(editor).get_by_role("button", name="Checkout", exact=True).click()
    expect(lines(editor).nth(1)).to_have_text("checkout_*918")


def test_what_python_refuses_is_refused_while_it_is_typed(plain: Plain) -> None:
    editor = start(plain)
    search(editor).fill("x" * 1_001)
    expect(events(editor).locator(".cjw-problem")).to_contain_text("cj.limits.rule = 1_001")
    search(editor).fill("phone")
    expect(events(editor).locator(".cjw-problem")).to_have_count(0)
    plain.python("jm.touchpoints[2].match = [cj.Rule(plan='gold')]")
    expect(events(editor).locator(".cjw-problem")).to_contain_text("'plan'")


@pytest.mark.parametrize("hand", ["mouse", "finger"])
def test_an_unmatched_event_is_dragged_onto_a_touchpoint(plain: Plain, hand: str) -> None:
    editor = start(plain)
    chip = tray(editor).get_by_role("button").first
    chip.scroll_into_view_if_needed()
    dragged = events(editor).locator(".cjw-event-dragged")
    pointer: Pointer = Mouse(plain.page) if hand == "mouse" else Finger(plain.page, dragged)
    onto = editor.cell("touchpoint", "parcel")
    pointer.press(spot(chip, 0.5, 0.5))
    pointer.move(spot(onto, 0.5, 0.5))
    expect(dragged).to_have_text("return_requested")
    expect(editor.root.locator("[data-drop]")).to_have_attribute("data-node", "parcel")
    pointer.release()
    plain.until(RULES, [["checkout_*", "account_form"], [], ["return_requested"]])
    expect(dragged).to_have_count(0)
    expect(editor.root.locator("[data-drop]")).to_have_count(0)
    expect(tray(editor).get_by_role("button")).to_have_text(["phone_order 7"])
    # Dropped beside the map it goes nowhere; Escape takes a drag back.
    last = tray(editor).get_by_role("button")
    pointer.press(spot(last, 0.5, 0.5))
    pointer.move(spot(search(editor), 0.5, 0.5))
    pointer.release()
    pointer.press(spot(last, 0.5, 0.5))
    pointer.move(spot(onto, 0.5, 0.5))
    expect(editor.root.locator("[data-drop]")).to_have_count(1)
    editor.press("Escape")
    expect(editor.root.locator("[data-drop]")).to_have_count(0)
    pointer.release()
    assert plain.python(RULES) == [["checkout_*", "account_form"], [], ["return_requested"]]


def test_an_unmatched_event_is_keyed_onto_the_touchpoint(plain: Plain) -> None:
    editor = start(plain)
    search(editor).focus()
    chips = tray(editor).get_by_role("button")
    expect(chips).to_have_count(2)
    chips.first.focus()
    editor.press("ArrowRight")
    expect(chips.nth(1)).to_be_focused()
    editor.press("ArrowRight", "Home", "End", "ArrowLeft")
    expect(chips.first).to_be_focused()
    editor.press("Enter")
    plain.until(RULES, [["checkout_*", "account_form"], ["return_requested"], []])
    expect(chips).to_have_text(["phone_order 7"])
    expect(editor.root.locator(".cjw-said[role=log]")).to_have_text(
        "return_requested belongs to Phone call"
    )


def test_it_can_be_read_in_light_and_dark(plain: Plain) -> None:
    editor = start(plain)
    search(editor).fill("o")
    expect(lines(editor)).to_have_count(6)
    for theme in ("light", "dark"):
        plain.theme(theme)
        expect(editor.root).to_have_attribute("data-cjw-theme", theme)
        for typed in ("o", ""):
            search(editor).fill(typed)
            expect(events(editor).locator(".cjw-event-line")).to_have_count(6 if typed else 1)
            check_axe(plain.page, editor)
            assert editor.root.evaluate(CONTRAST)["found"] == []
            plain.screenshot(editor.root, f"editor-events-{theme}-{len(typed)}")


def test_rules_are_bound_without_a_log_and_it_says_how_to_attach_one(
    context: BrowserContext,
) -> None:
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=[cj.Touchpoint("Pay", id="p")])])
    page = bare(context, jm)
    editor = mounted(page)
    inspect(editor, "p")
    expect(events(editor)).to_contain_text("jm.attach(")
    expect(tray(editor)).to_have_count(0)
    search(editor).fill("pay*")
    editor.press("Enter")
    expect(events(editor).get_by_role("button", name="pay*", exact=True)).to_be_visible()
    for changes in edits(page):
        jm.apply(changes)
    assert jm.touchpoints[0].match == ("pay*",)
    context.close()


@pytest.mark.parametrize("mode", ["view", "comment"])
def test_who_may_not_edit_sees_the_rules_and_nothing_of_the_log(plain: Plain, mode: str) -> None:
    editor = start(plain, SETUP.replace("Editor(jm)", f"Editor(jm, mode={mode!r})"), "checkout")
    expect(events(editor).locator("textarea")).to_have_value("checkout_*\naccount_form")
    expect(events(editor)).to_contain_text(re.compile("Customers: 9 of 9"))
    expect(search(editor)).to_have_count(0)
    expect(editor.root).not_to_contain_text("phone_order")
