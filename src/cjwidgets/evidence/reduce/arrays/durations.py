"""Quartiles of durations, and the interval of their median."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.tables import Times, median_ranks

SECOND = 1e6


def times(
    micros: NDArray[np.int64], groups: NDArray[np.integer[Any]], size: int, z: float
) -> Times:
    """Summarise durations (µs) by group, in seconds."""
    n = np.bincount(groups, minlength=size)
    if size > 1:
        narrow = groups.astype(np.int16) if size <= 32_767 else groups
        micros = micros[np.argsort(narrow, kind="stable")]  # 16 bits: a radix sort
    low, high = median_ranks(n, z)
    values = np.full((5, size), np.nan)
    stop = np.cumsum(n)
    for group in np.flatnonzero(n):
        part = micros[stop[group] - n[group] : stop[group]]
        values[:, group] = _summary(part, int(low[group]), int(high[group]))
    q25, median, q75, low_end, high_end = values / SECOND
    return Times(n, q25, median, q75, low_end, high_end)


def _summary(part: NDArray[np.int64], low: int, high: int) -> list[float]:
    ranks = [share * (len(part) - 1) for share in (0.25, 0.5, 0.75)]
    wanted = {int(rank) for rank in ranks} | {int(np.ceil(rank)) for rank in ranks}
    sorted_part = np.partition(part, sorted(wanted | {low - 1, high - 1}))
    quartiles = [
        sorted_part[int(rank)] * (1 - rank % 1) + sorted_part[int(np.ceil(rank))] * (rank % 1)
        for rank in ranks
    ]
    return [*quartiles, sorted_part[low - 1], sorted_part[high - 1]]
