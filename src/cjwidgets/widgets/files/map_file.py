"""The map of a file that a widget is given: opened once, and made where there is none."""

from __future__ import annotations

import os
from pathlib import Path
from weakref import WeakValueDictionary

from cjwidgets import disk, files
from cjwidgets.errors import FileError
from cjwidgets.model import JourneyMap

_opened: WeakValueDictionary[Path, JourneyMap] = WeakValueDictionary()


def map_of(path: str | os.PathLike[str], *, make: bool = True) -> JourneyMap:
    """Return the map that a file holds; two widgets of one file show one map.

    A cell that is run again finds the map as it was edited, unless the file changed since and
    holds all that was edited before: then it is opened anew.

    Parameters
    ----------
    path : str or path
        Its suffix may be left out.
    make : bool
        Whether a file that is not there is made, with an empty map.

    Raises
    ------
    FileError
        There is no such file, or folder, or the file holds no map.
    """
    target = files.named(path)
    real = Path(os.path.realpath(target))
    known = _opened.get(real)
    if known is None or known.path != real or _is_news(known, real):
        known = files.open(target) if os.path.lexists(real) else _made(target, make=make)
        _opened[real] = known
    return known


def _is_news(known: JourneyMap, real: Path) -> bool:
    """Whether a file says something else, and nothing would be lost by reading it."""
    if known.unsaved or not os.path.isfile(real):
        return False
    return disk.mark(real.read_bytes()) != known._seen.get(real)


def _made(target: Path, *, make: bool) -> JourneyMap:
    if not make:
        raise FileError(
            f"There is no file {str(target)!r}.",
            hint="Check the name and the folder. To make it, give no mode but 'edit'.",
        )
    map = JourneyMap(target.name.removesuffix(files.SUFFIX))
    files.put(map, target)
    return map
