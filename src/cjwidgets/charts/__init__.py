"""Charts of a journey: plain Altair objects, each with a data twin (``charts.emotion.data``).

They are loaded when first used, and the renderer of Altair that shows them with them: a page
with a board is there before Altair is.
"""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from cjwidgets.loading import load

if TYPE_CHECKING:
    from cjwidgets.charts.brushed import brushed
    from cjwidgets.charts.channel_stages import channel_stages
    from cjwidgets.charts.channels import channels
    from cjwidgets.charts.compare import compare
    from cjwidgets.charts.difference import difference
    from cjwidgets.charts.distributions import distributions
    from cjwidgets.charts.drop_off import drop_off
    from cjwidgets.charts.drop_off_intervals import drop_off_intervals
    from cjwidgets.charts.dwell import dwell
    from cjwidgets.charts.emotion import emotion
    from cjwidgets.charts.flow import flow
    from cjwidgets.charts.importance_performance import importance_performance
    from cjwidgets.charts.markov import markov
    from cjwidgets.charts.paths import paths
    from cjwidgets.charts.personas import personas
    from cjwidgets.charts.retention import retention
    from cjwidgets.charts.transitions import transitions
    from cjwidgets.charts.what_if import what_if

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


class _Charts(ModuleType):
    """The package: a chart is a function here, and not the module of the same name.

    The import system puts a module into its package under its name; what is asked for
    there is the function.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Charts


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _prepare()
    globals()[name] = chart = load(f"{__name__}.{name}", name)
    return chart


@cache
def _prepare() -> None:
    # Whole, before the charts import parts of it: two threads that import a package, one from its
    # top and one from a part, would wait for each other.
    load("cjwidgets.analysis")
    load("cjwidgets.display.quick").import_altair()
    load("cjwidgets.display.renderer").register()


def __dir__() -> list[str]:
    return __all__
