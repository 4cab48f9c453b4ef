"""Exact quantiles of durations, ranked where the events are."""

from __future__ import annotations

import narwhals as nw
import numpy as np
import pandas as pd

from cjwidgets.evidence.reduce.frames.codes import count_if, flag
from cjwidgets.evidence.reduce.frames.results import small, spread
from cjwidgets.evidence.reduce.tables import Dwell, Times, median_ranks

QUARTILES = (0.25, 0.5, 0.75)
OPEN = -1
"""Stands for a duration without an end; sorts before all others."""


def dwell(frame: nw.LazyFrame, size: int, *, cap: int | None, z: float) -> Dwell:
    """Measure the time from each row to ``after``, the customer's next; see ``Engine.dwell``."""
    duration = nw.col("duration")
    spent = nw.col("after") - nw.col("time")
    frame = frame.with_columns(duration=spent.fill_null(OPEN)).select("place", "duration")
    if cap is not None:
        over = duration > cap
        frame = frame.with_columns(over=flag(over))
        frame = frame.with_columns(duration=nw.when(over).then(nw.lit(cap)).otherwise(duration))
    frame, wanted = ranked(frame, "place", z)
    if cap is not None:
        frame = frame.with_columns(capped=nw.col("over").sum().cast(nw.Int64).over("place"))
    rows = small(frame.filter(wanted))
    counts = rows.drop_duplicates("place")
    capped = np.zeros(size, np.int64) if cap is None else spread(counts, "capped", size)
    return Dwell(times(rows, "place", size, z), spread(counts, "open", size), capped)


def ranked(frame: nw.LazyFrame, by: str, z: float) -> tuple[nw.LazyFrame, nw.Expr]:
    """Rank the column ``duration`` within each ``by``.

    Returns the frame with ``n`` (known durations), ``open`` (those without an end) and
    ``position`` (1 … n), and the condition for the few rows that `times` and counts need.
    A row of each ``by`` is among them even if all its durations are open.
    """
    duration, n, position = nw.col("duration"), nw.col("n"), nw.col("position")
    # The rank first: what Spark sorts for it serves the counts too.
    frame = frame.with_columns(rank=duration.rank("ordinal").over(by))
    frame = frame.with_columns(
        n=count_if(duration != OPEN).over(by), open=count_if(duration == OPEN).over(by)
    ).with_columns(position=nw.col("rank") - nw.col("open"))
    half = n.sqrt() * (z / 2)
    targets = [(n - 1) * q + 1 for q in QUARTILES] + [n / 2 - half, n / 2 + half + 1]
    # Generous by a rank or two: which of them count is decided once, in `times`.
    near = [((position - target) < 2) & ((target - position) < 2) for target in targets]
    wanted = (nw.col("rank") == 1) | (position == 1) | (position == n)
    for condition in near:
        wanted = wanted | ((position >= 1) & condition)
    return frame, wanted


def times(rows: pd.DataFrame, by: str, size: int, z: float) -> Times:
    """Read quartiles and the median's interval from ranked rows."""
    n = np.zeros(size, np.int64)
    table = np.full((5, size), np.nan)
    for place, part in rows.groupby(by):
        n[place] = count = int(part["n"].iloc[0])
        known = part[part["position"] >= 1]
        if not count:
            continue
        at = dict(zip(known["position"].astype(int), known["duration"].astype(int), strict=True))
        for row, q in enumerate(QUARTILES):
            below, part_of = divmod(q * (count - 1), 1)
            low, high = at[int(below) + 1], at[min(int(below) + 2, count)]
            table[row, place] = low + (high - low) * part_of
        low_rank, high_rank = median_ranks(np.array(count), z)
        table[3:, place] = at[int(low_rank)], at[int(high_rank)]
    return Times(n, *(table / 1e6))
