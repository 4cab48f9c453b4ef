"""Keeps the figures of the map that a widget shows up to date, and says when they are not."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Protocol

from cjwidgets.analysis.shared.defaults import GONE
from cjwidgets.errors import JourneyError
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap, Transaction
from cjwidgets.model.attachments import attached, evidence, waits
from cjwidgets.model.bearing import bears_on
from cjwidgets.widgets.recompute import Recompute
from cjwidgets.widgets.watch import watch

READS = frozenset(
    ("language", "scale", "stages", "touchpoints", "personas", "events", "segments", "evidence")
)
"""What of the map the figures say."""

Told = dict[str, Any] | None
NOTHING: dict[str, Any] = {"nodes": {}, "sources": [], "problems": [], "filtered": None}
log = logging.getLogger(__name__)


class Part(Protocol):
    """A part of a map's evidence, as somebody above wants to see it."""

    @property
    def map(self) -> JourneyMap: ...
    @property
    def whole_log(self) -> Any: ...
    @property
    def whole_survey(self) -> Any: ...
    @property
    def says(self) -> list[str]: ...
    def evidence(self) -> tuple[dict[str, Any], list[str]]: ...


class Live:
    """The figures of one map at a time.

    Parameters
    ----------
    map : JourneyMap
    tell : callable
        Takes the figures for the browsers: None without attached data; ``stale`` is true
        while newer ones are on their way, ``filtered`` has sentences about what they are of, or
        is None if they are of all.
    gone : str or timedelta, default "30d"
        How long somebody is absent before they are gone.

    Attributes
    ----------
    part : callable or None
        Returns the part of the map's evidence that is shown, or None for all of it; asked
        each time. Call `renew` when it has another answer.
    """

    part: Callable[[], Part | None] | None = None
    _goal: Any = None

    def __init__(self, map: JourneyMap, tell: Callable[[Told], None], gone: Any = GONE) -> None:
        self._tell, self._gone = tell, gone
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
        if READS & bears_on(self.map, transaction.changes):
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

    def renew(self) -> None:
        """Compute what is shown anew: another part of the evidence is asked for."""
        self._outdated(self._recompute.unwaited)

    def end_at(self, goal: Any) -> None:
        """Take a goal behind which nobody is lost: stages, touchpoints; None for none."""
        self._goal = goal
        if goal is not None:
            self.renew()

    def wait_for(self, gone: Any) -> None:
        """Take how long somebody is absent before they are gone."""
        self._gone = gone
        self.renew()

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
        part = self.part() if self.part is not None else None
        own = part if part is not None and part.map is self.map else None
        yield _found(self.map, own, goal=self._goal, gone=self._gone)

    def _failed(self, error: Exception) -> None:
        log.error("cjwidgets could not compute the figures", exc_info=error)
        last = self.told or NOTHING
        problem = text("problem.broken", self.map.locale, error=repr(error))
        self._say({**last, "problems": [problem], "stale": True})

    def _say(self, told: Told) -> None:
        self.told = told
        self._tell(told)


def _found(map: JourneyMap, part: Part | None, **how: Any) -> Told:
    if not evidence(map):
        return None
    # Not before there is something to compute: a map without data needs no pandas.
    from cjwidgets.analysis import figures

    if part is None:
        return {**figures(map, **how).to_json(), "filtered": None, "stale": False}
    kinds, problems = part.evidence()
    found = figures(map, of=kinds, **how).to_json()
    found["problems"] = list(dict.fromkeys([*problems, *found["problems"]]))
    whole = {"log": part.whole_log, "survey": part.whole_survey}
    narrowed = any(kinds.get(kind) is not data for kind, data in whole.items())
    return {**found, "filtered": part.says if narrowed else None, "stale": False}
