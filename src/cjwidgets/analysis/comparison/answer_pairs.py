"""The answers of two groups at one place: how far apart they are, and how sure that is."""

from __future__ import annotations

from typing import Any

import numpy as np

from cjwidgets.analysis.inference.clustered import FEW, people, worth
from cjwidgets.analysis.inference.two_samples import Difference, by_t, means, worth_shares
from cjwidgets.evidence.surveys.placing import Cell

COLUMNS = ("first", "second", "difference", "difference_low", "difference_high", "p")


def compared(
    first: Cell, second: Cell, share: bool, width: float, options: dict[str, Any]
) -> dict[str, Any]:
    """Compare two cells, whose answers are at most ``width`` apart."""
    sizes = len(first.values), len(second.values)
    own = [np.unique(side.respondents) for side in (first, second)]
    row: dict[str, Any] = dict.fromkeys(COLUMNS, np.nan)
    row |= {"n_first": sizes[0], "n_second": sizes[1], "n": sum(sizes)}
    row |= {"respondents": min(map(len, own)), "test": "", "note": "no_answers"}
    if not all(sizes):
        return row
    apart = not np.intersect1d(own[0], own[1]).size
    both = np.concatenate([first.values, second.values])
    weighted = first.weights is not None or second.weights is not None
    shares = share and apart and bool(np.isin(both, (0, 1)).all())
    few = min(worth_of(first), worth_of(second)) < FEW
    if shares and (weighted or few or tuple(map(len, own)) == sizes):
        sides = [
            (_mean(cell), worth(cell.values, cell.respondents, cell.weights))
            for cell in (first, second)
        ]
        found = worth_shares(*sides[0], *sides[1], options["confidence"])
        return row | _found(first, second, found, "newcombe")
    equal = np.ptp(first.values) == 0 and np.ptp(second.values) == 0
    values = (first.values, second.values, first.respondents, second.respondents)
    if not equal and (weighted or few):
        found = by_t(*values, options["confidence"], first.weights, second.weights)
        found = found._replace(
            low=np.maximum(found.low, -width), high=np.minimum(found.high, width)
        )
        return row | _found(first, second, found, "welch")
    return row | _found(first, second, means(*values, **options), "bootstrap")


def _note(first: Cell, second: Cell) -> str:
    """Say why there is no interval or no test."""
    varied = np.ptp(first.values) > 0 or np.ptp(second.values) > 0
    return "few_people" if varied and min(worth_of(first), worth_of(second)) < 2 else "no_spread"


def _mean(cell: Cell) -> float:
    return float(np.average(cell.values, weights=cell.weights))


def worth_of(cell: Cell) -> float:
    return people(cell.respondents, cell.weights)


def _found(first: Cell, second: Cell, found: Difference, test: str) -> dict[str, Any]:
    return {
        "first": _mean(first),
        "second": _mean(second),
        "difference": float(found.value),
        "difference_low": float(found.low),
        "difference_high": float(found.high),
        "p": float(found.p),
        "test": test,
        "note": _note(first, second) if np.isnan(found.p) or np.isnan(found.low) else "",
    }
