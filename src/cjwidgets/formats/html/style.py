"""How static forms look where a host lets them have a style: light or dark, as the page is."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from cjwidgets.display.personas import HUES, persona_class
from cjwidgets.display.svg import themes
from cjwidgets.formats.html.markup import Html, element, join
from cjwidgets.formats.html.writer import Writer

COLUMN = 168
"""Width of a column in pixels: the points of the curve stand in the middle of it."""
HEAD = 160
"""Width of the names of the lanes: the longest word of every language is whole."""
NAME = "cjw-static"


def width(columns: int) -> int:
    """Return the pixels that a table of so many columns takes."""
    return HEAD + columns * COLUMN


@cache
def stylesheet() -> str:
    """Return the style of every static form."""
    rules = files(__package__).joinpath("form.css").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)
    tight = re.sub(r"\s*([{};,])\s*", r"\1", rules).replace(";}", "}").replace(": ", ":").strip()
    # Notebooks style every table of an output by two or three classes: these need as many.
    rules = tight + "".join(
        f".{NAME} .{persona_class(at)}{{color:var(--cjw-{hue})}}" for at, hue in enumerate(HUES)
    )
    return themes(NAME) + rules.replace(f".{NAME}", f".{NAME}.{NAME}")


def page(write: Writer, *parts: Html, rtl: bool = False) -> Html:
    """Return a static form: its parts in a frame with style, language and direction."""
    return element(
        "div",
        element("style", Html(stylesheet())),
        *parts,
        class_=NAME,
        lang=write.locale,
        dir="rtl" if rtl else "ltr",
    )


def note(*parts: str) -> Html:
    """Return a line of small print, of what is not empty."""
    return element(
        "p", join([each for each in parts if each], " · "), class_="cjw-note", dir="auto"
    )
