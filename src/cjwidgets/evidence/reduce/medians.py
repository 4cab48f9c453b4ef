"""The ranks that bound a median, also where some customers have many of the values.

Values of one customer are alike. So n of them are worth fewer independent ones, and how many is
told by how the signs of their distances from the median go together within customers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import comb
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cjwidgets.evidence.reduce.student import student

Floats = NDArray[np.float64]
Ranks = NDArray[np.int64]

EXACT = 1000
"""Up to so many values the ranks are those of the binomial distribution."""
STEP = 1.05
"""Where customers have several values, the ends lie on marks that are so far apart: √n · STEP^k
ranks from the median. In place, all of them are brought here before it is known which count."""
DOUBT = 0.05
"""How much two made-up customers count, one all above and one all below: a few customers who are
alike by chance, or unlike by chance, shall not seem surer than they are."""


class Clusters(NamedTuple):
    """What tells how alike the values of one customer are; arrays of one shape, one a place.

    With k values of a customer and s the sum of their signs (−1 below the median, 0, 1 above):
    ``squares`` Σk², ``sums`` Σs, ``spread`` Σs², ``cross`` Σks over customers, ``apart`` the
    number of values that are not the median, ``people`` the number of customers, and ``most`` the
    largest k.
    """

    squares: Any
    sums: Any
    spread: Any
    cross: Any
    apart: Any
    people: Any = 0
    most: Any = 0


def freedom(n: Any, squares: Any) -> Any:
    """Return the degrees of freedom: as many customers of equal size as these are worth, − 1."""
    return n * 1.0 * n / squares - 1


def worth(n: Any, found: Clusters, clip: Callable[[Any, Any, Any], Any] = np.clip) -> Any:
    """Return how many independent values n values are worth: n / design effect.

    Kish (1965), *Survey Sampling*: by the variance of the sums of customers, with `DOUBT`. At
    best each value counts, at worst each customer. Takes arrays or expressions, with their
    ``clip``; two customers at least.
    """
    mean = found.sums * 1.0 / n
    size = found.squares * 1.0 / n
    groups = freedom(n, found.squares) + 1
    apart = found.spread - mean * found.cross * 2 + mean * mean * found.squares
    together = apart * groups / (groups - 1) + size * size * 2 * DOUBT
    alone = found.apart - mean * found.sums + size * 2 * DOUBT
    return clip(n * alone / together, groups, n * 1.0)


def _confidence(z: float) -> float:
    return 2 * NormalDist().cdf(z) - 1


def ranks(n: ArrayLike, z: float, found: Clusters | None = None) -> tuple[Ranks, Ranks]:
    """Return the ranks (from 1) of the values that bound a median; 0 and n + 1 where none do.

    Where each customer has one value: the largest rank below which at most half of what is left
    of the confidence lies, of the binomial distribution (Conover 1999, *Practical Nonparametric
    Statistics*, §3.2). Where some have several: Woodruff (1952), *JASA* 47:635–646, the values at
    the ends of the Wilson interval of one half, for as many values as these are worth, with
    Student's t, and widened to the next mark (see `STEP`).

    Examples
    --------
    >>> [int(each[0]) for each in ranks([6], 1.959964)]
    [1, 6]
    >>> [int(each[0]) for each in ranks([5], 1.959964)]
    [0, 6]
    """
    number = np.asarray(n, dtype=np.int64)
    low = np.array([_single(int(each), z) for each in number.ravel()], dtype=np.int64)
    low = low.reshape(number.shape)
    if found is not None:
        several = found.squares > number
        with np.errstate(invalid="ignore", divide="ignore"):
            df = freedom(number, found.squares)
            half = share(worth(number, found), student(z, df)) * number
            marks = np.ceil(np.log(half / number**0.5) / np.log(STEP) - 1e-9)
            outer = number**0.5 * STEP**marks
            clustered = np.maximum(np.floor(number / 2 - outer + 1e-9), 1)
        none = np.isnan(half) | (number / 2 - half < 1)
        low = np.where(several, np.where(none, 0, clustered), low).astype(np.int64)
    return low, number + 1 - low


def share(worth: Any, t: Any) -> Any:
    """Half the width of Wilson's interval of one half."""
    return t / ((worth + t * t) ** 0.5 * 2)


@cache
def _single(n: int, z: float) -> int:
    if n > EXACT:
        return int(n / 2 - n * share(n, z) + 1e-9)
    tail = (1 - _confidence(z)) / 2
    low, below = 0, 1
    while low < n and below <= tail * 2**n:
        low += 1
        below += comb(n, low)
    return low
