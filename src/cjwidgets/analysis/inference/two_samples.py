"""How far two groups are apart: difference, interval and p value of shares and of means."""

from __future__ import annotations

from math import exp, lgamma, log
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cjwidgets.analysis.inference import clustered
from cjwidgets.analysis.inference.bootstrap import RESAMPLES, group_means, percentiles, resampled
from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.exact import mid_p
from cjwidgets.analysis.inference.intervals import newcombe, score
from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.evidence.reduce.student import student
from cjwidgets.evidence.reduce.student import two_sided as beyond

Values = NDArray[np.float64]
Codes = NDArray[np.int64]

EXPECTED = 5
"""Of whom fewer are expected in one of the four fields is tested exactly: Cochran (1954)."""
TESTED = (
    "p of the two-sided z test with pooled variance, or Fisher's mid-p where fewer than "
    f"{EXPECTED} are expected to succeed, or not to, in a group"
)


class Difference(NamedTuple):
    """First minus second, with interval and two-sided p value."""

    value: Values
    low: Values
    high: Values
    p: Values


def shares(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, confidence: float = CONFIDENCE
) -> Difference:
    """Compare two independent proportions.

    Parameters
    ----------
    k1, n1, k2, n2 : array_like
        Successes and trials of the first and the second group.
    confidence : float, optional

    Returns
    -------
    Difference
        k1/n1 − k2/n2, with Newcombe's interval (method 10) and the p value of the two-sided
        z test with pooled variance; of Fisher's exact test (mid-p) where fewer than 5 are
        expected to succeed, or to fail, in a group. NaN without trials; p is NaN where nobody,
        or everybody, succeeded.

    Raises
    ------
    InputError
        Successes outside 0 … trials, or a confidence that is no share.

    Examples
    --------
    >>> found = shares(56, 70, 48, 80)
    >>> [round(float(each), 4) for each in found]
    [0.2, 0.0524, 0.3339, 0.008]
    """
    low, high = newcombe(k1, n1, k2, n2, confidence)
    a, m, b, n = np.broadcast_arrays(*(np.asarray(each, float) for each in (k1, n1, k2, n2)))
    with np.errstate(invalid="ignore", divide="ignore"):
        value = a / m - b / n
        pooled = (a + b) / (m + n)
        z = value / np.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
        few = np.minimum(pooled, 1 - pooled) * np.minimum(m, n) < EXPECTED
    p = np.asarray(two_sided(z))
    few &= np.isfinite(p)
    exact = (mid_p(*each) for each in zip(a[few], m[few], b[few], n[few], strict=True))
    p[few] = np.fromiter(exact, float)
    return Difference(value, low, high, p)


def mantel_haenszel(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, confidence: float = CONFIDENCE
) -> Difference:
    """Compare two proportions within strata, and put them together.

    Parameters
    ----------
    k1, n1, k2, n2 : array_like, shape (n_strata, ...)
        Successes and trials of the first and the second group in each stratum.
    confidence : float, optional

    Returns
    -------
    Difference
        Of shape (...): the Mantel–Haenszel risk difference, with the interval of Greenland &
        Robins, and p of the Cochran–Mantel–Haenszel test without continuity correction. Strata
        where one group has no trials say nothing. NaN where none is left, or nothing varies.

    Notes
    -----
    Mantel & Haenszel (1959), *JNCI* 22:719–748; Greenland & Robins (1985), *Biometrics*
    41:55–68.

    Examples
    --------
    >>> found = mantel_haenszel([130, 280], [200, 800], [480, 60], [800, 200])
    >>> [round(float(each), 4) for each in found]
    [0.05, -0.0016, 0.1016, 0.063]
    """
    a, m, c, n = (np.asarray(each, float) for each in (k1, n1, k2, n2))
    both = m + n
    with np.errstate(invalid="ignore", divide="ignore"):
        usable = (m > 0) & (n > 0)
        weight = np.where(usable, m * n / both, 0.0)
        apart = np.where(usable, a / m - c / n, 0.0)
        parts = (a * (m - a) * n**3 + c * (n - c) * m**3) / (m * n * both**2)
        value = (weight * apart).sum(axis=0) / weight.sum(axis=0)
        error = np.sqrt(np.where(usable, parts, 0.0).sum(axis=0)) / weight.sum(axis=0)
        varied = m * n * (a + c) * (both - a - c) / (both**2 * (both - 1))
        z = (weight * apart).sum(axis=0) / np.sqrt(np.where(usable, varied, 0.0).sum(axis=0))
        half = np.where(error > 0, quantile(confidence) * error, np.nan)
    low, high = np.maximum(value - half, -1.0), np.minimum(value + half, 1.0)
    return Difference(value, low, high, two_sided(z))


