"""What a browser needs to know to offer every field of a node: made from the fields themselves."""

from __future__ import annotations

from typing import Any

from cjwidgets.model import Comment, JourneyMap, Node
from cjwidgets.model.fields import Choice, Field, Identifier, Number, Reference

KINDS = {
    "Text": "text",
    "Reference": "reference",
    "Image": "image",
    "Choice": "choice",
    "Flag": "flag",
    "Number": "number",
    "Score": "score",
    "Day": "day",
    "Words": "words",
    "ScaleField": "scale",
    "Scores": "scores",
    "Measurements": "measurements",
    "Texts": "texts",
    "MatchRules": "rules",
}
"""The control a browser shows for each kind of field."""

Form = dict[str, Any]


def forms() -> dict[str, Form]:
    """Return the form of every kind of node: its label field, and its fields in order.

    Comments are left out: they are written as a conversation and not as a form.

    Examples
    --------
    >>> forms()["Pain"]["fields"][1]
    {'name': 'severity', 'kind': 'number', 'low': 0, 'high': 10}
    """
    found: dict[str, Form] = {}
    waiting: list[type[Node]] = [JourneyMap]
    while waiting:
        kind = waiting.pop(0)
        if kind.__name__ in found:
            continue
        below = {n: c.node_class for n, c in kind.children.items() if c.node_class is not Comment}
        found[kind.__name__] = {
            "label": kind.label,
            "fields": [
                {"name": name, "kind": "children", "of": below[name].__name__}
                if name in below
                else _field(kind.fields[name])
                for name in kind.parts
                if name in below or _editable(kind.fields.get(name))
            ],
        }
        waiting += below.values()
    return found


def _editable(field: Field | None) -> bool:
    return field is not None and not isinstance(field, Identifier)


def _field(field: Field) -> Form:
    name = str(field.name)
    form: Form = {"name": name, "kind": KINDS[type(field).__name__]}
    if isinstance(field, Choice):
        form["choices"] = field.choices
        if field.words != "choice":
            form["words"] = field.words
        # A choice that may be left open has an empty default, others name the one they start with.
        form |= {"default": field.default_value} if field.default_value else {}
    elif isinstance(field, Number):
        bounds = {"low": field.low, "high": field.high, "whole": field.whole or None}
        form |= {key: value for key, value in bounds.items() if value is not None}
    elif isinstance(field, Reference):
        form["to"] = field.to
    return form
