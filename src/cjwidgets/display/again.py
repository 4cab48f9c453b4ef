"""Charts that can be drawn anew for a place of another width: ours, as they were made.

A chart is a spec by the time it is shown, and people style and layer it before. So whoever draws
one says how it is drawn again, and a view asks for it by what the chart says of itself. What comes
is shown only where the chart, drawn anew for any place, is the very one that is shown: one that was
styled since, or whose map has changed, stays as it is and is scrolled.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from cjwidgets.display.drawing import spec_drawn

if TYPE_CHECKING:
    from cjwidgets.display.view import ChartView

Draw: TypeAlias = Callable[[int | None], Any]
"""Draws a chart for a place of so many pixels; None for any place."""

KEPT = 64
"""Charts that can be drawn again; the oldest are forgotten."""
_draws: dict[str, Draw] = {}
_lock = threading.Lock()
log = logging.getLogger(__name__)


def remember(chart: Any, draw: Draw) -> None:
    """Keep how a chart is drawn."""
    said = getattr(chart, "description", None)
    if not isinstance(said, str):
        return
    with _lock:
        _draws.pop(said, None)
        _draws[said] = draw
        while len(_draws) > KEPT:
            del _draws[next(iter(_draws))]


def follow_room(view: ChartView, spec: dict[str, Any]) -> None:
    """Let a view of a chart of ours have another one for a narrow place."""
    draw = _draws.get(str(spec.get("description")))
    if draw is None:
        return

    def renew(change: Any) -> None:
        try:
            if spec_drawn(lambda: draw(None), ours=True) == spec:
                view.update(spec, spec_drawn(lambda: draw(change.new), ours=True))
        except Exception:  # its log is gone: it is shown as it was
            log.debug("a chart could not be drawn for its place", exc_info=True)

    view.observe(renew, "room")
