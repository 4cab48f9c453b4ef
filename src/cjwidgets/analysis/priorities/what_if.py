"""What a change of the journey would do to the share of customers who reach the goal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.movement import absorption
from cjwidgets.analysis.movement.flows import Floats, Flows, bootstrap, flows
from cjwidgets.analysis.priorities.improvements import (
    AnyChange,
    DropOff,
    JourneyChange,
    Merge,
    Named,
    Remove,
    Reorder,
)
from cjwidgets.analysis.priorities.trial import TriedJourney
from cjwidgets.analysis.shared.confidence import quantile
from cjwidgets.analysis.shared.defaults import CONFIDENCE, GONE
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.targets import Target
from cjwidgets.analysis.shared.wording import may_yet
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap
from cjwidgets.model.naming import called, check_one

Changes = JourneyChange | Sequence[JourneyChange]  # no Iterable: a dict of scenarios is one, too
KINDS = (DropOff, Remove, Merge, Reorder)

DEFINITION = (
    "P(goal) of the first-order absorbing chain of visits (see markov), as observed (before) and "
    "with the changes made to its transition probabilities, one after the other (after). "
    "change = after − before; gained = 1000 · change: customers more per 1,000 who start. open: "
    "who has not reached the goal and had an event of any kind less than {gone} before the log "
    "ends; they may yet come, are not lost, and no change saves them. at_most = the highest that "
    "before can still become. "
    "Intervals: percentile bootstrap over whole customers; each draw gives before, after and "
    "change together."
)
SOURCE = (
    "Absorbing chain: Kemeny & Snell (1960), Finite Markov Chains, ch. 3; bootstrap: Efron & "
    "Tibshirani (1993), An Introduction to the Bootstrap, ch. 13. The changes are our own "
    "definitions: see DropOff, Remove, Merge, Reorder."
)
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
    gone: Duration = GONE,
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
    gone : str or timedelta, default "30d"
        As in `markov`: who was active so shortly before the log ends is not lost.
    confidence : float, optional
    draws : int, default 1000
    seed : int, default 0

    Returns
    -------
    pandas.DataFrame
        One row a scenario: ``scenario``; ``before``, ``after``, ``change`` (shares) and
        ``gained`` (customers per 1,000), each with ``…_low`` and ``…_high``; ``n`` (customers);
        ``note``. ``attrs`` hold also ``assumptions``, ``open`` (customers who may yet reach the
        goal), ``at_most`` (the highest ``before`` can still become) and ``gone``.

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
    0  Remove('Form', 'skip')     0.5   0.75   250.0
    """
    quantile(confidence)
    scenarios = _scenarios(changes)
    found = flows(jm, log, goal, level, gone)
    counts = found.observed()
    observed = absorption.probabilities(counts)
    n = int(counts[-1].sum())
    goals, _, open_ = counts[:, len(found.nodes) :].sum(axis=0).astype(int).tolist()
    plans = [
        [
            (change, [_place(each, found, jm, level) for each in change.touchpoints])
            for change in one
        ]
        for one in scenarios.values()
    ]
    names = tuple(node.name for node in found.nodes)

    def statistic(counts: Floats) -> dict[str, Floats]:
        p = absorption.probabilities(counts)
        # Where nobody of a draw was, the whole log tells how customers behave there.
        p = np.where(p.any(axis=-1, keepdims=True), p, observed)
        journey = TriedJourney(
            np.concatenate([observed[None], p]), {i: i for i in range(len(names))}, names
        )
        before = absorption.absorb(p).total
        after = np.stack([_after(journey, plan)[1:] for plan in plans], axis=-1)
        change = np.round(after - before[:, None], 12) + 0.0  # no gain of −1e-17
        return {
            "before": np.broadcast_to(before[:, None], after.shape),
            "after": after,
            "change": change,
            "gained": 1000 * change,
        }

    values = statistic(observed[None])
    bands = bootstrap(found, statistic, confidence=confidence, draws=draws, seed=seed)
    table: dict[str, object] = {"scenario": list(scenarios)}
    for name, array in values.items():
        table[name] = array[0]
        table[f"{name}_low"], table[f"{name}_high"] = bands[name]
    frame = pd.DataFrame(table)
    frame["n"] = n
    frame["note"] = "not_reached" if not goals else "small_n" if len(found.groups) < 2 else ""
    return describe(
        frame,
        "what_if",
        DEFINITION.format(gone=gone),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        level=level,
        gone=str(gone),
        draws=draws,
        seed=seed,
        open=open_,
        at_most=(goals + open_) / n,
        assumptions=ASSUMPTIONS,
    )


