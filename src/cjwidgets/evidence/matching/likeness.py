"""How alike two names are: an event's, and that of a place on a map or what somebody types."""

from __future__ import annotations

from cjwidgets.evidence.matching.event_names import similarity, tokens
from cjwidgets.evidence.matching.meanings import deceptive, meanings, shared, told

WHOLE = 0.8
"""Score where all words of a touchpoint's name occur in the event's, among others."""
MEANT = 0.9
"""What a name that means the same counts for, beside one of the same words."""
ALIKE = 0.5
"""Score from which a name is alike."""


def scores(words: tuple[str, ...], known: tuple[str, ...]) -> tuple[float, float]:
    """Return how alike two names are by their words, and by what these mean.

    Examples
    --------
    >>> scores(tokens("add_to_cart"), tokens("Cart"))[0], scores(tokens("basket"), tokens("Cart"))
    (0.8, (0.0, 0.9))
    """
    meant, asked = meanings(words), meanings(known)
    alike, by_meaning = _likeness(words, known), _likeness(meant, asked)
    if shared(meant, asked):
        return alike, MEANT * by_meaning
    if deceptive(meant) or deceptive(asked):
        return by_meaning, 0.0
    # A word in common is chance where both names are known to mean something else.
    return (0.0 if told(meant) and told(asked) and alike < WHOLE else alike), 0.0


def _likeness(words: tuple[str, ...], known: tuple[str, ...]) -> float:
    score = similarity(words, known)
    whole = bool(known) and set(known) <= set(words)
    return max(score, WHOLE) if whole and any(len(word) > 1 for word in known) else score


def alike(event: str, name: str) -> bool:
    """Return whether an event's name is like another, or means the same.

    Examples
    --------
    >>> alike("view_item", "Product page"), alike("cartoon", "Cart")
    (True, False)
    """
    return max(scores(tokens(event), tokens(name))) >= ALIKE
