"""What the rules of a map become: a place for each kind of event."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

NOWHERE = -1


@dataclass(frozen=True)
class Earlier:
    """A column no log has: how many earlier events of the customer are of some kinds.

    It tells kinds apart by what came before, in the order of the log, for rules that ask for a
    sequence. A part of a log counts its own events.

    Attributes
    ----------
    columns : tuple of str
    members : tuple of int
        Which of the kinds by these columns count.
    most : int
        What is counted: up to so many. Its names are the numbers, ``"0"`` to ``str(most)``.
    """

    columns: tuple[str, ...]
    members: tuple[int, ...]
    most: int

    @cached_property
    def name(self) -> str:
        """Its name where a column must have one; that of no other."""
        said = f"{self.columns} {self.members} {self.most}"
        return f"earlier_{hashlib.sha256(said.encode()).hexdigest()[:24]}"


Column = str | Earlier
"""What tells kinds apart: a role of the log, or what came before."""


@dataclass(frozen=True, eq=False)
class EventKinds:
    """The distinct kinds of events in a log: what a rule can tell apart.

    Rules are asked once a kind, never once an event: a log of 50 million events has a few
    hundred kinds, and a rule may be any Python function.

    Attributes
    ----------
    columns : tuple of str or Earlier
        Roles that tell kinds apart, ``"event"`` first, and counts of what came before.
    cuts : tuple of int
        Moments (µs UTC), rising, at which a new period begins; period ``i`` holds the times
        ``cuts[i - 1] <= t < cuts[i]``.
    table : pandas.DataFrame
        One row a kind, sorted by its columns: ``columns`` as text (None where missing),
        ``period`` (int), ``events`` (how many).
    """

    columns: tuple[Column, ...]
    cuts: tuple[int, ...]
    table: pd.DataFrame

    def __len__(self) -> int:
        return len(self.table)

    def names(self, column: str) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        """Return the distinct names of a column, and which of them each kind has (−1: none)."""
        if column not in self._names:
            values = self.table[column]
            names = sorted(set(values[values.notna().to_numpy()]))
            place = {name: i for i, name in enumerate(names)}
            codes = np.array([place.get(value, -1) for value in values], dtype=np.int64)
            self._names[column] = tuple(names), codes
        return self._names[column]

    @cached_property
    def _names(self) -> dict[str, tuple[tuple[str, ...], NDArray[np.int64]]]:
        return {}

    @cached_property
    def told(self) -> dict[tuple[str, str], NDArray[np.bool_]]:
        """By column and text: which kinds a rule that is a text means, once it was asked."""
        return {}


@dataclass(frozen=True, eq=False)
class Placement:
    """The place of each kind: a stage, touchpoint, channel, segment or event name.

    Compared by identity, so that what was reduced for a placement can be kept by it.

    Attributes
    ----------
    kinds : EventKinds
    places : ndarray of int32, shape (len(kinds),)
        Position in `names`; −1 for a kind that belongs nowhere. Such events count as if they
        were not in the log, but where absence is told: they show that a customer is there.
    names : tuple of str
    """

    kinds: EventKinds
    places: NDArray[np.int32]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, eq=False)
class ChainSteps:
    """Which kinds fulfil each step of a chain; a kind may fulfil several.

    Attributes
    ----------
    kinds : EventKinds
    members : ndarray of bool, shape (n_steps, len(kinds))
    """

    kinds: EventKinds
    members: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.members)
