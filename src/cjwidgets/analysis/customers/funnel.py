"""How many customers reach each stage of a map, and how many are lost on the way."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.shared.confidence import quantile
from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.analysis.shared.intervals import wilson
from cjwidgets.analysis.shared.result import Translate, describe
from cjwidgets.analysis.shared.wording import interval, percent, then
from cjwidgets.errors import DataError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import claims
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.model import JourneyMap

DEFINITION = (
    "A customer reaches a stage if an event of the stage follows the event that reached the "
    "stage before; the earliest such event counts, and other events may lie between. "
    "share = reached / n, n = customers in the log. drop_off = 1 − reached / reached of the "
    "observed stage before, with a Wilson score interval."
)
SOURCE = (
    "Closed funnel (ordered, non-strict, earliest match) as in Google Analytics 4 and "
    "Retentioneering; interval: Wilson (1927), JASA 22:209–212."
)


@checked
def funnel(
    jm: JourneyMap,
    log: EventLog,
    *,
    window: Duration | None = None,
    strict: bool = False,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Count the customers who reach each stage of the map, in order.

    A customer reaches stage k iff there are events i₁ < … < i_k of theirs such that event i_j
    belongs to stage j. Events at the same time go by the order of their rows. One event counts
    for one stage only. Coming back is counted once.

    Parameters
    ----------
    jm : JourneyMap
        Its stages are tied to events by ``.match`` of the stage and of its touchpoints.
    log : EventLog
        The unit is its customer column: persons, accounts or sessions.
    window : str or timedelta, optional
        Counts only what happens at most so long after the event that reached the first stage,
        e.g. ``"7d"``.
    strict : bool, default False
        The event of a stage must be the customer's very next after that of the stage before.
    confidence : float, optional
        Of the interval of the drop-off.

    Returns
    -------
    pandas.DataFrame
        One row a stage, in the order of the map:

        - ``stage``: its name,
        - ``reached``: customers (Int64; missing where the stage has no rule),
        - ``share``: reached / n,
        - ``drop_off``, ``drop_off_low``, ``drop_off_high``: share of the customers of the
          observed stage before who did not get here, and its Wilson interval; NaN in the first
          observed row and after a stage nobody reached,
        - ``n``: customers in the log,
        - ``note``: why a value is missing: ``no_rule``, ``first`` or ``nobody_before``,
        - ``stage_id``: to join by, as names may repeat.

        A stage without a rule is not observed: its values are missing and the chain skips it.
        ``attrs`` hold ``definition``, ``source``, ``unit``, ``confidence``, ``window``, ``strict``.

    Raises
    ------
    DataError
        No stage has a rule, or a rule can't be used.
    InputError
        A confidence that is not between 0 and 1, or a window that is no length of time.

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
    >>> funnel(jm, log)[["stage", "reached", "share", "drop_off"]].round(2)
      stage  reached  share  drop_off
    0  Look        2    1.0       NaN
    1   Buy        1    0.5       0.5
    """
    found = claims(jm, log)
    masks = found.by_stage()
    if all(mask is None for mask in masks):
        raise DataError(
            f"No stage of {jm.title!r} says which events belong to it."
            if masks
            else f"{jm.title!r} has no stages.",
            hint=f"Set .match of stages or touchpoints, e.g. .match = [{log.event_names[0]!r}].",
        )
    chain = log.engine.chain(
        found.steps(masks),
        window=None if window is None else span_micros(window, "window"),
        strict=strict,
        z=quantile(confidence),
    )
    reached = np.full(len(masks), np.nan)
    reached[[mask is not None for mask in masks]] = chain.reached[0]
    before = _observed_before(reached)
    lost = wilson(before - reached, before, confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        drop_off = 1 - reached / before
    frame = pd.DataFrame(
        {
            "stage": [stage.name for stage in jm.stages],
            "reached": pd.array(reached, dtype="Int64"),
            "share": reached / log.n_customers,
            "drop_off": drop_off,
            "drop_off_low": lost.low,
            "drop_off_high": lost.high,
            "n": log.n_customers,
            "note": _notes(reached, before),
            "stage_id": [stage.id for stage in jm.stages],
        }
    )
    return describe(
        frame,
        "funnel",
        DEFINITION,
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        window=None if window is None else str(window),
        strict=strict,
    )


def _notes(reached: NDArray[np.float64], before: NDArray[np.float64]) -> list[str]:
    first = int(np.flatnonzero(~np.isnan(reached))[0])
    return [
        "no_rule"
        if np.isnan(here)
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


def sentence(frame: pd.DataFrame, t: Translate) -> str:
    """Say how many arrive, and where most are lost."""
    seen = frame[frame["note"] != "no_rule"]
    first, last = seen.iloc[0], seen.iloc[-1]
    said = t(
        "explain.funnel",
        reached=f"{first.reached:,}",
        n=f"{first.n:,}",
        stage=first.stage,
        done=f"{last.reached:,}",
        last=last.stage,
    )
    lost = seen.dropna(subset="drop_off")
    if lost.empty:
        return said
    worst = lost.loc[lost["drop_off"].idxmax()]
    lost_most = t(
        "explain.funnel.worst",
        stage=worst.stage,
        share=percent(worst.drop_off),
        interval=interval(worst.drop_off_low, worst.drop_off_high),
        confidence=percent(frame.attrs["confidence"]),
    )
    return then(said, lost_most, t)
