"""Following a map and the data that are attached to it."""

from __future__ import annotations

from collections.abc import Callable

from cjwidgets.model import JourneyMap, Transaction
from cjwidgets.model.attachments import watch_attached
from cjwidgets.widgets.weakly import until_collected, weakly


def watch(
    owner: object,
    map: JourneyMap,
    edited: Callable[[Transaction], None],
    rebound: Callable[[], None],
) -> Callable[[], None]:
    """Call methods of the owner at each edit, and when other data are attached.

    Returns how to stop; it also stops when the owner is collected, which this does not prevent.
    """
    stops = [
        until_collected(owner, stop)
        for stop in (
            map.subscribe(weakly(edited)),
            watch_attached(map, weakly(rebound)),
        )
    ]

    def stop() -> None:
        for each in stops:
            each()

    return stop
