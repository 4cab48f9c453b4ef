"""Statistics of a journey: each a function of a map and its evidence, each with its interval."""

from cjwidgets.analysis.bootstrap import bootstrap
from cjwidgets.analysis.ces import ces
from cjwidgets.analysis.changes import DropOff, Merge, Remove, Reorder
from cjwidgets.analysis.conformance import conformance
from cjwidgets.analysis.csat import csat
from cjwidgets.analysis.difference import difference
from cjwidgets.analysis.distributions import distributions
from cjwidgets.analysis.emotion import emotion
from cjwidgets.analysis.expectation_gap import expectation_gap
from cjwidgets.analysis.funnel import funnel
from cjwidgets.analysis.importance_performance import importance_performance, opportunity
from cjwidgets.analysis.intervals import Interval, newcombe, wilson
from cjwidgets.analysis.markov import markov
from cjwidgets.analysis.match_report import match_report
from cjwidgets.analysis.multiple import benjamini_hochberg
from cjwidgets.analysis.nps import nps
from cjwidgets.analysis.peaks import peaks
from cjwidgets.analysis.result import explain
from cjwidgets.analysis.suppress import suppress
from cjwidgets.analysis.what_if import what_if

__all__ = [
    "DropOff",
    "Interval",
    "Merge",
    "Remove",
    "Reorder",
    "benjamini_hochberg",
    "bootstrap",
    "ces",
    "conformance",
    "csat",
    "difference",
    "distributions",
    "emotion",
    "expectation_gap",
    "explain",
    "funnel",
    "importance_performance",
    "markov",
    "match_report",
    "newcombe",
    "nps",
    "opportunity",
    "peaks",
    "suppress",
    "what_if",
    "wilson",
]
