"""What the field knows, as data: stage frameworks, signals in logs, synonyms of shops."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.locale import LOCALES

__all__ = ["framework_stages", "frameworks", "signals", "synonyms"]


@cache
def frameworks() -> dict[str, dict[str, Any]]:
    """Return the stage frameworks by name: ``title``, ``source``, ``note`` and ``stages``.

    Titles and stages are given by language.

    Examples
    --------
    >>> list(frameworks())[:3]
    ['retention', 'consumer', 'ecommerce']
    """
    source = files(__package__).joinpath("frameworks.json").read_text(encoding="utf-8")
    return json.loads(source)


def framework_stages(name: str, locale: str = "en") -> list[str]:
    """Return the names of a framework's stages in a language.

    Raises
    ------
    NotFoundError
        When there is no framework of that name.
    InputError
        When there is no such language.

    Examples
    --------
    >>> framework_stages("5A")
    ['Aware', 'Appeal', 'Ask', 'Act', 'Advocate']
    """
    known = frameworks()
    if not isinstance(name, str) or name not in known:
        raise NotFoundError(
            f"There is no framework {name!r}.", hint=f"Choose one of {', '.join(known)}."
        )
    if locale not in LOCALES:
        raise InputError(
            f"There is no interface language {locale!r}.",
            hint=f"Choose one of {', '.join(LOCALES)}.",
        )
    return list(known[name]["stages"][locale])


@cache
def signals() -> dict[str, dict[str, Any]]:
    """Return the words in event names that tell what a customer is doing.

    ``groups``: what they do (from ``exposure`` to ``advocate``) → words; ``stages``: framework
    → the groups of each of its stages; ``touchpoints``: class of touchpoint → words;
    ``against``: words that say it came to nothing. Words are English, Russian and Chinese;
    ``!word`` after one: not if that follows.

    Examples
    --------
    >>> signals()["stages"]["AIPL"][1]
    ['engage', 'cart']
    """
    source = files(__package__).joinpath("signals.json").read_text(encoding="utf-8")
    return json.loads(source)


@cache
def synonyms() -> dict[str, dict[str, list[str]]]:
    """Return what shops call the same things: a meaning → language → phrases.

    Languages are those of the interface. ``^phrase$``: only where it is the whole name. What is
    listed under ``none of these`` looks like one of the others and is not.

    Examples
    --------
    >>> synonyms()["cart"]["en"][:2], synonyms()["cart"]["ru"]
    (['cart', 'basket'], ['корзина', 'корзинка'])
    """
    source = files(__package__).joinpath("synonyms.json").read_text(encoding="utf-8")
    return json.loads(source)
