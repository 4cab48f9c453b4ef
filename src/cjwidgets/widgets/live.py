"""Keeps the figures of the map that a widget shows up to date, and says when they are not."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from cjwidgets.errors import JourneyError
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap, Transaction
from cjwidgets.model.attachments import attached, evidence, waits
from cjwidgets.model.changes import Added, Change, Moved, Removed, Updated
from cjwidgets.widgets.recompute import Recompute
from cjwidgets.widgets.watch import watch

# What the figures depend on, besides which parts there are and in which order.
FIELDS = {"match", "name", "segment", "level", "key", "moment_of_truth", "scale"}

LISTS = {"stages", "touchpoints", "personas", "evidence"}

Told = dict[str, Any] | None
NOTHING: dict[str, Any] = {"nodes": {}, "sources": [], "problems": []}
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
        self._recompute: Recompute[Told] = Recompute(self._compute, self._say, self._failed)
        self._stop: Callable[[], None] = lambda: None
        self.told: Told = None
        self.show(map)

    def show(self, map: JourneyMap) -> None:
        """Turn to this map."""
        self.close()
        self.map, self.told = map, None
        self._stop = watch(self, map, self._edited, self._rebound)
        if waits(map):
            self._say({**NOTHING, "stale": True})
            self._recompute.first()
        else:
            self.settle()

    def _edited(self, transaction: Transaction) -> None:
        if matters(transaction):
            self._outdated(self._recompute.soon)

    def _rebound(self) -> None:
        self._outdated(self._recompute.unwaited)

    def _outdated(self, ask: Callable[[], None]) -> None:
        """Say that what is shown is stale, and compute it anew."""
        with self._recompute.lock:
            if self.told is None and not evidence(self.map):
                return
            if self.told is not None and not self.told["stale"]:
                self._say({**self.told, "stale": True})
            ask()

    def settle(self) -> None:
        """Compute what is shown now."""
        self._recompute.now()

    def close(self) -> None:
        """Stop listening."""
        self._recompute.stop()
        self._stop()

    def _compute(self) -> Iterator[Told]:
        if waits(self.map):
            with suppress(JourneyError):  # the figures say so
                attached(self.map)
                return  # whoever read it has told this, which asks anew
        yield _found(self.map)

    def _failed(self, error: Exception) -> None:
        log.error("cjwidgets could not compute the figures", exc_info=error)
        last = self.told or NOTHING
        problem = text("problem.broken", self.map.locale, error=repr(error))
        self._say({**last, "problems": [problem], "stale": True})

    def _say(self, told: Told) -> None:
        self.told = told
        self._tell(told)


def _found(map: JourneyMap) -> Told:
    if not evidence(map):
        return None
    # Not before there is something to compute: a map without data needs no pandas.
    from cjwidgets.analysis import figures

    return {**figures(map).to_json(), "stale": False}


def matters(transaction: Transaction) -> bool:
    """Whether what data say of a map is another thing after this edit."""
    return any(map(_matters, transaction.changes))


def _matters(change: Change) -> bool:
    match change:
        case Updated(field=field):
            return field.name in FIELDS
        case Moved(target=place) | Added(place=place) | Removed(place=place):
            return place.field in LISTS
