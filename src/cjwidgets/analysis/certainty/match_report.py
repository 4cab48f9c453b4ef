"""How the rules of a map meet the events of a log: what fits, what is missing, what is doubled."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import SHOWN
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.ask import shown
from cjwidgets.evidence.matching.claims import Claims, claims, owners
from cjwidgets.evidence.matching.counts import by_event, count
from cjwidgets.evidence.matching.searches import Mask
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap, Stage, Touchpoint

DEFINITION = (
    "matched: a rule with the events it means and the distinct customers who have one; events "
    "may count for several rules. never_observed: a rule that no event of the log fits. no_rule: "
    "a stage without any rule, or a touchpoint without one. unmatched: an event that no rule "
    "claims. claimed_twice: an event that two touchpoints or two stages claim; the first counts."
)
SOURCE = "cjwidgets"
COLUMNS = [
    "status",
    "stage",
    "touchpoint",
    "rule",
    "event",
    "events",
    "customers",
    "claimed_by",
    "note",
    "stage_id",
    "touchpoint_id",
]


@checked
def match_report(jm: JourneyMap, log: EventLog, *, minimum: int = SHOWN) -> pd.DataFrame:
    """Report how the rules of a map meet the events of a log.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog
    minimum : int, default 1
        Counts of fewer customers are hidden (note ``small_n``), and of others where the whole
        would tell them (``beside_small``). In a whole log of fewer customers nothing is hidden.

    Returns
    -------
    pandas.DataFrame
        One row a finding, in this order of ``status``:

        - ``matched``, ``never_observed``, ``no_rule``: the rules of the map in its order, with
          ``stage``, ``touchpoint`` (empty for a rule of the stage itself) and ``rule``,
        - ``unmatched``: each event that no rule claims, the most frequent first,
        - ``claimed_twice``: each event that several touchpoints or stages claim, with all of
          them in ``claimed_by``; the first gets it.

        ``event`` is its name. ``events`` and ``customers`` are counts (Int64; missing without
        a rule: ``note`` is ``no_rule``). ``attrs`` hold ``definition``, ``source``, ``unit``,
        ``n`` (events in the log), ``claimed`` (events that a rule claims) and ``unseen``
        (touchpoints with rules, none of which any event fits) and ``minimum``.

    Raises
    ------
    DataError
        A rule can't be used.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[
    ...     cj.Stage("Look", match="search*"), cj.Stage("Buy", match=["pay", "paid"])])
    >>> frame = pd.DataFrame({"who": [1, 1, 2], "at": ["2026-03-01"] * 3,
    ...                       "what": ["search", "pay", "chat"]})
    >>> log = EventLog(frame, customer="who", time="at", event="what")
    >>> match_report(jm, log)[["status", "stage", "rule", "event", "events"]]
               status stage       rule event  events
    0         matched  Look  'search*'             1
    1         matched   Buy      'pay'             1
    2  never_observed   Buy     'paid'             0
    3       unmatched                   chat       1
    """
    found = claims(jm, log, warn=False)
    rows = [*_rules(jm, found), *_unmatched(found), *_contested(found)]
    frame = pd.DataFrame([{**dict.fromkeys(COLUMNS, ""), **row} for row in rows], columns=COLUMNS)
    frame[["events", "customers"]] = frame[["events", "customers"]].astype("Int64")
    claimed = int(found.kinds.table["events"][found.anywhere()].sum())
    minimum = least(log, minimum)
    return describe(
        hide_counts(
            frame,
            ("events", "customers"),
            minimum,
            people="customers",
            sets=pd.factorize(frame["status"])[0],
            n="",
        ),
        "match_report",
        DEFINITION,
        SOURCE,
        unit=log.unit,
        n=log.n_events,
        claimed=claimed,
        unseen=_unseen(found),
        minimum=minimum,
    )


def _rules(jm: JourneyMap, found: Claims) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    masks: list[Mask] = []
    place: dict[str, Any] = {}
    for where, owner in owners(jm):
        if isinstance(owner, Stage):
            place = {"stage": owner.name, "stage_id": owner.id}
        else:
            place |= {"touchpoint": owner.name, "touchpoint_id": owner.id}
        for rule in owner.match:
            rows.append({**place, "rule": shown(rule)})
            masks.append(found.asker.hits(rule, where))
        inside = owner.touchpoints if isinstance(owner, Stage) else ()
        if not owner.match and not any(each.match for each in inside):
            rows.append({**place, "status": "no_rule", "note": "no_rule"} | _counts(None))
    counts = iter(count(found.log, found.kinds, masks))
    for row in rows:
        if "status" not in row:
            row |= _counts(next(counts))
            row["status"] = "matched" if row["events"] else "never_observed"
            row["note"] = "" if row["events"] else "no_events"
    return rows


def _counts(pair: tuple[int, int] | None) -> dict[str, Any]:
    events, customers = pair or (pd.NA, pd.NA)
    return {"events": events, "customers": customers}


def _unmatched(found: Claims) -> list[dict[str, Any]]:
    table = by_event(found.log, found.kinds, ~found.anywhere())
    return [{"status": "unmatched", **row} for row in table.to_dict("records")]


def _contested(found: Claims) -> list[dict[str, Any]]:
    """Events that several touchpoints, or several stages, claim."""
    none = np.zeros(len(found.kinds), dtype=np.bool_)
    touchpoints = [none if mask is None else mask for mask in found.claimed]
    stages = [none if mask is None else mask for mask in found.by_stage()]
    twice = np.sum([none, *touchpoints], axis=0) > 1
    twice |= np.sum([none, *stages], axis=0) > 1
    groups: dict[tuple[str, tuple[Stage | Touchpoint, ...]], list[int]] = {}
    names = found.kinds.table["event"]
    for kind in np.flatnonzero(twice).tolist():
        groups.setdefault((names[kind], _claimants(found, kind)), []).append(kind)
    masks = []
    for kinds in groups.values():
        mask = none.copy()
        mask[kinds] = True
        masks.append(mask)
    counts = count(found.log, found.kinds, masks)
    rows = [
        {"status": "claimed_twice", "event": event, "claimed_by": _named(found, by)} | _counts(pair)
        for (event, by), pair in zip(groups, counts, strict=True)
    ]
    return sorted(rows, key=lambda row: -row["events"])


def _unseen(found: Claims) -> list[str]:
    every = zip(found.touchpoints, found.claimed, strict=True)
    return [
        _name(found, touchpoint)
        for touchpoint, mask in every
        if mask is not None and not mask.any()
    ]


def _name(found: Claims, place: Stage | Touchpoint) -> str:
    if isinstance(place, Stage):
        return place.name
    of = next(
        of for each, of in zip(found.touchpoints, found.stage_of, strict=True) if each is place
    )
    return f"{found.stages[of].name} › {place.name}"


def _named(found: Claims, places: tuple[Stage | Touchpoint, ...]) -> str:
    return "; ".join(_name(found, each) for each in places)


def _claimants(found: Claims, kind: int) -> tuple[Stage | Touchpoint, ...]:
    claimants: list[Stage | Touchpoint] = []
    for place, stage in enumerate(found.stages):
        inside = [
            touchpoint
            for touchpoint, of, mask in zip(
                found.touchpoints, found.stage_of, found.claimed, strict=True
            )
            if of == place and mask is not None and mask[kind]
        ]
        own = found.own[place]
        claimants += inside or ([stage] if own is not None and own[kind] else [])
    return tuple(claimants)


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say how much of the log the rules claim, and what is amiss."""
    n, claimed = frame.attrs["n"], frame.attrs["claimed"]
    status = frame["status"].value_counts()
    said = t("explain.match_report", claimed=claimed, n=n, share=t.percent(claimed / n))
    free = frame[frame["status"] == "unmatched"].dropna(subset="events")
    if len(free):
        first = free.iloc[0]
        said += t(
            "explain.match_report.unmatched",
            names=status["unmatched"],
            event=first.event,
            events=first.events,
        )
    if unseen := frame.attrs["unseen"]:
        said += t("explain.match_report.unseen", places=", ".join(unseen))
    for what in ("never_observed", "claimed_twice"):
        if status.get(what):
            said += t(f"explain.match_report.{what}", number=status[what])
    return said
