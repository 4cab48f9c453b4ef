"""Attempts to get through steps: where in the log each step is reached, and where it began."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.events import Events
from cjwidgets.evidence.reduce.arrays.positions import Positions

Mask = NDArray[np.bool_]
Places = NDArray[np.integer[Any]]
Attempt = tuple[Places, Places]
"""Positions of events that reach a step, rising, and where the attempt of each began."""


def first_attempts(
    events: Events,
    positions: Positions,
    members: NDArray[np.bool_],
    *,
    window: int | None = None,
    strict: bool = False,
) -> Iterator[Attempt]:
    """Follow each customer's first attempt, step by step: one event a customer.

    ``members`` says which codes fulfil each step, ``positions`` where they are. What is reached
    without a window, and not strictly, is all that any attempt reaches.
    """
    fitting = positions.of(members[0])
    at = begun = fitting[heads(events.owners[fitting])]
    yield at, begun
    for member in members[1:]:
        if strict:
            kept, here = _right_after(positions, member, at)
        else:
            fitting = positions.of(member)
            after = np.searchsorted(fitting, at, side="right")
            kept = np.flatnonzero(after < len(fitting))
            here = fitting[after[kept]]
        at, begun = _of_one_attempt(events, here, begun[kept], window)
        yield at, begun


def any_attempts(
    events: Events, positions: Positions, members: NDArray[np.bool_], begins: Places, window: int
) -> Iterator[Attempt]:
    """Follow all attempts from where they begin, step by step, each by the next event that fits."""
    at = begun = begins
    yield at, begun
    for member in members[1:]:
        fitting = positions.of(member)
        after = np.searchsorted(fitting, at, side="right")
        kept = np.flatnonzero(after < len(fitting))
        at, begun = _of_one_attempt(events, fitting[after[kept]], begun[kept], window)
        yield at, begun


def all_attempts(
    events: Events,
    positions: Positions,
    members: NDArray[np.bool_],
    *,
    window: int | None = None,
    strict: bool = False,
) -> Iterator[Attempt]:
    """Follow all attempts at once, step by step: each event with the latest that leads to it.

    Attempts that begin later leave more of the window, so no other is needed. Of the events of
    the step before, the last has the latest: beginnings never fall, for the attempt of an event
    is open to each that comes after it.
    """
    at = begun = positions.of(members[0])
    yield at, begun
    for member in members[1:]:
        if strict:
            kept, here = _right_after(positions, member, at)
        else:
            here = positions.of(member)
            kept = np.searchsorted(at, here, side="left") - 1
            some = kept >= 0
            here, kept = here[some], kept[some]
        at, begun = _of_one_attempt(events, here, begun[kept], window)
        yield at, begun


def owners_of(events: Events, at: Places) -> NDArray[np.int32]:
    """Return the distinct customers of events whose positions rise."""
    owners = events.owners[at]
    return owners[heads(owners)]


def heads(owners: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return where each run begins: a customer's events are adjacent."""
    first = np.ones(len(owners), dtype=np.bool_)
    np.not_equal(owners[1:], owners[:-1], out=first[1:])
    return np.flatnonzero(first)


def _right_after(
    positions: Positions, member: Mask, at: Places
) -> tuple[NDArray[np.int64], Places]:
    """Return which attempts may go on, and where, if the very next event must fit."""
    kept = np.flatnonzero(at < len(positions.codes) - 1)
    here = at[kept] + 1
    goes = np.flatnonzero(member[positions.codes[here]])
    return kept[goes], here[goes]


def _of_one_attempt(events: Events, at: Places, begun: Places, window: int | None) -> Attempt:
    """Keep what is of one customer, and within the window."""
    good = events.owners[at] == events.owners[begun]
    if window is not None:
        good &= events.stamps[at] - events.stamps[begun] <= window
    kept = np.flatnonzero(good)
    return at[kept], begun[kept]
