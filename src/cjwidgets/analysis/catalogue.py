"""Every statistic, by the question it answers: a folder a question, a file a statistic.

The file of a statistic has the function of its name and ``sentence``, which says what was found.
"""

from __future__ import annotations

BY_QUESTION = {
    "customers": ("churn", "completion", "entries", "exits", "funnel", "reach", "retention"),
    "movement": ("conformance", "dwell", "loops", "markov", "paths", "transitions"),
    "channel": (
        "channel_consistency",
        "channel_coverage",
        "channel_gaps",
        "channel_overlaps",
        "channels",
        "switches",
    ),
    "feelings": ("ces", "csat", "distributions", "emotion", "expectation_gap", "nps", "peaks"),
    "priorities": ("importance_performance", "what_if"),
    "comparison": ("compare", "compare_segments", "difference"),
    "certainty": ("ledger", "left_out", "match_report"),
}
"""Names of statistics by the folder they are in."""

FOLDER = {name: folder for folder, names in BY_QUESTION.items() for name in names}
"""The folder of each statistic."""


def module(statistic: str) -> str:
    """Return the name of the module of a statistic.

    Examples
    --------
    >>> module("funnel")
    'cjwidgets.analysis.customers.funnel'
    """
    return f"cjwidgets.analysis.{FOLDER[statistic]}.{statistic}"
