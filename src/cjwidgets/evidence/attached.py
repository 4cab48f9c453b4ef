"""The logs and surveys that a map is bound to while the notebook runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.survey import Survey
from cjwidgets.model import JourneyMap

Listener = Callable[[], None]


@dataclass(frozen=True, eq=False)
class Attachment:
    """One body of evidence of a map.

    Attributes
    ----------
    data : EventLog or Survey
    source : str
        Where it comes from, in words.
    collector : str
        Who collected it.
    """

    data: EventLog | Survey
    source: str
    collector: str

    @property
    def kind(self) -> str:
        """``"log"`` for what customers did, ``"survey"`` for what they said."""
        return "log" if isinstance(self.data, EventLog) else "survey"

    @property
    def n(self) -> int:
        """Customers of the log, or respondents of the survey."""
        data = self.data
        return data.n_customers if isinstance(data, EventLog) else data.n_respondents

    @property
    def date(self) -> dt.date | None:
        """Day of the newest event or answer; None for a survey without times."""
        last = self.data.last
        return None if last is None else last.date()


class _Bound:
    """What is attached to one map, and who wants to know."""

    def __init__(self) -> None:
        self.attachments: tuple[Attachment, ...] = ()
        self.listeners: dict[int, Listener] = {}
        self.next = 0

    def become(self, attachments: tuple[Attachment, ...]) -> None:
        self.attachments = attachments
        for listener in tuple(self.listeners.values()):
            listener()


_bound: WeakKeyDictionary[JourneyMap, _Bound] = WeakKeyDictionary()


def _of(jm: JourneyMap) -> _Bound:
    return _bound.setdefault(jm, _Bound())


def attach(
    jm: JourneyMap, data: EventLog | Survey, *, source: str = "", collector: str = ""
) -> JourneyMap:
    """Bind a log or a survey to a map: editors show what it says, and keep it up to date.

    The data stay outside the map's file. Attaching what is attached already renews its source
    and collector. To keep what was measured in the file, see ``record``.

    Parameters
    ----------
    jm : JourneyMap
    data : EventLog or Survey
    source, collector : str, optional
        Where it comes from, and who collected it; shown with every number.

    Returns
    -------
    JourneyMap
        The map itself.

    Raises
    ------
    InputError
        The data are neither.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.datasets.mattress_map()
    >>> log = cj.EventLog(cj.datasets.mattress_log(customers=50), customer="customer_id",
    ...                   time="time", event="event")
    >>> jm.attach(log, source="Web log").attached[0].n
    50
    """
    if not isinstance(data, EventLog | Survey):
        raise InputError(
            f"A map can't be bound to {type(data).__name__}: expected an EventLog or a Survey.",
            hint="Make one from your frame first: cj.EventLog(frame, customer=…, time=…, event=…).",
        )
    bound = _of(jm)
    others = tuple(each for each in bound.attachments if each.data is not data)
    bound.become((*others, Attachment(data, source, collector)))
    return jm


def detach(jm: JourneyMap, data: EventLog | Survey | None = None) -> JourneyMap:
    """Take a log or survey off a map, or all of them.

    Raises
    ------
    NotFoundError
        It is not attached.
    """
    bound = _of(jm)
    kept = tuple(each for each in bound.attachments if data is not None and each.data is not data)
    if data is not None and len(kept) == len(bound.attachments):
        raise NotFoundError(f"{data!r} is not attached to {jm.title!r}.")
    bound.become(kept)
    return jm


def attached(jm: JourneyMap) -> tuple[Attachment, ...]:
    """Return what is attached to a map, in the order in which it was."""
    return _of(jm).attachments


def watch(jm: JourneyMap, listener: Listener) -> Callable[[], None]:
    """Call back when what is attached to a map changes; returns a function that stops it."""
    bound = _of(jm)
    key = bound.next
    bound.next += 1
    bound.listeners[key] = listener

    def stop(*_: Any) -> None:
        bound.listeners.pop(key, None)

    return stop
