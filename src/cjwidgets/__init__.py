"""Customer journey maps, built and analysed in one notebook.

The names below are loaded when first used: ``import cjwidgets`` itself pulls in
neither pandas nor altair nor any widget library.
"""

from __future__ import annotations

from cjwidgets._version import __version__ as __version__
from cjwidgets.analysis.catalogue import PUBLIC as _STATISTICS
from cjwidgets.errors import JourneyError as JourneyError
from cjwidgets.limits import limits as limits
from cjwidgets.loading import lazily as _lazily

_LAZY = {
    "ChartView": "cjwidgets.display.view",
    "EventLog": "cjwidgets.evidence.log",
    "JourneyBoard": "cjwidgets.board.board",
    "MapEditor": "cjwidgets.widgets.editor",
    "PersonaCards": "cjwidgets.widgets.personas",
    "Question": "cjwidgets.evidence.surveys.questions",
    "Survey": "cjwidgets.evidence.surveys.survey",
    "WhatIf": "cjwidgets.widgets.what_if",
    "analysis": "cjwidgets.analysis",
    "charts": "cjwidgets.charts",
    "datasets": "cjwidgets.datasets",
    "frameworks": "cjwidgets.knowledge",
    "rules": "cjwidgets.evidence",
    "suggest_rules": "cjwidgets.evidence.matching.suggest",
}
_MODEL = (
    *("Comment", "Evidence", "Goal", "JourneyMap", "Kpi", "Lane", "Link", "Measured"),
    *("Opportunity", "Pain", "Persona", "Rule", "Scale", "Stage", "Touchpoint"),
)
_LAZY |= dict.fromkeys(_MODEL, "cjwidgets.model")
_ANALYSIS = ("DropOff", "Merge", "Remove", "Reorder", "explain", "figures")
_LAZY |= dict.fromkeys(_ANALYSIS, "cjwidgets.analysis")
_LAZY |= {name: each.module for name, each in _STATISTICS.items() if each.top}

__getattr__, __dir__, __all__ = _lazily(__name__, _LAZY, "JourneyError", "__version__", "limits")
