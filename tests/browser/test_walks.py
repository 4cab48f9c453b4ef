"""The first hour of a researcher with the editor: each action is counted, and nothing is lost."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import expect

from browser.editor import Editor
from browser.plain import Plain
from browser.walking import SAVED, Hand, head, interrupted

STAGES = {
    "Awareness": ["Search", "Advert"],
    "Choice": ["Reviews", "Product page", "Chat"],
    "Order": ["Basket", "Checkout", "Payment"],
    "Delivery": ["Courier", "First night"],
    "Loyalty": ["Mail", "Friend"],
}
PAINS = {"Choice": "Reviews feel bought", "Order": "Account is forced", "Delivery": "Waits all day"}
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OPENING = """
import pandas as pd
import cjwidgets as cj
names = %r
rows = [(f"c{who}", name, pd.Timestamp("2026-03-01") + pd.Timedelta(hours=12 * who + at))
        for who in range(30) for at, name in enumerate(names) if at <= 2 + who %% 11]
log = cj.EventLog(pd.DataFrame(rows, columns=["who", "what", "at"]),
                  customer="who", time="at", event="what")
answers = pd.DataFrame({"who": [f"c{who}" for who in range(30)], "at": "2026-03-20",
                        "touchpoint": "Checkout", "emotion": [-2, -1, 0] * 10})
survey = cj.Survey(answers, respondent="who", time="at", touchpoint="touchpoint",
                   questions=[cj.Question("emotion", scale=(-2, 2))])
editor = cj.MapEditor(%r)
jm = editor.map
jm.attach(log)
jm.attach(survey)
editor
"""


def test_a_researcher_makes_and_binds_a_map_in_seventy_actions(
    plain: Plain, tmp_path: Path
) -> None:
    places = [name for names in STAGES.values() for name in names]
    page = plain.open([OPENING % (places, str(tmp_path / "walk.cjmap.json"))])
    page.set_viewport_size({"width": 1900, "height": 1000})
    plain.run(0)
    editor = Editor(page)
    root, hand = editor.root, Hand(editor)

    # Five stages, twelve touchpoints.
    hand.click(root.get_by_role("button", name="First stage"))
    hand.texts(STAGES)
    for at, names in enumerate(STAGES.values()):
        hand.click(root.get_by_role("button", name="Touchpoint", exact=True).first)
        hand.texts(names)
        plain.until(f"[each.name for each in jm.stages[{at}].touchpoints]", names)

    interrupted(plain, hand, [0], "[each.name for each in jm.touchpoints]", places)
    editor, root = hand.editor, hand.editor.root

    # Two personas, three pains, a loop.
    for name in ("Anna", "Viktor"):
        hand.click(root.get_by_role("button", name="Persona", exact=True))
        hand.text(name)
    ids = dict(plain.python("[[each.name, each.id] for each in jm.stages]"))
    for stage, pain in PAINS.items():
        hand.twice(editor.cell("lane-pains", ids[stage]))
        hand.text(pain)
    hand.click(head(editor, "touchpoint", "Friend"), button="right")
    hand.click(root.get_by_role("menuitem", name="Connect to…"))
    hand.click(root.get_by_role("menuitem", name="Search"))
    interrupted(plain, hand, [0], "[each.kind for each in jm.links]", ["loop"])
    editor, root = hand.editor, hand.editor.root

    # The log is bound from the tray: an event is dragged onto where it belongs.
    hand.click(head(editor, "touchpoint", "Search"))
    hand.keys("Control+i")
    tray = root.locator('.cjw-panel [data-field="match"]').get_by_role("toolbar", name="Unmatched")
    for name in places:
        chip = tray.get_by_role("button", name=name, exact=False).first
        chip.scroll_into_view_if_needed()
        hand.drag(chip, head(editor, "touchpoint", name))
        found = (
            f"[[str(e) for e in each.match] for each in jm.touchpoints if each.name == {name!r}]"
        )
        plain.until(found, [[name]])
    # A picture of the touchpoint whose panel is open; the answers have found theirs by name.
    with page.expect_file_chooser() as chooser:
        hand.click(root.locator(".cjw-panel").get_by_role("button", name="Choose a picture…"))
    hand.choose(chooser.value, "shop.png", PIXEL)
    plain.until("jm.touchpoints[0].image[:10]", "data:image")
    felt = "['felt' in editor._figures['nodes'].get(each.id, {}) for each in jm.touchpoints]"
    plain.until(felt, [name == "Checkout" for name in places])
    hand.keys("Control+s")
    expect(root.locator(".cjw-is-saved")).to_be_visible()

    assert plain.python("[len(jm.stages), len(jm.touchpoints), len(jm.personas)]") == [5, 12, 2]
    assert plain.python("sum(len(each.pains) for each in jm.stages)") == 3
    assert (tmp_path / "walk.cjmap.json").exists()
    interrupted(plain, hand, [0], "len(jm.touchpoints[0].image) > 0", True, SAVED)
    hand.is_done()
