"""Scores: the fields that hold them and their scale; found, held to it, converted to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cjwidgets.errors import InputError
from cjwidgets.model.fields import TEXT_SCHEMA, Field, Number
from cjwidgets.model.values import Measured, Scale, shown

if TYPE_CHECKING:
    from cjwidgets.model.node import Node


class Score(Number[float]):
    """A score on the scale of the map; a node outside any map takes every number."""

    def takes(self) -> str:
        return "float or None, on the map's scale"

    def bounds(self, obj: Any) -> tuple[float | None, float | None]:
        scale = scale_of(obj)
        return (scale.low, scale.high) if scale else (None, None)

    def expects(self, low: float | None, high: float | None) -> str:
        return f"expects a score on the map's scale, {low:g} to {high:g}"


def scale_of(obj: Any) -> Scale | None:
    root = obj.map
    return root.scale if root is not None else None


class ScaleField(Field[Scale, Scale]):
    """The scale of a map."""

    kind = "Scale"

    def __init__(self, *, help: str = "") -> None:
        super().__init__(Scale(), help=help)
        self.json_schema = {
            "type": "object",
            "required": ["low", "high"],
            "properties": {
                "low": {"type": "number"},
                "high": {"type": "number"},
                "labels": {"type": "array", "items": TEXT_SCHEMA},
            },
            "additionalProperties": False,
        }

    def validate(self, obj: Any, value: Any) -> Scale:
        if not isinstance(value, Scale):
            raise InputError(
                f"{self.where(obj)} expects a Scale, not {shown(value)}.",
                hint="For example cj.Scale(1, 5).",
            )
        obj.check_scale(value)
        return value

    def dump(self, value: Scale) -> dict[str, Any]:
        return value.to_json()

    def load(self, obj: Any, raw: Any) -> Any:
        ends = {"low", "high"}
        if not isinstance(raw, dict) or not ends <= set(raw) <= ends | {"labels"}:
            raise InputError(f"{self.where(obj)} expects low, high and labels, not {shown(raw)}.")
        return Scale(raw["low"], raw["high"], raw.get("labels", ()))


def scores(node: Node) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a node that hold scores, with their values."""
    for name, field in node.fields.items():
        if isinstance(field, Score) or name in ("emotions", "measured"):
            value = getattr(node, name)
            if value is not None and value != {}:
                yield name, value


def check_scores(node: Node, scale: Scale) -> None:
    """Raise InputError when a score of this node lies off ``scale``."""
    for name, value in scores(node):
        values = value.values() if hasattr(value, "values") else (value,)
        for each in values:
            parts = (each.value, each.low, each.high) if isinstance(each, Measured) else (each,)
            for part in parts:
                if part is not None and part not in scale:
                    raise InputError(
                        f"{node!r}.{name} is {part:g}, "
                        f"off the scale {scale.low:g} to {scale.high:g}."
                    )


def check_all(root: Node, scale: Scale) -> None:
    """Raise InputError, and say how to convert, when a score at or below ``root`` lies off."""
    for node in root.walk():
        try:
            check_scores(node, scale)
        except InputError as error:
            raise InputError(
                error.sentence, hint="Convert all scores with jm.rescale(cj.Scale(low, high))."
            ) from None


def convert_all(root: Node, before: Scale, after: Scale) -> None:
    """Convert every score at or below ``root`` linearly."""
    for node in root.walk():
        for name, value in scores(node):
            setattr(node, name, converted(value, before, after))


def converted(value: Any, before: Scale, after: Scale) -> Any:
    if isinstance(value, Measured):
        low = None if value.low is None else before.convert(value.low, after)
        high = None if value.high is None else before.convert(value.high, after)
        return Measured(before.convert(value.value, after), value.n, low, high, value.source)
    if hasattr(value, "items"):
        return {key: converted(each, before, after) for key, each in value.items()}
    return before.convert(value, after)
