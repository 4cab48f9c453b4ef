"""HTML that is put together, never pasted: what is no markup already is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape

VOID = ("br", "col", "img")


class Html(str):
    """Text that is markup."""

    __slots__ = ()


_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SPECIAL = re.compile(r"[&<>\"'\x00-\x1f\x7f-\x9f]")
BREAK = Html("<br>")


def plain(text: str) -> Html:
    """Return text as markup that shows it, line by line.

    Examples
    --------
    >>> plain("a < b\\nc")
    'a &lt; b<br>c'
    """
    if not _SPECIAL.search(text):
        return Html(text)
    seen = _UNSEEN.sub(" ", text.strip("\n"))
    return Html(escape(seen).replace("\n", "<br>"))


def element(name: str, *parts: str, **attributes: object) -> Html:
    """Return an element; attributes that are None are left out, ``class_`` is ``class``.

    Examples
    --------
    >>> element("td", "1 < 2", colspan=2, class_=None)
    '<td colspan="2">1 &lt; 2</td>'
    """
    held = ""
    for key, value in attributes.items():
        if value is not None:
            shown = escape(value) if isinstance(value, str) and _SPECIAL.search(value) else value
            held += f' {_attribute(key)}="{shown}"'
    if name in VOID:
        return Html(f"<{name}{held}>")
    inside = parts[0] if len(parts) == 1 and type(parts[0]) is Html else join(parts)
    return Html(f"<{name}{held}>{inside}</{name}>")


@cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def join(parts: Iterable[str], between: str = "") -> Html:
    """Return parts one after the other; those that are text, escaped."""
    marked = [each if type(each) is Html else plain(each) for each in parts]
    return Html((plain(between) if between and type(between) is not Html else between).join(marked))


# Signs of scripts that are written from right to left: Hebrew, Arabic and their like.
_TO_THE_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_OWN_WAY = ' dir="auto"'


def one_way(html: Html) -> Html:
    """Return markup without the directions of its parts, where all of it goes to the right.

    A map has thousands of parts, and Jupyter reads them all again for its table of contents.

    Examples
    --------
    >>> one_way(element("td", "a", dir="auto"))
    '<td>a</td>'
    >>> one_way(element("td", "\u05d0", dir="auto"))[:15]
    '<td dir="auto">'
    """
    # What people wrote can't look like this: its quotes are escaped.
    return html if _TO_THE_LEFT.search(html) else Html(html.replace(_OWN_WAY, ""))
