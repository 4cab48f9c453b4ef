"""Dragging by mouse and by finger, as the browser gets it from the device."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

Point = tuple[float, float]
STEPS = 6
# What ends a touch before the finger leaves: the browser scrolls, or opens a menu of its own.
TAKEN = """() => {
  if (window.taken) return;
  window.taken = [];
  for (const name of ["pointercancel", "touchcancel"]) {
    addEventListener(name, () => window.taken.push(name), { capture: true });
  }
}"""


class Pointer(Protocol):
    """What can press, move and let go."""

    def press(self, at: Point) -> None: ...
    def move(self, to: Point) -> None: ...
    def release(self) -> None: ...


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, at: Point) -> None:
        self.page.mouse.move(*at)
        self.page.mouse.down()

    def move(self, to: Point) -> None:
        self.page.mouse.move(*to, steps=STEPS)

    def release(self) -> None:
        self.page.mouse.up()


class Finger:
    """One finger; it rests before it moves, as long as ``resting`` says."""

    def __init__(self, page: Page, rested: Locator) -> None:
        self.browser = page.context.new_cdp_session(page)
        self.browser.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        page.evaluate(TAKEN)
        self.page = page
        self.rested = rested
        self.at: Point = (0, 0)

    def _send(self, kind: str, *points: Point) -> None:
        spots = [{"x": x, "y": y} for x, y in points]
        self.browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    def press(self, at: Point) -> None:
        self._send("touchStart", at)
        self.at = at
        expect(self.rested).to_have_count(1)

    def move(self, to: Point) -> None:
        (x, y), (left, top) = self.at, to
        for step in range(1, STEPS + 1):
            self._send("touchMove", (x + (left - x) * step / STEPS, y + (top - y) * step / STEPS))
        self.at = to

    def release(self) -> None:
        taken = self.page.evaluate("window.taken.splice(0)")
        assert taken == [], f"the browser took the finger from the page: {taken}"
        self._send("touchEnd")


def spot(locator: Locator, x: float, y: float) -> Point:
    """A point of an element, in shares of its width and height."""
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y
