"""What a reader chose in a live chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

_NONE: Mapping[str, tuple[Any, ...]] = MappingProxyType({})
_MOST = 10_000  # points that a browser may tell of


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


def read(message: Any, known: Mapping[str, Selection]) -> Selection | None:
    """Return the selection that a browser told, or None: it may tell anything."""
    name = message.get("name") if isinstance(message, dict) else None
    if not isinstance(name, str) or name not in known:
        return None
    points, ranges = message.get("points"), message.get("ranges")
    if known[name].kind == "point":
        if isinstance(points, list) and len(points) <= _MOST and all(map(_is_row, points)):
            return Selection(name, "point", points=tuple(map(MappingProxyType, points)))
    elif isinstance(ranges, dict) and all(isinstance(each, list) for each in ranges.values()):
        frozen = {field: tuple(each) for field, each in ranges.items()}
        return Selection(name, "interval", ranges=MappingProxyType(frozen))
    return None


def empty(spec: Any) -> dict[str, Selection]:
    """Return an empty selection for each parameter of a spec that can be chosen, at any depth."""
    if isinstance(spec, list):
        return {name: each for part in spec for name, each in empty(part).items()}
    if not isinstance(spec, dict):
        return {}
    found: dict[str, Selection] = {}
    for each in spec.get("params", []):
        if select := each.get("select"):
            kind = select if isinstance(select, str) else select.get("type")
            name = str(each["name"])
            found[name] = Selection(name, "interval" if kind == "interval" else "point")
    for part in ("layer", "concat", "hconcat", "vconcat", "spec"):
        found |= empty(spec.get(part))
    return found


def _is_row(value: Any) -> bool:
    return isinstance(value, dict)
