"""Ties the events of a log to the stages and touchpoints of a map by the rules in ``.match``."""

from __future__ import annotations

import difflib
import inspect
import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.errors import DataError
from cjwidgets.evidence.coding import NOWHERE, Coding, Kinds, Steps
from cjwidgets.evidence.log import EventLog
from cjwidgets.model import JourneyMap, Stage, Touchpoint, UnboundRule

Mask = NDArray[np.bool_]
Rule = str | re.Pattern[str] | UnboundRule | Callable[[str], bool]


@dataclass(frozen=True, eq=False)
class Claims:
    """Which kinds of events the stages and touchpoints of a map claim by their rules.

    Attributes
    ----------
    log : EventLog
    kinds : Kinds
        What the rules can tell apart.
    stages : tuple of Stage
        The map's, in order.
    touchpoints : tuple of Touchpoint
        All of the map's, in order.
    stage_of : tuple of int
        The stage (its position) of each touchpoint.
    own : tuple of (ndarray of bool, shape (len(kinds),)) or None
        What each stage's own rules claim; None without any.
    claimed : tuple of (ndarray of bool, shape (len(kinds),)) or None
        What each touchpoint's rules claim; None without any.
    """

    log: EventLog
    kinds: Kinds
    stages: tuple[Stage, ...]
    touchpoints: tuple[Touchpoint, ...]
    stage_of: tuple[int, ...]
    own: tuple[Mask | None, ...]
    claimed: tuple[Mask | None, ...]

    def by_stage(self) -> list[Mask | None]:
        """Return what each stage claims, its touchpoints' claims included."""
        masks = []
        for place in range(len(self.stages)):
            inside = zip(self.claimed, self.stage_of, strict=True)
            masks.append(_any([self.own[place], *(mask for mask, of in inside if of == place)]))
        return masks

    def stage_coding(self) -> Coding:
        """Return the coding of stages. A kind two stages claim belongs to the first."""
        return self._coding(self.by_stage(), tuple(stage.name for stage in self.stages))

    def touchpoint_coding(self) -> Coding:
        """Return the coding of touchpoints. A kind two touchpoints claim belongs to the first."""
        return self._coding(self.claimed, tuple(each.name for each in self.touchpoints))

    def _coding(self, masks: Iterable[Mask | None], names: tuple[str, ...]) -> Coding:
        places = np.full(len(self.kinds), NOWHERE, dtype=np.int32)
        for place, mask in enumerate(masks):
            if mask is not None:
                places[mask & (places == NOWHERE)] = place
        return self.log.coding(self.kinds, places, names)

    def steps(self, masks: Iterable[Mask | None]) -> Steps:
        """Return the chain of the places that have rules."""
        known = [mask for mask in masks if mask is not None]
        return Steps(self.kinds, np.array(known, dtype=np.bool_).reshape(-1, len(self.kinds)))


def _any(masks: list[Mask | None]) -> Mask | None:
    known = [mask for mask in masks if mask is not None]
    return np.logical_or.reduce(known) if known else None


def claims(jm: JourneyMap, log: EventLog, *, warn: bool = True) -> Claims:
    """Ask every rule of a map about every kind of event in a log.

    A stage owns the events its own rules match and those its touchpoints' rules match. A rule
    is an exact event name, a glob (``*`` any text, ``?`` one character; a name that occurs in
    the log as written is taken literally), a compiled regular expression (found anywhere in
    the name; anchor it with ``^`` and ``$``), or a function of the name that returns a bool.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog
    warn : bool, default True
        Warn of rules that match nothing.

    Returns
    -------
    Claims

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
    >>> claims(jm, EventLog(frame, customer="who", time="at", event="what")).by_stage()
    [array([ True,  True])]
    """
    kinds = log.engine.kinds()
    names = tuple(kinds.table["event"])
    own, claimed, touchpoints, stage_of = [], [], [], []
    for place, stage in enumerate(jm.stages):
        where = f"Stage {stage.name!r}"
        own.append(_claim(stage.match, names, where, warn))
        for touchpoint in stage.touchpoints:
            inside = f"Touchpoint {touchpoint.name!r} in stage {stage.name!r}"
            claimed.append(_claim(touchpoint.match, names, inside, warn))
            touchpoints.append(touchpoint)
            stage_of.append(place)
    return Claims(
        log,
        kinds,
        tuple(jm.stages),
        tuple(touchpoints),
        tuple(stage_of),
        tuple(own),
        tuple(claimed),
    )


def stages(jm: JourneyMap, log: EventLog) -> Coding:
    """Return the coding of a map's stages; see `claims`."""
    return claims(jm, log).stage_coding()


def touchpoints(jm: JourneyMap, log: EventLog) -> Coding:
    """Return the coding of a map's touchpoints, in the order of the map; see `claims`."""
    return claims(jm, log).touchpoint_coding()


def _claim(rules: Iterable[Any], names: tuple[str, ...], where: str, warn: bool) -> Mask | None:
    masks: list[Mask | None] = []
    for rule in rules:
        hits = matches(rule, names, where)
        if warn and not hits.any():
            _warn(where, rule, names)
        masks.append(hits)
    return _any(masks)


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
    warnings.warn(
        f"{where}: the rule {_shown(rule)} matches no event of the log. {guess}",
        UserWarning,
        stacklevel=_outside(),
    )


def _outside() -> int:
    """Return the level of the first caller outside this package: there the warning is shown."""
    frame, level = inspect.currentframe(), 0
    while frame is not None and frame.f_globals.get("__name__", "").startswith("cjwidgets."):
        frame, level = frame.f_back, level + 1
    return level


def _some(names: tuple[str, ...]) -> str:
    more = ", …" if len(names) > 8 else ""
    return f"Events: {', '.join(map(repr, names[:8]))}{more}."


def _shown(rule: Any) -> str:
    if isinstance(rule, str):
        return repr(rule)
    if isinstance(rule, re.Pattern):
        return f"re.compile({rule.pattern!r})"
    return f"{getattr(rule, '__name__', type(rule).__name__)}()"
