"""One voice a person: who answered at many places counts once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.evidence.surveys.placing import Cell, Placed
from cjwidgets.evidence.surveys.questions import Values

PER = ("respondent", "answer")
_ONE = " One voice a respondent: the mean of their own answers."
_WEIGHED = (
    " Weighted to shares of the population: an answer weighs that of its persona or segment over "
    "the share of those who answered; n_effective = (Σ weights)² / Σ weights², of respondents "
    "(Kish 1965)."
)


def voices(
    placed: Placed,
    level: str,
    per: str | None,
    then: Callable[[Values], Values] | None = None,
) -> tuple[Placed, str]:
    """Return what counts, and per what: an answer, or a respondent's mean of theirs.

    By default each respondent of a whole journey has one voice, and each answer at a stage or
    touchpoint counts. ``then`` reads the means.
    """
    per = counted(level, per)
    cells = [_means(cell) for cell in placed] if per == "respondent" else placed.cells
    if then is not None:
        cells = [cell._replace(values=then(cell.values)) for cell in cells]
    return replace(placed, cells=cells), per


def counted(level: str, per: str | None) -> str:
    """Return what counts at a level, as asked for or as usual."""
    if per is None:
        return "respondent" if level == "journey" else "answer"
    chosen("per", per, PER)
    return per


def told(placed: Placed, per: str) -> str:
    """Say in a definition whose voices count, and how they are weighted."""
    return (_ONE if per == "respondent" else "") + (_WEIGHED if placed.weights else "")


def _means(cell: Cell) -> Cell:
    people, codes, sizes = np.unique(cell.respondents, return_inverse=True, return_counts=True)
    weights = cell.weights
    return Cell(
        np.bincount(codes, weights=cell.values, minlength=len(people)) / sizes,
        people,
        np.zeros(len(people), dtype=np.int64),
        None if weights is None else np.bincount(codes, weights=weights) / sizes,
    )
