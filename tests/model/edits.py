"""Random edits of every kind, through Python and through JSON; several tests use them."""

import contextlib
import datetime
import re
from random import Random
from typing import Any

import pytest

from cjwidgets.errors import JourneyError
from cjwidgets.model import JourneyMap, Lane, Measured, Node, Persona, Scale, Stage
from cjwidgets.model import fields as f
from cjwidgets.model import keyed as k
from cjwidgets.model.rules.match_rules import MatchRules
from cjwidgets.model.rules.rule import Rule
from cjwidgets.model.scores import Score

WORDS = (
    "",
    "Ask",
    "Оплата",
    "客服",
    "👩‍👧 chat",
    "عربى",
    "e\u0301",
    'quo"te\\',
    "a\nb\r\n\tc",
    "\u2028\x00",
)
LARGEST = 80
KINDS = [*["set", "json_set"] * 6, *["add", "json_add", "remove", "json_remove"] * 2]
KINDS += ["move", "json_move", "move", "json_move", "order", "slice", "feel", "scale"]
KINDS += ["outside", "back", "refused", "batch", "failing_batch"]


def is_payment(name: str) -> bool:
    return name.startswith("pay")


RULES = (
    "cart",
    "pay*",
    re.compile("^check"),
    re.compile("a|b", re.IGNORECASE),
    is_payment,
    Rule(event="pay*", channel=["web", re.compile("^app")], since="2026-01-01"),
    Rule(plan="免费", until="2026-04-01T09:30+03:00"),
)


def small_map() -> JourneyMap:
    """A map of three stages in which every edit finds something to do; its ids are fixed."""
    jm = JourneyMap("Shop", id="m", personas=[Persona("Ann", id="ann"), Persona("Bob", id="bob")])
    jm.lanes.append(Lane("Weather", id="own"))
    for i, name in enumerate(("Ask", "Buy", "Use")):
        jm.apply([_added("m", "stages", i, {"id": f"s{i}", "name": name})])
        for j in range(3):
            node = {"id": f"t{i}{j}", "name": f"{name} {j}", "emotion": j - 1}
            jm.apply([_added(f"s{i}", "touchpoints", j, node)])
    return JourneyMap.from_json(jm.to_json())


def _added(parent: str, field: str, index: int, node: Any) -> dict[str, Any]:
    return {"kind": "added", "parent": parent, "field": field, "index": index, "node": node}


