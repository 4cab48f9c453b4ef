"""Spread of means and medians when some people answered more than once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cjwidgets.analysis.shared.confidence import quantile
from cjwidgets.analysis.shared.intervals import Interval

Values = NDArray[np.float64]
Codes = NDArray[np.int64]


def variance(values: Values, clusters: Codes) -> float:
    """Variance of the mean of `values`, whose errors go together within a cluster.

    Σ over clusters of (Σ of their deviations)² / n². With one value a cluster this is the
    usual variance over n, for a share p(1 − p)/n.

    Examples
    --------
    >>> variance(np.array([1.0, 0, 1, 0]), np.arange(4))
    0.0625
    >>> variance(np.array([1.0, 1, 0, 0]), np.array([0, 0, 1, 1]))
    0.125
    """
    _, codes = np.unique(clusters, return_inverse=True)
    sums = np.bincount(codes, weights=values - values.mean())
    return float((sums**2).sum() / len(values) ** 2)


def effective(values: Values, clusters: Codes) -> float:
    """Return how many independent answers the values are worth: n / design effect, ≤ n.

    Kish (1965), *Survey Sampling*. Where all values are equal, the number of people.

    Examples
    --------
    >>> effective(np.array([1.0, 0, 1, 0]), np.arange(4))
    4.0
    >>> effective(np.array([1.0, 1, 0, 0]), np.array([0, 0, 1, 1]))
    2.0
    """
    people = len(np.unique(clusters))
    if people == len(values):
        return float(people)
    found = variance(values, clusters)
    alone = float(values.var()) / len(values)
    if found == 0 or alone == 0:
        return float(people)
    return len(values) * min(1.0, alone / found)


def limits(values: Values, clusters: Codes, statistic: str, confidence: float) -> Interval:
    """Return the interval which the bootstrap of a mean or median approaches in large samples.

    Mean: ± z standard errors. Median: the values at the ranks ½ ± z standard errors of the
    share of values up to the median.

    Examples
    --------
    >>> low, high = limits(np.arange(10_000.0), np.arange(10_000), "mean", 0.95)
    >>> round(float(low)), round(float(high))
    (4943, 5056)
    """
    z = quantile(confidence)
    if statistic == "mean":
        half = z * variance(values, clusters) ** 0.5
        return Interval(np.array(values.mean() - half), np.array(values.mean() + half))
    below = (values <= np.median(values)).astype(float)
    # Where many are equal to the median the share is above ½, and its spread too small.
    half = min(0.5, z * max(variance(below, clusters), 0.25 / len(values)) ** 0.5)
    low, high = np.quantile(values, [0.5 - half, 0.5 + half])
    return Interval(np.array(low), np.array(high))
