"""What the words of a name mean, where shops have several words for one thing."""

from __future__ import annotations

from functools import cache, lru_cache

from cjwidgets.evidence.matching.event_names import tokens
from cjwidgets.evidence.matching.word_forms import form_of
from cjwidgets.knowledge import synonyms

LOOKALIKES = "none of these"
MARK = "="
"""Begins what is a meaning and no word."""
OTHER = "≠"
"""Begins a phrase that only looks like one of the table."""


@lru_cache(maxsize=100_000)
def meanings(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name with each phrase of the table replaced by what it means.

    Examples
    --------
    >>> meanings(tokens("add_to_basket")), meanings(tokens("PDP")), meanings(tokens("去购物车"))
    (('add', 'to', '=cart'), ('=product page',), ('=cart',))
    """
    phrases, longest = _phrases()
    forms = tuple(map(form_of, words))
    if forms in _whole():
        return (_whole()[forms],)
    found: list[str] = []
    at = 0
    while at < len(forms):
        for end in range(min(len(forms), at + longest), at, -1):
            meaning = phrases.get(forms[at:end])
            if meaning is not None:
                # Two signs that a Chinese phrase shares with its neighbours say nothing.
                if found and _overlap(found[-1], words[at]):
                    found.pop()
                found.append(meaning)
                at = end + (end < len(words) and _overlap(words[end - 1], words[end]))
                break
        else:
            found.append(words[at])
            at += 1
    return tuple(found)


def shared(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Return whether both speak of one thing."""
    return any(word.startswith(MARK) for word in {*one} & {*two})


def told(meant: tuple[str, ...]) -> bool:
    """Return whether the table knows what some of it means."""
    return any(word.startswith(MARK) for word in meant)


def deceptive(meant: tuple[str, ...]) -> bool:
    """Return whether some of it only looks like what the table knows."""
    return any(word.startswith(OTHER) for word in meant)


def _overlap(one: str, two: str) -> bool:
    """Whether these are neighbouring pairs of a text without spaces."""
    return len(one) == len(two) == 2 and one[1] == two[0] and one[1] > "\u2e80"


@cache
def _phrases() -> tuple[dict[tuple[str, ...], str], int]:
    """The words of each phrase → what it means, and how many words the longest has."""
    found = {
        _words(phrase): OTHER + phrase if meaning == LOOKALIKES else MARK + meaning
        for phrase, meaning in _table()
        if phrase[0] != "^"
    }
    return found, max(map(len, found))


@cache
def _whole() -> dict[tuple[str, ...], str]:
    """What means something only where it is the whole name."""
    return {_words(phrase): MARK + meaning for phrase, meaning in _table() if phrase[0] == "^"}


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(map(form_of, tokens(phrase.strip("^$"))))


def _table() -> list[tuple[str, str]]:
    return [
        (phrase, meaning)
        for meaning, languages in synonyms().items()
        for phrases in languages.values()
        for phrase in phrases
    ]
