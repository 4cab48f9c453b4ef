"""Medians of durations, as the columns of a table."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.tables import Times


def medians(name: str, times: Times) -> dict[str, NDArray[np.float64]]:
    """Return the columns of a median in seconds and its interval; one value alone has none."""
    several = times.n > 1
    return {
        name: times.median,
        f"{name}_low": np.where(several, times.low, np.nan),
        f"{name}_high": np.where(several, times.high, np.nan),
    }
