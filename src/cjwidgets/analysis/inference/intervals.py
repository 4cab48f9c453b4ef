"""Confidence intervals of proportions and of their differences."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.errors import InputError

Floats = NDArray[np.float64]


class Interval(NamedTuple):
    """Two ends of an interval, as arrays of one shape."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]


def widths(low: Floats, high: Floats) -> Interval:
    """Return an interval, missing where it has no width but for the noise of computing.

    That a bootstrap knows no doubt says that it saw none, not that there is none.
    """
    seen = high - low > 1e-9
    return Interval(np.where(seen, low, np.nan), np.where(seen, high, np.nan))


def wilson(k: ArrayLike, n: ArrayLike, confidence: float = CONFIDENCE) -> Interval:
    """Wilson score interval of a proportion, without continuity correction.

    It keeps its coverage for small ``n`` and for shares near 0 and 1, where the usual
    p ± z·√(p(1−p)/n) fails.

    Parameters
    ----------
    k : array_like
        Successes, ``0 ≤ k ≤ n``; NaN for unknown.
    n : array_like
        Trials; broadcast against `k`.
    confidence : float, optional
        Between 0 and 1, both excluded.

    Returns
    -------
    Interval
        ``(low, high)``, arrays of the broadcast shape, shares between 0 and 1. NaN where
        ``n`` is 0 or an input is NaN: no trials, no interval.

    Raises
    ------
    InputError
        ``k`` outside 0 … ``n``, or a confidence that is no share.

    Notes
    -----
    Centre (p + z²/2n) / (1 + z²/n), half-width z/(1 + z²/n) · √(p(1−p)/n + z²/4n²).
    Wilson (1927), *JASA* 22:209–212; compared in Newcombe (1998), *Statistics in Medicine*
    17:857–872.

    Examples
    --------
    >>> low, high = wilson(7, 50)
    >>> round(float(low), 6), round(float(high), 6)
    (0.069508, 0.261862)
    """
    z = quantile(confidence)
    hits, trials = np.broadcast_arrays(np.asarray(k, float), np.asarray(n, float))
    wrong = (hits < 0) | (trials < 0) | (hits > trials) | np.isinf(hits) | np.isinf(trials)
    if wrong.any():
        at = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise InputError(
            f"{hits[at]:g} of {trials[at]:g} is no proportion: expected 0 ≤ k ≤ n.",
            hint="Are k and n swapped?",
        )
    with np.errstate(invalid="ignore", divide="ignore"):
        return score(hits / trials, trials, z)


def score(p: ArrayLike, n: ArrayLike, z: float) -> Interval:
    """Wilson's interval of a share ``p`` of ``n``, for a quantile; NaN where n is 0."""
    share, trials = np.broadcast_arrays(np.asarray(p, float), np.asarray(n, float))
    with np.errstate(invalid="ignore", divide="ignore"):
        shrink = 1 + z**2 / trials
        centre = (share + z**2 / (2 * trials)) / shrink
        half = z / shrink * np.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    none = (trials == 0) | np.isnan(half)
    # At the ends the formula gives 0 and 1 but for rounding.
    low = np.where(none, np.nan, np.where(share <= 0, 0.0, centre - half))
    high = np.where(none, np.nan, np.where(share >= 1, 1.0, centre + half))
    return Interval(low, high)


def newcombe(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, confidence: float = CONFIDENCE
) -> Interval:
    """Interval of the difference of two independent proportions, k1/n1 − k2/n2.

    Made of the Wilson limits of both: it keeps its coverage where counts are small, and stays
    within −1 … 1.

    Parameters
    ----------
    k1, n1, k2, n2 : array_like
        Successes and trials of the two; broadcast against each other.
    confidence : float, optional

    Returns
    -------
    Interval
        ``(low, high)``; NaN where one of the trials is 0 or an input is NaN.

    Raises
    ------
    InputError
        A count of successes outside 0 … trials, or a confidence that is no share.

    Notes
    -----
    Method 10 of Newcombe (1998), *Statistics in Medicine* 17:873–890: with d = p₁ − p₂,
    d − √((p₁ − l₁)² + (u₂ − p₂)²) and d + √((u₁ − p₁)² + (p₂ − l₂)²).

    Examples
    --------
    >>> low, high = newcombe(56, 70, 48, 80)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0524, 0.3339)
    """
    first, second = wilson(k1, n1, confidence), wilson(k2, n2, confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        p1 = np.asarray(k1, float) / np.asarray(n1, float)
        p2 = np.asarray(k2, float) / np.asarray(n2, float)
    difference = p1 - p2
    below = np.hypot(p1 - first.low, second.high - p2)
    above = np.hypot(first.high - p1, p2 - second.low)
    return Interval(difference - below, difference + above)
