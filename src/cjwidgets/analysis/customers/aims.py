"""Whether a target is met: a share of those who start, or a number of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.inference.intervals import wilson
from cjwidgets.errors import InputError


def check(target: Any) -> None:
    """Refuse what is neither a share nor a number of customers."""
    number = isinstance(target, int | float) and not isinstance(target, bool)
    whole = number and target == int(target) if number and np.isfinite(target) else False
    if target is not None and (not number or not (0 < target < 1 or (whole and target > 0))):
        raise InputError(
            f"target={target!r} is neither a share between 0 and 1 nor a number of customers.",
            hint="target=0.3 are 30%, target=300 are 300 customers.",
        )


def is_share(target: float) -> bool:
    """Whether a target is a share of those who start, not a number of them."""
    return isinstance(target, float) and target <= 1


def as_share(target: float, n: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return a target as a share of n; NaN of nobody."""
    if is_share(target):
        return np.full(len(n), float(target))
    return np.divide(float(target), n, out=np.full(len(n), np.nan), where=n > 0)


def verdicts(frame: pd.DataFrame, target: float, confidence: float) -> list[str]:
    """Return for each row whether the target is met, missed, or neither is known."""
    most, could = frame["completed"] + frame["open"], frame["n"] + frame["late"]
    if is_share(target):
        met = frame["share_low"] >= target
        missed = wilson(most, could, confidence).high < target
    else:  # a count is a fact: nothing is estimated
        met, missed = frame["completed"] >= target, most < target
    return np.select([met, missed], ["met", "missed"], "undecided").tolist()
