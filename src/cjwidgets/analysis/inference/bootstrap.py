"""Intervals by drawing again from the people who answered, not from their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.intervals import Interval
from cjwidgets.analysis.shared.checks import whole
from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.errors import InputError
from cjwidgets.evidence.reduce.student import student

RESAMPLES = 2000
Counts = NDArray[np.float64]
Statistic = Callable[[Counts], NDArray[np.float64]]
_CELLS = 4_000_000  # of a block of resamples: bounds the memory


def bootstrap(
    values: ArrayLike,
    clusters: ArrayLike | None = None,
    statistic: str | Statistic = "mean",
    *,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """Percentile bootstrap interval of a mean, a median or any function of resampled counts.

    Whole clusters are drawn with replacement: answers of one person stay together.

    Parameters
    ----------
    values : array_like, shape (n,)
        No NaN among them.
    clusters : array_like of int, shape (n,), optional
        Who gave each value; by default each is of its own.
    statistic : {"mean", "median"} or callable, default "mean"
        A callable gets how often each cluster was drawn, shape (some resamples, clusters), the
        clusters in rising order; it returns a value a resample, shape (some resamples,). See
        :func:`group_means`.
    confidence : float, optional
    resamples : int, default 2000
    seed : int, default 0
        The same seed gives the same interval on every machine.

    Returns
    -------
    Interval
        Two numbers; NaN without values, or where every resample is NaN.

    Raises
    ------
    InputError
        Unequal lengths, an unknown statistic, fewer than 100 resamples.

    Notes
    -----
    Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, chapter 13; the percentiles
    are expanded for the number of clusters (Hesterberg 2015, *The American Statistician*
    69:371–386). With fewer than about 20 it is too narrow all the same.

    Examples
    --------
    >>> low, high = bootstrap([1, 2, 3, 4, 5] * 10)
    >>> round(float(low), 1), round(float(high), 1)
    (2.6, 3.4)
    """
    quantile(confidence)
    drawn = resampled(values, clusters, statistic, resamples=resamples, seed=seed)
    return percentiles(drawn, confidence, _people(values, clusters))


def _people(values: ArrayLike, clusters: ArrayLike | None) -> int:
    return len(np.asarray(values)) if clusters is None else len(np.unique(clusters))


def drawing(resamples: int, seed: int) -> dict[str, Any]:
    """Return the options of a bootstrap; bad ones are refused, also where few need none."""
    whole("resamples", resamples, 100)
    whole("seed", seed, 0)
    return {"resamples": resamples, "seed": seed}


def resampled(
    values: ArrayLike,
    clusters: ArrayLike | None = None,
    statistic: str | Statistic = "mean",
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> NDArray[np.float64]:
    """Return the statistic of each resample, shape (resamples,) or (resamples, k)."""
    numbers = np.asarray(values, dtype=float)
    owners = np.arange(len(numbers)) if clusters is None else np.asarray(clusters)
    if len(owners) != len(numbers):
        raise InputError(f"{len(numbers)} values and {len(owners)} clusters: expected as many.")
    drawing(resamples, seed)
    if len(numbers) == 0:
        return np.full(resamples, np.nan)
    if not isinstance(statistic, str):
        made = statistic
    elif statistic in _NAMED:
        made = _NAMED[statistic](numbers, owners)
    else:
        raise InputError(f"statistic={statistic!r} is neither 'mean' nor 'median'.")
    people = len(np.unique(owners))
    width = max(people, len(numbers) if statistic == "median" else 0)
    draws = _draws(people, resamples, seed, max(1, _CELLS // width))
    return np.concatenate([made(counts) for counts in draws])


def group_means(
    values: NDArray[np.float64], clusters: ArrayLike, groups: NDArray[Any], k: int
) -> Statistic:
    """Return the statistic that gives the means of ``k`` groups of values.

    Shape (some resamples, k); NaN where no value of a group was drawn.
    """
    distinct, codes = np.unique(clusters, return_inverse=True)
    cells, shape = codes * k + groups, (len(distinct), k)
    sums = np.bincount(cells, weights=values, minlength=len(distinct) * k).reshape(shape)
    sizes = np.bincount(cells, minlength=len(distinct) * k).reshape(shape).astype(float)

    def means(counts: Counts) -> NDArray[np.float64]:
        with np.errstate(invalid="ignore"):
            result: NDArray[np.float64] = (counts @ sums) / (counts @ sizes)
        return result

    return means


def percentiles(
    drawn: NDArray[np.float64], confidence: float, people: int | None = None
) -> Interval:
    """Return the interval that holds the middle share of resamples; NaN ones do not count.

    ``people``: how many were drawn from. Of few the share is larger: resamples spread less than
    samples do, by √((n − 1) / n), and a normal quantile is too small.
    """
    known = drawn[~np.isnan(drawn)]
    if len(known) == 0:
        return Interval(np.array(np.nan), np.array(np.nan))
    tail = (1 - confidence) / 2
    if people is not None and people > 1:
        wide = float(student(quantile(confidence), people - 1)) * (people / (people - 1)) ** 0.5
        tail = NormalDist().cdf(-wide)
    low, high = np.quantile(known, [tail, 1 - tail])
    return Interval(np.array(low), np.array(high))


def _draws(clusters: int, resamples: int, seed: int, block: int) -> Iterator[Counts]:
    """Yield blocks of resamples: how often each cluster was drawn."""
    whole("seed", seed, 0)
    generator = np.random.Generator(np.random.PCG64(seed))
    for start in range(0, resamples, block):
        size = min(block, resamples - start)
        # Of uniform draws: NumPy keeps their stream the same between versions.
        picks = (generator.random((size, clusters)) * clusters).astype(np.int64)
        picks += clusters * np.arange(size)[:, None]
        counts = np.bincount(picks.ravel(), minlength=size * clusters)
        yield counts.reshape(size, clusters).astype(float)  # floats multiply much faster


def _mean(values: NDArray[np.float64], clusters: NDArray[Any]) -> Statistic:
    means = group_means(values, clusters, np.zeros(len(values), dtype=np.int64), 1)
    return lambda counts: means(counts)[:, 0]


def _median(values: NDArray[np.float64], clusters: NDArray[Any]) -> Statistic:
    _, codes = np.unique(clusters, return_inverse=True)
    order = np.argsort(values, kind="stable")
    rising, owners = values[order], codes[order]

    def median(counts: Counts) -> NDArray[np.float64]:
        reached = counts[:, owners].cumsum(axis=1)
        total = reached[:, -1:]
        low = (reached > (total - 1) // 2).argmax(axis=1)
        high = (reached > total // 2).argmax(axis=1)
        result: NDArray[np.float64] = (rising[low] + rising[high]) / 2
        return result

    return median


_NAMED: dict[str, Callable[[NDArray[np.float64], NDArray[Any]], Statistic]] = {
    "mean": _mean,
    "median": _median,
}
