"""Which channels share their customers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.analysis.shared.places import places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language

DEFINITION = (
    "both = customers with events in both channels; jaccard = both / n with a Wilson score "
    "interval, n = customers with events in either."
)
SOURCE = "Jaccard (1912), New Phytologist 11:37–50; interval: Wilson (1927), JASA 22:209–212."


@checked
def channel_overlaps(log: EventLog, *, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """Count how many customers each pair of channels has in common.

    A large overlap is a channel pair that customers use together, or that does the same thing
    twice; the switches between them tell which.

    Parameters
    ----------
    log : EventLog
        With a channel column.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a pair, the largest overlap first: ``first``, ``second`` (channels), ``both``,
        ``jaccard`` with its interval, ``of_first``, ``of_second`` (share of each channel's
        customers who use the other), ``n`` (customers of either), ``note`` (empty). No row with
        one channel.

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
    ).sort_values(["jaccard", "n"], ascending=False, kind="stable", ignore_index=True)
    return describe(
        frame, "channel_overlaps", DEFINITION, SOURCE, unit=log.unit, confidence=confidence
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say which two channels share most."""
    if frame.empty:
        return t("explain.overlaps.none")
    most = surest(frame, "jaccard")
    if most is None:
        return t("explain.contrast.none")
    row = most.row
    said = t(
        "explain.overlaps",
        first=row["first"],
        second=row["second"],
        both=row["both"],
        n=row["n"],
        share=t.percent(row["jaccard"]),
        interval=t.interval(row["jaccard_low"], row["jaccard_high"]),
    )
    return most.add(said, ("first", "second"), t)
