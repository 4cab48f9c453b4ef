"""What a change of the journey would do to the share of customers who reach the goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.intervals import widths, wilson
from cjwidgets.analysis.movement.flows import Flows, bootstrap, flows
from cjwidgets.analysis.movement.memory import OrderTest, order_test
from cjwidgets.analysis.priorities.doubts import doubts, doubts_of, signed
from cjwidgets.analysis.priorities.held_out import held_out
from cjwidgets.analysis.priorities.improvements import JourneyChange, check_share
from cjwidgets.analysis.priorities.scenarios import place_of, scenarios_of
from cjwidgets.analysis.priorities.variants import VARIANTS, Plan, Trials
from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import ALIKE, CONFIDENCE, GONE, SHOWN
from cjwidgets.analysis.shared.misses import of_chain
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.targets import Target
from cjwidgets.analysis.shared.wording import bounds, hidden, then
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration
from cjwidgets.locale import Language, language
from cjwidgets.model import JourneyMap

Changes = JourneyChange | Sequence[JourneyChange]  # no Iterable: a dict of scenarios is one, too

DEFINITION = (
    "P(goal) of the first-order absorbing chain of visits (see markov), as observed (before) and "
    "with the changes made to its transition probabilities, one after the other (after). "
    "change = after − before; gained = 1000 · change: customers more per 1,000 who start. open: "
    "who has not reached the goal and had an event of any kind less than {gone} before the log "
    "ends; they may yet come, are not lost, and no change saves them. at_most = the highest that "
    "before can still become. "
    "Intervals: percentile bootstrap over whole customers; each draw gives before, after and "
    "change together. The whole doubt (…_least, …_most) reaches over the intervals of "
    "three cases: all whom a change sends another way do as those who go there now; only {alike:g} "
    "of them do, and the others as before (gained_alike); and who is open is lost. predicted: "
    "P(goal) of customers who come to a changed place, by a chain of the other four fifths of the "
    "customers; observed: the share of them who reach it. order: G² of where customers came from "
    "and where they went next, at each place; p by 199 draws with the same margins."
)
SOURCE = (
    "Absorbing chain: Kemeny & Snell (1960), Finite Markov Chains, ch. 3; bootstrap: Efron & "
    "Tibshirani (1993), An Introduction to the Bootstrap, ch. 13; order of the chain: Anderson & "
    "Goodman (1957), Ann. Math. Statist. 28:89–110. The changes and alike are our own definitions: "
    "see DropOff, Remove, Merge, Reorder."
)
HELD = ("predicted", "observed", "observed_low", "observed_high", "checked")
"""Columns of the customers who come to a changed place."""
ASSUMPTIONS = (
    "All else stays: only the changed touchpoints' probabilities change.",
    "Who is no longer lost behaves as those who were not lost before.",
    "First order: where customers go next is taken to depend only on where they are.",
)


@checked
def what_if(
    jm: JourneyMap,
    log: EventLog,
    changes: Changes | Mapping[str, Changes],
    *,
    goal: Target,
    level: str = "touchpoint",
    alike: float = ALIKE,
    gone: Duration = GONE,
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Estimate what changes of the journey would do to the share who reach the goal.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog
    changes : DropOff, Remove, Merge or Reorder, a list of them, or a dict
        A list is one scenario: its changes are applied in order. A dict names scenarios to
        compare: ``{"Short form": DropOff(…), "One page": [Merge(…), DropOff(…)]}``.
    goal : Stage, Touchpoint, str, rule, or several of these
        As in `markov`.
    level : {"touchpoint", "stage"}, default "touchpoint"
        What the changes name.
    alike : float, default 0.5
        How the doubt is reckoned whether those who are saved behave like those who stay: of all
        whom a change sends another way, only this share does as those who go that way now, and
        the others do as before. 1: there is no such doubt; 0: a change may do nothing at all.
    gone : str or timedelta, default "30d"
        As in `markov`: who was active so shortly before the log ends is not lost.
    minimum : int, default 1
        Of fewer customers nothing is told, and of fewer who come to a changed place not whether
        the chain foretells them. In a whole log of fewer customers nothing is hidden.
    confidence : float, optional
    draws : int, default 1000
    seed : int, default 0

    Returns
    -------
    pandas.DataFrame
        One row a scenario:

        - ``scenario``: its name,
        - ``before``, ``after``, ``change`` (shares) and ``gained`` (customers per 1,000), each
          with ``…_low`` and ``…_high``, the doubt of the sample alone,
        - ``after_least``, ``after_most``, ``gained_least``, ``gained_most``:
          the whole doubt, that of the model too,
        - ``gained_alike``: what is gained if only the share ``alike`` behaves as the model says,
        - ``predicted``, ``observed`` with its Wilson interval ``observed_low``,
          ``observed_high``, and ``checked``: of the customers who come to a changed place, the
          share that a chain of other customers says will reach the goal, the share that did, and
          how many they are,
        - ``n`` (customers) and ``note``: why intervals are missing, among others ``no_spread``: one
          of them would have no width, as where a change does nothing in any draw.

        ``attrs`` hold also ``assumptions``; ``order``, the test whether where customers go next
        depends on where they came from: ``g2``, ``df``, ``p``, ``n`` (steps); ``open`` (customers
        who may yet reach the goal), ``at_most`` (the highest ``before`` can still become),
        ``gone`` and ``alike``.

    Raises
    ------
    DataError
        The log can't say what a change would do: nobody was at the touchpoint, or nobody ever
        went on from it.
    InputError
        A change names a touchpoint that is not on the map, is the goal, or was removed; or
        another argument is wrong.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=[
    ...     cj.Touchpoint("Cart", match=["cart"]), cj.Touchpoint("Form", match=["form"])])])
    >>> paths = [["cart", "form", "paid"], ["cart", "form"], ["cart"], ["cart", "form", "paid"]]
    >>> frame = pd.DataFrame(
    ...     [(who, f"2026-03-0{who + 1}T10:0{at}", what)
    ...      for who, path in enumerate(paths) for at, what in enumerate(path)],
    ...     columns=["who", "at", "what"])
    >>> frame.loc[len(frame)] = (9, "2026-06-01", "elsewhere")
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> table = what_if(jm, log, cj.Remove("Form"), goal="paid")
    >>> table[["scenario", "before", "after", "gained"]]
             scenario  before  after  gained
    0  Without “Form”     0.5   0.75   250.0
    """
    quantile(confidence)
    check_share("alike", alike)
    scenarios = scenarios_of(changes, language(jm.locale))
    found = flows(jm, log, goal, level, gone)
    counts = found.observed()
    n = int(counts[-1].sum())
    goals, _, open_ = counts[:, len(found.nodes) :].sum(axis=0).astype(int).tolist()
    plans: list[Plan] = [
        [
            (change, [place_of(each, found, jm, level) for each in change.touchpoints])
            for change in one
        ]
        for one in scenarios.values()
    ]
    ask = Trials(counts, plans, tuple(node.name for node in found.nodes), alike)
    values = ask(counts[None])
    bands = bootstrap(found, ask, confidence=confidence, draws=draws, seed=seed)
    table: dict[str, object] = {"scenario": list(scenarios)}
    for name in ("before", "after", "change", "gained"):
        table[name] = values[name][0]
        table[f"{name}_low"], table[f"{name}_high"] = widths(*bands[name])
    for name in ("after", "gained"):
        every = [bands[f"{name}{variant}"] for variant in VARIANTS]
        table[f"{name}_least"], table[f"{name}_most"] = widths(
            np.minimum.reduce([each.low for each in every]),
            np.maximum.reduce([each.high for each in every]),
        )
    table["gained_alike"] = values["gained_alike"][0]
    table |= held_out_of(found, log, plans, confidence)
    frame = pd.DataFrame(table)
    frame["n"] = n
    note = "not_reached" if not goals else found.unsure
    unlearned = frame["predicted"].isna() & (note in ("", "few_people"))
    frame["note"] = np.where(unlearned, "undefined", note)
    minimum = least(log, minimum)
    told = [name for name in frame if name not in ("scenario", "note")]
    held = hide_counts(frame, HELD, minimum, people="checked")
    held["note"] = frame["note"].where(frame["note"] != "", held["note"])
    frame = hide_counts(held, told, minimum, people=np.full(len(held), n))
    flat = frame.filter(regex="_low$|_high$|_least$|_most$").isna().any(axis=1)
    frame.loc[flat & (frame["note"] == ""), "note"] = "no_spread"
    order = order_of(found, log, seed)
    return describe(
        frame,
        "what_if",
        DEFINITION.format(gone=gone, alike=alike),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        level=level,
        alike=float(alike),
        gone=str(gone),
        minimum=minimum,
        note=of_chain(log),
        draws=draws,
        seed=seed,
        open=None if n < minimum else open_,
        at_most=None if n < minimum else (goals + open_) / n,
        order=order._asdict(),
        assumptions=ASSUMPTIONS,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say what each scenario does, how far that can be trusted, and on what assumption."""
    said: list[str] = []
    for row in frame.to_dict("records"):
        if pd.isna(row["n"]):
            return hidden(frame, t)
        if row["note"] == "not_reached":
            return t("explain.what_if.never", n=row["n"])
        said += [
            outcome(row, frame.attrs, t),
            *(each.said for each in doubts_of(row, frame.attrs, t)),
        ]
    said += [each.said for each in doubts(frame, t)]
    return reduce(lambda first, second: then(first, second, t), said)


def outcome(row: Mapping[str, Any], about: Mapping[str, Any], t: Language) -> str:
    """Say what one scenario does."""
    low, high = row["gained_low"], row["gained_high"]
    ends = row["after_low"], row["after_high"]
    after = t.interval(*ends) if pd.notna(ends[0]) else ""
    gained = f"{signed(t, low)} … {signed(t, high)}" if pd.notna(low) else ""
    return t(
        "explain.what_if.change",
        scenario=row["scenario"],
        before=t.percent(row["before"]),
        after=t.percent(row["after"]),
        bounds=bounds(after, about["confidence"], t),
        gained=signed(t, row["gained"]),
        gained_bounds=bounds(gained, about["confidence"], t, row["n"]),
    )


def held_out_of(
    found: Flows, log: EventLog, plans: Sequence[Plan], confidence: float
) -> dict[str, Any]:
    """Return the columns that say whether the chain foretells customers it has not seen."""
    kept = [
        held_out(found, log, [place for _, places in plan for place in places]) for plan in plans
    ]
    predicted, reached, there = (np.array(each, float) for each in zip(*kept, strict=True))
    share = wilson(reached, there, confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "predicted": predicted / there,
            "observed": reached / there,
            "observed_low": share.low,
            "observed_high": share.high,
            "checked": there.astype(np.int64),
        }


def order_of(found: Flows, log: EventLog, seed: int) -> OrderTest:
    """Test the order of the chain by all steps that are known."""
    n = len(found.nodes)
    rows = log.engine.triples(found.placement, until=(n,), active=found.active)
    return order_test(rows[(rows["source"] != n) & (rows["target"] != n + 3)], seed=seed)
