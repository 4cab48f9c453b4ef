"""The theme of a widget is that of what lies behind it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from browser.bare import bare, mounted
from browser.editor import Editor
from browser.measures import twenty


def brightness(part: Locator) -> float:
    """From 0 to 255, however the colour is written."""
    numbers: list[float] = part.evaluate(
        """(part) => {
          const pen = document.createElement("canvas").getContext("2d");
          pen.fillStyle = getComputedStyle(part).backgroundColor;
          pen.fillRect(0, 0, 1, 1);
          return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }"""
    )
    return sum(numbers) / 3


def in_section(context: BrowserContext, ground: str, **values: Any) -> Editor:
    """A map in a section of its own ground; the page around it is as its theme says."""
    page = bare(context, twenty(), **{"theme": "auto", **values})
    page.evaluate(
        """(ground) => {
          const section = document.createElement("section");
          section.style.cssText = `background: ${ground}; padding: 8px`;
          const place = document.getElementById("place");
          place.replaceWith(section);
          section.append(place);
        }""",
        ground,
    )
    return mounted(page)


@pytest.mark.parametrize(
    ("ground", "theme"),
    [
        ("#111", "dark"),
        ("rgb(18 18 18)", "dark"),
        ("oklch(0.2 0.02 250)", "dark"),
        ("#2b2b2b", "dark"),
        ("#5a5a5a", "dark"),
        ("#fff", "light"),
        ("#f3e9d2", "light"),
    ],
)
def test_the_theme_is_that_of_what_lies_behind(
    context: BrowserContext, ground: str, theme: str
) -> None:
    editor = in_section(context, ground)
    expect(editor.root).to_have_attribute("data-cjw-theme", theme)
    # A notebook that says otherwise says it of itself, and its colours stay away.
    page = editor.page
    says = "(light) => { document.body.dataset.jpThemeLight = light; }"
    page.evaluate(says, "true" if theme == "dark" else "false")
    expect(editor.root).to_have_attribute("data-cjw-theme", theme)
    expect(editor.root).not_to_have_attribute("data-cjw-host", re.compile(".*"))
    page.evaluate(says, "false" if theme == "dark" else "true")
    expect(editor.root).to_have_attribute("data-cjw-host", "")
    section = page.locator("section").first
    if ground in ("#111", "rgb(18 18 18)", "oklch(0.2 0.02 250)"):
        assert 5 <= brightness(editor.root) - brightness(section) <= 20
    if theme == "dark":
        assert brightness(editor.root) < 60


def test_the_theme_is_read_again_when_what_lies_behind_changes(context: BrowserContext) -> None:
    editor = in_section(context, "#fff")
    page, root = editor.page, editor.root
    expect(root).to_have_attribute("data-cjw-theme", "light")
    page.evaluate("document.querySelector('section').style.background = '#111'")
    expect(root).to_have_attribute("data-cjw-theme", "dark")
    # Slowly, by a class of something further out.
    page.add_style_tag(
        content="""
      main { background: #fff; transition: background-color 0.1s; }
      main.dark { background: #101418; }"""
    )
    page.evaluate("""() => {
      const section = document.querySelector("section");
      const main = document.createElement("main");
      section.style.background = "none";
      section.replaceWith(main);
      main.append(section);
      section.style.padding = "9px";
    }""")
    expect(root).to_have_attribute("data-cjw-theme", "light")
    page.evaluate("document.querySelector('section').style.padding = '8px'")
    page.evaluate("document.querySelector('main').classList.add('dark')")
    page.evaluate("document.querySelector('section').style.padding = '10px'")
    expect(root).to_have_attribute("data-cjw-theme", "dark")


@pytest.mark.parametrize("scheme", ["dark", "light dark"])
def test_a_page_without_a_ground_has_the_browsers(context: BrowserContext, scheme: str) -> None:
    page = bare(context, twenty(), theme="auto")
    page.evaluate(
        """(scheme) => {
          document.body.style.background = "";
          document.head.insertAdjacentHTML(
            "beforeend", `<meta name="color-scheme" content="${scheme}">`);
        }""",
        scheme,
    )
    root = mounted(page).root
    expect(root).to_have_attribute("data-cjw-theme", "dark" if scheme == "dark" else "light")
    page.emulate_media(color_scheme="dark")
    expect(root).to_have_attribute("data-cjw-theme", "dark")


def test_the_theme_is_read_when_a_widget_gets_its_place(context: BrowserContext) -> None:
    page = bare(context, twenty(), theme="auto")
    # As Panel and Solara do: mounted in a shadow tree that stands nowhere yet.
    page.evaluate("""() => {
      const host = document.createElement("div");
      const place = document.getElementById("place");
      window.later = host;
      void window.mount();
      host.attachShadow({ mode: "open" }).append(...document.querySelectorAll("style"), place);
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }""")
    page.evaluate("""() => {
      document.body.insertAdjacentHTML("beforeend", "<section style='background: #111'></section>");
      document.querySelector("section").append(window.later);
    }""")
    expect(page.locator(".cjw").first).to_have_attribute("data-cjw-theme", "dark")
    page.evaluate("document.querySelector('section').style.background = '#fff'")
    expect(page.locator(".cjw").first).to_have_attribute("data-cjw-theme", "light")
