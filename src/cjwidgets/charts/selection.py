"""What a reader chose in a live chart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

_NONE: Mapping[str, tuple[Any, ...]] = MappingProxyType({})
_MOST = 10_000  # points, and characters of a name


@dataclass(frozen=True)
class Selection:
    """What is chosen by one parameter of a chart.

    Attributes
    ----------
    name : str
        The parameter.
    kind : {"point", "interval"}
    points : tuple of mappings
        Of a point selection: the chosen values of its fields, or the chosen rows when it names
        none.
    ranges : mapping
        Of an interval selection: from and to, by field; all chosen values on a scale of names.

    Examples
    --------
    >>> chosen = Selection("pick", "point", points=({"stage": "Buy"},))
    >>> chosen.points[0]["stage"], bool(chosen)
    ('Buy', True)
    """

    name: str
    kind: Literal["point", "interval"]
    points: tuple[Mapping[str, Any], ...] = ()
    ranges: Mapping[str, tuple[Any, ...]] = field(default_factory=lambda: _NONE)

    def __bool__(self) -> bool:
        return bool(self.points or self.ranges)


def read(message: Any, names: frozenset[str]) -> Selection | None:
    """Return the selection that a browser told, or None: it may tell anything."""
    if not isinstance(message, dict) or message.get("name") not in names:
        return None
    name, kind = message["name"], message.get("kind")
    points, ranges = message.get("points", []), message.get("ranges", {})
    if kind == "point" and isinstance(points, list) and len(points) <= _MOST:
        if all(isinstance(each, dict) and _plain(each) for each in points):
            return Selection(name, kind, points=tuple(map(MappingProxyType, points)))
    elif kind == "interval" and isinstance(ranges, dict):
        if all(isinstance(each, list) and _plain(each) for each in ranges.values()):
            frozen = {field: tuple(each) for field, each in ranges.items()}
            return Selection(name, kind, ranges=MappingProxyType(frozen))
    return None


def names(spec: Any) -> frozenset[str]:
    """Return the selection parameters of a spec, at any depth."""
    if isinstance(spec, list):
        return frozenset().union(*map(names, spec))
    if not isinstance(spec, dict):
        return frozenset()
    own = {each["name"] for each in spec.get("params", []) if "select" in each}
    parts = ("layer", "concat", "hconcat", "vconcat", "spec")
    return frozenset(own).union(*(names(spec.get(part)) for part in parts))


def _plain(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, dict):
        return all(map(_plain, value.values()))
    return all(map(_plain, value)) if isinstance(value, list) else True
