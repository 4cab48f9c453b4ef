"""Event logs in XES (IEEE 1849), read as a stream."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pandas as pd

from cjwidgets.errors import DataError

CASE = "case:"
_CHUNK = 1 << 20


def _boolean(text: str) -> bool:
    return text.strip().lower() in ("true", "1")


_VALUES: dict[str, Callable[[str], Any]] = {
    "string": str,
    "date": str,  # ISO 8601, with an offset that may change with the season: the log reads it
    "id": str,
    "int": int,
    "float": float,
    "boolean": _boolean,
}


def read(path: Path) -> pd.DataFrame:
    """Read the events of an XES file: one row an event, in the order of the file.

    Columns have the names that PM4Py gives them: an attribute of the event goes by its key
    (``concept:name``, ``time:timestamp``), one of the trace by ``case:`` and its key
    (``case:concept:name``). Attributes within attributes and lists are left out, and so are
    the attributes of the log itself.

    The file is read as a stream and never as a tree. One with a document type is refused:
    no XES file needs it, and entities declared there can blow a small file up to gigabytes.

    Parameters
    ----------
    path : Path
        ``.xes`` or, compressed, ``.xes.gz``.

    Returns
    -------
    pandas.DataFrame
        Texts, whole numbers, floats and booleans; None where an event has no such attribute.

    Raises
    ------
    DataError
        The file is not XES, is cut off, or has a document type.
    """
    events = _Events()
    try:
        opener = gzip.open if path.name.lower().endswith(".gz") else open
        with opener(path, "rb") as file:
            while chunk := file.read(_CHUNK):
                events.feed(chunk)
        events.feed(b"", last=True)
    except expat.ExpatError as error:
        raise DataError(
            f"{path.name} can't be read as XES: {error}.", hint="Is the file complete?"
        ) from None
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(
            f"{path.name} can't be read: {error}".rstrip(". ") + ".", hint="Is the file complete?"
        ) from None
    except _NoLogError as refused:
        raise DataError(f"{path.name} {refused}", hint="Export the log again as XES.") from None
    return pd.DataFrame({key: pd.Series(column) for key, column in events.columns.items()})


class _NoLogError(Exception):
    """What is wrong with a file, as the end of a sentence that begins with its name."""


class _Events:
    """Gathers the columns while the parser passes over the file."""

    def __init__(self) -> None:
        self.columns: dict[str, list[Any]] = {}
        self.rows = 0
        self._path: list[str] = []
        self._case: dict[str, Any] = {}
        self._event: dict[str, Any] = {}
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, data: bytes, *, last: bool = False) -> None:
        self._parser.Parse(data, last)

    def _doctype(self, *_: Any) -> None:
        raise _NoLogError("has a document type (<!DOCTYPE …>), which no XES file needs.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition("}")[2]
        if not self._path and tag != "log":
            raise _NoLogError(f"is no XES file: it begins with <{tag[:40]}>, not <log>.")
        parent = self._path[-1] if self._path else ""
        if tag == "trace":
            self._case = {}
        elif tag == "event":
            self._event = {}
        elif tag in _VALUES and parent in ("trace", "event"):
            self._keep(parent, tag, attributes)
        self._path.append(tag)

    def _keep(self, parent: str, kind: str, attributes: dict[str, str]) -> None:
        key, raw = attributes.get("key"), attributes.get("value")
        if key is None or raw is None:
            return
        try:
            value = _VALUES[kind](raw)
        except ValueError:
            line = self._parser.CurrentLineNumber
            raise _NoLogError(f"has {raw[:40]!r} for {key!r} in line {line}: no {kind}.") from None
        if parent == "event":
            self._event[key] = value
        else:
            self._case[CASE + key] = value

    def _end(self, tag: str) -> None:
        if self._path.pop() == "event":
            # A trace's attributes come before its events: the schema asks for that.
            for key, value in (self._case | self._event).items():
                column = self.columns.setdefault(key, [])
                column.extend([None] * (self.rows - len(column)))
                column.append(value)
            self.rows += 1
        elif tag.rpartition("}")[2] == "log":
            for column in self.columns.values():
                column.extend([None] * (self.rows - len(column)))
