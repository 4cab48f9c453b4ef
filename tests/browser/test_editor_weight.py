"""What a large map asks of the browser: each element is styled once, and most need no layer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page

from browser.bare import bare, mounted
from cjwidgets import Goal, JourneyMap, Stage, Touchpoint

FRAMES = """async (count) => {
  for (let left = count; left; left -= 1) await new Promise(requestAnimationFrame);
}"""


FIRST = "document.querySelector('.cjw-touchpoint').dataset.node"


def large() -> JourneyMap:
    return JourneyMap(
        "Large",
        stages=[
            Stage(
                f"Stage {s}",
                touchpoints=[
                    Touchpoint(f"Touchpoint {t}", actions="Does", goals=[Goal("Goal")])
                    for t in range(8)
                ],
            )
            for s in range(10)
        ],
    )


def traced(page: Page, run: Callable[[], object]) -> list[dict[str, Any]]:
    """Return what the browser did meanwhile, and until it was painted."""
    browser = page.context.browser
    assert browser
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    run()
    page.evaluate(FRAMES, 5)
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    return events


def test_a_map_is_styled_once_when_it_is_drawn(context: BrowserContext) -> None:
    page = bare(context, large())
    events = traced(page, lambda: mounted(page))
    # What lies in a container is styled while it is laid out, and counted with no event.
    styled = [each["args"]["elementCount"] for each in events if each["name"] == "UpdateLayoutTree"]
    elements = page.evaluate("document.querySelectorAll('.cjw *').length")
    assert elements > 1000
    assert styled
    assert sum(styled) < elements / 4, styled


def test_a_key_lays_out_the_field_alone(context: BrowserContext) -> None:
    page = bare(context, large())
    editor = mounted(page)
    # The journey in words comes when all is drawn, and is laid out, too.
    editor.root.locator(".cjw-said li").first.wait_for(state="attached")
    editor.cell("lane-actions", page.evaluate(FIRST)).dblclick()
    # Higher than its cell, and with room for what follows.
    for _ in range(5):
        page.keyboard.press("Shift+Enter")
    page.evaluate(FRAMES, 2)
    events = traced(page, lambda: page.keyboard.type("abc"))
    roots = [each["args"]["endData"]["layoutRoots"] for each in events if each["name"] == "Layout"]
    assert len(roots) >= 1
    assert {root["nodeName"] for found in roots for root in found} == {
        "TEXTAREA class='cjw-editor cjw-open'"
    }


def test_the_field_is_as_high_as_its_text(context: BrowserContext) -> None:
    page = bare(context, large())
    editor = mounted(page)
    cell = editor.cell("lane-actions", page.evaluate(FIRST))
    cell.dblclick()
    heights = []
    for text in ("x", "x\n" * 9 + "x", "x\n" * 4 + "x", ""):
        editor.field.fill(text)
        high, inside = editor.field.evaluate("(e) => [e.offsetHeight, e.scrollHeight]")
        assert high >= inside
        heights.append(high)
    lowest = cell.evaluate("(e) => e.offsetHeight")
    assert [heights[0], heights[3]] == [lowest, lowest]
    assert lowest < heights[2] < heights[1]
    editor.field.press("Escape")
    # Closed it makes the map no longer.
    assert page.locator(".cjw-editor").evaluate("(e) => e.style.height") == ""
