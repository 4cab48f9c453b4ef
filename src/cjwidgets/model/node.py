"""What every part of a map has in common: an id, fields, a place in the tree, a JSON form."""

from __future__ import annotations

import inspect
import secrets
from collections.abc import Container, Iterator, Mapping
from contextlib import nullcontext
from copy import deepcopy
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self

from traitlets import HasTraits

from cjwidgets import locale
from cjwidgets.docstrings import with_entries
from cjwidgets.errors import InputError, UnknownFieldError
from cjwidgets.model.children import Children, NodeList
from cjwidgets.model.fields import Field, Identifier, Reference
from cjwidgets.model.keyed import Keyed
from cjwidgets.model.values import LONGEST_NAME, shown

if TYPE_CHECKING:
    from cjwidgets.model.journey import JourneyMap

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def new_id() -> str:
    """Return a short random id; 8 signs keep a clash in one map below one in a billion."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))


class Node(HasTraits):
    """A part of a journey map.

    Fields are traitlets: assigning validates, ``observe`` and ``ipywidgets.link`` work.
    A node inside a map reports each change to it, as one step of its history.
    Two nodes that say the same are still two: a node is equal to itself only, a map to every map
    that says the same.
    """

    label: ClassVar[str] = "name"
    """The field that a positional argument fills and ``repr`` shows."""
    referable: ClassVar[bool] = False
    """Whether other nodes may hold this node's id."""
    copied: ClassVar[bool] = True
    """Whether ``copy()`` of what holds such a node has it, too."""
    kept: ClassVar[tuple[str, ...]] = ()
    """Lists that a file shows even when they are empty."""
    fields: ClassVar[dict[str, Field]] = {}
    children: ClassVar[dict[str, Children]] = {}
    __signature__: ClassVar[inspect.Signature]
    """Names every field, for those who complete what is typed."""
    parts: ClassVar[tuple[str, ...]] = ()
    """Fields and children in the order a file lists them."""

    id = Identifier(
        help="Short id that no other part of the map has; random by default. It never changes."
    )

    _seen: Mapping[Path, str] = MappingProxyType({})
    """What the files said that it was opened from or saved to, as marks; few nodes have any."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        traits = {
            name: trait for base in reversed(cls.__mro__) for name, trait in vars(base).items()
        }
        cls.fields = {n: t for n, t in traits.items() if isinstance(t, Field)}
        cls.children = {n: t for n, t in traits.items() if isinstance(t, Children)}
        own = {n: t for n, t in traits.items() if isinstance(t, Field | Children)}
        cls.parts = tuple(own)
        told = [(name, trait.takes(), trait.help) for name, trait in own.items()]
        for name, takes, sentence in told:
            own[name].__doc__ = f"{takes}: {sentence}"
        cls.__doc__ = with_entries(cls.__doc__, "Attributes", told)
        cls.__signature__ = _signature(cls)

    def __init__(self, label: str | None = None, /, **fields: Any) -> None:
        kind = type(self)
        for name in fields:
            if name not in kind.parts:
                raise UnknownFieldError.of(kind.__name__, name, kind.parts)
        if label is not None and fields.setdefault(kind.label, label) is not label:
            raise InputError(f"{kind.__name__} got its {kind.label} twice.")
        self._parent: Node | None = None
        self._slot = ""
        self._gives_way = False
        self._lists: dict[str, NodeList[Any]] = {}
        super().__init__()
        fields.setdefault("id", new_id())
        # Fields before children: a map's scale must be known before its scores are checked.
        order = sorted(fields, key=lambda name: (name in kind.children, kind.parts.index(name)))
        for name in order:
            setattr(self, name, fields[name])

    def __setattr__(self, name: str, value: Any) -> None:
        # traitlets itself swaps notify_change while it holds notifications.
        if name.startswith("_") or name == "notify_change":
            super().__setattr__(name, value)
            return
        kind = type(self)
        if name not in kind.parts:
            raise UnknownFieldError.of(kind.__name__, name, kind.parts)
        with self._guard():
            super().__setattr__(name, value)

    def notify_change(self, change: Any) -> None:
        """Record a changed field in the map's history, then tell the observers."""
        field = self.fields.get(change["name"])
        root = self.map
        if field is not None and root is not None and change["type"] == "change":
            root._field_changed(self, field, change["old"], change["new"])
        super().notify_change(change)

    @property
    def map(self) -> JourneyMap | None:
        """The map this node is part of, or None."""
        node: Node | None = self
        while node is not None and node._parent is not None:
            node = node._parent
        return node._as_map() if node is not None else None

    @property
    def parent(self) -> Node | None:
        """The node that holds this one, or None."""
        return self._parent

    def _siblings(self) -> NodeList[Any]:
        if self._parent is None:
            raise InputError(f"{self!r} is in no list, so it can't be taken out of one.")
        return self._parent._lists[self._slot]

    def _as_map(self) -> JourneyMap | None:
        return None

    def _saw(self, path: Path, mark: str) -> None:
        self._seen = {**self._seen, path: mark}

    def _guard(self) -> Any:
        root = self.map
        return root._lock if root is not None else nullcontext()

    def walk(self) -> Iterator[Node]:
        """Yield this node and every node below it, in the order of the file."""
        yield self
        for name in self.children:
            for child in getattr(self, name):
                yield from child.walk()

    def to_json(self) -> dict[str, Any]:
        """Return the node as JSON values; fields at their default are left out."""
        data: dict[str, Any] = {}
        for name in self.parts:
            if name in self.children:
                if (nodes := getattr(self, name)) or name in self.kept:
                    data[name] = [node.to_json() for node in nodes]
            elif (value := self.fields[name].encode(getattr(self, name))) is not None:
                data[name] = value
        return data

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Build a node from its JSON form; raise InputError or UnknownFieldError for any other."""
        if not isinstance(data, dict):
            raise InputError(f"A {cls.__name__} is written as an object, not {shown(data)}.")
        for name in data:
            if name not in cls.parts:
                raise UnknownFieldError.of(cls.__name__, str(name)[:LONGEST_NAME], cls.parts)
        blank = cls.__new__(cls)
        values: dict[str, Any] = {}
        for name, raw in data.items():
            if name in cls.children:
                if not isinstance(raw, list):
                    raise InputError(f"{cls.__name__}.{name} expects a list, not {shown(raw)}.")
                of = cls.children[name].node_class
                values[name] = [of.from_json(item) for item in raw]
            else:
                values[name] = cls.fields[name].load(blank, raw)
        return cls(**values)

    def copy(self) -> Self:
        """Return a copy with new ids and without comments, outside any map.

        The module ``copy`` and ``pickle`` keep both; see JourneyMap.
        """
        with self._guard():
            return self._copy({node.id: new_id() for node in self.walk()})

    def __copy__(self) -> Self:
        return deepcopy(self)  # shared nodes would take the history along

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        with self._guard():
            below = {name: deepcopy(nodes, memo) for name, nodes in self._below().items()}
            return remade(type(self), self._said() | below)

    def __reduce__(self) -> tuple[Any, ...]:
        with self._guard():
            return remade, (type(self), self._said() | self._below())

    def _said(self) -> dict[str, Any]:
        values = {name: getattr(self, name) for name in self.fields}
        return {n: value for n, value in values.items() if value != self.fields[n].default_value}

    def _below(self) -> dict[str, list[Node]]:
        return {name: [*getattr(self, name)] for name in self.children}

    def _make_way(self, taken: Container[str]) -> None:
        """Get new ids for those a map has already: nothing in it refers to a node from outside."""
        for node in self.walk():
            if node.id in taken:
                node._trait_values["id"] = new_id()
        self._gives_way = False

    def _copy(self, ids: dict[str, str]) -> Self:
        """Return a copy that refers to the copies where this refers to nodes among ``ids``."""
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            value = getattr(self, name)
            if isinstance(field, Keyed):
                value = {ids.get(key, key): item for key, item in value.items()}
            elif isinstance(field, Reference | Identifier):
                value = ids.get(value, value)
            values[name] = value
        for name in self.children:
            values[name] = [node._copy(ids) for node in getattr(self, name) if node.copied]
        return type(self)(**values)

    def __repr__(self) -> str:
        details = [shown(getattr(self, self.label)), *self._details()]
        return f"{type(self).__name__}({', '.join(details)})"

    def _details(self) -> list[str]:
        return [
            counted(len(getattr(self, name)), name)
            for name in self.children
            if len(getattr(self, name))
        ]


def remade(kind: type[Any], values: dict[str, Any]) -> Any:
    """Return the node that a copy or a pickle tells of: the same ids, while they are free."""
    node = kind(**values)
    node._gives_way = True
    return node


class _Random:
    def __repr__(self) -> str:
        return "random"


def _signature(kind: type[Node]) -> inspect.Signature:
    found = []
    for name in sorted(kind.parts, key=lambda name: name != kind.label):
        default = kind.fields[name].default_value if name in kind.fields else []
        if name == "id":
            default = _Random()
        parameter = inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default)
        by_position = inspect.Parameter.POSITIONAL_OR_KEYWORD
        found.append(parameter.replace(kind=by_position) if name == kind.label else parameter)
    return inspect.Signature(found)


def counted(n: int, plural: str) -> str:
    """Return "1 stage" or "3 stages"; the plural names the children."""
    singular = {"opportunities": "opportunity", "evidence": "source"}.get(plural, plural[:-1])
    return locale.counted(n, singular, {"evidence": "sources"}.get(plural, plural))