def _after(journey: TriedJourney, plan: list[tuple[AnyChange, list[int]]]) -> Floats:
    for change, places in plan:
        journey = journey.apply(change, places)
    return absorption.absorb(journey.p).total


def _scenarios(changes: Any) -> dict[str, list[AnyChange]]:
    if isinstance(changes, Mapping):
        scenarios = {str(name): _listed(one) for name, one in changes.items()}
    else:
        one = _listed(changes)
        scenarios = {" + ".join(map(repr, one)): one}
    for one in scenarios.values() or [[]]:
        if not one:
            raise InputError("There is no change to try.", hint="For example cj.Remove('Form').")
        for change in one:
            if not isinstance(change, KINDS):
                raise InputError(
                    f"{change!r} is no change of a journey.",
                    hint="Changes are DropOff, Remove, Merge and Reorder.",
                )
    return scenarios


def _listed(changes: Any) -> list[Any]:
    several = isinstance(changes, Iterable) and not isinstance(changes, str)
    return list(changes) if several else [changes]


def _place(wanted: Named, found: Flows, jm: JourneyMap, level: str) -> int:
    """Find the place that a change names."""
    hits = called(found.nodes, wanted)
    at = [i for i, node in enumerate(found.nodes) if node in hits]
    shown = wanted if isinstance(wanted, str) else getattr(wanted, "name", wanted)
    if not at:
        raise InputError(
            f"{jm.title!r} has no {level} {shown!r}.",
            hint=f"It has {', '.join(repr(node.name) for node in found.nodes[:8])}.",
        )
    check_one(hits, wanted)
    if found.final[at[0]]:
        raise InputError(
            f"{shown!r} is the goal: what changes there can't be seen before it is reached.",
            hint="Change what comes before.",
        )
    if not found.observed()[at[0]].any():
        raise DataError(
            f"Nobody was at {shown!r} before the goal: what a change there would do can't be said.",
            hint="Give it a rule that matches events." if not found.ruled[at[0]] else "",
        )
    return at[0]


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say what each scenario does, and on what assumption."""
    said = []
    for row in frame.to_dict("records"):
        if row["note"] == "not_reached":
            return t("explain.what_if.never", n=row["n"])
        low, high = row["gained_low"], row["gained_high"]
        said.append(
            t(
                "explain.what_if.change",
                confidence=t.percent(frame.attrs["confidence"], 4),
                scenario=row["scenario"],
                before=t.percent(row["before"]),
                after=t.percent(row["after"]),
                interval="–"
                if pd.isna(row["after_low"])
                else t.interval(row["after_low"], row["after_high"]),
                gained=_signed(t, row["gained"]),
                gained_interval="–" if pd.isna(low) else f"{_signed(t, low)} … {_signed(t, high)}",
                n=row["n"],
            )
        )
    about = frame.attrs
    if about["open"]:
        said.append(t("explain.what_if.open", **may_yet(about, frame["before"].iloc[0], t)))
    return "".join(said) + t("explain.what_if.assumption")


def _signed(t: Language, customers: float) -> str:
    """Write how many more or fewer, with a digit more where they are few."""
    return t.number(customers, 1 if abs(customers) < 9.95 else 0, sign=True)
