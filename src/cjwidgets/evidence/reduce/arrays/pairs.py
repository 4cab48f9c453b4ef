"""Counts which place follows which: one small integer an event says where its customer goes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.placed import DENSE, Placed
from cjwidgets.evidence.reduce.arrays.sort import counted, distinct
from cjwidgets.evidence.reduce.people import GROUPS
from cjwidgets.evidence.reduce.tables import Counts

Keys = NDArray[np.integer[Any]]
CODES = (np.uint8, np.uint16, np.int32, np.int64)
WORD = 64
TABLE = 2**16


def count(
    placed: Placed,
    *,
    visits: bool,
    customers: bool,
    groups: bool,
    until: tuple[int, ...],
    active: int | None,
    end: int,
) -> pd.DataFrame:
    """Count the pairs of placed events in a log that ends at ``end``; see ``Engine.pairs``."""
    group = placed.events.groups[placed.owners[placed.starts]] if groups else None
    moves = placed.until(until)
    moves = moves.visits if visits else moves
    size = moves.size + (2 if active is None else 3)
    room = size**2 * (GROUPS if groups else 1)
    places: Keys = moves.places.astype(narrowest(room))
    own = places.dtype.type
    key = places * own(size)
    key[:-1] += places[1:]
    key[moves.ends] = places[moves.ends] * own(size) + _ends(moves, active, end).astype(own)
    start = places[moves.starts] + own(size * moves.size)
    if group is not None:
        shift = group.astype(places.dtype) * places.dtype.type(size**2)
        key += np.repeat(shift, moves.numbers)
        start += shift
    found, number = _tally(key, start, room)
    columns = {"group": found // size**2} if groups else {}
    columns |= {"source": found // size % size, "target": found % size, "count": number}
    if customers:
        columns |= _customers(moves, key, found, number, size)
    return pd.DataFrame(columns)


def triples(placed: Placed, *, until: tuple[int, ...], active: int, end: int) -> pd.DataFrame:
    """Count the visits that follow two others; see ``Engine.triples``."""
    moves = placed.until(until).visits
    size = moves.size + 3
    places: Keys = moves.places.astype(narrowest(size**3))
    own = places.dtype.type
    before, target = np.roll(places, 1), np.roll(places, -1)
    before[moves.starts] = moves.size
    target[moves.ends] = _ends(moves, active, end)
    key = (before * own(size) + places) * own(size) + target
    found, number = _tally(key, key[:0], size**3)
    return pd.DataFrame(
        {
            "before": found // size**2,
            "source": found // size % size,
            "target": found % size,
            "count": number,
        }
    )


def _ends(moves: Placed, active: int | None, end: int) -> Counts:
    """Return the end of each customer: whether it is known that they are gone."""
    gone = np.full(len(moves.ends), moves.size + 1, dtype=np.int64)
    if active is not None:
        latest = moves.events.stamps[moves.events.ends]
        gone += latest[moves.owners[moves.ends]] + active > end
    return gone


def narrowest(room: int) -> type[np.integer[Any]]:
    """Return the smallest integers that hold 0 … room − 1: less memory is passed over."""
    return next(code for code in CODES if room - 1 <= np.iinfo(code).max)


def _tally(key: Keys, start: Keys, room: int) -> tuple[Counts, Counts]:
    """Return the distinct keys (0 … room − 1), rising, and how often each occurs."""
    if room > DENSE * len(key) + 1_000_000:
        found, number = counted(np.concatenate([key, start]))
        return found.astype(np.int64), number
    counts = np.bincount(key, minlength=room)
    counts += np.bincount(start, minlength=room)
    found = np.flatnonzero(counts)
    return found, counts[found]


def _customers(
    moves: Placed, key: Keys, found: Counts, number: Counts, size: int
) -> dict[str, Counts]:
    """Return the distinct customers of each pair that occurs, and of its source."""
    source = found // size
    inner = source < moves.size
    # A customer starts once.
    customers, n = number.copy(), np.full(len(found), len(moves.starts))
    if inner.any():
        few = np.count_nonzero(inner) <= WORD and size**2 <= TABLE
        tell = _by_bits if few else _by_order
        customers[inner], n[inner] = tell(moves, key, found[inner], size)
    return {"customers": customers, "n": n}


def _by_bits(moves: Placed, key: Keys, found: Counts, size: int) -> tuple[Counts, Counts]:
    """Give each pair a bit: what a customer does becomes one integer."""
    bits = np.zeros(size**2, dtype=np.uint64)
    bits[found] = np.uint64(1) << np.arange(len(found), dtype=np.uint64)
    done = np.bitwise_or.reduceat(bits[key], moves.starts)
    customers = [np.count_nonzero(done & bit) for bit in bits[found]]
    here = np.bitwise_or.reduce(bits.reshape(size, size), axis=1)
    n = [np.count_nonzero(done & bit) for bit in here]
    return np.array(customers, dtype=np.int64), np.array(n, dtype=np.int64)[found // size]


def _by_order(moves: Placed, key: Keys, found: Counts, size: int) -> tuple[Counts, Counts]:
    """Sort what each customer does: for more pairs than an integer has bits."""
    room = moves.events.customers * size**2
    both: Keys = moves.owners.astype(narrowest(max(room, 2**31)))
    both *= size**2
    both += key
    both = distinct(both)
    customers = counted(both % size**2)[1]
    n = np.bincount(distinct(both // size) % size, minlength=size)
    return customers, n[found // size]
