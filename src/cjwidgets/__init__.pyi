# Made by `python -m tools.exports` from the names in __init__.py.
from cjwidgets import analysis as analysis
from cjwidgets import charts as charts
from cjwidgets import datasets as datasets
from cjwidgets._version import __version__ as __version__
from cjwidgets.analysis import DropOff as DropOff
from cjwidgets.analysis import Merge as Merge
from cjwidgets.analysis import Remove as Remove
from cjwidgets.analysis import Reorder as Reorder
from cjwidgets.analysis import explain as explain
from cjwidgets.analysis import figures as figures
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
from cjwidgets.analysis.feelings.emotion import emotion as emotion
from cjwidgets.analysis.feelings.expectation_gap import expectation_gap as expectation_gap
from cjwidgets.analysis.feelings.nps import nps as nps
from cjwidgets.analysis.feelings.peaks import peaks as peaks
from cjwidgets.analysis.movement.conformance import conformance as conformance
from cjwidgets.analysis.movement.dwell import dwell as dwell
from cjwidgets.analysis.movement.loops import loops as loops
from cjwidgets.analysis.movement.markov import markov as markov
from cjwidgets.analysis.movement.paths import paths as paths
from cjwidgets.analysis.movement.transitions import transitions as transitions
from cjwidgets.analysis.priorities.importance_performance import importance_performance as importance_performance
from cjwidgets.analysis.priorities.what_if import what_if as what_if
from cjwidgets.board.board import JourneyBoard as JourneyBoard
from cjwidgets.display.view import ChartView as ChartView
from cjwidgets.errors import JourneyError as JourneyError
from cjwidgets.evidence import rules as rules
from cjwidgets.evidence.log import EventLog as EventLog
from cjwidgets.evidence.matching.suggest import suggest_rules as suggest_rules
from cjwidgets.evidence.surveys.questions import Question as Question
from cjwidgets.evidence.surveys.survey import Survey as Survey
from cjwidgets.knowledge import frameworks as frameworks
from cjwidgets.limits import limits as limits
from cjwidgets.model import Comment as Comment
from cjwidgets.model import Evidence as Evidence
from cjwidgets.model import Goal as Goal
from cjwidgets.model import JourneyMap as JourneyMap
from cjwidgets.model import Kpi as Kpi
from cjwidgets.model import Lane as Lane
from cjwidgets.model import Link as Link
from cjwidgets.model import Measured as Measured
from cjwidgets.model import Opportunity as Opportunity
from cjwidgets.model import Pain as Pain
from cjwidgets.model import Persona as Persona
from cjwidgets.model import Rule as Rule
from cjwidgets.model import Scale as Scale
from cjwidgets.model import Stage as Stage
from cjwidgets.model import Touchpoint as Touchpoint
from cjwidgets.widgets.editor import MapEditor as MapEditor
from cjwidgets.widgets.personas import PersonaCards as PersonaCards
from cjwidgets.widgets.what_if import WhatIf as WhatIf

__all__ = [
    "ChartView",
    "Comment",
    "DropOff",
    "EventLog",
    "Evidence",
    "Goal",
    "JourneyBoard",
    "JourneyError",
    "JourneyMap",
    "Kpi",
    "Lane",
    "Link",
    "MapEditor",
    "Measured",
    "Merge",
    "Opportunity",
    "Pain",
    "Persona",
    "PersonaCards",
    "Question",
    "Remove",
    "Reorder",
    "Rule",
    "Scale",
    "Stage",
    "Survey",
    "Touchpoint",
    "WhatIf",
    "__version__",
    "analysis",
    "ces",
    "channel_consistency",
    "channel_coverage",
    "channel_gaps",
    "channel_overlaps",
    "channels",
    "charts",
    "churn",
    "compare",
    "compare_segments",
    "completion",
    "conformance",
    "csat",
    "datasets",
    "debt",
    "difference",
    "dwell",
    "emotion",
    "entries",
    "exits",
    "expectation_gap",
    "explain",
    "figures",
    "frameworks",
    "funnel",
    "importance_performance",
    "ledger",
    "limits",
    "loops",
    "markov",
    "match_report",
    "nps",
    "paths",
    "peaks",
    "reach",
    "retention",
    "rules",
    "suggest_rules",
    "switches",
    "time_to",
    "transitions",
    "what_if",
]
