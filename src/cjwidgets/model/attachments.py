"""What a map is bound to while the notebook runs, outside its file: logs and surveys."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from cjwidgets.model.journey import JourneyMap

Listener = Callable[[], None]


@dataclass(frozen=True, eq=False)
class Attachment:
    """One body of evidence of a map.

    Attributes
    ----------
    data : EventLog or Survey
    kind : str
        ``"log"`` for what customers did, ``"survey"`` for what they said.
    n : int
        Customers of the log, or respondents of the survey.
    date : datetime.date or None
        Day of the newest event or answer; None for a survey without times.
    source, collector : str
        Where it comes from, and who collected it.
    """

    data: Any
    kind: str
    n: int
    date: dt.date | None
    source: str
    collector: str


class Awaited:
    """Evidence that a function reads when somebody first needs it."""

    def __init__(self, read: Callable[[], Attachment]) -> None:
        self.read: Callable[[], Attachment] | None = read
        self.found: Attachment | None = None
        self.failed: Exception | None = None


class _Bound:
    def __init__(self) -> None:
        self.evidence: tuple[Attachment | Awaited, ...] = ()
        self.listeners: dict[object, Listener] = {}
        # Who needs it while another thread reads waits for that.
        self.reading = threading.RLock()
        self.read_now: Awaited | None = None


_bound: WeakKeyDictionary[JourneyMap, _Bound] = WeakKeyDictionary()


def attached(jm: JourneyMap) -> tuple[Attachment, ...]:
    """Return what is attached to a map, in the order in which it was; read it where that waits.

    Raises
    ------
    JourneyError
        A function could not read what it was to read, now or earlier.
    """
    awaited = [each for each in evidence(jm) if isinstance(each, Awaited)]
    news = False
    try:
        for each in awaited:
            news |= _read(_bound[jm], each)
    finally:
        if news:
            _tell(_bound[jm])
    return at_hand(jm)


def at_hand(jm: JourneyMap) -> tuple[Attachment, ...]:
    """Return what is attached to a map as far as it is read."""
    found = (each.found if isinstance(each, Awaited) else each for each in evidence(jm))
    return tuple(each for each in found if each)


def evidence(jm: JourneyMap) -> tuple[Attachment | Awaited, ...]:
    """Return what is attached to a map, read or not."""
    bound = _bound.get(jm)
    return bound.evidence if bound else ()


def waits(jm: JourneyMap) -> bool:
    """Return whether something is attached that nobody has tried to read yet."""
    return any(
        isinstance(each, Awaited) and each.found is None and each.failed is None
        for each in evidence(jm)
    )


def failure(jm: JourneyMap) -> Exception | None:
    """Return why something that is attached could not be read."""
    failed = (each.failed for each in evidence(jm) if isinstance(each, Awaited))
    return next(filter(None, failed), None)


def become_attached(jm: JourneyMap, evidence: tuple[Attachment | Awaited, ...]) -> None:
    """Attach these and nothing else, and tell those who watch."""
    bound = _bound.setdefault(jm, _Bound())
    bound.evidence = evidence
    _tell(bound)


def watch_attached(jm: JourneyMap, listener: Listener) -> Callable[[], None]:
    """Call back when what is attached to a map changes; returns a function that stops it."""
    bound = _bound.setdefault(jm, _Bound())
    key = object()
    bound.listeners[key] = listener

    def stop() -> None:
        bound.listeners.pop(key, None)

    return stop


def _tell(bound: _Bound) -> None:
    for listener in tuple(bound.listeners.values()):
        listener()


def _read(bound: _Bound, awaited: Awaited) -> bool:
    """Return whether it was read just now, and by this thread."""
    with bound.reading:
        if awaited.failed is not None:
            raise awaited.failed.with_traceback(None)
        # What reads it may itself ask for what is attached.
        if awaited.read is None or bound.read_now is awaited:
            return False
        last, bound.read_now = bound.read_now, awaited
        try:
            awaited.found = awaited.read()
        except Exception as error:
            awaited.failed = error
            raise
        finally:
            bound.read_now = last
            if awaited.found or awaited.failed:
                awaited.read = None  # it may hold the map
        return True
