"""What a map foresees: its places in order, and the links between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cjwidgets.analysis.shared.places import Place, at_level
from cjwidgets.evidence.matching.claims import Claims
from cjwidgets.evidence.matching.placement import Placement
from cjwidgets.model import JourneyMap


@dataclass(frozen=True, eq=False)
class Plan:
    """The planned journey.

    Attributes
    ----------
    nodes : tuple of Touchpoint or Stage
        The places, in the order of the map.
    ruled : ndarray of bool, shape (n,)
        Whether a log can show the place: it has a rule.
    links : frozenset of (int, int)
        Places joined by links of the map.
    placement : Placement
    """

    nodes: tuple[Place, ...]
    ruled: NDArray[np.bool_]
    links: frozenset[tuple[int, int]]
    placement: Placement

    def follows(self, source: int, target: int) -> bool:
        """Whether a place is planned to come after another; −1 is the start."""
        ahead = np.flatnonzero(self.ruled[source + 1 :])
        following = source + 1 + int(ahead[0]) if len(ahead) else None
        return target == following or (source, target) in self.links

    def may_skip(self, place: int) -> bool:
        return any(source < place < target for source, target in self.links)

    def may_repeat(self, place: int) -> bool:
        return any(target <= place <= source for source, target in self.links)


def plan_of(jm: JourneyMap, claimed: Claims, level: str) -> Plan:
    """Read the plan of a map at a level."""
    nodes, masks = at_level(claimed, level)
    by_stage = level == "stage"
    at = {
        each.id: stage if by_stage else place
        for place, (each, stage) in enumerate(
            zip(claimed.touchpoints, claimed.stage_of, strict=True)
        )
    }
    return Plan(
        nodes=nodes,
        ruled=np.array([mask is not None for mask in masks], dtype=np.bool_),
        links=frozenset(
            (at[link.source], at[link.target])
            for link in jm.links
            if link.source in at and link.target in at
        ),
        placement=claimed.stage_placement() if by_stage else claimed.touchpoint_placement(),
    )
