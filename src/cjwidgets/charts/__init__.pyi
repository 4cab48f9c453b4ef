# Made by `python -m tools.exports` from the names in __init__.py.
from cjwidgets.charts.brushed import brushed as brushed
from cjwidgets.charts.channel_stages import channel_stages as channel_stages
from cjwidgets.charts.channels import channels as channels
from cjwidgets.charts.compare import compare as compare
from cjwidgets.charts.difference import difference as difference
from cjwidgets.charts.distributions import distributions as distributions
from cjwidgets.charts.drop_off import drop_off as drop_off
from cjwidgets.charts.drop_off_intervals import drop_off_intervals as drop_off_intervals
from cjwidgets.charts.dwell import dwell as dwell
from cjwidgets.charts.emotion import emotion as emotion
from cjwidgets.charts.flow import flow as flow
from cjwidgets.charts.importance_performance import importance_performance as importance_performance
from cjwidgets.charts.markov import markov as markov
from cjwidgets.charts.paths import paths as paths
from cjwidgets.charts.personas import personas as personas
from cjwidgets.charts.retention import retention as retention
from cjwidgets.charts.time_to import time_to as time_to
from cjwidgets.charts.transitions import transitions as transitions
from cjwidgets.charts.what_if import what_if as what_if

__all__ = [
    "brushed",
    "channel_stages",
    "channels",
    "compare",
    "difference",
    "distributions",
    "drop_off",
    "drop_off_intervals",
    "dwell",
    "emotion",
    "flow",
    "importance_performance",
    "markov",
    "paths",
    "personas",
    "retention",
    "time_to",
    "transitions",
    "what_if",
]
