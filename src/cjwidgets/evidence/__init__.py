"""What was observed: event logs and surveys, and the rules that tie them to a map."""

from cjwidgets.evidence import rules
from cjwidgets.evidence.draft import from_log
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.match import Claims, claims, stages, touchpoints
from cjwidgets.evidence.questions import Question
from cjwidgets.evidence.suggest import suggest_rules
from cjwidgets.evidence.survey import Survey

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
