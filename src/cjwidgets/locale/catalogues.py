"""The catalogues: every interface text of a language, and how it writes numbers and days."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from cjwidgets.errors import InputError


def _languages() -> tuple[str, ...]:
    names = (entry.name for entry in files(__package__).iterdir())
    found = sorted(name.removesuffix(".json") for name in names if name.endswith(".json"))
    return tuple(sorted(found, key="en".__ne__))


LOCALES = _languages()
"""The languages there is a catalogue of, English first."""


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
