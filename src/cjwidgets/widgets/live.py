"""Keeps the figures of the map that a widget shows up to date, and says when they are not."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable
from typing import Any

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
        self._stops: list[weakref.finalize[..., Live]] = []
        self.told: Told = None
        self.show(map)

    def show(self, map: JourneyMap) -> None:
        """Turn to this map."""
        self.close()
        self.map = map
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
        if attached(map):
            self.settle()
        else:
            self._say(None)

    def wait(self) -> None:
        """Say that what is shown is stale, and compute it anew after a moment of quiet."""
        with self._lock:
            if self.told is None and not attached(self.map):
                return
            if self.told is not None and not self.told["stale"]:
                self._say({**self.told, "stale": True})
            self._stop_timer()
            self._timer = threading.Timer(PAUSE, self.settle)
            self._timer.daemon = True
            self._timer.start()

    def settle(self) -> None:
        """Compute what is shown now."""
        with self._lock:
            self._stop_timer()
            if not attached(self.map):
                self._say(None)
                return
            # Not before there is something to compute: a map without data needs no pandas.
            from cjwidgets.analysis.figures import figures

            rev = self.map.rev
            try:
                found = figures(self.map).to_json()
            except Exception as error:
                if self.map.rev != rev:  # edited in the meantime, from another thread
                    self.wait()
                    return
                log.exception("cjwidgets could not compute the figures")
                last = self.told or {"nodes": {}, "sources": []}
                found = {**last, "problems": [f"The figures could not be computed: {error!r}."]}
                self._say({**found, "stale": True})
                return
            self._say({**found, "stale": False})

    def close(self) -> None:
        """Stop listening."""
        with self._lock:
            self._stop_timer()
            for stop in self._stops:
                stop()
            self._stops = []

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _say(self, told: Told) -> None:
        self.told = told
        self._tell(told)


def _matters(transaction: Transaction) -> bool:
    return any(
        not isinstance(change, Updated) or change.field.name in FIELDS
        for change in transaction.changes
    )
