"""What the file of a map says that was not read or saved here, and how the map becomes that."""

from __future__ import annotations

import os
from typing import Any

from cjwidgets import disk, files
from cjwidgets.errors import FileError
from cjwidgets.model import JourneyMap
from cjwidgets.widgets.file_access import content_of

LAST = ("stages", "links")
"""What refers to others: they come first."""


def changed(map: JourneyMap) -> dict[str, int | None] | None:
    """Return when others changed the file of a map, in milliseconds; no time when it is gone.

    None when it says what was read or saved here. It is read only when it looks different.
    """
    path = map.path
    if path is None:
        return None
    looks = disk.looks(path)
    if looks is None:
        return None if os.path.lexists(path) else {"at": None}
    if looks == map._looks:
        return None
    news = {"at": looks[0] // 1_000_000}
    known = vars(map).get("_news")
    if known == (looks, map._seen.get(path)):
        return news
    try:
        if disk.mark(content_of(path)) != map._seen.get(path):
            vars(map)["_news"] = looks, map._seen.get(path)
            return news
    except (OSError, FileError):  # what can't be read is told when it is to be saved
        return None
    map._looks = looks
    return None


def take(map: JourneyMap, **edit: Any) -> None:
    """Make a map what its file says, as one edit, which undo takes back."""
    path = map.path
    if path is None:
        raise FileError(f"{map!r} has no file yet.", hint="Save it with jm.save('name').")
    try:
        found = files.take(path, content_of(path))
    except OSError as error:
        raise FileError(f"can't be read: {error.strerror}.", path=path) from None
    lists = sorted(map.children, key=lambda name: LAST.index(name) + 1 if name in LAST else 0)
    with map._lock:
        with map.batch(path.name, **edit):
            for name in reversed(lists):
                setattr(map, name, [])
            for name in map.fields.keys() - {"id"}:
                setattr(map, name, getattr(found, name))
            for name in lists:
                nodes = list(getattr(found, name))
                setattr(found, name, [])
                setattr(map, name, nodes)
        map._seen = {**map._seen, **found._seen}
        map._looks = found._looks
        map._saved_as(path, map.rev)
        map._saved_at = found._saved_at
