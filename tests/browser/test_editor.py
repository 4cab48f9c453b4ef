"""What the map editor promises, in a real JupyterLab and a real Voila."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.editor import MAP, Editor
from browser.host import Host
from browser.lab import Lab
from browser.plain import Plain
from browser.voila import Voila


@pytest.fixture(params=["lab", "voila"])
def host(request: pytest.FixtureRequest) -> Host:
    return request.getfixturevalue(request.param)


def start(host: Host) -> Editor:
    page = host.open([MAP])
    if isinstance(host, Lab | Plain):
        host.run(0)
    return Editor(page)


def test_text_edited_by_hand_is_in_python(host: Host) -> None:
    editor = start(host)
    editor.write(editor.cell("lane-actions", "chat"), "Спрашивает 退货 «return»")
    host.until("jm.stages[0].touchpoints[1].actions", "Спрашивает 退货 «return»")
    editor.write(editor.cell("stage", "ask").locator(".cjw-name"), "Awareness")
    host.until("jm.stages[0].name", "Awareness")


def test_an_edit_in_python_is_on_the_screen(host: Host) -> None:
    editor = start(host)
    host.python("jm.stages['Buy'].touchpoints.append(cj.Touchpoint('Pay', id='pay'))")
    editor.cell("touchpoint", "pay").get_by_text("Pay").wait_for()
    host.python("jm.stages['Ask'].touchpoints['Search'].thoughts = 'Is it me?'")
    editor.cell("lane-thoughts", "search").get_by_text("Is it me?").wait_for()
    host.python("import tempfile; jm.save(tempfile.mkdtemp() + '/shop').name")
    host.python("jm.touchpoints[0].create_journey(); editor.open_journey('search').title")
    editor.root.locator(".cjw-crumbs").get_by_text("Shop").wait_for()


def test_undo_anywhere_undoes_the_last_edit_of_anyone(plain: Plain) -> None:
    editor = start(plain)
    search = editor.cell("lane-actions", "search")
    plain.python("jm.stages[1].name = 'Pay'")
    editor.cell("stage", "buy").get_by_text("Pay").wait_for()
    editor.write(search, "By hand")
    plain.until("jm.touchpoints[0].actions", "By hand")

    plain.python("jm.undo()")
    search.get_by_text("Types a question").wait_for()
    editor.root.get_by_role("button", name="Undo").click()
    plain.until("jm.stages[1].name", "Buy")
    editor.cell("stage", "buy").get_by_text("Buy").wait_for()
    search.click()
    editor.press("Control+y")
    plain.until("jm.stages[1].name", "Pay")
    editor.press("Control+Shift+z")
    plain.until("jm.touchpoints[0].actions", "By hand")


def test_dragging_a_point_changes_the_emotion(plain: Plain) -> None:
    editor = start(plain)
    point = editor.point("cart")
    box = point.bounding_box()
    lane = editor.cell("lane-emotion", "cart").bounding_box()
    assert box
    assert lane
    page = editor.page
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(lane["x"] + lane["width"] / 2, lane["y"] + 60, steps=5)
    page.mouse.move(lane["x"] + lane["width"] / 2, lane["y"] - 20, steps=5)
    page.mouse.up()
    plain.until("jm.touchpoints[2].emotion", 2.0)
    plain.python("jm.undo()")
    plain.until("jm.touchpoints[2].emotion", -1.0)

    # Escape in the middle of a drag leaves no trace.
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(lane["x"] + lane["width"] / 2, lane["y"] + 10, steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    editor.write(editor.cell("lane-actions", "cart"), "after")
    plain.until("jm.touchpoints[2].actions", "after")
    assert plain.python("jm.touchpoints[2].emotion") == -1.0


def test_arrow_keys_nudge_a_point(plain: Plain) -> None:
    editor = start(plain)
    editor.point("chat").click()
    editor.press("ArrowUp")
    plain.until("jm.touchpoints[1].emotion", 0.5)
    editor.press("ArrowDown", "ArrowDown")
    plain.until("jm.touchpoints[1].emotion", -0.5)
    editor.press("ArrowRight", "End")
    plain.until("jm.touchpoints[2].emotion", 2.0)
    assert "very positive" in (editor.point("cart").get_attribute("aria-valuetext") or "")


KEYS = ["a", "b", "d", "d", "x", "Enter", "Shift+Enter", "z", "m", "y", "1", "Escape"]


def test_no_key_reaches_the_notebook(lab: Lab) -> None:
    page = lab.open([MAP, "1 + 1", "2 + 2"])
    lab.run(0)
    editor = Editor(page)
    before = page.evaluate("window.panel.content.widgets.map((c) => [c.model.type, c.model.id])")
    cell = editor.cell("lane-actions", "chat")
    cell.dblclick()
    editor.press(*KEYS)
    cell.click()
    editor.press(*KEYS)
    editor.cell("touchpoint", "chat").click()
    editor.press(*KEYS)
    editor.point("search").click()
    editor.press(*KEYS[:-1])
    editor.root.get_by_role("button", name="Persona").focus()
    editor.press(*[key for key in KEYS[:-1] if key != "Enter"])
    cell.click()
    editor.press("Control+z", "Control+Enter", "Tab")
    after = page.evaluate("window.panel.content.widgets.map((c) => [c.model.type, c.model.id])")
    assert after == before
    assert page.evaluate("window.panel.content.widgets[1].model.outputs.length") == 0


def test_a_reload_shows_the_current_map(lab: Lab) -> None:
    page = lab.open([MAP])
    lab.run(0)
    editor = Editor(page)
    editor.write(editor.cell("lane-actions", "chat"), "Edited")
    lab.until("jm.touchpoints[1].actions", "Edited")
    lab.save()
    lab.python("jm.stages[1].name = 'Pay'")
    lab.reload()
    again = Editor(page)
    again.cell("lane-actions", "chat").get_by_text("Edited").wait_for()
    again.cell("stage", "buy").get_by_text("Pay").wait_for()
    again.write(again.cell("lane-actions", "cart"), "Still alive")
    lab.until("jm.touchpoints[2].actions", "Still alive")


def test_a_reload_of_voila_starts_the_notebook_anew(voila: Voila) -> None:
    page = voila.open([MAP])
    editor = Editor(page)
    editor.write(editor.cell("lane-actions", "chat"), "Edited")
    voila.until("jm.touchpoints[1].actions", "Edited")
    voila.forget_kernel()
    voila.watch.allow("voila/api/shutdown")  # Voila forbids itself to stop its old kernel
    page.reload()
    Editor(page).cell("lane-actions", "search").get_by_text("Types a question").wait_for()


def test_two_tabs_and_two_editors_stay_equal(plain: Plain) -> None:
    page = plain.open([MAP, "other = cj.MapEditor(jm)\nother"])
    plain.run_all()
    first, second = (Editor(page, root) for root in page.locator(".cjw").all())
    first.write(first.cell("lane-actions", "chat"), "From the first")
    second.cell("lane-actions", "chat").get_by_text("From the first").wait_for()
    second.root.get_by_role("button", name="Undo").click()
    plain.until("jm.touchpoints[1].actions", "")
    tab = Editor(plain.second_tab())
    tab.write(tab.cell("lane-actions", "cart"), "From a tab")
    first.cell("lane-actions", "cart").get_by_text("From a tab").wait_for()


def test_a_refused_edit_shows_its_sentence_and_is_taken_back(plain: Plain) -> None:
    page = plain.open(
        [MAP.replace('id="map",', 'id="map", lanes=[cj.Lane(shows="satisfaction")],')]
    )
    plain.run(0)
    editor = Editor(page)
    lane = plain.python("jm.lanes[0].id")
    rev = plain.python("jm.rev")
    editor.write(editor.cell(lane, "chat"), "7")
    alert = editor.root.get_by_role("alert")
    alert.get_by_text("Touchpoint.satisfaction expects a score on the map's scale").wait_for()
    assert editor.cell(lane, "chat").inner_text() == ""
    assert plain.python("jm.touchpoints[1].satisfaction") is None
    assert plain.python("jm.rev") == rev


def test_a_kernel_that_does_not_answer_is_seen_within_three_seconds(plain: Plain) -> None:
    page = plain.open([MAP])
    plain.run(0)
    editor = Editor(page)
    plain.shutdown_kernel()
    plain.watch.allow(".*")
    editor.write(editor.cell("lane-actions", "chat"), "Into the void")
    editor.root.locator(".cjw-saving").get_by_text("No answer").first.wait_for(timeout=3000)
    editor.root.get_by_role("alert").wait_for()
    expect(editor.cell("lane-actions", "chat")).to_contain_text("Into the void")


def test_a_restarted_kernel_is_seen_within_three_seconds(plain: Plain) -> None:
    page = plain.open([MAP])
    plain.run(0)
    editor = Editor(page)
    plain.watch.allow("Canceled future")  # the page's own questions to the kernel that is gone
    plain.restart_kernel()
    editor.write(editor.cell("lane-actions", "chat"), "Into the void")
    editor.root.locator(".cjw-saving").get_by_text("No answer").first.wait_for(timeout=3000)
    editor.root.get_by_role("alert").get_by_text("run this cell again").wait_for()
