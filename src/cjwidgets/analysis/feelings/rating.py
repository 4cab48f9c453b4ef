"""Ratings by place: the share of favourable answers, or their mean."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.inference.bootstrap import drawing
from cjwidgets.analysis.inference.clustered import share as clustered_share
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.survey_table import BOOTSTRAP, check, mean, one_scale, tabulate
from cjwidgets.analysis.shared.voices import told, voices
from cjwidgets.evidence.surveys.placing import Cell, place
from cjwidgets.evidence.surveys.questions import Question, as_it_is
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights
from cjwidgets.model import JourneyMap

METHODS = {
    "top_box": "Interval: Wilson (1927); where people answered more than once, for as many "
    "answers as these are worth (Kish 1965), with Student's t.",
    "mean": f"Interval: {BOOTSTRAP}.",
}


def rating(
    jm: JourneyMap,
    survey: Survey,
    name: str,
    kinds: tuple[tuple[str, ...], ...],
    definition: str,
    source: str,
    *,
    method: str,
    minimum: int,
    confidence: float,
    resamples: int,
    seed: int,
    level: str,
    by: str | None,
    question: str | None,
    per: str | None,
    weights: Weights | None,
) -> pd.DataFrame:
    """Return the table that ``csat`` and ``ces`` share: their docstrings say what is in it."""
    check(confidence)
    share = method == "top_box"
    read = Question.favourable if share else as_it_is
    placed = place(jm, survey, kinds, read, level=level, by=by, question=question, weights=weights)
    placed, per = voices(placed, level, per)
    options = drawing(resamples, seed)

    def measure(cell: Cell) -> dict[str, Any]:
        if share:
            return proportion(cell, name, confidence)
        return mean(cell, name, confidence=confidence, ends=more["scale"], **options)

    more: dict[str, Any] = {"good": placed.questions[0].good} | ({} if share else options)
    if not share:
        scale = one_scale(placed)
        more["scale"] = (scale.low, scale.high)
    return describe(
        tabulate(placed, measure, (name, f"{name}_low", f"{name}_high"), minimum),
        name,
        f"{definition} {METHODS[method]}{told(placed, per)}",
        source,
        method=method,
        unit=per,
        weights=placed.weights,
        confidence=confidence,
        minimum=minimum,
        left_out=placed.left_out,
        **more,
    )


def proportion(cell: Cell, name: str, confidence: float) -> dict[str, Any]:
    """Return a share with its interval."""
    value, low, high = clustered_share(cell.values, cell.respondents, confidence, cell.weights)
    note = "few_people" if np.isnan(low) else ""
    return {name: value, f"{name}_low": low, f"{name}_high": high, "note": note}
