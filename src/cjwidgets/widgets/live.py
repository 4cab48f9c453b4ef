"""Keeps the figures of the map that a widget shows up to date, and says when they are not."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable
from typing import Any

from cjwidgets.locale import text
from cjwidgets.model import JourneyMap, Transaction
from cjwidgets.model.attachments import attached, watch_attached
from cjwidgets.model.changes import Updated

PAUSE = 0.15
"""Seconds of quiet before the figures are computed anew: typing a rule is many edits."""
# What the figures depend on, besides which parts there are and in which order.
FIELDS = {"match", "name", "segment", "level", "key", "moment_of_truth", "scale"}

Told = dict[str, Any] | None
log = logging.getLogger(__name__)


class Live:
    """The figures of one map at a time.

    Parameters
    ----------
    map : JourneyMap
    tell : callable
        Takes the figures for the browsers: None without attached data; ``stale`` is true
        while newer ones are on their way.
    """

    def __init__(self, map: JourneyMap, tell: Callable[[Told], None]) -> None:
        self._tell = tell
        self._timer: threading.Timer | None = None
        self._lock = threading.RLock()
        # The number of the last thing asked for: an answer to an earlier one is late, and dropped.
        self._asked = 0
        self._stops: list[weakref.finalize[..., Live]] = []
        self.told: Told = None
        self.show(map)

    def show(self, map: JourneyMap) -> None:
        """Turn to this map."""
        self.close()
        self.map, self.told = map, None
        me = weakref.ref(self)

        def edited(transaction: Transaction) -> None:
            if (alive := me()) is not None and _matters(transaction):
                alive.wait()

        def rebound() -> None:
            if (alive := me()) is not None:
                alive.wait()

        # Called by close(), or when the widget is collected; at exit there is nothing to do.
        self._stops = [
            weakref.finalize(self, stop)
            for stop in (map.subscribe(edited), watch_attached(map, rebound))
        ]
        for stop in self._stops:
            stop.atexit = False
        self.settle()

    def wait(self) -> None:
        """Say that what is shown is stale, and compute it anew after a moment of quiet."""
        with self._lock:
            if self.told is None and not attached(self.map):
                return
            if self.told is not None and not self.told["stale"]:
                self._say({**self.told, "stale": True})
            self._ask()
            self._timer = threading.Timer(PAUSE, self.settle)
            self._timer.daemon = True
            self._timer.start()

    def settle(self) -> None:
        """Compute what is shown now; edits made meanwhile need not wait for it."""
        with self._lock:
            map, asked = self.map, self._ask()
        found: Told
        try:
            found = _found(map)
        except Exception as error:
            if asked != self._asked:  # edited in the meantime, from another thread
                return
            log.exception("cjwidgets could not compute the figures")
            last = self.told or {"nodes": {}, "sources": []}
            problem = text("problem.broken", map.locale, error=repr(error))
            found = {**last, "problems": [problem], "stale": True}
        with self._lock:
            if asked == self._asked:
                self._say(found)

    def close(self) -> None:
        """Stop listening."""
        with self._lock:
            self._ask()
            for stop in self._stops:
                stop()
            self._stops = []

    def _ask(self) -> int:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._asked += 1
        return self._asked

    def _say(self, told: Told) -> None:
        self.told = told
        self._tell(told)


def _found(map: JourneyMap) -> Told:
    if not attached(map):
        return None
    # Not before there is something to compute: a map without data needs no pandas.
    from cjwidgets.analysis.figures import figures

    return {**figures(map).to_json(), "stale": False}


def _matters(transaction: Transaction) -> bool:
    return any(
        not isinstance(change, Updated) or change.field.name in FIELDS
        for change in transaction.changes
    )
