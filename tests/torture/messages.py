"""Messages as browsers could send them: good ones, damaged ones, and junk."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

from cjwidgets.model import Comment, JourneyMap, Touchpoint
from model.edits import Editor

NAMES = (
    *("__proto__", "constructor", "toString", "__class__", "_trait_values", "_nodes", "_esm"),
    *("id", "m", "s0", "t00", "ann", "gone", "", "scale", "stages", "comments", "match", "journey"),
    *("../up", "/etc/passwd", "a.cjmap.json", "NUL", "CON", ".", "a/b", "a\x00b", "x" * 300),
    *("<img src=x onerror=alert(1)>", "\ud83d", "\u2028", "=1+1", "emotion", "*" * 30 + "!"),
)
MODES = ("edit", "comment", "view")
TYPES = (
    *("hello", "bye", "edit", "undo", "redo", "open", "create", "back", "save", "save-as"),
    *("take", "maps", "open-map", "copy"),
    *("select", "events", "toggle", "waits", "clear", "eval", "snapshot", "commit", "reject"),
)
KINDS = ("set", "add", "comment", "resolve", "remove", "move")
MANY_NODES = 120


def nested(depth: int, key: str = "") -> Any:
    """Return lists, or objects, within each other."""
    value: Any = 1
    for _ in range(depth):
        value = {key: value} if key else [value]
    return value


class Sight(Editor):
    """Sees a map as it is between two edits: to walk it for every thought takes the most time."""

    _seen: tuple[int, list[Any]] = (-1, [])

    def nodes(self) -> list[Any]:
        if self._seen[0] != self.jm.rev:
            self._seen = (self.jm.rev, super().nodes())
        return self._seen[1]


class Visitor:
    """Somebody at a browser who does whatever comes to mind; `jm` is the map at hand."""

    def __init__(self, rng: Random, jm: JourneyMap) -> None:
        self.rng = rng
        self.at(jm)
        self._cids = 0

    def at(self, jm: JourneyMap, number: int = 0) -> None:
        """Look at a map, with the number that the trail gives it."""
        self.jm, self.number = jm, number
        self._made = getattr(self, "_made", 0) + 1_000_000
        self._editor = Sight(self.rng, jm)
        self._editor.made = self._made

    def message(self) -> Any:
        """Return the next message, as it comes out of the wire."""
        message = self.junk() if self.rng.random() < 0.08 else self._good()
        return self.perhaps_damaged(message)

    def perhaps_damaged(self, message: Any) -> Any:
        """Return a message as it comes out of the wire, and sometimes out of a broken browser."""
        if self.rng.random() < 0.4:
            for _ in range(self.rng.randint(1, 3)):
                message = self._damaged(message)
        return json.loads(json.dumps(message))

    def cid(self) -> str:
        self._cids += 1
        return f"c{self._cids}"

    def good_edit(self) -> dict[str, Any]:
        """Return an edit of several changes, each of which was possible when it was thought of."""
        changes = [self._change() for _ in range(self.rng.choice([1, 1, 1, 2, 5]))]
        message = {"type": "edit", "cid": self.cid(), "base": self.jm.rev, "changes": changes}
        return {**message, "map": self.number, "label": self.rng.choice(NAMES)}

    # Good messages ---------------------------------------------------------------------

    def _good(self) -> Any:
        rng, about = self.rng, {"cid": self.cid(), "map": self.number}
        odds = [6, 1, 60, 8, 6, 8, 1, 3, 1, 0.3, 1, 1, 2, 0.3, 4, 2]
        match rng.choices(TYPES[: len(odds)], odds)[0]:
            case "edit":
                return self.good_edit()
            case "hello":
                return {"type": "hello", "client": self.name(), "rev": self.jm.rev, **about}
            case "bye":
                return {"type": "bye", "client": self.name()}
            case "open" | "create" as step:
                return {"type": step, "node": self._touchpoint(), **about}
            case "back":
                return {"type": "back", "to": rng.randint(0, 3), **about}
            case "save":
                return {"type": "save", "overwrite": rng.random() < 0.2, **about}
            case "save-as":
                return {"type": "save-as", "number": rng.randint(0, 2), "name": self.name()} | about
            case "open-map":
                name = rng.choice([self.name(), "shop.cjmap.json", "a.cjmap.json"])
                return {"type": "open-map", "name": name, **about}
            case "copy":
                title, derive = self.name(), rng.random() < 0.5
                return {"type": "copy", "title": title, "derive": derive, **about}
            case "select":
                return self._chosen()
            case "events":
                asked = {"client": self.name(), "question": rng.randint(0, 9)}
                typed = rng.choice([*NAMES, "a", "a*", "*?*", "\u0130", "x" * 1_001])
                node = rng.choice([self._touchpoint(), self._editor.node().id])
                return {"type": "events", **asked, "node": node, "typed": typed}
            case step:
                return {"type": step, **about}

    def _chosen(self) -> dict[str, Any]:
        if self.rng.random() < 0.3:
            return {"type": "select", "personas": [each.id for each in self.jm.personas]}
        return {"type": "select", "node": self._editor.node().id, "add": self.rng.random() < 0.5}

    def name(self) -> str:
        return self.rng.choice(NAMES) if self.rng.random() < 0.3 else f"b{self.rng.randint(0, 60)}"

    def _touchpoint(self) -> str:
        ids = [each.id for each in self.jm.touchpoints]
        return self.rng.choice(ids or ["gone"])

    def _change(self) -> dict[str, Any]:
        rng = self.rng
        if len(self._editor.nodes()) > MANY_NODES:
            return self._removal()
        match rng.choices(
            ["set", "add", "comment", "resolve", "remove", "move"], [6, 3, 3, 2, 2, 2]
        )[0]:
            case "add":
                owner, name = self._editor.place()
                node = self._editor.fresh(owner.children[name].node_class)
                self._made = self._editor.made
                return self._added(owner.id, name, node.to_json())
            case "comment":
                owner, name = self._editor.place(Comment)
                words = rng.choice(["Why?", "", "x" * rng.choice([10, 4_000, 6_000]), *NAMES])
                id = rng.choice(NAMES) if rng.random() < 0.1 else f"k{rng.randrange(10**9)}"
                return self._added(owner.id, name, {"id": id, "text": words})
            case "resolve":
                comments = [each for each in self._editor.nodes() if isinstance(each, Comment)]
                if comments:
                    name = rng.choice(["resolved", "resolved", "text", "author"])
                    value = rng.random() < 0.5 if name == "resolved" else rng.choice(NAMES)
                    return self._updated(rng.choice(comments).id, {name: [None, value]})
            case "remove":
                return self._removal()
            case "move" if (node := self._editor.child()) is not None:
                owner, name = self._editor.place(type(node))
                source = [node.parent.id, node._slot, 0]
                return {"kind": "moved", "id": node.id, "from": source} | {
                    "to": [owner.id, name, rng.randint(0, 9)]
                }
        node = self._editor.node()
        name, field = self._editor.a_field(node)
        if isinstance(node, Touchpoint) and rng.random() < 0.05:
            return self._updated(node.id, {"journey": [None, rng.choice(NAMES)]})
        if rng.random() < 0.1:
            return self._updated(node.id, {name: [None, rng.choice([None, *NAMES])]})
        value = field.encode(field.validate(node, self._editor.value(field)))
        return self._updated(node.id, {name: [field.encode(getattr(node, name)), value]})

    def _added(self, parent: str, field: str, node: Any) -> dict[str, Any]:
        place = {"parent": parent, "field": field, "index": self.rng.randint(0, 9)}
        return {"kind": "added", **place, "node": node}

    def _updated(self, id: str, fields: dict[str, Any]) -> dict[str, Any]:
        return {"kind": "updated", "id": id, "fields": fields}

    def _removal(self) -> dict[str, Any]:
        node = self._editor.child()
        if node is None:
            return self._updated("m", {"title": [None, "Empty"]})
        place = {"parent": node.parent.id, "field": node._slot, "index": 0}
        return {"kind": "removed", **place, "node": {"id": node.id}}

    # Bad ones ----------------------------------------------------------------------------

    def junk(self) -> Any:
        """Return any value that JSON, or Python's idea of it, can hold."""
        rng = self.rng
        match rng.randrange(9):
            case 0:
                return rng.choice([None, True, False, [], {}, "", 0, -1, 0.5, 1e308, 2**53 + 1])
            case 1:
                return rng.choice([float("nan"), float("inf"), float("-inf"), 10**400, -(10**30)])
            case 2:
                return rng.choice([nested(300), nested(300, "node"), nested(20, "__proto__")])
            case 3:
                return "x" * rng.choice([81, 1_000, 30_000])
            case 4:
                return [self.junk() for _ in range(rng.randint(0, 4))]
            case 5:
                return {rng.choice(NAMES): self.junk() for _ in range(rng.randint(0, 3))}
            case 6:
                keys = ("type", "cid", "map", "node", "name", "number", "to", "rev", "client")
                return {key: self.junk() for key in rng.sample(keys, 3)} | {
                    "type": rng.choice(TYPES)
                }
            case _:
                return rng.choice(NAMES)

    def _damaged(self, message: Any) -> Any:
        """Return the message with one value, anywhere in it, changed, dropped, added or doubled."""
        rng, message = self.rng, copy.deepcopy(message)
        holders = [each for each in _holders(message) if each]
        if not holders:
            return self.junk()
        holder = rng.choice(holders)
        key = rng.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        match rng.randrange(4):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[rng.choice(NAMES)] = holder[key]
            case 1:
                holder.insert(key, copy.deepcopy(holder[key]))
            case _:
                holder[key] = self.junk()
        return message


def _holders(value: Any, depth: int = 0) -> list[Any]:
    """Return all lists and objects in a value, itself first."""
    if depth > 20 or not isinstance(value, list | dict):
        return []
    below = value.values() if isinstance(value, dict) else value
    return [value, *(each for one in below for each in _holders(one, depth + 1))]
