"""What was observed: event logs and surveys, and the rules that tie them to a map."""

from cjwidgets.loading import lazily as _lazily

_LAZY = {
    "Claims": "cjwidgets.evidence.matching.claims",
    "EventLog": "cjwidgets.evidence.log",
    "Question": "cjwidgets.evidence.surveys.questions",
    "Survey": "cjwidgets.evidence.surveys.survey",
    "claims": "cjwidgets.evidence.matching.claims",
    "from_log": "cjwidgets.evidence.matching.draft",
    "rules": "cjwidgets.evidence.rules",
    "stages": "cjwidgets.evidence.matching.claims",
    "suggest_rules": "cjwidgets.evidence.matching.suggest",
    "touchpoints": "cjwidgets.evidence.matching.claims",
}

__getattr__, __dir__, __all__ = _lazily(__name__, _LAZY)
