"""The whole screen while presenting: what is done where it comes late, goes or is forbidden."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

import cjwidgets as cj
from browser.bare import bare, mounted
from browser.editor import MAP, Editor
from browser.plain import Plain
from browser.slides import presenting


def test_who_leaves_the_full_screen_has_ended_it(plain: Plain) -> None:
    """The browser's own key for that tells the page nothing but this."""
    page = plain.open([MAP])
    plain.run(0)
    editor = Editor(page)
    editor.root.get_by_role("button", name="Present", exact=True).click()
    page.wait_for_function("innerWidth === document.fullscreenElement?.clientWidth")
    page.evaluate("document.exitFullscreen()")
    expect(editor.root.locator(".cjw-deck")).to_have_count(0)
    expect(editor.cell("stage", "ask")).to_be_visible()


HELD = """() => {
  const take = Element.prototype.requestFullscreen;
  window.asked = [];
  Element.prototype.requestFullscreen = function () {
    return new Promise((done) => window.asked.push(() => done(take.call(this))));
  };
}"""


def test_a_screen_that_comes_late_ends_nothing_and_is_given_back(context: BrowserContext) -> None:
    """A browser tells late of the full screen that was left, and takes its time for the next."""
    editor = presenting(context, cj.datasets.mattress_map())
    page = editor.page
    deck = editor.root.locator(".cjw-deck")
    page.evaluate(HELD)
    editor.press("f")
    page.wait_for_function("document.fullscreenElement === null")
    editor.press("f")
    page.wait_for_function("asked.length === 1")
    editor.root.evaluate("e => void e.dispatchEvent(new Event('fullscreenchange'))")
    page.evaluate("asked.pop()()")
    page.wait_for_function("document.fullscreenElement !== null")
    expect(deck).to_be_visible()
    # Ended while the screen is still on its way.
    editor.press("f")
    page.wait_for_function("document.fullscreenElement === null")
    editor.press("f")
    page.wait_for_function("asked.length === 1")
    editor.press("Escape")
    expect(deck).to_have_count(0)
    page.evaluate("""() => {
      window.seen = [];
      const see = () => window.seen.push(document.fullscreenElement !== null);
      document.addEventListener("fullscreenchange", see);
      asked.pop()();
    }""")
    page.wait_for_function("seen.join() === 'true,false'")
    context.close()


def test_what_a_page_forbids_is_said(context: BrowserContext) -> None:
    """No full screen: the slides fill the window. No second window: notes below the slide."""
    page = bare(context, cj.datasets.mattress_map())
    page.evaluate("""() => {
      Element.prototype.requestFullscreen = () => Promise.reject(new TypeError("forbidden"));
      window.open = () => null;
    }""")
    editor = mounted(page)
    editor.root.get_by_role("button", name="Present", exact=True).click()
    notice = editor.root.locator(".cjw-notice")
    expect(notice).to_contain_text("This page allows no full screen: the slides fill its window.")
    assert editor.root.evaluate("e => [e.offsetWidth, e.offsetHeight]") == [1400, 900]
    # What stands behind them is not reached, and a notice that is dismissed gives the focus back.
    page.evaluate("document.body.append(document.createElement('input'))")
    for key in ["Tab"] * 10 + ["Shift+Tab"] * 12:
        editor.press(key)
        page.wait_for_function("document.querySelector('.cjw:focus-within')")
    notice.get_by_role("button", name="Dismiss").click()
    expect(editor.root.locator(".cjw-deck")).to_be_focused()
    editor.press("s")
    expect(notice).to_contain_text("This page allows no second window")
    expect(editor.root.locator(".cjw-deck-notes")).to_have_text("No notes for this slide.")
    editor.press("Escape")
    expect(editor.root.locator(".cjw-deck")).to_have_count(0)
    assert not editor.root.evaluate("e => e.matches(':popover-open')")
    context.close()
