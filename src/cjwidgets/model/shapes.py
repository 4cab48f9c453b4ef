"""Which fields of a map's JSON hold nodes, name nodes or hold values by id, for the front end.

``python -m cjwidgets.model.shapes > js/src/document/shapes.json`` writes it, made from the fields.
"""

from __future__ import annotations

import json

from cjwidgets.model.fields import Reference
from cjwidgets.model.journey import JourneyMap
from cjwidgets.model.keyed import Keyed
from cjwidgets.model.node import Node

Shapes = dict[str, dict[str, dict[str, str]]]


def shapes() -> Shapes:
    """Return, by kind of node, the fields that no look at a value could tell.

    Examples
    --------
    >>> shapes()["children"]["Goal"]
    {'evidence': 'Evidence'}
    >>> shapes()["references"]["Pain"]
    {'goal': 'goals'}
    """
    found: Shapes = {"children": {}, "kept": {}, "references": {}, "keyed": {}}
    waiting: list[type[Node]] = [JourneyMap]
    seen: set[type[Node]] = set()
    while waiting:
        kind = waiting.pop(0)
        if kind in seen:
            continue
        seen.add(kind)
        fields, lists = kind.fields, {n: c.node_class for n, c in kind.children.items()}
        tables = {
            "children": {name: of.__name__ for name, of in lists.items()},
            "kept": {name: lists[name].__name__ for name in kind.kept},
            "references": {n: f.to for n, f in fields.items() if isinstance(f, Reference)},
            "keyed": {n: type(f).__name__ for n, f in fields.items() if isinstance(f, Keyed)},
        }
        for name, table in tables.items():
            if table:
                found[name][kind.__name__] = table
        waiting += lists.values()
    return found


if __name__ == "__main__":
    print(json.dumps(shapes(), indent=2))
