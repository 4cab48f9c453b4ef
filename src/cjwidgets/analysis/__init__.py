"""Statistics of a journey: each a function of a map and its evidence, each with its interval."""

from cjwidgets.analysis.bootstrap import bootstrap
from cjwidgets.analysis.ces import ces
from cjwidgets.analysis.changes import DropOff, Merge, Remove, Reorder
from cjwidgets.analysis.channel_consistency import channel_consistency
from cjwidgets.analysis.channel_coverage import channel_coverage
from cjwidgets.analysis.channel_gaps import channel_gaps
from cjwidgets.analysis.channel_overlaps import channel_overlaps
from cjwidgets.analysis.channels import channels
from cjwidgets.analysis.churn import churn
from cjwidgets.analysis.compare import compare
from cjwidgets.analysis.compare_segments import compare_segments
from cjwidgets.analysis.completion import completion
from cjwidgets.analysis.conformance import conformance
from cjwidgets.analysis.csat import csat
from cjwidgets.analysis.difference import difference
from cjwidgets.analysis.distributions import distributions
from cjwidgets.analysis.dwell import dwell
from cjwidgets.analysis.emotion import emotion
from cjwidgets.analysis.entries import entries
from cjwidgets.analysis.exits import exits
from cjwidgets.analysis.expectation_gap import expectation_gap
from cjwidgets.analysis.figures import Figures, figures
from cjwidgets.analysis.funnel import funnel
from cjwidgets.analysis.importance_performance import importance_performance, opportunity
from cjwidgets.analysis.intervals import Interval, newcombe, wilson
from cjwidgets.analysis.ledger import debt, ledger
from cjwidgets.analysis.loops import loops
from cjwidgets.analysis.markov import markov
from cjwidgets.analysis.match_report import match_report
from cjwidgets.analysis.multiple import benjamini_hochberg
from cjwidgets.analysis.nps import nps
from cjwidgets.analysis.paths import paths
from cjwidgets.analysis.peaks import peaks
from cjwidgets.analysis.reach import reach
from cjwidgets.analysis.result import explain
from cjwidgets.analysis.retention import retention
from cjwidgets.analysis.suppress import suppress
from cjwidgets.analysis.switches import switches
from cjwidgets.analysis.transitions import transitions
from cjwidgets.analysis.what_if import what_if

__all__ = [
    "DropOff",
    "Figures",
    "Interval",
    "Merge",
    "Remove",
    "Reorder",
    "benjamini_hochberg",
    "bootstrap",
    "ces",
    "channel_consistency",
    "channel_coverage",
    "channel_gaps",
    "channel_overlaps",
    "channels",
    "churn",
    "compare",
    "compare_segments",
    "completion",
    "conformance",
    "csat",
    "debt",
    "difference",
    "distributions",
    "dwell",
    "emotion",
    "entries",
    "exits",
    "expectation_gap",
    "explain",
    "figures",
    "funnel",
    "importance_performance",
    "ledger",
    "loops",
    "markov",
    "match_report",
    "newcombe",
    "nps",
    "opportunity",
    "paths",
    "peaks",
    "reach",
    "retention",
    "suppress",
    "switches",
    "transitions",
    "what_if",
    "wilson",
]
