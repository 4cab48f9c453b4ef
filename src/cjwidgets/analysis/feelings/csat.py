"""Customer satisfaction: who is satisfied, or how much."""

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
    "top_box": "Share of answers in the top steps of the scale (of 1–5: 4 and 5).",
    "mean": "Mean of the answers on the scale of the question.",
}
SOURCE = "Both are in use: top-box in most surveys, the mean in ACSI-like indices."


@checked
def csat(
    jm: JourneyMap,
    survey: Survey,
    *,
    level: str = "touchpoint",
    by: str | None = None,
    question: str | None = None,
    method: str = "top_box",
    per: str | None = None,
    weights: Weights | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compute customer satisfaction by place, as the share of the satisfied or as a mean.

    Parameters
    ----------
    jm : JourneyMap
    survey : Survey
        With a question of kind ``csat``, or else ``satisfaction``.
    level : {"touchpoint", "stage", "journey"}, default "touchpoint"
    by : {"persona", "segment", "channel"}, optional
    question : str, optional
        Only this one of several.
    method : {"top_box", "mean"}, default "top_box"
        ``top_box``: share of answers in the ``top`` steps, with a Wilson interval, for the
        effective number of answers where people answered more than once. ``mean``: with a
        percentile bootstrap interval by respondent.
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
        One row a place and group: ``csat``, ``csat_low``, ``csat_high`` (a share, or on the
        scale of the question), ``n`` (voices), ``respondents``, ``note``;
        ``n_effective`` if weighted.

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
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", touchpoints=["Search"])])
    >>> frame = pd.DataFrame({"csat": [5] * 7 + [2] * 43, "at": "Search"})
    >>> survey = cj.Survey(frame, questions=["csat"], touchpoint="at")
    >>> csat(jm, survey)[["touchpoint", "csat", "csat_low", "csat_high", "n"]].round(3)
      touchpoint  csat  csat_low  csat_high   n
    0     Search  0.14      0.07      0.262  50
    """
    chosen("method", method, tuple(METHODS))
    return rating(
        jm,
        survey,
        "csat",
        (("csat", "satisfaction"),),
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
    """Say where customers are least and most satisfied."""
    if frame.attrs["method"] == "mean":
        return extremes(frame, "csat", t("explain.csat.mean"), t.number, t)
    return extremes(frame, "csat", t("explain.csat"), t.percent, t)
