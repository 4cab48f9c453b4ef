"""Differences of answers within strata: alike with alike, such as channel with channel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.analysis.comparison.strata import FEW
from cjwidgets.analysis.inference.bootstrap import group_means, percentiles, resampled
from cjwidgets.analysis.inference.clustered import FEW as PEOPLE
from cjwidgets.analysis.inference.two_samples import Difference, mantel_haenszel
from cjwidgets.errors import DataError
from cjwidgets.evidence.notice import listening
from cjwidgets.evidence.surveys.placing import GROUPS, Cell, Placed
from cjwidgets.evidence.surveys.survey import Survey

Pair = tuple[Cell, Cell]
Values = NDArray[np.float64]
EMPTY = Cell(np.empty(0), np.empty(0, np.int64), np.empty(0, np.int64))


def names_of(survey: Survey, role: str) -> tuple[str, ...]:
    """Return the names of a role of which each respondent has one and no other.

    Raises
    ------
    DataError
        Some respondents have none, or several.
    InputError
        The survey was made without that column.
    """
    names = sorted(set(survey.rows[role])) if role in survey.has else []
    if not names:
        survey.where(**{role: ""})  # which says what is missing
    own = survey.rows.groupby("respondent")[role].nunique()
    if "" in names or (own > 1).any():
        raise DataError(
            f"{role!r} makes no strata: some respondents have several of its names, or none.",
            hint="Strata are of a column with one name a respondent, such as their segment.",
        )
    return tuple(names)


def candidates(survey: Survey, by: str) -> list[str]:
    """Return the roles in which a paradox may hide: of few names, one a respondent."""
    found = []
    for role in GROUPS:
        if role not in survey.has or role == by:
            continue
        try:
            if 1 < len(names_of(survey, role)) <= FEW:
                found.append(role)
        except DataError:
            continue
    return found


def cells_within(
    survey: Survey,
    role: str,
    read: Callable[[Survey], Placed],
    pair: tuple[Any, Any],
    key: str,
    size: int,
) -> list[list[Pair]]:
    """Return, for each of ``size`` places, the cells of two groups in each stratum.

    ``read`` places the answers of a survey; ``pair`` are the values of the two groups in the
    column ``key`` of the head.
    """
    found: list[list[Pair]] = [[] for _ in range(size)]
    for name in names_of(survey, role):
        try:
            with listening():  # who is unknown was told of the whole survey
                placed = read(survey.where(**{role: name}))
        except DataError:
            continue  # nobody of this stratum has answered
        known = placed.head[key].tolist()[: placed.groups]
        at = [known.index(each) if each in known else None for each in pair]
        for place in range(size):
            cells = [EMPTY if i is None else placed.cells[place * placed.groups + i] for i in at]
            found[place].append((cells[0], cells[1]))
    return found


def value_of(pairs: list[Pair]) -> float:
    """Return the difference of means within strata, each weighed as by Mantel and Haenszel."""
    weights, apart = _parts(pairs)
    return float(weights @ apart / weights.sum()) if weights.sum() else float("nan")


def within(
    pairs: list[Pair], share: bool, confidence: float, resamples: int, seed: int
) -> tuple[Difference, str]:
    """Return the difference within strata, and the test: the one for independent shares, or not.

    Draws from fewer than about 20 people spread too little: then there is no test, nor interval.
    """
    shared = [each for each in pairs if len(each[0].values) and len(each[1].values)]
    if not shared:
        none = np.array(np.nan)
        return Difference(none, none, none, none), ""
    if share and _independent(pairs):
        k1, n1, k2, n2 = (
            np.array([(c.values.sum(), len(c.values))[i] for c in (pair[at] for pair in shared)])
            for at, i in ((0, 0), (0, 1), (1, 0), (1, 1))
        )
        found = mantel_haenszel(k1, n1, k2, n2, confidence)
        return Difference(*(np.asarray(each) for each in found)), "mantel_haenszel"
    if len(np.unique(np.concatenate([c.respondents for pair in shared for c in pair]))) < PEOPLE:
        none = np.array(np.nan)
        return Difference(np.array(value_of(shared)), none, none, none), ""
    weights, _ = _parts(shared)
    drawn = np.zeros(resamples)
    for at, (first, second) in enumerate(shared):
        values = np.concatenate([first.values, second.values])
        people = np.concatenate([first.respondents, second.respondents])
        group = np.repeat([0, 1], [len(first.values), len(second.values)])
        means = group_means(values, people, group, 2)
        one, two = resampled(values, people, means, resamples=resamples, seed=seed + at).T
        drawn += weights[at] * (one - two)
    drawn = drawn[~np.isnan(drawn)] / weights.sum()
    value = value_of(shared)
    if not len(drawn) or np.ptp(drawn) == 0:
        none = np.array(np.nan)
        return Difference(np.array(value), none, none, none), "bootstrap"
    low, high = percentiles(drawn, confidence)
    far = np.abs(drawn - value) >= abs(value) - 1e-12
    p = np.array((1 + far.sum()) / (1 + len(drawn)))
    return Difference(np.array(value), low, high, p), "bootstrap"


def inside(
    row: dict[str, Any], parts: list[Pair], share: bool, options: dict[str, Any]
) -> dict[str, Any]:
    """Return a row with the difference within strata."""
    if row["note"] == "no_answers":
        return row
    found, test = within(parts, share, **options)
    names = ("difference", "difference_low", "difference_high", "p")
    values = {name: float(each) for name, each in zip(names, found, strict=True)}
    note = "no_spread" if np.isnan(found.p) or np.isnan(found.low) else ""
    if note and not test and not np.isnan(found.value):
        note = "few_people"
    return row | values | {"test": test, "note": note}


def _parts(pairs: list[Pair]) -> tuple[Values, Values]:
    """The weight of each stratum, and the difference in it; 0 where a side has nobody."""
    sizes = np.array([[len(np.unique(cell.respondents)) for cell in pair] for pair in pairs])
    sizes = sizes.reshape(-1, 2).astype(np.float64)
    weights = sizes.prod(axis=1) / np.maximum(sizes.sum(axis=1), 1)
    apart = [
        one.values.mean() - two.values.mean() if len(one.values) and len(two.values) else 0.0
        for one, two in pairs
    ]
    return weights, np.array(apart)


def _independent(pairs: list[Pair]) -> bool:
    people = np.concatenate([cell.respondents for pair in pairs for cell in pair])
    values = np.concatenate([cell.values for pair in pairs for cell in pair])
    return len(np.unique(people)) == len(people) and bool(np.isin(values, (0, 1)).all())
