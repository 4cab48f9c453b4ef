"""Customers followed through steps, as windows over windows."""

from __future__ import annotations

import narwhals as nw
import numpy as np
import pandas as pd

from cjwidgets.evidence.matching.placement import NOWHERE
from cjwidgets.evidence.reduce.frames.attempts import any_attempts, arrived, first_attempts
from cjwidgets.evidence.reduce.frames.codes import flag
from cjwidgets.evidence.reduce.frames.durations import OPEN, ranked, times
from cjwidgets.evidence.reduce.frames.results import small
from cjwidgets.evidence.reduce.tables import Chain


def numbered(frame: nw.LazyFrame, order: list[str]) -> nw.LazyFrame:
    """Number the events of each customer (``n``); each knows when the next is (``after``)."""
    time = nw.col("time")
    columns = {"n": time.cum_count(), "after": time.shift(-1)}
    return frame.with_columns(
        **{name: each.over("customer", order_by=order) for name, each in columns.items()}
    )


LATE = -1
"""The depth of customers whose window is not over."""


def follow(
    frame: nw.LazyFrame,
    order: list[str],
    members: list[list[int]],
    *,
    groups: int | None,
    customers: int,
    window: tuple[int, int] | None,
    z: float,
) -> Chain:
    """Reduce all events of a log, `numbered`, with a ``code`` of the steps they fulfil.

    ``members`` has the codes of each step. With ``groups`` there is a place ``by`` which
    groups customers; without, there are ``customers`` of them.
    """
    size = 1 if groups is None else groups
    if groups is None:
        frame = frame.filter(nw.col("code") != NOWHERE).with_columns(group=nw.lit(0))
        chief = nw.col("n") == nw.col("n0")
    else:
        by, entry = nw.col("by"), nw.col("n") * size + nw.col("by")
        frame = frame.filter((nw.col("code") != NOWHERE) | (by != NOWHERE))
        frame = frame.with_columns(entry=nw.when(by != NOWHERE).then(entry).min().over("customer"))
        frame = frame.filter(~nw.col("entry").is_null()).with_columns(group=nw.col("entry") % size)
        chief = (by != NOWHERE) & (nw.col("entry") == entry)
    if window is None:
        found = _customers(frame, members, chief)
    else:
        found = _in_time(frame, order, members, chief, *window)
    rows = _rows(found, z)
    counted = rows[rows["mate"] == 1]
    reached = np.zeros((size, len(members)), np.int64)
    everybody, late = np.zeros((2, size), np.int64)
    for group, depth, count in zip(
        counted["group"], counted["depth"], counted["alike"], strict=True
    ):
        reached[int(group), : max(int(depth), 0)] += int(count)
        late[int(group)] += int(count) * (depth == LATE)
        everybody[int(group)] += int(count)
    if groups is None:
        everybody[0] = customers
    lengths = counted[counted["depth"] == len(members)]
    lengths = lengths[["group", "length", "alike"]].set_axis(
        ["group", "length", "customers"], axis=1
    )
    lengths = lengths.astype("int64").sort_values(["group", "length"], ignore_index=True)
    return Chain(reached, everybody, times(rows, "group", size, z), lengths, late)


def _in_time(
    frame: nw.LazyFrame,
    order: list[str],
    members: list[list[int]],
    chief: nw.Expr,
    window: int,
    end: int,
) -> nw.LazyFrame:
    """The same of any attempt within a window, of those whose first is over when the log ends."""
    found = any_attempts(frame, order, members, window).filter(chief)
    late = ~nw.col("t0").is_null() & (nw.col("t0") + window > end)
    complete = nw.when(~nw.col("nb").is_null() & ~late)
    return found.select(
        "group",
        depth=nw.when(late).then(nw.lit(LATE)).otherwise(nw.col("depth")),
        duration=complete.then(nw.col("te") - nw.col("tb")).otherwise(nw.lit(OPEN)),
        length=complete.then(nw.col("ne") - nw.col("nb") + 1).otherwise(nw.lit(0)),
    )


def _customers(frame: nw.LazyFrame, members: list[list[int]], chief: nw.Expr) -> nw.LazyFrame:
    """One row a customer: group, depth (steps reached), duration and length of the chain."""
    found = first_attempts(frame, members, chief).filter(chief)
    reached = nw.lit(True)
    depth = nw.lit(0)
    for step in range(len(members)):
        reached = reached & arrived(step, None)
        depth = depth + flag(reached)
    last = len(members) - 1
    complete = nw.when(reached)
    return found.select(
        "group",
        depth=depth,
        duration=complete.then(nw.col(f"t{last}") - nw.col("t0")).otherwise(nw.lit(OPEN)),
        length=complete.then(nw.col(f"n{last}") - nw.col("n0") + 1).otherwise(nw.lit(0)),
    )


def _rows(found: nw.LazyFrame, z: float) -> pd.DataFrame:
    """The ranked rows that times need, and one (``mate`` 1) of each sort of customers."""
    frame, wanted = ranked(found, "group", z)
    alike = ["group", "depth", "length"]
    frame = frame.with_columns(
        alike=nw.len().over(*alike), mate=nw.col("duration").rank("ordinal").over(*alike)
    )
    return small(frame.filter(wanted | (nw.col("mate") == 1)))
