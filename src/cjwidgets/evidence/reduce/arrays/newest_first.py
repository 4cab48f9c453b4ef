"""Tells a source whose newest rows come first, and turns events of one moment around there."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.tables import AS_TIME_GOES, RowOrder

Order = NDArray[np.int64]


def in_order(
    at: Order,
    owners: NDArray[np.int32],
    stamps: NDArray[np.int64],
    sequence: NDArray[np.number[Any]] | None = None,
) -> tuple[RowOrder, Order]:
    """Return how the rows of a source lie, and which row each event is, in their order.

    Parameters
    ----------
    at : ndarray of int64
        The rows by customer, time and sequence, then as they lie.
    owners, stamps, sequence : ndarray
        Of the rows, as they lie.

    Examples
    --------
    >>> in_order(np.array([1, 2, 0]), np.zeros(3, dtype=np.int32), np.array([9, 0, 0]))
    (RowOrder(newest_first=True, doubtful=False), array([2, 1, 0]))
    """
    if sequence is None and not (stamps[1:] < stamps[:-1]).any():
        return AS_TIME_GOES, at
    whose, when = owners[at], stamps[at]
    other = whose[1:] != whose[:-1]
    apart = other | (when[1:] != when[:-1])
    if sequence is not None:
        apart |= np.diff(sequence[at]) != 0
    if apart.all():
        return AS_TIME_GOES, at  # nothing is left for the rows to order
    starts = np.flatnonzero(np.append(True, apart))
    ends = np.append(starts[1:], len(at)) - 1
    own = ~other[starts[1:] - 1]
    if own.any():
        lie = RowOrder.told(int((at[ends[1:]] < at[starts[:-1]])[own].sum()), int(own.sum()))
    else:  # nobody was there twice: the rows of all tell it
        steps = np.diff(stamps[np.sort(at)])
        lie = RowOrder.told(int((steps < 0).sum()), int((steps != 0).sum()))
    if lie.newest_first:
        at = at[np.repeat(starts + ends, ends - starts + 1) - np.arange(len(at))]
    return lie, at
