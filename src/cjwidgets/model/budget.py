"""How large a map may get: what can be drawn can be saved, and opens again."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from math import inf
from typing import TYPE_CHECKING, Any

from cjwidgets.errors import InputError
from cjwidgets.limits import limits
from cjwidgets.model.changes import Added, Change, Removed, Updated

if TYPE_CHECKING:
    from cjwidgets.model.timeline import Timeline

_LINE = 100
"""What a line takes at most beside its value: blanks before it, a field's name, a comma."""

_ESCAPED = 6
"""Bytes a character takes at most."""

_LONG = 1_000
"""Characters from which a text is written to see how many bytes it takes."""

_VERSION = 40
"""Bytes for the version, which a file has and a map has not."""


def written(data: Any) -> str:
    """Return the text of a document as files hold it, one field a line."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


class Budget:
    """Keeps a map within ``limits.document`` while it is edited.

    To write the whole map at each edit would take too long: what an edit adds at most is added to
    what is known, and the map is written only when that bound is above the limit.
    """

    def __init__(self, map: Timeline) -> None:
        self._map = map
        self._bytes: int | None = None

    def admit(self, changes: list[Change]) -> None:
        """Refuse the changes just made, not yet recorded, where the map is too large now, and grew.

        Raises
        ------
        InputError
            The map would have more bytes than ``limits.document``.
        """
        if self._bytes is not None:
            bound: float = self._bytes
            for change in changes:
                bound += _most(change)
            if bound <= limits.document:
                self._bytes = int(bound)
                return
        exact = len(written(self._map.to_json()).encode()) + _VERSION
        # What is too large already may still be made smaller.
        if exact > limits.document and self._grew(changes, exact):
            raise InputError(
                f"The map would have {exact:,} bytes; it may have {limits.document:,}.",
                hint=f"Use smaller pictures. {limits.raising('document', exact)}",
            )
        self._bytes = exact

    def _grew(self, changes: list[Change], exact: int) -> bool:
        if self._bytes is None:
            return sum(map(_growth, changes)) > 0
        return exact > self._bytes

    def forget(self) -> None:
        """Take note that something changed the map that nobody refuses: undo, redo."""
        self._bytes = None


def _most(change: Change) -> float:
    """Return how much longer a change makes the file at most; it may make it shorter."""
    if isinstance(change, Updated):
        if change.field.name == "scale":
            return inf  # it also writes other numbers than its own: scores on another scale
        return _bound(change.field.encode(change.new))
    if isinstance(change, Added):
        return _bound(change.data)
    return _LINE  # a list that was empty has a line of its own


def _bound(value: Any) -> int:
    """Return what a value takes at most, far below the time to write it."""
    if isinstance(value, str):
        if len(value) < _LONG:
            return _LINE + _ESCAPED * len(value)
        return _LINE + len(encode_basestring(value).encode())
    match value:
        case dict():
            return 2 * _LINE + sum(map(_bound, value)) + sum(map(_bound, value.values()))
        case list():
            return 2 * _LINE + sum(map(_bound, value))
        case int():
            return _LINE + value.bit_length()
    return _LINE


def _size(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, indent=1).encode())


def _growth(change: Change) -> int:
    match change:
        case Updated(field=field, old=old, new=new):
            return _size(field.encode(new)) - _size(field.encode(old))
        case Added(data=data):
            return _size(data)
        case Removed(data=data):
            return -_size(data)
        case _:
            return 0
