"""What a map is bound to while the notebook runs, outside its file: logs and surveys."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from cjwidgets.errors import JourneyError
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
    """Evidence that a function reads when somebody first needs it.

    Parameters
    ----------
    read : callable
        Returns the attachment, or raises a JourneyError.
    given : callable
        The function as it was given, by which it is known.
    source : str
    """

    def __init__(self, read: Callable[[], Attachment], given: Any, source: str) -> None:
        self.read, self.given, self.source = read, given, source
        self.found: Attachment | None = None
        self.failed: Exception | None = None

    @property
    def waits(self) -> bool:
        return self.found is None and self.failed is None


class _Bound:
    def __init__(self) -> None:
        self.evidence: tuple[Attachment | Awaited, ...] = ()
        self.listeners: dict[object, Listener] = {}
        # Who needs it while another thread reads waits for that.
        self.reading = threading.RLock()
        self.read_now: Awaited | None = None


def _bound(jm: JourneyMap) -> _Bound:
    # On the map itself, not in a dictionary of maps: to look there compares maps, which takes
    # their lock, and those who ask hold other locks.
    bound: _Bound = vars(jm).setdefault("_bound", _Bound())
    return bound


def attached(jm: JourneyMap) -> tuple[Attachment, ...]:
    """Return what is attached to a map, in the order in which it was; read it where that waits.

    Raises
    ------
    JourneyError
        A function could not read what it was to read, now or earlier.
    """
    news, failed = False, None
    for each in evidence(jm):
        if isinstance(each, Awaited):
            try:
                news |= _read(_bound(jm), each)
            except JourneyError as error:
                failed = failed or error
    if news:
        _tell(jm)
    if failed is not None:
        raise failed
    return at_hand(jm)


def at_hand(jm: JourneyMap) -> tuple[Attachment, ...]:
    """Return what is attached to a map as far as it is read."""
    found = (each.found if isinstance(each, Awaited) else each for each in evidence(jm))
    return tuple(each for each in found if each)


def evidence(jm: JourneyMap) -> tuple[Attachment | Awaited, ...]:
    """Return what is attached to a map, read or not."""
    return _bound(jm).evidence


def waits(jm: JourneyMap) -> bool:
    """Return whether something is attached that nobody has tried to read yet."""
    return any(isinstance(each, Awaited) and each.waits for each in evidence(jm))


def failure(jm: JourneyMap) -> Exception | None:
    """Return why something that is attached could not be read."""
    failed = (each.failed for each in evidence(jm) if isinstance(each, Awaited))
    return copy(next(filter(None, failed), None))


def become_attached(jm: JourneyMap, evidence: tuple[Attachment | Awaited, ...]) -> None:
    """Attach these and nothing else, and tell those who watch."""
    _bound(jm).evidence = evidence
    _tell(jm)


def watch_attached(jm: JourneyMap, listener: Listener) -> Callable[[], None]:
    """Call back when what is attached to a map changes; returns a function that stops it."""
    bound, key = _bound(jm), object()
    bound.listeners[key] = listener

    def stop() -> None:
        bound.listeners.pop(key, None)

    return stop


def _tell(jm: JourneyMap) -> None:
    for listener in tuple(_bound(jm).listeners.values()):
        listener()


def _read(bound: _Bound, awaited: Awaited) -> bool:
    """Return whether it was read just now, and by this thread."""
    with bound.reading:
        if awaited.failed is not None:
            raise copy(awaited.failed)
        # What reads it may itself ask for what is attached.
        if awaited.found is not None or bound.read_now is awaited:
            return False
        last, bound.read_now = bound.read_now, awaited
        try:
            awaited.found = awaited.read()
        except JourneyError as error:
            # A copy has no traceback, which would keep alive whatever was at work.
            awaited.failed = copy(error)
            raise
        finally:
            bound.read_now = last
        return True
