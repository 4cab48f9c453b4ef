"""Event logs in XES (IEEE 1849), read as a stream."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers import expat

import pandas as pd

from cjwidgets.errors import DataError, JourneyError
from cjwidgets.evidence.readers import unpack
from cjwidgets.limits import limits

CASE = "case:"
TOLD = 100
"""Names of columns that are remembered to be told, though nobody wants them."""
_CHUNK = 1 << 20
_DECLARED = 200
"""Bytes in which an XML file declares its encoding."""
_DECLARATION = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_WIDE = ("gb2312", "gbk", "gb18030", "big5", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949")
"""Encodings of several bytes a letter, which Python knows and the parser does not."""
_USUAL = frozenset({"key", "value"})

_AGAIN = "Export the log again as XES."
_ENCODING = (
    "Write the encoding that its texts are in into its first line, e.g. "
    '<?xml version="1.0" encoding="UTF-8"?>, or export it again.'
)
_HINTS = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: unpack.COMPLETE,
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: unpack.COMPLETE,
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR]: unpack.COMPLETE,
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]: unpack.COMPLETE,
    expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]: _ENCODING,
    expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING]: _ENCODING,
    expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]: _ENCODING,
}


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


class Found(NamedTuple):
    """What a file held of what was wanted."""

    frame: pd.DataFrame
    names: list[str]
    """Columns it has: those of the frame, and some that nobody wanted."""


def read(path: Path, wanted: Collection[str]) -> Found:
    """Read the events of an XES file: one row an event, in the order of the file.

    Columns have the names that PM4Py gives them: an attribute of the event goes by its key
    (``concept:name``, ``time:timestamp``), one of the trace by ``case:`` and its key
    (``case:concept:name``). Attributes within attributes and lists are left out, and so are
    the attributes of the log itself. An event outside all traces, as in a stream of events, has
    no attributes of a trace: name a column of the events for its customer.

    The file is read as a stream and never as a tree, and only what is wanted of it is kept.
    One with a document type is refused: no XES file needs it, and entities declared there can
    blow a small file up to gigabytes.

    Parameters
    ----------
    path : Path
        ``.xes`` or, compressed, ``.xes.gz``.
    wanted : collection of str
        Columns to read, if they are there.

    Returns
    -------
    Found
        The frame holds texts, whole numbers, floats and booleans; None where an event has no
        such attribute, or an empty one that should be a number.

    Raises
    ------
    DataError
        The file is not XES, is cut off, has a document type, or is above a cap.
    """
    try:
        with unpack.sentences(path, "XES"), unpack.open_binary(path) as file:
            events = _Events(frozenset(wanted), file.peek(_DECLARED)[:_DECLARED])
            # A tag that does not end is looked at anew with each piece: so those grow with it.
            while chunk := file.read(max(_CHUNK, events.open)):
                events.feed(chunk)
                if events.open > limits.record:
                    raise unpack.too_large(path, "a tag")
            events.feed(b"", last=True)
    except JourneyError:
        raise
    except _NoLogError as refused:
        raise DataError(f"{path.name} {refused}", hint=refused.hint) from None
    except expat.ExpatError as error:
        raise DataError(
            f"{path.name} can't be read as XES: {error}.", hint=_HINTS.get(error.code, _AGAIN)
        ) from None
    except (LookupError, ValueError) as error:  # from the codecs of Python
        raise DataError(
            f"{path.name} can't be read as XES: {error}".rstrip(". ") + ".", hint=_ENCODING
        ) from None
    frame = pd.DataFrame({key: pd.Series(column) for key, column in events.columns.items()})
    return Found(frame, list(events.names))


class _NoLogError(Exception):
    """What is wrong with a file, as the end of a sentence that begins with its name."""

    def __init__(self, says: str, hint: str = _AGAIN) -> None:
        super().__init__(says)
        self.hint = hint


class _Events:
    """Gathers the wanted columns while the parser passes over the file."""

    def __init__(self, wanted: frozenset[str], head: bytes) -> None:
        self.columns: dict[str, list[Any]] = {}
        self.names: dict[str, None] = {}
        self.rows = 0
        self._wanted = wanted
        self._path: list[str] = []
        self._strange: set[str] = set()
        # Of what is open now, the innermost last: XES nests neither, but files may.
        self._cases: list[dict[str, Any]] = []
        self._events: list[dict[str, Any]] = []
        self._fed = 0
        self._decoder = _decoder(head)
        encoding = None if self._decoder is None else "utf-8"
        self._parser = expat.ParserCreate(encoding, namespace_separator="}", intern=None)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartNamespaceDeclHandler = self._namespace

    def feed(self, data: bytes, *, last: bool = False) -> None:
        if self._decoder is not None:
            data = self._decoder.decode(data, last).encode()
        self._parser.Parse(data, last)
        self._fed += len(data)

    @property
    def open(self) -> int:
        """Bytes of a tag, comment or the like whose end has not come yet."""
        return self._fed - max(self._parser.CurrentByteIndex, 0)

    def _doctype(self, *_: Any) -> None:
        raise _NoLogError("has a document type (<!DOCTYPE …>), which no XES file needs.")

    def _namespace(self, prefix: str | None, _uri: str) -> None:
        self._wonder(f"xmlns:{prefix}")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition("}")[2]
        if not self._path and tag != "log":
            raise _NoLogError(f"is no XES file: it begins with <{tag[:40]}>, not <log>.")
        parent = self._path[-1] if self._path else ""
        if tag == "trace":
            self._cases.append({})
        elif tag == "event":
            self._events.append({})
        elif tag in _VALUES:
            if parent in ("trace", "event"):
                self._keep(parent, tag, attributes)
        else:
            self._wonder(tag)
        if not attributes.keys() <= _USUAL:
            self._wonder(*attributes)
        self._path.append(tag)
        if len(self._path) > limits.nesting:
            raise _NoLogError(
                f"has more than {limits.nesting:,} elements within each other.",
                limits.raising("nesting", 10 * limits.nesting),
            )

    def _wonder(self, *names: str) -> None:
        """Count the names XES does not know: the parser never forgets one."""
        self._strange.update(names)
        if len(self._strange) > limits.nesting:
            raise _NoLogError(
                f"has more than {limits.nesting:,} kinds of tags and attributes XES does not know.",
                limits.raising("nesting", 10 * limits.nesting),
            )

    def _keep(self, parent: str, kind: str, attributes: dict[str, str]) -> None:
        key, raw = attributes.get("key"), attributes.get("value")
        if key is None or raw is None:
            return
        name = key if parent == "event" else CASE + key
        if name not in self._wanted:
            if len(self.names) < TOLD:
                self.names[name[:TOLD]] = None
            return
        self.names[name] = None
        kept = (self._events if parent == "event" else self._cases)[-1]
        if kind != "string" and not raw.strip():
            kept[name] = None
            return
        try:
            kept[name] = _VALUES[kind](raw)
        except ValueError:
            line = self._parser.CurrentLineNumber
            raise _NoLogError(
                f"has {raw[:40]!r} for {key[:40]!r} in line {line}: no {kind}."
            ) from None

    def _end(self, tag: str) -> None:
        if (ended := self._path.pop()) == "trace":
            self._cases.pop()
        elif ended == "event":
            # A trace's attributes come before its events: the schema asks for that.
            case = self._cases[-1] if self._cases else {}
            for key, value in (case | self._events.pop()).items():
                column = self.columns.setdefault(key, [])
                column.extend([None] * (self.rows - len(column)))
                column.append(value)
            self.rows += 1
        elif ended == "log":
            for column in self.columns.values():
                column.extend([None] * (self.rows - len(column)))


def _decoder(head: bytes) -> codecs.IncrementalDecoder | None:
    """Return what decodes a file of this head; None if the parser does."""
    declared = _DECLARATION.match(head.removeprefix(codecs.BOM_UTF8))
    name = declared[1].decode().lower().replace("-", "_") if declared else ""
    return codecs.getincrementaldecoder(name)() if name in _WIDE else None
