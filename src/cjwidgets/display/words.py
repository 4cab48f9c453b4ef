"""Text that fits: cleaned, measured and wrapped in Python; numbers as a language writes them."""

from __future__ import annotations

import math
import unicodedata

ELLIPSIS = "…"
BOLD = 1.12  # how much wider bold text is
_NARROW_NO_BREAK = "\u202f"


def clean(text: str) -> str:
    """Return text on one line, without what no font draws and XML refuses."""
    shown = (
        " " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text
    )
    return " ".join("".join(shown).split())


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
    return max((width(piece.strip()) for piece in _pieces(clean(text))), default=0.0)


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
        if width((rows[-1] + piece).strip()) <= room:
            rows[-1] += piece
        elif width(piece.strip()) <= room:
            rows.append(piece)
        else:
            for sign in piece:
                if width((rows[-1] + sign).strip()) > room and rows[-1].strip():
                    rows.append("")
                rows[-1] += sign
    rows = [row for row in rows if row.strip()]
    if len(rows) > lines:
        rows[lines - 1 :] = [_cut("".join(rows[lines - 1 :]).strip(), room)]
    return [row.strip() for row in rows] or [""]


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
    return text.rstrip() + ELLIPSIS


def count(number: int, locale: str) -> str:
    """Return a whole number with the separators of a language.

    Examples
    --------
    >>> count(3605, "en")
    '3,605'
    """
    return f"{number:,}".replace(",", _NARROW_NO_BREAK) if locale == "ru" else f"{number:,}"


def decimal(number: float, locale: str, *, sign: bool = False) -> str:
    """Return a number with at most two decimals, a true minus, and on demand a plus."""
    shown = f"{number:+.2f}" if sign and round(number, 2) else f"{number:.2f}"
    shown = shown.rstrip("0").rstrip(".").replace("-", "−")
    shown = "0" if shown in ("−0", "") else shown
    return shown.replace(".", ",") if locale == "ru" else shown


def percent(share: float, locale: str) -> str:
    """Return a share as percent; one decimal where whole numbers would say 0 or 100.

    Examples
    --------
    >>> print(percent(0.284, "en"), percent(0.004, "en"), percent(0.00001, "en"), sep=", ")
    28 %, 0.4 %, <0.1 %
    """
    hundredths = 100 * share
    if 0 < hundredths < 0.05:
        sign, hundredths = "<", 0.1
    elif 99.95 <= hundredths < 100:
        sign, hundredths = ">", 99.9
    else:
        sign = ""
    return f"{sign}{_hundredths(hundredths, locale)}{_NARROW_NO_BREAK}%"


def percent_range(low: float, high: float, locale: str) -> str:
    """Return an interval of shares in percent, the sign left out: ``'47–53'``."""
    return f"{_hundredths(100 * low, locale)}–{_hundredths(100 * high, locale)}"


def _hundredths(value: float, locale: str) -> str:
    digits = 0 if 0.95 <= value < 99.5 else 1
    shown = f"{value:.{digits}f}".removesuffix(".0")
    return shown.replace(".", ",") if locale == "ru" else shown
