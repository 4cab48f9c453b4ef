"""Lanes of every kind, arrows between touchpoints, stages that collapse."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Locator, expect

from browser.editor import MAP, Editor
from browser.plain import Plain

LANES = "[lane.shows for lane in jm.lanes if not lane.hidden]"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def editor(plain: Plain) -> Editor:
    page = plain.open([MAP])
    plain.run(0)
    return Editor(page)


def lane_head(editor: Editor, lane: str) -> Locator:
    return editor.root.locator(f'[data-lane="{lane}"]')


def lane_menu(editor: Editor, lane: str, *items: str) -> None:
    head = lane_head(editor, lane)
    head.hover()
    head.locator(".cjw-more").click()
    for item in items:
        role = editor.root.get_by_role("menu")
        role.get_by_text(item, exact=True).click()


def test_lanes_are_added_renamed_moved_hidden_sized_and_deleted(
    plain: Plain, editor: Editor
) -> None:
    usual = ["actions", "thoughts", "emotion", "pains", "opportunities", "evidence"]
    assert plain.python(LANES) == usual
    lane_menu(editor, "lane-thoughts", "Add lane…", "Satisfaction")
    plain.until(LANES, [*usual[:2], "satisfaction", *usual[2:]])
    lane_menu(editor, "lane-thoughts", "Move up")
    plain.until(LANES, ["thoughts", "actions", "satisfaction", *usual[2:]])
    lane_menu(editor, "lane-pains", "Hide lane")
    plain.until("jm.lanes['lane-pains'].hidden", True)
    editor.root.get_by_role("button", name="Lanes", exact=True).click()
    editor.root.get_by_role("menuitemcheckbox", name="Pains").click()
    plain.until("jm.lanes['lane-pains'].hidden", False)

    editor.root.get_by_role("button", name="Lanes", exact=True).click()
    editor.root.get_by_role("menuitem", name="Add lane…").click()
    editor.root.get_by_role("menuitem", name="Own text lane").click()
    editor.field.fill("Weather")
    editor.press("Enter")
    plain.until("jm.lanes[-1].title", "Weather")
    own = plain.python("jm.lanes[-1].id")
    editor.write(editor.cell(own, "chat"), "Rain")
    plain.until("dict(jm.touchpoints[1].texts)", {own: "Rain"})
    lane_menu(editor, own, "Delete")
    plain.until("[len(jm.lanes), dict(jm.touchpoints[1].texts)]", [7, {}])
    plain.python("jm.undo()")
    editor.cell(own, "chat").get_by_text("Rain").wait_for()


def test_lanes_are_dragged_and_resized(plain: Plain, editor: Editor) -> None:
    mouse = editor.page.mouse
    start = lane_head(editor, "lane-actions").bounding_box()
    stop = lane_head(editor, "lane-emotion").bounding_box()
    assert start
    assert stop
    mouse.move(start["x"] + 30, start["y"] + 20)
    mouse.down()
    mouse.move(start["x"] + 30, start["y"] + 60, steps=3)
    mouse.move(start["x"] + 30, stop["y"] + stop["height"] - 10, steps=4)
    editor.root.locator(".cjw-drop-lane").wait_for()
    mouse.up()
    plain.until("[lane.shows for lane in jm.lanes][:3]", ["thoughts", "emotion", "actions"])

    head = lane_head(editor, "lane-actions")
    handle = head.locator(".cjw-resize").bounding_box()
    before = head.bounding_box()
    assert handle
    assert before
    mouse.move(handle["x"] + 40, handle["y"] + 4)
    mouse.down()
    mouse.move(handle["x"] + 40, handle["y"] + 64, steps=4)
    mouse.up()
    plain.until("jm.lanes['lane-actions'].height", round(before["height"]) + 60)
    lane_menu(editor, "lane-actions", "Fit height to content")
    plain.until("jm.lanes['lane-actions'].height", None)


def test_every_kind_of_lane_is_drawn(plain: Plain, editor: Editor) -> None:
    plain.python("""
