"""Times to an event, where some have not had it yet when the data end.

Small enough to be our own: SciPy would be a dependency for four sums, and has no competing ends.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.intervals import wilson

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
ALMOST = 1e-12


@dataclass(frozen=True, eq=False)
class Waits:
    """How long some waited, and why it ended. Arrays have shape (n_times,).

    Attributes
    ----------
    times : ndarray
        Distinct, rising.
    came, ended, open : ndarray of int64
        Customers who reach the goal at this time, whose wait ends otherwise, and who were still
        waiting when the data end.
    """

    times: Counts
    came: Counts
    ended: Counts
    open: Counts

    @property
    def at_risk(self) -> Counts:
        """Who were still waiting, and watched, right before each time."""
        leaving = self.came + self.ended + self.open
        n: Counts = leaving[::-1].cumsum()[::-1]
        return n

    @property
    def n(self) -> int:
        return int((self.came + self.ended + self.open).sum())


@dataclass(frozen=True, eq=False)
class Incidence:
    """The share that has reached the goal by each time, with its band."""

    times: Counts
    share: Floats
    low: Floats
    high: Floats
    unseen: float
    """How large a share may be of which nobody has come yet: below it no quantile has a lower end.

    Exact, 1 − (α/2)^(1/n), as of order statistics: of five people none of half of them has one."""

    def quantile(self, share: float) -> tuple[float, float, float]:
        """Return when so large a share has come, and the interval of that; NaN: not in the data.

        The interval holds the times at which the band holds the share (Brookmeyer & Crowley).
        """
        time, late, early = (
            self._first(each >= share - ALMOST) for each in (self.share, self.low, self.high)
        )
        return time, math.nan if share <= self.unseen else early, late

    def _first(self, there: NDArray[np.bool_]) -> float:
        return float(self.times[there.argmax()]) if there.any() else math.nan


def incidence(waits: Waits, confidence: float) -> Incidence:
    """Return the cumulative incidence: Aalen–Johansen, and without other ends Kaplan–Meier.

    The variance is that of the delta method (Marubini & Valsecchi 1995, ch. 10), which without
    other ends is Greenwood's; the band is that of log(−log(1 − share)), which stays within 0 and 1.

    Examples
    --------
    >>> one, none = np.array([1, 1, 0]), np.zeros(3, int)
    >>> found = incidence(Waits(np.array([1, 2, 3]), one, none, 1 - one), 0.95)
    >>> found.share.round(3).tolist()
    [0.333, 0.667, 0.667]
    """
    z = quantile(confidence)
    n = waits.at_risk.astype(float)
    came, left = waits.came.astype(float), (waits.came + waits.ended).astype(float)
    still = np.cumprod(1 - left / n)
    before = np.append(1.0, still[:-1])
    share = np.cumsum(before * came / n)
    if not waits.ended.any():
        share = 1 - still
    spread = np.sqrt(_variance(n, came, left, before, share))
    rest = 1 - share
    inner = (share > 0) & (rest > ALMOST)
    low, high = np.zeros(len(share)), np.ones(len(share))
    log = np.log(rest, where=inner, out=np.full(len(share), -1.0))
    width = z * spread / (np.where(inner, rest, 1) * -log)
    low[inner] = (1 - rest ** np.exp(-width))[inner]
    high[inner] = (1 - rest ** np.exp(width))[inner]
    # Nobody yet: of all who are watched to this time. Everybody: no less than before.
    none = share <= 0
    high[none] = wilson(0, n, confidence).high[none]
    if (full := rest <= ALMOST).any():
        low[full] = low[~full].max(initial=0.0)
    first = n[np.flatnonzero(waits.came)[:1]]
    unseen = float(1 - ((1 - confidence) / 2) ** (1 / first[0])) if len(first) else 1.0
    return Incidence(waits.times, share, low, high, unseen)


def _variance(n: Floats, came: Floats, left: Floats, before: Floats, share: Floats) -> Floats:
    """Sum over the times s up to each t, written out so that each is summed once."""
    rest = n - left
    # Where nobody is left it is the last time, and its weight, share(t) − share(s), is 0.
    a = np.divide(left, n * rest, out=np.zeros(len(n)), where=rest > 0)
    b = before**2 * came * (n - came) / n**3
    c = before * came / n**2
    terms = (
        share**2 * np.cumsum(a),
        -2 * share * np.cumsum(a * share),
        np.cumsum(a * share**2),
        np.cumsum(b),
        -2 * share * np.cumsum(c),
        2 * np.cumsum(c * share),
    )
    return np.maximum(np.sum(terms, axis=0), 0.0)


class LogRank(NamedTuple):
    """A test whether groups come equally fast."""

    chi2: float
    df: int
    p: float


def log_rank(*strata: Sequence[Waits]) -> LogRank | None:
    """Compare how fast groups come: observed against expected, at each time somebody comes.

    Of several strata, each with the same groups, both are summed. None where there is nothing to
    compare. Other ends count as if the wait had been broken off.
    """
    surplus, variance = _surplus(strata)
    watched = np.flatnonzero(variance.diagonal() > 0)[1:]  # one of them follows from the others
    part = variance[np.ix_(watched, watched)]
    if not len(watched) or np.linalg.cond(part) > 1e12:
        return None
    chi2 = float(surplus[watched] @ np.linalg.solve(part, surplus[watched]))
    return LogRank(chi2, len(watched), chi2_beyond(chi2, len(watched)))


def ahead(strata: Sequence[Sequence[Waits]]) -> tuple[Floats, Floats]:
    """Return how many more of each group have come than expected within strata, and p of it.

    Expected is what would come if the group were as fast as all; two groups are compared once.
    """
    surplus, variance = _surplus(strata)
    spread = variance.diagonal()
    p = [
        chi2_beyond(each**2 / var, 1) if var > 0 else math.nan
        for each, var in zip(surplus, spread, strict=True)
    ]
    size = 1 if len(surplus) == 2 else len(surplus)
    return surplus[:size], np.array(p[:size])


def _surplus(strata: Sequence[Sequence[Waits]]) -> tuple[Floats, Floats]:
    """Return observed less expected of each group, and its covariance, summed over strata."""
    size = len(strata[0]) if strata else 0
    surplus, variance = np.zeros(size), np.zeros((size, size))
    for groups in strata if size > 1 else ():
        times = np.unique(np.concatenate([each.times for each in groups]))
        risk, came = np.zeros((2, size, len(times)))
        for row, each in enumerate(groups):
            at = np.searchsorted(each.times, times)
            risk[row] = np.append(each.at_risk, 0)[at]
            same = np.append(each.times, -1)[at] == times
            came[row, same] = each.came[at[same]]
        n, d = risk.sum(axis=0), came.sum(axis=0)
        some = (d > 0) & (n > 1)
        risk, came, n, d = risk[:, some], came[:, some], n[some], d[some]
        expected = risk / n
        surplus += (came - expected * d).sum(axis=1)
        weight = d * (n - d) / (n - 1)
        variance += np.diag((expected * weight).sum(axis=1)) - (expected * weight) @ expected.T
    return surplus, variance


def chi2_beyond(chi2: float, df: int) -> float:
    """Return the probability of a larger χ², for whole degrees of freedom: a finite sum.

    Examples
    --------
    >>> round(chi2_beyond(3.841459, 1), 6), round(chi2_beyond(5.991465, 2), 6)
    (0.05, 0.05)
    """
    half = chi2 / 2
    if df % 2:
        total, term = math.erfc(math.sqrt(half)), math.sqrt(half / math.pi) * 2 * math.exp(-half)
        start = 1.5
    else:
        total, term, start = 0.0, math.exp(-half), 1.0
    for step in range((df - df % 2) // 2):
        total += term
        term *= half / (start + step)
    return min(total, 1.0)
