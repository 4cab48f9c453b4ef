"""How far what is known about a part of a map carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cjwidgets.model import Evidence, JourneyMap, Node
from cjwidgets.model.vocabulary import EVIDENCE_LEVELS

ASSUMPTION, ANECDOTE, QUALITATIVE, QUANTITATIVE, TRIANGULATED = EVIDENCE_LEVELS
WEAK = (ASSUMPTION, ANECDOTE)


def level_of(node: Node, measured: Iterable[str] = ()) -> str:
    """Return the level of evidence of one part of a map.

    Parameters
    ----------
    node : Node
        With its recorded evidence; a Stage, Touchpoint, Persona or card.
    measured : iterable of str
        Independent kinds of data that are attached and cover this node, such as what
        customers did and what they said.

    Returns
    -------
    str
        The strongest level there is; ``"triangulated"`` from two independent kinds on, of
        qualitative and quantitative evidence. Recorded sources are of one kind a level.

    Examples
    --------
    >>> from cjwidgets.model import Evidence, Touchpoint
    >>> level_of(Touchpoint("Search"))
    'assumption'
    >>> told = Touchpoint("Search", evidence=[Evidence("Interviews", level="qualitative")])
    >>> level_of(told), level_of(told, ["log"])
    ('qualitative', 'triangulated')
    """
    recorded = {each.level for each in getattr(node, "evidence", ())}
    kinds = set(measured)
    independent = len(kinds) + (QUALITATIVE in recorded) + (QUANTITATIVE in recorded and not kinds)
    if TRIANGULATED in recorded or independent >= 2:
        return TRIANGULATED
    if kinds:
        return QUANTITATIVE
    return max(recorded, key=EVIDENCE_LEVELS.index, default=ASSUMPTION)


def statements(jm: JourneyMap) -> Iterator[tuple[Node, float]]:
    """Go through the parts of a map that state something, each with its weight.

    Key touchpoints and moments of truth weigh twice.
    """
    for node in jm.walk():
        if "evidence" in type(node).children:
            yield node, 2.0 if _matters(node) else 1.0


def records(jm: JourneyMap) -> Iterator[tuple[Node, Evidence]]:
    """Go through the recorded evidence of a map, each with what it backs."""
    for node in jm.walk():
        for each in getattr(node, "evidence", ()):
            yield node, each


def _matters(node: Any) -> bool:
    return bool(getattr(node, "key", False) or getattr(node, "moment_of_truth", ""))
