"""Draws charts in the threads of widgets: one at a time, and ours without checks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from cjwidgets.display.quick import import_altair
from cjwidgets.display.view import spec_of

# Altair keeps what a call like `.scale(…)` is about, and whether it checks, for all threads.
_one = threading.RLock()


def spec_drawn(draw: Callable[[], Any], *, ours: bool) -> dict[str, Any]:
    """Return the spec of the chart that a function draws.

    Parameters
    ----------
    draw : callable
        Returns an Altair chart.
    ours : bool
        Whether the chart is one of ours. They are valid, tests see to that: to check each part
        and then the whole against Vega-Lite's schema is more than half of the work. (Altair knows
        one switch for all threads: what others make in these milliseconds is checked when it is
        shown, not part by part.)

    Raises
    ------
    InputError
        What was drawn is no chart.
    """
    import_altair()
    from altair.utils.schemapi import debug_mode

    with _one, debug_mode(False) if ours else nullcontext():
        return spec_of(draw(), validate=not ours)
