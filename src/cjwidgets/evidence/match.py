"""Ties the events of a log to the stages of a map by the rules in ``.match``."""

from __future__ import annotations

import difflib
import re
import warnings
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.errors import DataError
from cjwidgets.evidence.log import EventLog
from cjwidgets.model import JourneyMap, UnboundRule

Mask = NDArray[np.bool_]
Rule = str | re.Pattern[str] | UnboundRule | Callable[[str], bool]


def stage_events(jm: JourneyMap, log: EventLog) -> list[Mask | None]:
    """Say for each stage which event names belong to it.

    A stage owns the events its own rules match and those its touchpoints' rules match. A rule
    is an exact event name, a glob (``*`` any text, ``?`` one character; a name that occurs in
    the log as written is taken literally), a compiled regular expression (found anywhere in
    the name; anchor it with ``^`` and ``$``), or a function of the name that returns a bool.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog

    Returns
    -------
    list of (ndarray of bool, shape (len(log.event_names),)) or None
        One mask a stage; None where neither the stage nor its touchpoints have a rule.

    Warns
    -----
    UserWarning
        A rule matches no event of the log: likely a typing error.

    Raises
    ------
    DataError
        A rule is a function that failed, did not return a bool, or was not saved with the file.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", match=["cart", "pay*"])])
    >>> frame = pd.DataFrame({"who": [1, 1], "at": ["2026-03-01", "2026-03-02"],
    ...                       "what": ["cart", "pay_card"]})
    >>> stage_events(jm, EventLog(frame, customer="who", time="at", event="what"))
    [array([ True,  True])]
    """
    masks: list[Mask | None] = []
    for stage in jm.stages:  # no comprehension: a frame more or less would misplace the warning
        masks.append(_stage_mask(stage, log.event_names))
    return masks


def _stage_mask(stage: Any, names: tuple[str, ...]) -> Mask | None:
    place = f"Stage {stage.name!r}"
    rules: list[tuple[str, Rule]] = [(place, rule) for rule in stage.match]
    for touchpoint in stage.touchpoints:
        inside = f"Touchpoint {touchpoint.name!r} in stage {stage.name!r}"
        rules += [(inside, rule) for rule in touchpoint.match]
    if not rules:
        return None
    mask = np.zeros(len(names), dtype=np.bool_)
    for where, rule in rules:
        hits = matches(rule, names, where)
        if not hits.any():
            _warn(where, rule, names)
        mask |= hits
    return mask


def matches(rule: Rule, names: tuple[str, ...], where: str) -> Mask:
    """Return which event names one rule matches; ``where`` names its owner in messages."""
    if isinstance(rule, UnboundRule):
        raise DataError(
            f"{where} was matched by the Python function {rule.name!r}, which the file could not "
            "hold.",
            hint="Define it again and set .match again.",
        )
    test = _test_of(rule, names)
    return np.fromiter((_ask(test, name, rule, where) for name in names), np.bool_, len(names))


def _test_of(rule: Any, names: Iterable[str]) -> Callable[[str], Any]:
    if isinstance(rule, re.Pattern):
        return lambda name: rule.search(name) is not None
    if not isinstance(rule, str):
        test: Callable[[str], Any] = rule
        return test
    if rule in names or not any(sign in rule for sign in "*?"):
        return lambda name: name == rule
    wild = {"*": ".*", "?": "."}
    glob = re.compile("".join(wild.get(sign, re.escape(sign)) for sign in rule), re.DOTALL)
    return lambda name: glob.fullmatch(name) is not None


def _ask(test: Callable[[str], Any], name: str, rule: Rule, where: str) -> bool:
    try:
        answer = test(name)
    except Exception as error:
        raise DataError(
            f"{where}: the rule {_shown(rule)} failed on event {name!r} with "
            f"{type(error).__name__}: {error}".rstrip(". ")
            + ".",
            hint="A rule gets one event name (str) and returns True or False.",
        ) from error
    if not isinstance(answer, bool | np.bool_):
        raise DataError(
            f"{where}: the rule {_shown(rule)} returned {answer!r} for event {name!r}: expected "
            "True or False.",
            hint="Wrap the result in bool(...).",
        )
    return bool(answer)


def _warn(where: str, rule: Rule, names: tuple[str, ...]) -> None:
    near: list[str] = []
    if isinstance(rule, str):
        folded = {name.casefold(): name for name in names}
        near = [folded[n] for n in difflib.get_close_matches(rule.casefold(), folded, n=3)]
    guess = f"Close names: {', '.join(map(repr, near))}." if near else _some(names)
    # Shown at the caller of the statistic: _warn, _stage_mask, stage_events, funnel, caller.
    warnings.warn(
        f"{where}: the rule {_shown(rule)} matches no event of the log. {guess}",
        UserWarning,
        stacklevel=5,
    )


def _some(names: tuple[str, ...]) -> str:
    more = ", …" if len(names) > 8 else ""
    return f"Events: {', '.join(map(repr, names[:8]))}{more}."


def _shown(rule: Any) -> str:
    if isinstance(rule, str):
        return repr(rule)
    if isinstance(rule, re.Pattern):
        return f"re.compile({rule.pattern!r})"
    return f"{getattr(rule, '__name__', type(rule).__name__)}()"
