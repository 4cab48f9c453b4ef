"""Exact tests of two shares, for where there are too few people for the normal distribution."""

from __future__ import annotations

import numpy as np


def mid_p(k1: float, n1: float, k2: float, n2: float) -> float:
    """Return Fisher's two-sided mid-p value: what is as likely as the table counts half.

    Counts that are no whole numbers (of answers that weigh unlike) are rounded.

    Parameters
    ----------
    k1, n1, k2, n2 : float
        Successes and trials of the first and the second group.

    Notes
    -----
    Lancaster (1961), *J. Am. Statist. Assoc.* 56:223–234.

    Examples
    --------
    >>> round(mid_p(7, 8, 2, 8), 4)  # Fisher's own p is 0.0406
    0.021
    """
    hits, trials, others = round(k1 + k2), round(n1), round(n2)
    seen = np.arange(max(0, hits - others), min(hits, trials) + 1)
    at = int(np.clip(round(k1), seen[0], seen[-1])) - seen[0]
    # Each from the one before it: the ways themselves are more than numbers have room for.
    one = seen[:-1]
    steps = np.log((hits - one) * (trials - one)) - np.log((one + 1) * (others - hits + one + 1))
    logs = np.concatenate([[0.0], np.cumsum(steps)])
    chances = np.exp(logs - logs.max())
    chances /= chances.sum()
    alike = np.isclose(chances, chances[at], rtol=1e-7, atol=0)
    return float(chances[(chances < chances[at]) & ~alike].sum() + chances[alike].sum() / 2)
