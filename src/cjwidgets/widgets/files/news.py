"""What the file of a map says that was not read or saved here, and how the map becomes that."""

from __future__ import annotations

import os
from typing import Any

from cjwidgets import disk, files
from cjwidgets.errors import FileError
from cjwidgets.model import JourneyMap
from cjwidgets.widgets.files.access import content_of

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
    news: dict[str, int | None] = {"at": looks[0] // 1_000_000}
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
    with map._lock:
        map.apply(_changes(map.to_json(), found.to_json(), map), path.name, **edit)
        map._seen = {**map._seen, **found._seen}
        map._looks = found._looks
        map._saved_as(path, map.rev)
        map._saved_at = found._saved_at


def _changes(here: dict[str, Any], there: dict[str, Any], map: JourneyMap) -> list[Any]:
    """Return what makes a map what another one says, but for its id."""
    lists = sorted(map.children, key=lambda name: LAST.index(name) + 1 if name in LAST else 0)
    fields = {
        name: [here.get(name), there.get(name)]
        for name in map.fields
        if name != "id" and here.get(name) != there.get(name)
    }
    at = {"parent": map.id}
    return [
        *(
            {"kind": "removed", **at, "field": name, "index": 0, "node": {"id": node.id}}
            for name in reversed(lists)
            for node in getattr(map, name)
        ),
        *([{"kind": "updated", "id": map.id, "fields": fields}] if fields else []),
        *(
            {"kind": "added", **at, "field": name, "index": index, "node": node}
            for name in lists
            for index, node in enumerate(there.get(name, ()))
        ),
    ]
