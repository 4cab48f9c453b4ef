"""Charts of a journey: plain Altair objects, each with a data twin (``charts.emotion.data``).

They are loaded when first used, and the renderer of Altair that shows them with them: a page
with a board is there before Altair is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cjwidgets.loading import lazily, load

if TYPE_CHECKING:
    from cjwidgets.charts.answer_bars import distributions
    from cjwidgets.charts.change_slopes import compare
    from cjwidgets.charts.channel_card import channels
    from cjwidgets.charts.channel_grid import channel_stages
    from cjwidgets.charts.cohort_grid import retention
    from cjwidgets.charts.difference_dots import difference
    from cjwidgets.charts.drop_off_dots import drop_off_intervals
    from cjwidgets.charts.dwell_times import dwell
    from cjwidgets.charts.emotion_brush import brushed
    from cjwidgets.charts.emotion_curve import emotion
    from cjwidgets.charts.funnel_bars import drop_off
    from cjwidgets.charts.markov_ranking import markov
    from cjwidgets.charts.path_bars import paths
    from cjwidgets.charts.path_flow import flow
    from cjwidgets.charts.persona_dots import personas
    from cjwidgets.charts.quadrants import importance_performance
    from cjwidgets.charts.transition_grid import transitions
    from cjwidgets.charts.what_if_bands import what_if

_LAZY = {
    "brushed": "emotion_brush",
    "channel_stages": "channel_grid",
    "channels": "channel_card",
    "compare": "change_slopes",
    "difference": "difference_dots",
    "distributions": "answer_bars",
    "drop_off": "funnel_bars",
    "drop_off_intervals": "drop_off_dots",
    "dwell": "dwell_times",
    "emotion": "emotion_curve",
    "flow": "path_flow",
    "importance_performance": "quadrants",
    "markov": "markov_ranking",
    "paths": "path_bars",
    "personas": "persona_dots",
    "retention": "cohort_grid",
    "transitions": "transition_grid",
    "what_if": "what_if_bands",
}

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
    "transitions",
    "what_if",
]


_load = lazily(__name__, {name: f"{__name__}.{module}" for name, module in _LAZY.items()})


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        _prepare()
    return _load(name)


@cache
def _prepare() -> None:
    # Whole, before the charts import parts of it: two threads that import a package, one from its
    # top and one from a part, would wait for each other.
    load("cjwidgets.analysis")
    load(f"{__name__}.quick").import_altair()
    load(f"{__name__}.renderer").register()


def __dir__() -> list[str]:
    return __all__
