"""Quartiles of durations, and the interval of their median.

Exact, but little is sorted: group and duration are packed into one integer, and of all those
integers only the wanted ones are brought to their rank.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.placed import Placed, tally
from cjwidgets.evidence.reduce.tables import Dwell, Times, median_ranks

Micros = NDArray[np.int64]
SECOND = 1e6
SHARES = (0.25, 0.5, 0.75)
SHORT = 4096
CHUNK = 2**16


def dwell_of(stays: Placed, *, cap: int | None, z: float) -> Dwell:
    """Measure the time from each stay to the customer's next; see ``Engine.dwell``."""
    size, ends = stays.size, stays.ends
    spent = np.empty(len(stays), dtype=np.int64)
    np.subtract(stays.stamps[1:], stays.stamps[:-1], out=spent[:-1])
    places = stays.places.astype(np.min_scalar_type(size))
    # Stays without an end get a place of their own, which is quicker than to go.
    spent[ends], places[ends] = 0, size
    capped = np.zeros(size, dtype=np.int64)
    if cap is not None:
        capped = tally(places[np.flatnonzero(spent > cap)], size)
    return Dwell(
        times=times(spent, places, size, z, cap=cap),
        censored=stays.count(stays.places[ends]),
        capped=capped,
    )


def inside_of(placed: Placed, *, cap: int | None, z: float) -> Dwell:
    """Measure the time from the first event of each visit to its last; see ``Engine.dwell``."""
    turns, size = placed.turns, placed.size
    ends = np.append(turns[1:], len(placed)) - 1 if len(turns) else turns
    spent, places = placed.stamps[ends] - placed.stamps[turns], placed.places[turns]
    none = np.zeros(size, dtype=np.int64)
    capped = none if cap is None else tally(places[np.flatnonzero(spent > cap)], size)
    return Dwell(times=times(spent, places, size, z, cap=cap), censored=none, capped=capped)


def times(
    micros: Micros, groups: NDArray[np.integer[Any]], size: int, z: float, cap: int | None = None
) -> Times:
    """Summarise durations (µs, not negative) by group, in seconds; group ``size`` is left out.

    ``micros`` is used up.
    """
    n = tally(groups, size + 1)[:size]
    some = n > 0
    values = np.full((8, size), np.nan)
    values[:, some] = _select(micros, groups, np.cumsum(n) - n + _ranks(n, z))[:, some]
    if cap is not None:
        np.minimum(values, cap, out=values)
    result = np.full((5, size), np.nan)
    for row, share in enumerate(SHARES):
        part = share * (n - 1) % 1
        low, high = values[2 * row : 2 * row + 2]
        result[row] = low * (1 - part) + high * part
    result[3:] = values[6:]
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
    micros: Micros, groups: NDArray[np.integer[Any]], ranks: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the durations of given ranks in the order of group and duration."""
    if not len(micros):
        return np.full(ranks.shape, np.nan)
    ranks = np.minimum(ranks, len(micros) - 1)
    bits = 63 - int(groups.max()).bit_length()
    if int(micros.max()) >> bits:  # centuries: too long to be packed
        return micros[np.lexsort((micros, groups))][ranks].astype(np.float64)
    for start in range(0, len(micros), CHUNK):  # a second array of this size takes longest
        part = slice(start, start + CHUNK)
        micros[part] |= groups[part].astype(np.int64) << bits
    _bring(micros, np.unique(ranks))
    return (micros[ranks] & ((1 << bits) - 1)).astype(np.float64)


def _bring(keys: Micros, ranks: NDArray[np.int64]) -> None:
    """Bring the keys of some ranks (rising) to where sorting would."""
    if len(keys) <= SHORT:
        keys.sort()
    elif len(ranks):
        half = len(ranks) // 2
        rank = int(ranks[half])
        keys.partition(rank)
        _bring(keys[:rank], ranks[:half])
        _bring(keys[rank + 1 :], ranks[half + 1 :] - (rank + 1))
