"""Follows customers through the steps of a chain: one pass over a step's events each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.durations import times
from cjwidgets.evidence.reduce.arrays.events import Events
from cjwidgets.evidence.reduce.arrays.positions import Positions
from cjwidgets.evidence.reduce.arrays.sort import counted
from cjwidgets.evidence.reduce.tables import Chain

Places = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]


def follow(
    events: Events,
    members: NDArray[np.bool_],
    positions: Positions,
    groups: tuple[NDArray[np.int64], int] | None,
    *,
    window: int | None,
    strict: bool,
    z: float,
) -> Chain:
    """Return how far customers get.

    ``members`` says which codes fulfil each step, ``positions`` where they are; ``groups`` are
    the group of each customer (−1: none) and their number.
    """
    group_of, size = groups or (np.zeros(events.customers, dtype=np.int64), 1)
    reached = np.zeros((size, len(members)), dtype=np.int64)
    who: Places = np.empty(0, dtype=np.int32)
    at: Places = np.empty(0, dtype=np.int32)
    begun = at
    for step, member in enumerate(members):
        if step == 0:
            who, at = _first(events, positions.of(member), group_of)
            begun = at
        else:
            if strict:
                kept, at = _very_next(positions, member, at)
            else:
                kept, at = _after(positions.of(member), at)
            same = np.flatnonzero(events.owners[at] == who[kept])
            kept, at = kept[same], at[same]
            who, begun = who[kept], begun[kept]
            if window is not None:
                inside = np.flatnonzero(events.stamps[at] - events.stamps[begun] <= window)
                who, begun, at = who[inside], begun[inside], at[inside]
        reached[:, step] = np.bincount(group_of[who], minlength=size)
    spent = events.stamps[at] - events.stamps[begun]
    return Chain(
        reached=reached,
        customers=np.bincount(group_of[group_of >= 0], minlength=size),
        times=times(spent, group_of[who], size, z),
        lengths=_lengths(group_of[who], at - begun + 1),
    )


def _first(events: Events, fitting: Places, group_of: NDArray[np.int64]) -> tuple[Places, Places]:
    """Return the customers of a group with a fitting event, and where each one's first is."""
    owners = events.owners[fitting]
    # Positions rise, and a customer's are adjacent: the first of each run is the earliest.
    first = np.ones(len(owners), dtype=np.bool_)
    np.not_equal(owners[1:], owners[:-1], out=first[1:])
    at = np.flatnonzero(first)
    at = at[group_of[owners[at]] >= 0]
    return owners[at], fitting[at]


def _after(fitting: Places, after: Places) -> tuple[NDArray[np.int64], Places]:
    """Return which of the customers may go on, and where the next fitting event is."""
    at = np.searchsorted(fitting, after, side="right")
    kept = np.flatnonzero(at < len(fitting))
    return kept, fitting[at[kept]]


def _very_next(
    positions: Positions, member: Mask, after: Places
) -> tuple[NDArray[np.int64], Places]:
    """Return which of the customers may go on, if the very next event must fit."""
    kept = np.flatnonzero(after < len(positions.codes) - 1)
    at = after[kept] + 1
    goes = np.flatnonzero(member[positions.codes[at]])
    return kept[goes], at[goes]


def _lengths(groups: NDArray[np.int64], lengths: Places) -> pd.DataFrame:
    room = int(lengths.max(initial=0)) + 1
    key, customers = counted(groups * room + lengths)
    return pd.DataFrame({"group": key // room, "length": key % room, "customers": customers})
