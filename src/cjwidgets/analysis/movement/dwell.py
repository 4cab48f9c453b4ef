"""How long customers stay."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.medians import medians, no_interval, surely
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.places import places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.suppress import least, suppress
from cjwidgets.analysis.shared.surest import telling
from cjwidgets.analysis.shared.wording import then
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.evidence.reduce.tables import Dwell
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = {
    "event": (
        "The time from an event here to the customer's next event at any of these places, in "
        "seconds."
    ),
    "visit": (
        "The time from the first event of a visit (a run of a customer's events here) to the "
        "first event of their next visit elsewhere, in seconds."
    ),
    "inside": (
        "The time from the first event of a visit (a run of a customer's events here) to its last, "
        "in seconds: 0 for a visit of one event."
    ),
}
CENSORED = " The last one of a customer has no known end: it is censored, and not among n."
REST = (
    " A stay longer than the cap counts as the cap. The median's interval is of order statistics; "
    "where customers have several stays, of as many as these are worth: those of one are alike."
)
SOURCE = (
    "Interval of the median: Conover (1999), Practical Nonparametric Statistics, §3.2; of "
    "customers with several stays: Woodruff (1952), JASA 47:635–646, with the design effect of "
    "Kish (1965), Survey Sampling, and Student's t for the number of customers; quartiles "
    "by linear interpolation (Hyndman & Fan 1996, type 7)."
)


@checked
def dwell(
    jm: JourneyMap | None,
    log: EventLog,
    *,
    level: str = "stage",
    per: str = "visit",
    cap: Duration | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Measure how long customers stay at each stage, touchpoint or channel.

    Medians and quartiles, not means: one customer who left the page open overnight would
    otherwise speak for all.

    Parameters
    ----------
    jm : JourneyMap or None
        Not needed for channels and events.
    log : EventLog
    level : {"stage", "touchpoint", "channel", "event"}, default "stage"
    per : {"visit", "event", "inside"}, default "visit"
        What a stay is: from an event to the next; a whole visit, up to the next one elsewhere; or
        a visit from its first to its last event, without the way on: how long handling takes.
    cap : str or timedelta, optional
        Counts longer stays as this long: after it, the customer was away. ``"30min"`` is the
        usual session timeout.
    minimum : int, optional
        Times of fewer customers are hidden, and at places where fewer were also how many stays
        there are, which others could tell. In a whole log of fewer customers nothing is.
    confidence : float, optional
        Of the interval of the median.

    Returns
    -------
    pandas.DataFrame
        One row a place, in the order of the map; times in seconds:

        - ``stage``, ``stage`` and ``touchpoint``, ``channel`` or ``event``: the place,
        - ``median``, ``median_low``, ``median_high``: the median and its interval,
        - ``q25``, ``q75``: the middle half of the stays lies between them,
        - ``censored``: stays without a known end, not among n; inside visits there are none,
        - ``capped``: stays longer than the cap,
        - ``of_one``: how many of n are of the customer who has most,
        - ``n``: stays with a known end (missing where hidden),
        - ``note``: ``no_rule``, ``no_events``, ``censored`` (no stay has an end), ``one_value``
          (one alone has: no interval), ``few_people`` (too few customers for an interval),
          ``ties`` (so many stays are equal that it would have no width), ``at_cap`` (half of the
          stays or more are cut at the cap: the median is at least so long), ``small_n``,
          ``beside_small`` (how many stays) or nothing.

        ``attrs``: ``definition``, ``source``, ``unit`` (``"seconds"``), ``confidence``,
        ``level``, ``per``, ``cap``, ``minimum``.

    Raises
    ------
    DataError
        No place of this level has a rule.
    InputError
        An unknown option, a cap that is no length of time, a confidence that is no share.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"who": ["Anna", "Anna", "Anna"],
    ...                       "at": ["2026-03-01 10:00", "2026-03-01 10:02", "2026-03-01 10:06"],
    ...                       "what": ["search", "search", "cart"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> dwell(None, log, level="event")[["event", "median", "censored", "n"]]
        event  median  censored  n
    0    cart     NaN         1  0
    1  search   360.0         0  1
    >>> float(dwell(None, log, level="event", per="event")["median"][1])
    180.0
    """
    chosen("per", per, tuple(DEFINITION))
    z = quantile(confidence)
    places = places_of(jm, log, level)
    most = None if cap is None else span_micros(cap, "cap")
    found = log.engine.dwell(
        places.placement,
        visits=per == "visit",
        inside=per == "inside",
        cap=most,
        z=z,
    )
    times = found.times
    notes = [
        note or ("censored" if not n else why)
        for note, n, why in zip(
            places.notes(times.n + found.censored), times.n, no_interval(times, most), strict=True
        )
    ]
    columns = {
        **places.head,
        **medians("median", times),
        "q25": times.q25,
        "q75": times.q75,
        "censored": places.known(found.censored),
        "capped": places.known(found.capped),
        "of_one": times.most,
        "n": times.n.astype(np.int64),
        "note": notes,
    }
    minimum = least(log, minimum)
    return describe(
        _hidden(columns, found, minimum),
        "dwell",
        DEFINITION[per] + CENSORED * (per != "inside") + REST,
        SOURCE,
        unit="seconds",
        confidence=confidence,
        level=level,
        per=per,
        cap=None if cap is None else str(cap),
        minimum=minimum,
    )


