"""What people said they felt, by place, on the scale of the map."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from cjwidgets.analysis.inference.bootstrap import RESAMPLES, drawing
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.extremes import extremes
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.survey_table import BOOTSTRAP, check, mean, middle, tabulate
from cjwidgets.analysis.shared.voices import told, voices
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.surveys.placing import Cell, Placed, place
from cjwidgets.evidence.surveys.questions import Question, Values
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap, Scale

DEFINITION = (
    "Mean and median of what people reported, converted linearly from the scale it was asked on "
    "to {low:g} … {high:g}. Interval of the mean: {bootstrap}; of the median: order statistics, "
    "for as many answers as those of the same people are worth."
)
SOURCE = (
    "Self-report: Affective Slider (Betella & Verschure 2016, PLOS ONE e0148037), SAM (Bradley & "
    "Lang 1994, J. Behav. Ther. Exp. Psychiat. 25:49–59) or a scale of the survey's own."
)
COLUMNS = ("mean", "mean_low", "mean_high", "median", "median_low", "median_high")
AROUSAL = Scale(0, 1)


@checked
def emotion(
    jm: JourneyMap,
    survey: Survey,
    *,
    level: str = "touchpoint",
    by: str | None = None,
    feeling: str = "emotion",
    question: str | None = None,
    per: str | None = None,
    weights: Weights | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compute mean and median of the measured emotion by place.

    Parameters
    ----------
    jm : JourneyMap
        Its ``scale`` is that of the result.
    survey : Survey
        With a question of kind ``emotion`` (or ``arousal``); several scales may be mixed.
    level : {"touchpoint", "stage", "journey"}, default "touchpoint"
    by : {"persona", "segment", "channel"}, optional
    feeling : {"emotion", "arousal"}, default "emotion"
        Pleasure on the map's scale, or arousal from 0 to 1.
    question : str, optional
        Only this one of several.
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
        One row a place and group: ``mean``, ``mean_low``, ``mean_high``, ``median``,
        ``median_low``, ``median_high``, ``n`` (voices), ``respondents``, ``note``;
        ``n_effective`` if weighted.
        ``attrs["scale"]`` holds the ends of the scale.

    Raises
    ------
    DataError
        No question of this kind, or no answer with a place on the map.
    InputError
        An unknown option.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", touchpoints=["Search"])])
    >>> frame = pd.DataFrame({"felt": [0, 0.25, 0.5, 0.5, 1], "at": "Search"})
    >>> asked = cj.Question("felt", kind="emotion", scale="affective_slider")
    >>> survey = cj.Survey(frame, questions=[asked], touchpoint="at")
    >>> emotion(jm, survey)[["touchpoint", "mean", "median", "n"]].round(2)
      touchpoint  mean  median  n
    0     Search  -0.2     0.0  5
    """
    check(confidence)
    chosen("feeling", feeling, ("emotion", "arousal"))
    scale = jm.scale if feeling == "emotion" else AROUSAL
    placed = felt(
        jm, survey, scale, feeling, level=level, by=by, question=question, weights=weights
    )
    placed, per = voices(placed, level, per)
    options = drawing(resamples, seed)
    ends = (scale.low, scale.high)
    measure = partial(_measure, confidence=confidence, ends=ends, **options)
    return describe(
        tabulate(placed, measure, COLUMNS, minimum),
        "emotion",
        DEFINITION.format(low=scale.low, high=scale.high, bootstrap=BOOTSTRAP) + told(placed, per),
        SOURCE,
        feeling=feeling,
        scale=(scale.low, scale.high),
        unit=per,
        weights=placed.weights,
        confidence=confidence,
        minimum=minimum,
        left_out=placed.left_out,
        **options,
    )


def felt(
    jm: JourneyMap,
    survey: Survey,
    scale: Scale,
    kind: str = "emotion",
    *,
    level: str,
    by: str | None,
    question: str | None = None,
    weights: Weights | None = None,
) -> Placed:
    """Return answers about feelings by place, on one scale."""

    def read(question: Question, values: Values) -> Values:
        return question.on(values, scale)

    return place(
        jm, survey, ((kind,),), read, level=level, by=by, question=question, weights=weights
    )


def _measure(cell: Cell, confidence: float, **options: Any) -> dict[str, Any]:
    average = mean(cell, "mean", confidence=confidence, **options)
    half = middle(cell, "median", confidence=confidence)
    return half | average | {"note": average["note"] or half["note"]}


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where people feel worst and best."""
    arousal = frame.attrs["feeling"] == "arousal"
    signed = not arousal and frame.attrs["scale"][0] < 0
    what = t("explain.arousal") if arousal else t("explain.emotion")
    return extremes(frame, "mean", what, partial(t.number, sign=signed), t)
