"""The channel scorecard: what each channel does, and what becomes of its customers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.customers.attempts import of_goal
from cjwidgets.analysis.feelings.csat import csat
from cjwidgets.analysis.feelings.nps import nps
from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.medians import equal, medians, no_interval, surely
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.periods import halved, parted
from cjwidgets.analysis.shared.places import Places, places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.analysis.shared.suppress import HIDDEN, least, suppress
from cjwidgets.analysis.shared.targets import Target, named, rules_in
from cjwidgets.analysis.shared.wording import then, tied
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import claims
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "share = customers of the channel / n, n = customers in the log. time = from the first event "
    "of a visit (a run of events in the channel) to the next channel's, in seconds, at most {cap}; "
    "handling = to the last event of the visit itself (0 for a visit of one event). "
    "switched_in, switched_out = how often customers come from, go on to another channel. "
    "converted = customers with an event of the goal after their first in the channel that is not "
    "the goal's own, of all with such an event (conversion_n). lost = customers who used the "
    "channel in the {window} before the log's last {window} and did nothing anywhere in the last, "
    "of those who used it then (before). Wilson score intervals; of the median by order statistics."
)
SOURCE = (
    "Wilson (1927), JASA 22:209–212; Conover (1999), Practical Nonparametric Statistics, §3.2. "
    "Conversion and churn are of who uses a channel, not caused by it."
)


@checked
def channels(
    jm: JourneyMap | None,
    log: EventLog,
    *,
    goal: Target | None = None,
    window: Duration = "30d",
    cap: Duration = "30min",
    survey: Survey | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Put the channels side by side.

    Parameters
    ----------
    jm : JourneyMap or None
        Needed for a goal and a survey.
    log : EventLog
        With a channel column.
    goal : Stage, Touchpoint, str, rule, or list of these, optional
        What customers are to reach; see :func:`cjwidgets.completion`.
    window : str or timedelta, default "30d"
        Churn is told of the log's last period of this length: who used a channel in the one
        before and does nothing in the last is lost.
    cap : str or timedelta, default "30min"
        A longer visit counts as this long.
    survey : Survey, optional
        With a channel column: satisfaction and recommendation by channel; needs the map.
    minimum : int, optional
        What is known of channels of fewer customers is hidden, and of the next smallest, where it
        could be computed from the whole; so are conversion and churn of fewer, and ratings by
        fewer respondents. In a whole log of fewer customers only ratings are.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a channel, by name:

        - ``channel``, ``interactions`` (events), ``customers``,
        - ``share``, ``share_low``, ``share_high``: of all customers,
        - ``median_time``, ``median_time_low``, ``median_time_high``: seconds a visit,
        - ``median_handling``, with ``_low`` and ``_high``: seconds from the first event of a
          visit to its last,
        - ``switched_in``, ``switched_out``,
        - ``converted``, ``conversion``, ``conversion_low``, ``conversion_high``,
          ``conversion_n``: only with a goal; who does nothing here but reach it did not come to
          it from here, and is not among ``conversion_n``,
        - ``before``, ``lost``, ``churn``, ``churn_low``, ``churn_high``,
        - ``cost``, ``cost_per_customer``: if the log has costs,
        - ``csat``, ``nps``, each with ``_low``, ``_high`` and ``_n`` (respondents): as far as the
          survey asks for them, see :func:`cjwidgets.csat` and :func:`cjwidgets.nps`,
        - ``n``: customers in the log,
        - ``note``: ``small_n`` (too few customers use it), ``beside_small``,
          ``undecided`` (nobody used it in the window before the last: no churn), else
          ``censored`` (no visit has a known end: no time), else ``only_goal`` (all do nothing
          here but reach the goal: no conversion), else why a rating is missing (``no_answers``,
          ``small_n``, ``no_spread``), else ``one_value`` (one visit alone: no interval of its
          time), ``few_people``, ``ties`` (no interval of a time, either), ``at_cap`` (half of the
          visits or more are cut at the cap: a time is at least so long), or nothing.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``goal``, ``window``,
        ``cap``, ``equal_times`` (the channels whose visits are so often equally long that the
        median has no interval).

    Raises
    ------
    DataError
        The goal has no rule.
    InputError
        A goal without a map or that is none, a window or cap that is no length of time.
    NotFoundError
        The log has no channels.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop")
    >>> frame = pd.DataFrame({"who": ["Anna"] * 2 + ["Viktor"],
    ...                       "at": ["2026-03-01", "2026-03-02", "2026-03-01"],
    ...                       "what": ["search", "pay", "search"], "via": ["web", "shop", "web"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what", channel="via")
    >>> channels(jm, log, goal="pay", window="1d")[
    ...     ["channel", "interactions", "customers", "share", "converted", "conversion", "lost"]]
      channel  interactions  customers  share  converted  conversion  lost
    0    shop             1          1    0.5          0         NaN     0
    1     web             2          2    1.0          1         0.5     1
    """
    places = places_of(None, log, "channel")
    z = quantile(confidence)
    found = log.engine.reach(places.placement)
    most = None if cap is None else span_micros(cap, "cap")
    times = log.engine.dwell(places.placement, visits=True, cap=most, z=z).times
    handling = log.engine.dwell(places.placement, inside=True, cap=most, z=z).times
    into, out = _switches(places, log)
    sought = np.ones(len(places), dtype=np.int64)
    before, lost = _lost(places, log, span_micros(window, "window"))
    frame = places.head.assign(
        interactions=found.events,
        customers=found.customers,
        **shares("share", found.customers, log.n_customers, confidence),
        **medians("median_time", times),
        **medians("median_handling", handling),
        switched_in=into,
        switched_out=out,
    )
    if goal is not None:
        converted, sought = _converted(places, jm, log, goal)
        frame["converted"] = converted
        frame = frame.assign(**shares("conversion", converted, sought, confidence))
        frame["conversion_n"] = sought
    frame = frame.assign(before=before, lost=lost, **shares("churn", lost, before, confidence))
    if found.cost is not None:
        frame["cost"] = found.cost
        frame["cost_per_customer"] = found.cost / found.customers
    notes = np.select(
        [before == 0, times.n == 0, sought == 0], ["undecided", "censored", "only_goal"], ""
    ).tolist()
    if survey is not None:
        frame, reasons = _rated(frame, needed(jm, "survey"), survey, minimum, confidence)
        notes = [note or why for note, why in zip(notes, reasons, strict=True)]
    frame["n"] = log.n_customers
    frame["note"] = [
        next(filter(None, each), "")
        for each in zip(notes, no_interval(times, most), no_interval(handling, most), strict=True)
    ]
    shown = _hidden(frame, least(log, minimum))
    tied = equal(times) & shown["median_time"].notna()
    return describe(
        shown,
        "channels",
        DEFINITION.format(cap=cap, window=window),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        goal=None if goal is None else named(goal),
        window=str(window),
        minimum=minimum,
        cap=None if cap is None else str(cap),
        equal_times=shown["channel"][tied].tolist(),
    )


