"""What matters to people, against how well it works: where effort pays."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cjwidgets.analysis.inference.bootstrap import (
    RESAMPLES,
    drawing,
    group_means,
    percentiles,
    resampled,
)
from cjwidgets.analysis.inference.clustered import FEW, by_t
from cjwidgets.analysis.inference.clustered import people as people_of
from cjwidgets.analysis.inference.intervals import Interval
from cjwidgets.analysis.inference.two_samples import by_t as apart_by_t
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.extremes import cell as worded
from cjwidgets.analysis.shared.extremes import extremes, hidden, where
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.survey_table import check, no_interval, tabulate
from cjwidgets.analysis.shared.voices import told
from cjwidgets.analysis.shared.wording import then
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.surveys.placing import Cell, place
from cjwidgets.evidence.surveys.questions import Question, Values
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap, Scale

DEFINITION = (
    "Mean importance and mean satisfaction, converted linearly to 0–10. opportunity = importance "
    "+ max(importance − satisfaction, 0), from 0 to 20, with a percentile bootstrap interval by "
    f"respondent; of fewer than {FEW} respondents to either question, or where they weigh unlike, "
    "Student's t by respondent of importance and of 2 · importance − satisfaction, of which it is "
    "the larger. Quadrants are split at {{split}}."
)
SPLITS = {"mean": "the means of the places", "middle": "5, the middle of the scale"}
SOURCE = (
    "Quadrants: Martilla & James (1977), Journal of Marketing 41:77–79; opportunity: Ulwick "
    "(2002), Harvard Business Review, January."
)
TEN = Scale(0, 10)
COLUMNS = (
    "importance",
    "satisfaction",
    "opportunity",
    "opportunity_low",
    "opportunity_high",
    "n_importance",
    "n_satisfaction",
)
# By (important, satisfied).
QUADRANTS = {
    (True, False): "concentrate_here",
    (True, True): "keep_up",
    (False, False): "low_priority",
    (False, True): "possible_overkill",
}


def opportunity(importance: ArrayLike, satisfaction: ArrayLike) -> NDArray[np.float64]:
    """Return Ulwick's opportunity score of importance and satisfaction on 0–10.

    Examples
    --------
    >>> float(opportunity(9, 4)), float(opportunity(4, 9))
    (14.0, 4.0)
    """
    matters, works = np.asarray(importance, float), np.asarray(satisfaction, float)
    score: NDArray[np.float64] = matters + np.maximum(matters - works, 0)
    return score


@checked
def importance_performance(
    jm: JourneyMap,
    survey: Survey,
    *,
    level: str = "touchpoint",
    by: str | None = None,
    question: str | None = None,
    split: str = "mean",
    weights: Weights | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare importance with satisfaction by place: quadrants and opportunity scores.

    Parameters
    ----------
    jm : JourneyMap
    survey : Survey
        With questions of kind ``importance``, and ``satisfaction`` or else ``csat``.
    level : {"touchpoint", "stage", "journey"}, default "touchpoint"
    by : {"persona", "segment", "channel"}, optional
    question : str, optional
        Which one asks for importance, of several.
    split : {"mean", "middle"}, default "mean"
        Where the quadrants meet: at the means of the group's places, or at 5 of 10.
    weights : dict, optional
        Persona (name, id or node) or segment → share of the population, in any unit: answers
        are weighted to it, with ``n_effective`` respondents (Kish). 0 leaves a group out.
    minimum : int, optional
        Cells with fewer respondents to either question are hidden (note ``small_n``).
    confidence : float, optional
    resamples, seed : int
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        One row a place and group: ``importance``, ``satisfaction`` (0–10), ``opportunity``
        (0–20), ``opportunity_low``, ``opportunity_high``, ``n_importance``,
        ``n_satisfaction`` (answers), ``n`` (both), ``respondents`` (to the question fewer
        answered), ``note``, ``quadrant`` (``concentrate_here``, ``keep_up``,
        ``low_priority``, ``possible_overkill``, ``""`` unknown), ``rank`` (1 is the greatest
        opportunity; within the group); ``n_effective`` (of the question whose answers are worth
        fewer respondents) if weighted.

    Raises
    ------
    DataError
        One of the questions is missing, or no answer has a place on the map.
    InputError
        An unknown option.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Pay", touchpoints=["Basket", "Checkout"])])
    >>> frame = pd.DataFrame({"importance": [5, 5, 3, 2], "satisfaction": [2, 1, 4, 5],
    ...                       "at": ["Checkout", "Checkout", "Basket", "Basket"]})
    >>> survey = cj.Survey(frame, questions=["importance", "satisfaction"], touchpoint="at")
    >>> table = importance_performance(jm, survey, minimum=1)
    >>> table[["touchpoint", "importance", "satisfaction", "opportunity", "quadrant", "rank"]]
      touchpoint  importance  satisfaction  opportunity           quadrant  rank
    0     Basket        3.75          8.75         3.75  possible_overkill     2
    1   Checkout       10.00          1.25        18.75   concentrate_here     1
    """
    check(confidence)
    chosen("split", split, tuple(SPLITS))
    kinds = (("importance",), ("satisfaction", "csat"))
    placed = place(
        jm, survey, kinds, _on_ten, level=level, by=by, question=question, weights=weights
    )
    options = drawing(resamples, seed)
    measure = partial(_measure, confidence=confidence, **options)
    frame = tabulate(placed, measure, COLUMNS, minimum, COLUMNS[-2:])
    frame["quadrant"] = _quadrants(frame, split, by)
    grouped = frame.groupby(by, sort=False)["opportunity"] if by else frame["opportunity"]
    frame["rank"] = grouped.rank(ascending=False, method="min").astype("Int64")
    return describe(
        frame,
        "importance_performance",
        DEFINITION.format(split=SPLITS[split]) + told(placed, "answer"),
        SOURCE,
        scale=(TEN.low, TEN.high),
        unit="answer",
        weights=placed.weights,
        confidence=confidence,
        minimum=minimum,
        left_out=placed.left_out,
        **options,
    )