def _hidden(columns: Any, found: Dwell, minimum: int) -> Any:
    """Hide the times of few customers; of places where few were, also how many stays there are.

    Last stays are together all who were anywhere: one hidden count would be told by the others,
    a hidden median by none.
    """
    times = found.times
    # Each customer has one last stay at most: fewer were not here.
    were = np.maximum(times.people, found.censored)
    known = np.where(times.n > 0, times.people, were)
    if not any(((each > 0) & (each < minimum)).any() for each in (known, were)):
        return columns
    frame = pd.DataFrame(columns)
    counted = frame.assign(_known=known, _were=were)
    named = [name for name in frame if name.startswith("median")]
    shown = suppress(counted, [*named, "q25", "q75"], minimum, n="_known")
    hidden = suppress(
        shown, ["censored", "capped", "of_one", "n"], minimum, n="_were", sets=[0] * len(frame)
    )
    kept = hidden["note"].where(shown["note"] == "", shown["note"])
    return hidden.assign(note=kept)[list(frame)]


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where customers stay longest."""
    known = frame.dropna(subset="median")
    if known.empty and set(frame["note"]) <= {"no_rule", "no_events"}:
        return t("explain.paths.none")
    if known.empty:
        return t(
            "explain.dwell.few" if "small_n" in set(frame["note"]) else "explain.dwell.unknown"
        )
    capped = telling(known[known["note"] == "at_cap"])
    if len(capped):
        row = capped.loc[capped["n"].idxmax()]
        cap = t.duration(row["median"])
        said = t("explain.dwell.capped", place=row[frame.attrs["level"]], cap=cap, n=row["n"])
        return _whole(said, frame, row, t)
    sure = known.assign(sure=surely(known, "median", known["note"] == "ties"))
    several = telling(sure.dropna(subset="sure"))
    if several.empty:
        some = telling(known)
        if some.empty:
            return t("explain.dwell.few")
        row = some.loc[some["median"].idxmax()]
        place, median = row[frame.attrs["level"]], t.duration(row["median"])
        said = t("explain.dwell.one", place=place, median=median)
        return _whole(said, frame, row, t)
    row = several.loc[several["sure"].idxmax()]  # what is sure, not what may be chance
    ends = {end: t.duration(row[f"median_{end}"]) for end in ("low", "high")}
    said = t(
        "explain.dwell.ties" if row["note"] == "ties" else "explain.dwell",
        place=row[frame.attrs["level"]],
        median=t.duration(row["median"]),
        n=row["n"],
        **({} if row["note"] == "ties" else ends),
    )
    return _whole(said, frame, row, t)


def _whole(said: str, frame: pd.DataFrame, row: pd.Series, t: Language) -> str:
    """Say what a stay is, of which n counts, and whether most are of one customer."""
    said = then(said, t(f"explain.dwell.per.{frame.attrs['per']}"), t)
    return then(said, _of_one(row, t), t)


def _of_one(row: pd.Series, t: Language) -> str:
    """Say so where most stays are of one customer, who then speaks for all."""
    if row["n"] < 3 or 2 * row["of_one"] <= row["n"]:
        return ""
    return t("explain.dwell.of_one", count=row["of_one"], n=row["n"])