def _hidden(frame: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Hide what few did, who they are as told by customers, by conversion and by churn."""
    churn = ["before", "lost", "churn", "churn_low", "churn_high"]
    converted = ["converted", "conversion", "conversion_low", "conversion_high", "conversion_n"]
    kept = {"channel", "customers", "share", "share_low", "share_high", "n", "note"}
    shown = frame.copy()
    for people, of, columns in (
        ("customers", "converted", [name for name in frame if name not in kept]),
        ("conversion_n", "converted", converted),
        ("before", "lost", churn),
    ):
        if people not in frame:
            continue
        counted = shown.assign(_n=frame[people])
        true = {"of": "_of"} if of in frame else {}
        if true:
            counted["_of"] = frame[of]
        found = suppress(counted, columns, minimum, n="_n", sets=[0] * len(frame), **true)
        whole = people == "customers"
        keep = ~shown["note"].isin(HIDDEN) if whole else shown["note"] == ""
        note = found["note"].where(keep, shown["note"])
        shown = found.assign(note=note).drop(columns=["_n", *true.values()])
    return shown


def _switches(places: Places, log: EventLog) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How often customers come to each channel from another, and go on to another."""
    size = len(places)
    pairs = log.engine.pairs(places.placement, visits=True)
    pairs = pairs[(pairs["source"] < size) & (pairs["target"] < size)]
    into, out = (np.zeros(size, dtype=np.int64) for _ in range(2))
    np.add.at(into, pairs["target"].to_numpy(), pairs["count"].to_numpy())
    np.add.at(out, pairs["source"].to_numpy(), pairs["count"].to_numpy())
    return into, out


def _lost(
    places: Places, log: EventLog, window: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Customers of each channel in the last ``window`` but one, and those of them gone since."""
    cut = log.span.end - window + 1
    # Not of all who ever came: they are the more gone, the longer the log is.
    early, _ = halved(log, halved(log, places.placement, cut - window)[1], cut)
    kinds = log.engine.kinds()
    everything = log.placement(kinds, np.zeros(len(kinds), dtype=np.int32), ("",))
    _, late = halved(log, everything, cut)
    before = log.engine.reach(early).customers
    return before, before - log.engine.joint(early, late)[:, 0]


def _converted(
    places: Places, jm: JourneyMap | None, log: EventLog, goal: Target
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Who reaches the goal after something else in each channel, and who does something else."""
    end = of_goal(log, claims(needed(jm, "goal"), log, also=rules_in(goal)), goal)
    ways = parted(log, places.placement, end)
    reached = log.engine.joint(ways, end, then=True)[:-1, 0]
    return reached, log.engine.reach(ways).customers[:-1]


def needed(jm: JourneyMap | None, what: str) -> JourneyMap:
    """Return the map, or say what it is needed for."""
    if jm is None:
        raise InputError(f"A {what} needs a map.", hint="Pass the map, not None.")
    return jm


def _rated(
    frame: pd.DataFrame, jm: JourneyMap, survey: Survey, minimum: int, confidence: float
) -> tuple[pd.DataFrame, list[str]]:
    """Put the ratings of each channel beside it, and say why one is missing."""
    reasons = [""] * len(frame)
    options: dict[str, Any] = {"minimum": minimum, "confidence": confidence}
    for name, kinds, rate in (("csat", ("csat", "satisfaction"), csat), ("nps", ("nps",), nps)):
        if not any(question.kind in kinds for question in survey.questions):
            continue
        columns = [name, f"{name}_low", f"{name}_high"]
        try:
            rated = rate(jm, survey, level="journey", by="channel", **options)
        except DataError:  # no answer to it, or none with a channel
            rated = pd.DataFrame(columns=["channel", *columns, "n", "note"])
            rated["channel"] = rated["channel"].astype("str")
        rated = rated.set_index(rated["channel"].str.strip().str.casefold())
        found = rated.reindex(frame["channel"].str.strip().str.casefold())
        for column in columns:
            frame[column] = found[column].to_numpy("float64")
        frame[f"{name}_n"] = found["n"].fillna(0).to_numpy("int64")
        why = found["note"].fillna("no_answers")
        reasons = [old or new for old, new in zip(reasons, why, strict=True)]
    return frame, reasons


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say which channel most customers use, and which does best at the goal."""
    if frame.empty:
        return t("explain.channels.none")
    first = frame.loc[frame["customers"].idxmax()]
    said = t(
        "explain.channels",
        channel=first["channel"],
        customers=first["customers"],
        n=first["n"],
        share=t.percent(first["share"]),
        interval=t.interval(first["share_low"], first["share_high"]),
    )
    said = then(said, tied(frame, first, "customers", "channel", t), t)
    if frame.attrs["goal"] is not None:
        enough = frame[frame["conversion_n"].fillna(0) >= frame.attrs["minimum"]]
        if enough["converted"].any():
            best = enough.loc[enough["conversion_low"].idxmax()]  # what is sure
            more = t(
                "explain.channels.goal",
                channel=best["channel"],
                goal=frame.attrs["goal"],
                share=t.percent(best["conversion"]),
                interval=t.interval(best["conversion_low"], best["conversion_high"]),
                n=best["conversion_n"],
            )
            said = then(said, more, t)
    return then(said, _longest(frame, t), t)


def _longest(frame: pd.DataFrame, t: Language) -> str:
    """Say where visits surely take longest, or that they are cut before that is known."""
    equal_times = frame["channel"].isin(frame.attrs["equal_times"])
    sure = frame.assign(sure=surely(frame, "median_time", equal_times))
    if sure["sure"].isna().all():
        return ""
    slow = sure.loc[sure["sure"].idxmax()]
    cap, median = frame.attrs["cap"], t.duration(slow["median_time"])
    if cap is None or slow["median_time"] < span_micros(cap, "cap") / 1e6:
        return t("explain.channels.time", channel=slow["channel"], median=median)
    cut = t("explain.channels.capped", channel=slow["channel"], cap=median)
    return then(cut, tied(sure[sure["sure"] == slow["sure"]], slow, "sure", "channel", t), t)
