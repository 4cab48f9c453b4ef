"""What lies beside and over the map, measured: tips, panel, menus, the sheet of keys, strips."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from browser.bare import bare, mounted
from browser.editor import more
from browser.measures import BEYOND, INSIDE, LEFT, SCROLLED, boxes, observed, opened, twenty
from cjwidgets import Evidence, JourneyMap, Persona, Stage, Touchpoint
from cjwidgets.datasets import mattress_map


def test_a_tip_stays_inside_the_map(context: BrowserContext) -> None:
    jm = JourneyMap("M", personas=[Persona("Anna, who has a long name to be read", id="anna")])
    names = ["a", "b", "c", "d"]
    jm.stages = [Stage("Ask", touchpoints=[Touchpoint(name, id=name) for name in names])]
    for touchpoint, feeling in zip(jm.touchpoints, (2, -2, 2, -2), strict=True):
        touchpoint.emotion = feeling
    for width in (1440, 700):
        editor = opened(context, jm, width)
        for name in names:
            point = editor.point(name)
            point.hover()
            editor.page.wait_for_function(INSIDE, arg=point.element_handle())
            point.focus()
            editor.page.wait_for_function(INSIDE, arg=point.element_handle())
        editor.page.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_what_a_number_is_of_is_said_inside_the_map(
    context: BrowserContext, direction: str
) -> None:
    jm = mattress_map()
    page = bare(context, jm, direction, _figures=observed(jm))
    page.set_viewport_size({"width": 1900, "height": 1300})
    # As between the sidebars of a notebook.
    page.evaluate("document.body.style.padding = '60px 240px'")
    editor = mounted(page)
    whole = boxes(editor.root)[0]
    tip = editor.root.locator(".cjw-answer")
    for row in ("observed-touchpoint", "observed-answers", "lane-evidence"):
        for touchpoint in (jm.touchpoints[0], jm.touchpoints[-1]):
            cell = editor.cell(row, touchpoint.id)
            cell.focus()
            expect(tip).to_contain_text(touchpoint.name)
            box, about = boxes(tip)[0], boxes(cell)[0]
            assert box["x"] >= whole["x"]
            assert box["x"] + box["width"] <= whole["x"] + whole["width"]
            assert box["y"] + box["height"] <= whole["y"] + whole["height"]
            # Below what it is about, or above it.
            above = box["y"] + box["height"] <= about["y"] + 9
            assert above or box["y"] >= about["y"] + 16


def test_the_map_marks_what_the_panel_edits(context: BrowserContext) -> None:
    jm = twenty()
    editor = opened(context, jm)
    marked = editor.root.locator("[data-inspected]")
    expect(marked).to_have_count(0)
    editor.cell("stage", "s2").click()
    editor.press("Control+i")
    panel = editor.root.locator(".cjw-panel")
    expect(panel.locator("h3")).to_have_text("Delivery")
    expect(marked).to_have_count(1)
    assert marked.get_attribute("data-node") == "s2"
    card = editor.root.locator("[data-card]").first
    card.focus()
    expect(marked).to_have_attribute("data-card", jm.stages[2].pains[0].id)
    editor.root.locator("[data-persona-chip=anna]").focus()
    expect(marked).to_have_attribute("data-persona-chip", "anna")
    last = jm.touchpoints[-1].id
    editor.cell("touchpoint", last).focus()
    expect(marked).to_have_attribute("data-node", last)
    assert boxes(marked)[0]["x"] + boxes(marked)[0]["width"] <= boxes(panel)[0]["x"] + 1
    ground = "(part) => getComputedStyle(part).backgroundColor"
    others = editor.cell("touchpoint", jm.touchpoints[-2].id)
    assert marked.evaluate(ground) != others.evaluate(ground)
    panel.get_by_role("button", name="Close").click()
    expect(marked).to_have_count(0)


def test_what_has_no_part_of_its_own_is_marked_where_it_belongs(context: BrowserContext) -> None:
    jm = twenty()
    jm.touchpoints[4].evidence = [Evidence(source="Interviews", id="told")]
    jm.personas = [Persona(f"Person {number}", id=f"p{number}") for number in range(8)]
    editor = opened(context, jm)
    root, panel = editor.root, editor.root.locator(".cjw-panel")
    marked = root.locator("[data-inspected]")
    more(editor, "About the map…")
    expect(panel.locator("h3")).to_have_text("Long")
    expect(marked).to_have_class("cjw-title")
    root.get_by_role("button", name="Personas: 8").click()
    root.get_by_role("menuitem", name="Person 3").click()
    root.get_by_role("menuitem", name="All fields…").click()
    expect(panel.locator("h3")).to_have_text("Person 3")
    expect(marked).to_have_text("Personas: 8 ▾")
    editor.cell("touchpoint", jm.touchpoints[4].id).click()
    panel.get_by_role("button", name="Open Interviews").click()
    expect(panel.locator("h3")).to_have_text("Interviews")
    expect(marked).to_have_attribute("data-node", jm.touchpoints[4].id)
    expect(marked).to_have_count(1)


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_panel_is_372_wide_and_lies_over_a_small_map(
    context: BrowserContext, width: int
) -> None:
    jm = mattress_map()
    editor = opened(context, jm, width)
    column = boxes(editor.root.locator(".cjw-touchpoint"))[0]["width"]
    last = editor.cell("touchpoint", jm.touchpoints[-1].id)
    last.click()
    editor.press("Control+i")
    panel = editor.root.locator(".cjw-panel")
    expect(panel).to_be_visible()
    assert boxes(panel)[0]["width"] == 372
    # What is edited is in sight beside it, and no column became narrower below it.
    expect(editor.root.locator("[data-inspected]")).to_have_count(1)
    assert boxes(last)[0]["x"] + boxes(last)[0]["width"] <= boxes(panel)[0]["x"] + 1
    after = boxes(editor.root.locator(".cjw-touchpoint"))[0]["width"]
    assert after == column if width == 1024 else after >= 112


@pytest.mark.parametrize("locale", ["en", "ru", "zh-Hans"])
def test_nothing_in_the_panel_is_cut_and_it_has_two_left_edges(
    context: BrowserContext, locale: str
) -> None:
    jm = twenty()
    jm.locale = locale
    editor = opened(context, jm)
    panel = editor.root.locator(".cjw-panel")
    for width in (1440, 1024, 700):
        editor.page.set_viewport_size({"width": width, "height": 900})
        editor.cell("touchpoint", jm.touchpoints[4].id).click()
        if not panel.count():
            editor.press("Control+i")
        expect(panel.locator('[data-field="match"]')).to_be_visible()
        assert panel.evaluate(BEYOND) == []
        assert len(set(panel.evaluate(LEFT, ".cjw-prop > span:first-child"))) == 1
        assert len(set(panel.evaluate(LEFT, ".cjw-prop > span:last-child"))) == 1
        heads = panel.evaluate(LEFT, ".cjw-path, h3, h4, .cjw-prop > span:first-child")
        assert len(set(heads)) == 1
        # A box to tick stands on the line of its label, in a row as high as the others.
        off, lower = panel.locator(".cjw-prop-flag").first.evaluate("""(row) => {
          const range = document.createRange();
          range.selectNodeContents(row.firstElementChild);
          const [words, box, { top }] = [
            range.getClientRects()[0],
            row.querySelector("input").getBoundingClientRect(),
            row.getBoundingClientRect(),
          ];
          return [box.top + box.bottom - words.top - words.bottom, box.top - top];
        }""")
        assert abs(off) <= 4
        assert 6 <= lower <= 10


def test_focus_and_hover_differ_in_menus(context: BrowserContext) -> None:
    for theme in ("light", "dark"):
        editor = opened(context, twenty(), theme=theme)
        editor.cell("stage", "s1").focus()
        editor.press("Shift+F10")
        items = editor.root.locator("[role^=menuitem]")
        expect(items.first).to_be_focused()
        items.nth(2).hover()
        ground = "(part) => getComputedStyle(part).backgroundColor"
        seen = [items.nth(each).evaluate(ground) for each in (0, 2, 3)]
        assert len(set(seen)) == 3
        editor.page.close()


@pytest.mark.parametrize("locale", ["en", "ru", "zh-Hans"])
@pytest.mark.parametrize(
    ("platform", "keys", "never"),
    [("MacIntel", "⌘Z", "Ctrl"), ("Win32", "Ctrl+Z", "⌘"), ("Linux x86_64", "Ctrl+Z", "⌘")],
)
def test_the_sheet_of_keys_is_even_and_names_them_as_here(
    context: BrowserContext, platform: str, keys: str, never: str, locale: str
) -> None:
    context.add_init_script(
        f"Object.defineProperty(navigator, 'platform', {{value: '{platform}'}})"
    )
    jm = twenty()
    jm.locale = locale
    editor = opened(context, jm)
    editor.cell("stage", "s1").focus()
    editor.press("?")
    sheet = editor.root.locator(".cjw-sheet")
    expect(sheet).to_be_visible()
    assert sheet.get_by_text(keys, exact=True).count() == 1
    assert never not in sheet.inner_text()
    columns: dict[float, float] = {}
    for box in boxes(sheet.locator("dl > div")):
        bottom = box["y"] + box["height"]
        columns[box["x"]] = max(columns.get(box["x"], 0), bottom)
    assert len(columns) == 2
    assert abs(columns[min(columns)] - columns[max(columns)]) <= 40
    tops = dict.fromkeys(columns, 9999.0)
    for box in boxes(sheet.locator("h4, dl > div")):
        tops[box["x"]] = min(tops[box["x"]], box["y"])
    assert abs(tops[min(columns)] - tops[max(columns)]) <= 4
    # A heading never stands at the end of a column, alone.
    for title in sheet.locator("section").all():
        head, row = (boxes(title.locator(each))[0] for each in ("h4", "dl > div"))
        assert head["x"] == row["x"]


def test_a_map_is_as_high_as_it_is_or_scrolled_once(context: BrowserContext) -> None:
    jm = mattress_map()
    editor = opened(context, jm, _figures=observed(jm))
    assert editor.root.evaluate(SCROLLED) == []
    editor.page.set_viewport_size({"width": 1400, "height": 600})
    expect(editor.root).to_have_attribute("data-tall", "")
    assert editor.root.evaluate(SCROLLED) == ["cjw-scroller"]
    assert boxes(editor.root.locator(".cjw-scroller"))[0]["height"] <= 600 * 0.85 + 1
    editor.page.set_viewport_size({"width": 390, "height": 844})
    expect(editor.root).to_have_class(re.compile("cjw-narrow"))
    assert editor.root.evaluate(SCROLLED) == []


def test_no_answer_explains_itself_and_acts(context: BrowserContext) -> None:
    # The page of this test says hello for ever, but takes no edit.
    jm = twenty()
    editor = opened(context, jm)
    editor.write(editor.cell("lane-actions", jm.touchpoints[0].id), "Unanswered")
    state = editor.root.locator(".cjw-state")
    expect(state).to_have_text("No answer · 1 waiting")
    strip = editor.root.get_by_role("alert")
    expect(strip).to_be_visible()  # by itself, although it is asked again and again
    for words in ("No answer from Python.", "You can go on", "Try again", "Download a copy"):
        expect(strip).to_contain_text(words)
