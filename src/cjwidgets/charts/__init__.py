"""Charts of a journey: plain Altair objects, each with a data twin (``charts.emotion.data``)."""

from cjwidgets.charts import quick as _quick  # noqa: F401  # before all that import Altair
from cjwidgets.charts import renderer as _renderer
from cjwidgets.charts.answer_bars import distributions
from cjwidgets.charts.change_slopes import compare
from cjwidgets.charts.channel_card import channels
from cjwidgets.charts.channel_grid import channel_stages
from cjwidgets.charts.cohort_grid import retention
from cjwidgets.charts.difference_dots import difference
from cjwidgets.charts.drop_off_dots import drop_off_intervals
from cjwidgets.charts.dwell_times import dwell
from cjwidgets.charts.emotion_curve import emotion
from cjwidgets.charts.funnel_bars import drop_off
from cjwidgets.charts.markov_ranking import markov
from cjwidgets.charts.path_bars import paths
from cjwidgets.charts.path_flow import flow
from cjwidgets.charts.persona_dots import personas
from cjwidgets.charts.quadrants import importance_performance
from cjwidgets.charts.transition_grid import transitions
from cjwidgets.charts.what_if_bands import what_if

__all__ = [
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
    "transitions",
    "what_if",
]

_renderer.register()
