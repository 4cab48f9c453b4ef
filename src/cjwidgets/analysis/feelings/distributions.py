"""How often each answer was given."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.inference import clustered
from cjwidgets.analysis.inference.clustered import people
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.extremes import where
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.suppress import suppress
from cjwidgets.analysis.shared.survey_table import check, one_scale, wholes
from cjwidgets.analysis.shared.voices import told
from cjwidgets.analysis.shared.wording import reason
from cjwidgets.errors import InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.surveys.placing import Cell, Placed, place
from cjwidgets.evidence.surveys.questions import OPEN, Values, as_it_is
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "Answers to a question by value: share = answers of this value / n. Scales of whole steps "
    "keep their steps, zeros included; others are cut into ten equal parts, named by their "
    "middle. Interval: Wilson; where people answered more than once, for as many answers as "
    "these are worth, with Student's t."
)
SOURCE = "Wilson (1927), JASA 22:209–212; Kish (1965), Survey Sampling."
SIDES = ("below", "above")
_STEPS = 20
_PARTS = 10


@checked
def distributions(
    jm: JourneyMap,
    survey: Survey,
    *,
    question: str,
    level: str = "journey",
    by: str | None = None,
    weights: Weights | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Count the answers to a question by their value.

    Parameters
    ----------
    jm : JourneyMap
    survey : Survey
    question : str
        Name of the question, or a kind that was asked.
    level : {"journey", "stage", "touchpoint"}, default "journey"
    by : {"persona", "segment", "channel"}, optional
    weights : dict, optional
        Persona (name, id or node) or segment → share of the population, in any unit: answers
        are weighted to it, with ``n_effective`` respondents (Kish). 0 leaves a group out.
    minimum : int, optional
        Cells of fewer respondents are hidden (note ``small_n``).
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a place, group and value: ``value`` (on the scale of the question), ``width``
        (0, or of the part of the scale), ``count`` (Int64), ``share``, ``share_low``,
        ``share_high``, ``n`` (answers of the cell), ``respondents``, ``note``; and of the whole
        cell ``below`` and ``above``, the shares of answers on either side of the scale's
        middle, each with ``_low`` and ``_high``; ``n_effective`` if weighted. Shares are weighted,
        counts are not.

    Raises
    ------
    DataError
        No answer to it, or none with a place on the map.
    InputError
        An unknown question or option; questions of one kind with different scales.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> survey = cj.Survey(pd.DataFrame({"csat": [1, 4, 4, 5, 5, 5]}), questions=["csat"])
    >>> table = distributions(cj.JourneyMap("Shop"), survey, question="csat")
    >>> table[["value", "count", "share"]].round(2)
       value  count  share
    0    1.0      1   0.17
    1    2.0      0   0.00
    2    3.0      0   0.00
    3    4.0      2   0.33
    4    5.0      3   0.50
    """
    check(confidence)
    kind, name = _asked(survey, question)
    placed = place(
        jm, survey, ((kind,),), as_it_is, level=level, by=by, question=name, weights=weights
    )
    middles, width, edges = _values(placed)
    middle = one_scale(placed).neutral
    tables = []
    sets = wholes(placed)
    parts = []
    for at_cell, ((_, head), cell) in enumerate(
        zip(placed.head.iterrows(), placed.cells, strict=True)
    ):
        own = sets[:, [at_cell]]
        steps = np.arange(len(middles))
        parts.append(np.where(own < 0, -1, own * len(middles) + steps))
        n = len(cell.values)
        at = np.searchsorted(edges, cell.values, side="right")
        counts = np.bincount(at, minlength=len(middles))
        share, low, high = _shares([at == step for step in range(len(middles))], cell, confidence)
        table = {
            **{name: str(value) for name, value in head.items()},
            "value": middles,
            "width": width,
            "count": pd.array(counts, dtype="Int64"),
            "share": share,
            "share_low": low,
            "share_high": high,
            "n": n,
            "respondents": len(np.unique(cell.respondents)),
            **_sides(middles[at], cell, middle, confidence),
            "note": ("" if not np.isnan(low).any() else "few_people") if n else "no_answers",
        }
        if placed.weights:
            table["n_effective"] = people(cell.respondents, cell.weights) if n else np.nan
        tables.append(pd.DataFrame(table))
    frame = pd.concat(tables, ignore_index=True)
    ends = [f"{name}{end}" for name in ("share", *SIDES) for end in ("", "_low", "_high")]
    hidden = ["count", *ends, *(["n_effective"] if placed.weights else [])]
    return describe(
        suppress(frame, hidden, minimum, n="respondents", sets=np.concatenate(parts, axis=1)),
        "distributions",
        DEFINITION + told(placed, "answer"),
        SOURCE,
        question=question,
        unit="answer",
        weights=placed.weights,
        confidence=confidence,
        minimum=minimum,
        left_out=placed.left_out,
    )


def _shares(of: list[NDArray[np.bool_]], cell: Cell, confidence: float) -> NDArray[np.float64]:
    """Return shares of answers with both ends of their intervals: three rows."""
    if not len(cell.values):
        return np.full((3, len(of)), np.nan)
    found = [
        clustered.share(each.astype(float), cell.respondents, confidence, cell.weights)
        for each in of
    ]
    return np.array(found).reshape(-1, 3).T


def _sides(values: Values, cell: Cell, middle: float, confidence: float) -> dict[str, float]:
    """Return the shares of the answers below and above the middle of the scale."""
    found = _shares([values < middle, values > middle], cell, confidence).T
    columns = [f"{name}{end}" for name in SIDES for end in ("", "_low", "_high")]
    return dict(zip(columns, found.ravel().tolist(), strict=True))


def _asked(survey: Survey, question: str) -> tuple[str, str | None]:
    for each in survey.questions:
        if each.name == question and each.kind != OPEN:
            return each.kind, each.name
    if any(each.kind == question for each in survey.questions):
        return question, None
    raise InputError(
        f"The survey has no question {question!r}.",
        hint=f"Questions: {', '.join(map(repr, survey.questions))}.",
    )


def _values(placed: Placed) -> tuple[Values, float, Values]:
    """Return the values of the rows, their width, and the borders between them."""
    scale = one_scale(placed)
    given = np.concatenate([cell.values for cell in placed])
    span = scale.high - scale.low
    whole = float(scale.low).is_integer() and float(span).is_integer() and span <= _STEPS
    if whole and bool((given == np.floor(given)).all()):
        steps = np.arange(scale.low, scale.high + 1)
        return steps, 0.0, steps[1:]
    edges = np.linspace(scale.low, scale.high, _PARTS + 1)
    return (edges[:-1] + edges[1:]) / 2, span / _PARTS, edges[1:-1]


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say the most frequent answer; of several cells, of the one with most answers."""
    known = frame[frame["share"].notna()]
    what = frame.attrs["question"]
    if known.empty:
        note, minimum = frame["note"].iloc[0], frame.attrs["minimum"]
        return t("explain.survey.nothing", what=what, reason=reason(note, t, minimum=minimum))
    fullest = known[known["n"] == known["n"].max()]
    most = fullest.loc[fullest["share"].idxmax()]
    place = where(most)
    return t(
        "explain.distributions",
        what=f"{what} · {place}" if place else what,
        value=most["value"],
        share=t.percent(most["share"]),
        interval=t.interval(most["share_low"], most["share_high"]),
        n=most["n"],
    )
