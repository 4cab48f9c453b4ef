"""Observable lists of nodes: whatever is done to them is validated, recorded and published."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Generic, SupportsIndex, TypeVar, overload

from traitlets import Bunch, TraitType

from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.model.values import shown

if TYPE_CHECKING:
    from cjwidgets.model.node import Node

N = TypeVar("N", bound="Node")


class Children(TraitType["NodeList[N]", "Iterable[N | str]"], Generic[N]):
    """The trait behind a list of child nodes."""

    def __init__(self, node_class: type[N], *, help: str = "") -> None:
        super().__init__(help=help)
        self.node_class = node_class

    def takes(self) -> str:
        """Return what the list takes, as a docstring says it."""
        return f"list of {self.node_class.__name__}"

    def get(self, obj: Any, cls: Any = None) -> NodeList[N]:
        assert self.name is not None
        if self.name not in obj._lists:
            obj._lists[self.name] = NodeList(obj, self.name, self.node_class)
        return obj._lists[self.name]

    def set(self, obj: Any, value: Any) -> None:
        nodes = self.get(obj)
        if value is not nodes:
            nodes[:] = value


class NodeList(MutableSequence[N]):
    """The children of a node, in order.

    Works like a list. Strings become nodes of that name; nodes are found by
    position, name or id; a node is in one list at most.

    Examples
    --------
    >>> from cjwidgets.model import JourneyMap
    >>> jm = JourneyMap("Shop", stages=["Ask", "Buy"])
    >>> jm.stages.append("Use")
    >>> jm.stages.move("Use", 0)
    >>> jm.stages
    [Stage('Use'), Stage('Ask'), Stage('Buy')]
    """

    def __init__(self, owner: Node, field: str, node_class: type[N]) -> None:
        self._owner = owner
        self._field = field
        self._class = node_class
        self._nodes: list[N] = []

    # Reading ------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._nodes)

    def __iter__(self) -> Iterator[N]:
        return iter(tuple(self._nodes))  # a loop that edits the list sees it as it began

    def __contains__(self, value: object) -> bool:
        if isinstance(value, str):
            return any(value in (node.id, getattr(node, node.label)) for node in self._nodes)
        return any(node is value for node in self._nodes)

    @overload
    def __getitem__(self, key: int | str) -> N: ...
    @overload
    def __getitem__(self, key: slice) -> list[N]: ...
    def __getitem__(self, key: int | str | slice) -> N | list[N]:
        return self._nodes[self._position(key) if isinstance(key, str) else self._index(key)]

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Return the position of a node, name or id."""
        position = self._position(value)
        if position not in range(*slice(start, stop).indices(len(self._nodes))):
            raise NotFoundError(f"{shown(value)} is not between positions {start} and {stop}.")
        return position

    def _position(self, key: Any) -> int:
        for position, node in enumerate(self._nodes):
            if node is key or (
                isinstance(key, str) and key in (node.id, getattr(node, node.label))
            ):
                return position
        names = [str(getattr(node, node.label)) for node in self._nodes]
        close = difflib.get_close_matches(key, names, n=1) if isinstance(key, str) else []
        raise NotFoundError(
            f"{self._owner!r} has no {shown(key)} among its {self._field}.",
            hint=f"Did you mean {close[0]!r}?" if close else f"There are: {shown(names)}.",
        )

    def _index(self, index: Any) -> Any:
        """Return a position or slice; unlike Python's own lists, True and False are none."""
        if isinstance(index, slice) or (
            isinstance(index, SupportsIndex) and index is not True and index is not False
        ):
            return index
        raise InputError(
            f"{type(self._owner).__name__}.{self._field} has no position {shown(index)}.",
            hint="Positions are whole numbers; nodes are found by name or id, too.",
        )

    def __repr__(self) -> str:
        return repr(self._nodes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, list | NodeList) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # it changes, as a list does

    def __reduce__(self) -> tuple[Any, ...]:
        return list, ([*self._nodes],)  # a copy is nobody's: a list of the same, or copied, nodes

    # Editing: everything ends in insert, _take or move ----------------------------

    def insert(self, index: int, value: N | str) -> None:
        """Put a node, or a new one of that name, before ``index``."""
        index = self._index(index)
        with self._owner._guard():
            node = self._coerce(value)
            self._check_free(node)
            root = self._owner.map
            if root is not None:
                root._check_new(node)
            position = slice(index, None).indices(len(self._nodes))[0]
            self._nodes.insert(position, node)
            node._parent, node._slot = self._owner, self._field
            if root is not None:
                root._added(node, position)
            self._tell()

    def append(self, value: N | str) -> None:
        """Put a node, or a new one of that name, at the end."""
        self.insert(len(self._nodes), value)

    def _take(self, position: int) -> N:
        with self._batch():
            node = self._nodes[position]
            root = self._owner.map
            if root is not None:
                root._forget_references(node)
            data = node.to_json() if root is not None else {}
            del self._nodes[position]
            node._parent, node._slot = None, ""
            if root is not None:
                root._removed(node, data, self._owner, self._field, position)
            self._tell()
            return node

    def move(self, value: N | int | str, index: int) -> None:
        """Move a node to position ``index`` of this list, from here or from a list like it."""
        index = self._index(index)
        with self._batch():
            if isinstance(value, int):
                node: Any = self._nodes[self._index(value)]
            elif isinstance(value, str):
                node = self[value]
            else:
                node = value
            source = self._list_of(node)
            start = next(i for i, item in enumerate(source._nodes) if item is node)
            room = len(self._nodes) - (source is self)
            stop = min(max(index + room + 1 if index < 0 else index, 0), room)
            if source is self and start == stop:
                return
            del source._nodes[start]
            self._nodes.insert(stop, node)
            node._parent, node._slot = self._owner, self._field
            if (root := self._owner.map) is not None:
                root._moved(node, (source._owner, source._field, start), stop)
            if source is not self:
                source._tell()
            self._tell()

    def _list_of(self, node: Any) -> NodeList[Any]:
        parent = getattr(node, "_parent", None)
        if not isinstance(node, self._class) or parent is None:
            raise InputError(
                f"{self._owner!r}.{self._field} can move a {self._class.__name__} "
                f"that is in a map, not {shown(node)}."
            )
        if parent.map is not self._owner.map:
            raise InputError(f"{node!r} is in another map.", hint="Append its .copy().")
        return parent._lists[node._slot]

    @overload
    def __setitem__(self, key: int | str, value: N | str) -> None: ...
    @overload
    def __setitem__(self, key: slice, value: Iterable[N | str]) -> None: ...
    def __setitem__(self, key: int | str | slice, value: Any) -> None:
        if isinstance(key, slice):
            if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
                raise InputError(
                    f"{type(self._owner).__name__}.{self._field} expects a list of "
                    f"{self._class.__name__}s or of names, not {shown(value)}."
                )
            value = [self._coerce(item) for item in value]
        else:
            value = self._coerce(value)
        with self._batch():
            target: list[Any] = list(self._nodes)
            target[self._position(key) if isinstance(key, str) else self._index(key)] = value
            self._become(target)

    def __delitem__(self, key: int | str | slice) -> None:
        if isinstance(key, slice):
            with self._batch():
                target = list(self._nodes)
                del target[key]
                self._become(target)
        elif isinstance(key, str):
            self.remove(key)
        else:
            self.pop(key)

    def pop(self, index: int = -1) -> N:
        """Remove a node and return it."""
        with self._batch():
            return self._take(range(len(self._nodes))[self._index(index)])

    def remove(self, value: Any) -> None:
        """Remove a node, or the one of that name or id."""
        with self._batch():
            self._take(self._position(value))

    def clear(self) -> None:
        """Remove all nodes, in one step of the history."""
        self._become([])

    def extend(self, values: Iterable[N | str]) -> None:
        """Append several nodes, in one step of the history."""
        with self._batch():
            self[len(self._nodes) :] = values

    def sort(self, *, key: Callable[[N], Any] | None = None, reverse: bool = False) -> None:
        """Sort in place, by name unless a key is given, in one step of the history."""
        order = key or (lambda node: getattr(node, node.label))
        with self._batch():
            self._become(sorted(self._nodes, key=order, reverse=reverse))

    def reverse(self) -> None:
        """Reverse in place, in one step of the history."""
        with self._batch():
            self._become(self._nodes[::-1])

    def _become(self, target: list[N]) -> None:
        here = {id(node) for node in self._nodes}
        if len({id(node) for node in target}) != len(target):
            raise InputError(f"{self._owner!r}.{self._field} can't hold the same node twice.")
        for node in target:
            if id(node) not in here:
                self._check_free(node)
        with self._batch():
            kept = {id(node) for node in target}
            for position in reversed(range(len(self._nodes))):
                if id(self._nodes[position]) not in kept:
                    self._take(position)
            for position, node in enumerate(target):
                if id(node) in here:
                    self.move(node, position)
                else:
                    self.insert(position, node)

    def _coerce(self, value: Any) -> N:
        if isinstance(value, str):
            return self._class(value)
        if not isinstance(value, self._class):
            raise InputError(
                f"{type(self._owner).__name__}.{self._field} expects a {self._class.__name__} "
                f"or its name, not {shown(value)}."
            )
        return value

    def _check_free(self, node: N) -> None:
        if node._parent is not None or node is self._owner:
            raise InputError(
                f"{node!r} already belongs to {node._parent!r}.",
                hint="Move it with .move(node, index), or append its .copy().",
            )

    def _batch(self) -> Any:
        root = self._owner.map
        return root.batch() if root is not None else nullcontext()

    def _tell(self) -> None:
        if self._owner.has_trait(self._field):
            self._owner.notify_change(
                Bunch(name=self._field, old=None, new=self, owner=self._owner, type="change")
            )
