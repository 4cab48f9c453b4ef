"""What browsers make the kernel read and write: maps in the folder of the map they were given.

A path in a map is text that a visitor, or whoever sent the map, may have written. Python code
opens any file; browsers only what lies here, and every refusal is the same, so that none tells
what else is there. Why it was refused is in the log of the server.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cjwidgets import files
from cjwidgets.errors import FileError, InputError
from cjwidgets.journeys import adopt, join, journey_path, known
from cjwidgets.limits import limits
from cjwidgets.model import JourneyMap, Touchpoint
from cjwidgets.widgets.files.map_file import map_of

log = logging.getLogger(__name__)

_FLAGS = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
"""A link put there meanwhile is not followed, and a pipe waits for nobody."""


class Reach:
    """What the browsers of one widget reach.

    Parameters
    ----------
    map : JourneyMap
        The map the widget was given: its folder is open to them, or the working folder while
        it has no file.
    """

    def __init__(self, map: JourneyMap) -> None:
        self._map = map
        self._made = 0

    def open(self, touchpoint: Touchpoint, shown: Iterable[JourneyMap]) -> JourneyMap:
        """Open the journey of a touchpoint as ``open_journey`` does, if browsers may.

        Maps in ``shown`` were on the screen before: wherever they are, they may be so again.
        """
        with touchpoint._guard():
            target = journey_path(touchpoint)
        try:
            for map in shown:
                if map.path is not None and _lies(target, map.path.parent) == map.path:
                    return map
            real = self._inside(target)
            family = touchpoint.map._family if touchpoint.map is not None else []
            return known(family, real) or join(family, files.take(real, content_of(real)))
        except (OSError, ValueError) as error:
            log.info("cjwidgets opens no %r for a browser: %s", str(target)[:1_000], error)
        raise FileError(
            f"The journey of {touchpoint!r} can't be opened from here.",
            hint=f"In Python, editor.open_journey({touchpoint.id!r}) opens it or says why not.",
        )

    def names(self) -> list[str]:
        """Return the maps in the folder, by the names of their files, what changed last first."""
        found = []
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name.endswith(files.SUFFIX):
                    with suppress(OSError):
                        if entry.is_file(follow_symlinks=False):
                            found.append((-entry.stat().st_mtime_ns, entry.name))
        return [name for _, name in sorted(found)[: limits.listed]]

    def open_named(self, name: str) -> JourneyMap:
        """Open a map of the folder for a browser, by the name of its file."""
        family = self._map._family
        try:
            if Path(name).name != name:
                raise FileError("it is no name of a file.")
            real = self._inside(self.folder / name)
            if (map := known(family, real)) is not None:
                return map
            content_of(real)  # or it is refused
            return adopt(family, map_of(real, make=False))
        except (OSError, ValueError) as error:
            log.info("cjwidgets opens no %r for a browser: %s", name[:1_000], error)
        raise FileError(
            f"The map {name[:200]!r} can't be opened from here.",
            hint="In Python, cj.MapEditor(…) with its name opens it or says why not.",
        )

    def folder_of(self, map: JourneyMap) -> Path:
        """Return the folder in which a browser may make files beside the file of a map."""
        if map.path is None:
            return self.folder
        if _lies(map.path, self.folder) is None:
            raise FileError(
                f"Beside {map!r} no files can be made from here.",
                hint="In Python, .create_journey() and .save('name') make them.",
            )
        return map.path.parent

    def admit_file(self) -> None:
        """Raise unless browsers may make one more file."""
        if self._made >= limits.files:
            raise InputError(
                f"Browsers of an editor make at most {limits.files:,} files.",
                hint=limits.raising("files", self._made + 1),
            )

    def count_files(self, count: int = 1) -> None:
        """Take note of files that a browser made."""
        self._made += count

    @property
    def folder(self) -> Path:
        """What is open to the browsers."""
        return self._map.path.parent if self._map.path is not None else Path.cwd()

    def _inside(self, target: Path) -> Path:
        real = _lies(target, self.folder)
        if real is None:
            raise FileError("it lies outside the folder of the map.")
        if not real.name.endswith(files.SUFFIX):
            raise FileError(f"it does not end in {files.SUFFIX}.")
        return real


def _lies(target: Path, folder: Path) -> Path | None:
    """Return where a path leads, links followed, if that is inside a folder."""
    # First as a text: to look at a foreign path may wake a network drive or tell a server of us.
    if not Path(os.path.abspath(target)).is_relative_to(os.path.abspath(folder)):
        return None
    real = Path(os.path.realpath(target))
    return real if real.is_relative_to(os.path.realpath(folder)) else None


def content_of(path: Path) -> bytes:
    """Return what a regular file says; of no other kind, and not of a link."""
    handle = os.open(path, _FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise FileError("it is no regular file.")
        if found.st_size > limits.document:
            raise FileError(f"it has {found.st_size:,} bytes.", hint="See cj.limits.document.")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(found.st_size)
    finally:
        os.close(handle)
