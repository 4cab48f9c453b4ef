"""One catalogue of interface texts, for Python and for the browser."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from cjwidgets.errors import InputError

LOCALES = ("en", "ru", "zh-Hans", "zh-Hant")


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
