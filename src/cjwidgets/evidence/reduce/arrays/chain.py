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
FEW = 8


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
    who: NDArray[Any] = np.empty(0, dtype=np.int32)
    begun = at = np.empty(0, dtype=np.int64)
    for step, member in enumerate(members):
        fits = among(codes, member)
        if step == 0:
            who, at = _first(events, fits, group_of)
            begun = at
        else:
            kept, at = _next(events, fits, who, at, strict)
            who, begun = who[kept], begun[kept]
            if window is not None:
                inside = events.stamps[at] - events.stamps[begun] <= window
                who, begun, at = who[inside], begun[inside], at[inside]
        reached[:, step] = np.bincount(group_of[who], minlength=size)
    spent = events.stamps[at] - events.stamps[begun]
    return Chain(
        reached=reached,
        customers=np.bincount(group_of[group_of >= 0], minlength=size),
        times=times(spent, group_of[who], size, z),
        lengths=_lengths(group_of[who], at - begun + 1),
    )


def among(codes: NDArray[np.integer[Any]], member: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which codes are members."""
    wanted = np.flatnonzero(member)
    if len(wanted) > FEW:
        return member[codes]
    found = np.zeros(len(codes), dtype=np.bool_)
    for code in wanted:  # a comparison takes a tenth of a look-up
        found |= codes == codes.dtype.type(code)
    return found


def _first(
    events: Events, fits: NDArray[np.bool_], group_of: NDArray[np.int64]
) -> tuple[NDArray[Any], Places]:
    """Return the customers of a group with a fitting event, and where each one's first is."""
    places = np.flatnonzero(fits)
    owners = events.owners[places]
    # Places rise, and a customer's are adjacent: the first of each run is the earliest.
    first = np.ones(len(owners), dtype=np.bool_)
    np.not_equal(owners[1:], owners[:-1], out=first[1:])
    owners, places = owners[first], places[first]
    known = group_of[owners] >= 0
    return owners[known], places[known]


def _next(
    events: Events, fits: NDArray[np.bool_], who: NDArray[Any], after: Places, strict: bool
) -> tuple[NDArray[np.int64], Places]:
    """Return which of the customers go on, and where each one's next fitting event is."""
    if strict:
        kept = np.flatnonzero(after < len(events) - 1)
        places = after[kept] + 1
        goes = fits[places]
    else:
        fitting = np.flatnonzero(fits)
        at = np.searchsorted(fitting, after, side="right")
        kept = np.flatnonzero(at < len(fitting))
        places = fitting[at[kept]]
        goes = np.ones(len(kept), dtype=np.bool_)
    goes &= events.owners[places] == who[kept]
    return kept[goes], places[goes]


def _lengths(groups: NDArray[np.int64], lengths: NDArray[np.int64]) -> pd.DataFrame:
    room = int(lengths.max(initial=0)) + 1
    key, customers = np.unique(groups * room + lengths, return_counts=True)
    return pd.DataFrame({"group": key // room, "length": key % room, "customers": customers})
