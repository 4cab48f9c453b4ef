"""The journey as planned on the map against the journeys customers make."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.movement.plan import Plan, plan_of
from cjwidgets.analysis.shared.counts import hide_counts, wholes
from cjwidgets.analysis.shared.defaults import CONFIDENCE, SHOWN
from cjwidgets.analysis.shared.places import called, located
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import SHARE, shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.analysis.shared.wording import hidden, then, tied
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import Claims, claims
from cjwidgets.evidence.matching.placement import NOWHERE
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "The plan is the order of the map's places that have rules, and its links. touchpoints: "
    "skipped = customers who were at a later place but never here, of all who were at a later "
    "place (further); repeated = customers with two or more visits here, of the visitors; late = "
    "customers whose first visit here came after one at a later place, of the visitors. "
    "transitions: customers who go from one place to another that is neither the next nor linked "
    "from it, of the visitors of the first; an entry is a journey that begins elsewhere than at "
    "the first place. events: customers with an event no rule claims, of all. Wilson intervals."
)
SOURCE = "Our own definitions; interval: Wilson (1927), JASA 22:209–212."
TABLES = ("touchpoints", "transitions", "events")


@checked
def conformance(
    jm: JourneyMap,
    log: EventLog,
    *,
    of: str = "touchpoints",
    level: str = "touchpoint",
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Compare the journey as planned with the journeys customers make.

    Parameters
    ----------
    jm : JourneyMap
        The plan: its touchpoints in order, and its links.
    log : EventLog
    of : {"touchpoints", "transitions", "events"}, default "touchpoints"
        What to list: the planned places with what is skipped, repeated or late; the transitions
        that are not planned; or the events that no rule claims.
    level : {"touchpoint", "stage"}, default "touchpoint"
        Which places to compare.
    minimum : int, default 1
        Places, ways and events of fewer customers are hidden (note
        ``small_n``), and of others where the whole would tell them (``beside_small``). All are
        shown unless somebody asks: places are no group that people were chosen by. In a whole log
        of fewer customers nothing is hidden.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        ``of="touchpoints"``: one row a place, in the order of the map: ``stage`` (and
        ``touchpoint``); ``visited``, ``further``, ``skipped``, ``repeated``, ``late``
        (customers); ``skipped_share`` of further, ``repeated_share`` and ``late_share`` of
        visited, each with ``_low`` and ``_high``; ``skip_planned``, ``repeat_planned``: whether
        a link of the map leads past it or back; ``n`` (customers with a placed event); ``note``.

        ``of="transitions"``: one row an unplanned transition between visits, most customers
        first: ``source_stage``, ``source``, ``target_stage``, ``target`` (the source is empty
        for an entry; by stage only ``source`` and ``target``), ``kind`` (``"entry"``,
        ``"skip"`` ahead, ``"back"``), ``count``, ``customers``, ``share`` of the customers at
        the source (all, for an entry) with its interval, ``n`` (these customers). ``attrs``
        hold ``transitions`` and ``planned``: how often customers went on, and as planned (missing
        where the others are too few).

        ``of="events"``: one row an event name, most customers first: ``event``, ``events``,
        ``customers``, ``share`` of all customers with its interval, ``n``.

        The last two have ``note`` only where a ``minimum`` is asked for.

    Raises
    ------
    DataError
        No event belongs to a place of the map.
    InputError
        A table, level or confidence that is none.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=[
    ...     cj.Touchpoint(name, match=[name]) for name in ("search", "cart", "pay")])])
    >>> paths = [["search", "cart", "pay"], ["search", "pay"], ["cart", "search", "cart"]]
    >>> frame = pd.DataFrame(
    ...     [(who, f"2026-03-0{who + 1}T10:0{at}", what)
    ...      for who, path in enumerate(paths) for at, what in enumerate(path)],
    ...     columns=["who", "at", "what"])
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> conformance(jm, log)[["touchpoint", "further", "skipped", "repeated", "late"]]
      touchpoint  further  skipped  repeated  late
    0     search        3        0         0     1
    1       cart        2        1         1     0
    2        pay        0        0         0     0
    >>> conformance(jm, log, of="transitions")[["source", "target", "kind", "customers", "n"]]
       source  target   kind  customers  n
    0            cart  entry          1  3
    1  search     pay   skip          1  3
    2    cart  search   back          1  2
    """
    if of not in TABLES:
        raise InputError(f"There is no table of {of!r}.", hint=f"Choose one of {TABLES}.")
    minimum = least(log, minimum)
    claimed = claims(jm, log)
    plan = plan_of(jm, claimed, level)
    if of == "events":
        frame = _events(claimed, log, confidence)
    elif not (plan.placement.places != NOWHERE).any():
        raise DataError(
            f"No event of the log belongs to a {level} of {jm.title!r}.",
            hint=f"Set .match of {level}s, e.g. .match = [{log.event_names[0]!r}].",
        )
    else:
        table = _touchpoints if of == "touchpoints" else _transitions
        frame = table(plan, jm, log, confidence)
    told = frame.attrs
    return describe(
        _hidden(frame, of, minimum),
        "conformance",
        DEFINITION,
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        of=of,
        level=level,
        minimum=minimum,
        **_sums(told, frame, minimum),
    )


