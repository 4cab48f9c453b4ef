"""The formats of event logs that have a reader of their own, by the ending of their files."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, NamedTuple


class Reader(NamedTuple):
    """Reads the files of one format."""

    read: Callable[[Path, Collection[str]], tuple[Any, list[str]]]
    """Returns a frame of the wanted columns that are there, and names of columns to tell."""
    preset: str
    """Names the columns, see ``cjwidgets.evidence.readers.presets``."""


def _xes(path: Path, wanted: Collection[str]) -> tuple[Any, list[str]]:
    from cjwidgets.evidence.readers.xes import read  # its parser is for those who have such files

    return read(path, wanted)


READERS: dict[str, Reader] = dict.fromkeys((".xes", ".xes.gz"), Reader(_xes, "xes"))
"""By the ending of the file's name, in lower case."""


def reader_of(source: Any) -> Reader | None:
    """Return the reader of a file by its name; None for anything else.

    Examples
    --------
    >>> reader_of("Journeys.XES.gz").preset
    'xes'
    """
    if not isinstance(source, str | os.PathLike):
        return None
    name = str(source).lower()
    return next((reader for end, reader in READERS.items() if name.endswith(end)), None)
