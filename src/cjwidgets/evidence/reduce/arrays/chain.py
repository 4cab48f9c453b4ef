"""Follows customers through the steps of a chain: one pass over a step's events each."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.attempts import (
    Attempt,
    Places,
    any_attempts,
    first_attempts,
    heads,
)
from cjwidgets.evidence.reduce.arrays.durations import times
from cjwidgets.evidence.reduce.arrays.events import Events
from cjwidgets.evidence.reduce.arrays.positions import Positions
from cjwidgets.evidence.reduce.arrays.sort import counted
from cjwidgets.evidence.reduce.tables import Chain


def follow(
    events: Events,
    members: NDArray[np.bool_],
    positions: Positions,
    groups: tuple[NDArray[np.int64], int] | None,
    *,
    window: int | None,
    end: int,
    z: float,
) -> Chain:
    """Return how far customers get.

    ``members`` says which codes fulfil each step, ``positions`` where they are; ``groups`` are
    the group of each customer (−1: none) and their number.
    """
    group_of, size = groups or (np.zeros(events.customers, dtype=np.int64), 1)
    reached = np.zeros((size, len(members)), dtype=np.int64)
    late = np.zeros(size, dtype=np.int64)
    if window is None:
        attempts = first_attempts(events, positions, members)
    else:
        begins, owners = _in_time(events, positions.of(members[0]), end - window)
        group = group_of[owners]
        late = np.bincount(group[group >= 0], minlength=size)
        attempts = map(
            partial(_first_of_each, events),
            any_attempts(events, positions, members, begins, window),
        )
    for step, (at, begun) in enumerate(attempts):
        if groups is not None:
            grouped = np.flatnonzero(group_of[events.owners[at]] >= 0)
            at, begun = at[grouped], begun[grouped]
        group = group_of[events.owners[at]]
        reached[:, step] = np.bincount(group, minlength=size)
    spent = events.stamps[at] - events.stamps[begun]
    return Chain(
        reached=reached,
        customers=np.bincount(group_of[group_of >= 0], minlength=size),
        times=times(spent, group, size, z),
        lengths=_lengths(group, at - begun + 1),
        late=late,
    )


def _in_time(events: Events, begins: Places, last: int) -> tuple[Places, NDArray[np.int32]]:
    """Return where attempts begin of whose first is early enough, and the customers it is not."""
    first = begins[heads(events.owners[begins])]
    late = events.owners[first[events.stamps[first] > last]]
    out = np.zeros(events.customers, dtype=np.bool_)
    out[late] = True
    return begins[~out[events.owners[begins]]], late


def _first_of_each(events: Events, attempt: Attempt) -> Attempt:
    at, begun = attempt
    one = heads(events.owners[at])
    return at[one], begun[one]


def _lengths(groups: NDArray[np.int64], lengths: Places) -> pd.DataFrame:
    room = int(lengths.max(initial=0)) + 1
    key, customers = counted(groups * room + lengths)
    return pd.DataFrame({"group": key // room, "length": key % room, "customers": customers})
