"""Counts who reaches each step of a funnel, of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.attempts import (
    Places,
    all_attempts,
    first_attempts,
    owners_of,
)
from cjwidgets.evidence.reduce.arrays.events import Events
from cjwidgets.evidence.reduce.arrays.positions import Positions
from cjwidgets.evidence.reduce.tables import Funnel

Whose = NDArray[np.integer[Any]]
Step = tuple[Whose, Whose]
"""Customers who reach a step, and those of them who come from the step before; distinct."""


def count(
    events: Events,
    positions: Positions,
    members: NDArray[np.bool_],
    *,
    kind: str,
    window: int | None,
    strict: bool,
    active: int,
    end: int,
) -> Funnel:
    """Count customers, in a log whose last event is at ``end``; see ``Engine.funnel``."""
    lately = events.stamps[events.ends] + active > end
    counts = np.ones(events.customers, dtype=np.bool_)
    if window is not None:
        begins = _any(members) if kind in ("open", "any_order") else members[0]
        counts = _over(events, positions.of(begins), window, end)
        lately &= counts
    table = np.zeros((4, len(members)), dtype=np.int64)
    before: Whose = np.empty(0, dtype=np.int64)
    steps = _steps(events, positions, members, kind=kind, window=window, strict=strict)
    for step, (here, on) in enumerate(steps):
        table[:, step] = (
            _number(counts, here),
            _number(counts, on),
            np.count_nonzero(lately) - _number(lately, here),
            _number(lately, before) - _number(lately, on) if step else 0,
        )
        before = here
    customers = int(np.count_nonzero(counts))
    return Funnel(customers, len(counts) - customers, *table)


def _any(members: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.logical_or.reduce(list(members))


def _number(those: NDArray[np.bool_], who: Whose) -> int:
    return int(np.count_nonzero(those[who]))


def _over(events: Events, begins: Places, window: int, end: int) -> NDArray[np.bool_]:
    """Return whose window is over."""
    began = events.stamps[events.begins]
    at = begins[::-1]
    began[events.owners[at]] = events.stamps[at]  # the earliest is written last
    return began + window <= end


def _steps(
    events: Events,
    positions: Positions,
    members: NDArray[np.bool_],
    *,
    kind: str,
    window: int | None,
    strict: bool,
) -> Iterator[Step]:
    if kind == "open":
        yield from _open(events, positions, members, window, strict)
    elif kind == "any_order":
        yield from _any_order(events, positions, members, window)
    else:
        # Without a window, and not strictly, the first attempt gets as far as any.
        first = kind == "first_attempt" or not (strict or window is not None)
        follow = first_attempts if first else all_attempts
        for at, _ in follow(events, positions, members, window=window, strict=strict):
            who = owners_of(events, at)
            yield who, who


def _open(
    events: Events,
    positions: Positions,
    members: NDArray[np.bool_],
    window: int | None,
    strict: bool,
) -> Iterator[Step]:
    for step, member in enumerate(members):
        who = on = owners_of(events, positions.of(member))
        if step:
            pair = members[step - 1 : step + 1]
            *_, (at, _) = all_attempts(events, positions, pair, window=window, strict=strict)
            on = owners_of(events, at)
        yield who, on


def _any_order(
    events: Events, positions: Positions, members: NDArray[np.bool_], window: int | None
) -> Iterator[Step]:
    """Of each event as the last of a set: what is the latest that each step before it has?"""
    at = positions.of(_any(members))
    owners = events.owners[at]
    if window is None:  # who has them all has them all by their last
        last = np.flatnonzero(np.append(owners[1:] != owners[:-1], True)[: len(owners)])
        at, owners = at[last], owners[last]
    oldest = events.stamps[at]
    for member in members:
        fitting = positions.of(member)
        latest = np.searchsorted(fitting, at, side="right") - 1
        some = np.flatnonzero(latest >= 0)
        at, owners, oldest, fitting = at[some], owners[some], oldest[some], fitting[latest[some]]
        good = events.owners[fitting] == owners
        oldest = np.minimum(oldest, events.stamps[fitting])
        if window is not None:
            good &= events.stamps[at] - oldest <= window
        kept = np.flatnonzero(good)
        at, owners, oldest = at[kept], owners[kept], oldest[kept]
        who = owners_of(events, at)
        yield who, who
