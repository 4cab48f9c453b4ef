"""The JSON Schema of a map's file, made from the fields; tools/schema.py publishes it."""

from __future__ import annotations

from typing import Any

from cjwidgets.model.journey import VERSION, JourneyMap
from cjwidgets.model.node import Node


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a ``*.cjmap.json`` file.

    What only the whole map can tell is left to the reader: ids that are used
    twice, scores off the map's scale, patterns that are no regular expression.

    Examples
    --------
    >>> json_schema()["$defs"]["Stage"]["properties"]["touchpoints"]["items"]
    {'$ref': '#/$defs/Touchpoint'}
    """
    map = _object(JourneyMap)
    kinds = sorted(_below(JourneyMap), key=lambda kind: kind.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:cjwidgets:cjmap:{VERSION}",
        "title": "Customer journey map (*.cjmap.json)",
        **map,
        "required": ["cjmap"],
        "properties": {"cjmap": {"const": VERSION}, **map["properties"]},
        "$defs": {kind.__name__: _object(kind) for kind in kinds},
    }


def _object(kind: type[Node]) -> dict[str, Any]:
    return {
        "description": (kind.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {name: _part(kind, name) for name in kind.parts},
        "additionalProperties": False,
    }


def _part(kind: type[Node], name: str) -> dict[str, Any]:
    if name in kind.children:
        children = kind.children[name]
        of = children.node_class
        said = {"description": children.help, "type": "array"}
        return said | {"items": {"$ref": f"#/$defs/{of.__name__}"}}
    field = kind.fields[name]
    return {"description": field.help, **field.json_schema}


def _below(kind: type[Node]) -> set[type[Node]]:
    kinds = {children.node_class for children in kind.children.values()}
    return kinds.union(*(_below(each) for each in kinds))
