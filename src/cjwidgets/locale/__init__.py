"""One catalogue of interface texts, for Python and for the browser."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from cjwidgets.errors import InputError

LOCALES = ("en", "ru", "zh-Hans", "zh-Hant")

_NUMBER = re.compile(r"[<>+−]?\d{1,3}(,?\d{3})*(\.\d+)?%?")
_NUMBERS = re.compile(rf"{_NUMBER.pattern}(( ?– ?| … ){_NUMBER.pattern})*")
_MARKS = {"ru": str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})}


@cache
def catalogue(locale: str) -> dict[str, str]:
    """Return every interface text of a language, keyed as in ``en.json``.

    Examples
    --------
    >>> catalogue("en")["editor.undo"]
    'Undo'
    """
    if locale not in LOCALES:
        raise InputError(
            f"There is no interface language {locale!r}.",
            hint=f"Choose one of {', '.join(LOCALES)}.",
        )
    source = files(__package__).joinpath(f"{locale}.json").read_text(encoding="utf-8")
    return json.loads(source)


def text(key: str, locale: str = "en", **values: object) -> str:
    """Return one interface text with its ``{placeholders}`` filled in.

    Examples
    --------
    >>> text("editor.undo", "en")
    'Undo'
    """
    return catalogue(locale)[key].format(**values)


def localised(value: object, locale: str) -> object:
    """Return a number, or an interval of numbers, with the marks of a language; else the value.

    Examples
    --------
    >>> localised("2.5%–3.1%", "ru"), localised("v2.5", "ru"), localised("2.5%", "en")
    ('2,5%–3,1%', 'v2.5', '2.5%')
    """
    marks = _MARKS.get(locale)
    if marks and isinstance(value, str) and _NUMBERS.fullmatch(value):
        return value.translate(marks)
    return value
