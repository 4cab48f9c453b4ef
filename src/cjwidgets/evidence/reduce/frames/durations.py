"""Exact quantiles of durations, ranked where the events are."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from cjwidgets.evidence.reduce.frames.codes import count_if, flag
from cjwidgets.evidence.reduce.frames.results import small, spread
from cjwidgets.evidence.reduce.medians import STEP, Clusters, ranks, share
from cjwidgets.evidence.reduce.tables import Dwell, Times

QUARTILES = (0.25, 0.5, 0.75)
OPEN = -1
"""Stands for a duration without an end; sorts before all others."""


def dwell(frame: nw.LazyFrame, size: int, *, cap: int | None, z: float) -> Dwell:
    """Measure the time from each row to ``after``, the customer's next; see ``Engine.dwell``."""
    duration = nw.col("duration")
    spent = nw.col("after") - nw.col("time")
    frame = frame.with_columns(duration=spent.fill_null(OPEN)).select(
        "place", "customer", "duration"
    )
    if cap is not None:
        over = duration > cap
        frame = frame.with_columns(over=flag(over))
        frame = frame.with_columns(duration=nw.when(over).then(nw.lit(cap)).otherwise(duration))
    # Counted first, so that the ranks, which are sorted for, need no window beside their own.
    counted = {"n": duration != OPEN, "open": duration == OPEN}
    flags = {name: flag(condition) for name, condition in counted.items()}
    columns = [*counted, *(["over"] if cap is not None else [])]
    sums = [nw.col(name).sum().cast(nw.Int64) for name in columns]
    counts = small(frame.with_columns(**flags).group_by("place").agg(*sums))
    stays = frame.filter(duration != OPEN).select("place", "customer", "duration")
    numbers = {int(place): int(n) for place, n in zip(counts["place"], counts["n"], strict=True)}
    if any(numbers.values()):
        position = duration.rank("ordinal").over("place")
        placed = stays.with_columns(n=_said("place", numbers), position=position)
        rows = small(placed.filter(_asked(z) | _marked()))
    else:
        rows = pd.DataFrame(columns=["place", "duration", "n", "position"])
    found = _clusters(stays, "place", _doubled(rows, "place"))
    capped = np.zeros(size, np.int64) if cap is None else spread(counts, "over", size)
    return Dwell(times(rows, "place", size, z, found), spread(counts, "open", size), capped)


def ranked(frame: nw.LazyFrame, by: str, z: float) -> tuple[nw.LazyFrame, nw.Expr]:
    """Rank the column ``duration`` within each ``by``.

    Returns the frame with ``n`` (known durations), ``open`` (those without an end) and
    ``position`` (1 … n), and the condition for the few rows that `times` and counts need.
    A row of each ``by`` is among them even if all its durations are open.
    """
    duration = nw.col("duration")
    # The rank first: what Spark sorts for it serves the counts too.
    frame = frame.with_columns(rank=duration.rank("ordinal").over(by))
    frame = frame.with_columns(
        n=count_if(duration != OPEN).over(by), open=count_if(duration == OPEN).over(by)
    ).with_columns(position=nw.col("rank") - nw.col("open"))
    return frame, (nw.col("rank") == 1) | ((nw.col("position") >= 1) & _asked(z))


def _asked(z: float) -> nw.Expr:
    """Say which positions the quartiles, the ends and the median's interval may be at."""
    n, position = nw.col("n"), nw.col("position")
    half = n * share(n, z)
    targets = [(n - 1) * q + 1 for q in QUARTILES] + [n / 2 - half, n / 2 + half + 1]
    wanted = (position == 1) | (position == n)
    # Generous by a rank or two: which of them count is decided once, in `times`.
    for target in targets:
        wanted = wanted | (((position - target) < 2) & ((target - position) < 2))
    return wanted


def _said(by: str, values: dict[int, int]) -> nw.Expr:
    """Write a number for each of a few values of a column."""
    said: Any = nw
    for value, number in values.items():
        said = said.when(nw.col(by) == value).then(nw.lit(number).cast(nw.Int64))
    return said.otherwise(nw.lit(0).cast(nw.Int64))


def _clusters(frame: nw.LazyFrame, by: str, doubled: dict[int, int]) -> dict[int, Clusters]:
    """Return how the durations of each customer lie about the median, here given twice."""
    if not doubled:
        return {}
    duration = nw.col("duration")
    frame = frame.with_columns(apart=duration * 2 - _said(by, doubled))
    apart = nw.col("apart")
    sign = nw.when(apart > 0).then(nw.lit(1)).when(apart < 0).then(nw.lit(-1)).otherwise(nw.lit(0))
    frame = frame.with_columns(sign=sign, apart=flag(apart != 0))
    size, total = nw.col("size"), nw.col("sums")
    found = frame.group_by(by, "customer").agg(
        size=nw.len(), sums=nw.col("sign").sum(), apart=apart.sum()
    )
    found = found.with_columns(
        squares=size * size, spread=total * total, cross=size * total, people=nw.lit(1)
    )
    summed = (name for name in Clusters._fields if name != "most")
    sums = {name: nw.col(name).sum().cast(nw.Int64) for name in summed}
    rows = small(found.group_by(by).agg(**sums, most=size.max().cast(nw.Int64)))
    return {
        int(row[by]): Clusters(*(np.array(int(row[name])) for name in Clusters._fields))
        for _, row in rows.iterrows()
    }


def _marked() -> nw.Expr:
    """Say which positions may be on a mark: see ``medians.STEP``."""
    n, position = nw.col("n"), nw.col("position")
    off = position * 2 - n - 1
    off = nw.when(off < 0).then(off * -1).otherwise(off) * 0.5
    near = nw.when(off > 3).then(off).otherwise(nw.lit(4.0))
    root = nw.when(n > 0).then(n).otherwise(nw.lit(1)).sqrt()
    marks = [((near - less) / root).log(STEP).floor() for less in (0, 2)]
    return (off <= 3) | (marks[0] != marks[1])


def _doubled(rows: pd.DataFrame, by: str) -> dict[int, int]:
    """Return twice the median of each ``by`` that has one."""
    n, position = rows["n"], 2 * rows["position"]
    middle = rows[(rows["position"] >= 1) & (position >= n) & (position <= n + 2)]
    times = np.where(2 * middle["position"] == middle["n"] + 1, 2, 1)
    sums = (middle["duration"] * times).groupby(middle[by]).sum()
    return {int(place): int(twice) for place, twice in sums.items()}


def times(
    rows: pd.DataFrame, by: str, size: int, z: float, found: dict[int, Clusters] | None = None
) -> Times:
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
        low_rank, high_rank = ranks(count, z, (found or {}).get(int(place)))
        if low_rank > 0:
            table[3:, place] = at[int(low_rank)], at[int(high_rank)]
    most, people = np.minimum(n, 1), n.copy()
    for place, each in (found or {}).items():
        most[place], people[place] = each.most, each.people
    q25, median, q75, low, high = table / 1e6
    return Times(n, q25, median, q75, low, high, most, people)
