"""Follows customers through the steps of a chain: one pass over a step's events each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.durations import times
from cjwidgets.evidence.reduce.arrays.events import Events
from cjwidgets.evidence.reduce.tables import Chain

Places = NDArray[np.int64]


def follow(
    events: Events,
    members: NDArray[np.bool_],
    codes: NDArray[np.integer[Any]],
    groups: tuple[NDArray[np.int64], int] | None,
    *,
    window: int | None,
    strict: bool,
    z: float,
) -> Chain:
    """Return how far customers get.

    ``members`` says which codes fulfil each step; ``groups`` are the group of each customer
    (−1: none) and their number.
    """
    group_of, size = groups or (np.zeros(events.customers, dtype=np.int64), 1)
    reached = np.zeros((size, len(members)), dtype=np.int64)
    owners: NDArray[Any] = np.empty(0, dtype=np.int32)
    begun = at = np.full(events.customers, -1, dtype=np.int64)
    for step, member in enumerate(members):
        at = _next(events, member[codes], at, begun if step else None, window, strict)
        if step == 0:
            begun = at
        owners = np.flatnonzero(at < len(events))
        owners = owners[group_of[owners] >= 0]
        reached[:, step] = np.bincount(group_of[owners], minlength=size)
    spent = events.stamps[at[owners]] - events.stamps[begun[owners]]
    lengths = (
        pd.DataFrame({"group": group_of[owners], "length": at[owners] - begun[owners] + 1})
        .groupby(["group", "length"], as_index=False)
        .size()
        .rename(columns={"size": "customers"})
    )
    return Chain(
        reached=reached,
        customers=np.bincount(group_of[group_of >= 0], minlength=size),
        times=times(spent, group_of[owners], size, z),
        lengths=lengths,
    )


def _next(
    events: Events,
    member: NDArray[np.bool_],
    after: Places,
    begun: Places | None,
    window: int | None,
    strict: bool,
) -> Places:
    """Return each customer's first fitting event after ``after``; beyond the log if none.

    ``begun`` is None in the first step.
    """
    nobody = len(events)
    owners: NDArray[Any]
    found = np.full(len(after), nobody, dtype=np.int64)
    if begun is not None and strict:
        owners = np.flatnonzero(after < nobody - 1)
        places = after[owners] + 1
        fits = (events.owners[places] == owners) & member[places]
        owners, places = owners[fits], places[fits]
    else:
        places = np.flatnonzero(member)
        owners = events.owners[places]
        later = places > after[owners]
        places, owners = places[later], owners[later]
        # Places rise, and a customer's are adjacent: the first of each run is the earliest.
        first = np.ones(len(owners), dtype=np.bool_)
        first[1:] = owners[1:] != owners[:-1]
        places, owners = places[first], owners[first]
    if begun is not None and window is not None:
        inside = events.stamps[places] - events.stamps[begun[owners]] <= window
        places, owners = places[inside], owners[inside]
    found[owners] = places
    return found