def _touchpoints(plan: Plan, jm: JourneyMap, log: EventLog, confidence: float) -> pd.DataFrame:
    order = log.engine.order(plan.placement)
    further = order.furthest[::-1].cumsum()[::-1] - order.furthest
    # Of those who got here but no further, everybody was here.
    skipped = further - (order.visited - order.furthest)
    table: dict[str, object] = {
        **located(plan.nodes, jm),
        "visited": _known(order.visited, plan),
        "further": further,
    }
    for name, k, n in (
        ("skipped", skipped, further),
        ("repeated", order.repeated, order.visited),
        ("late", order.late, order.visited),
    ):
        table[name] = _known(k, plan)
        seen = plan.ruled.astype(np.int64)
        table |= shares(f"{name}_share", k * seen, n * seen, confidence)
    places = range(len(plan.nodes))
    table["skip_planned"] = [plan.may_skip(place) for place in places]
    table["repeat_planned"] = [plan.may_repeat(place) for place in places]
    frame = pd.DataFrame(table)
    frame["n"] = int(order.furthest.sum())
    frame["note"] = np.select(
        [~plan.ruled, order.visited == 0, further == 0],
        ["no_rule", "no_events", "nobody_further"],
        "",
    ).tolist()
    return frame


def _transitions(plan: Plan, jm: JourneyMap, log: EventLog, confidence: float) -> pd.DataFrame:
    size = len(plan.placement)
    pairs = log.engine.pairs(plan.placement, visits=True, customers=True)
    pairs = pairs[pairs["target"] < size].copy()
    pairs["source"] = pairs["source"].where(pairs["source"] < size, -1)
    ways = list(zip(pairs["source"], pairs["target"], strict=True))
    planned = np.array([plan.follows(*way) for way in ways], dtype=np.bool_)
    left = pairs[~planned].sort_values(
        ["customers", "source", "target"], ascending=[False, True, True], kind="stable"
    )
    source, target = left["source"].to_numpy(), left["target"].to_numpy()
    entry = source < 0
    n = left["n"].to_numpy()
    table: dict[str, object] = {}
    homes = located(plan.nodes, jm)
    level = "touchpoint" if "touchpoint" in homes else "stage"
    for name, at in (("source", source), ("target", target)):
        for column, names in homes.items():
            table[called(column, level, name)] = [names[i] if i >= 0 else "" for i in at]
    table["kind"] = np.where(entry, "entry", np.where(target > source, "skip", "back")).tolist()
    table["count"] = left["count"].to_numpy()
    table["customers"] = left["customers"].to_numpy()
    table |= shares("share", left["customers"].to_numpy(), n, confidence)
    table["n"] = n
    frame = pd.DataFrame(table)
    frame.attrs = {
        "transitions": int(pairs["count"].sum()),
        "planned": int(pairs["count"][planned].sum()),
    }
    return frame


def _events(claimed: Claims, log: EventLog, confidence: float) -> pd.DataFrame:
    ours = np.zeros(len(claimed.kinds), dtype=np.bool_)
    for mask in claimed.by_stage():
        if mask is not None:
            ours |= mask
    codes, names = pd.factorize(claimed.kinds.table["event"])
    places = np.where(ours, NOWHERE, codes).astype(np.int32)
    reach = log.engine.reach(log.placement(claimed.kinds, places, tuple(names)))
    table: dict[str, object] = {
        "event": list(names),
        "events": reach.events,
        "customers": reach.customers,
    }
    table |= shares("share", reach.customers, np.full(len(names), log.n_customers), confidence)
    table["n"] = log.n_customers
    frame = pd.DataFrame(table)
    frame = frame[frame["events"] > 0]
    return frame.sort_values(
        ["customers", "events", "event"], ascending=[False, False, True]
    ).reset_index(drop=True)


