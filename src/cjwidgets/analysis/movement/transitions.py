"""Where customers go from where."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.counts import hide_counts, wholes
from cjwidgets.analysis.shared.defaults import CONFIDENCE, SHOWN
from cjwidgets.analysis.shared.places import places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import SHARE, shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.analysis.shared.wording import hidden
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "count = how often an event at the target is a customer's next at any of these places after "
    "one at the source{loops}; customers = distinct customers who do so. share = customers / n "
    "with a Wilson score interval, n = customers who were at the source: shares of one source add "
    "up to more than 1 if customers leave it in several ways. probability = count / all that "
    "leave the source."
)
LOOPS = {
    True: ", the same place included",
    False: "; events that follow one another at one place count as one visit",
}
SOURCE = (
    "Directly-follows graph as in PM4Py and Retentioneering; interval: Wilson (1927), JASA "
    "22:209–212."
)


@checked
def transitions(
    jm: JourneyMap | None,
    log: EventLog,
    *,
    level: str = "touchpoint",
    loops: bool = False,
    ends: bool = True,
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Count which stage, touchpoint, channel or event follows which.

    Parameters
    ----------
    jm : JourneyMap or None
        Not needed for channels and events.
    log : EventLog
    level : {"touchpoint", "stage", "channel", "event"}, default "touchpoint"
    loops : bool, default False
        Keep the steps from a place to itself.
    ends : bool, default True
        List where customers start and end, too.
    minimum : int, default 1
        Ways of fewer customers are hidden (note ``small_n``), and of others where the whole
        would tell them (``beside_small``). All are shown unless somebody asks: places are no
        group that people were chosen by. In a whole log of fewer customers nothing is hidden.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a pair that occurs, in the order of the map:

        - ``source``, ``target`` (with touchpoints also ``source_stage``, ``target_stage``): the
          places; the name is empty at a start or end,
        - ``kind``: ``""``, or ``"start"`` or ``"end"`` of customers' journeys,
        - ``count``, ``customers``: how often, and by how many customers,
        - ``share``, ``share_low``, ``share_high``: customers / n and its Wilson interval,
        - ``probability``: count / all that leave the source,
        - ``n``: customers who were at the source; of a start, at any place,
        - ``note``: ``small_n``, ``beside_small`` or nothing.

        No row without an event at any place. ``attrs``: ``definition``, ``source``, ``unit``,
        ``confidence``, ``level``, ``loops``, ``minimum``, ``note`` (``no_events`` if there is no
        row).

    Raises
    ------
    DataError
        No place of this level has a rule.
    InputError
        An unknown level, or a confidence that is no share.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"who": ["Anna", "Anna", "Viktor"],
    ...                       "at": ["2026-03-01", "2026-03-02", "2026-03-02"],
    ...                       "what": ["search", "cart", "search"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> transitions(None, log, level="event")[
    ...     ["source", "target", "kind", "count", "share", "n"]]
       source  target   kind  count  share  n
    0    cart            end      1    1.0  1
    1  search    cart             1    0.5  2
    2  search            end      1    0.5  2
    3          search  start      2    1.0  2
    """
    places = places_of(jm, log, level)
    size = len(places)
    pairs = log.engine.pairs(places.placement, visits=not loops, customers=True)
    source, target, count, customers, n = (
        pairs[name].to_numpy() for name in ("source", "target", "count", "customers", "n")
    )
    columns: Any = {
        **places.named(source, "source"),
        **places.named(target, "target"),
        "kind": np.select([source == size, target > size], ["start", "end"], "").tolist(),
        "count": count,
        "customers": customers,
        **shares("share", customers, n, confidence),
        "probability": count / np.bincount(source, count)[source],
        "n": n,
        "note": "",
    }
    minimum = least(log, minimum)
    columns = hide_counts(
        columns,
        ("count", "customers", *SHARE, "probability", "n"),
        minimum,
        people=customers,
        sets=wholes(source, target, size) if minimum > 1 else None,
    )
    if not ends:
        frame = pd.DataFrame(columns)
        columns = frame[frame["kind"] == ""].reset_index(drop=True)
    return describe(
        columns,
        "transitions",
        DEFINITION.format(loops=LOOPS[loops]),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        level=level,
        loops=loops,
        minimum=minimum,
        note="no_events" if pairs.empty else "",
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say which way between two places most customers take."""
    if frame.attrs["note"]:
        return t("explain.paths.none")
    between = frame[frame["kind"] == ""]
    if between.empty:
        return t("explain.transitions.none")
    most = surest(between, "customers")
    if most is None:
        return hidden(frame, t) or t("explain.contrast.none")
    row = most.row
    said = t(
        "explain.transitions",
        source=row["source"],
        target=row["target"],
        customers=row["customers"],
        n=row["n"],
        share=t.percent(row["share"]),
        interval=t.interval(row["share_low"], row["share_high"]),
    )
    return most.add(said, ("source", "target"), t)
