"""Refuses what only looks like a map, a log or a survey, before anything is made of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from cjwidgets.errors import InputError, UnknownOptionError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.model import JourneyMap

F = TypeVar("F", bound=Callable[..., Any])

_KINDS = {"JourneyMap": JourneyMap, "EventLog": EventLog, "Survey": Survey}
_ARTICLES = {"JourneyMap": "a", "EventLog": "an", "Survey": "a"}
_HINTS = {
    "JourneyMap": "Make one: cj.JourneyMap(…), or open one: cj.JourneyMap.open(…).",
    "EventLog": "Make one of your frame: cj.EventLog(frame, customer=…, time=…, event=…).",
    "Survey": "Make one of your frame: cj.Survey(frame, questions=[…], …).",
}


def checked(function: F) -> F:
    """Let a function refuse arguments of a wrong kind in a sentence, by its annotations."""
    signature = inspect.signature(function)
    wanted = {
        name: parameter.annotation.removesuffix(" | None")
        for name, parameter in signature.parameters.items()
        if str(parameter.annotation).removesuffix(" | None") in _KINDS
    }
    optional = {name for name in wanted if "None" in signature.parameters[name].annotation}

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            given = signature.bind(*args, **kwargs).arguments
        except TypeError:
            for name in kwargs:
                if name not in signature.parameters:
                    known = signature.parameters
                    raise UnknownOptionError.of(function.__name__, name, known) from None
            return function(*args, **kwargs)  # Python's own sentence about it names the function
        for name, kind in wanted.items():
            value = given.get(name)
            none = value is None and (name in optional or name not in given)
            if not none and not isinstance(value, _KINDS[kind]):
                found = "None" if value is None else type(value).__name__
                raise InputError(
                    f"{function.__name__}() takes {_ARTICLES[kind]} {kind} as {name}, not {found}.",
                    hint=_HINTS[kind],
                )
        return function(*args, **kwargs)

    return cast(F, call)
