# Made by `python -m tools.exports` from the names in __init__.py.
from cjwidgets.evidence import rules as rules
from cjwidgets.evidence.log import EventLog as EventLog
from cjwidgets.evidence.matching.claims import Claims as Claims
from cjwidgets.evidence.matching.claims import claims as claims
from cjwidgets.evidence.matching.claims import stages as stages
from cjwidgets.evidence.matching.claims import touchpoints as touchpoints
from cjwidgets.evidence.matching.draft import from_log as from_log
from cjwidgets.evidence.matching.suggest import suggest_rules as suggest_rules
from cjwidgets.evidence.surveys.questions import Question as Question
from cjwidgets.evidence.surveys.survey import Survey as Survey

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
