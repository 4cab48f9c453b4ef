"""How many customers reach each stage of a map, and how many are lost on the way."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.intervals import wilson
from cjwidgets.errors import DataError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.match import Mask, stage_events
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


def funnel(jm: JourneyMap, log: EventLog, *, confidence: float = 0.95) -> pd.DataFrame:
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
    confidence : float, default 0.95
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
        - ``n``: customers in the log.

        A stage without a rule is not observed: its values are missing and the chain skips it.
        ``attrs`` hold ``definition``, ``source``, ``unit`` and ``confidence``.

    Raises
    ------
    DataError
        No stage has a rule, or a rule can't be used.
    InputError
        A confidence that is not between 0 and 1.

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
    masks = stage_events(jm, log)
    if all(mask is None for mask in masks):
        raise DataError(
            f"No stage of {jm.title!r} says which events belong to it."
            if masks
            else f"{jm.title!r} has no stages.",
            hint=f"Set .match of stages or touchpoints, e.g. .match = [{log.event_names[0]!r}].",
        )
    reached = _reached(masks, log)
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
        }
    )
    frame.attrs = {
        "definition": DEFINITION,
        "source": SOURCE,
        "unit": log.unit,
        "confidence": confidence,
    }
    return frame


def _reached(masks: list[Mask | None], log: EventLog) -> NDArray[np.float64]:
    """Customers per stage, NaN where not observed: one pass over the events a stage."""
    reached = np.full(len(masks), np.nan)
    matched = np.full(log.n_customers, -1, dtype=np.int64)  # place of the last matched event
    for step, mask in enumerate(masks):
        if mask is None:
            continue
        places = np.flatnonzero(mask[log.event_codes])
        owners = log.customer_codes[places]
        later = places > matched[owners]
        places, owners = places[later], owners[later]
        # Places rise, and a customer's are adjacent: the first of each run is the earliest.
        first = np.ones(len(owners), dtype=np.bool_)
        first[1:] = owners[1:] != owners[:-1]
        matched[:] = log.n_events  # beyond every place: out of the chain
        matched[owners[first]] = places[first]
        reached[step] = np.count_nonzero(first)
    return reached


def _observed_before(reached: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each observed stage, the count of the observed stage before it."""
    before = np.full(len(reached), np.nan)
    seen = np.flatnonzero(~np.isnan(reached))
    before[seen[1:]] = reached[seen[:-1]]
    return before
