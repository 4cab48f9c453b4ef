"""What people got, against what they expected."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.inference.bootstrap import RESAMPLES, drawing
from cjwidgets.analysis.inference.clustered import people as worth
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.extremes import extremes
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.survey_table import BOOTSTRAP, check, mean, tabulate
from cjwidgets.analysis.shared.voices import told
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.surveys.placing import Cell, place
from cjwidgets.evidence.surveys.questions import Question, Values
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap, Scale

DEFINITION = (
    "gap = experience − expectation of the same respondent at the same place, averaged over "
    "those who gave both; below 0 they got less than they expected. On {low:g} … {high:g}. "
    "Interval: {bootstrap}."
)
SOURCE = "SERVQUAL: Parasuraman, Zeithaml & Berry (1988), Journal of Retailing 64:12–40."
EXPERIENCE = ("satisfaction", "csat", "emotion")
COLUMNS = ("expectation", "experience", "gap", "gap_low", "gap_high")


@checked
def expectation_gap(
    jm: JourneyMap,
    survey: Survey,
    *,
    level: str = "touchpoint",
    by: str | None = None,
    question: str | None = None,
    weights: Weights | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compute how far the experience falls short of the expectation.

    Parameters
    ----------
    jm : JourneyMap
    survey : Survey
        With a question of kind ``expectation``, and one of the experience: kind
        ``satisfaction``, or else ``csat``, or else ``emotion``.
    level : {"touchpoint", "stage", "journey"}, default "touchpoint"
    by : {"persona", "segment", "channel"}, optional
    question : str, optional
        Which one asks for the experience, of several.
    weights : dict, optional
        Persona (name, id or node) or segment → share of the population, in any unit: answers
        are weighted to it, with ``n_effective`` respondents (Kish). 0 leaves a group out.
    minimum : int, optional
        Cells of fewer respondents with both answers are hidden (note ``small_n``).
    confidence : float, optional
    resamples, seed : int
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        One row a place and group: ``expectation``, ``experience``, ``gap``, ``gap_low``,
        ``gap_high``; ``n`` and ``respondents`` (who gave both), ``note``; ``n_effective`` if
        weighted. On the scale the questions share, else on the map's.

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
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Pay", touchpoints=["Checkout"])])
    >>> frame = pd.DataFrame({"expectation": [5, 4, 4, 5, 3], "satisfaction": [2, 3, 4, 1, 3],
    ...                       "at": "Checkout"})
    >>> survey = cj.Survey(frame, questions=["expectation", "satisfaction"], touchpoint="at")
    >>> expectation_gap(jm, survey)[["expectation", "experience", "gap", "n"]].round(2)
       expectation  experience  gap  n
    0          4.2         2.6 -1.6  5
    """
    check(confidence)
    kinds = (EXPERIENCE, ("expectation",))
    placed = place(
        jm, survey, kinds, _share, level=level, by=by, question=question, weights=weights
    )
    scales = {(each.ends.low, each.ends.high) for each in placed.questions}
    scale = Scale(*scales.pop()) if len(scales) == 1 else jm.scale
    options = drawing(resamples, seed)
    measure = partial(_measure, scale=scale, confidence=confidence, **options)
    return describe(
        tabulate(placed, measure, COLUMNS, minimum),
        "expectation_gap",
        DEFINITION.format(low=scale.low, high=scale.high, bootstrap=BOOTSTRAP)
        + told(placed, "answer"),
        SOURCE,
        experience=placed.questions[0].kind,
        scale=(scale.low, scale.high),
        unit="respondent",
        weights=placed.weights,
        confidence=confidence,
        minimum=minimum,
        left_out=placed.left_out,
        **options,
    )


def _share(question: Question, values: Values) -> Values:
    return question.on(values, Scale(0, 1))


def _measure(cell: Cell, scale: Scale, confidence: float, **options: Any) -> dict[str, Any]:
    people, experience, expectation, weights = pairs(cell)
    both: dict[str, Any] = {"n": len(people), "respondents": len(people)}
    if len(people) == 0:
        return both | {"note": "no_pairs"}
    width = scale.high - scale.low
    gap = Cell((experience - expectation) * width, people, people, weights)
    if cell.weights is not None:
        both["n_effective"] = worth(people, weights)
    return {
        **both,
        "expectation": scale.low + width * float(np.average(expectation, weights=weights)),
        "experience": scale.low + width * float(np.average(experience, weights=weights)),
        **mean(gap, "gap", confidence=confidence, ends=(-width, width), **options),
    }


def pairs(cell: Cell) -> tuple[NDArray[np.int64], Values, Values, Values | None]:
    """Return who gave answers of both kinds, the mean of each of theirs, and their weights."""
    people, codes = np.unique(cell.respondents, return_inverse=True)
    means = []
    for kind in (0, 1):
        own = cell.kinds == kind
        sums = np.bincount(codes[own], weights=cell.values[own], minlength=len(people))
        with np.errstate(invalid="ignore"):
            means.append(sums / np.bincount(codes[own], minlength=len(people)))
    both = ~np.isnan(means[0] + means[1])
    weights = None
    if cell.weights is not None:
        sums = np.bincount(codes, weights=cell.weights, minlength=len(people))
        weights = (sums / np.bincount(codes, minlength=len(people)))[both]
    return people[both], means[0][both], means[1][both], weights


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where people got least, and most, of what they expected."""
    return extremes(frame, "gap", t("explain.expectation_gap"), partial(t.number, sign=True), t)
