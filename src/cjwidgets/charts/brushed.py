"""What was brushed in the emotion curve: touchpoints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cjwidgets.charts.emotion_curve import layout as at
from cjwidgets.charts.emotion_curve.data import part
from cjwidgets.display.selection import Selection
from cjwidgets.model import JourneyMap, Stage, Touchpoint


def brushed(
    jm: JourneyMap,
    brush: Selection | Mapping[str, Sequence[float]],
    *,
    stages: Iterable[Stage | str] | None = None,
) -> list[Touchpoint]:
    """Return the touchpoints that a reader brushed in the emotion curve.

    Parameters
    ----------
    jm : JourneyMap
    brush : Selection or mapping
        ``view.selections["brush"]``, or its ranges.
    stages : list of nodes, names or ids, optional
        As the curve was drawn with.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", touchpoints=["Search", "Chat"])])
    >>> cj.charts.brushed(jm, {"x": (0.9, 1.7)})
    [Touchpoint('Chat')]
    """
    ranges = brush.ranges if isinstance(brush, Selection) else brush
    if not ranges.get("x"):
        return []
    low, high = min(ranges["x"]), max(ranges["x"])
    columns = [slot for slot in at.slots(part(jm, None, stages)) if slot.touchpoint]
    # Those whose marks are in it, or the one that it lies in.
    found = [slot for slot in columns if low <= slot.x <= high] or [
        slot for slot in columns if slot.x - 0.5 <= (low + high) / 2 < slot.x + 0.5
    ]
    return [slot.touchpoint for slot in found if slot.touchpoint]
