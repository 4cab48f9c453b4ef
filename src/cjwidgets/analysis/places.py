"""The places of a map that statistics speak of: its touchpoints or its stages."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from cjwidgets.errors import InputError
from cjwidgets.evidence.match import Claims
from cjwidgets.model import JourneyMap, Stage, Touchpoint

Mask = NDArray[np.bool_]
Place = Touchpoint | Stage
LEVELS = ("touchpoint", "stage")


def at_level(claimed: Claims, level: str) -> tuple[tuple[Place, ...], tuple[Mask | None, ...]]:
    """Return the places of a level in the order of the map, and what each claims."""
    if level == "touchpoint":
        return claimed.touchpoints, claimed.claimed
    if level == "stage":
        return claimed.stages, tuple(claimed.by_stage())
    raise InputError(f"There is no level {level!r}.", hint='Choose one of "touchpoint", "stage".')


def located(places: Iterable[Place], jm: JourneyMap) -> dict[str, list[str]]:
    """Return the columns that name places: ``stage``, and ``touchpoint`` where they are some."""
    listed = list(places)
    if all(isinstance(place, Stage) for place in listed):
        return {"stage": [place.name for place in listed]}
    homes = {each.id: stage.name for stage in jm.stages for each in stage.touchpoints}
    return {
        "stage": [homes[place.id] for place in listed],
        "touchpoint": [place.name for place in listed],
    }
