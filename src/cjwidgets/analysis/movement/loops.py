"""What customers do again: repeats of a place, and ways back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import CONFIDENCE, SHOWN
from cjwidgets.analysis.shared.places import places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import SHARE, shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.analysis.shared.wording import hidden, then
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "A visit is a run of a customer's events at one place. repeated = customers with two or more "
    "visits here; share = repeated / n with a Wilson score interval, n = customers who were here. "
    "repeats = visits beyond each customer's first; in_a_row = events beyond the first of a visit. "
    "back = how often customers go from here to an earlier place of the map; back_share = back / "
    "all who go on from here, without an interval: the steps of one customer are not independent."
)
SOURCE = "Rework as in PM4Py; interval: Wilson (1927), JASA 22:209–212."


@checked
def loops(
    jm: JourneyMap,
    log: EventLog,
    *,
    level: str = "touchpoint",
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Count returns to each place, and ways back from it.

    Parameters
    ----------
    jm : JourneyMap
        Its order says what is back.
    log : EventLog
    level : {"touchpoint", "stage"}, default "touchpoint"
    minimum : int, default 1
        Places of fewer customers are hidden (note ``small_n``), and of others where the whole
        would tell them (``beside_small``). All are shown unless somebody asks: places are no
        group that people were chosen by. In a whole log of fewer customers nothing is hidden.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a place, in the order of the map:

        - ``stage`` (and ``touchpoint``),
        - ``visits``: Int64, as all counts; missing without a rule,
        - ``repeats``, ``in_a_row``: visits, and events of a visit, beyond the first,
        - ``repeated``: customers who come again,
        - ``share``, ``share_low``, ``share_high``: repeated / n and its Wilson interval,
        - ``back``, ``back_share``: steps to an earlier place, and their share,
        - ``n``: customers who were here,
        - ``note``: ``no_rule``, ``no_events``, ``undefined`` (nobody goes on from here: no
          ``back_share``), ``small_n``, ``beside_small`` or nothing.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``level``, ``minimum``.

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
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Look", match=["search"]),
    ...                                    cj.Stage("Buy", match=["cart"])])
    >>> frame = pd.DataFrame({"who": ["Anna"] * 3 + ["Viktor"],
    ...                       "at": [f"2026-03-0{day}" for day in (1, 2, 3, 1)],
    ...                       "what": ["search", "cart", "search", "search"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> loops(jm, log, level="stage")[
    ...     ["stage", "visits", "repeats", "repeated", "share", "back", "n"]]
      stage  visits  repeats  repeated  share  back  n
    0  Look       3        1         1    0.5     0  2
    1   Buy       1        0         0    0.0     1  1
    """
    places = places_of(jm, log, level, ("touchpoint", "stage"))
    size = len(places)
    order = log.engine.order(places.placement)
    events = log.engine.reach(places.placement).events
    pairs = log.engine.pairs(places.placement, visits=True)
    pairs = pairs[pairs["source"] < size]
    source, target, count = (pairs[each].to_numpy() for each in ("source", "target", "count"))

    def summed(chosen: np.ndarray) -> np.ndarray:
        return np.bincount(source[chosen], count[chosen], minlength=size).astype(np.int64)

    visits, on = summed(target >= 0), summed(target < size)
    back = summed(target < source)
    n = np.where(places.ruled, order.visited, 0)
    frame = places.head.assign(
        visits=places.known(visits),
        repeats=places.known(visits - order.visited),
        in_a_row=places.known(events - visits),
        repeated=places.known(order.repeated),
        **shares("share", order.repeated, n, confidence),
        back=places.known(back),
        back_share=np.divide(back, on, out=np.full(size, np.nan), where=on > 0),
        n=n,
        note=[
            note or ("" if ahead else "undefined")
            for note, ahead in zip(places.notes(events), on, strict=True)
        ],
    )
    minimum = least(log, minimum)
    told = ("visits", "repeats", "in_a_row", "repeated", *SHARE, "back", "back_share", "n")
    return describe(
        hide_counts(frame, told, minimum, people="n", sets=[0] * size),
        "loops",
        DEFINITION,
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        level=level,
        minimum=minimum,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where the largest share comes again, and how much of all movement is back."""
    seen = frame[frame["repeated"].fillna(0) > 0]
    if seen.empty:
        return hidden(frame, t) or t("explain.loops.none")
    most = surest(seen, "share")
    if most is None:
        return t("explain.contrast.none")
    row, level = most.row, frame.attrs["level"]
    said = t(
        "explain.loops",
        place=row[level],
        repeated=row["repeated"],
        n=row["n"],
        share=t.percent(row["share"]),
        interval=t.interval(row["share_low"], row["share_high"]),
    )
    said = most.add(said, level, t)
    back = surest(frame[frame["back"].fillna(0) > 0], "back")
    if back is None:
        return said
    more = t(
        "explain.loops.back",
        place=back.row[level],
        back=back.row["back"],
        share=t.percent(back.row["back_share"]),
    )
    return then(said, back.add(more.strip(), level, t), t)
