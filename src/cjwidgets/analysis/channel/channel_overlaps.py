"""Which channels share their customers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import CONFIDENCE, SHOWN
from cjwidgets.analysis.shared.places import places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.analysis.shared.wording import hidden
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language

DEFINITION = (
    "both = customers with events in both channels; jaccard = both / n with a Wilson score "
    "interval, n = customers with events in either."
)
SOURCE = "Jaccard (1912), New Phytologist 11:37–50; interval: Wilson (1927), JASA 22:209–212."


@checked
def channel_overlaps(
    log: EventLog, *, minimum: int = SHOWN, confidence: float = CONFIDENCE
) -> pd.DataFrame:
    """Count how many customers each pair of channels has in common.

    A large overlap is a channel pair that customers use together, or that does the same thing
    twice; the switches between them tell which.

    Parameters
    ----------
    log : EventLog
        With a channel column.
    minimum : int, default 1
        Pairs with fewer customers in common, or of a channel that has fewer (or would tell how
        few another has), are hidden (note ``small_n``). All are shown unless
        somebody asks; in a whole log of fewer customers nothing is hidden.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a pair, the largest overlap first: ``first``, ``second`` (channels), ``both``,
        ``jaccard`` with its interval, ``of_first``, ``of_second`` (share of each channel's
        customers who use the other), ``n`` (customers of either; missing where hidden), ``note``
        (``small_n`` or nothing). No row with one channel.

    Raises
    ------
    NotFoundError
        The log has no channels.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"who": [1, 1, 2, 3], "at": "2026-03-01", "what": "visit",
    ...                       "via": ["web", "shop", "web", "web"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what", channel="via")
    >>> channel_overlaps(log)[["first", "second", "both", "jaccard", "n"]].round(2)
      first second  both  jaccard  n
    0  shop    web     1     0.33  3
    """
    places = places_of(None, log, "channel")
    customers = log.engine.reach(places.placement).customers
    first, second = np.triu_indices(len(places), 1)
    both = log.engine.joint(places.placement, places.placement)[first, second]
    n = customers[first] + customers[second] - both
    minimum = least(log, minimum)
    # All channels together may be all customers, each in one.
    own = pd.DataFrame({"n": customers, "note": ""})
    own = hide_counts(own, ("n",), minimum, people="n", sets=[0] * len(places))
    gone = pd.isna(own["n"]).to_numpy()
    few = gone[first] | gone[second] | ((both > 0) & (both < minimum))
    frame = pd.DataFrame(
        {
            "first": places.named(first)["channel"],
            "second": places.named(second)["channel"],
            "both": both,
            **shares("jaccard", both, n, confidence),
            "of_first": both / customers[first],
            "of_second": both / customers[second],
            "n": n,
            "note": "",
        }
    )
    told = ("both", "jaccard", "jaccard_low", "jaccard_high", "of_first", "of_second", "n")
    frame = hide_counts(frame, told, minimum, people=np.where(few, 1, minimum))
    return describe(
        frame.sort_values(["jaccard", "n"], ascending=False, kind="stable", ignore_index=True),
        "channel_overlaps",
        DEFINITION,
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        minimum=minimum,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say which two channels share most."""
    if frame.empty:
        return t("explain.overlaps.none")
    pairs = frame["first"].astype(str) + " + " + frame["second"].astype(str)
    most = surest(frame.assign(pair=pairs), "jaccard")
    if most is None:
        return hidden(frame, t) or t("explain.contrast.none")
    row = most.row
    two = {"first": row["first"], "second": row["second"], "n": row["n"]}
    interval = t.interval(row["jaccard_low"], row["jaccard_high"])
    if not row["both"]:
        nobody = frame["both"].notna().all() and not frame["both"].any()
        said = t("explain.overlaps.nobody", **two, interval=interval) if nobody else ""
        return said or hidden(frame, t) or t("explain.contrast.none")
    share = t.percent(row["jaccard"])
    said = t("explain.overlaps", **two, both=row["both"], share=share, interval=interval)
    return most.add(said, "pair", t)
