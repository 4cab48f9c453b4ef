"""What a browser is told is JSON, which has no word for a number that is none."""

from __future__ import annotations

import json
import math
from typing import Any


def finite(data: Any) -> Any:
    """Return data with None for NaN and infinities: one such number would lose all of it.

    Examples
    --------
    >>> finite({"mean": float("nan"), "n": [7, float("inf")]})
    {'mean': None, 'n': [7, None]}
    """
    try:
        json.dumps(data, allow_nan=False)  # far quicker than to look at each number
    except (TypeError, ValueError):
        return _without(data)
    return data


def _without(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_without(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data
