"""What was observed: event logs and surveys, and the rules that tie them to a map."""

from typing import TYPE_CHECKING

from cjwidgets.loading import lazily as _lazily

if TYPE_CHECKING:
    from cjwidgets.evidence import rules
    from cjwidgets.evidence.draft import from_log
    from cjwidgets.evidence.log import EventLog
    from cjwidgets.evidence.match import Claims, claims, stages, touchpoints
    from cjwidgets.evidence.questions import Question
    from cjwidgets.evidence.suggest import suggest_rules
    from cjwidgets.evidence.survey import Survey

_LAZY = {
    "Claims": "cjwidgets.evidence.match",
    "EventLog": "cjwidgets.evidence.log",
    "Question": "cjwidgets.evidence.questions",
    "Survey": "cjwidgets.evidence.survey",
    "claims": "cjwidgets.evidence.match",
    "from_log": "cjwidgets.evidence.draft",
    "rules": "cjwidgets.evidence.rules",
    "stages": "cjwidgets.evidence.match",
    "suggest_rules": "cjwidgets.evidence.suggest",
    "touchpoints": "cjwidgets.evidence.match",
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
