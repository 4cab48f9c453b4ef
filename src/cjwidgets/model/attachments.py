"""What a map is bound to while the notebook runs, outside its file: logs and surveys."""

from __future__ import annotations

import datetime as dt
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


class _Bound:
    def __init__(self) -> None:
        self.attachments: tuple[Attachment, ...] = ()
        self.listeners: dict[object, Listener] = {}


_bound: WeakKeyDictionary[JourneyMap, _Bound] = WeakKeyDictionary()


def attached(jm: JourneyMap) -> tuple[Attachment, ...]:
    """Return what is attached to a map, in the order in which it was."""
    bound = _bound.get(jm)
    return bound.attachments if bound else ()


def become_attached(jm: JourneyMap, attachments: tuple[Attachment, ...]) -> None:
    """Attach these and nothing else, and tell those who watch."""
    bound = _bound.setdefault(jm, _Bound())
    bound.attachments = attachments
    for listener in tuple(bound.listeners.values()):
        listener()


def watch_attached(jm: JourneyMap, listener: Listener) -> Callable[[], None]:
    """Call back when what is attached to a map changes; returns a function that stops it."""
    bound = _bound.setdefault(jm, _Bound())
    key = object()
    bound.listeners[key] = listener

    def stop() -> None:
        bound.listeners.pop(key, None)

    return stop
