"""The forms of the words that shops use: whether two words are one, or only look alike.

What the table of synonyms knows is a whole word: ``carts`` is a form of ``cart``, ``cartoon`` is
another word. Chinese has no forms.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from cjwidgets.knowledge import synonyms

_LATIN = re.compile(r"[a-z]+")
_CYRILLIC = re.compile(r"[а-яё]+")
_RUSSIAN = (
    "а у е и й ы о ой ою ом ам ами ах ов ев ей ем ь я ю ям ями ях ию ия ии ий ией ие "
    "ый ая ое ые ого ому ым ых ыми ую ить ать ил ал ила ала или али ите"
)
# The longest first: each is tried alone.
_ENDINGS = sorted(_RUSSIAN.split(), key=len, reverse=True)
SHORTEST_STEM = 3
SURE_STEM = 4
"""Letters of a stem that is cut out of a word of the table."""
LONGEST = 40
LONG = 7
"""Letters from which a word is known in spite of a typing error inside it."""
TYPO = 0.85
FORM = 0.9


def form_of(word: str) -> str:
    """Return the word of the table that a word is a form of; itself where it is of none.

    Examples
    --------
    >>> form_of("baskets"), form_of("viewed"), form_of("корзину"), form_of("cartoon")
    ('basket', 'view', 'корзина', 'cartoon')
    """
    return _known(word) or word


@lru_cache(maxsize=100_000)
def same(one: str, two: str) -> float | None:
    """Return how alike two words are if the table knows one of them, else None.

    Examples
    --------
    >>> same("cart", "carts"), same("cart", "cartoon"), round(same("chekout", "checkout"), 2)
    (0.9, 0.0, 0.93)
    >>> same("blue", "blues") is None
    True
    """
    first, second = _known(one), _known(two)
    if first is None and second is None:
        return None
    if first == second or (first and second and _cognate(first, second)):
        return FORM
    alone = first is None or second is None
    ends = one[0] == two[0] and one[-1] == two[-1]
    if not (alone and ends and LONG <= len(first or second or "") <= LONGEST):
        return 0.0
    near = difflib.SequenceMatcher(None, one, two, autojunk=False).ratio()
    return near if near >= TYPO else 0.0


@lru_cache(maxsize=100_000)
def _known(word: str) -> str | None:
    forms = _forms()
    found = forms.get(word)
    if found is None and _CYRILLIC.fullmatch(word):
        found = next(filter(None, map(forms.get, _stems(word, SHORTEST_STEM))), None)
    return found


def _cognate(one: str, two: str) -> bool:
    """Whether two words mean one thing and begin alike: pay and payment."""
    return one[:SHORTEST_STEM] == two[:SHORTEST_STEM] and bool(_meant(one) & _meant(two))


@cache
def _meant(word: str) -> frozenset[str]:
    return frozenset(
        meaning
        for meaning, languages in synonyms().items()
        if any(word in phrases for phrases in languages.values())
    )


@cache
def _forms() -> dict[str, str]:
    """Each form → its word; of Russian words their stems, with a dash."""
    every = [
        word
        for languages in synonyms().values()
        for phrases in languages.values()
        for phrase in phrases
        for word in phrase.strip("^$").split()
    ]
    forms: dict[str, str] = {}
    for word in sorted(every, key=len):
        latin = _LATIN.fullmatch(word)
        if not latin and not _CYRILLIC.fullmatch(word):
            continue
        own = [word, *(_english(word) if latin else _stems(word, SURE_STEM))]
        known = next(filter(None, map(forms.get, own[:1] if latin else own)), word)
        for form in own:
            forms.setdefault(form, known)
    return forms


def _english(word: str) -> Iterator[str]:
    if len(word) < SHORTEST_STEM:
        return
    if word.endswith("y") and word[-2] not in "aeiou":
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    elif word.endswith("e"):
        yield from (f"{word}s", f"{word}d")
    elif re.search(r"(s|x|ch|sh)$", word):
        yield from (f"{word}es", f"{word}ed")
    else:
        yield from (f"{word}s", f"{word}ed")


def _stems(word: str, shortest: int) -> Iterator[str]:
    """Each stem a Russian word may have, with a dash, so that it is no word."""
    yield f"{word}-"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            yield f"{word[: -len(ending)]}-"
