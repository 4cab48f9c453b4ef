"""Text that fits: cleaned, measured and wrapped in Python."""

from __future__ import annotations

import math
import unicodedata

ELLIPSIS = "…"
BOLD = 1.12  # how much wider bold text is


def clean(text: str) -> str:
    """Return text on one line, without what no font draws and XML refuses."""
    shown = (
        " " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text
    )
    # Only at plain spaces: "28 %" stays whole.
    return " ".join(filter(None, "".join(shown).split(" ")))


def width(text: str) -> float:
    """Return the width in em, on the wide side: no font is at hand in Python."""
    return sum(_advance(sign) for sign in text)


def _advance(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if sign in "iljtfrI.,:;'|!()[] ":
        return 0.38
    if sign in "mwMWшщжюмШЩЖЮМфФыЫ@%…":
        return 0.92
    return 0.7 if sign.isupper() else 0.62


def roomy(size: float, step: int = 20) -> float:
    """Return a size with room to spare: a name that grows a little moves nothing.

    Examples
    --------
    >>> roomy(141)
    160.0
    """
    return float(step * math.ceil(size / step))


def longest(text: str) -> float:
    """Return the width of the longest piece that should not be broken."""
    return max((width(piece.strip(" ")) for piece in _pieces(clean(text))), default=0.0)


def wrap(text: str, room: float, lines: int = 2) -> list[str]:
    """Break text into lines no wider than ``room`` em; what does not fit ends in an ellipsis.

    Lines break at spaces, between CJK characters, and inside a word only when it alone is
    too wide.

    Examples
    --------
    >>> wrap("Forced account at checkout", 9)
    ['Forced account', 'at checkout']
    """
    rows: list[str] = [""]
    for piece in _pieces(clean(text)):
        if width((rows[-1] + piece).strip(" ")) <= room:
            rows[-1] += piece
        elif width(piece.strip(" ")) <= room:
            rows.append(piece)
        else:
            for sign in piece:
                if width((rows[-1] + sign).strip(" ")) > room and rows[-1].strip(" "):
                    rows.append("")
                rows[-1] += sign
    rows = [row for row in rows if row.strip(" ")]
    if len(rows) > lines:
        rows[lines - 1 :] = [_cut("".join(rows[lines - 1 :]).strip(" "), room)]
    return [row.strip(" ") for row in rows] or [""]


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for sign in text:
        if unicodedata.east_asian_width(sign) in "WF":
            # Closing punctuation stays with the character before it.
            if unicodedata.category(sign)[0] == "P" and pieces[-1]:
                pieces[-1] += sign
            else:
                pieces.append(sign)
        elif sign == " " or (pieces[-1] and unicodedata.east_asian_width(pieces[-1][-1]) in "WF"):
            pieces.append(sign)
        else:
            pieces[-1] += sign
    return [piece for piece in pieces if piece]


def _cut(text: str, room: float) -> str:
    while text and width(text) + width(ELLIPSIS) > room:
        text = text[:-1]
    return text.rstrip(" ") + ELLIPSIS
