"""Lines of a CSV that pandas would read wrong in silence: longer than the header, or endless."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

import numpy as np
import numpy.typing as npt

from cjwidgets.errors import DataError
from cjwidgets.evidence.readers import unpack
from cjwidgets.limits import limits
from cjwidgets.locale import counted
from cjwidgets.model.values import shown

CHUNK = 1 << 22
"""Bytes of a file that are looked at together."""
_WIDEST = 4
"""Bytes a character may take."""
_NEWLINE, _RETURN, _QUOTE = (ord(each) for each in '\n\r"')


class Rows(Protocol):
    """What :func:`csv.reader` returns."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


class Lines:
    """Lines of a text; those of one row may hold so many characters as the cap allows."""

    def __init__(self, path: Path, file: TextIO) -> None:
        self._path, self._file = path, file
        self._number = 0
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(limits.record + 1)
        if not line:
            raise StopIteration
        self._number += 1
        self._size += len(line)
        if self._size > limits.record:
            raise unpack.too_large(self._path, "a row")
        if "\0" in line:
            raise DataError(
                f"{self._path.name} has a zero byte in line {self._number:,}, which no text has.",
                hint=unpack.COMPLETE,
            )
        return line

    def end_row(self) -> None:
        """Let another row begin with the next line."""
        self._size = 0


@contextmanager
def any_length() -> Iterator[None]:
    """Let the module csv read fields of any length; `Lines` has caps of its own."""
    usual = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def check_widths(path: Path, separator: str, width: int) -> None:
    """Refuse a file with a line that holds more than its header names; empty fields do not count.

    Its bytes are counted first, which is fast; only where a line looks too long, or a field may
    hold a separator or go on in the next line, are the lines read one by one.

    Parameters
    ----------
    path : Path
    separator : str
    width : int
        Fields of the header.

    Raises
    ------
    DataError
        A line has more fields, a row is longer than ``cj.limits.record``, or a line holds a
        zero byte.
    """
    with unpack.open_binary(path) as file:
        if not any(_suspicious(lines, separator, width) for lines in _whole_lines(path, file)):
            return
    with any_length(), unpack.open_text(path) as text:
        lines = Lines(path, text)
        _check(path, csv.reader(lines, delimiter=separator), lines, separator, width)


def _whole_lines(path: Path, file: BinaryIO) -> Iterable[bytes]:
    """Yield the file in large pieces, each of whole lines."""
    rest = b""
    while chunk := file.read(max(CHUNK, len(rest))):
        # A line may end with \r\n between two pieces: then one begins with an empty line.
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) + 1
        if end:
            yield rest + chunk[:end]
            rest = chunk[end:]
        else:
            rest += chunk
        if len(rest) > _WIDEST * limits.record:
            raise unpack.too_large(path, "a row")
    if rest:
        yield rest


def _suspicious(lines: bytes, separator: str, width: int) -> bool:
    """Tell whether a line has too much, a zero byte, or quotes that another line closes."""
    if b"\0" in lines:
        return True
    found: npt.NDArray[np.uint8] = np.frombuffer(lines, dtype=np.uint8)
    ends = np.flatnonzero(found == _NEWLINE)
    if len(lines) > limits.record and np.diff(ends, prepend=-1, append=len(lines)).max() > (
        limits.record
    ):
        return True
    quoted = b'"' in lines
    if not quoted and _even(np.flatnonzero(found == ord(separator)), ends, width):
        return False
    if b"\r" in lines:  # old files end their lines by it alone; before a newline it is an empty one
        ends = np.flatnonzero((found == _NEWLINE) | (found == _RETURN))
    if len(ends) == 0 or ends[-1] != len(found) - 1:
        ends = np.append(ends, len(found) - 1)
    if np.any(_per_line(found == ord(separator), ends) >= width):
        return True
    return bool(quoted and np.any(_per_line(found == _QUOTE, ends) % 2))


def _even(separators: npt.NDArray[np.intp], ends: npt.NDArray[np.intp], width: int) -> bool:
    """Tell whether every line has just as many fields as the header: most files are so."""
    each = width - 1
    if each == 0 or len(separators) != each * len(ends):
        return False
    first, last = separators[::each], separators[each - 1 :: each]
    return bool(np.all(last < ends) and np.all(first[1:] > ends[:-1]))


def _per_line(marks: npt.NDArray[np.bool_], ends: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    return np.diff(np.cumsum(marks)[ends], prepend=0)


def _check(path: Path, rows: Rows, lines: Lines, separator: str, width: int) -> None:
    line = 1  # in which a row begins
    for row in rows:
        lines.end_row()
        if any(field.strip() for field in row[width:]):
            sep = "" if separator == "," else f", sep={separator!r}"
            raise DataError(
                f"{path.name} has {counted(len(row), 'field')} in line {line:,} (… "
                f"{shown(row[width - 1])}, {shown(row[width])} …), and {width} in its header.",
                hint=f"Put quotes around texts that hold {separator!r}. To leave such lines out, "
                f"pass pandas.read_csv({str(path)!r}{sep}, dtype=str, index_col=False, "
                "on_bad_lines='skip').",
            )
        line = rows.line_num + 1
