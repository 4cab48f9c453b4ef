"""Counts what the data of a log are like: duplicates, events a customer, events a period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cjwidgets.evidence.reduce.arrays.events import Events
from cjwidgets.evidence.reduce.tables import Profile


def profile_of(events: Events, period: int, start: int) -> Profile:
    """Return the profile of a log; see ``Engine.profile``."""
    starts = np.flatnonzero(events.begins)
    sizes, customers = np.unique(np.diff(np.append(starts, len(events))), return_counts=True)
    periods, number = np.unique((events.stamps - start) // period, return_counts=True)
    return Profile(
        duplicates=_duplicates(events),
        sizes=pd.DataFrame({"events": sizes, "customers": customers}),
        volume=pd.DataFrame({"period": periods, "events": number}),
    )


def _duplicates(events: Events) -> int:
    """Only ties can be duplicates, and they are adjacent: each run of ties is looked at."""
    tied = np.zeros(len(events), dtype=np.bool_)
    tied[1:] = (events.stamps[1:] == events.stamps[:-1]) & ~events.begins[1:]
    inside = tied.copy()
    inside[:-1] |= tied[1:]
    at = np.flatnonzero(inside)
    run = np.cumsum(~tied[at])
    label = events.labels["event"]
    key = run.astype(np.int64) * (len(label.names) + 1) + label.codes[at]
    return len(key) - len(np.unique(key))
