"""Rules of every kind are read in words, and stay as they are whatever is done beside them."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import BrowserContext, Locator, expect

import cjwidgets as cj
from browser.bare import bare, edits, mounted
from browser.editor import Editor


def is_help(event: str) -> bool:
    return "help" in event


# The columns are called as what a node of the map has, and name its nodes.
RULES: list[Any] = [
    "pay*",
    cj.Rule(id="map"),
    cj.Rule(event=["chat", re.compile("^ask", re.IGNORECASE)], id="search", channel="web"),
    cj.Rule(event="cart", since="2026-01-01", until="2026-04-01"),
    cj.Rule(**{"constructor": "a", "__proto__": "b"}),
    re.compile("^help"),
    is_help,
]
IN_WORDS = [
    "id: map",
    "channel: web · event: chat or /^ask/i · id: search",
    "event: cart · from 2026-01-01 · before 2026-04-01",
    "__proto__: b · constructor: a",
    "/^help/",
    "is_help()",
]


def shop() -> cj.JourneyMap:
    search = cj.Touchpoint("Search", id="search", match=RULES)
    ask = cj.Stage("Ask", id="ask", match=[cj.Rule(id="ask")], touchpoints=[search])
    return cj.JourneyMap("Shop", id="map", stages=[ask, cj.Stage("Buy", id="buy")])


def rules(editor: Editor) -> Locator:
    return editor.root.locator('.cjw-panel [data-field="match"]')


def test_rules_are_words_and_survive_what_is_done_beside_them(context: BrowserContext) -> None:
    jm = shop()
    page = bare(context, jm)
    editor = mounted(page)
    editor.cell("touchpoint", "search").focus()
    editor.press("Control+i")
    expect(rules(editor).locator("code")).to_have_text(IN_WORDS)
    rules(editor).get_by_role("button", name="As text").click()
    typed = rules(editor).locator("textarea")
    expect(typed).to_have_value("pay*")

    typed.fill("pay*\nbuy")
    editor.press("Control+Enter")
    expect(rules(editor).locator("code")).to_have_text(IN_WORDS)
    editor.write(editor.cell("lane-actions", "search"), "Types")
    editor.cell("touchpoint", "search").focus()
    editor.press("Control+d")
    heads = editor.root.locator('[data-row="touchpoint"]')
    expect(heads).to_have_count(3)
    expect(rules(editor).locator("code")).to_have_text(IN_WORDS)
    editor.cell("stage", "ask").focus()
    editor.press("Control+d")
    expect(heads).to_have_count(5)

    # What the kernel makes of it, and of its way back.
    before = jm.to_json()
    for changes in edits(page):
        jm.apply(changes)
    kept = jm.touchpoints[0].match
    assert kept == ("pay*", "buy", *RULES[1:])
    assert jm.touchpoints[0].actions == "Types"
    assert [node.name for node in jm.touchpoints] == ["Search"] * 4
    assert len({node.id for node in jm.walk()}) == len(list(jm.walk()))
    assert [node.match for node in jm.touchpoints] == [kept] * 4
    assert [stage.match for stage in jm.stages] == [(cj.Rule(id="ask"),)] * 2 + [()]
    while jm.undo():
        pass
    assert jm.to_json() == before
    context.close()
