"""Differences within strata: alike with alike, such as phones with phones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.comparison.sides import DIFFERENCE, Side, side
from cjwidgets.analysis.inference.two_samples import mantel_haenszel
from cjwidgets.analysis.shared.places import labels
from cjwidgets.errors import DataError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.notice import notice
from cjwidgets.model import JourneyMap

WITHIN = (
    " difference and p are within {strata}: Mantel–Haenszel with the interval of Greenland & "
    "Robins (1985), Cochran–Mantel–Haenszel test; {first} and {second} are of all."
)
NO_STRATA = {"customer", "time", "event", "sequence", "cost"}
FEW = 8
"""Columns of more names are not looked through for a paradox."""

Counts = NDArray[np.float64]


def names_of(log: EventLog, role: str) -> tuple[str, ...]:
    """Return the names of a role of which each customer has one and no other.

    Raises
    ------
    DataError
        Some customers have none, or several.
    NotFoundError
        The log has no such role.
    """
    groups = labels(log, role)
    both = log.engine.joint(groups, groups)
    own = int(np.trace(both))
    if own != both.sum() or own != log.n_customers:
        raise DataError(
            f"{role!r} makes no strata: some customers have several of its names, or none.",
            hint="Strata are of a column with one name a customer, such as their first device.",
        )
    return groups.names


def names_in(logs: tuple[EventLog, EventLog], role: str) -> tuple[str, ...]:
    """Return the names of a role in both logs; raise as `names_of` does."""
    return tuple(dict.fromkeys(name for log in logs for name in names_of(log, role)))


def candidates(logs: Sequence[EventLog], by: str = "") -> list[str]:
    """Return the roles in which a paradox may hide: of few names, one a customer."""
    found = []
    for role in logs[0].roles:
        if role in NO_STRATA or role == by or not all(role in log.roles for log in logs):
            continue
        try:
            # Those of many are not looked through to find whether each customer has one.
            if any(len(labels(log, role)) > FEW for log in logs):
                continue
            if 1 < len({name for log in logs for name in names_of(log, role)}) <= FEW:
                found.append(role)
        except DataError:
            continue
    return found


def within(
    jm: JourneyMap,
    logs: tuple[EventLog, EventLog],
    head: pd.DataFrame,
    *,
    role: str,
    names: tuple[str, ...],
    statistic: str,
    level: str,
    confidence: float,
) -> dict[str, Any]:
    """Return the columns of the difference first − second within strata."""
    counts = []
    for log in logs:
        sides = []
        for name in names:
            if name not in log.names(role):  # nobody of this side
                sides.append(np.zeros((2, len(head))))
                continue
            part = log.where(**{role: name})
            sides.append(_aligned(side(jm, part, statistic, level), head))
        counts.append(np.array(sides))
    (k1, n1), (k2, n2) = (np.moveaxis(each, 1, 0) for each in counts)
    found = mantel_haenszel(k1, n1, k2, n2, confidence)
    return dict(zip(DIFFERENCE, (*found, np.full(found.p.shape, np.nan)), strict=True))


def replaced(frame: pd.DataFrame, inside: Mapping[str, Any]) -> pd.DataFrame:
    """Return the table with the differences within strata, and a note where one is missing."""
    why = np.where(np.isnan(inside["difference"]), "undefined", "no_spread")
    known = (frame["note"] != "") | ~np.isnan(inside["p"])
    return frame.assign(**inside, note=frame["note"].where(known, why))


def _aligned(one: Side, head: pd.DataFrame) -> Counts:
    """Return successes and trials in the rows of a head; channels and events may be missing."""
    key = next(name for name in ("touchpoint_id", "stage_id", head.columns[-1]) if name in head)
    places = pd.Index(one.head[key])
    at = places.get_indexer(head[key])
    k = np.where(at < 0, 0.0, np.nan_to_num(one.k)[at])
    n = np.where(at < 0, np.nan_to_num(one.n)[0], np.nan_to_num(one.n)[at])
    known = ~np.isnan(np.where(at < 0, 0.0, one.k[at]))
    return np.array([np.where(known, k, 0.0), np.where(known, n, 0.0)])


def turned(crude: pd.DataFrame, inside: pd.DataFrame, alpha: float) -> NDArray[np.bool_]:
    """Return where a difference points the other way within strata, and one of both stands."""
    apart = crude["difference"].to_numpy() * inside["difference"].to_numpy() < 0
    sure = (crude["p_adjusted"] < alpha) | (inside["p_adjusted"] < alpha)
    found: NDArray[np.bool_] = apart & sure.to_numpy()
    return found


def warn(role: str, places: Sequence[str], who: str = "customers", at: str = "At") -> None:
    """Tell that strata turn a comparison round."""
    named = ", ".join(map(repr, dict.fromkeys(places)))
    notice(
        f"{at} {named} the difference points the other way among {who} of the same {role} "
        f"(Simpson's paradox): the groups differ in {role}. Compare within it: strata={role!r}."
    )
