"""The own format of a map, ``*.cjmap.json``."""

from __future__ import annotations

from cjwidgets.formats import document
from cjwidgets.model import JourneyMap
from cjwidgets.model.journey import VERSION


def dumps(map: JourneyMap) -> str:
    """Return the text of the file; equal maps give equal texts."""
    return document.dumps("cjmap", VERSION, map.to_json())


def loads(text: str, name: str = "The text") -> JourneyMap:
    """Read a map from the text of a file; raise FileError with a sentence when it is none."""
    return document.loads(
        text, name, key="cjmap", version=VERSION, what="journey map", build=JourneyMap.from_json
    )
