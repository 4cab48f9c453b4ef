"""How large a map may get: what can be drawn can be saved, and opens again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cjwidgets.errors import InputError
from cjwidgets.limits import limits
from cjwidgets.model.changes import Added, Change, Removed, Updated

if TYPE_CHECKING:
    from cjwidgets.model.timeline import Timeline

_DEEP = 12
"""Blanks a level: more than stand before any line of a file, so that growth is never too small."""

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
            bound = self._bytes + _size([change.to_json() for change in changes])
            if bound <= limits.document and not any(map(_rescales, changes)):
                self._bytes = bound
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


def _size(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, indent=_DEEP).encode())


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


def _rescales(change: Change) -> bool:
    """Whether it also writes other numbers than its own: scores on another scale."""
    return isinstance(change, Updated) and change.field.name == "scale"
