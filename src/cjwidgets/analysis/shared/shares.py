"""Shares of customers, as the columns of a table."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.analysis.inference.intervals import wilson

SHARE = ("share", "share_low", "share_high")


def shares(name: str, k: Any, n: Any, confidence: float) -> dict[str, NDArray[np.float64]]:
    """Return the columns of a share: k / n and its Wilson interval; NaN of nobody."""
    hits, trials = np.broadcast_arrays(np.asarray(k, float), np.asarray(n, float))
    band = wilson(hits, trials, confidence)
    share = np.divide(hits, trials, out=np.full(hits.shape, np.nan), where=trials > 0)
    return {name: share, f"{name}_low": band.low, f"{name}_high": band.high}
