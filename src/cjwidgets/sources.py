"""Who reads which files of events: the layers above put their readers here.

A log reads CSV and Parquet itself; a format that has a module in ``cjwidgets.formats`` is read
there, and the log, which is below it, finds the reader in this table.
"""

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
    """Names the columns, see ``cjwidgets.evidence.presets``."""


READERS: dict[str, Reader] = {}
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
