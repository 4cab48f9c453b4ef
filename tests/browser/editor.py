"""Reaching into the map editor as a person does."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MAP = """
import cjwidgets as cj
jm = cj.JourneyMap("Shop", id="map", stages=[
    cj.Stage("Ask", id="ask", touchpoints=[
        cj.Touchpoint("Search", id="search", emotion=1, actions="Types a question"),
        cj.Touchpoint("Chat", id="chat", emotion=0),
    ]),
    cj.Stage("Buy", id="buy", touchpoints=[cj.Touchpoint("Cart", id="cart", emotion=-1)]),
])
jm.personas.append(cj.Persona("Anna", id="anna"))
editor = cj.MapEditor(jm)
editor
"""


RICH = (
    MAP.replace(
        'jm.personas.append(cj.Persona("Anna", id="anna"))',
        """
jm.personas = [cj.Persona("Anna", id="anna"), cj.Persona("Viktor", id="viktor")]
import re
jm.touchpoints[1].match = ["chat_*", re.compile("^help")]
jm.touchpoints[1].measured = {"viktor": cj.Measured(0.5, n=88, low=0.4, high=0.6)}
""",
    )
    + "\n"
)


class Editor:
    """One editor on a page."""

    def __init__(self, page: Page, root: Locator | None = None) -> None:
        self.page = page
        self.root = root or page.locator(".cjw").first
        self.root.wait_for()

    def cell(self, row: str, node: str) -> Locator:
        return self.root.locator(f'[data-row="{row}"][data-node="{node}"]')

    def point(self, touchpoint: str, persona: str = "anna") -> Locator:
        return self.cell("lane-emotion", touchpoint).locator(f'[data-persona="{persona}"]')

    @property
    def field(self) -> Locator:
        return self.root.locator(".cjw-editor.cjw-open")

    def write(self, cell: Locator, text: str) -> None:
        """Double-click a cell, type, press Enter."""
        cell.dblclick()
        self.field.fill(text)
        self.field.press("Enter")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def names(self, row: str) -> list[str]:
        """The heads of the stages or touchpoints, from left to right."""
        heads = self.root.locator(f'[data-row="{row}"]')
        found = [
            (int(head.get_attribute("data-col") or 0), head.locator(".cjw-name").inner_text())
            for head in heads.all()
        ]
        return [name for _, name in sorted(found)]


def more(editor: Editor, item: str) -> None:
    editor.root.get_by_role("button", name="More", exact=True).click()
    editor.root.get_by_role("menu").get_by_text(item, exact=True).click()


def boxes_match(one: Locator, other: Locator, within: float = 2) -> bool:
    a, b = one.bounding_box(), other.bounding_box()
    assert a
    assert b
    return all(abs(a[side] - b[side]) <= within for side in ("x", "y"))
