"""Reads the few columns a log needs, from a frame of any library or from a file."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

import narwhals as nw

from cjwidgets.errors import DataError
from cjwidgets.evidence.progress import Progress
from cjwidgets.evidence.readers import csv_file, parquet_file
from cjwidgets.evidence.readers.column_roles import check_present, check_roles
from cjwidgets.evidence.readers.registry import Reader

LARGE = 100_000_000
"""Bytes of a table that takes seconds to read; XML takes ten times as long."""
_OTHERS = {
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonl.gz"), "pandas.read_json({}, lines=True)"),
    ".json": "pandas.read_json({})",
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".ods"), "pandas.read_excel({})"),
    **dict.fromkeys((".csv.zip", ".csv.bz2", ".csv.xz"), "pandas.read_csv({}, dtype=str)"),
    **dict.fromkeys((".feather", ".arrow"), "pandas.read_feather({})"),
    ".txt": "pandas.read_csv({}, dtype=str)",
}
"""How pandas reads what is not read here."""


def read(source: Any, roles: dict[str, str], what: str = "log") -> dict[str, nw.Series[Any]]:
    """Read the columns named in `roles` and keep their row order.

    Parameters
    ----------
    source : frame or path
        Anything Narwhals takes, or the path of a CSV (also gzipped) or Parquet file.
    roles : dict of str to str
        Role (``"customer"``, ``"time"``, …) → column name.
    what : str, default "log"
        What is made of it, for messages.

    Returns
    -------
    dict of str to narwhals.Series
        Role → column, all of one length.

    Raises
    ------
    InputError
        A column name is not text, or serves two roles.
    DataError
        The source can't be read or lacks a column.
    """
    check_roles(roles)
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        frame, where = _from_path(path, roles), path.name
    else:
        frame, where = source, f"The {what}"
    wrapped = _wrap(frame, what)
    check_present(wrapped.collect_schema().names(), roles, where)
    picked = wrapped.select(*roles.values())
    eager = picked.collect() if isinstance(picked, nw.LazyFrame) else picked
    return {role: eager[column] for role, column in roles.items()}


def opened(path: Path, reader: Reader, wanted: Collection[str]) -> tuple[Any, list[str]]:
    """Return the wanted columns of a file of a format that has its own reader, and its names."""
    _check_file(path)
    with Progress("Event log") as progress:
        progress.step(f"reading {path.name}", long=is_large(path, LARGE // 10))
        return reader.read(path, wanted)


def is_large(source: Any, size: int = LARGE) -> bool:
    """Return whether a file is so large that reading it takes seconds."""
    named = isinstance(source, str | os.PathLike) and os.path.isfile(source)
    return named and os.path.getsize(source) > size


def names(source: Any, likely: Collection[str]) -> list[str]:
    """Return the columns of a frame or file; ``likely`` ones tell how a CSV is separated."""
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        _check_file(path)
        if path.name.lower().endswith(csv_file.NAMES):
            return csv_file.names(path, likely)
        source = _from_path(path, {})
    return _wrap(source, "log").collect_schema().names()


def _wrap(frame: Any, what: str) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    try:
        return nw.from_native(frame)
    except TypeError:
        raise DataError(
            f"A {what} can't be made from {type(frame).__name__}: expected a data frame "
            "(pandas, Polars, PyArrow, DuckDB, …) or the path of a CSV or Parquet file.",
            hint="Rows in a list or dict? Pass pandas.DataFrame(rows).",
        ) from None
    except Exception as error:  # a frame Narwhals knows and refuses, e.g. doubled column names
        raise DataError(
            f"The {type(frame).__name__} can't be read: {error}".rstrip(". ") + ".",
            hint="Give every column a name of its own.",
        ) from error


def _from_path(path: Path, roles: dict[str, str]) -> Any:
    _check_file(path)
    name = path.name.lower()
    if name.endswith((".parquet", ".pq")):
        return parquet_file.read(path, roles)
    if name.endswith(csv_file.NAMES):
        return csv_file.read(path, roles)
    raise DataError(
        f"{path.name!r} is neither CSV (.csv, .csv.gz, .tsv) nor Parquet (.parquet) nor XES "
        "(.xes, .xes.gz).",
        hint=_elsewhere(path),
    )


def _elsewhere(path: Path) -> str:
    """Return how pandas reads a file of a kind that is not read here."""
    call = next((call for end, call in _OTHERS.items() if path.name.lower().endswith(end)), None)
    if call is None:
        return "Read it with pandas first and pass the frame."
    return f"Pass {call.format(repr(str(path)))}."


def _check_file(path: Path) -> None:
    try:
        there = path.is_file()
    except OSError as error:  # of a folder that may not be looked into
        raise DataError(
            f"{path.name} can't be read: {error.strerror}.", hint="Check the folder and its rights."
        ) from None
    if not there:
        raise DataError(f"There is no file {str(path)!r}.", hint="Check the path and the folder.")
