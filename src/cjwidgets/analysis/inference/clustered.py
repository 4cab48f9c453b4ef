"""How sure shares and means are when some people answered more than once, or weigh more."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.intervals import Interval, score
from cjwidgets.evidence.reduce.medians import DOUBT, Clusters, ranks
from cjwidgets.evidence.reduce.student import student

Values = NDArray[np.float64]
Codes = NDArray[np.int64]

FEW = 20
"""Below so many people a bootstrap by percentiles is too narrow."""
_NARROW = 1e-9


class Worth(NamedTuple):
    """What answers are worth: as many of independent people, and degrees of freedom.

    ``df`` is infinite where each answer is of its own and weighs the same.
    """

    n: float
    df: float

    def quantile(self, confidence: float) -> float:
        """Return the quantile of an interval: Student's t, or the normal one."""
        z = quantile(confidence)
        return z if np.isinf(self.df) else float(student(z, self.df))


def variance(values: Values, clusters: Codes, weights: Values | None = None) -> float:
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
    sums = np.bincount(codes, weights=shifts(values, clusters, weights))
    return float((sums**2).sum())


def shifts(values: Values, clusters: Codes, weights: Values | None = None) -> Values:
    """Return by how much each value moves the mean of all: they sum to 0.

    Examples
    --------
    >>> shifts(np.array([1.0, 2, 3, 6]), np.arange(4)).tolist()
    [-0.5, -0.25, 0.0, 0.75]
    """
    own = np.ones(len(values)) if weights is None else weights
    moved: Values = own * (values - np.average(values, weights=own)) / own.sum()
    return moved


def people(clusters: Codes, weights: Values | None = None) -> float:
    """Return how many people of equal weight the people behind answers are worth.

    (Σ weights)² / Σ of squares, of people (Kish 1965, *Survey Sampling*).

    Examples
    --------
    >>> people(np.array([0, 1, 2, 3])), round(people(np.array([0, 0, 0, 0, 0, 0, 1, 2])), 2)
    (4.0, 1.68)
    """
    _, codes = np.unique(clusters, return_inverse=True)
    sums = np.bincount(codes, weights=weights)
    return float(sums.sum() ** 2 / (sums**2).sum())


def worth(values: Values, clusters: Codes, weights: Values | None = None) -> Worth:
    """Return what answers from 0 to 1 are worth: see `Worth`.

    By the variance of what people say together (Kish 1965, *Survey Sampling*), to which two
    made-up people are added who say 0 and 1 and count `DOUBT` each. At best each answer counts,
    at worst each person.

    Examples
    --------
    >>> worth(np.array([1.0, 0, 1, 0]), np.arange(4))
    Worth(n=4.0, df=inf)
    >>> round(worth(np.tile([1.0, 0], 20), np.repeat(np.arange(10), 4)).n)
    40
    >>> round(worth(np.repeat([1.0, 0], 20), np.repeat(np.arange(10), 4)).n)
    10
    """
    _, codes = np.unique(clusters, return_inverse=True)
    n = float(len(values))
    if weights is None and codes.max(initial=-1) + 1 == len(values):
        return Worth(n, np.inf)
    own = np.ones(len(values)) if weights is None else weights * (n / weights.sum())
    sums = np.bincount(codes, weights=own)
    groups = n**2 / float((sums**2).sum())
    if groups < 2:
        return Worth(groups, groups - 1)
    size = n / groups
    mean = (own @ values + DOUBT * size) / (n + 2 * DOUBT * size)
    ends = DOUBT * (mean**2 + (1 - mean) ** 2)
    apart = np.bincount(codes, weights=own * (values - mean))
    together = float((apart**2).sum()) * groups / (groups - 1) + size**2 * ends
    alone = float(own @ (values - mean) ** 2) + size * ends
    return Worth(float(np.clip(n * alone / together, groups, n)), groups - 1)


