"""Counts whole paths: the visits of a customer packed into integers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.placed import Placed

BITS = 62


def count(placed: Placed, *, top: int, length: int) -> pd.DataFrame:
    """Return the paths most customers take."""
    visits = placed.visits
    number = np.diff(np.append(visits.starts, len(visits)))
    rank = np.arange(len(visits)) - np.repeat(visits.starts, number)
    kept = rank < length
    starts = np.concatenate([[0], np.cumsum(np.minimum(number, length))])[: len(number)]
    bits = max(int(placed.size).bit_length(), 1)
    columns = _pack(visits.places[kept], rank[kept], starts.astype(np.int64), bits, length)
    columns.append((number > length).astype(np.int64))
    distinct, customers = _distinct(columns)
    chosen = np.arange(len(customers))
    if 0 < top < len(customers):
        least = np.partition(customers, -top)[-top]
        chosen = np.flatnonzero(customers >= least)
    rows = sorted(
        (-int(customers[i]), _unpack(distinct[i, :-1], bits), bool(distinct[i, -1])) for i in chosen
    )
    rows = rows[:top] if top else rows
    frame = pd.DataFrame(
        {
            "path": pd.Series([path for _, path, _ in rows], dtype=object),
            "cut": np.array([cut for _, _, cut in rows], dtype=np.bool_),
            "customers": np.array([-less for less, _, _ in rows], dtype=np.int64),
        }
    )
    frame.attrs = {"customers": len(number), "paths": len(customers)}
    return frame


def _pack(
    places: NDArray[np.integer[Any]],
    rank: NDArray[np.int64],
    starts: NDArray[np.int64],
    bits: int,
    length: int,
) -> list[NDArray[np.int64]]:
    """Put ``place + 1`` of each visit into its digit: as many integers a customer as it takes."""
    per = BITS // bits
    digits = places.astype(np.int64) + 1
    longest = int(rank.max()) + 1 if len(rank) else 0
    columns = []
    for first in range(0, min(length, longest), per):
        inside = (rank >= first) & (rank < first + per)
        shifted = np.where(inside, digits << (bits * np.clip(rank - first, 0, per - 1)), 0)
        columns.append(np.bitwise_or.reduceat(shifted, starts))
    return columns


def _distinct(columns: list[NDArray[np.int64]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    table = np.stack(columns, axis=1)
    if len(table) == 0:
        return table, np.empty(0, dtype=np.int64)
    key = np.zeros(len(table), dtype=np.int64)
    for column in columns:
        values, code = np.unique(column, return_inverse=True)
        key = key * len(values) + code
        key = np.unique(key, return_inverse=True)[1]  # dense again, lest it overflow
    _, first, customers = np.unique(key, return_index=True, return_counts=True)
    return table[first], customers


def _unpack(row: NDArray[np.int64], bits: int) -> tuple[int, ...]:
    path = []
    for packed in row.tolist():
        while packed:
            path.append((packed & ((1 << bits) - 1)) - 1)
            packed >>= bits
    return tuple(path)
