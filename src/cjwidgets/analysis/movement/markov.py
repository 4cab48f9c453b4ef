"""The journey as an absorbing Markov chain: who gets to the goal from where, and what is lost."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.intervals import widths, wilson
from cjwidgets.analysis.movement import absorption
from cjwidgets.analysis.movement.flows import Floats, Flows, bootstrap, flows
from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import CONFIDENCE, GONE, SHOWN
from cjwidgets.analysis.shared.misses import of_chain
from cjwidgets.analysis.shared.places import located
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.analysis.shared.targets import Target
from cjwidgets.analysis.shared.wording import bounds, hidden, may_yet
from cjwidgets.errors import InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

STRATEGIES = ("lost", "detour")

DEFINITION = (
    "First-order absorbing chain of visits: start, the places, goal, lost and open. A journey ends "
    "at its first event of the goal, or after its last placed event: it is lost, or open if an "
    "event of any kind was less than {gone} before the log ends, so that they may yet come. "
    "at_most = (goals + open) / n, the highest P(goal) can still become. p_goal and steps: "
    "P(goal) and expected visits to the end, from a visit here. removal_effect = 1 − P(goal "
    "without the place) / P(goal); share = its part of the sum of effects (negative ones count "
    "as 0). goals_lost: customers more who would reach the goal if nobody were lost here and all "
    "who are went on like those who go on; who is open stays so. rank: 1 loses most goals."
)
SOURCE = (
    "Kemeny & Snell (1960), Finite Markov Chains: N = (I − Q)⁻¹, B = N·R; removal effect: "
    "Anderl, Becker, von Wangenheim & Schumann (2016), IJRM 33(3):457–474; intervals: "
    "percentile bootstrap (Efron & Tibshirani 1993) over up to 257 groups of whole customers."
)
CAVEATS = (
    "Association, not causation: customers who come here may differ from those who don't.",
    "First order: where customers go next is taken to depend only on where they are.",
)


@checked
def markov(
    jm: JourneyMap,
    log: EventLog,
    *,
    goal: Target,
    level: str = "touchpoint",
    strategy: str = "lost",
    gone: Duration = GONE,
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Follow customers from place to place until they reach the goal or are lost.

    Parameters
    ----------
    jm : JourneyMap
        Its rules (``.match``) tie events to places; events without a place are passed over.
    log : EventLog
    goal : Stage, Touchpoint, str, rule, or several of these
        What ends a journey well: a node of the map, its id or name, or a rule for event names.
    level : {"touchpoint", "stage"}, default "touchpoint"
    strategy : {"lost", "detour"}, default "lost"
        What removing a place does to those who would come there. ``"lost"``: they are lost.
        ``"detour"``: they take the other ways from the place before, as those do who take them
        now, being lost included; where there is none, they are lost.
    gone : str or timedelta, default "30d"
        Who has not reached the goal, and was active so shortly before the log ends, is not lost:
        they may yet come. As the window of :func:`cjwidgets.exits`.
    minimum : int, default 1
        Places of fewer customers are hidden (note ``small_n``), and of others where the whole
        would tell them (``beside_small``). All are shown unless somebody asks: places are no
        group that people were chosen by. In a whole log of fewer customers nothing is hidden.
    confidence : float, optional
    draws : int, default 1000
        Of the bootstrap.
    seed : int, default 0
        Equal seeds give equal intervals.

    Returns
    -------
    pandas.DataFrame
        One row a place, in the order of the map:

        - ``stage`` and, by touchpoint, ``touchpoint``: names,
        - ``visits``: runs of events here, before the goal; ``lost``: journeys that end here;
          ``open``: journeys that are here when the log ends, and may yet reach the goal,
        - ``p_goal``: P(goal) from a visit here; ``steps``: expected visits to the end, this one
          included,
        - ``removal_effect``, ``share``: see ``attrs["definition"]``,
        - ``goals_lost``: customers; ``rank`` (Int64) by them, 1 first,
        - ``…_low``, ``…_high`` for each of these: percentile bootstrap over whole customers,
        - ``n``: customers with an event at a place or the goal,
        - ``note``: why values, or all or some intervals, are missing: of fewer than 20 customers
          none is told (``few_people``), nor one of no width (``no_spread``); ``small_n``,
          ``beside_small``.

        ``attrs`` hold also ``goals`` (customers who reach the goal), ``p_goal`` with its Wilson
        interval ``p_goal_low``, ``p_goal_high``; ``open`` (customers who may yet reach it) and
        ``at_most``, the highest ``p_goal`` can still become; ``gone``, ``strategy``, ``minimum``,
        ``draws``, ``seed``, ``caveats``.

    Raises
    ------
    DataError
        No event belongs to a place or the goal.
    InputError
        A goal, level, strategy, confidence or number of draws that is none.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Look", touchpoints=[
    ...     cj.Touchpoint("Ad", match=["ad"]), cj.Touchpoint("Mail", match=["mail"])])])
    >>> paths = [["ad", "buy"], ["ad", "buy"], ["mail", "buy"], ["ad", "mail", "buy"], ["ad"]]
    >>> frame = pd.DataFrame(
    ...     [(who, f"2026-03-0{who + 1}T10:0{at}", what)
    ...      for who, path in enumerate(paths) for at, what in enumerate(path)],
    ...     columns=["who", "at", "what"])
    >>> frame.loc[len(frame)] = (9, "2026-06-01", "elsewhere")
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> table = markov(jm, log, goal="buy")
    >>> table[["touchpoint", "visits", "lost", "open", "p_goal", "removal_effect", "goals_lost"]]
      touchpoint  visits  lost  open  p_goal  removal_effect  goals_lost
    0         Ad       4     1     0    0.75            0.75         1.0
    1       Mail       2     0     0    1.00            0.50         0.0
    """
    quantile(confidence)
    if strategy not in STRATEGIES:
        raise InputError(
            f"There is no strategy {strategy!r}.", hint='Choose one of "lost", "detour".'
        )
    found = flows(jm, log, goal, level, gone)
    counts = found.observed()
    n = int(counts[-1].sum())
    goals, _, open_ = counts[:, len(found.nodes) :].sum(axis=0).astype(int).tolist()

    def statistic(drawn: Floats) -> dict[str, Floats]:
        return _values(drawn, strategy, n)

    values = {name: array[0] for name, array in statistic(counts[None]).items()}
    bands = bootstrap(found, statistic, confidence=confidence, draws=draws, seed=seed)
    visits = counts[:-1].sum(axis=1)
    table: dict[str, object] = {
        **located(found.nodes, jm),
        "visits": visits.astype(np.int64),
        "lost": counts[:-1, -2].astype(np.int64),
        "open": counts[:-1, -1].astype(np.int64),
    }
    for name, array in values.items():
        seen, band = (visits > 0) & ~np.isnan(array), widths(*bands[name])
        table[name] = array
        table[f"{name}_low"] = np.where(seen, band.low, np.nan)
        table[f"{name}_high"] = np.where(seen, band.high, np.nan)
    frame = pd.DataFrame(table)
    order = frame["goals_lost"].rank(ascending=False, method="min")
    frame.insert(frame.columns.get_loc("goals_lost_high") + 1, "rank", order.astype("Int64"))
    frame["n"] = n
    frame["note"] = _notes(found, frame, goals, values)
    minimum = least(log, minimum)
    if minimum > 1:
        places = len(found.nodes)
        people = log.engine.reach(found.placement).customers[:places]
        told = [name for name in frame if name not in {*located(found.nodes, jm), "n", "note"}]
        frame = hide_counts(frame, told, minimum, people=people, sets=[0] * places)
    share = wilson(goals, n, confidence)
    reached = {
        "goals": goals,
        "p_goal": goals / n,
        "p_goal_low": float(share.low),
        "p_goal_high": float(share.high),
        "open": open_,
        "at_most": (goals + open_) / n,
    }
    return describe(
        frame,
        "markov",
        DEFINITION.format(gone=gone),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        level=level,
        strategy=strategy,
        gone=str(gone),
        minimum=minimum,
        note=of_chain(log),
        draws=draws,
        seed=seed,
        n=n,
        **(dict.fromkeys(reached) if n < minimum else reached),
        caveats=CAVEATS,
    )


