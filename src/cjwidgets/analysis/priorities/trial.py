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


@dataclass(frozen=True, eq=False)
class TriedJourney:
    """A chain on which changes are tried: draws of it, and which state is whose.

    Attributes
    ----------
    p : ndarray, shape (draws, n + 1, n + 2)
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
        lost = self.p[:, state, -1]
        if change.to is not None:
            then = np.full_like(lost, change.to)
        else:
            then = np.minimum(lost * (1 + (change.by or 0.0)), 1.0)
        onward = _onward(self.p[:, state])
        if then[0] < 1:
            self._check_onward(onward, state)
        p = self.p.copy()
        p[:, state] = _row(then, onward)
        return replace(self, p=p)

    def _remove(self, state: int, strategy: str) -> TriedJourney:
        if strategy == "skip":
            p = self.p.copy()
            p[:, :, state] = 0.0
            onward = _onward(p[:, state])
            self._check_onward(onward, state)
            p += self.p[:, :, state, None] * _row(np.zeros(len(p)), onward)[:, None, :]
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
        lost = np.divide(both[:, -1], weight, out=np.ones_like(weight), where=weight > 0)
        if to is not None:
            lost = np.full_like(lost, to)
        both[:, [a, b]] = 0.0
        onward = _onward(both)
        if lost[0] < 1:
            self._check_onward(onward, a)
        p = self.p.copy()
        p[:, :, a] += p[:, :, b]
        p[:, :, b] = 0.0
        p[:, a] = _row(lost, onward)
        p[:, b] = 0.0
        return replace(self, p=p, states={k: a if at == b else at for k, at in self.states.items()})

    def _reorder(self, states: list[int]) -> TriedJourney:
        seats = sorted(states)
        onward = _onward(self.p)
        p = self.p.copy()
        for seat, state in zip(seats, states, strict=True):
            if self.p[0, state, -1] < 1:
                self._check_onward(onward[:, seat], seat)
            p[:, seat] = _row(self.p[:, state, -1], onward[:, seat])
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
    """Where those go who are not lost; zeros where nobody goes on."""
    kept = rows.copy()
    kept[..., -1] = 0.0
    return absorption.probabilities(kept)


def _row(lost: Floats, onward: Floats) -> Floats:
    """Put a row together; who has nowhere to go on to is lost."""
    row = onward * (1 - lost)[..., None]
    row[..., -1] = np.where(onward.any(axis=-1), lost, 1.0)
    return row
