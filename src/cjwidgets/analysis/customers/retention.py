"""How many customers of each cohort are still active."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import CONFIDENCE, SHOWN
from cjwidgets.analysis.shared.periods import periods_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import SHARE, shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.wording import hidden, length
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.locale import Language

DEFINITION = (
    "Periods are counted from the log's first event on. A cohort is the customers whose first "
    "event is in one period; age = periods since. share = customers of the cohort with an event "
    "in that period / n with a Wilson score interval, n = customers of the cohort. The period "
    "still running when the log ends is not judged."
)
SOURCE = "Classic (unbounded gaps allowed) cohort retention; interval: Wilson (1927), JASA 22:209."


@checked
def retention(
    log: EventLog,
    *,
    period: Duration = "7d",
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Follow cohorts of customers from period to period.

    Parameters
    ----------
    log : EventLog
    period : str or timedelta, default "7d"
        ``"1d"``, ``"7d"``, ``"30d"``: lengths of time, not calendar months.
    minimum : int, default 1
        Cohorts of fewer customers are hidden (note ``small_n``), and of others where the whole
        would tell them (``beside_small``). All are shown unless somebody asks: places are no
        group that people were chosen by. In a whole log of fewer customers nothing is hidden.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a cohort and age, as far as the log goes:

        - ``cohort``: when its period starts, in the zone of the log,
        - ``age``: periods since, from 0,
        - ``active``: customers of the cohort with an event then,
        - ``share``, ``share_low``, ``share_high``: active / n and its Wilson interval,
        - ``n``: customers of the cohort,
        - ``note``: ``undecided`` (the period still runs: no share), ``small_n``,
          ``beside_small`` or nothing.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``period``,
        ``minimum``. For a matrix, ``table.pivot(index="cohort", columns="age", values="share")``.

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
    >>> retention(log)[["cohort", "age", "active", "share", "n"]]
          cohort  age  active  share  n
    0 2026-03-01    0       2    1.0  2
    1 2026-03-01    1       1    0.5  2
    2 2026-03-01    2       1    NaN  2
    """
    micros = span_micros(period, "period")
    last = periods_of(log, micros) - 1
    active = log.engine.activity(period=micros)
    size = active[active["age"] == 0].set_index("cohort")["customers"]
    cells = pd.MultiIndex.from_tuples(
        [(cohort, age) for cohort in size.index for age in range(last - cohort + 1)],
        names=["cohort", "age"],
    )
    seen = active.set_index(["cohort", "age"])["customers"].reindex(cells, fill_value=0)
    cohort = cells.get_level_values("cohort").to_numpy()
    age = cells.get_level_values("age").to_numpy()
    n = size.loc[cohort].to_numpy()
    running = cohort + age == last
    starts = [log.first + pd.Timedelta(int(each) * micros, unit="us") for each in cohort]
    frame = pd.DataFrame(
        {
            "cohort": starts,
            "age": age,
            "active": seen.to_numpy(),
            **{
                name: np.where(running, np.nan, values)
                for name, values in shares("share", seen.to_numpy(), n, confidence).items()
            },
            "n": n,
            "note": np.where(running, "undecided", "").tolist(),
        }
    )
    minimum = least(log, minimum)
    return describe(
        _hidden(frame, cohort, cohort + age, minimum),
        "retention",
        DEFINITION,
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        period=str(period),
        minimum=minimum,
    )


def _hidden(frame: pd.DataFrame, cohort: Any, period: Any, minimum: int) -> pd.DataFrame:
    """Hide small cohorts; all cohorts are everybody, and those of a period who was active in it."""
    if minimum == 1:
        return frame
    n, first = frame["n"], (frame["age"] == 0).to_numpy()
    whole = hide_counts(frame[first], ("n",), minimum, people="n", sets=[0] * int(first.sum()))
    gone = np.isin(cohort, cohort[first][whole["n"].isna().to_numpy()])
    told = ("active", *SHARE)
    shown = hide_counts(frame, told, minimum, people=np.where(gone, 1, n), sets=period)
    shown["n"] = n.astype("Int64").mask(gone)
    shown.loc[gone & (n >= minimum), "note"] = "beside_small"
    return shown


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say how many are back one period after their first, all cohorts together."""
    known = frame[(frame["age"] == 1) & (frame["note"] == "")]
    if known.empty:
        return hidden(frame, t) or t(
            "explain.retention.undecided", period=length(frame.attrs["period"], t)
        )
    active, n = int(known["active"].sum()), int(known["n"].sum())
    found = shares("share", [active], [n], frame.attrs["confidence"])
    return t(
        "explain.retention",
        period=length(frame.attrs["period"], t),
        active=active,
        n=n,
        cohorts=len(known),
        share=t.percent(found["share"][0]),
        interval=t.interval(found["share_low"][0], found["share_high"][0]),
    )