def two_sided(z: ArrayLike) -> Values:
    """Return the two-sided p value of a standard normal z; NaN stays NaN."""
    tail = np.vectorize(NormalDist().cdf, otypes=[float])
    scores = np.asarray(z, float)
    known = np.where(np.isfinite(scores), scores, 0.0)
    return np.where(np.isfinite(scores), 2 * tail(-np.abs(known)), np.nan)


def means(
    first: Values,
    second: Values,
    first_people: ArrayLike | None = None,
    second_people: ArrayLike | None = None,
    *,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Difference:
    """Compare two means by drawing again from the people behind them.

    Somebody may be in both groups, and answer several times: people are drawn whole.

    Parameters
    ----------
    first, second : ndarray
        Values of the two groups.
    first_people, second_people : array_like of int, optional
        Who gave each value, in one numbering; by default each is of its own.
    confidence : float, optional
    resamples, seed : int

    Returns
    -------
    Difference
        Of the means, with percentile bootstrap interval; p is the share of resamples that lie
        at least as far from the difference as 0 does (shift method; at least 1/(resamples + 1)).
        NaN where a group is empty. Of few people see :func:`by_t`, which is right for them. Where
        all of each group are equal there is no interval, and p is that of the permutation test:
        how rarely chance alone parts people so; NaN where the groups are equal, too.

    Notes
    -----
    Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, chapters 13 and 16.

    Examples
    --------
    >>> found = means(np.array([5.0, 4, 5, 4, 5]), np.array([2.0, 3, 2, 3, 1]))
    >>> round(float(found.value), 2), bool(found.low > 0), bool(found.p < 0.01)
    (2.4, True, True)
    """
    none = np.array(np.nan)
    if not len(first) or not len(second):
        return Difference(none, none, none, none)
    value = np.array(first.mean() - second.mean())
    if first_people is None or second_people is None:
        first_people = np.arange(len(first))
        second_people = np.arange(len(second)) + len(first)
    values = np.concatenate([first, second])
    people = np.concatenate([np.asarray(first_people), np.asarray(second_people)])
    own = np.arange(len(values)) < len(first)
    if np.ptp(first) == 0 and np.ptp(second) == 0:
        p = parted(people[own], people[~own]) if value else none
        return Difference(value, none, none, np.array(p))

    both = group_means(values, people, np.where(own, 0, 1), 2)
    one, other = resampled(values, people, both, resamples=resamples, seed=seed).T
    drawn = one - other
    drawn = drawn[~np.isnan(drawn)]
    low, high = percentiles(drawn, confidence)
    # Rounding must not make a resample seem nearer than it is.
    far = np.abs(drawn - value) >= abs(value) - 1e-12
    return Difference(value, low, high, np.array((1 + far.sum()) / (1 + len(drawn))))


def by_t(
    first: Values,
    second: Values,
    first_people: Codes,
    second_people: Codes,
    confidence: float = CONFIDENCE,
    first_weights: Values | None = None,
    second_weights: Values | None = None,
) -> Difference:
    """Compare two means of few people, or of people who weigh unlike, by Student's t.

    Welch's interval and test, by whole people. Who is in both groups counts with the difference
    of what they say; then the smaller group tells the degrees of freedom.

    Returns
    -------
    Difference
        NaN but for the value where a group is worth less than two people, or nothing varies.

    Notes
    -----
    Welch (1947), *Biometrika* 34:28–35; of people who answer often, or weigh unlike, with the
    variance of their sums and as many people as these are worth (Kish 1965, *Survey Sampling*).

    Examples
    --------
    >>> one, other = np.array([5.0, 4, 5, 4, 5]), np.array([2.0, 3, 2, 3, 1])
    >>> found = by_t(one, other, np.arange(5), np.arange(5, 10))
    >>> [round(float(each), 4) for each in found]
    [2.4, 1.3393, 3.4607, 0.0011]
    """
    groups = ((first, first_people, first_weights), (second, second_people, second_weights))
    one, other = (float(np.average(each, weights=weights)) for each, _, weights in groups)
    value = np.array(one - other)
    sizes = [clustered.people(people, weights) for _, people, weights in groups]
    none = np.array(np.nan)
    if min(sizes) < 2 - 1e-9:
        return Difference(value, none, none, none)
    parts = [
        clustered.variance(*each) * size / (size - 1)
        for each, size in zip(groups, sizes, strict=True)
    ]
    if np.intersect1d(first_people, second_people).size:
        own = [clustered.shifts(*each) for each in groups]
        who = np.concatenate([first_people, second_people])
        _, codes = np.unique(who, return_inverse=True)
        sums = np.bincount(codes, weights=np.concatenate([own[0], -own[1]]))
        df = min(sizes) - 1
        varied = float((sums**2).sum()) * (df + 1) / df
    else:
        varied = sum(parts)
        squares = sum(part**2 / (size - 1) for part, size in zip(parts, sizes, strict=True))
        df = varied**2 / squares if squares else np.inf
    if not varied > 0:
        return Difference(value, none, none, none)
    error = varied**0.5
    half = float(student(quantile(confidence), df)) * error
    return Difference(value, value - half, value + half, np.array(beyond(float(value) / error, df)))


def worth_shares(
    first: float,
    first_worth: clustered.Worth,
    second: float,
    second_worth: clustered.Worth,
    confidence: float = CONFIDENCE,
) -> Difference:
    """Compare two independent shares of answers that are worth as many people's.

    Newcombe's interval (method 10), of limits with Student's t; the test of :func:`shares`.

    Examples
    --------
    >>> one, other = clustered.Worth(70, np.inf), clustered.Worth(80, np.inf)
    >>> [round(float(each), 4) for each in worth_shares(0.8, one, 0.6, other)]
    [0.2, 0.0524, 0.3339, 0.008]
    """
    sides = ((first, first_worth), (second, second_worth))
    (low_1, high_1), (low_2, high_2) = (
        score(share, worth.n, worth.quantile(confidence)) for share, worth in sides
    )
    value = np.array(first - second)
    below, above = (
        np.hypot(first - low_1, high_2 - second),
        np.hypot(high_1 - first, second - low_2),
    )
    hits = (first * first_worth.n, second * second_worth.n)
    p = shares(hits[0], first_worth.n, hits[1], second_worth.n, confidence).p
    return Difference(value, value - below, value + above, p)


def parted(first: ArrayLike, second: ArrayLike) -> float:
    """Return the p value of two groups of people that have no value in common, all equal in each.

    Two-sided, of all ways to deal people into groups of these sizes, and the answers of who is in
    both to one or the other.

    Examples
    --------
    >>> round(parted([1, 2, 3, 4], [5, 6, 7, 8]), 4)  # 2 of 70 ways
    0.0286
    >>> round(parted([1, 2, 3], [1, 2, 3]), 4)  # 2 of 8
    0.25
    """
    one, other = np.unique(first), np.unique(second)
    both = len(np.intersect1d(one, other))
    sizes = len(one) - both, len(other) - both
    # As logarithms: there are more ways than numbers have room for.
    ways = lgamma(sum(sizes) + 1) - sum(lgamma(size + 1) for size in sizes) + both * log(2)
    return min(1.0, (2 if sizes[0] == sizes[1] else 1) * exp(-ways))
