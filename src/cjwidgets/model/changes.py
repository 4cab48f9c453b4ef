"""An edit as a value: it says what was before and after, so it inverts itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cjwidgets.model.fields import Field
    from cjwidgets.model.node import Node


class Position(NamedTuple):
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

    place: Position
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

    place: Position
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
    source: Position
    target: Position

    def inverse(self) -> Moved:
        return Moved(self.id, self.target, self.source)

    def to_json(self) -> dict[str, Any]:
        return {"kind": "moved", "id": self.id, "from": [*self.source], "to": [*self.target]}


Change = Updated | Added | Removed | Moved


def squash(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Return the JSON form, successive updates of one field merged: first old value, last new one.

    Updates commute with each other, but not with what changes the tree or the
    scale, so only runs between those are merged. Values become JSON only here:
    of ten thousand edits of one field that is two.
    """
    result: list[Change | dict[str, list[Updated]]] = []
    run: dict[str, dict[str, list[Updated]]] = {}
    for change in changes:
        if not isinstance(change, Updated) or change.field.name == "scale":
            result.append(change)
            run = {}
            continue
        fields = run.get(change.id)
        if fields is None:
            fields = run[change.id] = {}
            result.append(fields)
        ends = fields.setdefault(str(change.field.name), [change, change])
        ends[1] = change
    return [each.to_json() if not isinstance(each, dict) else _joined(each) for each in result]


def _joined(updates: dict[str, list[Updated]]) -> dict[str, Any]:
    """Return the first and the last update of each field of a node as one change."""
    made = [replace(last, old=first.old).to_json() for first, last in updates.values()]
    fields = {name: values for each in made for name, values in each["fields"].items()}
    return {**made[0], "fields": fields}
