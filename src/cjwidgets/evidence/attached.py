"""Binds logs and surveys to a map; it needs neither of them before there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cjwidgets.errors import DataError, InputError, JourneyError, NotFoundError
from cjwidgets.model import JourneyMap
from cjwidgets.model.attachments import Attachment, Awaited, become_attached, evidence

if TYPE_CHECKING:
    from cjwidgets.evidence.log import EventLog
    from cjwidgets.evidence.surveys.survey import Survey

    Data = EventLog | Survey


def attach(
    jm: JourneyMap, data: Data | Callable[[], Data], *, source: str = "", collector: str = ""
) -> JourneyMap:
    """Bind a log or a survey to a map: editors show what it says, and keep it up to date.

    The data stay outside the map's file. Attaching what is attached already renews its source
    and collector. To keep what was measured in the file, see ``record``.

    A page need not wait for a large log: attach a function that reads it. It is called once, when
    the data are first needed. Widgets that a browser shows open without it, call it in a thread,
    and show the numbers when they are there. A notebook keeps pictures of a board's charts if that
    takes less than two seconds.

    Parameters
    ----------
    jm : JourneyMap
    data : EventLog, Survey, or function
        A function takes nothing and returns one of the two.
    source, collector : str, optional
        Where it comes from, and who collected it; shown with every number.

    Returns
    -------
    JourneyMap
        The map itself.

    Raises
    ------
    InputError
        The data are neither. What a function returns is checked when it is called: whoever needs it
        then gets this error, or a DataError that says what kept the function from reading.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.datasets.mattress_map()
    >>> log = cj.EventLog(cj.datasets.mattress_log(customers=50), customer="customer_id",
    ...                   time="time", event="event")
    >>> jm.attach(log, source="Web log").attached[0].n
    50
    >>> jm = cj.datasets.mattress_map().attach(lambda: log, source="Web log")
    >>> jm.attached[0].n  # now somebody needs it
    50
    """
    new: Attachment | Awaited
    if callable(data) and not isinstance(data, type):
        new = Awaited(lambda: _read(data, source, collector), data, source)
    else:
        new = _attachment(data, source, collector)
    kept = (each for each in evidence(jm) if not (_is(each, data) or _is_mended(each, new)))
    become_attached(jm, (*kept, new))
    return jm


def detach(jm: JourneyMap, data: Data | Callable[[], Data] | None = None) -> JourneyMap:
    """Take a log or survey off a map, or all of them.

    Parameters
    ----------
    jm : JourneyMap
    data : EventLog, Survey, or function, optional
        What was attached, or what a function that was attached has returned.

    Raises
    ------
    NotFoundError
        It is not attached.
    """
    bound = evidence(jm)
    kept = tuple(each for each in bound if data is not None and not _is(each, data))
    if data is not None and len(kept) == len(bound):
        raise NotFoundError(f"{data!r} is not attached to {jm.title!r}.")
    become_attached(jm, kept)
    return jm


def _is(each: Attachment | Awaited, data: Any) -> bool:
    if isinstance(each, Awaited):
        return each.given is data or (each.found is not None and each.found.data is data)
    return each.data is data


def _is_mended(each: Attachment | Awaited, new: Attachment | Awaited) -> bool:
    """Whether what could not be read is attached anew: the function is another by then."""
    return isinstance(each, Awaited) and each.failed is not None and each.source == new.source


def _attachment(data: Any, source: str, collector: str) -> Attachment:
    from cjwidgets.evidence.log import EventLog
    from cjwidgets.evidence.surveys.survey import Survey

    if not isinstance(data, EventLog | Survey):
        raise InputError(
            f"A map can't be bound to {type(data).__name__}: expected an EventLog or a Survey, "
            "or a function that returns one.",
            hint="Make one from your frame first: cj.EventLog(frame, customer=…, time=…, event=…).",
        )
    last = data.last
    return Attachment(
        data,
        "log" if isinstance(data, EventLog) else "survey",
        data.n_customers if isinstance(data, EventLog) else data.n_respondents,
        None if last is None else last.date(),
        source,
        collector,
    )


def _read(data: Callable[[], Any], source: str, collector: str) -> Attachment:
    try:
        return _attachment(data(), source, collector)
    except (JourneyError, KeyboardInterrupt):
        raise
    except BaseException as error:  # a panic of Polars is none of the usual errors
        name = source or "What is attached"
        raise DataError(
            f"{name} could not be read: {type(error).__name__}: {error}".rstrip(". ") + ".",
            hint="Mend the function and attach it again.",
        ) from error
