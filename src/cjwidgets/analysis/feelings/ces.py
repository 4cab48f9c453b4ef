"""Customer effort score: how hard it was."""

from __future__ import annotations

import pandas as pd

from cjwidgets.analysis.feelings.rating import METHODS, rating
from cjwidgets.analysis.inference.bootstrap import RESAMPLES
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.extremes import extremes
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = {
    "mean": "Mean of the answers on the scale of the question. CES 1: effort from 1 to 5, low is "
    "good. CES 2: agreement from 1 to 7 that it was easy, high is good.",
    "top_box": "Share of answers that say it was easy. CES 1 (low is good): 1–2 of 5. CES 2: "
    "5–7 of 7.",
}
SOURCE = "Dixon, Freeman & Toman (2010), Harvard Business Review, July–August; CES 2: CEB (2013)."


@checked
def ces(
    jm: JourneyMap,
    survey: Survey,
    *,
    level: str = "touchpoint",
    by: str | None = None,
    question: str | None = None,
    method: str = "mean",
    per: str | None = None,
    weights: Weights | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compute the customer effort score by place.

    Parameters
    ----------
    jm : JourneyMap
    survey : Survey
        With a question of kind ``ces2``, or else ``ces1``.
    level : {"touchpoint", "stage", "journey"}, default "touchpoint"
    by : {"persona", "segment", "channel"}, optional
    question : str, optional
        Only this one of several.
    method : {"mean", "top_box"}, default "mean"
        Mean with a percentile bootstrap interval by respondent, or share of those who found
        it easy with a Wilson interval.
    per : {"respondent", "answer"}, optional
        What counts: a respondent, by the mean of their own answers in the cell, or each answer.
        Of the journey a respondent, who has one voice wherever they answered; else an answer.
    weights : dict, optional
        Persona (name, id or node) or segment → share of the population, in any unit: answers
        are weighted to it, with ``n_effective`` respondents (Kish). 0 leaves a group out.
    minimum : int, optional
        Cells of fewer respondents are hidden (note ``small_n``).
    confidence : float, optional
    resamples, seed : int
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        One row a place and group: ``ces``, ``ces_low``, ``ces_high``, ``n`` (voices),
        ``respondents``, ``note``; ``n_effective`` if weighted. ``attrs["good"]`` is the good
        end of the scale for means.

    Raises
    ------
    DataError
        No question of this kind, or no answer with a place on the map.
    InputError
        An unknown option; for the mean, questions of different scales.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Pay", touchpoints=["Checkout"])])
    >>> frame = pd.DataFrame({"easy": [7, 6, 5, 4, 3, 2], "at": "Checkout"})
    >>> survey = cj.Survey(frame, questions=[cj.Question("easy", kind="ces2")], touchpoint="at")
    >>> ces(jm, survey, method="top_box")[["touchpoint", "ces", "n"]]
      touchpoint  ces  n
    0   Checkout  0.5  6
    """
    chosen("method", method, tuple(METHODS))
    return rating(
        jm,
        survey,
        "ces",
        (("ces2", "ces1"),),
        DEFINITION[method],
        SOURCE,
        method=method,
        level=level,
        by=by,
        question=question,
        per=per,
        weights=weights,
        minimum=minimum,
        confidence=confidence,
        resamples=resamples,
        seed=seed,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where it was hardest and easiest."""
    if frame.attrs["method"] == "top_box":
        return extremes(frame, "ces", t("explain.ces.easy"), t.percent, t)
    low_good = frame.attrs["good"] == "low"
    what = t("explain.ces.low_good") if low_good else t("explain.ces.high_good")
    return extremes(frame, "ces", what, t.number, t)
