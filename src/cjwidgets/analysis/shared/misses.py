"""Where intervals hold the truth less, or more, often than they say: a table's ``note`` tells.

Measured by ``make coverage``: docs/reference/coverage-of-intervals.md marks the same settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cjwidgets.analysis.inference.clustered import FEW
from cjwidgets.evidence.log import EventLog

WORTH = 10
"""Below so many people of equal weight, intervals of weighted answers are too wide."""
_WIDE = (
    f"Intervals of weighted answers that are worth fewer than {WORTH} people (n_effective) are "
    "rather too wide: they hold the truth in about 98 instead of 95 of 100 samples."
)
MISSES = {
    "mean of 1–5": (
        f"Intervals of means of fewer than {FEW} people hold the truth less often than they say: "
        "of ten in about 92 instead of 95 of 100 samples."
    ),
    "share, weighted": _WIDE,
    "NPS, weighted": _WIDE,
    "mean of 1–5, weighted": _WIDE,
    "median time": (
        "Intervals of medians are rather too wide: they hold the truth in up to 98 instead of 95 "
        "of 100 samples."
    ),
    "P(goal) of a chain, times of one moment": (
        "All events are at one moment: intervals of the chain hold the truth less often than they "
        "say, in about 91 instead of 95 of 100 samples."
    ),
}
"""By the name of the interval, as on the page, what a table says of it."""

_MEANS = {"csat", "ces", "emotion", "expectation_gap", "importance_performance", "peaks"}
_MEDIANS = ("median", "median_time", "median_handling")


def of_table(frame: pd.DataFrame, statistic: str, about: Mapping[str, Any]) -> str:
    """Return what the note of a table says of its intervals of means or medians, if anything."""
    if "n_effective" in frame:
        told = frame[[each for each in frame if str(each).endswith("_low")]].notna().any(axis=1)
        return _WIDE if (told & (frame["n_effective"] < WORTH)).any() else ""
    if statistic in _MEANS and about.get("method", "mean") == "mean":
        ends = [each for each in frame if str(each).endswith("_low")]
        told = frame[ends].notna().any(axis=1)
        if ends and (told & (frame["respondents"] < FEW)).any():
            return MISSES["mean of 1–5"]
    lows = [f"{each}_low" for each in _MEDIANS if f"{each}_low" in frame]
    if statistic != "time_to" and any(frame[each].notna().to_numpy().any() for each in lows):
        return MISSES["median time"]
    return ""


def of_chain(log: EventLog) -> str:
    """Return what the note of a chain says, if anything."""
    moment = log.span.first == log.span.last
    return MISSES["P(goal) of a chain, times of one moment"] if moment else ""
