"""Customer journey maps, built and analysed in one notebook.

The names below are loaded when first used: ``import cjwidgets`` itself pulls in
neither pandas nor altair nor any widget library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjwidgets import verbs as _verbs
from cjwidgets._version import __version__
from cjwidgets.errors import JourneyError
from cjwidgets.knowledge import frameworks
from cjwidgets.limits import limits
from cjwidgets.loading import lazily as _lazily
from cjwidgets.model import (
    Comment,
    Evidence,
    Goal,
    JourneyMap,
    Kpi,
    Lane,
    Link,
    Measured,
    Opportunity,
    Pain,
    Persona,
    Rule,
    Scale,
    Stage,
    Touchpoint,
)

if TYPE_CHECKING:
    from cjwidgets import analysis, charts, datasets
    from cjwidgets.analysis import (
        DropOff,
        Merge,
        Remove,
        Reorder,
        ces,
        channel_consistency,
        channel_coverage,
        channel_gaps,
        channel_overlaps,
        channels,
        churn,
        compare,
        compare_segments,
        completion,
        conformance,
        csat,
        debt,
        difference,
        dwell,
        emotion,
        entries,
        exits,
        expectation_gap,
        explain,
        figures,
        funnel,
        importance_performance,
        ledger,
        loops,
        markov,
        match_report,
        nps,
        paths,
        peaks,
        reach,
        retention,
        switches,
        transitions,
        what_if,
    )
    from cjwidgets.board.board import JourneyBoard
    from cjwidgets.display.view import ChartView
    from cjwidgets.evidence import EventLog, Question, Survey, rules, suggest_rules
    from cjwidgets.widgets.editor import MapEditor
    from cjwidgets.widgets.personas import PersonaCards
    from cjwidgets.widgets.what_if import WhatIf

_LAZY = {
    "ChartView": "cjwidgets.display.view",
    "DropOff": "cjwidgets.analysis",
    "EventLog": "cjwidgets.evidence",
    "JourneyBoard": "cjwidgets.board.board",
    "MapEditor": "cjwidgets.widgets.editor",
    "Merge": "cjwidgets.analysis",
    "PersonaCards": "cjwidgets.widgets.personas",
    "Question": "cjwidgets.evidence",
    "Remove": "cjwidgets.analysis",
    "Reorder": "cjwidgets.analysis",
    "Survey": "cjwidgets.evidence",
    "WhatIf": "cjwidgets.widgets.what_if",
    "analysis": "cjwidgets.analysis",
    "ces": "cjwidgets.analysis",
    "channel_consistency": "cjwidgets.analysis",
    "channel_coverage": "cjwidgets.analysis",
    "channel_gaps": "cjwidgets.analysis",
    "channel_overlaps": "cjwidgets.analysis",
    "channels": "cjwidgets.analysis",
    "charts": "cjwidgets.charts",
    "churn": "cjwidgets.analysis",
    "compare": "cjwidgets.analysis",
    "compare_segments": "cjwidgets.analysis",
    "completion": "cjwidgets.analysis",
    "conformance": "cjwidgets.analysis",
    "csat": "cjwidgets.analysis",
    "datasets": "cjwidgets.datasets",
    "debt": "cjwidgets.analysis",
    "difference": "cjwidgets.analysis",
    "dwell": "cjwidgets.analysis",
    "emotion": "cjwidgets.analysis",
    "entries": "cjwidgets.analysis",
    "exits": "cjwidgets.analysis",
    "expectation_gap": "cjwidgets.analysis",
    "explain": "cjwidgets.analysis",
    "figures": "cjwidgets.analysis",
    "funnel": "cjwidgets.analysis",
    "importance_performance": "cjwidgets.analysis",
    "ledger": "cjwidgets.analysis",
    "loops": "cjwidgets.analysis",
    "markov": "cjwidgets.analysis",
    "match_report": "cjwidgets.analysis",
    "nps": "cjwidgets.analysis",
    "paths": "cjwidgets.analysis",
    "peaks": "cjwidgets.analysis",
    "reach": "cjwidgets.analysis",
    "retention": "cjwidgets.analysis",
    "rules": "cjwidgets.evidence",
    "suggest_rules": "cjwidgets.evidence",
    "switches": "cjwidgets.analysis",
    "transitions": "cjwidgets.analysis",
    "what_if": "cjwidgets.analysis",
}

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
    "transitions",
    "what_if",
]

_verbs.bind()


__getattr__ = _lazily(__name__, _LAZY)


def __dir__() -> list[str]:
    return __all__
