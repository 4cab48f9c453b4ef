"""The places that statistics speak of: touchpoints, stages, channels or events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import Claims, claims
from cjwidgets.evidence.matching.placement import Placement
from cjwidgets.model import JourneyMap, Stage, Touchpoint

Mask = NDArray[np.bool_]
Place = Touchpoint | Stage
LEVELS = ("touchpoint", "stage")
ALL_LEVELS = (*LEVELS, "channel", "event")


def at_level(claimed: Claims, level: str) -> tuple[tuple[Place, ...], tuple[Mask | None, ...]]:
    """Return the places of a level in the order of the map, and what each claims."""
    if level == "touchpoint":
        return claimed.touchpoints, claimed.claimed
    if level == "stage":
        return claimed.stages, tuple(claimed.by_stage())
    raise InputError(f"There is no level {level!r}.", hint='Choose one of "touchpoint", "stage".')


def located(places: Iterable[Place], jm: JourneyMap) -> dict[str, list[str]]:
    """Return the columns that name places, ``stage`` and maybe ``touchpoint``, and their ids."""
    listed = list(places)
    if all(isinstance(place, Stage) for place in listed):
        return {
            "stage": [place.name for place in listed],
            "stage_id": [place.id for place in listed],
        }
    homes = {each.id: stage for stage in jm.stages for each in stage.touchpoints}
    return {
        "stage": [homes[place.id].name for place in listed],
        "touchpoint": [place.name for place in listed],
        "stage_id": [homes[place.id].id for place in listed],
        "touchpoint_id": [place.id for place in listed],
    }


def called(column: str, level: str, end: str) -> str:
    """Return what a column of places is called where rows have two of them, a source and a target.

    Examples
    --------
    >>> [called(column, "touchpoint", "source") for column in ("touchpoint", "touchpoint_id")]
    ['source', 'source_id']
    >>> called("stage_id", "touchpoint", "target")
    'target_stage_id'
    """
    return f"{end}_{column}".replace(f"_{level}", "")


@dataclass(frozen=True, eq=False)
class Places:
    """Places of one level, and what of a log belongs to each.

    Attributes
    ----------
    level : str
        One of `ALL_LEVELS`; also the column of `head` with their own names.
    head : pandas.DataFrame
        One row a place: ``stage``, ``touchpoint`` and their ids, or one column of the level's
        name.
    placement : Placement
    ruled : ndarray of bool, shape (n_places,)
        Whether the log can show the place: False for one without a rule.
    """

    level: str
    head: pd.DataFrame
    placement: Placement
    ruled: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.placement)

    def named(self, at: NDArray[np.integer[Any]], prefix: str = "") -> dict[str, list[str]]:
        """Return the columns that name some places; ``""`` for positions that are none.

        With a prefix, such as ``"source"``, the column of the level is called as the prefix, its
        ids ``source_id``, others ``source_stage`` and ``source_stage_id``.
        """
        columns = {}
        for column in self.head:
            names = [*self.head[column], ""]
            columns[called(column, self.level, prefix) if prefix else column] = [
                names[place if place < len(self) else -1] for place in at
            ]
        return columns

    def notes(self, seen: NDArray[np.integer[Any]]) -> list[str]:
        """Return ``no_rule`` or ``no_events`` for places without any, else ``""``."""
        return [
            "no_rule" if not ruled else "no_events" if not count else ""
            for ruled, count in zip(self.ruled, seen, strict=True)
        ]

    def known(self, counts: NDArray[Any]) -> Any:
        """Return counts as Int64, missing where the log can't show the place."""
        return pd.array(np.where(self.ruled, counts, np.nan), dtype="Int64")


def places_of(
    jm: JourneyMap | None, log: EventLog, level: str, levels: tuple[str, ...] = ALL_LEVELS
) -> Places:
    """Return the places of a level.

    Raises
    ------
    DataError
        The map has no place of this level, or none with a rule; no event has a channel.
    InputError
        A level that is none, or one of the map's without a map.
    NotFoundError
        The log has no channel column.
    """
    chosen("level", level, levels)
    if level in ("channel", "event"):
        placement = labels(log, level)
        return Places(
            level,
            pd.DataFrame({level: list(placement.names)}),
            placement,
            np.ones(len(placement), bool),
        )
    if jm is None:
        raise InputError(f"level={level!r} needs a map.", hint="Pass the map, not None.")
    return places_in(jm, claims(jm, log), level)


def labels(log: EventLog, role: str) -> Placement:
    """Return the placement of the names of a role.

    Raises
    ------
    DataError
        No event has one.
    NotFoundError
        The log has no such role.
    """
    placement = log.labels(role)
    if not len(placement):
        raise DataError(
            f"No event of the log has a {role}.", hint=f"Is the right column given as {role}=…?"
        )
    return placement


def places_in(jm: JourneyMap, found: Claims, level: str) -> Places:
    """Return the stages or touchpoints of a map whose rules were asked already."""
    nodes, masks = at_level(found, level)
    ruled = np.array([mask is not None for mask in masks], dtype=np.bool_)
    if not ruled.any():
        raise DataError(
            f"No {level} of {jm.title!r} says which events belong to it."
            if masks
            else f"{jm.title!r} has no {level}s.",
            hint=f"Set .match of {level}s, e.g. .match = [{found.log.event_names[0]!r}].",
        )
    placement = found.stage_placement() if level == "stage" else found.touchpoint_placement()
    return Places(level, pd.DataFrame(located(nodes, jm), dtype=object), placement, ruled)
