"""Lines of a CSV with more fields than its header: pandas drops what is too much in silence."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

import numpy as np
import numpy.typing as npt

from cjwidgets.errors import DataError
from cjwidgets.model.values import shown

CHUNK = 1 << 22
"""Bytes of a file that are looked at together."""
_NEWLINE, _RETURN, _QUOTE = (ord(each) for each in '\n\r"')


class Rows(Protocol):
    """What :func:`csv.reader` returns."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def check_widths(
    path: Path,
    binary: Callable[[], BinaryIO],
    text: Callable[[], TextIO],
    separator: str,
    width: int,
) -> None:
    """Refuse a file with a line that holds more than its header names; empty fields do not count.

    Its bytes are counted first, which is fast; only where a line looks too long, or a field may
    hold a separator or go on in the next line, are the lines read one by one.

    Parameters
    ----------
    path : Path
        For the sentence.
    binary, text : callable
        Open the file, unpacked.
    separator : str
    width : int
        Fields of the header.

    Raises
    ------
    DataError
        A line has more fields.
    """
    with binary() as file:
        if not any(_suspicious(lines, separator, width) for lines in _whole_lines(file)):
            return
    usual = csv.field_size_limit(sys.maxsize)
    try:
        with text() as file:
            _check(path, csv.reader(file, delimiter=separator), separator, width)
    finally:
        csv.field_size_limit(usual)


def _whole_lines(file: BinaryIO) -> Iterable[bytes]:
    """Yield the file in large pieces, each of whole lines."""
    rest = b""
    while chunk := file.read(CHUNK):
        end = chunk.rfind(b"\n") + 1
        if end:
            yield rest + chunk[:end]
            rest = chunk[end:]
        else:
            rest += chunk
    if rest:
        yield rest


def _suspicious(lines: bytes, separator: str, width: int) -> bool:
    """Tell whether a line has too many separators, or quotes that another line closes."""
    found: npt.NDArray[np.uint8] = np.frombuffer(lines, dtype=np.uint8)
    ends = np.flatnonzero(found == _NEWLINE)
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


def _check(path: Path, rows: Rows, separator: str, width: int) -> None:
    line = 1  # in which a row begins
    for row in rows:
        if any(field.strip() for field in row[width:]):
            sep = "" if separator == "," else f", sep={separator!r}"
            raise DataError(
                f"{path.name} has {len(row)} fields in line {line:,} (… {shown(row[width - 1])}, "
                f"{shown(row[width])} …), and {width} in its header.",
                hint=f"Put quotes around texts that hold {separator!r}. To leave such lines out, "
                f"pass pandas.read_csv({path.name!r}{sep}, dtype=str, index_col=False, "
                "on_bad_lines='skip').",
            )
        line = rows.line_num + 1
