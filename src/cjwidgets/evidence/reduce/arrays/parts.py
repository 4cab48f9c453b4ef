"""Which events of a log are those of customers who came, or began, in a period."""

from __future__ import annotations

import numpy as np

from cjwidgets.evidence.reduce.arrays.events import Events, Mask


def newcomers(events: Events, start: int, end: int, window: int, unseen: int) -> Mask:
    """Return the first ``window`` µs of the customers who came; see ``Engine.newcomers``."""
    stamps, owners = events.stamps, events.owners
    came = events.begins.copy()
    came[1:] |= np.diff(stamps) >= unseen
    at = np.flatnonzero(came & (stamps >= start) & (stamps < end))
    first = np.full(events.customers, np.iinfo(np.int64).max)
    first[owners[at][::-1]] = stamps[at][::-1]  # the earliest is written last
    own = first[owners]
    kept: Mask = (stamps >= own) & (stamps - own < window)
    return kept


def began(events: Events, start: int | None, end: int | None) -> Mask:
    """Return all events of the customers whose first is in the period; see ``Engine.began``."""
    first = events.stamps[events.begins]
    wanted = np.ones(len(first), dtype=np.bool_)
    if start is not None:
        wanted &= first >= start
    if end is not None:
        wanted &= first < end
    kept: Mask = wanted[events.owners]
    return kept
