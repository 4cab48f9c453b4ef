"""Net promoter score: who would recommend, minus who would not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.inference.clustered import people, variance, worth
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.extremes import extremes
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.survey_table import check, no_interval, tabulate
from cjwidgets.analysis.shared.voices import told, voices
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.surveys.placing import Cell, place
from cjwidgets.evidence.surveys.questions import Values, as_it_is
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "Question from 0 to 10: promoters 9–10, passives 7–8, detractors 0–6; "
    "nps = 100 · (promoters − detractors) / n, from −100 to 100."
)
FROM_ONE = " Asked from 1 to 10: detractors are 1–6, a score that is none of a question from 0."
METHODS = {
    "adjusted": "Interval: adjusted Wald, with ¾ of a promoter, ¾ of a detractor and 1½ passives "
    "added; where people answered more than once, for as many answers as these are worth, with "
    "Student's t.",
    "wald": "Interval: nps ± z·SE with the multinomial variance p⁺ + p⁻ − (p⁺ − p⁻)² over n, "
    "answers of one respondent taken together.",
}
SOURCE = (
    "Reichheld (2003), Harvard Business Review, December; intervals: Rocks (2016), The American "
    "Statistician 70:365–372."
)
COLUMNS = ("nps", "nps_low", "nps_high", "promoters", "passives", "detractors")


@checked
def nps(
    jm: JourneyMap,
    survey: Survey,
    *,
    level: str = "journey",
    by: str | None = None,
    question: str | None = None,
    method: str = "adjusted",
    per: str | None = None,
    weights: Weights | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Compute the net promoter score with its interval.

    Parameters
    ----------
    jm : JourneyMap
    survey : Survey
        With a question of kind ``nps``.
    level : {"journey", "stage", "touchpoint"}, default "journey"
        ``journey`` takes all answers, wherever they were given.
    by : {"persona", "segment", "channel"}, optional
    question : str, optional
        Only this one of several.
    method : {"adjusted", "wald"}, default "adjusted"
        Of the interval. ``adjusted`` keeps its coverage in small samples, and has an interval
        where all answers are of one kind.
    per : {"respondent", "answer"}, optional
        What counts: a respondent, by the mean of their own answers in the cell, or each answer.
        Of the journey a respondent, who has one voice wherever they answered; else an answer.
    weights : dict, optional
        Persona (name, id or node) or segment → share of the population, in any unit: answers
        are weighted to it, with ``n_effective`` respondents (Kish). 0 leaves a group out.
    minimum : int, optional
        Cells of fewer respondents are hidden (note ``small_n``).
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a place and group: ``nps``, ``nps_low``, ``nps_high`` (−100 to 100),
        ``promoters``, ``passives``, ``detractors`` (voices, Int64, unweighted), ``n`` (voices),
        ``respondents``, ``note`` (why something is missing, else ``""``); ``n_effective`` if
        weighted.

    Raises
    ------
    DataError
        No question of this kind, or no answer with a place on the map.
    InputError
        An unknown level, group, question or method.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"nps": [10] * 50 + [7] * 30 + [3] * 20})
    >>> survey = cj.Survey(frame, questions=["nps"])
    >>> nps(cj.JourneyMap("Shop"), survey)[["nps", "nps_low", "nps_high", "n"]].round(2)
        nps  nps_low  nps_high    n
    0  30.0    14.05      44.2  100
    """
    chosen("method", method, tuple(METHODS))
    check(confidence)
    placed = place(
        jm, survey, (("nps",),), as_it_is, level=level, by=by, question=question, weights=weights
    )
    placed, per = voices(placed, level, per, sides)
    frame = tabulate(
        placed, lambda cell: _measure(cell, method, confidence), COLUMNS, minimum, COLUMNS[3:]
    )
    low = max(int(each.ends.low) for each in placed.questions)
    return describe(
        frame,
        "nps",
        f"{DEFINITION}{FROM_ONE if low else ''} {METHODS[method]}{told(placed, per)}",
        SOURCE,
        method=method,
        weights=placed.weights,
        scale=(low, 10),
        unit=per,
        confidence=confidence,
        minimum=minimum,
        left_out=placed.left_out,
    )


def sides(values: Values) -> Values:
    """Return 1 for promoters, −1 for detractors, 0 for passives."""
    return np.where(values >= 9, 1.0, np.where(values <= 6, -1.0, 0.0))


def _measure(cell: Cell, method: str, confidence: float) -> dict[str, Any]:
    n = len(cell.values)
    plus, minus = int((cell.values > 0).sum()), int((cell.values < 0).sum())
    heavy = cell.weights
    found: dict[str, Any] = {
        "nps": 100 * ((plus - minus) / n if heavy is None else _mean(cell.values, heavy)),
        "promoters": plus,
        "passives": n - plus - minus,
        "detractors": minus,
    }
    if method == "wald" and (note := no_interval(cell)):
        return found | {"note": note}
    ends = interval_of(cell.values, cell.respondents, confidence, method, heavy)
    if ends is None:
        return found | {"note": no_interval(cell) or "few_people"}
    return found | {"nps_low": 100 * ends[0], "nps_high": 100 * ends[1]}


def _mean(values: Values, weights: Values | None) -> float:
    return float(np.average(values, weights=weights))


def interval_of(
    values: Values,
    respondents: NDArray[np.int64],
    confidence: float,
    method: str = "adjusted",
    weights: Values | None = None,
) -> tuple[float, float] | None:
    """Return the interval of the mean of sides (−1, 0, 1); None of fewer than two people.

    Examples
    --------
    >>> low, high = interval_of(np.repeat([1.0, 0, -1], [50, 30, 20]), np.arange(100), 0.95)
    >>> round(low, 4), round(high, 4)
    (0.1405, 0.442)
    """
    score = mean = _mean(values, weights)
    alike = worth((values + 1) / 2, respondents, weights)
    t = alike.quantile(confidence)
    if np.isnan(t):
        return None
    if method == "adjusted":
        more = alike.n + 3
        mean *= alike.n / more
        spread = (_mean(values**2, weights) * alike.n + 1.5) / more - mean**2
        spread /= more
    else:
        spread = variance(values, respondents, weights)
        if alike.df < np.inf:
            groups = people(respondents, weights)
            spread *= groups / (groups - 1)
    half = t * spread**0.5
    # Where all answers are of one kind, those added draw the interval away from the score.
    return max(min(mean - half, score), -1.0), min(max(mean + half, score), 1.0)


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say the score, or where it is lowest and highest."""
    what = t("explain.nps_from_one" if frame.attrs["scale"][0] else "explain.nps")
    return extremes(frame, "nps", what, lambda x: t.number(x, 0, sign=True), t)
