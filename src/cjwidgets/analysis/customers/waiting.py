"""How long customers wait for a goal, group by group."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cjwidgets.analysis.inference.survival import Incidence, Waits
from cjwidgets.analysis.shared.places import labels
from cjwidgets.analysis.shared.targets import Target, fulfilling, rules_in
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import claims
from cjwidgets.evidence.matching.placement import ChainSteps, Placement
from cjwidgets.model import JourneyMap

UNITS = {"day": 86_400, "hour": 3_600, "minute": 60, "second": 1}
FINE = 10_000  # times that a log's length is at least divided into
ROWS = 100  # of a curve


class Asked(NamedTuple):
    """What customers wait for, from when, and in which groups."""

    goal: Target
    start: Target | None
    instead: Target | None
    by: str | None


def waits_of(
    jm: JourneyMap, log: EventLog, asked: Asked, size: int
) -> tuple[tuple[str, ...], list[Waits]]:
    """Return the names of the groups, and how long their customers wait, in units of some seconds.

    Without a role to group by, there is one group without a name.
    """
    placed = None if asked.by is None else labels(log, asked.by)
    names = ("",) if placed is None else placed.names
    return names, waits_in(jm, log, asked, size, placed)


def waits_in(
    jm: JourneyMap, log: EventLog, asked: Asked, size: int, groups: Placement | None
) -> list[Waits]:
    """Return how long customers wait, by the groups of a placement."""
    goal, start, instead, _ = asked
    found = claims(jm, log, also=rules_in(goal, *(each for each in (start, instead) if each)))
    masks = [
        np.ones(len(found.kinds), dtype=np.bool_)
        if start is None
        else fulfilling(start, found, "start"),
        fulfilling(goal, found, "goal"),
    ]
    if instead is not None:
        masks.append(fulfilling(instead, found, "instead"))
    waited = log.engine.waits(
        ChainSteps(found.kinds, np.array(masks)),
        at_once=start is None,
        by=groups,
        resolution=size * 1_000_000,
    )
    number = 1 if groups is None else len(groups)
    return [_waits(waited[waited["group"] == group]) for group in range(number)]


def steps_of(waits: Waits, curve: Incidence) -> np.ndarray[Any, Any]:
    """Return where the curve rises, if that is often only each hundredth of it, and its end."""
    rises = np.flatnonzero(waits.came > 0)
    if len(rises) > ROWS:
        share = curve.share[rises]
        steps = np.linspace(share[0], share[-1], ROWS)
        rises = rises[np.unique(np.searchsorted(share, steps - 1e-12))]
    end = np.array([len(curve.times) - 1] if len(curve.times) else [], dtype=np.int64)
    return np.union1d(rises, end)


def unit_of(log: EventLog) -> tuple[str, int]:
    """Return the longest unit in which the log is still long: both engines count in it."""
    span = (log.span.last - log.span.first) / 1e6
    return next(
        ((name, size) for name, size in UNITS.items() if span / size >= FINE), ("second", 1)
    )


def _waits(rows: pd.DataFrame) -> Waits:
    times, at = np.unique(rows["steps"].to_numpy(), return_inverse=True)
    counts = np.zeros((3, len(times)), dtype=np.int64)
    counts[rows["outcome"].to_numpy(), at] = rows["customers"].to_numpy()
    return Waits(times, counts[1], counts[2], counts[0])