def _on_ten(question: Question, values: Values) -> Values:
    return question.on(values, TEN)


def _measure(cell: Cell, confidence: float, **options: Any) -> dict[str, Any]:
    first = cell.kinds == 0
    people = [len(np.unique(cell.respondents[own])) for own in (first, ~first)]
    found: dict[str, Any] = {
        "n_importance": int(first.sum()),
        "n_satisfaction": int((~first).sum()),
        "respondents": min(people),
    }
    if not all(people):
        return found | {"note": "no_answers"}

    sides = [_part(cell, own) for own in (first, ~first)]
    matters, works = (float(np.average(each.values, weights=each.weights)) for each in sides)
    worth = min(people_of(each.respondents, each.weights) for each in sides)
    if cell.weights is not None:
        found["n_effective"] = worth
    found |= {"importance": matters, "satisfaction": works}
    found["opportunity"] = float(opportunity(matters, works))
    if worth < FEW or cell.weights is not None:
        low, high = _by_t(sides[0], sides[1], confidence)
    else:
        both = group_means(cell.values, cell.respondents, cell.kinds, 2)
        drawn = resampled(cell.values, cell.respondents, both, **options)
        low, high = percentiles(opportunity(*drawn.T), confidence, min(people))
    if not low < high:
        varied = any(np.ptp(each.values) > 0 for each in sides)
        few = "few_people" if varied and np.isnan(low) else "no_spread"
        return found | {"note": no_interval(cell) or few}
    ends = {"opportunity_low": max(float(low), 0.0), "opportunity_high": min(float(high), 20.0)}
    return found | ends


def _part(cell: Cell, own: NDArray[np.bool_]) -> Cell:
    weights = None if cell.weights is None else cell.weights[own]
    return Cell(cell.values[own], cell.respondents[own], cell.kinds[own], weights)


def _by_t(matters: Cell, works: Cell, confidence: float) -> Interval:
    """Return the ends of the larger of importance and 2 · importance − satisfaction."""
    twice = matters._replace(values=2 * matters.values)
    alone = by_t(matters.values, matters.respondents, confidence, matters.weights)
    lack = apart_by_t(
        twice.values,
        works.values,
        twice.respondents,
        works.respondents,
        confidence,
        twice.weights,
        works.weights,
    )
    # Nobody is unsure of what all say alike.
    mean = float(np.average(matters.values, weights=matters.weights))
    known = np.ptp(matters.values) == 0
    ends = [(mean, mean) if known else alone, (lack.low, lack.high)]
    return Interval(*(np.max(each) for each in zip(*ends, strict=True)))


def _quadrants(frame: pd.DataFrame, split: str, by: str | None) -> list[str]:
    axes = frame[["importance", "satisfaction"]]
    middle: Any = 5.0
    if split == "mean":
        middle = axes.groupby(frame[by], sort=False).transform("mean") if by else axes.mean()
    above = axes >= middle
    known = axes.notna().all(axis=1)
    return [
        QUADRANTS[bool(matters), bool(works)] if seen else ""
        for matters, works, seen in zip(*above.to_numpy().T, known, strict=True)
    ]


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where the greatest opportunity lies, and what else belongs to its quadrant."""
    show = partial(t.number, digits=1)
    if frame["opportunity"].notna().sum() < 2:
        return extremes(frame, "opportunity", t("explain.opportunity"), show, t)
    sure = frame["opportunity_low"].where(frame["respondents"] > 1)
    best = frame.loc[(sure if sure.notna().any() else frame["opportunity"]).idxmax()]
    said = t(
        "explain.importance_performance",
        place=where(best),
        cell=worded(best, "opportunity", show, t, frame.attrs),
        importance=show(best["importance"]),
        satisfaction=show(best["satisfaction"]),
    )
    first = frame[frame["quadrant"] == "concentrate_here"]
    if len(first):
        names = t("explain.survey.comma").join(where(row) for _, row in first.iterrows())
        said = then(said, t("explain.importance_performance.concentrate", places=names), t)
    return then(said, hidden(frame, t), t)
