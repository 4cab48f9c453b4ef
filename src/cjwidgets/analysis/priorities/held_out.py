"""Whether the chain foretells what customers do whom it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cjwidgets.analysis.movement import absorption
from cjwidgets.analysis.movement.flows import Flows
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.placement import NOWHERE

FOLDS = 5


class HeldOut(NamedTuple):
    """Customers who come to some places: who of them should reach the goal, and who does."""

    predicted: float
    """Customers; NaN where nothing is left to learn from."""
    reached: int
    checked: int


def held_out(found: Flows, log: EventLog, places: Sequence[int]) -> HeldOut:
    """Foretell of a fifth of the customers by a chain of the others, five times.

    The fifths are told by who the customers are, as the groups of a bootstrap. Whoever comes to
    one of the places should reach the goal with P(goal) of the first of them that they come to.
    """
    asked = found.placement
    position = {place: at for at, place in enumerate(dict.fromkeys(places))}
    goal = len(position)
    codes = [position.get(int(place), NOWHERE) for place in range(len(found.nodes))]
    code = np.array([*codes, goal], dtype=np.int32)
    there = np.where(asked.places == NOWHERE, NOWHERE, code[asked.places]).astype(np.int32)
    few = log.placement(asked.kinds, there, ("",) * (goal + 1))
    pairs = log.engine.pairs(few, visits=True, groups=True, until=(goal,))
    fold, count = pairs["group"].to_numpy() % FOLDS, pairs["count"].to_numpy()
    source, target = pairs["source"].to_numpy(), pairs["target"].to_numpy()
    first, there_then = np.zeros((FOLDS, goal)), np.zeros(FOLDS)
    comes = (source == goal + 1) & (target < goal)
    np.add.at(first, (fold[comes], target[comes]), count[comes])
    reaches = (source < goal) & (target == goal)
    np.add.at(there_then, fold[reaches], count[reaches])
    chance = _chances(found)[:, list(position)]
    known = ~np.isnan(np.where(first > 0, chance, 0.0)).any(axis=1)
    predicted = (first * np.nan_to_num(chance))[known].sum()
    checked = int(first[known].sum())
    return HeldOut(predicted if checked else np.nan, int(there_then[known].sum()), checked)


def _chances(found: Flows) -> absorption.Floats:
    """Return P(goal) from each place by a chain of all but a fold; NaN where nobody else was."""
    own = np.stack(
        [found.groups[found.numbers % FOLDS == fold].sum(axis=0) for fold in range(FOLDS)]
    )
    counts = found.matrix(found.groups.sum(axis=0) - own)
    goal = absorption.absorb(absorption.probabilities(counts)).goal
    return np.where(counts[:, :-1].any(axis=-1), goal, np.nan)