def share(
    values: Values, clusters: Codes, confidence: float, weights: Values | None = None
) -> tuple[float, float, float]:
    """Return the share of ones and Wilson's interval, for what the answers are worth.

    With Student's t for the number of people (Dean & Pagano 2015, *J. Surv. Stat. Methodol.*
    3:484–503). No interval, NaN, where people are fewer than two.

    Examples
    --------
    >>> [round(each, 3) for each in share(np.repeat([1.0, 0], [7, 43]), np.arange(50), 0.95)]
    [0.14, 0.07, 0.262]
    """
    found = worth(values, clusters, weights)
    mean = float(np.average(values, weights=weights))
    low, high = score(mean, found.n, found.quantile(confidence))
    return mean, float(low), float(high)


def by_t(
    values: Values, clusters: Codes, confidence: float, weights: Values | None = None
) -> Interval:
    """Return the mean ± t standard errors, by whole people.

    Where people weigh unlike, few heavy ones make the error: its degrees of freedom are those of
    the sum of squares (Satterthwaite 1946, *Biometrics Bulletin* 2:110–114), (Σ w²)² / Σ w⁴ − 1.

    Examples
    --------
    >>> low, high = by_t(np.array([1.0, 2, 3, 4, 5]), np.arange(5), 0.95)
    >>> round(float(low), 3), round(float(high), 3)
    (1.037, 4.963)
    """
    groups = people(clusters, weights)
    if groups < 2 - _NARROW:
        return Interval(np.array(np.nan), np.array(np.nan))
    mean = np.average(values, weights=weights)
    error = (variance(values, clusters, weights) * groups / (groups - 1)) ** 0.5
    half = student(quantile(confidence), _freedom(clusters, weights, groups)) * error
    return Interval(np.array(mean - half), np.array(mean + half))


def _freedom(clusters: Codes, weights: Values | None, groups: float) -> float:
    if weights is None:
        return groups - 1
    _, codes = np.unique(clusters, return_inverse=True)
    squares = np.bincount(codes, weights=weights) ** 2
    return max(float(squares.sum() ** 2 / (squares**2).sum()) - 1, 1.0)


def median(values: Values, clusters: Codes, confidence: float) -> Interval:
    """Return the interval of a median: the values at its ``ranks``; NaN where none bound it.

    Examples
    --------
    >>> low, high = median(np.arange(1.0, 10), np.arange(9), 0.95)
    >>> float(low), float(high)
    (2.0, 8.0)
    """
    _, codes = np.unique(clusters, return_inverse=True)
    signs = np.sign(values - np.median(values))
    sizes, sums = np.bincount(codes), np.bincount(codes, weights=signs)
    found = Clusters(
        squares=np.array(sizes @ sizes),
        sums=np.array(sums.sum()),
        spread=np.array(sums @ sums),
        cross=np.array(sizes @ sums),
        apart=np.array(np.abs(signs).sum()),
    )
    low, high = ranks(len(values), quantile(confidence), found)
    if low < 1:
        return Interval(np.array(np.nan), np.array(np.nan))
    rising = np.sort(values)
    return Interval(rising[low - 1], rising[high - 1])


def weighted_median(
    values: Values, clusters: Codes, confidence: float, weights: Values
) -> tuple[float, float, float]:
    """Return a weighted median and its interval (Woodruff 1952, *JASA* 47:635-646).

    The values at the ends of the interval of one half; NaN where none bound it.

    Examples
    --------
    >>> weighted_median(np.array([1.0, 2, 3]), np.arange(3), 0.95, np.array([1.0, 1, 4]))[0]
    3.0
    """
    order = np.argsort(values, kind="stable")
    rising, sums = values[order], np.cumsum(weights[order])
    middle = _at(rising, sums, 0.5)
    found = worth((np.sign(values - middle) + 1) / 2, clusters, weights)
    low, high = score(0.5, found.n, found.quantile(confidence))
    if not low * found.n >= 1:
        return middle, np.nan, np.nan
    return middle, _at(rising, sums, float(low)), _at(rising, sums, float(high))


def _at(rising: Values, sums: Values, share: float) -> float:
    """Return the value below and above which a share of the weights lies, midway if two do."""
    target = share * sums[-1]
    slack = _NARROW * sums[-1]
    low = int(np.searchsorted(sums, target - slack))
    high = min(int(np.searchsorted(sums, target + slack, side="right")), len(rising) - 1)
    return float(rising[low] + rising[high]) / 2