def _values(counts: Floats, strategy: str, n: int) -> dict[str, Floats]:
    """Compute what is said of each place, in each draw; NaN where nobody was."""
    p = absorption.probabilities(counts)
    solved = absorption.absorb(p)
    effect = absorption.removal(p, solved, strategy)
    credit = np.maximum(effect, 0.0)
    total = credit.sum(axis=-1, keepdims=True)
    share = np.divide(credit, total, out=np.full_like(credit, np.nan), where=total > 0)
    values = {
        "p_goal": solved.goal,
        "steps": solved.steps,
        "removal_effect": effect,
        "share": share,
        "goals_lost": np.where(solved.total[..., None] > 0, absorption.forgone(solved) * n, np.nan),
    }
    nobody = counts[..., :-1, :].sum(axis=-1) == 0
    return {name: np.where(nobody, np.nan, array) for name, array in values.items()}


def _notes(found: Flows, frame: pd.DataFrame, goals: int, values: Iterable[str]) -> list[str]:
    gaps = frame.isna().any(axis=1)
    nobody_on = frame["goals_lost"].isna()

    def note(place: int) -> str:
        if not found.ruled[place]:
            return "no_rule"
        if found.final[place]:
            return "goal"
        if not frame["visits"][place]:
            return "no_events"
        if goals == 0:
            return "not_reached"
        if nobody_on[place]:
            return "nobody_on"
        if found.unsure:
            return found.unsure
        if not gaps[place]:
            return ""
        return "undefined" if frame[list(values)].isna().any(axis=1)[place] else "no_spread"

    return [note(place) for place in range(len(frame))]


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say how many get to the goal, and where most goals are lost."""
    about = frame.attrs
    if about["goals"] is None:
        return hidden(frame, t)
    said = t(
        "explain.markov.goal",
        goals=about["goals"],
        n=about["n"],
        share=t.percent(about["p_goal"]),
        interval=t.interval(about["p_goal_low"], about["p_goal_high"]),
        confidence=t.percent(about["confidence"], 4),
    )
    if about["open"]:
        said += t("explain.markov.open", **may_yet(about, about["p_goal"], t))
    for column, key, show in (
        ("goals_lost", "lost", t.count),
        ("removal_effect", f"removed_{about['strategy']}", t.percent),
    ):
        found = surest(frame[frame[column] > 0], column, "visits")
        if found is None:
            continue
        most = found.row
        low, high = most[f"{column}_low"], most[f"{column}_high"]
        more = t(
            f"explain.markov.{key}",
            place=most[about["level"]],
            value=int(np.floor(most[column] + 0.5)) if key == "lost" else show(most[column]),
            bounds=bounds(
                "" if np.isnan(low) else f"{show(low)}–{show(high)}", about["confidence"], t
            ),
        )
        said += found.add(more, about["level"], t)
    return said + t("explain.markov.caveat")
