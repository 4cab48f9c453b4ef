"""Quartiles of durations, and the interval of their median.

Exact, but little is sorted: group and duration are packed into one integer, and of all those
integers only the wanted ones are brought to their rank.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.placed import DENSE, GO, Placed, tally
from cjwidgets.evidence.reduce.medians import Clusters, ranks
from cjwidgets.evidence.reduce.tables import Dwell, Times

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
        times=times(spent, places, size, z, cap=cap, owners=stays.owners),
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
    owners = placed.owners[turns]
    found = times(spent, places, size, z, cap=cap, owners=owners)
    return Dwell(times=found, censored=none, capped=capped)


def times(
    micros: Micros,
    groups: NDArray[np.integer[Any]],
    size: int,
    z: float,
    cap: int | None = None,
    owners: NDArray[np.integer[Any]] | None = None,
) -> Times:
    """Summarise durations (µs, not negative) by group, in seconds; group ``size`` is left out.

    ``micros`` is used up. ``owners``, rising, are the customers whose they are, where some have
    several.
    """
    n = tally(groups, size + 1)[:size]
    kept = None if owners is None else micros.copy()
    before = np.cumsum(n) - n
    known = _Ranked(micros, groups)
    quartiles = known.at(before + _quartiles(n))
    if cap is not None:
        np.minimum(quartiles, cap, out=quartiles)
    result = np.full((5, size), np.nan)
    for row, part in enumerate(SHARES):
        rest = part * (n - 1) % 1
        low, high = quartiles[2 * row : 2 * row + 2]
        result[row] = low * (1 - rest) + high * rest
    found = None
    if kept is not None and owners is not None:
        if cap is not None:
            np.minimum(kept, cap, out=kept)
        found = _clusters(kept, groups, owners, quartiles[2:4].sum(axis=0), size)
    low_rank, high_rank = ranks(n, z, found)
    ends = known.at(before + np.array([low_rank, high_rank]).clip(1, np.maximum(n, 1)) - 1)
    if cap is not None:
        np.minimum(ends, cap, out=ends)
    result[3:] = np.where(low_rank > 0, ends, np.nan)
    q25, median, q75, low_end, high_end = np.where(n > 0, result, np.nan) / SECOND
    if found is None:
        most, people = np.minimum(n, 1), n
    else:
        most, people = (np.asarray(each, np.int64) for each in (found.most, found.people))
    return Times(n, q25, median, q75, low_end, high_end, most, people)


def _quartiles(n: NDArray[np.int64]) -> NDArray[np.int64]:
    """Ranks (from 0) below and above each quartile."""
    exact = [share * np.maximum(n - 1, 0) for share in SHARES]
    return np.array([end(each) for each in exact for end in (np.floor, np.ceil)], dtype=np.int64)


def _clusters(
    micros: Micros,
    groups: NDArray[np.integer[Any]],
    owners: NDArray[np.integer[Any]],
    doubled: NDArray[np.float64],
    size: int,
) -> Clusters:
    """Return how the durations of each customer lie about the median, here given twice."""
    middle = np.floor(np.append(np.nan_to_num(doubled), 0) / 2).astype(np.int64)
    # A median between two values, which differ by an odd number, is half above `middle`.
    whole = np.append(doubled % 2 == 0, False)
    sums, most = np.zeros((len(Clusters._fields) - 1, size)), np.zeros(size, np.int64)
    start = 0
    while start < len(micros):  # arrays that stay in the processor's cache; a customer is whole
        end = start + CHUNK
        if end < len(micros):
            end = int(np.searchsorted(owners, owners[end - 1], side="right"))
        part, start = slice(start, end), end
        added, largest = _clusters_of(micros[part], groups[part], owners[part], middle, whole)
        sums += added
        np.maximum(most, largest, out=most)
    return Clusters._make([*sums, most])


def _clusters_of(
    micros: Micros,
    groups: NDArray[np.integer[Any]],
    owners: NDArray[np.integer[Any]],
    middle: NDArray[np.int64],
    whole: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Add up what `Clusters` holds, of some customers; the last group is left out.

    Returns the sums, and ``most``.
    """
    width, own = len(middle), middle.take(groups, mode=GO)
    cells = np.subtract(owners, owners[0], dtype=np.int64)
    cells *= width
    cells += groups
    at = np.flatnonzero(micros == own)
    at = at[whole[groups[at]]]
    on = cells[at]
    room = (int(owners[-1]) - int(owners[0]) + 1) * width
    if room > DENSE * len(cells) + CHUNK:
        known, cells = np.unique(cells, return_inverse=True)
        places, on, room = known % width, cells[at], len(known)
    else:
        places = None
    # One count tells those above from the others.
    cells += np.multiply(micros > own, room, dtype=np.int64)
    below, above = np.bincount(cells, minlength=2 * room).reshape(2, -1)
    sizes, sums = below + above, above - below
    if len(on):
        sums += np.bincount(on, minlength=room)
    unlike = tally(groups, width) - np.bincount(groups[at], minlength=width)
    if places is not None:
        parts = (sizes * sizes, sums, sums * sums, sizes * sums)
        most = np.zeros(width, np.int64)
        np.maximum.at(most, places, sizes)
        people = np.bincount(places[sizes > 0], minlength=width)
        summed = np.array([*(np.bincount(places, part, width) for part in parts), unlike, people])
        return summed[:, :-1], most[:-1]
    sizes, sums = (each.reshape(-1, width) for each in (sizes, sums))
    pairs = ((sizes, sizes), (sums, sums), (sizes, sums))
    squares, spread, cross = (np.einsum("ij,ij->j", one, two) for one, two in pairs)
    people = np.count_nonzero(sizes, axis=0)
    summed = np.array([squares, np.einsum("ij->j", sums), spread, cross, unlike, people], float)
    return summed[:, :-1], sizes.max(axis=0)[:-1]


class _Ranked:
    """Durations, of which only those of the ranks that are asked for are sorted."""

    def __init__(self, micros: Micros, groups: NDArray[np.integer[Any]]) -> None:
        self.keys = micros
        self.known: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.bits = 63 - int(groups.max(initial=0)).bit_length()
        if int(micros.max(initial=0)) >> self.bits:  # centuries: too long to be packed
            self.keys = micros[np.lexsort((micros, groups))]
            self.bits, self.known = 63, np.arange(len(micros))
            return
        for start in range(0, len(micros), CHUNK):  # a second array of this size takes longest
            part = slice(start, start + CHUNK)
            micros[part] |= groups[part].astype(np.int64) << self.bits

    def at(self, ranks: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the durations of given ranks (from 0) in the order of group and duration."""
        if not len(self.keys):
            return np.full(ranks.shape, np.nan)
        ranks = np.minimum(ranks, len(self.keys) - 1)
        wanted = np.setdiff1d(ranks, self.known)
        # Between ranks that are known, nothing else has to be looked at.
        ends = np.append(self.known, len(self.keys))
        after = np.searchsorted(self.known, wanted)
        for at in np.unique(after):
            start = int(self.known[at - 1]) + 1 if at else 0
            own = wanted[after == at] - start
            _bring(self.keys[start : int(ends[at])], own)
        self.known = np.union1d(self.known, wanted)
        return (self.keys[ranks] & ((1 << self.bits) - 1)).astype(np.float64)


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
