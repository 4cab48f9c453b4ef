"""How large browsers may make a map: what can be drawn can be saved, and opens again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cjwidgets.errors import InputError
from cjwidgets.limits import limits
from cjwidgets.model.changes import Change, Updated

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
    """Keeps a map within ``limits.document`` while browsers edit it.

    To write the whole map at each edit would take too long: what an edit adds at most is added to
    what is known, and the map is written only when that bound is above the limit.
    """

    def __init__(self, map: Timeline) -> None:
        self._map = map
        self._bytes = 0
        self._rev = -1

    def before(self) -> None:
        """Know the size before an edit, also after edits that were made elsewhere."""
        if self._rev != self._map.rev:
            self._bytes = self._exact()

    def after(self, changes: list[Change]) -> None:
        """Refuse the changes just made, not yet recorded, where the map is too large now, and grew.

        Raises
        ------
        InputError
            The map would have more bytes than ``limits.document``.
        """
        told = [change.to_json() for change in changes]
        grown = len(json.dumps(told, ensure_ascii=False, indent=_DEEP).encode())
        if self._bytes + grown <= limits.document and not any(map(_rescales, changes)):
            self._bytes += grown
            return
        exact = self._exact()
        # What is too large already may still be made smaller.
        if exact > limits.document and exact > self._bytes:
            raise InputError(
                f"The map would have {exact:,} bytes; it may have {limits.document:,}.",
                hint=f"Use smaller pictures. {limits.raising('document', exact)}",
            )
        self._bytes = exact

    def made(self) -> None:
        """Take note that the edit was made."""
        self._rev = self._map.rev

    def _exact(self) -> int:
        return len(written(self._map.to_json()).encode()) + _VERSION


def _rescales(change: Change) -> bool:
    """Whether it also writes other numbers than its own: scores on another scale."""
    return isinstance(change, Updated) and change.field.name == "scale"
