"""Reads the wanted columns of a Parquet file with the first library that is installed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cjwidgets.errors import DataError, JourneyError, MissingDependencyError
from cjwidgets.evidence.readers import unpack
from cjwidgets.limits import limits

_PLAIN = ("time", "sequence", "cost")
"""Roles whose texts are all different; of others a few occur again and again."""
_CELL = 8
"""Bytes that a value takes at least when it is read, however small it is in the file."""


def read(path: Path, roles: Mapping[str, str]) -> Any:
    """Return a frame of the columns of the roles; where one is missing, one without rows.

    Raises
    ------
    DataError
        The file is no Parquet file, is damaged, or holds more than ``cj.limits.unpacked``.
    MissingDependencyError
        No library can read it.
    """
    with unpack.sentences(path, "Parquet"):
        unpack.refuse_others(path, unpack.head(path), own=b"PAR1")
        for library in (_with_pyarrow, _with_polars, _with_duckdb):
            try:
                return library(path, roles)
            except ImportError:
                continue
            except (JourneyError, MemoryError, PermissionError):
                raise
            except Exception as error:  # each library has errors of its own
                raise DataError(
                    f"{path.name} can't be read as Parquet: {unpack.brief(error)}",
                    hint=unpack.COMPLETE,
                ) from error
    raise MissingDependencyError(
        "Reading Parquet needs pyarrow, polars or duckdb, and none is installed.",
        hint="Install one, e.g. pip install pyarrow.",
    )


def _with_pyarrow(path: Path, roles: Mapping[str, str]) -> Any:
    """Texts as codes: a large log fits where its texts would not."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        schema, rows = file.schema_arrow, file.metadata.num_rows
    wanted = list(roles.values())
    if not _has(schema.names, wanted):
        return schema.empty_table()
    _check_size(path, rows, wanted)
    named = [column for role, column in roles.items() if role not in _PLAIN]
    texts = [column for column in named if pa.types.is_string(schema.field(column).type)]
    with pq.ParquetFile(path, read_dictionary=texts) as file:
        table = file.read(columns=wanted)
    table.validate(full=True)  # damaged texts end libraries that trust them
    return table


def _with_polars(path: Path, roles: Mapping[str, str]) -> Any:
    import polars as pl

    scan = pl.scan_parquet(path)
    wanted = list(roles.values())
    if not _has(scan.collect_schema().names(), wanted):
        return scan.head(0).collect()
    _check_size(path, scan.select(pl.len()).collect().item(), wanted)
    return scan.select(wanted).collect()


def _with_duckdb(path: Path, roles: Mapping[str, str]) -> Any:
    import duckdb

    relation = duckdb.read_parquet(str(path))
    wanted = list(roles.values())
    if not _has(relation.columns, wanted):
        return relation.limit(0).df()
    _check_size(path, len(relation), wanted)
    return relation.select(*map(duckdb.ColumnExpression, wanted)).df()


def _has(present: list[str], wanted: list[str]) -> bool:
    return bool(wanted) and set(wanted) <= set(present)


def _check_size(path: Path, rows: int, wanted: list[str]) -> None:
    if (size := rows * len(wanted) * _CELL) > limits.unpacked:
        raise DataError(
            f"{path.name} has {rows:,} rows, which take more than {limits.unpacked:,} bytes.",
            hint=limits.raising("unpacked", size),
        )
