"""The group of each customer in a bootstrap, by the hash each library knows."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import narwhals as nw

from cjwidgets.evidence.reduce.frames import native
from cjwidgets.evidence.reduce.people import DIGITS, GROUPS, groups_of

_HEX = "0123456789abcdef"


def grouped(frame: nw.LazyFrame) -> nw.LazyFrame:
    """Add the ``group`` of each row's ``customer``: see ``people.groups_of``."""
    own = frame.to_native()
    return nw.from_native(_GROUPED[str(native.backend_of(own))](own))


def _polars(frame: Any) -> Any:
    import polars as pl

    def groups(ids: Any) -> Any:
        distinct = ids.unique()
        return ids.replace_strict(distinct, groups_of(distinct), return_dtype=pl.Int64)

    # Not cast to text by Polars: as in memory, Python's text of an id counts.
    group = pl.col("customer").map_batches(groups, return_dtype=pl.Int64)
    return frame.with_columns(group=group)


def _duckdb(frame: Any) -> Any:
    import duckdb

    def call(name: str, *arguments: Any) -> Any:
        return duckdb.FunctionExpression(
            name,
            *(
                each if isinstance(each, duckdb.Expression) else duckdb.ConstantExpression(each)
                for each in arguments
            ),
        )

    hash_ = call("md5", duckdb.ColumnExpression("customer").cast("VARCHAR"))
    number = call("concat", "0x", call("substr", hash_, 1, DIGITS)).cast("BIGINT")
    group = (number % duckdb.ConstantExpression(GROUPS)).alias("group")
    return frame.select(duckdb.StarExpression(), group)


def _spark(frame: Any) -> Any:
    from pyspark.sql import functions as F  # noqa: N812 - as its manual names it

    digits = F.substring(F.md5(F.col("customer").cast("string")), 1, DIGITS)
    return frame.withColumn("group", F.conv(digits, 16, 10).cast("bigint") % GROUPS)


def _ibis(frame: Any) -> Any:
    ibis, operations = sys.modules["ibis"], import_module("ibis.expr.operations")
    text = frame["customer"].cast("string")
    if not frame.get_backend().has_operation(operations.HexDigest):
        # Not the same groups as elsewhere, but none that tell what customers did.
        return frame.mutate(group=(text.hash() % GROUPS + GROUPS) % GROUPS)
    digits = text.hexdigest("md5")
    number = ibis.literal(0)
    for at in range(DIGITS):
        number = number * 16 + ibis.literal(_HEX).find(digits.substr(at, 1))
    return frame.mutate(group=(number % GROUPS).cast("int64"))


_GROUPED = {"polars": _polars, "duckdb": _duckdb, "spark": _spark, "ibis": _ibis}
