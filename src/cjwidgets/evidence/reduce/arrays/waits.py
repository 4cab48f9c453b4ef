"""How long customers wait for a goal, also those who still do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.attempts import Places, first_attempts
from cjwidgets.evidence.reduce.arrays.events import Events
from cjwidgets.evidence.reduce.arrays.positions import Positions
from cjwidgets.evidence.reduce.arrays.sort import counted

OUTCOMES = 4


def measure(
    events: Events,
    positions: Positions,
    members: NDArray[np.bool_],
    groups: NDArray[np.int64] | None,
    *,
    at_once: bool,
    resolution: int,
    active: int | None,
    end: int,
) -> pd.DataFrame:
    """Measure waits in a log that ends at ``end``; see ``Engine.waits``.

    ``groups`` are the group of each customer, −1: none.
    """
    starts = next(first_attempts(events, positions, members[:1]))[0]
    if groups is not None:
        starts = starts[groups[events.owners[starts]] >= 0]
    owners = events.owners[starts]
    side = "left" if at_once else "right"
    nobody = len(events)
    ends = [
        _next(positions.of(member), starts, owners, events, side, nobody) for member in members[1:]
    ]
    first = np.minimum.reduce(ends)
    outcome = np.where(ends[0] == first, 1, 2)
    outcome[first == nobody] = 0
    stops = np.where(outcome == 0, end, events.stamps[np.minimum(first, nobody - 1)])
    if active is not None:
        lately = events.stamps[events.ends][owners] + active > end
        outcome[(outcome == 0) & ~lately] = 3
    steps = (stops - events.stamps[starts]) // resolution
    group = np.zeros(len(starts), dtype=np.int64) if groups is None else groups[owners]
    room = int(steps.max(initial=0)) + 1
    key, customers = counted((group * OUTCOMES + outcome) * room + steps)
    of, steps = np.divmod(key, room)
    table = {"group": of // OUTCOMES, "outcome": of % OUTCOMES, "steps": steps}
    return pd.DataFrame({**table, "customers": customers})


def _next(
    fitting: Places,
    after: Places,
    owners: NDArray[np.int32],
    events: Events,
    side: Any,
    nobody: int,
) -> NDArray[np.int64]:
    """Return where each customer's next fitting event is."""
    at = np.searchsorted(fitting, after, side=side)
    found = np.append(fitting, nobody).astype(np.int64)[at]
    own = events.owners[np.minimum(found, nobody - 1)] == owners
    found[~own] = nobody
    return found
