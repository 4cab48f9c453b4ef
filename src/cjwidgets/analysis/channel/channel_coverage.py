"""Which channels reach which customers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.places import labels, places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.analysis.shared.suppress import suppress
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.analysis.shared.wording import then
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language

DEFINITION = (
    "customers = those of the {by} with an event in the channel; share = customers / n with a "
    "Wilson score interval, n = customers with an event of the {by}."
)
SOURCE = "Interval: Wilson (1927), JASA 22:209–212."


@checked
def channel_coverage(
    log: EventLog, *, by: str = "segment", minimum: int = MINIMUM, confidence: float = CONFIDENCE
) -> pd.DataFrame:
    """Count which share of each segment every channel reaches.

    Parameters
    ----------
    log : EventLog
        With a channel column.
    by : str, default "segment"
        A role of the log: ``"segment"``, ``"device"`` or another column of names.
    minimum : int, optional
        Shares of segments of fewer customers are hidden (note ``small_n``), and of another
        where they could be computed from the whole (``beside_small``).
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a segment and channel, by name: the segment (the column is called as the role),
        ``channel``, ``customers``, ``share`` with its interval, ``n`` (customers of the
        segment), ``note`` (``small_n`` or nothing).

    Raises
    ------
    DataError
        No event has a channel, or a name of this role.
    InputError
        A number that is none.
    NotFoundError
        The log has no channels, or no such role.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"who": range(20), "at": "2026-03-01", "what": "visit",
    ...                       "via": ["web"] * 15 + ["shop"] * 5, "group": ["new", "old"] * 10})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what", channel="via",
    ...                   segment="group")
    >>> channel_coverage(log)[["segment", "channel", "customers", "share", "n"]]
      segment channel  customers  share   n
    0     new    shop          2    0.2  10
    1     new     web          8    0.8  10
    2     old    shop          3    0.3  10
    3     old     web          7    0.7  10
    """
    places = places_of(None, log, "channel")
    groups = labels(log, by)
    both = log.engine.joint(groups, places.placement)
    n = np.repeat(log.engine.reach(groups).customers, len(places))
    frame = pd.DataFrame(
        {
            by: np.repeat(np.array(groups.names, dtype=object), len(places)),
            "channel": list(places.placement.names) * len(groups),
            "customers": both.ravel(),
            **shares("share", both.ravel(), n, confidence),
            "n": n,
            "note": "",
        }
    )
    return describe(
        suppress(
            frame,
            ["customers", "share", "share_low", "share_high"],
            minimum,
            sets=np.tile(np.arange(len(places)), len(groups)),
            of="customers",
        ),
        "channel_coverage",
        DEFINITION.format(by=by),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        by=by,
        minimum=minimum,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where a channel reaches the smallest and the largest share."""
    said, name = "", ("channel", frame.attrs["by"])
    for key in ("most", "least"):
        named = surest(frame, "share", least=key == "least")
        if named is None:
            return t("explain.contrast.none")
        row = named.row
        more = t(
            f"explain.coverage.{key}",
            channel=row["channel"],
            group=row[frame.attrs["by"]],
            customers=row["customers"],
            n=row["n"],
            share=t.percent(row["share"]),
            interval=t.interval(row["share_low"], row["share_high"]),
        )
        said = then(said, named.add(more.strip(), name, t), t)
        if named.told["share"].nunique() == 1:
            break
    return said
