"""Numbers that count a unit of time since 1970, where they are."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from cjwidgets.evidence.readers import times

_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}


def micros(column: nw.Expr, dtype: Any, unit: str) -> nw.Expr:
    """Return µs since 1970; parts finer than that are cut off, as in memory."""
    per_second = _PER_SECOND[unit]
    if not dtype.is_integer():
        number = column.cast(nw.Float64)
        exact = (number * (1e6 / per_second) + 1e-6).floor()
        return nw.when(~number.is_nan()).then(exact).cast(nw.Int64)
    number = column.cast(nw.Int64)
    if unit != "ns":
        return number * (1_000_000 // per_second)
    # Some databases divide in floats, which are too coarse for nanoseconds: seconds go apart.
    rest = _modulo(number, per_second)
    seconds, fine = number - rest, rest - _modulo(rest, 1_000)
    return _quotient(seconds, per_second) * 1_000_000 + _quotient(fine, 1_000)


def check(low: int, high: int, column: str, unit: str) -> None:
    """Refuse µs that no number of this unit plausibly means."""
    for value in (low, high):
        times.check_epoch(value / 1e6, column, unit)


def _modulo(number: nw.Expr, by: int) -> nw.Expr:
    """SQL's % keeps the sign of a number."""
    return (number % by + by) % by


def _quotient(multiple: nw.Expr, by: int) -> nw.Expr:
    return (multiple / by).round(0).cast(nw.Int64)
