"""A change tried as the model has it, and as it might be: what the doubt is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cjwidgets.analysis.movement import absorption
from cjwidgets.analysis.movement.absorption import Floats
from cjwidgets.analysis.priorities.improvements import AnyChange
from cjwidgets.analysis.priorities.trial import LOST, OPEN, TriedJourney

VARIANTS = ("", "_alike", "_lost")
"""As the model has it; with so many alike; with those who may yet come counted as lost."""

Plan = list[tuple[AnyChange, list[int]]]
"""Changes, and the places that each names."""


@dataclass(frozen=True)
class Trials:
    """What scenarios do, in each draw of a log: a statistic for its bootstrap.

    Attributes
    ----------
    observed : ndarray, shape (n + 1, n + 3)
        Transition counts of the whole log.
    plans : list of Plan
    names : tuple of str
        Of the places, for messages.
    alike : float
    """

    observed: Floats
    plans: list[Plan]
    names: tuple[str, ...]
    alike: float

    def __call__(self, counts: Floats) -> dict[str, Floats]:
        """Return before, after, change and gained, and the last three of the variants.

        Shape (draws, scenarios).
        """
        p = self._chain(counts, self._whole)
        before = absorption.absorb(p).total[:, None]
        changed = [self._after(self._whole, p, plan) for plan in self.plans]
        found = {"": _goals(changed)}
        found["_alike"] = _goals([self._mixed(p, each) for each in changed])
        found["_lost"] = found[""]
        if counts[..., OPEN].any():
            whole, lost = self._whole_lost, self._chain(_lost(counts), self._whole_lost)
            found["_lost"] = _goals([self._after(whole, lost, plan) for plan in self.plans])
        values = {"before": np.broadcast_to(before, found[""].shape)}
        for variant, after in found.items():
            change = np.round(after - before, 12) + 0.0  # no gain of −1e-17
            values |= {f"after{variant}": after, f"change{variant}": change}
            values[f"gained{variant}"] = 1000 * change
        return values

    @cached_property
    def _whole(self) -> Floats:
        return absorption.probabilities(self.observed)

    @cached_property
    def _whole_lost(self) -> Floats:
        return absorption.probabilities(_lost(self.observed))

    def _chain(self, counts: Floats, whole: Floats) -> Floats:
        p = absorption.probabilities(counts)
        # Where nobody of a draw was, the whole log tells how customers behave there.
        return np.where(p.any(axis=-1, keepdims=True), p, whole)

    def _after(self, whole: Floats, p: Floats, plan: Plan) -> Floats:
        states = {place: place for place in range(len(self.names))}
        journey = TriedJourney(np.concatenate([whole[None], p]), states, self.names)
        for change, places in plan:
            journey = journey.apply(change, places)
        return journey.p[1:]

    def _mixed(self, p: Floats, after: Floats) -> Floats:
        """Let only some go as after the change; a place that is gone is still there for others."""
        there = after.any(axis=-1, keepdims=True)
        return np.where(there, (1 - self.alike) * p + self.alike * after, p)


def _goals(chains: list[Floats]) -> Floats:
    return np.stack([absorption.absorb(p).total for p in chains], axis=-1)


def _lost(counts: Floats) -> Floats:
    """Count those who may yet come as lost."""
    then = counts.copy()
    then[..., LOST] += then[..., OPEN]
    then[..., OPEN] = 0.0
    return then