class Editor:
    """Edits a map at random, and keeps what it took out of it."""

    def __init__(self, rng: Random, jm: JourneyMap) -> None:
        self.rng = rng
        self.jm = jm
        self.taken: list[Node] = []
        self.made = 0

    def edit(self, depth: int = 0) -> str:
        """Make one edit, of a kind chosen at random; return the kind."""
        if sum(1 for _ in self.jm.walk()) > LARGEST:
            kind = self.rng.choice(["remove", "json_remove"])
        else:
            kind = self.rng.choice(KINDS if depth < 2 else KINDS[:-2])
        getattr(self, f"do_{kind}")(*([depth] if "batch" in kind else []))
        return kind

    # Choosing ---------------------------------------------------------------------

    def nodes(self) -> list[Any]:
        return list(self.jm.walk())

    def node(self) -> Any:
        return self.rng.choice(self.nodes())

    def child(self) -> Any:
        return self.rng.choice(self.nodes()[1:] or [None])

    def place(self, kind: type[Node] | None = None) -> tuple[Any, str]:
        """Return a list, of nodes of a kind, as owner and name; without one, of the map."""
        found = [
            (node, name)
            for node in self.nodes()
            for name, children in node.children.items()
            if kind in (None, children.node_class)
        ]
        return self.rng.choice(found or [(self.jm, "")])

    def a_field(self, node: Node) -> tuple[str, f.Field]:
        return self.rng.choice(
            [(n, fd) for n, fd in node.fields.items() if n not in ("id", "scale")]
        )

    def value(self, field: f.Field) -> Any:
        """Return a value that the field takes."""
        rng, scale = self.rng, self.jm.scale
        people = [p.id for p in self.jm.personas] or ["nobody"]
        match field:
            case f.Choice():
                return rng.choice([*field.choices, field.default_value])
            case f.Reference():
                return rng.choice(["", "gone", self.node().id])
            case f.Image():
                return rng.choice(["", "data:image/png;base64,iVBORw0="])
            case f.Text():
                return rng.choice(WORDS)
            case f.Flag():
                return rng.random() < 0.5
            case Score():
                return rng.choice([None, scale.low, scale.high, scale.neutral, self.score()])
            case f.Number():
                low = -1e9 if field.low is None else field.low
                high = 1e9 if field.high is None else field.high
                whole = float(rng.randint(int(low), int(high)))
                return rng.choice(
                    [None, low, high, whole if field.whole else rng.uniform(low, high)]
                )
            case f.Day():
                return rng.choice([None, datetime.date(2026, 1, rng.randint(1, 31)), "2024-02-29"])
            case f.Words():
                return [rng.choice(WORDS) for _ in range(rng.randint(0, 3))]
            case k.Scores():
                return {rng.choice(people): self.score() for _ in range(rng.randint(0, 2))}
            case k.Measurements():
                return {
                    key: self.measured() for key in rng.sample(["", *people], rng.randint(0, 2))
                }
            case k.Texts():
                lanes = [lane.id for lane in self.jm.lanes] or ["gone"]
                return {rng.choice(lanes): rng.choice(WORDS) for _ in range(rng.randint(0, 2))}
            case MatchRules():
                return rng.sample(RULES, rng.randint(0, 3))
        raise AssertionError(field)

    def score(self) -> float:
        return self.rng.uniform(self.jm.scale.low, self.jm.scale.high)

    def measured(self) -> Measured:
        low, value, high = sorted(self.score() for _ in range(3))
        n = self.rng.choice([None, 1, 212])
        return self.rng.choice([Measured(value), Measured(value, n, low, high, "survey")])

    def fresh(self, kind: type[Node], depth: int = 0) -> Node:
        """Return a new node, with some fields and children."""
        self.made += 1
        node = kind(self.rng.choice(WORDS), id=f"n{self.made}")
        for _ in range(self.rng.randint(0, 3)):
            name, field = self.a_field(node)
            setattr(node, name, self.value(field))
        if depth < 2 and kind.children:
            name, children = self.rng.choice(list(kind.children.items()))
            below = [
                self.fresh(children.node_class, depth + 1) for _ in range(self.rng.randint(0, 2))
            ]
            setattr(node, name, below)
        return node

    # Editing ----------------------------------------------------------------------

    def do_set(self) -> None:
        node = self.node()
        name, field = self.a_field(node)
        setattr(node, name, self.value(field))

    def do_json_set(self) -> None:
        node = self.node()
        parts = dict(self.a_field(node) for _ in range(self.rng.randint(1, 3)))
        pairs = {}
        for name, field in parts.items():
            value = field.validate(node, self.value(field))
            pairs[name] = [None, field.encode(value)]
        self.jm.apply([{"kind": "updated", "id": node.id, "fields": pairs}], "edit")

    def do_feel(self) -> None:
        if self.jm.touchpoints:
            who = self.rng.choice([None, *self.jm.personas])
            touchpoint = self.rng.choice(self.jm.touchpoints)
            touchpoint.set_emotion(self.rng.choice([None, self.score()]), who)

    def do_add(self) -> None:
        owner, name = self.place()
        nodes = getattr(owner, name)
        kind = owner.children[name].node_class
        how = self.rng.choice(["insert", "append", "extend", "set"])
        if how == "insert":
            nodes.insert(self.rng.randint(-3, len(nodes) + 2), self.fresh(kind))
        elif how == "append":
            nodes.append(self.fresh(kind))
        elif how == "extend":
            nodes.extend([self.fresh(kind), self.fresh(kind)])
        else:
            setattr(owner, name, [*nodes, self.fresh(kind)])

    def do_json_add(self) -> None:
        owner, name = self.place()
        node = self.fresh(owner.children[name].node_class).to_json()
        self.jm.apply([_added(owner.id, name, self.rng.randint(0, 9), node)])

    def do_remove(self) -> None:
        if (node := self.child()) is not None:
            nodes = node._siblings()
            match self.rng.choice(["remove", "pop", "del", "clear"]):
                case "clear" if len(nodes) < 4:
                    nodes.clear()
                case "del":
                    del nodes[nodes.index(node)]
                case "pop":
                    nodes.pop(nodes.index(node))
                case _:
                    nodes.remove(node)
            self.taken += [node] if node.parent is None else []

    def do_json_remove(self) -> None:
        if (node := self.child()) is not None:
            place = {"parent": node.parent.id, "field": node._slot, "index": 0}
            self.jm.apply([{"kind": "removed", **place, "node": {"id": node.id}}])

    def do_move(self) -> None:
        if (node := self.child()) is not None:
            owner, name = self.place(type(node))
            getattr(owner, name).move(node, self.rng.randint(-4, 6))

    def do_json_move(self) -> None:
        if (node := self.child()) is not None:
            owner, name = self.place(type(node))
            target = [owner.id, name, self.rng.randint(0, 6)]
            source = [node.parent.id, node._slot, 0]
            self.jm.apply([{"kind": "moved", "id": node.id, "from": source, "to": target}])

    def do_order(self) -> None:
        owner, name = self.place()
        nodes = getattr(owner, name)
        self.rng.choice([nodes.sort, nodes.reverse, lambda: nodes.sort(reverse=True)])()

    def do_slice(self) -> None:
        owner, name = self.place()
        nodes = getattr(owner, name)
        start, stop = sorted(self.rng.randint(0, len(nodes)) for _ in range(2))
        kind = owner.children[name].node_class
        nodes[start:stop] = [*reversed(nodes[start:stop]), self.fresh(kind)][-2:]

    def do_back(self) -> None:
        """Put something that was taken out into the map again, anywhere."""
        if not self.taken:
            return
        node = self.taken.pop(self.rng.randrange(len(self.taken)))
        known = {each.id for each in self.jm.walk()}
        if node.parent is None and known.isdisjoint(each.id for each in node.walk()):
            owner, name = self.place(type(node))
            if name:
                with contextlib.suppress(JourneyError):  # the scale is another by now
                    getattr(owner, name).insert(0, node)

    def do_outside(self) -> None:
        """Edit something that was taken out: the map must not remember it this way."""
        node = self.rng.choice([*self.rng.choice(self.taken).walk()]) if self.taken else None
        if node is not None and node.map is None:
            setattr(node, node.label, "edited outside")
            for name in node.children:
                del getattr(node, name)[:1]

    def do_scale(self) -> None:
        low = self.rng.choice([-2, 0, 1, -10])
        scale, now = Scale(low, low + self.rng.choice([4, 0.3, 100])), self.jm.scale
        if self.rng.random() < 0.7:
            self.jm.rescale(scale)
        else:
            self.jm.scale = Scale(min(low, now.low), max(scale.high, now.high), ("bad", "good"))

    def do_refused(self) -> None:
        """Try what no map takes."""
        before, node = self.jm.to_json(), self.node()
        with pytest.raises(JourneyError):
            self.rng.choice(
                [
                    lambda: setattr(node, node.label, 3),
                    lambda: setattr(node, "id", "other"),
                    lambda: self.jm.stages.append(Lane("No stage")),
                    lambda: self.jm.stages.append(Stage("Twice", id=node.id)),
                    lambda: self.jm.stages.extend([Stage("New"), Stage("Twice", id=node.id)]),
                    lambda: self.jm.apply([{"kind": "updated", "id": "gone", "fields": {}}]),
                    lambda: setattr(self.jm, "scale", "1 to 5"),
                ]
            )()
        assert self.jm.to_json() == before

    def do_batch(self, depth: int) -> None:
        with self.jm.batch("Several"):
            for _ in range(self.rng.randint(1, 4)):
                self.edit(depth + 1)

    def do_failing_batch(self, depth: int) -> None:
        before = self.jm.to_json()
        with contextlib.suppress(ZeroDivisionError), self.jm.batch("In vain"):
            for _ in range(self.rng.randint(1, 4)):
                self.edit(depth + 1)
            raise ZeroDivisionError
        assert self.jm.to_json() == before
