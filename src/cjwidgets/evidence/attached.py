"""Binds logs and surveys to a map; it needs neither of them before there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from cjwidgets.errors import DataError, InputError, JourneyError, NotFoundError
from cjwidgets.model import JourneyMap
from cjwidgets.model.attachments import Attachment, Awaited, become_attached, evidence

if TYPE_CHECKING:
    from cjwidgets.evidence.log import EventLog
    from cjwidgets.evidence.surveys.survey import Survey

    Data: TypeAlias = EventLog | Survey


def attach(
    jm: JourneyMap, data: Data | Callable[[], Data], *, source: str = "", collector: str = ""
) -> JourneyMap:
    """See JourneyMap.attach."""
    new: Attachment | Awaited
    if callable(data) and not isinstance(data, type):
        new = Awaited(lambda: _read(data, source, collector), data, source)
    else:
        new = _attachment(data, source, collector)
    kept = (each for each in evidence(jm) if not (_is(each, data) or _is_mended(each, new)))
    become_attached(jm, (*kept, new))
    return jm


def detach(jm: JourneyMap, data: Data | Callable[[], Data] | None = None) -> JourneyMap:
    """See JourneyMap.detach."""
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
