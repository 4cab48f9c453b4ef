"""Charts of a journey: plain Altair objects, each with a data twin (``charts.emotion.data``).

They are loaded when first used, and the renderer of Altair that shows them with them: a page
with a board is there before Altair is.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from cjwidgets.charts.catalogue import CHARTS
from cjwidgets.loading import keep_functions as _keep_functions
from cjwidgets.loading import load

_LAZY = {name: f"{__name__}.{name}" for name in (*CHARTS, "brushed")}
__all__ = sorted(_LAZY)


_keep_functions(__name__, _LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _prepare()
    globals()[name] = chart = load(_LAZY[name], name)
    return chart


@cache
def _prepare() -> None:
    load("cjwidgets.display.quick").import_altair()
    load("cjwidgets.display.renderer").register()


def __dir__() -> list[str]:
    return __all__
