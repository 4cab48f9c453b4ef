"""Emotions along the journey: what was measured, or what the map says."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.feelings.emotion import felt
from cjwidgets.analysis.shared.survey_table import shown
from cjwidgets.evidence.surveys.placing import Cell
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.model import JourneyMap, Persona

Values = NDArray[np.float64]


class Curve(NamedTuple):
    """Emotions along the journey, NaN where unknown, and what they rest on.

    ``name`` is that of the group whose they are, ``persona`` the id of the persona it is. ``own``
    are the curves of those who answered, a row each, if they were asked.
    """

    name: str
    persona: str
    values: Values
    measured: NDArray[np.bool_]
    n: int
    respondents: int
    own: Values | None = None


def measured(
    jm: JourneyMap,
    survey: Survey,
    level: str,
    by: str | None,
    question: str | None,
    minimum: int,
) -> list[Curve]:
    """Return what was measured: a curve a group; places of too few people are unknown."""
    placed = felt(jm, survey, jm.scale, level=level, by=by, question=question)
    # Groups take turns within a place; personas may share a name.
    groups = placed.groups
    names = placed.head[by][:groups] if by else [""]
    people = placed.head["persona_id"][:groups] if by == "persona" else [""] * groups
    known = shown(placed, minimum)
    return [
        _curve(name, persona, placed.cells[at::groups], known[at::groups])
        for at, (name, persona) in enumerate(zip(names, people, strict=True))
    ]


def _curve(name: str, persona: str, cells: list[Cell], enough: NDArray[np.bool_]) -> Curve:
    means = np.full(len(cells), np.nan)
    for at in np.flatnonzero(enough):
        means[at] = cells[at].values.mean()
    everyone = np.concatenate([cell.respondents for cell in cells])
    people = np.unique(everyone)
    own = np.full((len(people), len(cells)), np.nan)
    for at in np.flatnonzero(enough):
        who = np.searchsorted(people, cells[at].respondents)
        sums, sizes = np.bincount(who, cells[at].values), np.bincount(who)
        seen = np.flatnonzero(sizes)
        own[seen, at] = sums[seen] / sizes[seen]
    return Curve(name, persona, means, enough, len(everyone), len(people), own)


def of_map(jm: JourneyMap, level: str) -> list[Curve]:
    """Return the emotions on the map: a curve a persona; measured ones go before assumed."""
    people: list[Persona | None] = list(jm.personas) or [None]
    return [_of_persona(jm, persona, level) for persona in people]


def _of_persona(jm: JourneyMap, persona: Persona | None, level: str) -> Curve:
    values: list[float] = []
    observed: list[bool] = []
    n = 0
    for touchpoint in jm.touchpoints:
        found, guess = touchpoint.measured_of(persona), touchpoint.emotion_of(persona)
        values.append(found.value if found else np.nan if guess is None else guess)
        observed.append(found is not None)
        n += (found.n or 0) if found else 0
    name, id = (persona.name, persona.id) if persona else ("", "")
    curve = Curve(name, id, np.array(values, dtype=float), np.array(observed, dtype=np.bool_), n, n)
    if level == "touchpoint":
        return curve
    stage = [at for at, each in enumerate(jm.stages) for _ in each.touchpoints]
    known = pd.DataFrame({"stage": stage, "value": curve.values, "measured": curve.measured})
    known = known[known["value"].notna()].groupby("stage").agg({"value": "mean", "measured": "all"})
    known = known.reindex(range(len(jm.stages)))
    whole = known["measured"].eq(True).to_numpy(dtype=np.bool_)
    return curve._replace(values=known["value"].to_numpy(dtype=float), measured=whole)
