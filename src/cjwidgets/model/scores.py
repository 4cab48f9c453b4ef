"""The scores of a node: found, held to a scale, converted to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cjwidgets.errors import InputError
from cjwidgets.model.fields import Score
from cjwidgets.model.node import Node
from cjwidgets.model.values import Measured, Scale


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
