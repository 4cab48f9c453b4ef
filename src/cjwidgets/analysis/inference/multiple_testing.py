"""Many comparisons at once: how small a p value must be then."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cjwidgets.errors import InputError


def coverage_level(p_adjusted: ArrayLike, confidence: float) -> float:
    """Return the confidence of each interval so that few of those that stand miss.

    Notes
    -----
    Benjamini & Yekutieli (2005), *JASA* 100:71–81: where R of m adjusted p values stand at
    1 − confidence, intervals at 1 − (1 − confidence)·R/m keep the false coverage rate.

    Examples
    --------
    >>> coverage_level([0.01, 0.2, 0.3, float("nan"), 0.9], 0.95)
    0.9875
    """
    known = np.asarray(p_adjusted, dtype=float)
    known = known[~np.isnan(known)]
    stand = max(1, int((known < 1 - confidence).sum()))
    return 1 - (1 - confidence) * stand / max(1, len(known))


def benjamini_hochberg(p: ArrayLike) -> NDArray[np.float64]:
    """Adjust p values so that those below q hold at most a share q of false discoveries.

    Parameters
    ----------
    p : array_like, shape (m,)
        Between 0 and 1; NaN where there was no comparison: it does not count.

    Returns
    -------
    ndarray of float, shape (m,)
        Adjusted values, never below `p`, at most 1; NaN stays NaN.

    Raises
    ------
    InputError
        A value outside 0 … 1.

    Notes
    -----
    Benjamini & Hochberg (1995), *J. R. Statist. Soc. B* 57:289–300: sorted, p·m/rank, made
    monotone from the largest down. Holds for independent and positively dependent tests.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    values = np.asarray(p, dtype=float)
    known = np.flatnonzero(~np.isnan(values))
    if ((values[known] < 0) | (values[known] > 1)).any():
        raise InputError("A p value lies between 0 and 1.", hint="Is it in percent?")
    adjusted = np.full(values.shape, np.nan)
    order = known[np.argsort(values[known], kind="stable")]
    scaled = values[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum.accumulate(scaled[::-1])[::-1].clip(max=1.0)
    return adjusted
