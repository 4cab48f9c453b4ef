"""What was observed: event logs, and the rules that tie them to a map."""

from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.match import Claims, claims, stages, touchpoints

__all__ = ["Claims", "EventLog", "claims", "stages", "touchpoints"]
