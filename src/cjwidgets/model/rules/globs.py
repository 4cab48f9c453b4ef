"""Patterns with ``*`` for whole names, matched in one pass from left to right."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator
from functools import lru_cache

Sign = str | re.Pattern[str] | None
"""What one character must be: itself, one of a set, anything."""


class Glob:
    """A pattern for a whole text: ``*`` is any text, ``?`` any one character.

    Each part between two stars is looked for once, from where the one before it ended, so the
    time is that of reading the text, however many stars there are.

    Parameters
    ----------
    pattern : str
    sets : bool, default False
        Whether ``[ab]``, ``[a-z]`` and ``[!ab]`` mean one character, as in `fnmatch`; else
        brackets mean themselves.

    Examples
    --------
    >>> Glob("pay*").matches("payment"), Glob("pay*").matches("repay")
    (True, False)
    >>> Glob("step [12]", sets=True).matches("step 2")
    True
    """

    def __init__(self, pattern: str, *, sets: bool = False) -> None:
        parts: list[list[Sign]] = [[]]
        for sign in _signs(pattern, sets):
            if sign == "*":
                parts.append([])
            else:
                parts[-1].append(None if sign == "?" else _read(sign))
        first, *others = map(_Part, parts)
        self._first, self._last = first, others.pop() if others else None
        self._middle = [part for part in others if part.size]

    def matches(self, text: str) -> bool:
        """Return whether the whole text fits."""
        first, last = self._first, self._last
        if last is None:
            return len(text) == first.size and first.is_at(text, 0)
        place, end = first.size, len(text) - last.size
        if place > end or not first.is_at(text, 0) or not last.is_at(text, end):
            return False
        for part in self._middle:
            place = part.end(text, place, end)
            if place < 0:
                return False
        return True


class _Part:
    """What stands between two stars: so many characters, one after the other."""

    def __init__(self, signs: list[Sign]) -> None:
        self.size = len(signs)
        self._signs = signs
        known = [sign for sign in signs if isinstance(sign, str)]
        self._literal = "".join(known) if len(known) == len(signs) else None
        self._places: dict[Sign, int] = {}
        if self._literal is None:
            for i, sign in enumerate(signs):
                self._places[sign] = self._places.get(sign, 0) | 1 << i
        self._sets = [sign for sign in self._places if isinstance(sign, re.Pattern)]

    def is_at(self, text: str, place: int) -> bool:
        """Whether it stands at a place of a text."""
        if self._literal is not None:
            return text.startswith(self._literal, place)
        return all(_is(sign, text[place + i]) for i, sign in enumerate(self._signs))

    def end(self, text: str, start: int, stop: int) -> int:
        """Where it ends, first found between two places of a text; −1: nowhere."""
        if self._literal is not None:
            found = text.find(self._literal, start, stop)
            return found if found < 0 else found + self.size
        # Bit i of `begun`: the first i + 1 signs stand right before this place.
        begun, whole = 0, 1 << (self.size - 1)
        for place in range(start, stop):
            begun = (begun << 1 | 1) & self._welcome(text[place])
            if begun & whole:
                return place + 1
        return -1

    def _welcome(self, character: str) -> int:
        """At which of its places a character may stand, as bits."""
        bits = self._places.get(None, 0) | self._places.get(character, 0)
        for each in self._sets:
            if _is(each, character):
                bits |= self._places[each]
        return bits


def _is(sign: Sign, character: str) -> bool:
    if isinstance(sign, re.Pattern):
        return sign.match(character) is not None
    return sign is None or sign == character


def _signs(pattern: str, sets: bool) -> Iterator[str]:
    """The signs of a pattern: characters, and sets with their brackets."""
    place, closed = 0, pattern.rfind("]") if sets else -1
    while place < len(pattern):
        end = _set_end(pattern, place) if pattern[place] == "[" and place < closed else 0
        yield pattern[place : end or place + 1]
        place = end or place + 1


def _set_end(pattern: str, place: int) -> int:
    """Where the set ends whose bracket opens here; 0 if it is never closed, so no set."""
    inside = place + 1 + pattern.startswith("!", place + 1)
    return pattern.find("]", inside + pattern.startswith("]", inside)) + 1


@lru_cache(maxsize=1_000)
def _read(sign: str) -> Sign:
    return sign if len(sign) == 1 else re.compile(fnmatch.translate(sign))