from cjwidgets.model.lanes import LANES
wide = {"pains", "opportunities", "ideas", "kpis"}
jm.lanes = [
    cj.Lane(id=f"lane-{kind}", shows=kind, span="stage" if kind in wide else "") for kind in LANES
]
chat = jm.touchpoints[1]
chat.channel, chat.mode, chat.duration, chat.owner = "live chat", "online", "5 min", "Service"
chat.frontstage, chat.backstage, chat.support = "Agent types", "Agent searches", "CRM"
chat.goals.append(cj.Goal("Feel heard", kind="emotional"))
chat.kpis.append(cj.Kpi("Wait", value=9, target=2, unit="min", direction="down"))
chat.opportunities.append(cj.Opportunity("A bot", kind="idea"))
chat.pains.append(cj.Pain("Queue", barrier=True))
""")
    for words in [
        "live chat", "Online", "5 min", "Service", "Agent types", "Agent searches", "CRM",
        "Feel heard", "emotional", "9 min ↓ 2 min", "A bot", "Queue", "barrier",
        "line of visibility", "line of interaction", "line of internal interaction",
    ]:  # fmt: skip
        expect(editor.root).to_contain_text(words, use_inner_text=True)
    assert editor.cell("lane-opportunities", "ask").inner_text().strip() == ""
    plain.python("jm.lanes.remove('lane-ideas')")
    editor.cell("lane-opportunities", "ask").get_by_text("A bot").wait_for()


def test_a_picture_is_scaled_down_and_described(plain: Plain, editor: Editor) -> None:
    plain.python("jm.lanes.append(cj.Lane(id='pictures', shows='image'))")
    cell = editor.cell("pictures", "chat")
    cell.hover()
    with editor.page.expect_file_chooser() as chooser:
        cell.get_by_role("button").click()
    chooser.value.set_files({"name": "a.png", "mimeType": "image/png", "buffer": PIXEL})
    plain.until("jm.touchpoints[1].image[:22]", "data:image/webp;base64")
    cell.focus()
    editor.press("Enter")
    editor.root.get_by_role("menuitem", name="Describe picture").click()
    editor.field.fill("A smiling agent")
    editor.press("Enter")
    cell.get_by_alt_text("A smiling agent").wait_for()
    cell.focus()
    with editor.page.expect_file_chooser() as chooser:
        editor.press("Enter")
        editor.root.get_by_role("menuitem", name="Replace picture…").click()
    chooser.value.set_files({"name": "a.png", "mimeType": "image/png", "buffer": b"no picture"})
    editor.root.get_by_role("alert").get_by_text("no picture that the browser can read").wait_for()
    assert plain.python("jm.touchpoints[1].image != ''")


def test_arrows_join_touchpoints(plain: Plain, editor: Editor) -> None:
    cart = editor.cell("touchpoint", "cart")
    cart.focus()
    editor.press("Shift+F10")
    editor.root.get_by_role("menuitem", name="Connect to…").click()
    editor.root.get_by_role("menuitem", name="Search").click()
    plain.until("[[l.source, l.target, l.kind] for l in jm.links]", [["cart", "search", "loop"]])
    arrow = editor.root.locator("[data-link]")
    arrow.click()
    editor.root.get_by_role("menuitem", name="Rename").click()
    editor.field.fill("forgot the size")
    editor.press("Enter")
    plain.until("jm.links[0].text", "forgot the size")
    box = editor.root.locator(".cjw-arrow").bounding_box()
    search = editor.cell("touchpoint", "search").bounding_box()
    target = cart.bounding_box()
    assert box
    assert search
    assert target
    assert abs(box["x"] - (search["x"] + search["width"] / 2)) < 3
    assert abs(box["x"] + box["width"] - (target["x"] + target["width"] / 2)) < 3
    cart.focus()
    editor.press("Delete")
    plain.until("len(jm.links)", 0)
    plain.python("jm.undo()")
    arrow.get_by_text("forgot the size").wait_for()


def test_a_stage_collapses_to_its_summary(plain: Plain, editor: Editor) -> None:
    plain.python("jm.stages[0].touchpoints[0].pains.append('Too many results')")
    head = editor.cell("stage", "ask")
    head.focus()
    editor.press("Shift+F10")
    editor.root.get_by_role("menuitem", name="Collapse stage").click()
    plain.until("jm.stages[0].collapsed", True)
    editor.cell("touchpoint", "ask").get_by_text("Touchpoints: 2").wait_for()
    editor.cell("lane-pains", "ask").get_by_text("Too many results").wait_for()
    mean = editor.cell("lane-emotion", "ask").get_by_role("img")
    assert mean.get_attribute("aria-label") == "Anna: mean 0.5"
    editor.cell("touchpoint", "ask").get_by_role("button").click()
    plain.until("jm.stages[0].collapsed", False)
    editor.cell("touchpoint", "chat").wait_for()

    # Who only looks collapses it for herself: the map stays as it is.
    plain.python("editor.mode = 'view'; before = jm.to_json()")
    expect(editor.root).to_have_attribute("data-cjw-mode", "view")
    head.focus()
    editor.press("Shift+F10")
    editor.root.get_by_role("menuitem", name="Collapse stage").click()
    expect(editor.root.locator("[role=log]")).to_have_text("Collapse stage: Ask")
    expect(editor.cell("touchpoint", "chat")).to_have_count(0)
    assert plain.python("jm.to_json() == before")
    editor.cell("touchpoint", "ask").focus()
    editor.press("Enter")
    expect(editor.cell("touchpoint", "chat")).to_be_visible()
    # One that is collapsed in the map can be opened, and is what it was for who may edit.
    plain.python("jm.stages[0].collapsed = True")
    expect(editor.cell("touchpoint", "chat")).to_be_visible()
    plain.python("editor.mode = 'edit'")
    expect(editor.cell("touchpoint", "chat")).to_have_count(0)


def test_the_second_curve_shows_what_is_aimed_at(plain: Plain, editor: Editor) -> None:
    lane_menu(editor, "lane-emotion", "All fields…")
    expect(editor.root.locator(".cjw-panel h3")).to_have_text("Feeling")
    plain.python("for tp in jm.touchpoints: tp.target = 1.5")
    lane_menu(editor, "lane-emotion", "Curve of the emotion aimed at")
    plain.until("jm.lanes['lane-emotion'].second", "target")
    path = editor.root.locator(".cjw-second").get_attribute("d")
    assert path
    assert path.startswith("M0.5,")
