"""What rules ask of the events before: as columns that tell kinds apart."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cjwidgets.evidence.matching.placement import Earlier, EventKinds
from cjwidgets.evidence.matching.searches import Mask
from cjwidgets.model.rules.nth import bounds


class Sequences:
    """The counts of earlier events that some rules need, each once.

    Parameters
    ----------
    base : EventKinds
        By the columns that rules name.
    """

    def __init__(self, base: EventKinds) -> None:
        self._columns: tuple[str, ...] = tuple(c for c in base.columns if isinstance(c, str))
        self._most: dict[tuple[int, ...], int] = {}

    def need(self, members: Mask, most: int) -> None:
        """Count events of some of the base's kinds, up to a number."""
        key = _key(members)
        if key:
            self._most[key] = max(most, self._most.get(key, 0))

    @property
    def columns(self) -> tuple[Earlier, ...]:
        return tuple(Earlier(self._columns, key, most) for key, most in self._most.items())

    def before(self, kinds: EventKinds, members: Mask, first: int, last: int | None) -> Mask:
        """Return which kinds have from ``first`` to ``last`` (None: any more) such before them."""
        key = _key(members)
        if not key:
            return np.full(len(kinds), first == 0)
        counts = kinds.table[Earlier(self._columns, key, self._most[key])].to_numpy().astype(int)
        mask: Mask = (counts >= first) & (counts <= last if last is not None else True)
        return mask


def most_of(nth: str) -> int:
    """Return how far to count before an event for ``Rule(nth=…)``."""
    first, last = bounds(nth)
    return first - 1 if last is None else last


def _key(members: Iterable[bool]) -> tuple[int, ...]:
    return tuple(np.flatnonzero(np.asarray(members)).tolist())
