"""Student's t distribution: its two-sided tail, and the quantiles that intervals are made of."""

from __future__ import annotations

from functools import cache
from math import erfc, exp, inf, isnan, lgamma, log, log1p, nan, pi, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

SERIES = 1_000
"""From so many degrees of freedom on, the series of a quantile is right to rounding."""
NORMAL = 100_000
"""From so many on, a tail is that of a normal distribution."""
_EXACT = 1e-12
_STEPS = 1000


def student(z: float, df: ArrayLike) -> Floats:
    """Return the quantile of Student's t that goes with z > 0 of the normal distribution.

    NaN below one degree of freedom. Right to a billionth.

    Examples
    --------
    >>> [round(float(each), 6) for each in student(1.959963985, [1, 2, 4, 9, 1e6])]
    [12.706205, 4.302653, 2.776445, 2.262157, 1.959966]
    """
    known = np.asarray(df, float)
    found = [_quantile(float(z), each) for each in known.ravel().tolist()]
    return np.array(found, dtype=float).reshape(known.shape)


def two_sided(t: float, df: float) -> float:
    """Return how rarely |t| is at least so large, with ``df`` > 0 degrees of freedom.

    Abramowitz & Stegun (1964), 26.7.1 and 26.5.8; of very many 26.7.8. NaN stays NaN.

    Examples
    --------
    >>> round(two_sided(2.776445, 4), 6), round(two_sided(0, 4), 6)
    (0.05, 1.0)
    """
    square = t * t
    if isnan(square) or not df > 0:
        return nan
    if square == inf:
        return 0.0
    if df >= NORMAL:
        return erfc(abs(t) * (1 - 1 / (4 * df)) / sqrt(2 + square / df))
    below, above = df / (df + square), square / (df + square)
    a, b = df / 2, 0.5
    if below == 0 or above == 0:
        return float(above == 0)
    scale = lgamma(a + b) - lgamma(a) - lgamma(b) - a * log1p(square / df) + b * log(above)
    if below < (a + 1) / (a + b + 2):
        return exp(scale) * _fraction(a, b, below) / a
    return 1 - exp(scale) * _fraction(b, a, above) / b


@cache
def _quantile(z: float, df: float) -> float:
    if not df >= 1:
        return nan
    if df >= SERIES:
        return _expanded(z, 1 / df)
    share = erfc(z / sqrt(2))
    scale = lgamma((df + 1) / 2) - lgamma(df / 2) - log(df * pi) / 2
    # In logarithms the tail is all but a line where t is large: Newton gets there in a few steps.
    at = log(z)
    for _ in range(_STEPS):
        t = exp(at)
        tail = two_sided(t, df)
        density = exp(scale - (df + 1) / 2 * log1p(t * t / df))
        step = log(tail / share) * tail / (2 * density * t)
        at += step
        if abs(step) < _EXACT:
            break
    return exp(at)


def _expanded(z: float, part: float) -> float:
    """Return t for 1 / ``part`` degrees of freedom (Abramowitz & Stegun 1964, 26.7.5)."""
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    result = part * terms[3]
    for term in terms[2::-1]:
        result = (result + term) * part
    return result + z


def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function (Lentz's method)."""
    ratio = 1 / (1 - (a + b) * x / (a + 1))
    last, value = 1.0, ratio
    for step in range(1, _STEPS):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            ratio = 1 / (1 + term * ratio)
            last = 1 + term / last
            value *= ratio * last
        if abs(ratio * last - 1) < _EXACT / 1000:
            break
    return value
