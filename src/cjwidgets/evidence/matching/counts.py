"""Counts the events and customers of any sets of kinds, in as few passes as it takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.placement import NOWHERE, EventKinds
from cjwidgets.evidence.matching.searches import Mask


def count(log: EventLog, kinds: EventKinds, masks: Sequence[Mask]) -> list[tuple[int, int]]:
    """Return the events and the distinct customers of each set of kinds; the sets may overlap.

    Sets that don't overlap are counted in one pass over the log.
    """
    passes: list[tuple[NDArray[np.int32], list[int]]] = []
    for i, mask in enumerate(masks):
        free = (one for one in passes if (one[0][mask] == NOWHERE).all())
        places, members = next(free, (np.full(len(kinds), NOWHERE, dtype=np.int32), []))
        if not members:
            passes.append((places, members))
        places[mask] = len(members)
        members.append(i)
    counts: list[tuple[int, int]] = [(0, 0)] * len(masks)
    for places, members in passes:
        placement = log.placement(kinds, places, tuple(map(str, members)))
        reach = log.engine.reach(placement)
        for i, events, customers in zip(members, reach.events, reach.customers, strict=True):
            counts[i] = int(events), int(customers)
    return counts


def by_event(log: EventLog, kinds: EventKinds, mask: Mask) -> pd.DataFrame:
    """Return the event names of some kinds with their counts, the most frequent first.

    Columns ``event``, ``events``, ``customers``; ties in the order of the names.
    """
    events = kinds.table["event"].to_numpy()
    names = sorted(set(events[mask]))
    place = {name: i for i, name in enumerate(names)}
    places = np.array(
        [place[name] if hit else NOWHERE for name, hit in zip(events, mask, strict=True)],
        dtype=np.int32,
    )
    reach = log.engine.reach(log.placement(kinds, places, tuple(names)))
    frame = pd.DataFrame({"event": names, "events": reach.events, "customers": reach.customers})
    return frame.sort_values("events", ascending=False, kind="stable", ignore_index=True)
