"""How numbers are put down for a browser: rounded, with the reason where one is missing."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

Numbers = dict[str, Any]


def put(numbers: Numbers, name: str, row: pd.Series[Any], column: str) -> None:
    """Put in a value with its interval, or why it is not known."""
    values = [float(row[column]), float(row[f"{column}_low"]), float(row[f"{column}_high"])]
    if any(map(math.isnan, values)):
        say_why(numbers, name, row["note"])
    if not math.isnan(values[0]):
        numbers[name] = [known(value, 5) for value in values]


def known(value: float, digits: int) -> float | None:
    """Round a number; None for one that is not known, for which JSON has no other word."""
    return round(float(value), digits) if math.isfinite(value) else None


def say_why(numbers: Numbers, name: str, note: str) -> None:
    """Put in why a value is missing."""
    numbers.setdefault("why", {})[name] = note
