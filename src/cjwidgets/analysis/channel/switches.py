"""How customers move between channels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.intervals import Interval
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import CONFIDENCE, SHOWN
from cjwidgets.analysis.shared.places import Places, places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import SHARE, shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.analysis.shared.wording import hidden
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.reduce.student import student
from cjwidgets.locale import Language

DEFINITION = {
    "pairs": (
        "A switch is an event in another channel than the customer's event before; events without "
        "a channel are passed over. share = customers who switch this way / n with a Wilson score "
        "interval, n = customers of the first channel."
    ),
    "customers": (
        "switched = customers who use a second channel after their first; share = switched / n "
        "with a Wilson score interval, n = customers with a channel. per_customer = switches / n, "
        "with the interval of a ratio over groups of whole customers, by Student's t."
    ),
}
SOURCE = (
    "Wilson (1927), JASA 22:209–212; ratio estimator: Cochran (1977), Sampling Techniques, §6.4."
)


@checked
def switches(
    log: EventLog, *, of: str = "pairs", minimum: int = SHOWN, confidence: float = CONFIDENCE
) -> pd.DataFrame:
    """Count switches between channels: per pair of channels, or per customer.

    Parameters
    ----------
    log : EventLog
        With a channel column.
    of : {"pairs", "customers"}, default "pairs"
    minimum : int, default 1
        Ways of fewer customers are hidden (note ``small_n``), and of others where the whole
        would tell them (``beside_small``). All are shown unless somebody asks: places are no
        group that people were chosen by. In a whole log of fewer customers nothing is hidden.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        ``of="pairs"``: one row a pair that occurs, most customers first: ``source``,
        ``target`` (channels), ``count``, ``customers``, ``share`` with its interval, ``n``
        (customers of the first channel), ``note`` (``small_n``, ``beside_small`` or nothing).

        ``of="customers"``: one row: ``switched`` (customers), ``share`` with its interval,
        ``switches``, ``per_customer`` with its interval, ``n`` (customers with a channel),
        ``note`` (``no_spread``: no interval of ``per_customer``, for all groups are equal or
        there is only one; ``no_events``; ``small_n``; or nothing).

    Raises
    ------
    InputError
        Neither pairs nor customers, or a confidence that is no share.
    NotFoundError
        The log has no channels.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"who": ["Anna"] * 3 + ["Viktor"],
    ...                       "at": [f"2026-03-0{day}" for day in (1, 2, 3, 1)],
    ...                       "what": "visit", "via": ["web", "shop", "web", "web"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what", channel="via")
    >>> switches(log)[["source", "target", "count", "share", "n"]]
      source target  count  share  n
    0   shop    web      1    1.0  1
    1    web   shop      1    0.5  2
    >>> switches(log, of="customers")[["switched", "share", "switches", "per_customer", "n"]]
       switched  share  switches  per_customer  n
    0         1    0.5         2           1.0  2
    """
    chosen("of", of, tuple(DEFINITION))
    quantile(confidence)
    places = places_of(None, log, "channel")
    table = _pairs if of == "pairs" else _customers
    minimum = least(log, minimum)
    told, people = ["count", "customers", *SHARE, "n"], "customers"
    if of == "customers":
        rates = ("per_customer", "per_customer_low", "per_customer_high")
        told, people = ["switched", *SHARE, "switches", *rates, "n"], "n"
    frame = table(places, log, confidence)
    return describe(
        hide_counts(frame, told, minimum, people=people, sets=[0] * len(frame)),
        "switches",
        DEFINITION[of],
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        of=of,
        minimum=minimum,
    )


def _pairs(places: Places, log: EventLog, confidence: float) -> pd.DataFrame:
    pairs = log.engine.pairs(places.placement, visits=True, customers=True)
    size = len(places)
    pairs = pairs[(pairs["source"] < size) & (pairs["target"] < size)]
    pairs = pairs.sort_values(
        ["customers", "count", "source", "target"], ascending=[False, False, True, True]
    )
    source, target = pairs["source"].to_numpy(), pairs["target"].to_numpy()
    n = pairs["n"].to_numpy()
    return pd.DataFrame(
        {
            "source": places.named(source)["channel"],
            "target": places.named(target)["channel"],
            "count": pairs["count"].to_numpy(),
            "customers": pairs["customers"].to_numpy(),
            **shares("share", pairs["customers"].to_numpy(), n, confidence),
            "n": n,
            "note": "",
        }
    )


def _customers(places: Places, log: EventLog, confidence: float) -> pd.DataFrame:
    size = len(places)
    pairs = log.engine.pairs(places.placement, visits=True, groups=True)
    starts = pairs["source"] == size
    inner = ~starts & (pairs["target"] < size)
    groups = pd.DataFrame(
        {
            "n": pairs["count"].where(starts, 0).groupby(pairs["group"]).sum(),
            "switches": pairs["count"].where(inner, 0).groupby(pairs["group"]).sum(),
        }
    )
    # A path of one visit that does not go on: nobody who switched.
    paths = log.engine.paths(places.placement, top=0, length=1)
    n, total = int(groups["n"].sum()), int(groups["switches"].sum())
    switched = int(paths.loc[paths["cut"], "customers"].sum())
    band = ratio(groups["switches"].to_numpy(), groups["n"].to_numpy(), confidence)
    known = not np.isnan(band.low)
    return pd.DataFrame(
        {
            "switched": [switched],
            **shares("share", [switched], [n], confidence),
            "switches": [total],
            "per_customer": [total / n if n else np.nan],
            "per_customer_low": [float(band.low)],
            "per_customer_high": [float(band.high)],
            "n": [n],
            "note": ["" if known else "no_spread" if n else "no_events"],
        }
    )


def ratio(total: Any, size: Any, confidence: float) -> Interval:
    """Interval of Σ total / Σ size over independent groups, by the linearised variance.

    NaN with fewer than two groups, or where the ratio is the same in all.

    Examples
    --------
    >>> low, high = ratio([2, 4, 3, 5], [2, 2, 2, 2], 0.95)
    >>> round(float(low), 3), round(float(high), 3)
    (0.723, 2.777)
    """
    values, sizes = np.asarray(total, float), np.asarray(size, float)
    groups = len(values)
    if groups < 2:
        return Interval(np.array(np.nan), np.array(np.nan))
    mean = values.sum() / sizes.sum()
    residuals = values - mean * sizes
    error = np.sqrt(groups / (groups - 1) * (residuals**2).sum()) / sizes.sum()
    half = student(quantile(confidence), groups - 1) * error if error > 0 else np.nan
    return Interval(np.array(max(mean - half, 0.0)), np.array(mean + half))


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say how many switch, or which way most do."""
    if frame["share"].isna().all() and (said := hidden(frame, t)):
        return said
    if frame.empty or (frame["n"] == 0).all():
        return t("explain.switches.none")
    most = surest(frame, "customers") if frame.attrs["of"] == "pairs" else None
    if frame.attrs["of"] == "pairs" and most is None:
        return t("explain.contrast.none")
    row = frame.iloc[0] if most is None else most.row
    values = {
        "n": row["n"],
        "share": t.percent(row["share"]),
        "interval": t.interval(row["share_low"], row["share_high"]),
    }
    if most is not None:
        said = t(
            "explain.switches.pairs",
            source=row["source"],
            target=row["target"],
            customers=row["customers"],
            **values,
        )
        return most.add(said, ("source", "target"), t)
    return t(
        "explain.switches.customers",
        switched=row["switched"],
        mean=round(float(row["per_customer"]), 2),
        **values,
    )
