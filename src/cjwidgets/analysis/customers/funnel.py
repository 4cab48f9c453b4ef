"""How many customers reach each stage of a map, and how many are lost on the way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.customers.at_goal import end_at
from cjwidgets.analysis.customers.few import hide
from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.intervals import wilson
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.defaults import CONFIDENCE, GONE, MINIMUM
from cjwidgets.analysis.shared.goals import place_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.analysis.shared.targets import Target
from cjwidgets.analysis.shared.wording import length, then, windowed
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import claims
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.evidence.reduce.tables import Funnel
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

KINDS = {
    "closed": "A customer reaches a stage if there are events of theirs, one of each observed "
    "stage up to this, that follow each other in the order of the stages{near}: any attempt "
    "counts, not only the first.",
    "open": "A customer reaches a stage if they have an event of it, wherever they came in. They "
    "continue to it if such an event follows one of the observed stage before{near}.",
    "any_order": "A customer reaches a stage if they have an event of each observed stage up to "
    "this, in any order{near}; an event of several stages counts for each.",
    "first_attempt": "A customer reaches a stage by their first attempt alone: it begins with "
    "their first event of the first observed stage, and goes on with the next of each stage after "
    "it{near}.",
}
STRICTLY = {
    "closed": ", each the customer's very next event",
    "open": " as the customer's very next event",
    "first_attempt": ", which must be the customer's very next event",
}
ALL = (
    " Other events may lie between. share = reached / n, n = customers in the log. open = who have "
    "not reached it and had an event of any kind less than {gone} before the log ends: they may "
    "yet come. at_most = (reached + open) / n."
)
OVER = (
    " share = reached / n, n = customers whose window is over when the log ends: it begins with "
    "their first event that could begin an attempt, or else with their first event. open = those "
    "whose window is not over; they do not count, whatever they did. at_most = (reached + open) / "
    "(n + open)."
)
LOST = (
    " drop_off = 1 − continued / reached of the observed stage before, with a Wilson score "
    "interval; continued = who reach both, this one after the other; waiting = who have not, and "
    "may yet. came_in = customers with an event of the stage who did not come from the observed "
    "stage before."
)
BEHIND = (
    " done = customers at the goal, in any order. Behind it nobody is lost: ended = who reached "
    "the observed stage before and did not go on."
)
SOURCE = (
    "Closed and open funnels as in Google Analytics 4 and Retentioneering, windows as in "
    "ClickHouse's windowFunnel; interval: Wilson (1927), JASA 22:209–212."
)


@checked
def funnel(
    jm: JourneyMap,
    log: EventLog,
    *,
    kind: str = "closed",
    window: Duration | None = None,
    strict: bool = False,
    goal: Target | None = None,
    gone: Duration = GONE,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Count the customers who reach each stage of the map, in order.

    A customer reaches stage k iff there are events i₁ < … < i_k of theirs such that event i_j
    belongs to stage j. Events at the same time go by the order of their rows. One event counts
    for one stage only. Coming back is counted once.

    The end of the log is no drop-off: who has not reached a stage, and may yet, is counted apart.

    Parameters
    ----------
    jm : JourneyMap
        Its stages are tied to events by ``.match`` of the stage and of its touchpoints.
    log : EventLog
        The unit is its customer column: persons, accounts or sessions.
    kind : {"closed", "open", "any_order", "first_attempt"}, default "closed"
        ``closed``: in the order of the stages, from the first on; every attempt counts.
        ``open``: whoever has an event of a stage reaches it, wherever they came in; the drop-off
        is of those who do not go on from the stage before. ``any_order``: events of all stages
        so far, whatever their order; one event may count for several. ``first_attempt``: as
        closed, but the first event of the first stage alone begins an attempt.
    window : str or timedelta, optional
        Counts only what happens at most so long after the event that began the attempt, e.g.
        ``"7d"`` (``any_order``: all within so long); and only customers whose window was over
        when the log ended.
    strict : bool, default False
        The event of a stage must be the customer's very next after that of the stage before.
    goal : Stage, Touchpoint, id or name of one, or several of these, optional
        Says who reached it. Behind it the journey has ended, and nobody is lost.
    gone : str or timedelta, default "30d"
        Without a window: who was active so shortly before the log ends may yet come. As the
        window of :func:`cjwidgets.exits`.
    minimum : int, optional
        Stages that fewer customers come to are hidden, and how the few of a stage went on: in
        order, so is all that follows. In a whole log of fewer customers nothing is.
    confidence : float, optional
        Of the interval of the drop-off.

    Returns
    -------
    pandas.DataFrame
        One row a stage, in the order of the map:

        - ``stage``: its name,
        - ``reached``: customers (Int64; missing where the stage has no rule),
        - ``share``: reached / n,
        - ``open``: customers who may yet reach it: without a window those who were active
          shortly before the log ends; with one, those whose window is not over, who do not count,
        - ``at_most``: the highest the share can still become,
        - ``drop_off``, ``drop_off_low``, ``drop_off_high``: share of the customers of the
          observed stage before who did not get here, and its Wilson interval; NaN in the first
          observed row and after a stage nobody reached,
        - ``continued``: customers of the observed stage before who did get here (all who reached
          it, but of an open funnel),
        - ``waiting``: those who did not, and may yet,
        - ``came_in``: who have an event of this stage and did not come from the observed stage
          before; not known with a window, or in any order,
        - ``done``, ``ended``: with a goal: customers who reached it, in the row of its stage, and
          those who went no further behind it, where there is no drop-off,
        - ``n``: customers in the log; with a window, those whose window is over,
        - ``note``: why a value is missing: ``no_rule``, ``first``, ``nobody_before``,
          ``end`` (behind the goal), ``undecided`` (nobody's window is over) or ``small_n``,
        - ``stage_id``: to join by, as names may repeat.

        A stage without a rule is not observed: its values are missing and the chain skips it.
        ``attrs`` hold ``definition``, ``source``, ``unit``, ``confidence``, ``kind``, ``window``,
        ``strict``, ``gone``, ``minimum``.

    Raises
    ------
    DataError
        No stage has a rule, or a rule can't be used.
    InputError
        A confidence that is not between 0 and 1, a window that is no length of time, a kind
        that is none, ``strict`` where no order counts, a goal that is no place of the map.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[
    ...     cj.Stage("Look", match=["search"]), cj.Stage("Buy", match=["cart"])])
    >>> frame = pd.DataFrame({"who": ["Anna", "Anna", "Viktor"],
    ...                       "at": ["2026-03-01", "2026-03-02", "2026-03-02"],
    ...                       "what": ["search", "cart", "search"]})
    >>> log = EventLog(frame, customer="who", time="at", event="what")
    >>> funnel(jm, log)[["stage", "reached", "share", "open", "at_most", "drop_off"]].round(2)
      stage  reached  share  open  at_most  drop_off
    0  Look        2    1.0     0      1.0       NaN
    1   Buy        1    0.5     1      1.0       0.5
    """
    quantile(confidence)
    chosen("kind", kind, tuple(KINDS))
    if strict and kind == "any_order":
        raise InputError(
            "strict=True asks for the very next event, but in any order none is the next.",
            hint="Leave out strict=True, or choose kind='closed'.",
        )
    micros = None if window is None else span_micros(window, "window")
    active = span_micros(gone, "gone")
    found = claims(jm, log)
    masks = found.by_stage()
    if all(mask is None for mask in masks):
        raise DataError(
            f"No stage of {jm.title!r} says which events belong to it."
            if masks
            else f"{jm.title!r} has no stages.",
            hint=f"Set .match of stages or touchpoints, e.g. .match = [{log.event_names[0]!r}].",
        )
    found_by = log.engine.funnel(
        found.steps(masks), kind=kind, window=micros, strict=strict, active=active
    )
    observed = np.array([mask is not None for mask in masks])
    here = np.full(len(masks), np.nan)
    if window is None and kind != "any_order":
        here[observed] = log.engine.reach(found.stage_placement()).customers[observed]
    table: Any = {
        "stage": [stage.name for stage in jm.stages],
        **_table(found_by, observed, here, windowed=window is not None, confidence=confidence),
        "stage_id": [stage.id for stage in jm.stages],
    }
    if goal is not None:
        table = end_at(jm, found, pd.DataFrame(table), place_of(jm, goal))
    minimum = least(log, minimum)
    return describe(
        hide(table, minimum, chained=kind != "open"),
        "funnel",
        _definition(kind, window, gone, strict=strict) + (BEHIND if goal is not None else ""),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        kind=kind,
        window=None if window is None else str(window),
        strict=strict,
        gone=str(gone),
        minimum=minimum,
    )


