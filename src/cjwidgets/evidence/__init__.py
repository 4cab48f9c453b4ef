"""What was observed: event logs and surveys, and the rules that tie them to a map."""

from typing import TYPE_CHECKING

from cjwidgets.loading import lazily as _lazily

if TYPE_CHECKING:
    from cjwidgets.evidence import rules
    from cjwidgets.evidence.log import EventLog
    from cjwidgets.evidence.matching.draft import from_log
    from cjwidgets.evidence.matching.match import Claims, claims, stages, touchpoints
    from cjwidgets.evidence.matching.suggest import suggest_rules
    from cjwidgets.evidence.surveys.questions import Question
    from cjwidgets.evidence.surveys.survey import Survey

_LAZY = {
    "Claims": "cjwidgets.evidence.matching.match",
    "EventLog": "cjwidgets.evidence.log",
    "Question": "cjwidgets.evidence.surveys.questions",
    "Survey": "cjwidgets.evidence.surveys.survey",
    "claims": "cjwidgets.evidence.matching.match",
    "from_log": "cjwidgets.evidence.matching.draft",
    "rules": "cjwidgets.evidence.rules",
    "stages": "cjwidgets.evidence.matching.match",
    "suggest_rules": "cjwidgets.evidence.matching.suggest",
    "touchpoints": "cjwidgets.evidence.matching.match",
}

__all__ = [
    "Claims",
    "EventLog",
    "Question",
    "Survey",
    "claims",
    "from_log",
    "rules",
    "stages",
    "suggest_rules",
    "touchpoints",
]

__getattr__ = _lazily(__name__, _LAZY)


def __dir__() -> list[str]:
    return __all__