def _hidden(frame: pd.DataFrame, of: str, minimum: int) -> pd.DataFrame:
    if minimum == 1:
        return frame
    if of != "touchpoints":
        columns, sets = (
            ["events", "count", "customers", *SHARE],
            np.zeros((1, len(frame)), np.int64),
        )
        if of == "transitions":
            columns.append("n")
            ends = pd.concat([frame["source_id"], frame["target_id"]])
            at, names = pd.factorize(ends)
            sets = np.vstack([sets, wholes(at[: len(frame)], at[len(frame) :], len(names))])
        noted = frame.assign(note="")
        return hide_counts(noted, columns, minimum, people="customers", sets=sets)
    on, here = ["further"], ["visited"]
    for name, columns in (("skipped", on), ("repeated", here), ("late", here)):
        columns += [name, *(f"{name}_{share}" for share in SHARE)]
    frame = hide_counts(frame, on, minimum, people="further")
    return hide_counts(frame, [*here, *on], minimum, people="visited", sets=[0] * len(frame))


def _sums(sums: Mapping[str, int], frame: pd.DataFrame, minimum: int) -> dict[str, int | None]:
    """Return how often customers went on and as planned, unless the rest is of few."""
    rest = int(frame["customers"].sum()) if sums else 0
    return {name: None if 0 < rest < minimum else value for name, value in sums.items()}


def _known(counts: NDArray[np.int64], plan: Plan) -> pd.Series:
    """Mark what nobody knows: a place the log can't show was neither visited nor skipped."""
    return pd.Series(counts, dtype="Int64").where(pd.Series(plan.ruled))


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say what deviates most from the plan."""
    said: dict[str, Callable[[pd.DataFrame, Language], str]] = {
        "touchpoints": _say_touchpoints,
        "transitions": _say_transitions,
        "events": _say_events,
    }
    return said[frame.attrs["of"]](frame, t)


_PLANNED = {"skipped": "skip", "repeated": "repeat"}


def _say_touchpoints(frame: pd.DataFrame, t: Language) -> str:
    said, alone = "", False
    for name, base in (("skipped", "further"), ("repeated", "visited"), ("late", "visited")):
        seen = frame[frame[name].fillna(0) > 0]
        if f"{_PLANNED.get(name)}_planned" in seen:
            seen = seen[~seen[f"{_PLANNED[name]}_planned"].astype(bool)]
        most = surest(seen, f"{name}_share", base)
        alone |= most is None and len(seen) > 0
        if most is not None:
            row = most.row
            one = t(
                f"explain.conformance.{name}",
                confidence=t.percent(frame.attrs["confidence"], 4),
                place=row[frame.attrs["level"]],
                k=row[name],
                n=row[base],
                share=t.percent(row[f"{name}_share"]),
                interval=t.interval(row[f"{name}_share_low"], row[f"{name}_share_high"]),
            )
            said = then(said, most.add(one.strip(), frame.attrs["level"], t), t)
    if not said and (few := hidden(frame, t)):
        return few
    return said or t("explain.contrast.none" if alone else "explain.conformance.as_planned")


def _say_transitions(frame: pd.DataFrame, t: Language) -> str:
    about = frame.attrs
    if about["planned"] is None:
        return hidden(frame, t)
    said = t(
        "explain.conformance.transitions",
        planned=about["planned"],
        n=about["transitions"],
    )
    most = surest(frame[frame["kind"] != "entry"], "customers")
    if most is not None:
        row = most.row
        said += t(
            "explain.conformance.unplanned",
            confidence=t.percent(frame.attrs["confidence"], 4),
            source=row["source"],
            target=row["target"],
            k=row["customers"],
            n=row["n"],
            share=t.percent(row["share"]),
            interval=t.interval(row["share_low"], row["share_high"]),
        )
        said = most.add(said, ("source", "target"), t)
    return said


def _say_events(frame: pd.DataFrame, t: Language) -> str:
    if frame.empty:
        return t("explain.conformance.no_extra")
    row = frame.iloc[0]
    if pd.isna(row["customers"]):
        return hidden(frame, t)
    said = t(
        "explain.conformance.extra",
        confidence=t.percent(frame.attrs["confidence"], 4),
        names=len(frame),
        event=row["event"],
        k=row["customers"],
        n=row["n"],
        share=t.percent(row["share"]),
        interval=t.interval(row["share_low"], row["share_high"]),
    )
    return then(said, tied(frame, row, "customers", "event", t), t)