def _definition(kind: str, window: Duration | None, gone: Duration, *, strict: bool) -> str:
    near = STRICTLY[kind] if strict else ""
    if window is not None:
        near += {
            "closed": f", the last at most {window} after the first",
            "open": f", at most {window} later",
            "any_order": f", all within {window}",
            "first_attempt": f", at most {window} after it began",
        }[kind]
    shares = ALL.format(gone=gone) if window is None else OVER
    return KINDS[kind].format(near=near) + shares + LOST


def _table(
    found: Funnel,
    observed: NDArray[np.bool_],
    here: NDArray[np.float64],
    *,
    windowed: bool,
    confidence: float,
) -> dict[str, Any]:
    """The columns, a row a stage, missing where it is not observed; ``here`` has who was there."""

    def spread(counts: NDArray[np.int64]) -> NDArray[np.float64]:
        values = np.full(len(observed), np.nan)
        values[observed] = counts
        return values

    open_ = np.full(len(found.open), found.late) if windowed else found.open
    waiting = np.zeros(len(found.waiting), np.int64) if windowed else found.waiting
    n = found.customers
    could = n + found.late if windowed else n
    reached, on = spread(found.reached), spread(found.on)
    before = _observed_before(reached)
    first = np.isnan(before)
    lost = wilson(before - on, before, confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "reached": pd.array(reached, dtype="Int64"),
            "share": reached / n,
            "open": pd.array(spread(open_), dtype="Int64"),
            "at_most": (reached + spread(open_)) / could,
            "drop_off": 1 - on / before,
            "drop_off_low": lost.low,
            "drop_off_high": lost.high,
            "continued": pd.array(np.where(first, np.nan, on), dtype="Int64"),
            "waiting": pd.array(np.where(first, np.nan, spread(waiting)), dtype="Int64"),
            "came_in": pd.array(here - np.where(first, reached, on), dtype="Int64"),
            "n": n,
            "note": _notes(reached, before, n),
        }


