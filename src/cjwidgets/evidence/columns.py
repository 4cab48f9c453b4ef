"""Reads the few columns a log needs, from a frame of any library or from a file."""

from __future__ import annotations

import csv
import difflib
import gzip
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd

from cjwidgets.errors import DataError, InputError, MissingDependencyError
from cjwidgets.evidence.lines import check_widths
from cjwidgets.evidence.progress import Progress
from cjwidgets.sources import Reader

CSV = (".csv", ".csv.gz", ".tsv", ".tsv.gz")
LARGE = 100_000_000
"""Bytes of a table that takes seconds to read; XML takes ten times as long."""
NAMES = ("customer", "event", "channel", "segment", "device")
"""Roles of names, of which a few occur again and again."""
_SEPARATORS = (",", ";", "\t")
_TALLEST = 50
"""Lines of a header whose names go over several, as exports of surveys have them."""


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
    path = Path(source) if isinstance(source, str | os.PathLike) else None
    return path is not None and path.is_file() and path.stat().st_size > size


def names(source: Any, likely: Collection[str]) -> list[str]:
    """Return the columns of a frame or file; ``likely`` ones tell how a CSV is separated."""
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        _check_file(path)
        if path.name.lower().endswith(CSV):
            return _header(path, likely)[1]
        source = _from_path(path, {})
    return _wrap(source, "log").collect_schema().names()


def check_roles(roles: Mapping[str, str]) -> None:
    """Refuse a role whose column is no name, or another's."""
    taken: dict[str, str] = {}
    for role, column in roles.items():
        if not isinstance(column, str):
            raise InputError(
                f"{role}={column!r} is not a column name: expected text.",
                hint=f"Pass the name of the {role} column, e.g. {role}='{role}'.",
            )
        if column in taken:
            raise InputError(
                f"Column {column!r} is named for both {taken[column]} and {role}.",
                hint="Each role needs a column of its own.",
            )
        taken[column] = role


def check_present(present: list[str], roles: Mapping[str, str], where: str) -> None:
    """Refuse roles whose columns are not there."""
    for role, column in roles.items():
        if column in present:
            continue
        folded = {str(name).casefold().strip(): name for name in present}
        close = difflib.get_close_matches(column.casefold(), list(folded), n=1)
        guess = f" Did you mean {role}={folded[close[0]]!r}?" if close else ""
        raise DataError(
            f"{where} has no column {column!r} for {role}.{guess}",
            hint=f"Columns: {', '.join(repr(name) for name in present) or 'none'}.",
        )


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
        return _parquet(path, roles)
    if name.endswith(CSV):
        return _csv(path, roles)
    raise DataError(
        f"{path.name!r} is neither CSV (.csv, .csv.gz, .tsv) nor Parquet (.parquet) nor XES "
        "(.xes, .xes.gz).",
        hint="Read it with pandas first and pass the frame.",
    )


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise DataError(f"There is no file {str(path)!r}.", hint="Check the path and the folder.")


def _parquet(path: Path, roles: Mapping[str, str]) -> Any:
    for read in (_with_pyarrow, _with_polars, _with_duckdb):
        try:
            return read(path, roles)
        except ImportError:
            continue
        except Exception as error:
            raise DataError(
                f"{path.name} can't be read as Parquet: {error}".rstrip(". ") + ".",
                hint="Is the file complete?",
            ) from error
    raise MissingDependencyError(
        "Reading Parquet needs pyarrow, polars or duckdb, and none is installed.",
        hint="Install one, e.g. pip install pyarrow.",
    )


def _with_pyarrow(path: Path, roles: Mapping[str, str]) -> Any:
    """Only the wanted columns, texts as codes: a large log fits where its texts would not."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow
    wanted = list(roles.values())
    if not wanted or not set(wanted) <= set(schema.names):
        return schema.empty_table()  # which is enough to say what is missing
    named = [column for role, column in roles.items() if role in NAMES]
    texts = [column for column in named if pa.types.is_string(schema.field(column).type)]
    with pq.ParquetFile(path, read_dictionary=texts) as file:
        return file.read(columns=wanted)


def _with_polars(path: Path, roles: Mapping[str, str]) -> Any:
    import polars as pl

    return pl.scan_parquet(path)


def _with_duckdb(path: Path, roles: Mapping[str, str]) -> Any:
    import duckdb

    return duckdb.read_parquet(str(path))


def _csv(path: Path, roles: dict[str, str]) -> pd.DataFrame:
    columns = list(roles.values())
    separator, header = _header(path, columns)
    check_present(header, roles, path.name)
    _refuse_doubled(header, columns, path)
    places = [header.index(column) for column in columns]
    with _sentences(path):
        check_widths(path, lambda: _open(path, "rb"), lambda: _text(path), separator, len(header))
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


def _refuse_doubled(header: list[str], columns: list[str], path: Path) -> None:
    for column in columns:
        if (count := header.count(column)) > 1:
            raise DataError(
                f"The header of {path.name} has the name {column!r} {count} times.",
                hint="Give every column a name of its own.",
            )


def _header(path: Path, likely: Collection[str]) -> tuple[str, list[str]]:
    with _sentences(path), _text(path) as file:
        return _dialect(list(islice(file, _TALLEST)), likely)


def _open(path: Path, mode: str, **how: Any) -> Any:
    opener = gzip.open if path.name.lower().endswith(".gz") else open
    return opener(path, mode, **how)


def _text(path: Path) -> Any:
    return _open(path, "rt", encoding="utf-8-sig", newline="")


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:
        raise DataError(
            f"{path.name} is not UTF-8.",
            hint="Read it with pandas.read_csv(path, encoding=...) and pass the frame.",
        ) from None
    except (OSError, EOFError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DataError(
            f"{path.name} can't be read as CSV: {error}".rstrip(". ") + ".",
            hint="Read it with pandas first and pass the frame.",
        ) from error


def _dialect(lines: list[str], columns: Collection[str]) -> tuple[str, list[str]]:
    """Separator under which most wanted columns are found, and the header it gives."""

    def header(separator: str) -> list[str]:
        return next(csv.reader(lines, delimiter=separator), [])

    best = max(_SEPARATORS, key=lambda sep: (len(set(header(sep)) & set(columns)), sep == ","))
    return best, header(best)
