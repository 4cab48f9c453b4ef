"""Quartiles of durations, and the interval of their median.

Exact, but nothing is sorted: a histogram over fine, logarithmic bins tells in which bin each
wanted rank lies, and only the few durations in those bins are looked at.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.tables import Times, median_ranks

SECOND = 1e6
SHARES = (0.25, 0.5, 0.75)
# A float's leading bits rise with its value: its exponent, then its fraction.
FRACTION = 23
ONE = 127


def times(
    micros: NDArray[np.int64], groups: NDArray[np.integer[Any]], size: int, z: float
) -> Times:
    """Summarise durations (µs, not negative) by group, in seconds; group ``size`` is left out."""
    n = np.bincount(groups, minlength=size)[:size]
    ranks = _ranks(n, z)
    values = _select(micros, groups, size, ranks)
    result = np.full((5, size), np.nan)
    some = n > 0
    for row, share in enumerate(SHARES):
        part = (share * (n - 1))[some] % 1
        low, high = values[2 * row : 2 * row + 2, some]
        result[row, some] = low * (1 - part) + high * part
    result[3:, some] = values[6:, some]
    q25, median, q75, low_end, high_end = result / SECOND
    return Times(n, q25, median, q75, low_end, high_end)


def _ranks(n: NDArray[np.int64], z: float) -> NDArray[np.int64]:
    """Ranks (from 0) below and above each quartile, and of the median's interval."""
    rows = []
    for share in SHARES:
        exact = share * np.maximum(n - 1, 0)
        rows += [np.floor(exact), np.ceil(exact)]
    low, high = median_ranks(n, z)
    return np.array([*rows, np.maximum(low - 1, 0), np.maximum(high - 1, 0)], dtype=np.int64)


def _select(
    micros: NDArray[np.int64],
    groups: NDArray[np.integer[Any]],
    size: int,
    ranks: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return the durations of given ranks; shape of ``ranks``, (n_ranks, size)."""
    values = np.full(ranks.shape, np.nan)
    if not len(micros):
        return values
    bits = 7
    while bits and (size + 1) * (64 << bits) > 4 * len(micros) + 4_000_000:
        bits -= 1  # many groups: coarser bins, lest the table outgrow the durations
    bins: NDArray[np.integer[Any]] = micros.astype(np.float32).view(np.int32)
    bins >>= FRACTION - bits
    bins -= (ONE << bits) - 1  # 1 µs is the first bin after 0 µs
    np.maximum(bins, 0, out=bins)
    width = int(bins.max()) + 1
    if (size + 1) * width >= 2**31:
        bins = bins.astype(np.int64)
    bins += groups.astype(bins.dtype) * bins.dtype.type(width)
    table = np.bincount(bins, minlength=size * width)[: size * width].reshape(size, width)
    upto = np.cumsum(table, axis=1)
    known = np.flatnonzero(upto[:, -1])
    if not len(known):
        return values
    at = np.array([np.searchsorted(upto[g], ranks[:, g], side="right") for g in known]).T
    wanted = np.zeros((size + 1) * width, dtype=np.bool_)
    wanted[at + known * width] = True
    inside = wanted[bins]
    few, their = micros[inside], bins[inside]
    order = np.lexsort((few, their))
    few, their = few[order], their[order]
    below = upto - table
    for column, group in enumerate(known):
        starts = np.searchsorted(their, at[:, column] + group * width)
        values[:, group] = few[starts + ranks[:, group] - below[group, at[:, column]]]
    return values
