"""A hand whose actions are counted, and what comes between while it works.

An action is a click, a drag, a shortcut, or one text that is typed and taken. There is no Python
but the opening cells; what comes between is no action of the walk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from playwright.sync_api import FileChooser, FilePayload, Locator, expect

from browser.documents import without
from browser.editor import Editor
from browser.lab import Lab
from browser.plain import Plain
from browser.pointers import Mouse, spot

MOST = 70
SAVED = re.compile(r"^Saved")
UNSAVED = re.compile(r"^Unsaved edits|^Not saved yet")
MADE_ANEW = re.compile(
    r"^Edits of “.+” are in no file, and this map was made anew\. The browser kept how it looked: "
)
MAP = "jm.to_json()"
OLD = "document.querySelectorAll('.cjw').forEach((each) => { each.dataset.old = 'yes'; })"


class Hand:
    """Does what a hand does, and counts it."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.page = editor.page
        self.done: list[str] = []

    def click(self, what: Locator, button: str = "left") -> None:
        self._count("click", what)
        what.click(button="right" if button == "right" else "left")

    def mark(self, what: Locator) -> None:
        """Click a mark of a chart: another that belongs to it may lie over it."""
        self._count("click", what)
        what.click(force=True)

    def twice(self, what: Locator) -> None:
        self._count("click", what)
        what.dblclick()

    def keys(self, shortcut: str) -> None:
        self.done.append(f"shortcut: {shortcut}")
        self.page.keyboard.press(shortcut)

    def text(self, text: str) -> None:
        """Type into the field that is open, and take it."""
        self._type(text, "Enter")
        expect(self.editor.field).to_have_count(0)

    def texts(self, texts: Iterable[str]) -> None:
        """Type one after the other: taking one opens the field of the next."""
        *others, last = texts
        for text in others:
            self._type(text, "Control+Enter")
            expect(self.editor.field).not_to_have_value(text)
        self.text(last)

    def _type(self, text: str, end: str) -> None:
        self.done.append(f"text: {text}")
        expect(self.editor.field).to_be_focused()
        self.editor.field.fill(text)
        self.page.keyboard.press(end)

    def fill(self, what: Locator, text: str, take: str = "Tab") -> None:
        """Type into a field that is there, and take it."""
        self.done.append(f"text: {text}")
        what.fill(text)
        what.press(take)

    def pick(self, what: Locator, option: str) -> None:
        """Choose from a list of the browser's own."""
        self._count("click", what)
        what.select_option(option)

    def choose(self, chooser: FileChooser, name: str, content: bytes) -> None:
        """Choose a file of one's own."""
        self.done.append(f"text: {name}")
        chooser.set_files(FilePayload(name=name, mimeType="image/png", buffer=content))

    def drag(self, what: Locator, onto: Locator) -> None:
        self._count("drag", what)
        what.drag_to(onto)

    def draw(self, what: Locator, start: tuple[float, float], by: tuple[float, float]) -> None:
        """Drag from a point of something, in shares of its size, by so many pixels."""
        self._count("drag", what)
        x, y = spot(what, *start)
        mouse = Mouse(self.page)
        mouse.press((x, y))
        mouse.move((x + by[0], y + by[1]))
        mouse.release()

    def is_done(self) -> None:
        assert len(self.done) <= MOST, "\n".join(self.done)

    def _count(self, kind: str, what: Locator) -> None:
        name = "e => e.getAttribute('aria-label') || e.innerText || e.textContent || e.title"
        self.done.append(f"{kind}: {' '.join(str(what.evaluate(name)).split())[:60]}")


def head(editor: Editor, row: str, name: str) -> Locator:
    named = editor.page.locator(".cjw-name").get_by_text(name, exact=True)
    return editor.root.locator(f'[data-row="{row}"]', has=named)


def menu(hand: Hand, item: str) -> Locator:
    named = hand.page.get_by_text(item, exact=True)
    return hand.editor.root.locator("[role^=menuitem]", has=named)


def interrupted(
    host: Lab | Plain,
    hand: Hand,
    cells: list[int],
    last: str,
    value: Any,
    state: re.Pattern[str] = UNSAVED,
) -> None:
    """The cell is run again, the page loaded again, the kernel restarted: all is there, and said.

    Parameters
    ----------
    cells : list of int
        Those that are run after a restart; the editor is in the last.
    last : str
        Python that has ``value`` once the kernel knows all that was typed.
    """
    host.until(last, value)
    before = host.python(MAP)
    for restarts, act in ((False, lambda: None), (False, host.reload), (True, host.restart_kernel)):
        hand.page.evaluate(OLD)
        act()
        # A page without a notebook shows by itself what it had shown.
        if act != host.reload or isinstance(host, Lab):
            for cell in cells if restarts else cells[-1:]:
                host.run(cell)
        expect(hand.page.locator(".cjw[data-old]")).to_have_count(0)
        hand.editor = Editor(hand.page, host.output(cells[-1]).locator(".cjw").first)
        offer = hand.editor.root.get_by_role("alert").filter(has_text="are in no file")
        if restarts and state is UNSAVED:
            expect(offer).to_have_text(MADE_ANEW)
            offer.get_by_role("button", name="Bring it back").click()
        expect(offer).to_have_count(0)
        expect(hand.editor.root.locator(".cjw-saving").get_by_role("status")).to_have_text(state)
        host.until(last, value)
        # A map that is made anew has ids of its own.
        assert without(host.python(MAP), "id") == without(before, "id")
