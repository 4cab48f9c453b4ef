"""Binds logs and surveys to a map."""

from __future__ import annotations

from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.survey import Survey
from cjwidgets.model import JourneyMap
from cjwidgets.model.attachments import Attachment, attached, become_attached


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
    last = data.last
    new = Attachment(
        data,
        "log" if isinstance(data, EventLog) else "survey",
        data.n_customers if isinstance(data, EventLog) else data.n_respondents,
        None if last is None else last.date(),
        source,
        collector,
    )
    others = tuple(each for each in attached(jm) if each.data is not data)
    become_attached(jm, (*others, new))
    return jm


def detach(jm: JourneyMap, data: EventLog | Survey | None = None) -> JourneyMap:
    """Take a log or survey off a map, or all of them.

    Raises
    ------
    NotFoundError
        It is not attached.
    """
    bound = attached(jm)
    kept = tuple(each for each in bound if data is not None and each.data is not data)
    if data is not None and len(kept) == len(bound):
        raise NotFoundError(f"{data!r} is not attached to {jm.title!r}.")
    become_attached(jm, kept)
    return jm
