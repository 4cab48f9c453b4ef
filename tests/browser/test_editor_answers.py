"""Satisfaction, recommendation and effort stand in a lane; the whole journey's in the foot."""

from __future__ import annotations

from playwright.sync_api import expect

from browser.editor import MAP, Editor
from browser.plain import Plain
from browser.test_editor_access import CONTRAST, check_axe

ASKED = """
import pandas as pd
frame = pd.DataFrame({"at": ["search"] * 10 + ["chat"] * 8 + [""] * 12,
                      "csat": [5] * 7 + [2] * 3 + [4] * 8 + [None] * 12,
                      "nps": [10] * 6 + [3] * 4 + [8] * 8 + [9] * 12,
                      "effort": [1, 2, 2, 1, 3, 2, 1, 2, 5, 4] + [None] * 20})
survey = cj.Survey(frame, touchpoint="at",
                   questions=["csat", "nps", cj.Question("effort", kind="ces1")])
jm.attach(survey, source="Exit survey")
"""
SETUP = MAP.replace("editor = cj.MapEditor(jm)", f"{ASKED}\neditor = cj.MapEditor(jm)")


def test_scores_have_a_lane_with_n_and_interval_and_the_journeys_stands_in_the_foot(
    plain: Plain,
) -> None:
    page = plain.open([SETUP])
    plain.run(0)
    editor = Editor(page)
    search = editor.cell("observed-answers", "search")
    lines = [
        "Satisfied 70% (40–89), n 10",
        "NPS +20 (−35 … +66), n 10",
        "Effort 2.3 of 5 (1.34 … 3.26), n 10",
    ]
    # No line ends within a range.
    shown = [line.replace("–", "\u2060–\u2060") for line in lines]
    expect(search).to_have_text(" ".join(shown))
    assert search.inner_text().split("\n") == shown
    expect(search).to_have_attribute("aria-label", "Observed: " + "\n".join(lines))
    expect(editor.cell("observed-answers", "cart")).to_have_text("–")
    foot = editor.root.locator(".cjw-foot")
    expect(foot).to_contain_text("Whole journey: NPS +47 (")
    expect(foot).to_contain_text("n 30")
    # Nobody was asked how they felt, and that is no problem.
    expect(editor.root.locator(".cjw-sources summary")).to_have_text("Exit survey")
    badge = editor.cell("lane-evidence", "search").get_by_role("img")
    expect(badge).to_have_accessible_name("quantitative, n 10")

    # It is walked through by key, and read in light and dark.
    editor.cell("touchpoint", "search").focus()
    editor.press("ArrowDown")
    expect(search).to_be_focused()
    rows = editor.root.locator(".cjw-grid > .cjw-row")
    numbers = rows.evaluate_all("(rows) => rows.map((row) => Number(row.ariaRowIndex))")
    assert numbers == list(range(1, len(numbers) + 1))
    for theme in ("light", "dark"):
        plain.theme(theme)
        expect(editor.root).to_have_attribute("data-cjw-theme", theme)
        check_axe(page, editor)
        assert editor.root.evaluate(CONTRAST)["found"] == []
        plain.screenshot(editor.root, f"editor-answers-{theme}")
    # Figures that are put away take it with them.
    editor.root.get_by_role("button", name="Figures", exact=True).click()
    expect(editor.root.locator('[data-row="observed-answers"]')).to_have_count(0)
    expect(foot).not_to_contain_text("NPS")
