"""What was observed: event logs, and the rules that tie them to a map."""

from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.match import stage_events

__all__ = ["EventLog", "stage_events"]
