"""Maps that tell more about a touchpoint of another map: each file is opened once."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

from cjwidgets import files
from cjwidgets.errors import FileError
from cjwidgets.model import JourneyMap, Touchpoint

LONGEST = 60
"""Letters of a touchpoint's name in the name of its file; systems allow 255 bytes."""

_joining = threading.Lock()


def open_journey(touchpoint: Touchpoint) -> JourneyMap:
    """See Touchpoint.open_journey."""
    target = journey_path(touchpoint)
    family = touchpoint.map._family if touchpoint.map is not None else []
    return known(family, target.resolve()) or join(family, files.open(target))


def journey_path(touchpoint: Touchpoint) -> Path:
    """Return where the journey of a touchpoint should be, as seen from its map's file."""
    if not touchpoint.journey:
        raise FileError(
            f"{touchpoint!r} has no journey of its own.",
            hint="Set .journey to the path of a map's file.",
        )
    root = touchpoint.map
    folder = root.path.parent if root is not None and root.path is not None else Path.cwd()
    return folder / touchpoint.journey


def create_journey(touchpoint: Touchpoint) -> JourneyMap:
    """See Touchpoint.create_journey."""
    root = touchpoint.map
    if touchpoint.journey:
        raise FileError(f"{touchpoint!r} has a journey already: {touchpoint.journey}.")
    if root is None or root.path is None:
        raise FileError(
            "Save the map first: a touchpoint's journey becomes a file beside it.",
            hint="For example jm.save('shop').",
        )
    made = JourneyMap(touchpoint.name, locale=root.locale, scale=root.scale)
    touchpoint.journey = files.save(made, free_path(root.path.parent, touchpoint.name)).name
    return join(root._family, made)


def known(family: list[JourneyMap], path: Path) -> JourneyMap | None:
    """Return the map of a family that has this file."""
    return next((map for map in tuple(family) if map.path == path), None)


def join(family: list[JourneyMap], map: JourneyMap) -> JourneyMap:
    """Add a map to those it was opened from; the one that is there stays, of one file."""
    with _joining:
        if family and map.path is not None and (first := known(family, map.path)) is not None:
            return first
        if family:
            family.append(map)
            map._family = family
        return map


def adopt(family: list[JourneyMap], map: JourneyMap) -> JourneyMap:
    """Add a map, and those that were opened from it, to others that it is shown with."""
    with _joining:
        if map._family is not family:
            for each in map._family:
                family.append(each)
                each._family = family
        return map


def free_path(folder: Path, name: str) -> Path:
    """Return the path of a map's file that is not there yet, named after what somebody typed."""
    stem = re.sub(r"[\W_]+", "-", name)[:LONGEST].strip("-").lower() or "journey"
    number = 1
    # A link to nowhere is there, too: what is saved by its name would be written elsewhere.
    while os.path.lexists(path := folder / f"{stem}{f'-{number}' * (number > 1)}{files.SUFFIX}"):
        number += 1
    return path
