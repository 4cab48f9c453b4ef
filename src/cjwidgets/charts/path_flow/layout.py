"""Where the places and ribbons of a flow stand: an alluvial layout of the paths table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

WALL, GAP, BAR = 360, 12, 9  # height of all customers, between places, width of a place
Walk = tuple[tuple[str, ...], bool, int]  # the places, whether it went on, customers


@dataclass
class Spot:
    """A place at a step, from ``top`` on; ``ended`` customers go no further."""

    step: int
    place: str
    customers: int = 0
    ended: int = 0
    top: float = 0.0
    height: float = 0.0
    out: float = 0.0  # how much of its height ribbons have taken, on either side
    into: float = 0.0


@dataclass
class Ribbon:
    """Customers who go from a place to the next."""

    source: Spot
    target: Spot
    customers: int
    left: float = 0.0
    right: float = 0.0
    width: float = 0.0


@dataclass
class Flow:
    """All of them; ``height`` is that of the highest step."""

    spots: list[Spot] = field(default_factory=list)
    ribbons: list[Ribbon] = field(default_factory=list)
    height: float = 0.0


def counted(
    walks: Iterable[Walk], steps: int, most: int, other: str
) -> dict[tuple[int, str, str | None], int]:
    """Count customers by step, place and next place; None where the journey ends.

    Each step keeps its ``most`` frequent places, the rest become ``other``.
    """
    walks = list(walks)
    totals: dict[tuple[int, str], int] = defaultdict(int)
    for places, _, customers in walks:
        for step, place in enumerate(places[:steps]):
            totals[step, place] += customers
    kept: set[tuple[int, str]] = set()
    for step in range(steps):
        here = sorted((key for key in totals if key[0] == step), key=lambda key: -totals[key])
        kept.update(here if len(here) <= most else here[: most - 1])
    found: dict[tuple[int, str, str | None], int] = defaultdict(int)
    for places, cut, customers in walks:
        named = [
            place if (step, place) in kept else other for step, place in enumerate(places[:steps])
        ]
        for step, place in enumerate(named):
            last = step + 1 == len(named)
            if last and (cut or len(places) > steps):
                found[step, place, ""] += customers  # goes on, beyond what is drawn
            else:
                found[step, place, None if last else named[step + 1]] += customers
    return dict(found)


def laid(counts: dict[tuple[int, str, str | None], int], total: int, other: str) -> Flow:
    """Return the layout of counted flows; a place stands higher the earlier customers are there."""
    spots: dict[tuple[int, str], Spot] = {}
    for (step, place, onward), customers in counts.items():
        spot = spots.setdefault((step, place), Spot(step, place))
        spot.customers += customers
        spot.ended += customers if onward is None else 0
    order = _order(spots.values(), other)
    flow = Flow(sorted(spots.values(), key=lambda spot: (spot.step, order[spot.place])))
    scale = WALL / max(1, total)
    bottom: dict[int, float] = defaultdict(float)
    for spot in flow.spots:
        spot.top, spot.height = bottom[spot.step], max(1.0, scale * spot.customers)
        bottom[spot.step] += spot.height + GAP
        flow.height = max(flow.height, bottom[spot.step] - GAP)
    between = sorted(
        ((step, a, b) for step, a, b in counts if b),
        key=lambda key: (key[0], order[key[1]], order[key[2] or ""]),
    )
    for step, a, b in between:
        source, target = spots[step, a], spots[step + 1, b or ""]
        ribbon = Ribbon(source, target, counts[step, a, b])
        ribbon.width = scale * ribbon.customers
        ribbon.left = source.top + source.out
        source.out += ribbon.width
        flow.ribbons.append(ribbon)
    for ribbon in sorted(
        flow.ribbons, key=lambda each: (each.target.step, order[each.source.place])
    ):
        ribbon.right = ribbon.target.top + ribbon.target.into
        ribbon.target.into += ribbon.width
    return flow


def _order(spots: Iterable[Spot], other: str) -> dict[str, float]:
    weight: dict[str, int] = defaultdict(int)
    steps: dict[str, int] = defaultdict(int)
    for spot in spots:
        weight[spot.place] += spot.customers
        steps[spot.place] += spot.step * spot.customers
    ranked = sorted(weight, key=lambda place: (place == other, steps[place] / weight[place]))
    return {place: float(rank) for rank, place in enumerate(ranked)} | {"": -1.0}
