"""Whole paths, packed into a few integers, since no frame can collect lists everywhere."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from cjwidgets.evidence.reduce.frames.codes import flag
from cjwidgets.evidence.reduce.frames.results import small

_BITS = 62


def count(
    visits: nw.LazyFrame, order: list[str], places: int, *, top: int, length: int
) -> pd.DataFrame:
    """Count the paths of visits over so many places."""
    base = places + 1  # digit 0 is the end, so a path sorts before those that go on from it
    digits = max(int(_BITS / np.log2(base)), 1)
    visits = visits.with_columns(step=nw.col("place").cum_count().over("customer", order_by=order))
    blocks = [range(start, min(start + digits, length)) for start in range(0, length, digits)]
    names = [f"block{i}" for i in range(len(blocks))]
    packed = {name: _packed(block, base, digits) for name, block in zip(names, blocks, strict=True)}
    whole = visits.group_by("customer").agg(visits=nw.len(), **packed)
    whole = whole.with_columns(cut=flag(nw.col("visits") > length))
    counted = whole.group_by(*names, "cut").agg(customers=nw.len())
    # Totals come with the rows: else the whole log would be read again for three numbers.
    customers = nw.col("customers")
    counted = counted.with_columns(all=nw.lit(0), gone=customers * nw.col("cut")).with_columns(
        total=customers.sum().cast(nw.Int64).over("all"),
        paths=nw.len().over("all"),
        unfinished=nw.col("gone").sum().cast(nw.Int64).over("all"),
    )
    keys = ["customers", *names, "cut"]
    falling = [True] + [False] * (len(keys) - 1)
    rows = small(counted.sort(*keys, descending=falling).head(top) if top else counted)
    rows = rows.sort_values(keys, ascending=[not one for one in falling], ignore_index=True)
    table = pd.DataFrame(
        {
            "path": pd.Series(
                [_unpacked(row, base, digits) for row in rows[names].to_numpy()], dtype=object
            ),
            "cut": rows["cut"].astype(bool),
            "customers": rows["customers"].astype("int64"),
        }
    )
    totals = {"customers": "total", "paths": "paths", "cut": "unfinished"}
    table.attrs = {
        name: int(rows[column].iloc[0]) if len(rows) else 0 for name, column in totals.items()
    }
    return table


def _packed(block: range, base: int, digits: int) -> nw.Expr:
    """The places of some steps as one number, the first step in its highest digit."""
    step, digit = nw.col("step"), (nw.col("place") + 1).cast(nw.Int64)
    chain: Any = nw
    for i, number in enumerate(block):
        weight = nw.lit(base ** (digits - 1 - i)).cast(nw.Int64)
        chain = chain.when(step == number + 1).then(digit * weight)
    packed: nw.Expr = chain.otherwise(nw.lit(0).cast(nw.Int64)).sum().cast(nw.Int64)
    return packed


def _unpacked(row: np.ndarray, base: int, digits: int) -> tuple[int, ...]:
    path: list[int] = []
    for number in row:
        figures = [int(number) // base ** (digits - 1 - i) % base for i in range(digits)]
        path += [figure - 1 for figure in figures if figure]
    return tuple(path)
