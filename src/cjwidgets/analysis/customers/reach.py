"""How many customers are where, where they come in and where they go out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import CONFIDENCE, SHOWN
from cjwidgets.analysis.shared.places import places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import SHARE, shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.wording import hidden, then, tied
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "customers = distinct customers with an event here, whatever the order; share = customers / "
    "n, n = customers in the log, with a Wilson score interval. entered, left = customers whose "
    "first, last event at any of these places is here."
)
SOURCE = "Interval: Wilson (1927), JASA 22:209–212."


@checked
def reach(
    jm: JourneyMap | None,
    log: EventLog,
    *,
    level: str = "stage",
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Count events and customers at each stage, touchpoint, channel or event name.

    Unlike in a funnel, order does not matter.

    Parameters
    ----------
    jm : JourneyMap or None
        Not needed for channels and events.
    log : EventLog
    level : {"stage", "touchpoint", "channel", "event"}, default "stage"
    minimum : int, default 1
        Places of fewer customers are hidden (note ``small_n``), and of others where the whole
        would tell them (``beside_small``). All are shown unless somebody asks: places are no
        group that people were chosen by. In a whole log of fewer customers nothing is hidden.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a place, in the order of the map; channels and events by name:

        - ``stage``, ``stage`` and ``touchpoint``, ``channel`` or ``event``: the place,
        - ``events``, ``customers``: with events here (Int64; missing without a rule),
        - ``share``, ``share_low``, ``share_high``: customers / n and its Wilson interval,
        - ``entered``, ``left``: customers whose first, last such event is here,
        - ``cost``: sum of the log's cost column, if it has one,
        - ``n``: customers in the log,
        - ``note``: ``no_rule``, ``no_events``, ``small_n``, ``beside_small`` or nothing.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``level``, ``minimum``.

    Raises
    ------
    DataError
        No place of this level has a rule.
    InputError
        An unknown level, or a confidence that is no share.
    NotFoundError
        The log has no channels.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[
    ...     cj.Stage("Look", match=["search"]), cj.Stage("Buy", match=["cart"])])
    >>> frame = pd.DataFrame({"who": ["Anna", "Anna", "Viktor"],
    ...                       "at": ["2026-03-01", "2026-03-02", "2026-03-02"],
    ...                       "what": ["search", "cart", "search"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> reach(jm, log)[["stage", "events", "customers", "share", "entered", "left"]]
      stage  events  customers  share  entered  left
    0  Look       2          2    1.0        2     1
    1   Buy       1          1    0.5        0     1
    """
    places = places_of(jm, log, level)
    found = log.engine.reach(places.placement)
    customers, n = places.known(found.customers), log.n_customers
    cost = {} if found.cost is None else {"cost": np.where(places.ruled, found.cost, np.nan)}
    columns = {
        **places.head,
        "events": places.known(found.events),
        "customers": customers,
        **shares("share", np.where(places.ruled, found.customers, np.nan), n, confidence),
        "entered": places.known(found.entered),
        "left": places.known(found.left),
        **cost,
        "n": n,
        "note": places.notes(found.events),
    }
    minimum = least(log, minimum)
    told = ("events", "customers", *SHARE, "entered", "left", "cost")
    return describe(
        hide_counts(columns, told, minimum, people="customers", sets=[0] * len(places)),
        "reach",
        DEFINITION,
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        level=level,
        minimum=minimum,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where most customers are, and where fewest."""
    level = frame.attrs["level"]
    seen = frame.dropna(subset="share")
    if not seen["customers"].any():
        return hidden(frame, t) or t("explain.paths.none")
    said = ""
    for key, at in (("explain.reach.most", "idxmax"), ("explain.reach.least", "idxmin")):
        row = seen.loc[getattr(seen["share"], at)()]
        more = t(
            key,
            place=row[level],
            customers=row.customers,
            n=row.n,
            share=t.percent(row.share),
            interval=t.interval(row.share_low, row.share_high),
        )
        said = then(then(said, more.strip(), t), tied(seen, row, "customers", level, t), t)
        if seen["customers"].nunique() == 1 or hidden(frame, t):
            break  # the fewest are not shown
    return said
