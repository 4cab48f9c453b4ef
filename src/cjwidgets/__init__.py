"""Customer journey maps, built and analysed in one notebook.

The names below are loaded when first used: ``import cjwidgets`` itself pulls in
neither pandas nor altair nor any widget library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cjwidgets import verbs as _verbs
from cjwidgets._version import __version__
from cjwidgets.errors import JourneyError
from cjwidgets.knowledge import frameworks
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
        conformance,
        csat,
        difference,
        emotion,
        expectation_gap,
        explain,
        funnel,
        importance_performance,
        markov,
        match_report,
        nps,
        peaks,
        what_if,
    )
    from cjwidgets.evidence import EventLog, Question, Survey, rules, suggest_rules
    from cjwidgets.widgets import MapEditor, PersonaCards

_LAZY = {
    "DropOff": "cjwidgets.analysis",
    "EventLog": "cjwidgets.evidence",
    "MapEditor": "cjwidgets.widgets",
    "Merge": "cjwidgets.analysis",
    "PersonaCards": "cjwidgets.widgets",
    "Question": "cjwidgets.evidence",
    "Remove": "cjwidgets.analysis",
    "Reorder": "cjwidgets.analysis",
    "Survey": "cjwidgets.evidence",
    "analysis": "cjwidgets.analysis",
    "ces": "cjwidgets.analysis",
    "charts": "cjwidgets.charts",
    "conformance": "cjwidgets.analysis",
    "csat": "cjwidgets.analysis",
    "datasets": "cjwidgets.datasets",
    "difference": "cjwidgets.analysis",
    "emotion": "cjwidgets.analysis",
    "expectation_gap": "cjwidgets.analysis",
    "explain": "cjwidgets.analysis",
    "funnel": "cjwidgets.analysis",
    "importance_performance": "cjwidgets.analysis",
    "markov": "cjwidgets.analysis",
    "match_report": "cjwidgets.analysis",
    "nps": "cjwidgets.analysis",
    "peaks": "cjwidgets.analysis",
    "rules": "cjwidgets.evidence",
    "suggest_rules": "cjwidgets.evidence",
    "what_if": "cjwidgets.analysis",
}

__all__ = [
    "Comment",
    "DropOff",
    "EventLog",
    "Evidence",
    "Goal",
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
    "__version__",
    "analysis",
    "ces",
    "charts",
    "conformance",
    "csat",
    "datasets",
    "difference",
    "emotion",
    "expectation_gap",
    "explain",
    "frameworks",
    "funnel",
    "importance_performance",
    "markov",
    "match_report",
    "nps",
    "peaks",
    "rules",
    "suggest_rules",
    "what_if",
]

_verbs.bind()


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'cjwidgets' has no attribute {name!r}")
    module = import_module(_LAZY[name])
    value = module if _LAZY[name] == f"cjwidgets.{name}" else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
