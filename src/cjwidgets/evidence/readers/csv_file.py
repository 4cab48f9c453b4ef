"""Reads the wanted columns of a CSV file, whichever of the usual separators it has."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from cjwidgets.errors import DataError, JourneyError
from cjwidgets.evidence.readers import unpack
from cjwidgets.evidence.readers.column_roles import check_present
from cjwidgets.evidence.readers.lines import Lines, any_length, check_widths

NAMES = (".csv", ".csv.gz", ".tsv", ".tsv.gz")
_SEPARATORS = (",", ";", "\t")
_TALLEST = 50
"""Lines of a header whose names go over several, as exports of surveys have them."""
_HEAD = 1 << 16
_OPEN_QUOTE = re.compile(r"EOF inside string starting at row (\d+)")


def read(path: Path, roles: dict[str, str]) -> pd.DataFrame:
    """Return the columns of the roles, all text.

    Raises
    ------
    DataError
        The file lacks a column or has its name twice, has a line of more fields than its
        header, is no text in UTF-8, is damaged, or above a cap.
    """
    columns = list(roles.values())
    separator, header = _header(path, columns)
    check_present(header, roles, path.name)
    _refuse_doubled(header, columns, path)
    places = [header.index(column) for column in columns]
    with _sentences(path, columns):
        check_widths(path, separator, len(header))
        # All text, and only "" is missing: "007" stays a customer and "NA" an event. Columns go
        # by place, so that pandas takes no surplus field for an index and moves no value.
        frame = pd.read_csv(
            path,
            sep=separator,
            dtype=str,
            header=0,
            names=range(len(header)),
            usecols=places,
            index_col=False,
            keep_default_na=False,
            na_values=[""],
            encoding="utf-8-sig",
        )
    return frame[places].set_axis(columns, axis=1)


def names(path: Path, likely: Collection[str]) -> list[str]:
    """Return the columns of a file; ``likely`` ones tell how it is separated."""
    return _header(path, likely)[1]


def _refuse_doubled(header: list[str], columns: list[str], path: Path) -> None:
    for column in columns:
        if (count := header.count(column)) > 1:
            raise DataError(
                f"The header of {path.name} has the name {column!r} {count} times.",
                hint="Give every column a name of its own.",
            )


def _header(path: Path, likely: Collection[str]) -> tuple[str, list[str]]:
    with _sentences(path, likely), unpack.open_text(path) as file:
        return _dialect(_first_lines(Lines(path, file)), likely)


def _first_lines(lines: Iterator[str]) -> list[str]:
    """Return the lines of a header: as many as it takes until quotes are closed."""
    found: list[str] = []
    quotes = 0
    for line in lines:
        found.append(line)
        quotes += line.count('"')
        if quotes % 2 == 0 or len(found) == _TALLEST:
            break
    return found


def _dialect(lines: list[str], columns: Collection[str]) -> tuple[str, list[str]]:
    """Separator under which most wanted columns are found, and the header it gives."""

    def header(separator: str) -> list[str]:
        with any_length():
            return next(csv.reader(lines, delimiter=separator), [])

    best = max(_SEPARATORS, key=lambda sep: (len(set(header(sep)) & set(columns)), sep == ","))
    return best, header(best)


@contextmanager
def _sentences(path: Path, columns: Collection[str]) -> Iterator[None]:
    with unpack.sentences(path, "CSV"):
        try:
            yield
        except JourneyError:
            raise
        except UnicodeDecodeError:
            raise DataError(f"{path.name} is not UTF-8.", hint=_encodings(path, columns)) from None
        except (csv.Error, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            if open_quote := _OPEN_QUOTE.search(str(error)):
                call = _call(path, columns, "quoting=3")
                raise DataError(
                    f"{path.name} begins a text in row {int(open_quote[1]) + 1:,} (the header is "
                    "row 1) with a quote that no other closes.",
                    hint=f"Close it. To take quotes for letters, pass {call}.",
                ) from None
            raise DataError(
                f"{path.name} can't be read as CSV: {unpack.brief(error)}",
                hint="Read it with pandas first and pass the frame.",
            ) from error


def _encodings(path: Path, columns: Collection[str]) -> str:
    """Return how to read a file that is not UTF-8."""
    with unpack.open_binary(path) as file:
        mark = file.read(2)
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        call = _call(path, columns, "encoding='utf-16'", "utf-16")
        return f"Pass {call}."
    call = _call(path, columns, "encoding='cp1252'")
    return (
        f"Pass {call}; 'cp1251' where its letters are Cyrillic, 'gb18030' or 'big5' where they "
        "are Chinese."
    )


def _call(path: Path, columns: Collection[str], how: str, encoding: str = "latin-1") -> str:
    """Return a call of pandas; separators are the same in all encodings of one byte a letter."""
    with unpack.open_binary(path) as file:
        lines = file.read(_HEAD).decode(encoding, errors="replace").splitlines(keepends=True)
    separator = _dialect(lines[:_TALLEST], columns)[0]
    sep = "" if separator == "," else f", sep={separator!r}"
    return f"pandas.read_csv({str(path)!r}{sep}, {how}, dtype=str)"
