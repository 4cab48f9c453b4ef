"""Statistics of a journey: each a function of a map and its evidence, each with its interval."""

from cjwidgets.analysis.funnel import funnel
from cjwidgets.analysis.intervals import Interval, wilson

__all__ = ["Interval", "funnel", "wilson"]
