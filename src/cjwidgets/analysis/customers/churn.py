"""How many customers are lost from period to period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import CONFIDENCE, SHOWN
from cjwidgets.analysis.shared.periods import periods_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.analysis.shared.wording import hidden, length, then, tied
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.locale import Language

DEFINITION = (
    "Periods are counted from the log's first event on. n = customers with an event in the period "
    "before (at start), lost = those of them without an event in this one; churn = lost / n with a "
    "Wilson score interval; retention = 1 − churn. returned = lost ones who are back in a later "
    "period. The period still running when the log ends is not judged."
)
SOURCE = "Customers lost in the period / customers at its start; Wilson (1927), JASA 22:209–212."


@checked
def churn(
    log: EventLog,
    *,
    period: Duration = "30d",
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Count customers lost from each period to the next.

    Parameters
    ----------
    log : EventLog
    period : str or timedelta, default "30d"
        Longer than the usual time between two events of a customer, or everybody is lost.
    minimum : int, default 1
        What becomes of fewer customers is hidden, and how many they are (note ``small_n``). All is
        shown unless somebody asks; in a whole log of fewer customers nothing is hidden.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a period:

        - ``period``: when it starts, in the zone of the log,
        - ``active``: customers with an event in it,
        - ``lost``: customers of the period before without one,
        - ``churn``, ``churn_low``, ``churn_high``: lost / n and its Wilson interval,
        - ``returned``: of the lost, who come back later in the log,
        - ``n``: customers at start: active in the period before,
        - ``note``: ``first`` (no period before), ``nobody_before``, ``undecided`` (the period
          still runs), ``small_n`` or nothing.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``period``, ``minimum``.

    Raises
    ------
    DataError
        More periods than ``cj.limits.periods``, 1,000.
    InputError
        A period that is no length of time, or a confidence that is no share.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"who": ["Anna", "Viktor", "Anna", "Anna"],
    ...                       "at": ["2026-03-01", "2026-03-02", "2026-03-09", "2026-03-16"],
    ...                       "what": "visit"})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> churn(log, period="7d")[["period", "active", "lost", "churn", "n"]]
          period  active  lost  churn  n
    0 2026-03-01       2     0    NaN  0
    1 2026-03-08       1     1    0.5  2
    2 2026-03-15       1     0    NaN  1
    """
    micros = span_micros(period, "period")
    number = periods_of(log, micros)
    found = log.engine.returns(period=micros)
    at, then, customers = (found[each].to_numpy() for each in ("period", "next", "customers"))
    active, kept, returned = (np.zeros(number, dtype=np.int64) for _ in range(3))
    np.add.at(active, at, customers)
    on, back = then == at + 1, then > at + 1
    kept[then[on]] = customers[on]
    np.add.at(returned, at[back] + 1, customers[back])
    n = np.append(0, active[:-1])
    lost = n - kept
    judged = (n > 0) & (np.arange(number) < number - 1)
    frame = pd.DataFrame(
        {
            "period": [log.first + pd.Timedelta(i * micros, unit="us") for i in range(number)],
            "active": active,
            "lost": lost,
            **shares("churn", np.where(judged, lost, 0), np.where(judged, n, 0), confidence),
            "returned": returned,
            "n": n,
            "note": [
                "first"
                if i == 0
                else "undecided"
                if i == number - 1
                else "nobody_before"
                if not before
                else ""
                for i, before in enumerate(n)
            ],
        }
    )
    minimum = least(log, minimum)
    told = ("lost", "churn", "churn_low", "churn_high", "returned")
    # Of a period that few are in, who is lost before it would tell how few.
    for people, column in ((n, "n"), (active, "active")):
        frame = hide_counts(frame, told, minimum, people=people, n=column)
    return describe(
        frame,
        "churn",
        DEFINITION,
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        period=str(period),
        minimum=minimum,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say what share is lost in a period, taken over all, and in which surely most."""
    known = frame.dropna(subset="churn")
    period = length(frame.attrs["period"], t)
    if known.empty:
        return hidden(frame, t) or t("explain.churn.undecided", period=period)
    # Whoever is active in several periods counts in each: shares may be said, sums may not.
    overall = known["lost"].sum() / known["n"].sum()
    said = t("explain.churn", period=period, count=len(known), overall=t.percent(overall))
    if not overall or len(known) == 1:
        return said
    most = surest(known, "churn")
    if most is None:
        return said
    worst = most.row
    more = t(
        "explain.churn.worst",
        when=t.day(worst["period"]),
        share=t.percent(worst["churn"]),
        interval=t.interval(worst["churn_low"], worst["churn_high"]),
        n=worst["n"],
    )
    days = known.assign(when=known["period"].map(t.day))
    return then(then(said, more, t), tied(days, worst, "churn", "when", t), t)
