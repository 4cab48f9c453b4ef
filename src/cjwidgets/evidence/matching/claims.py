"""Ties the events of a log to the stages and touchpoints of a map by the rules in ``.match``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cjwidgets.evidence.matching.ask import Asker
from cjwidgets.evidence.matching.placement import NOWHERE, ChainSteps, EventKinds, Placement
from cjwidgets.evidence.matching.searches import Mask
from cjwidgets.model import JourneyMap, Stage, Touchpoint
from cjwidgets.model.rules.match_rules import AnyRule

if TYPE_CHECKING:
    from cjwidgets.evidence.log import EventLog


@dataclass(frozen=True, eq=False)
class Claims:
    """Which kinds of events the stages and touchpoints of a map claim by their rules.

    Attributes
    ----------
    log : EventLog
    kinds : EventKinds
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
    asker : Asker
        Asks further rules about the same kinds.
    """

    log: EventLog
    kinds: EventKinds
    stages: tuple[Stage, ...]
    touchpoints: tuple[Touchpoint, ...]
    stage_of: tuple[int, ...]
    own: tuple[Mask | None, ...]
    claimed: tuple[Mask | None, ...]
    asker: Asker

    def by_stage(self) -> list[Mask | None]:
        """Return what each stage claims, its touchpoints' claims included."""
        masks = []
        for place in range(len(self.stages)):
            inside = zip(self.claimed, self.stage_of, strict=True)
            masks.append(_any([self.own[place], *(mask for mask, of in inside if of == place)]))
        return masks

    def anywhere(self) -> Mask:
        """Return which kinds any rule of the map claims."""
        found = _any([*self.own, *self.claimed])
        return np.zeros(len(self.kinds), dtype=np.bool_) if found is None else found

    def stage_placement(self) -> Placement:
        """Return the placement of stages. A kind that two claim belongs to the first."""
        return self._placement(self.by_stage(), tuple(stage.name for stage in self.stages))

    def touchpoint_placement(self) -> Placement:
        """Return the placement of touchpoints. A kind that two claim belongs to the first."""
        return self._placement(self.claimed, tuple(each.name for each in self.touchpoints))

    def _placement(self, masks: Iterable[Mask | None], names: tuple[str, ...]) -> Placement:
        places = np.full(len(self.kinds), NOWHERE, dtype=np.int32)
        for place, mask in enumerate(masks):
            if mask is not None:
                places[mask & (places == NOWHERE)] = place
        return self.log.placement(self.kinds, places, names)

    def steps(self, masks: Iterable[Mask | None]) -> ChainSteps:
        """Return the chain of the places that have rules."""
        known = [mask for mask in masks if mask is not None]
        return ChainSteps(self.kinds, np.array(known, dtype=np.bool_).reshape(-1, len(self.kinds)))


def _any(masks: list[Mask | None]) -> Mask | None:
    known = [mask for mask in masks if mask is not None]
    return np.logical_or.reduce(known) if known else None


def claims(
    jm: JourneyMap, log: EventLog, *, warn: bool = True, also: Iterable[AnyRule] = ()
) -> Claims:
    """Ask every rule of a map about every kind of event in a log.

    A stage owns the events its own rules match and those its touchpoints' rules match. A rule
    is an exact event name, a glob (``*`` any text, ``?`` one character; a name that occurs in
    the log as written is taken literally), a compiled regular expression (found anywhere in
    the name; anchor it with ``^`` and ``$``), a `Rule` over several columns and a window of
    time, or a function of the name that returns a bool.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog
    warn : bool, default True
        Warn of rules that match nothing.
    also : iterable of rules, optional
        Further rules that the kinds must tell apart, such as a goal's.

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
        A rule is a function that failed, did not return a bool, or was not saved with the file;
        it asks for a column that the log does not have; or the regular expressions took longer
        than ``cj.limits.patterns``.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", match=["cart", "pay*"])])
    >>> frame = pd.DataFrame({"who": [1, 1], "at": ["2026-03-01", "2026-03-02"],
    ...                       "what": ["cart", "pay_card"]})
    >>> claims(jm, cj.EventLog(frame, customer="who", time="at", event="what")).by_stage()
    [array([ True,  True])]
    """
    asker = Asker(log, [*also, *(rule for _, owner in owners(jm) for rule in owner.match)])
    masks = [_claim(asker, owner.match, where, owner.name, warn) for where, owner in owners(jm)]
    own, claimed, touchpoints, stage_of = [], [], [], []
    for mask, (_, owner) in zip(masks, owners(jm), strict=True):
        if isinstance(owner, Stage):
            own.append(mask)
        else:
            claimed.append(mask)
            touchpoints.append(owner)
            stage_of.append(len(own) - 1)
    return Claims(
        log,
        asker.kinds,
        tuple(jm.stages),
        tuple(touchpoints),
        tuple(stage_of),
        tuple(own),
        tuple(claimed),
        asker,
    )


def stages(jm: JourneyMap, log: EventLog) -> Placement:
    """Return the placement of a map's stages; see `claims`."""
    return claims(jm, log).stage_placement()


def touchpoints(jm: JourneyMap, log: EventLog) -> Placement:
    """Return the placement of a map's touchpoints, in the order of the map; see `claims`."""
    return claims(jm, log).touchpoint_placement()


def owners(jm: JourneyMap) -> list[tuple[str, Stage | Touchpoint]]:
    """Return what may have rules, in the order of the map, each with its name for messages."""
    found: list[tuple[str, Stage | Touchpoint]] = []
    for stage in jm.stages:
        found.append((f"Stage {stage.name!r}", stage))
        for touchpoint in stage.touchpoints:
            found.append((f"Touchpoint {touchpoint.name!r} in stage {stage.name!r}", touchpoint))
    return found


def _claim(
    asker: Asker, rules: Iterable[AnyRule], where: str, place: str, warn: bool
) -> Mask | None:
    masks: list[Mask | None] = []
    for rule in rules:
        hits = asker.hits(rule, where)
        if warn and not hits.any():
            asker.warn(rule, where, place)
        masks.append(hits)
    return _any(masks)
