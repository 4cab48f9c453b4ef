"""Counts what the data of a log are like: duplicates, events a customer and a period, activity."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.events import Events, Mask
from cjwidgets.evidence.reduce.arrays.sort import distinct
from cjwidgets.evidence.reduce.tables import Profile


def profile_of(events: Events, period: int, start: int) -> Profile:
    """Return the profile of a log; see ``Engine.profile``."""
    starts = np.flatnonzero(events.begins)
    sizes, customers = np.unique(np.diff(np.append(starts, len(events))), return_counts=True)
    periods, number = _counts((events.stamps - start) // period)
    return Profile(
        duplicates=_duplicates(events),
        sizes=pd.DataFrame({"events": sizes, "customers": customers}),
        volume=pd.DataFrame({"period": periods, "events": number}),
        unpaid=None if events.cost is None else int(np.isnan(events.cost).sum()),
    )


def activity_of(events: Events, period: int, start: int) -> pd.DataFrame:
    """Count the customers active by cohort and age; see ``Engine.activity``."""
    number, begins = _active(events, period, start)
    cohort = number[begins][np.cumsum(begins) - 1]
    return _by(cohort=cohort, age=number - cohort)


def returns_of(events: Events, period: int, start: int) -> pd.DataFrame:
    """Count the customers of each period by their next one; see ``Engine.returns``."""
    number, begins = _active(events, period, start)
    then = np.append(number[1:], -1)
    then[:-1][begins[1:]] = -1
    return _by(period=number, next=then)


def _active(events: Events, period: int, start: int) -> tuple[NDArray[np.int64], Mask]:
    """The periods of each customer, rising, and where a customer's first is."""
    number = (events.stamps - start) // period
    new = events.begins.copy()
    new[1:] |= number[1:] != number[:-1]
    return number[new], events.begins[new]


def _by(**keys: NDArray[np.int64]) -> pd.DataFrame:
    counted = pd.DataFrame(keys).groupby(list(keys), as_index=False).size()
    return counted.rename(columns={"size": "customers"})


def _counts(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct values, rising, and how often each occurs."""
    low = int(values.min(initial=0))
    if int(values.max(initial=0)) - low > len(values) + 1_000_000:
        return np.unique(values, return_counts=True)
    number = np.bincount(values - low)
    found = np.flatnonzero(number)
    return found + low, number[found]


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
    return len(key) - len(distinct(key))
