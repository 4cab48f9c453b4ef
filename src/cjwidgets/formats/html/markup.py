"""HTML that is put together, never pasted: what is no markup already is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

VOID = ("br", "col", "img")


class Html(str):
    """Text that is markup."""

    __slots__ = ()


_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
BREAK = Html("<br>")


def plain(text: str) -> Html:
    """Return text as markup that shows it, line by line.

    Examples
    --------
    >>> plain("a < b\\nc")
    'a &lt; b<br>c'
    """
    seen = _UNSEEN.sub(" ", text.strip("\n"))
    return Html(escape(seen).replace("\n", "<br>"))


def element(name: str, *parts: str, **attributes: object) -> Html:
    """Return an element; attributes that are None are left out, ``class_`` is ``class``.

    Examples
    --------
    >>> element("td", "1 < 2", colspan=2, class_=None)
    '<td colspan="2">1 &lt; 2</td>'
    """
    held = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{held}>" + ("" if name in VOID else f"{join(parts)}</{name}>"))


def join(parts: Iterable[str], between: str = "") -> Html:
    """Return parts one after the other; those that are text, escaped."""
    marked = (each if isinstance(each, Html) else plain(each) for each in parts)
    return Html((between if isinstance(between, Html) else plain(between)).join(marked))
