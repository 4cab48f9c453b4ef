"""Attempts to reach a goal: who starts, who completes, after how long and how many events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.shared.periods import halved
from cjwidgets.analysis.shared.places import labels
from cjwidgets.analysis.shared.targets import Target, fulfilling, rules_in
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import Claims, claims
from cjwidgets.evidence.matching.placement import NOWHERE, ChainSteps, Placement
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.evidence.reduce.tables import Times
from cjwidgets.model import JourneyMap

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Attempts:
    """Attempts by group. Arrays have shape (n_groups,).

    Attributes
    ----------
    names : tuple of str
        Of the groups; one without a name if all are one.
    n, completed : ndarray of int64
        Customers who start, and who reach the goal.
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
    z: float,
) -> Attempts:
    """Follow customers from a start to a goal.

    Without a start, everybody starts, and whoever has an event of the goal completes; times are
    of those who are seen before it, from their first event that is not the goal's. ``by`` is a
    role of the log, or a placement: a customer's group is that of their first event with one.
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
        return Attempts(names, seen.customers, done.reached[:, 0], none, seen.times, seen.lengths)
    begin = fulfilling(start, found, "start")
    if window is None:
        seen = ask(ChainSteps(found.kinds, np.array([begin, end])), by=groups, z=z)
        started = seen.reached[:, 0]
    else:
        micros = span_micros(window, "window")
        steps = _in_time(log, found, begin, end, log.span.last - micros + 1)
        seen = ask(steps, by=groups, window=micros, z=z)
        started = ask(ChainSteps(found.kinds, begin[None]), by=groups, z=z).reached[:, 0]
    n, completed = seen.reached.T
    return Attempts(names, n, completed, started - n, seen.times, seen.lengths)


def _in_time(log: EventLog, found: Claims, begin: Mask, end: Mask, cut: int) -> ChainSteps:
    """Return the two steps, the first only before a moment (µs)."""
    masks = []
    for mask in (begin, end):
        places = np.where(mask, 0, NOWHERE).astype(np.int32)
        halves = halved(log, log.placement(found.kinds, places, ("",)), cut)
        masks.append([half.places != NOWHERE for half in halves])
        kinds = halves[0].kinds
    (early, _), (before, after) = masks
    return ChainSteps(kinds, np.array([early, before | after]))
