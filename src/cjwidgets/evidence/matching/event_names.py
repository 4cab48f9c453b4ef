"""The words in names: taken apart, compared, and written for people."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cjwidgets.evidence.matching.word_forms import same

# Chinese, Japanese and Korean are not spaced: two signs at a time tell most.
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_PART = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
    r"|[^\W\d_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+|\d+"
)
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|(?<=[A-Z])(?=[A-Z][a-z])")
# Words that most events share say little about which they are.
_ENGLISH = "a an and at button by event for from in into of on or page screen the to user with"
_OTHER = "в для и из к на по с 的 了 和"
COMMON = frozenset(f"{_ENGLISH} {_OTHER}".split())
CLOSE = 0.8
# What is longer is no name: comparing it letter by letter would take minutes.
LONGEST_NAME = 200
LONGEST_WORD = 40


@lru_cache(maxsize=100_000)
def tokens(name: str) -> tuple[str, ...]:
    """Return the words of a name, small, in order.

    Examples
    --------
    >>> tokens("addToCart_v2"), tokens("Оплата: карта"), tokens("加入购物车")
    (('add', 'to', 'cart', 'v', '2'), ('оплата', 'карта'), ('加入', '入购', '购物', '物车'))
    """
    text = _CAMEL.sub(" ", unicodedata.normalize("NFKC", name[:LONGEST_NAME]))
    found: list[str] = []
    for part in _PART.findall(text):
        if _UNSPACED.match(part) and len(part) > 2:
            found += [part[i : i + 2] for i in range(len(part) - 1)]
        else:
            found.append(part.casefold())
    return tuple(found)


def similarity(one: Iterable[str], two: Iterable[str]) -> float:
    """Return how alike the words of two names are, from 0 to 1.

    A word counts as far as its nearest on the other side is like it (Dice's coefficient with
    soft matches); common words count little.

    Examples
    --------
    >>> similarity(tokens("product_page"), tokens("Product page"))
    1.0
    >>> round(similarity(tokens("add_to_cart"), tokens("Cart")), 2)
    0.62
    """
    first, second = tuple(dict.fromkeys(one)), tuple(dict.fromkeys(two))
    if not first or not second:
        return 0.0
    total = sum(map(_weight, first)) + sum(map(_weight, second))
    shared = sum(
        _weight(word) * max(_alike(word, other) for other in others)
        for words, others in ((first, second), (second, first))
        for word in words
    )
    return min(shared / total, 1.0)


def humanise(name: str) -> str:
    """Return the name of an event as people would write it.

    Examples
    --------
    >>> humanise("product_page"), humanise("addToCart"), humanise("SMS sent"), humanise("加购")
    ('Product page', 'Add to cart', 'SMS sent', '加购')
    """
    words = re.split(r"[\W_]+", name) if not re.search(r"\s", name.strip()) else [name.strip()]
    if len(words) > 1 or not re.search(r"\s", name):
        words = [part for word in words for part in _CAMEL.split(word) if part]
        words = [word if word.isupper() and len(word) > 1 else word.lower() for word in words]
    text = " ".join(" ".join(words).split())
    return text[:1].upper() + text[1:] if text else name.strip() or name


def _weight(word: str) -> float:
    return 0.2 if word in COMMON or word.isdigit() else 1.0


@lru_cache(maxsize=200_000)
def _alike(one: str, two: str) -> float:
    """How alike two words are; 0 below `CLOSE`."""
    if one == two:
        return 1.0
    known = same(one, two)
    if known is not None:
        return known
    short, long = sorted((one, two), key=len)
    if len(short) >= 3 and long.startswith(short):  # pay, payment
        return 0.9
    if len(short) < 4 or len(long) > LONGEST_WORD:
        return 0.0
    matcher = difflib.SequenceMatcher(None, short, long, autojunk=False)
    if matcher.real_quick_ratio() < CLOSE or matcher.quick_ratio() < CLOSE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= CLOSE else 0.0
