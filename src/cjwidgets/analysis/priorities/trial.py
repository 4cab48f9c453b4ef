"""A chain on which changes of a journey are tried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from cjwidgets.analysis.movement import absorption
from cjwidgets.analysis.movement.absorption import Floats
from cjwidgets.analysis.priorities.improvements import (
    AnyChange,
    DropOff,
    Merge,
    Remove,
    Reorder,
)
from cjwidgets.errors import DataError, InputError

LOST, OPEN = -2, -1
"""Columns of the two ends that are not the goal."""


@dataclass(frozen=True, eq=False)
class TriedJourney:
    """A chain on which changes are tried: draws of it, and which state is whose.

    Attributes
    ----------
    p : ndarray, shape (draws, n + 1, n + 3)
        Transition probabilities; draw 0 is the log as observed.
    states : dict of int to int
        State of each touchpoint; changes move them. Removed touchpoints have none.
    names : tuple of str
        Of the touchpoints, for messages.
    """

    p: Floats
    states: dict[int, int]
    names: tuple[str, ...] = field(repr=False)

    def apply(self, change: AnyChange, places: Iterable[int]) -> TriedJourney:
        """Return the journey after a change of the touchpoints at some places."""
        states = [self._state(place) for place in places]
        if len(set(states)) < len(states):
            raise InputError(
                f"{change!r} names a touchpoint twice.",
                hint="Merged touchpoints are one from then on.",
            )
        match change:
            case DropOff():
                return self._drop_off(states[0], change)
            case Remove():
                return self._remove(states[0], change.strategy)
            case Merge():
                return self._merge(states[0], states[1], change.to)
            case Reorder():
                return self._reorder(states)

    def _state(self, place: int) -> int:
        if place not in self.states:
            raise InputError(
                f"{self.names[place]!r} is changed after it was removed.",
                hint="Changes are applied in the order in which they are given.",
            )
        return self.states[place]

    def _drop_off(self, state: int, change: DropOff) -> TriedJourney:
        lost, open_ = self.p[:, state, LOST], self.p[:, state, OPEN]
        then = lost * (1 + (change.by or 0.0))
        if change.to is not None:
            then = np.full_like(lost, change.to)
        then = np.minimum(then, 1 - open_)
        onward = _onward(self.p[:, state])
        if then[0] + open_[0] < 1:
            self._check_onward(onward, state)
        p = self.p.copy()
        p[:, state] = _row(then, open_, onward)
        return replace(self, p=p)

    def _remove(self, state: int, strategy: str) -> TriedJourney:
        if strategy == "skip":
            p = self.p.copy()
            p[:, :, state] = 0.0
            onward = _onward(p[:, state])
            self._check_onward(onward, state)
            open_ = self.p[:, state, OPEN]
            p += self.p[:, :, state, None] * _row(0 * open_, open_, onward)[:, None, :]
            p[:, state] = 0.0
        else:
            p = absorption.without(self.p, state, strategy)
        left = {place: at for place, at in self.states.items() if at != state}
        return replace(self, p=p, states=left)

    def _merge(self, a: int, b: int, to: float | None) -> TriedJourney:
        solved = absorption.absorb(self.p)
        visits = np.nan_to_num(solved.visits)[:, [a, b]]
        rows = self.p[:, [a, b]]
        both = (visits[..., None] * rows).sum(axis=1)
        weight = visits.sum(axis=1)
        shares = np.divide(both, weight[:, None], out=0 * both, where=weight[:, None] > 0)
        open_ = shares[:, OPEN]
        lost = np.where(weight > 0, shares[:, LOST], 1.0)
        if to is not None:
            lost = np.minimum(to, 1 - open_)
        both[:, [a, b]] = 0.0
        onward = _onward(both)
        if lost[0] + open_[0] < 1:
            self._check_onward(onward, a)
        p = self.p.copy()
        p[:, :, a] += p[:, :, b]
        p[:, :, b] = 0.0
        p[:, a] = _row(lost, open_, onward)
        p[:, b] = 0.0
        return replace(self, p=p, states={k: a if at == b else at for k, at in self.states.items()})

    def _reorder(self, states: list[int]) -> TriedJourney:
        seats = sorted(states)
        onward = _onward(self.p)
        p = self.p.copy()
        for seat, state in zip(seats, states, strict=True):
            lost, open_ = self.p[:, state, LOST], self.p[:, state, OPEN]
            if lost[0] + open_[0] < 1:
                self._check_onward(onward[:, seat], seat)
            p[:, seat] = _row(lost, open_, onward[:, seat])
        moved = dict(zip(states, seats, strict=True))
        return replace(self, p=p, states={k: moved.get(at, at) for k, at in self.states.items()})

    def _check_onward(self, onward: Floats, state: int) -> None:
        """Refuse what the log can't tell; a draw that can't tell it keeps them lost."""
        if not onward[0].any():
            name = next(self.names[place] for place, at in self.states.items() if at == state)
            raise DataError(
                f"Nobody ever went on from {name!r}: where customers would go if they were not "
                "lost there can't be said.",
                hint="Change another touchpoint, or remove it with strategy='detour'.",
            )


def _onward(rows: Floats) -> Floats:
    """Where those go who go on; zeros where nobody does."""
    kept = rows.copy()
    kept[..., [LOST, OPEN]] = 0.0
    return absorption.probabilities(kept)


def _row(lost: Floats, open_: Floats, onward: Floats) -> Floats:
    """Put a row together; who has nowhere to go on to is lost."""
    row = onward * (1 - lost - open_)[..., None]
    row[..., LOST] = np.where(onward.any(axis=-1), lost, 1 - open_)
    row[..., OPEN] = open_
    return row
