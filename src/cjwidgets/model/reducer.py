"""Applies changes to a map, and reads those that come as JSON. Twin: js/src/document/reducer.ts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjwidgets.errors import InputError, UnknownFieldError
from cjwidgets.model.changes import Added, Change, Moved, Position, Removed, Updated
from cjwidgets.model.keyed import Keyed
from cjwidgets.model.rules.match_rules import RuleFunctions
from cjwidgets.model.values import LONGEST_NAME, shown

if TYPE_CHECKING:
    from cjwidgets.model.children import NodeList
    from cjwidgets.model.timeline import Timeline

_KEYS = {
    "updated": {"kind", "id", "fields"},
    "added": {"kind", "parent", "field", "index", "node"},
    "removed": {"kind", "parent", "field", "index", "node"},
    "moved": {"kind", "id", "from", "to"},
}


def apply(map: Timeline, change: Change) -> None:
    """Carry out one change; positions beyond the end mean the end."""
    match change:
        case Updated(id, field, _, new):
            setattr(map.node(id), str(field.name), new)
        case Added(place, node, data):
            # The object of an undone removal comes back itself, unless it changed meanwhile.
            same = node.parent is None and node.to_json() == data
            children(map, place).insert(place.index, node if same else type(node).from_json(data))
        case Removed(place, node, _):
            map.node(node.id)._siblings().remove(map.node(node.id))
        case Moved(id, _, target):
            children(map, target).move(map.node(id), target.index)


def children(map: Timeline, place: Position) -> NodeList[Any]:
    parent = map.node(place.parent)
    if place.field not in parent.children:
        field = place.field[:LONGEST_NAME]
        raise UnknownFieldError.of(type(parent).__name__, field, parent.children)
    return getattr(parent, place.field)


def read(map: Timeline, raw: Any, functions: RuleFunctions) -> list[Change]:
    """Return the changes that a JSON change stands for, every part of it checked.

    A copy made in a browser keeps the functions of its rules: those among ``functions``.
    """
    kind = raw.get("kind") if isinstance(raw, dict) else None
    if not isinstance(kind, str) or kind not in _KEYS or set(raw) != _KEYS[kind]:
        raise InputError(f"This is no change of a map: {shown(raw)}.")
    if kind == "updated":
        return _read_updates(map, raw)
    if kind == "moved":
        return [Moved(_text(raw["id"]), _position(raw["from"]), _position(raw["to"]))]
    place = _position([raw["parent"], raw["field"], raw["index"]])
    of = children(map, place)._class
    if kind == "added":
        node = of.from_json(raw["node"])
        functions.bind(node)
        return [Added(place, node, node.to_json())]
    id = raw["node"].get("id") if isinstance(raw["node"], dict) else None
    return [Removed(place, map.node(_text(id)), raw["node"])]


def _read_updates(map: Timeline, raw: dict[str, Any]) -> list[Change]:
    node = map.node(_text(raw["id"]))
    updates: list[Change] = []
    if not isinstance(raw["fields"], dict):
        raise InputError(f"The fields of a change are an object, not {shown(raw['fields'])}.")
    for name, values in raw["fields"].items():
        if name not in node.fields or name == "id":
            known = [known for known in node.fields if known != "id"]
            raise UnknownFieldError.of(type(node).__name__, name[:LONGEST_NAME], known)
        if not isinstance(values, list) or len(values) != 2:
            raise InputError(f"A field changes from one value to another, not {shown(values)}.")
        field, now = node.fields[name], getattr(node, name)
        wish = _merged(field.encode(now), *values) if isinstance(field, Keyed) else values[1]
        updates.append(Updated(node.id, field, now, field.decode(node, wish)))
    return updates


def _merged(now: Any, old: Any, new: Any) -> Any:
    """Carry over only the entries that differ: others may have set the rest meanwhile."""
    now, old, new_ = ({} if value is None else value for value in (now, old, new))
    if not (isinstance(old, dict) and isinstance(new_, dict)):
        return new
    kept = {key: value for key, value in now.items() if old.get(key) == new_.get(key)}
    wished = {key: value for key, value in new_.items() if old.get(key) != value}
    return kept | wished


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise InputError(f"An id is a text, not {shown(value)}.")
    return value


def _position(raw: Any) -> Position:
    match raw:
        case [str(parent), str(field), int(index)] if not isinstance(index, bool) and index >= 0:
            return Position(parent, field, index)
    raise InputError(f"A place is [parent id, field, index], not {shown(raw)}.")
