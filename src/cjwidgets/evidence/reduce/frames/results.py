"""Small results, as they come back from wherever they were counted."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from cjwidgets.evidence.reduce.frames import native


def small(frame: nw.LazyFrame) -> pd.DataFrame:
    """Run a query whose result is small, and bring it here."""
    return native.fetch(frame.to_native(), native.backend_of(frame.to_native()))


def spread(
    rows: pd.DataFrame, column: str, size: int, dtype: type[Any] = np.int64
) -> np.ndarray[Any, np.dtype[Any]]:
    """Put values by place into an array over all places."""
    values = np.zeros(size, dtype)
    values[rows["place"].to_numpy(int)] = rows[column].to_numpy(dtype)
    return values
