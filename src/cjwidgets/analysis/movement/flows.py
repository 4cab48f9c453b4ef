"""The journeys of a log up to their goal, as the transition counts a chain is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cjwidgets.analysis.inference.clustered import FEW
from cjwidgets.analysis.inference.intervals import Interval
from cjwidgets.analysis.shared.checks import whole
from cjwidgets.analysis.shared.defaults import GONE
from cjwidgets.analysis.shared.places import Place, at_level
from cjwidgets.analysis.shared.targets import Target, fulfilling, rules_in
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import claims
from cjwidgets.evidence.matching.placement import NOWHERE, Placement
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.model import JourneyMap

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Most numbers in one array of draws: it bounds the memory of a bootstrap.
ROOM = 4_000_000


@dataclass(frozen=True, eq=False)
class Flows:
    """Who goes from where to where until the goal, in groups of whole customers.

    Attributes
    ----------
    nodes : tuple of Touchpoint or Stage
        The n places, in the order of the map.
    ruled : ndarray of bool, shape (n,)
        Whether the log can show the place: it has a rule.
    final : ndarray of bool, shape (n,)
        Whether the place is the goal, so that being there ends the journey.
    groups : ndarray, shape (n_groups, n_cells)
        How often each transition that occurs was made, by group.
    cells : ndarray of int64, shape (n_cells,)
        Where in the flattened (n + 1, n + 3) matrix of a chain each transition is.
    numbers : ndarray of int64, shape (n_groups,)
        What the groups are called by all who ask the log.
    placement : Placement
        The n places, and the goal as the last.
    active : int
        So long (µs) before the log ends somebody was active who may yet come.
    """

    nodes: tuple[Place, ...]
    ruled: Mask
    final: Mask
    groups: Floats
    cells: NDArray[np.int64]
    numbers: NDArray[np.int64]
    placement: Placement = field(repr=False)
    active: int

    @property
    def shape(self) -> tuple[int, int]:
        """Shape of the chain's matrix."""
        return len(self.nodes) + 1, len(self.nodes) + 3

    @property
    def unsure(self) -> str:
        """Why there are no intervals, as a note, or nothing."""
        if len(self.groups) < 2:
            return "small_n"
        return "few_people" if self.observed()[-1].sum() < FEW else ""

    def observed(self) -> Floats:
        """Return the transition counts of the whole log."""
        return self.matrix(self.groups.sum(axis=0, keepdims=True))[0]

    def draws(self, draws: int, seed: int) -> Iterator[Floats]:
        """Yield the counts of bootstrap draws, some draws at a time: (…, n + 1, n + 3).

        A draw takes as many groups of customers as there are, with replacement.
        """
        number = len(self.groups)
        whole("seed", seed, 0)
        random = np.random.default_rng(seed)
        step = max(1, ROOM // (self.shape[0] * self.shape[1]))
        for done in range(0, draws, step):
            size = min(step, draws - done)
            weights = random.multinomial(number, np.full(number, 1 / number), size=size)
            yield self.matrix(weights @ self.groups)

    def matrix(self, counts: Floats) -> Floats:
        """Return counts of the transitions that occur as counts of a chain."""
        rows, columns = self.shape
        matrix = np.zeros((len(counts), rows * columns))
        matrix[:, self.cells] = counts
        return matrix.reshape(-1, rows, columns)


def flows(
    jm: JourneyMap,
    log: EventLog,
    goal: Target,
    level: str = "touchpoint",
    gone: Duration = GONE,
) -> Flows:
    """Reduce a log to the flows between the places of a map, up to the goal.

    A customer's journey ends with the first event of the goal; what comes after is passed
    over. Who does not get there is lost after the last event that belongs to a place, or open if
    an event of any kind was less than ``gone`` before the log ends.

    Raises
    ------
    DataError
        The map's rules claim no event, or nothing says which events are the goal.
    InputError
        A goal or level that is none.
    """
    active = span_micros(gone, "gone")
    claimed = claims(jm, log, also=rules_in(goal))
    nodes, masks = at_level(claimed, level)
    final = fulfilling(goal, claimed)
    places = np.full(len(claimed.kinds), NOWHERE, dtype=np.int32)
    for place, mask in enumerate(masks):
        if mask is not None:
            places[mask & (places == NOWHERE)] = place
    n = len(nodes)
    observed = (places != NOWHERE).any()
    if not n:
        raise DataError(
            f"{jm.title!r} has no {level}s.", hint="Add some, or draft a map: from_log(log)."
        )
    places[final] = n
    if not observed:
        raise DataError(
            f"No event of the log belongs to a {level} of {jm.title!r}.",
            hint=f"Set .match of {level}s, e.g. .match = [{log.event_names[0]!r}].",
        )
    placement = log.placement(claimed.kinds, places, (*(node.name for node in nodes), ""))
    pairs = log.engine.pairs(placement, visits=True, groups=True, until=(n,), active=active)
    pairs = pairs[pairs["source"] != n]
    # In the table the goal is place n, the start n + 1, and the ends are n + 2 and n + 3.
    row, target = np.minimum(pairs["source"].to_numpy(), n), pairs["target"].to_numpy()
    column = target - (target > n)
    cells, cell = np.unique(row * (n + 3) + column, return_inverse=True)
    numbers, group = np.unique(pairs["group"].to_numpy(), return_inverse=True)
    groups = np.zeros((len(numbers), len(cells)))
    np.add.at(groups, (group, cell), pairs["count"].to_numpy())
    return Flows(
        nodes=nodes,
        ruled=np.array([mask is not None for mask in masks], dtype=np.bool_),
        final=np.array([_within(mask, final) for mask in masks], dtype=np.bool_),
        groups=groups,
        cells=cells,
        numbers=numbers,
        placement=placement,
        active=active,
    )


def _within(mask: Mask | None, final: Mask) -> bool:
    return mask is not None and bool(mask.any() and final[mask].all())


def bootstrap(
    found: Flows,
    statistic: Callable[[Floats], dict[str, Floats]],
    *,
    confidence: float,
    draws: int,
    seed: int,
) -> dict[str, Interval]:
    """Percentile intervals of statistics of the counts, over draws of whole customers.

    A draw in which a value is not defined is left out for that value. Of fewer than `FEW`
    customers draws spread too little, and of fewer than two groups not at all: NaN.
    """
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 1:
        raise InputError(f"draws={draws!r} is no number of draws.", hint="The default is 1000.")
    parts = [statistic(counts) for counts in found.draws(draws, seed)]
    tail = (1 - confidence) / 2
    intervals = {}
    for name in parts[0]:
        values = np.concatenate([part[name] for part in parts])
        if found.unsure:
            values = np.full_like(values, np.nan)
        ends = np.full((2, *values.shape[1:]), np.nan)
        known = ~np.isnan(values).all(axis=0)  # else no interval
        ends[:, known] = np.nanquantile(values[:, known], [tail, 1 - tail], axis=0)
        intervals[name] = Interval(*ends)
    return intervals
