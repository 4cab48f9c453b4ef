"""What a reader chose in a live chart."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from cjwidgets.errors import InputError

PICK = "pick"
"""The point parameter of our charts."""

_NONE: Mapping[str, tuple[Any, ...]] = MappingProxyType({})
_MOST = 10_000  # points that a browser may tell of, and values of one of them
_LONGEST = 20_000  # characters of a text, as in a map
_DEEPEST = 4  # levels of a value in a row of data


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

    def __reduce__(self) -> tuple[Any, ...]:
        points = tuple(dict(point) for point in self.points)  # a mapping proxy can't be pickled
        return _frozen, (self.name, self.kind, points, dict(self.ranges))


def _frozen(name: str, kind: Literal["point", "interval"], points: Any, ranges: Any) -> Selection:
    return Selection(name, kind, tuple(map(MappingProxyType, points)), MappingProxyType(ranges))


@dataclass(frozen=True)
class Param:
    """A parameter of a spec that can be chosen; ``fields`` are those it names itself."""

    name: str
    kind: Literal["point", "interval"]
    fields: tuple[str, ...] = ()


def chosen(param: Param, points: Any) -> Selection:
    """Return the selection of points that Python asks for; each may name some of the fields."""
    if param.kind != "point":
        raise InputError(
            f"{param.name!r} selects a range, and only points can be chosen from Python.",
            hint="A reader brushes it in the chart; read .selections.",
        )
    given = [points] if isinstance(points, Mapping) else points
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InputError(_expected(param, points))
    found: list[Mapping[str, Any]] = []
    for point in given:
        if not isinstance(point, Mapping) or not point:
            raise InputError(_expected(param, point))
        for name in point:
            if not isinstance(name, str) or (param.fields and name not in param.fields):
                raise InputError(f"{param.name!r} has no field {name!r}.", hint=_fields(param))
        row = MappingProxyType({name: _plain(name, value) for name, value in point.items()})
        if row not in found:
            found.append(row)
    return Selection(param.name, "point", points=tuple(found))


def _expected(param: Param, given: Any) -> str:
    field = param.fields[0] if param.fields else "stage"
    return f"A point of {param.name!r} is a dict, such as {{{field!r}: …}}, not {given!r}."


def _fields(param: Param) -> str:
    return f"It has {', '.join(map(repr, param.fields))}." if param.fields else ""


def _plain(name: str, value: Any) -> Any:
    value = value.item() if hasattr(value, "item") else value
    whole = value is None or isinstance(value, (str, bool, int))
    if not whole and not (isinstance(value, float) and math.isfinite(value)):
        raise InputError(f"{name!r} can't be {value!r} in a chart: only texts and numbers can.")
    return value


def read(message: Any, known: Mapping[str, Selection]) -> Selection | None:
    """Return the selection that a browser told, or None: it may tell anything."""
    name = message.get("name") if isinstance(message, dict) else None
    if not isinstance(name, str) or name not in known:
        return None
    points, ranges = message.get("points"), message.get("ranges")
    if known[name].kind == "point":
        if isinstance(points, list) and _is_value(points) and all(map(_is_row, points)):
            return Selection(name, "point", points=tuple(map(MappingProxyType, points)))
    elif _is_row(ranges) and all(isinstance(each, list) for each in ranges.values()):
        frozen = {field: tuple(each) for field, each in ranges.items()}
        return Selection(name, "interval", ranges=MappingProxyType(frozen))
    return None


def params(spec: Any) -> dict[str, Param]:
    """Return the parameters of a spec that can be chosen, at any depth, by name."""
    found: dict[str, Param] = {}
    if isinstance(spec, list):
        for part in spec:
            _add(found, params(part).values())
    if not isinstance(spec, dict):
        return found
    for each in spec.get("params", []):
        if select := each.get("select"):
            about = {"type": select} if isinstance(select, str) else select
            name, kind = str(each["name"]), about.get("type")
            fields = tuple(map(str, about.get("fields") or ()))
            param = Param(name, "interval" if kind == "interval" else "point", fields)
            _add(found, [param])
    for key in ("layer", "concat", "hconcat", "vconcat", "spec"):
        _add(found, params(spec.get(key)).values())
    return found


def _add(found: dict[str, Param], params: Iterable[Param]) -> None:
    """Charts side by side may have a parameter of one name, each with fields of its own."""
    for each in params:
        known = found.get(each.name, each)
        fields = tuple(dict.fromkeys((*known.fields, *each.fields)))
        found[each.name] = replace(known, fields=fields)


def empty(params: Mapping[str, Param]) -> dict[str, Selection]:
    """Return a selection of nothing for each parameter."""
    return {name: Selection(name, each.kind) for name, each in params.items()}


def _is_row(value: Any) -> bool:
    return isinstance(value, dict) and _is_value(value)


def _is_value(value: Any, depth: int = 0) -> bool:
    """Tell whether a chart can hold this: finite numbers and texts, not without end."""
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, str):
        return len(value) <= _LONGEST
    if isinstance(value, int | float):
        return abs(value) <= sys.float_info.max  # also whole numbers that no float can hold
    if depth > _DEEPEST or not isinstance(value, list | dict) or len(value) > _MOST:
        return False
    if isinstance(value, list):
        return all(_is_value(each, depth + 1) for each in value)
    return all(
        isinstance(name, str) and len(name) <= _LONGEST and _is_value(each, depth + 1)
        for name, each in value.items()
    )
