"""The few things each library must be asked in its own words."""

from __future__ import annotations

import contextlib
import sys
import weakref
from collections.abc import Mapping
from typing import Any

import pandas as pd


def backend_of(source: Any) -> str | None:
    """Return ``polars``, ``duckdb``, ``spark`` or ``ibis``; None for what is not in place."""
    # A frame of a library exists only if the library was imported.
    if (polars := sys.modules.get("polars")) and isinstance(source, polars.LazyFrame):
        return "polars"
    if (duckdb := sys.modules.get("duckdb")) and isinstance(source, duckdb.DuckDBPyRelation):
        return "duckdb"
    if type(source).__module__.startswith("pyspark.sql") and hasattr(source, "sparkSession"):
        return "spark"
    if (ibis := sys.modules.get("ibis")) and isinstance(source, ibis.Table):
        return "ibis"
    return None


def narrow(source: Any, columns: Mapping[str, str], backend: str, *, epochs: bool) -> Any:
    """Select columns under new names, and ``time`` as int64 µs UTC; ``epochs`` as they are.

    Names are never written into SQL text: they may hold anything.
    """
    return _NARROW[backend](source, columns, epochs)


def _polars(source: Any, columns: Mapping[str, str], epochs: bool) -> Any:
    import polars as pl
    from polars import selectors

    # Not pl.col, which takes a name like "^…$" for a regular expression.
    picked = {name: selectors.by_name(column).as_expr() for name, column in columns.items()}
    if source.collect_schema()[columns["time"]] == pl.Date:
        picked["time"] = picked["time"].cast(pl.Datetime("us"))
    if not epochs:
        picked["time"] = picked["time"].dt.timestamp("us")
    return source.select(**picked)


def _duckdb(source: Any, columns: Mapping[str, str], epochs: bool) -> Any:
    import duckdb

    picked = {name: duckdb.ColumnExpression(column) for name, column in columns.items()}
    types = dict(zip(source.columns, map(str, source.types), strict=True))
    if epochs:
        pass
    elif types[columns["time"]] == "TIMESTAMP_NS":  # epoch_us would round: cut off, as in memory
        nanos = duckdb.FunctionExpression("epoch_ns", picked["time"])
        picked["time"] = nanos // duckdb.ConstantExpression(1000)
    else:
        picked["time"] = duckdb.FunctionExpression("epoch_us", picked["time"])
    return source.select(*(column.alias(name) for name, column in picked.items()))


def _spark(source: Any, columns: Mapping[str, str], epochs: bool) -> Any:
    from pyspark.sql import functions as F  # noqa: N812 - as its manual names it

    quoted = {name: column.replace("`", "``") for name, column in columns.items()}
    picked = {name: F.col(f"`{column}`") for name, column in quoted.items()}
    if epochs:
        pass
    elif source.schema[columns["time"]].dataType.typeName() == "timestamp":
        picked["time"] = F.unix_micros(picked["time"])
    else:  # without a zone: the distance on the wall clock, whatever the session's zone
        wall = picked["time"].cast("timestamp_ntz")
        origin = F.lit("1970-01-01 00:00:00").cast("timestamp_ntz")
        picked["time"] = F.timestamp_diff("MICROSECOND", origin, wall)
    return source.select(*(column.alias(name) for name, column in picked.items()))


def _ibis(source: Any, columns: Mapping[str, str], epochs: bool) -> Any:
    picked = {name: source[column] for name, column in columns.items()}
    if epochs:
        return source.select(**picked)
    time = picked["time"].cast("timestamp") if picked["time"].type().is_date() else picked["time"]
    # Cut to the second first: some databases round the seconds of an epoch.
    seconds = time.truncate("s").epoch_seconds().cast("int64")
    picked["time"] = seconds * 1_000_000 + time.microsecond().cast("int64")
    return source.select(**picked)


_NARROW = {"polars": _polars, "duckdb": _duckdb, "spark": _spark, "ibis": _ibis}


def beside(frame: Any, columns: Mapping[str, list[Any]], backend: str) -> Any:
    """Make a small table of texts and integers where a frame is."""
    if backend == "duckdb":  # of the frame itself: a relation does not tell its connection
        import duckdb

        lists = {name: duckdb.ConstantExpression(values) for name, values in columns.items()}
        return frame.limit(1).select(
            *(duckdb.FunctionExpression("unnest", one).alias(name) for name, one in lists.items())
        )
    if backend == "spark":
        from pyspark.sql import functions as F  # noqa: N812 - as its manual names it

        types = (
            "string" if isinstance(values[0], str) else "bigint" for values in columns.values()
        )
        schema = ", ".join(f"{name} {kind}" for name, kind in zip(columns, types, strict=True))
        rows = list(zip(*columns.values(), strict=True))
        return F.broadcast(frame.sparkSession.createDataFrame(rows, schema))
    import pyarrow as pa

    return sys.modules["ibis"].memtable(pa.table(dict(columns)))


def fetch(frame: Any, backend: str | None) -> pd.DataFrame:
    """Run a query and bring its small result here, without PyArrow where that can be had."""
    if backend == "polars":
        table = frame.collect()
        return pd.DataFrame({column.name: column.to_list() for column in table})
    if backend == "duckdb":
        return frame.df()
    if backend == "spark":
        rows = [tuple(row) for row in frame.collect()]
        return pd.DataFrame.from_records(rows, columns=frame.columns)
    return pd.DataFrame(frame.to_pyarrow().to_pydict(), columns=frame.columns)


def arranged(frame: Any, order: list[str]) -> Any:
    """Let Spark keep a frame, by customer and sorted, until nobody refers to it."""
    return persisted(frame.repartition(order[0]).sortWithinPartitions(*order))


def persisted(frame: Any) -> Any:
    """Let Spark keep a frame, in memory or on disk, until nobody refers to it."""
    frame = frame.persist()
    weakref.finalize(frame, _forget, frame._jdf)
    return frame


def _forget(java_frame: Any) -> None:
    # At the end of the process the JVM may be gone, and all it kept with it.
    with contextlib.suppress(Exception):
        java_frame.unpersist()


def zone_of(source: Any, column: str, dtype: Any, backend: str) -> str | None:
    """Return the zone a column of times is written in, or None for wall-clock times."""
    if backend == "spark":  # its timestamps are moments, shown in the session's zone
        zoned = source.schema[column].dataType.typeName() == "timestamp"
        return source.sparkSession.conf.get("spark.sql.session.timeZone") if zoned else None
    return getattr(dtype, "time_zone", None)


def conversion(backend: str, column: str, kind: str) -> str:
    """Return an example of how to turn a column into datetimes."""
    if backend == "polars":
        how = "str.to_datetime()" if kind == "text" else "cast(pl.Int64), time_unit='ms'"
        if kind == "text":
            return f"frame.with_columns(pl.col({column!r}).{how})"
        return f"frame.with_columns(pl.from_epoch({column!r}, time_unit='ms'))"
    if backend == "duckdb":
        how = f"CAST({column} AS TIMESTAMP)" if kind == "text" else f"epoch_ms({column})"
        return f'relation.select("* REPLACE ({how} AS {column})")'
    if backend == "spark":
        how = "to_timestamp" if kind == "text" else "timestamp_millis"
        return f"frame.withColumn({column!r}, F.{how}({column!r}))"
    how = "cast('timestamp')" if kind == "text" else "as_timestamp('ms')"
    return f"table.mutate({column}=table[{column!r}].{how})"
