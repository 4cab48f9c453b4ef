"""Everything that opens over the map or beside it, to be looked at by tests and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from browser.editor import Editor
from cjwidgets import Comment, JourneyMap, Link
from cjwidgets.datasets import mattress_map


def full_map() -> JourneyMap:
    """A map with something of everything: comments, arrows, a collapsed stage."""
    jm = mattress_map()
    jm.stages[0].comments = [
        Comment("Who says so?\nReally?", author="Bob", at="2026-01-02T03:04:05Z"),
        Comment("Done", author="Ann", resolved=True, resolved_by="Bob"),
    ]
    source, target = jm.touchpoints[6], jm.touchpoints[3]
    jm.links.append(Link(source=source.id, target=target.id, kind="loop"))
    jm.stages[4].collapsed = True
    return jm


def _press(editor: Editor, selector: str, key: str, nth: int = 0) -> None:
    editor.root.locator(selector).nth(nth).focus()
    editor.press(key)


def _click(editor: Editor, selector: str) -> None:
    editor.root.locator(selector).first.click()


def _kinds_of_lane(editor: Editor) -> None:
    _click(editor, _tool(3))
    editor.root.get_by_role("menuitem").last.click()


def _inspect(editor: Editor, selector: str, nth: int = 0) -> None:
    _press(editor, selector, "Control+i", nth)
    editor.root.locator(".cjw-form").wait_for()


def _find(editor: Editor) -> None:
    _press(editor, '[data-row="stage"]', "Control+f")
    editor.root.locator(".cjw-find input").fill("a")


def _talk(editor: Editor) -> None:
    editor.root.locator(".cjw-stage .cjw-said-badge").first.click()
    editor.root.get_by_role("dialog").get_by_role("checkbox").check()


def _lane(editor: Editor) -> None:
    head = editor.root.locator('.cjw-lane[data-lane="lane-emotion"]')
    head.hover()
    head.locator(".cjw-more").click()


def _tool(number: int) -> str:
    """A button of the toolbar that opens a menu, by its number."""
    return f":nth-match(.cjw-tools [aria-haspopup=menu], {number})"


def _menu(selector: str, nth: int = 0) -> Callable[[Editor], None]:
    return partial(_press, selector=selector, key="Shift+F10", nth=nth)


def _button(selector: str) -> Callable[[Editor], None]:
    return partial(_click, selector=selector)


def _panel(selector: str, nth: int = 0) -> Callable[[Editor], None]:
    return partial(_inspect, selector=selector, nth=nth)


STAGE, TOUCHPOINT = '[data-row="stage"]', '[data-row="touchpoint"]'

PANELS: dict[str, Callable[[Editor], None]] = {
    "stage menu": _menu(STAGE, 1),
    "touchpoint menu": _menu(TOUCHPOINT, 6),
    "card menu": _menu("[data-card]"),
    "cell menu": _menu('[data-row="lane-actions"]'),
    "lane menu": _lane,
    "arrow menu": _button(".cjw-arrow-name"),
    "persona menu": _button(".cjw-chip-more"),
    "subjects of comments": _button(_tool(1)),
    "edit menu": _button(_tool(2)),
    "lanes menu": _button(_tool(3)),
    "kinds of lane": _kinds_of_lane,
    "more menu": _button(_tool(4)),
    "comments": _talk,
    "find bar": _find,
    "shortcut sheet": partial(_press, selector=STAGE, key="?"),
    "panel of a touchpoint": _panel(TOUCHPOINT, 6),
    "panel of a persona": _panel("[data-persona-chip]"),
    "panel of a card": _panel("[data-card]"),
}
OPEN = ".cjw-menu, .cjw-talk, .cjw-sheet, .cjw-find, .cjw-panel"


@contextmanager
def opened(editor: Editor, name: str) -> Iterator[None]:
    """Open one of the panels, and close it again."""
    PANELS[name](editor)
    editor.root.locator(OPEN).first.wait_for()
    yield
    editor.press("Control+i" if name.startswith("panel") else "Escape")
    editor.root.locator(OPEN).first.wait_for(state="detached")
