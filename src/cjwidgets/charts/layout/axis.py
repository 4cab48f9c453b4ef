"""Scales with ticks people can read, in shares, durations or plain numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from cjwidgets.charts.layout.frame import on
from cjwidgets.charts.layout.sheet import Sheet
from cjwidgets.display import words

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_TIMES = (
    *(0.001, 0.01, 0.1, 1, 10, 60, 600, 3600, 6 * 3600),
    *(86400 * days for days in (1, 7, 30, 365, 3650, 36500)),
)

_LAPSES = (
    *(0.01, 0.1, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800),
    *(3600 * hours for hours in (1, 2, 3, 6, 12)),
    *(86400 * days for days in (1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825)),
)


@dataclass(frozen=True)
class Axis:
    """A scale from ``low`` to ``high`` with its labelled ticks."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    log: bool = False

    def x(self, field: str, left: float, right: float) -> alt.X:
        """Return the horizontal encoding of a field, between two distances from the left."""
        return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(**self._scale([left, right])))

    def y(self, field: str, bottom: float, top: float) -> alt.Y:
        """Return the vertical encoding of a field, between two distances from the top."""
        return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(**self._scale([bottom, top])))

    def part(self, at: float) -> float:
        """Return how far a value lies along the axis, from 0 to 1."""
        low, high = self.low, self.high
        if self.log:
            low, high, at = math.log(low), math.log(high), math.log(at)
        return (at - low) / ((high - low) or 1.0)

    def spaced(self, width: float, size: float) -> list[tuple[float, str]]:
        """Return the ticks whose labels have room on so many pixels, in letters of this size."""
        kept, free = [], -math.inf
        for at, label in self.ticks:
            middle, half = width * self.part(at), words.width(label) * size / 2
            if middle - half >= free:
                kept.append((at, label))
                free = middle + half + 8
        return kept

    def _scale(self, ends: list[float]) -> dict[str, Any]:
        kind = {"type": "log"} if self.log else {"zero": False}
        return {"range": ends, "nice": False, **kind}

    def extent(self) -> alt.Chart:
        """Return unseen marks at the ends: the scale is as long as its rows, so rows can change it.

        Encode them by `x` or `y`, with the field ``at``.
        """
        return on([{"at": self.low}, {"at": self.high}]).mark_point(opacity=0, aria=False)


def shares(sheet: Sheet, values: Iterable[Any], *, signed: bool = False, zero: bool = True) -> Axis:
    """Return an axis in percent, from 0 (or the lowest difference) to the highest value.

    ``zero=False`` begins near the lowest value: for slopes, where no length is read.
    """
    seen = list(values)
    low, high, step = _span(seen, signed, least=0.02)
    if not zero and seen:
        low = max(0.0, math.floor((min(seen) - 1e-9) / step) * step)
    ticks = tuple((at, _percent(sheet, at, step, signed)) for at in _steps(low, high, step))
    return Axis(low, high, ticks)


def _percent(sheet: Sheet, share: float, step: float, signed: bool) -> str:
    digits = 0 if step >= 0.00999 else 1
    return sheet.t.percent(share, digits, sign=signed)


def numbers(sheet: Sheet, values: Iterable[Any], *, signed: bool = False) -> Axis:
    """Return an axis of plain numbers."""
    low, high, step = _span(values, signed, least=1)
    ticks = tuple(
        (at, sheet.count(at) if abs(high) >= 100 else sheet.decimal(at, sign=signed))
        for at in _steps(low, high, step)
    )
    return Axis(low, high, ticks)


def durations(sheet: Sheet, values: Iterable[Any]) -> Axis:
    """Return a logarithmic axis of seconds: stays differ by orders of magnitude."""
    seen = [float(value) for value in values if not pd.isna(value) and value > 0] or [1.0, 60.0]
    low, high = min(seen) / 1.25, max(seen) * 1.25
    ticks = [at for at in _TIMES if low <= at <= high]
    if len(ticks) < 2:
        low = max((at for at in _TIMES if at <= low), default=low)
        high = min((at for at in _TIMES if at >= high), default=high)
        ticks = [at for at in _TIMES if low <= at <= high]
    return Axis(low, high, tuple((at, sheet.duration(at)) for at in ticks), log=True)


def elapsed(sheet: Sheet, end: float) -> Axis:
    """Return an axis of seconds from 0 on, with ticks in whole units."""
    step = next((each for each in _LAPSES if end / each <= 6), 365 * 86400 * math.ceil(end / 2e8))
    later = _steps(step, step * (end // step), step)
    return Axis(0.0, end, ((0.0, sheet.count(0)), *((at, sheet.duration(at)) for at in later)))


def _span(values: Iterable[Any], signed: bool, least: float) -> tuple[float, float, float]:
    seen = [float(value) for value in values if not pd.isna(value)]
    high = max([0.0, *seen])
    low = min([0.0, *seen]) if signed else 0.0
    if high - low < least:
        high = low + least
    step = _nice((high - low) / 4)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step


def _nice(rough: float) -> float:
    size: float = 10 ** math.floor(math.log10(rough))
    return next(step * size for step in _STEPS if step * size >= rough * 0.999)


def _steps(low: float, high: float, step: float) -> list[float]:
    return [round(low + i * step, 10) for i in range(round((high - low) / step) + 1)]
