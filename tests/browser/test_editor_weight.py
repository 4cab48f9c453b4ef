"""What a large map asks of the browser: each element is styled once, and most need no layer."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import BrowserContext

from browser.bare import bare, mounted
from cjwidgets import Goal, JourneyMap, Stage, Touchpoint

FRAMES = """async (count) => {
  for (let left = count; left; left -= 1) await new Promise(requestAnimationFrame);
}"""


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


def test_a_map_is_styled_once_when_it_is_drawn(context: BrowserContext) -> None:
    page = bare(context, large())
    assert context.browser
    context.browser.start_tracing(page=page, categories=["devtools.timeline"])
    editor = mounted(page)
    page.evaluate(FRAMES, 5)
    trace: dict[str, Any] = json.loads(context.browser.stop_tracing())
    # What lies in a container is styled while it is laid out, and counted with no event.
    styled = [
        event["args"].get("elementCount", 0)
        for event in trace["traceEvents"]
        if event["name"] == "UpdateLayoutTree"
    ]
    elements = editor.root.evaluate("(root) => root.querySelectorAll('*').length")
    assert elements > 1000
    assert styled
    assert sum(styled) < elements / 4, styled
