"""Medians of durations, as the columns of a table."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.tables import Times


def medians(name: str, times: Times) -> dict[str, NDArray[np.float64]]:
    """Return the columns of a median in seconds and its interval, where it has one."""
    wide = times.low < times.high
    return {
        name: times.median,
        f"{name}_low": np.where(wide, times.low, np.nan),
        f"{name}_high": np.where(wide, times.high, np.nan),
    }


def surely(frame: pd.DataFrame, name: str, equal: pd.Series) -> pd.Series:
    """Return how long a median is at least; where so many values are equal, it is that value."""
    least: pd.Series = frame[f"{name}_low"].where(~equal, frame[name])
    return least


def no_interval(times: Times, cap: int | None = None) -> list[str]:
    """Return the notes that say why medians are capped or have no interval, or nothing."""
    none = np.isnan(times.low) & (times.n > 0)
    cases = [at_cap(times, cap), times.n == 1, none, equal(times)]
    return np.select(cases, ["at_cap", "one_value", "few_people", "ties"], "").tolist()


def equal(times: Times) -> NDArray[np.bool_]:
    """Return where so many values are equal that the interval would have no width."""
    return times.low == times.high


def at_cap(times: Times, cap: int | None) -> NDArray[np.bool_]:
    """Return where the median is the cap (µs): it is at least so long, and not known."""
    return np.zeros(times.n.shape, np.bool_) if cap is None else times.median >= cap / 1e6
