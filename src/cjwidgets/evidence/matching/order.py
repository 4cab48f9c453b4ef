"""The order in which customers do things, and stages cut from it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.placement import Placement

Floats = NDArray[np.float64]


def positions(log: EventLog, placement: Placement) -> Floats:
    """Return how late each place first comes in the journeys, from 0 (first) to 1 (last).

    The position of a is the share of comparisons that a loses: over all other places b and all
    customers who have both, how often their first event at b comes before that at a; ½ where
    there is nothing to compare.
    """
    ahead = log.engine.joint(placement, placement, firsts=True).astype(np.float64)
    np.fill_diagonal(ahead, 0)
    lost, all_ = ahead.sum(axis=0), (ahead + ahead.T).sum(axis=0)
    return np.where(all_ > 0, lost / np.maximum(all_, 1), 0.5)


def rising(wanted: NDArray[np.int64], weights: Floats, size: int) -> NDArray[np.int64]:
    """Return a part, from 0 to ``size`` − 1, for each in a row, never one before that of the last.

    As near as can be to the parts that are wanted: the weighted distances are least.

    Examples
    --------
    >>> rising(np.array([0, 2, 1, 1, 2]), np.ones(5), 3).tolist()
    [0, 1, 1, 1, 2]
    """
    parts = np.arange(size)
    costs = weights[:, None] * np.abs(wanted[:, None] - parts[None, :])
    # Of all ways to come to a part, the cheapest, and the part before it on that way.
    best, came = np.zeros(size), np.zeros((len(wanted), size), dtype=np.int64)
    for i, cost in enumerate(costs):
        cheapest = np.minimum.accumulate(best)
        came[i] = np.maximum.accumulate(np.where(best == cheapest, parts, 0))
        best = cheapest + cost
    found = np.zeros(len(wanted), dtype=np.int64)
    part = int(np.argmin(best))
    for i in range(len(wanted) - 1, -1, -1):
        found[i] = part
        part = int(came[i, part])
    return found


def cut(values: Floats, parts: int) -> NDArray[np.int64]:
    """Return the part, from 0, of each of some rising values, cut where they lie apart.

    The cuts minimise the squared distances to the means of the parts (Fisher 1958, JASA
    53:789–798). Equal values share a part, so there may be fewer parts than asked for.

    Examples
    --------
    >>> cut(np.array([0.0, 0.1, 0.5, 0.55, 0.9]), 3).tolist()
    [0, 0, 1, 1, 2]
    """
    distinct, counts = np.unique(values, return_counts=True)
    size = len(distinct)
    parts = min(parts, size)
    zero = np.zeros(1)
    weight = np.concatenate([zero, np.cumsum(counts)])
    sums = np.concatenate([zero, np.cumsum(counts * distinct)])
    squares = np.concatenate([zero, np.cumsum(counts * distinct**2)])

    def spread(start: int, stop: int) -> float:
        number, total = weight[stop] - weight[start], sums[stop] - sums[start]
        return float(squares[stop] - squares[start] - total**2 / number)

    best = np.full((parts + 1, size + 1), np.inf)
    begin = np.zeros((parts + 1, size + 1), dtype=np.int64)
    best[0, 0] = 0.0
    for part in range(1, parts + 1):
        for stop in range(part, size + 1):
            costs = [best[part - 1, s] + spread(s, stop) for s in range(part - 1, stop)]
            begin[part, stop] = part - 1 + int(np.argmin(costs))
            best[part, stop] = min(costs)
    labels = np.zeros(size, dtype=np.int64)
    stop = size
    for part in range(parts, 0, -1):
        start = int(begin[part, stop])
        labels[start:stop] = part - 1
        stop = start
    return labels[np.searchsorted(distinct, values)]
