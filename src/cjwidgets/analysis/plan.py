"""What a map foresees: its places in order, and the links between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.coding import Coding
from cjwidgets.evidence.match import Claims
from cjwidgets.model import JourneyMap, Stage, Touchpoint


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
    coding : Coding
    """

    nodes: tuple[Touchpoint | Stage, ...]
    ruled: NDArray[np.bool_]
    links: frozenset[tuple[int, int]]
    coding: Coding

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
    nodes: tuple[Touchpoint | Stage, ...]
    at = {each.id: place for place, each in enumerate(claimed.touchpoints)}
    ends = [
        (at[link.source], at[link.target])
        for link in jm.links
        if {link.source, link.target} <= at.keys()
    ]
    if level == "touchpoint":
        nodes, masks, coding = claimed.touchpoints, claimed.claimed, claimed.touchpoint_coding()
    else:
        nodes, masks, coding = claimed.stages, claimed.by_stage(), claimed.stage_coding()
        ends = [(claimed.stage_of[source], claimed.stage_of[target]) for source, target in ends]
    ruled = np.array([mask is not None for mask in masks], dtype=np.bool_)
    return Plan(nodes, ruled, frozenset(ends), coding)
