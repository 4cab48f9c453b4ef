# Made by `python -m tools.exports` from the names in __init__.py.
from cjwidgets.analysis.certainty.ledger import debt as debt
from cjwidgets.analysis.certainty.ledger import ledger as ledger
from cjwidgets.analysis.certainty.match_report import match_report as match_report
from cjwidgets.analysis.channel.channel_consistency import channel_consistency as channel_consistency
from cjwidgets.analysis.channel.channel_coverage import channel_coverage as channel_coverage
from cjwidgets.analysis.channel.channel_gaps import channel_gaps as channel_gaps
from cjwidgets.analysis.channel.channel_overlaps import channel_overlaps as channel_overlaps
from cjwidgets.analysis.channel.channels import channels as channels
from cjwidgets.analysis.channel.switches import switches as switches
from cjwidgets.analysis.comparison.compare import compare as compare
from cjwidgets.analysis.comparison.compare_segments import compare_segments as compare_segments
from cjwidgets.analysis.comparison.difference import difference as difference
from cjwidgets.analysis.customers.churn import churn as churn
from cjwidgets.analysis.customers.completion import completion as completion
from cjwidgets.analysis.customers.entries import entries as entries
from cjwidgets.analysis.customers.exits import exits as exits
from cjwidgets.analysis.customers.funnel import funnel as funnel
from cjwidgets.analysis.customers.reach import reach as reach
from cjwidgets.analysis.customers.retention import retention as retention
from cjwidgets.analysis.customers.time_to import time_to as time_to
from cjwidgets.analysis.feelings.ces import ces as ces
from cjwidgets.analysis.feelings.csat import csat as csat
from cjwidgets.analysis.feelings.distributions import distributions as distributions
from cjwidgets.analysis.feelings.emotion import emotion as emotion
from cjwidgets.analysis.feelings.expectation_gap import expectation_gap as expectation_gap
from cjwidgets.analysis.feelings.nps import nps as nps
from cjwidgets.analysis.feelings.peaks import peaks as peaks
from cjwidgets.analysis.figures.figures import Figures as Figures
from cjwidgets.analysis.figures.figures import figures as figures
from cjwidgets.analysis.inference.bootstrap import bootstrap as bootstrap
from cjwidgets.analysis.inference.intervals import Interval as Interval
from cjwidgets.analysis.inference.intervals import newcombe as newcombe
from cjwidgets.analysis.inference.intervals import wilson as wilson
from cjwidgets.analysis.inference.multiple_testing import benjamini_hochberg as benjamini_hochberg
from cjwidgets.analysis.movement.conformance import conformance as conformance
from cjwidgets.analysis.movement.dwell import dwell as dwell
from cjwidgets.analysis.movement.loops import loops as loops
from cjwidgets.analysis.movement.markov import markov as markov
from cjwidgets.analysis.movement.paths import paths as paths
from cjwidgets.analysis.movement.transitions import transitions as transitions
from cjwidgets.analysis.priorities.importance_performance import importance_performance as importance_performance
from cjwidgets.analysis.priorities.importance_performance import opportunity as opportunity
from cjwidgets.analysis.priorities.improvements import DropOff as DropOff
from cjwidgets.analysis.priorities.improvements import Merge as Merge
from cjwidgets.analysis.priorities.improvements import Remove as Remove
from cjwidgets.analysis.priorities.improvements import Reorder as Reorder
from cjwidgets.analysis.priorities.what_if import what_if as what_if
from cjwidgets.analysis.shared.result import explain as explain
from cjwidgets.analysis.shared.suppress import suppress as suppress

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
    "time_to",
    "transitions",
    "what_if",
    "wilson",
]
