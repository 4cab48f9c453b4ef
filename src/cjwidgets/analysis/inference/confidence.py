"""How sure an interval is."""

from __future__ import annotations

import math
from statistics import NormalDist

from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.errors import InputError


def quantile(confidence: float) -> float:
    """Return z of a two-sided interval, such as about 2 for 0.95."""
    number = not isinstance(confidence, bool) and isinstance(confidence, int | float)
    if not number or not math.isfinite(confidence) or not 0 < confidence < 1:
        percent = number and 1 < confidence < 100
        raise InputError(
            f"confidence={confidence!r} is not between 0 and 1.",
            hint=f"Did you mean {confidence / 100:g}?"
            if percent
            else f"The usual is {CONFIDENCE:g}.",
        )
    return NormalDist().inv_cdf((1 + confidence) / 2)
