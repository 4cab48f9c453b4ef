"""Attempts to reach a goal: who starts, who completes, after how long and how many events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.shared.places import labels
from cjwidgets.analysis.shared.targets import Target, fulfilling, rules_in
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import Claims, claims
from cjwidgets.evidence.matching.placement import NOWHERE, ChainSteps, Placement
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.evidence.reduce.tables import Times
from cjwidgets.model import JourneyMap

Mask = NDArray[np.bool_]
DIRECT = 0.05
"""The share of customers whose ways, the shortest, are the direct ones."""


@dataclass(frozen=True)
class Attempts:
    """Attempts by group. Arrays have shape (n_groups,).

    Attributes
    ----------
    names : tuple of str
        Of the groups; one without a name if all are one.
    n, completed : ndarray of int64
        Customers who start, and who reach the goal.
    open : ndarray of int64
        Customers of n who have not reached the goal, and may yet; 0 where nobody asked.
    late : ndarray of int64
        Customers left out of n: they started less than the window before the log ends.
    times : Times
        From start to goal, of those who are seen before the goal.
    lengths : pandas.DataFrame
        ``group``, ``length`` (events from start to goal, both included), ``customers``.
    """

    names: tuple[str, ...]
    n: NDArray[np.int64]
    completed: NDArray[np.int64]
    open: NDArray[np.int64]
    late: NDArray[np.int64]
    times: Times
    lengths: pd.DataFrame


def attempts(
    jm: JourneyMap,
    log: EventLog,
    goal: Target,
    *,
    start: Target | None = None,
    window: Duration | None = None,
    by: str | Placement | None = None,
    gone: Duration | None = None,
    z: float,
) -> Attempts:
    """Follow customers from a start to a goal.

    Without a start, everybody starts, and whoever has an event of the goal completes; times are
    of those who are seen before it, from their first event that is not the goal's. ``by`` is a
    role of the log, or a placement: a customer's group is that of their first event with one.
    Within a window every attempt counts, and the first that gets there tells the time.
    With ``gone``, and without a window, those are counted who may yet come: they had an event of
    any kind less than so long before the log ends.
    """
    found = claims(jm, log, also=rules_in(goal, start))
    end = fulfilling(goal, found, "goal")
    groups = labels(log, by) if isinstance(by, str) else by
    names = ("",) if groups is None else groups.names
    ask = log.engine.chain
    if start is None:
        seen = ask(ChainSteps(found.kinds, np.array([~end, end])), by=groups, z=z)
        done = ask(ChainSteps(found.kinds, end[None]), by=groups, z=z)
        none = np.zeros(len(names), dtype=np.int64)
        yet = _open(log, found, np.ones_like(end), end, groups, gone, at_once=True)
        completed = done.reached[:, 0]
        return Attempts(names, seen.customers, completed, yet, none, seen.times, seen.lengths)
    begin = fulfilling(start, found, "start")
    if window is None:
        yet = _open(log, found, begin, end, groups, gone)
        seen = ask(ChainSteps(found.kinds, np.array([begin, end])), by=groups, z=z)
        started = seen.reached[:, 0]
    else:
        micros = span_micros(window, "window")
        steps = ChainSteps(found.kinds, np.array([begin, end]))
        seen = ask(steps, by=groups, window=micros, z=z)
        started = seen.reached[:, 0] + seen.late
        yet = np.zeros(len(names), dtype=np.int64)
    n, completed = seen.reached.T
    return Attempts(names, n, completed, yet, started - n, seen.times, seen.lengths)


def directness(lengths: pd.DataFrame, group: int) -> tuple[float, float]:
    """Mean and median of direct / actual length; the direct is that of all groups."""
    own = lengths[lengths["group"] == group]
    if own.empty:
        return np.nan, np.nan
    # Not the shortest of all: the more customers there are, the shorter it is.
    every = lengths.groupby("length")["customers"].sum().cumsum()
    direct = every.index[int(every.searchsorted(DIRECT * every.iloc[-1]))]
    values = np.minimum(direct / own["length"].to_numpy(), 1.0)
    weights = own["customers"].to_numpy()
    upto = weights.cumsum()
    # Lengths rise, so values fall.
    middle = np.searchsorted(upto, [(upto[-1] - 1) // 2, upto[-1] // 2], side="right")
    return float(np.average(values, weights=weights)), float(values[middle].mean())


def _open(
    log: EventLog,
    found: Claims,
    begin: Mask,
    end: Mask,
    groups: Placement | None,
    gone: Duration | None,
    *,
    at_once: bool = False,
) -> NDArray[np.int64]:
    """Count who has started, has not reached the goal, and is not gone."""
    number = 1 if groups is None else len(groups)
    if gone is None:
        return np.zeros(number, dtype=np.int64)
    rows = log.engine.waits(
        ChainSteps(found.kinds, np.array([begin, end])),
        at_once=at_once,
        by=groups,
        resolution=2**62,  # how long does not matter here
        active=span_micros(gone, "gone"),
    )
    rows = rows[rows["outcome"] == 0]
    return np.bincount(rows["group"], rows["customers"], number).astype(np.int64)


def of_goal(log: EventLog, found: Claims, goal: Target) -> Placement:
    """Return the placement whose one place is the goal."""
    places = np.where(fulfilling(goal, found), 0, NOWHERE).astype(np.int32)
    return log.placement(found.kinds, places, ("",))
