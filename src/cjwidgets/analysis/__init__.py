"""Statistics of a journey: each a function of a map and its evidence, each with its interval."""

from cjwidgets.analysis.changes import DropOff, Merge, Remove, Reorder
from cjwidgets.analysis.conformance import conformance
from cjwidgets.analysis.funnel import funnel
from cjwidgets.analysis.intervals import Interval, wilson
from cjwidgets.analysis.markov import markov
from cjwidgets.analysis.what_if import what_if

__all__ = [
    "DropOff",
    "Interval",
    "Merge",
    "Remove",
    "Reorder",
    "conformance",
    "funnel",
    "markov",
    "what_if",
    "wilson",
]
