"""Weighs answers so that personas or segments count by their share of the population."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import InputError
from cjwidgets.evidence.surveys.named import NOWHERE, Names
from cjwidgets.evidence.surveys.questions import Values
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.model import JourneyMap, Persona

Weights = Mapping[Any, float]
_EXAMPLE = "E.g. weights={'new': 0.7, 'regular': 0.3}."


def weighed(
    jm: JourneyMap, survey: Survey, rows: pd.DataFrame, weights: Weights, kept: NDArray[np.bool_]
) -> tuple[Values, dict[str, float]]:
    """Return the weight of each answer, 0 of none, and the shares by persona or segment.

    A weight is the share of the population over that of the people whose answers are `kept`
    (poststratification; Holt & Smith 1979, *J. R. Stat. Soc. A* 142:33-46).

    Raises
    ------
    InputError
        A weight is no number from 0 on, names nobody, or somebody has none.
    """
    shares = _shares(weights)
    codes, names, wanted = _strata(jm, survey, rows, shares)
    whole = sum(wanted.values())
    people = pd.Series(rows["respondent"].to_numpy()[kept]).groupby(codes[kept]).nunique()
    total = np.zeros(len(names))
    for at, name in enumerate(names):
        own = int(people.get(at, 0))
        if at in wanted and wanted[at] and not own:
            raise InputError(
                f"weights= gives {name!r} a share of {wanted[at]:g}, but nobody of them answered.",
                hint="Leave it out: the shares of the others keep their proportions.",
            )
        if at not in wanted and own:
            raise InputError(
                f"weights= says nothing of {name!r}, who gave answers.",
                hint=f"Add its share of the population, or {name!r}: 0 to leave it out.",
            )
        total[at] = wanted.get(at, 0.0) / whole / own if own else 0.0
    counted = sum(int(people.get(at, 0)) for at in wanted if wanted[at])
    found = np.where(codes == NOWHERE, 0.0, total[codes] * counted)
    return found, {names[at]: share / whole for at, share in wanted.items()}


def _shares(weights: Weights) -> dict[Any, float]:
    if not isinstance(weights, Mapping) or not weights:
        raise InputError(
            f"weights={weights!r} does not say the share of the population of each persona or "
            "segment.",
            hint=_EXAMPLE,
        )
    for key, share in weights.items():
        known = isinstance(share, Real) and not isinstance(share, bool | np.bool_)
        if not known or not isfinite(share) or share < 0:
            name = key.name if isinstance(key, Persona) else key
            raise InputError(
                f"weights={{{name!r}: {share!r}}}: a share of the population is a number from 0 "
                "on.",
                hint=_EXAMPLE,
            )
    shares = {key: float(share) for key, share in weights.items()}
    if not sum(shares.values()) > 0:
        raise InputError("weights= are all 0: nobody would count.", hint=_EXAMPLE)
    return shares


def _strata(
    jm: JourneyMap, survey: Survey, rows: pd.DataFrame, shares: dict[Any, float]
) -> tuple[NDArray[np.int64], list[str], dict[int, float]]:
    """Return the stratum of each answer, the names of all, and the share by stratum."""
    texts = [each.id if isinstance(each, Persona) else each for each in shares]
    tied = survey.has & {"persona", "segment"}
    if not tied:
        raise InputError(
            "weights= needs a column that says who is who: the survey was made without persona= "
            "and segment=.",
            hint="Survey(…, segment='…').",
        )
    people = list(jm.personas)
    segments = sorted(set(survey.rows["segment"]) - {""}) if "segment" in survey.has else []
    hits = [
        [at for at, each in enumerate(people) if each.id == text]
        or [at for at, each in enumerate(people) if each.name == text]
        for text in texts
    ]
    if people and all(hits):
        names = [each.name for each in people]
        codes = Names(jm).personas(rows, "persona" not in survey.has)
        for text, same in zip(texts, hits, strict=True):
            if len(same) > 1:
                raise InputError(
                    f"weights= names {text!r}: {len(same)} personas of the map have that name.",
                    hint="Use their ids, or the personas themselves, e.g. {jm.personas[0]: 0.7}.",
                )
        places = [each[0] for each in hits]
    elif all(text in segments for text in texts):
        names = segments
        number = {name: at for at, name in enumerate(names)}
        codes = np.array([number.get(text, NOWHERE) for text in rows["segment"]], dtype=np.int64)
        places = [number[text] for text in texts]
    else:
        strange = [
            text for text, hit in zip(texts, hits, strict=True) if not hit and text not in segments
        ]
        unknown = (strange or texts)[0]
        known = list(dict.fromkeys([*(each.name for each in people), *segments]))
        raise InputError(
            f"weights= names {unknown!r}, which is no persona of the map and no segment of the "
            "survey, or not of one kind with the others.",
            hint=f"Name all personas, or all segments, of {', '.join(map(repr, known)) or 'none'}.",
        )
    if len(set(places)) < len(places):
        twice = next(names[at] for at in places if places.count(at) > 1)
        raise InputError(
            f"weights= names {twice!r} twice, as id and as name.", hint="Leave one of them out."
        )
    return codes, names, dict(zip(places, shares.values(), strict=True))
