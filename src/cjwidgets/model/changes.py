"""An edit as a value: it says what was before and after, so it inverts itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cjwidgets.model.fields import Field
    from cjwidgets.model.node import Node


class Place(NamedTuple):
    """A position in a list of children: whose, which list, where."""

    parent: str
    field: str
    index: int  # type: ignore[assignment]  # a tuple has a method of that name


@dataclass(frozen=True)
class Updated:
    """A field of a node got another value."""

    id: str
    field: Field
    old: Any
    new: Any

    def inverse(self) -> Updated:
        return replace(self, old=self.new, new=self.old)

    def to_json(self) -> dict[str, Any]:
        values = [self.field.encode(self.old), self.field.encode(self.new)]
        return {"kind": "updated", "id": self.id, "fields": {self.field.name: values}}


@dataclass(frozen=True)
class Added:
    """A node, with all below it, was put into a list."""

    place: Place
    node: Node
    data: dict[str, Any]
    """The node as it was then: the object itself may go on changing."""

    def inverse(self) -> Removed:
        return Removed(self.place, self.node, self.data)

    def to_json(self) -> dict[str, Any]:
        return {"kind": "added", **self.place._asdict(), "node": self.data}


@dataclass(frozen=True)
class Removed:
    """A node, with all below it, was taken out of a list."""

    place: Place
    node: Node
    data: dict[str, Any]

    def inverse(self) -> Added:
        return Added(self.place, self.node, self.data)

    def to_json(self) -> dict[str, Any]:
        return {"kind": "removed", **self.place._asdict(), "node": self.data}


@dataclass(frozen=True)
class Moved:
    """A node went from one place to another; the target counts without the node itself."""

    id: str
    source: Place
    target: Place

    def inverse(self) -> Moved:
        return Moved(self.id, self.target, self.source)

    def to_json(self) -> dict[str, Any]:
        return {"kind": "moved", "id": self.id, "from": [*self.source], "to": [*self.target]}


Change = Updated | Added | Removed | Moved


def squash(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Merge successive updates of one field (JSON form): first old value, last new value.

    Updates commute with each other, but not with what changes the tree or the
    scale, so only runs between those are merged.
    """
    result: list[dict[str, Any]] = []
    run: dict[str, dict[str, Any]] = {}
    for change in changes:
        if change["kind"] != "updated" or "scale" in change["fields"]:
            result.append(change)
            run = {}
            continue
        known = run.get(change["id"])
        if known is None:
            known = {"kind": "updated", "id": change["id"], "fields": {}}
            run[change["id"]] = known
            result.append(known)
        for name, (old, new) in change["fields"].items():
            first = known["fields"].get(name, [old])[0]
            known["fields"][name] = [first, new]
    return result
