"""Statistics of a journey: each a function of a map and its evidence, each with its interval."""

from cjwidgets.analysis.certainty.figures import Figures, figures
from cjwidgets.analysis.certainty.ledger import debt, ledger
from cjwidgets.analysis.certainty.match_report import match_report
from cjwidgets.analysis.channel.channel_consistency import channel_consistency
from cjwidgets.analysis.channel.channel_coverage import channel_coverage
from cjwidgets.analysis.channel.channel_gaps import channel_gaps
from cjwidgets.analysis.channel.channel_overlaps import channel_overlaps
from cjwidgets.analysis.channel.channels import channels
from cjwidgets.analysis.channel.switches import switches
from cjwidgets.analysis.comparison.compare import compare
from cjwidgets.analysis.comparison.compare_segments import compare_segments
from cjwidgets.analysis.comparison.difference import difference
from cjwidgets.analysis.customers.churn import churn
from cjwidgets.analysis.customers.completion import completion
from cjwidgets.analysis.customers.entries import entries
from cjwidgets.analysis.customers.exits import exits
from cjwidgets.analysis.customers.funnel import funnel
from cjwidgets.analysis.customers.reach import reach
from cjwidgets.analysis.customers.retention import retention
from cjwidgets.analysis.feelings.ces import ces
from cjwidgets.analysis.feelings.csat import csat
from cjwidgets.analysis.feelings.distributions import distributions
from cjwidgets.analysis.feelings.emotion import emotion
from cjwidgets.analysis.feelings.expectation_gap import expectation_gap
from cjwidgets.analysis.feelings.nps import nps
from cjwidgets.analysis.feelings.peaks import peaks
from cjwidgets.analysis.movement.conformance import conformance
from cjwidgets.analysis.movement.dwell import dwell
from cjwidgets.analysis.movement.loops import loops
from cjwidgets.analysis.movement.markov import markov
from cjwidgets.analysis.movement.paths import paths
from cjwidgets.analysis.movement.transitions import transitions
from cjwidgets.analysis.priorities.importance_performance import importance_performance, opportunity
from cjwidgets.analysis.priorities.improvements import DropOff, Merge, Remove, Reorder
from cjwidgets.analysis.priorities.what_if import what_if
from cjwidgets.analysis.shared.bootstrap import bootstrap
from cjwidgets.analysis.shared.intervals import Interval, newcombe, wilson
from cjwidgets.analysis.shared.multiple_testing import benjamini_hochberg
from cjwidgets.analysis.shared.result import explain
from cjwidgets.analysis.shared.suppress import suppress

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
