"""Counts whole paths: the visits of a customer packed into integers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.placed import Placed

BITS = 62

Packed = list[NDArray[np.int64]]


def count(placed: Placed, *, top: int, length: int) -> pd.DataFrame:
    """Return the paths most customers take."""
    visits = placed.visits
    bits = max(int(placed.size).bit_length(), 1)
    columns, customers = _distinct(_pack(visits, bits, length))
    chosen = np.arange(len(customers))
    if 0 < top < len(customers):
        least = np.partition(customers, -top)[-top]
        chosen = np.flatnonzero(customers >= least)
    rows = sorted(
        (
            -int(customers[i]),
            _unpack([int(column[i]) for column in columns[:-1]], bits),
            bool(columns[-1][i]),
        )
        for i in chosen
    )
    rows = rows[:top] if top else rows
    frame = pd.DataFrame(
        {
            "path": pd.Series([path for _, path, _ in rows], dtype=object),
            "cut": np.array([cut for _, _, cut in rows], dtype=np.bool_),
            "customers": np.array([-less for less, _, _ in rows], dtype=np.int64),
        }
    )
    cut = int(customers[columns[-1] > 0].sum())
    frame.attrs = {"customers": len(visits.starts), "paths": len(customers), "cut": cut}
    return frame


def _pack(visits: Placed, bits: int, length: int) -> Packed:
    """Put ``place + 1`` of each visit into its digit: as many integers a customer as it takes.

    A row a customer; the last column says whether their path was cut.
    """
    # Longest first: who has a visit of some rank are the first so many.
    order = np.argsort(-visits.numbers, kind="stable")
    numbers, starts = visits.numbers[order], visits.starts[order]
    digits = visits.places
    columns = []
    for rank in range(min(length, int(numbers[0]) if len(numbers) else 0)):
        place = rank % (BITS // bits)
        if place == 0:
            columns.append(np.zeros(len(starts), dtype=np.int64))
        some = np.searchsorted(-numbers, -rank, side="left")
        digit = digits[starts[:some] + rank].astype(np.int64) + 1
        columns[-1][:some] |= digit << (bits * place)
    return [*columns, (numbers > length).astype(np.int64)]


def _distinct(columns: Packed) -> tuple[Packed, NDArray[np.int64]]:
    """Return the distinct rows, and how often each occurs."""
    order = np.lexsort(columns)
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = False
    for column in columns:
        column[:] = column[order]
        new[1:] |= column[1:] != column[:-1]
    first = np.flatnonzero(new)
    return [column[first] for column in columns], np.diff(np.append(first, len(order)))


def _unpack(row: list[int], bits: int) -> tuple[int, ...]:
    path = []
    for packed in row:
        while packed:
            path.append((packed & ((1 << bits) - 1)) - 1)
            packed >>= bits
    return tuple(path)