def _notes(reached: NDArray[np.float64], before: NDArray[np.float64], n: int) -> list[str]:
    first = int(np.flatnonzero(~np.isnan(reached))[0])
    return [
        "no_rule"
        if np.isnan(here)
        else "undecided"
        if not n
        else "first"
        if place == first
        else "nobody_before"
        if behind == 0
        else ""
        for place, (here, behind) in enumerate(zip(reached, before, strict=True))
    ]


def _observed_before(reached: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each observed stage, the count of the observed stage before it."""
    before = np.full(len(reached), np.nan)
    seen = np.flatnonzero(~np.isnan(reached))
    before[seen[1:]] = reached[seen[:-1]]
    return before


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say how many arrive, where most are lost, and how many may yet come."""
    about = frame.attrs
    seen = frame[frame["note"] != "no_rule"]
    first, last = seen.iloc[0], seen.iloc[-1]
    window = None if about["window"] is None else length(about["window"], t)
    if not last.n:
        return t("explain.funnel.undecided", window=window, open=last.open)
    if pd.isna(first.reached):
        return t("explain.funnel.few", minimum=about["minimum"], stage=first.stage)
    said = t(
        "explain.funnel.few_last" if pd.isna(last.reached) else "explain.funnel",
        reached=first.reached,
        n=first.n,
        stage=first.stage,
        done=about["minimum"] if pd.isna(last.reached) else last.reached,
        last=last.stage,
    )
    if about["kind"] == "closed" and not about["strict"]:
        said = windowed(said, about["window"], t)
    if about["kind"] != "closed":
        said = then(said, t(f"explain.funnel.kind.{about['kind']}"), t)
    lost = seen.assign(before=seen["reached"].shift()).dropna(subset="drop_off")
    most = surest(lost[lost["drop_off"] > 0], "drop_off", "before")
    if most is not None:
        worst = most.row
        lost_most = t(
            "explain.funnel.worst",
            stage=worst.stage,
            share=t.percent(worst.drop_off),
            interval=t.interval(worst.drop_off_low, worst.drop_off_high),
        )
        said = then(said, most.add(lost_most, "stage", t), t)
    if pd.isna(last.open) or not last.open:
        return said
    # Where few may come, what they would change is in the digits.
    digits = 1 if t.percent(last.share) == t.percent(last.at_most) else None
    yet = t(
        "explain.funnel.open" if window is None else "explain.funnel.running",
        open=last.open,
        last=last.stage,
        window=length(about["gone"], t) if window is None else window,
        share=t.percent(last.share, digits),
        at_most=t.percent(last.at_most, digits),
    )
    return then(said, yet, t)
