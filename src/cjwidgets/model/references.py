"""What becomes of ids that nodes hold when the node they mean is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjwidgets.model.fields import Reference
from cjwidgets.model.keyed import Keyed

if TYPE_CHECKING:
    from cjwidgets.model.node import Node


def forget(root: Node, gone: Node) -> None:
    """Drop what the nodes below ``root`` hold of ``gone``, which is about to be removed.

    What lies inside ``gone`` keeps its references: it goes, and comes back, as it is.
    """
    inside = {each.id: each.referable for each in gone.walk()}
    ids = {id for id, referable in inside.items() if referable}
    if not ids:
        return
    for node in tuple(root.walk()):
        if node.id not in inside:
            _forget(node, ids)


def _forget(node: Node, ids: set[str]) -> None:
    for name, field in node.fields.items():
        value = getattr(node, name)
        if isinstance(field, Keyed) and not ids.isdisjoint(value):
            setattr(node, name, {k: v for k, v in value.items() if k not in ids})
        elif isinstance(field, Reference) and value in ids:
            if field.cascade:
                node._siblings().remove(node)
                return
            setattr(node, name, "")
