"""What has changed: the same statistic of two logs, before and after."""

from __future__ import annotations

import pandas as pd

from cjwidgets.analysis.comparison.sides import SOURCE, WHAT, compare_sides, said, side, suppressed
from cjwidgets.analysis.shared.confidence import quantile
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.result import describe
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "Shares of customers ({what}). difference = after − before, with Newcombe's interval (method "
    "10); p of the two-sided z test with pooled variance; p_adjusted: Benjamini–Hochberg over the "
    "rows. The two logs are taken as independent: customers in both make the interval too wide "
    "or too narrow."
)


@checked
def compare(
    jm: JourneyMap,
    before: EventLog,
    after: EventLog,
    *,
    statistic: str = "funnel",
    level: str = "stage",
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Compare two logs by place: before and after a change.

    It says that something differs, not why: other things change with time, too.

    Parameters
    ----------
    jm : JourneyMap
    before, after : EventLog
        For example ``log.between(end="2026-04-01")`` and ``log.between("2026-04-01")``. A
        shorter one gives its customers less time to get far: choose equal spans.
    statistic : {"funnel", "drop_off", "reach"}, default "funnel"
        What is compared: the share that reaches each stage in order, the share lost since the
        stage before, or the share with any event there.
    level : {"stage", "touchpoint", "channel", "event"}, default "stage"
        Of the reach; the others go by stage.
    minimum : int, optional
        Rows with fewer customers in either log are hidden (note ``small_n``), and not among the
        tests.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a place: its columns, ``before``, ``after`` (shares), ``difference``,
        ``difference_low``, ``difference_high``, ``p``, ``p_adjusted``, ``n_before``,
        ``n_after``, ``n`` (the smaller), ``note``: ``no_rule``, ``first`` or ``nobody_before``
        as in the funnel, ``small_n``, ``no_spread`` (nobody or everybody in both: no p), or
        nothing.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``of`` (the compared
        statistic), ``level``, ``minimum``.

    Raises
    ------
    DataError
        No place of this level has a rule.
    InputError
        An unknown statistic or level, or a number that is none.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[
    ...     cj.Stage("Look", match=["search"]), cj.Stage("Buy", match=["pay"])])
    >>> def log_of(start, customers, buyers):
    ...     frame = pd.DataFrame({"who": [*range(customers), *range(buyers)], "at": start,
    ...                           "what": ["search"] * customers + ["pay"] * buyers})
    ...     return cj.EventLog(frame, customer="who", time="at", event="what")
    >>> table = compare(jm, log_of("2026-03-01", 80, 48), log_of("2026-04-01", 70, 56))
    >>> table[["stage", "before", "after", "difference", "difference_low"]].round(4)
      stage  before  after  difference  difference_low
    0  Look     1.0    1.0         0.0         -0.0520
    1   Buy     0.6    0.8         0.2          0.0524
    """
    quantile(confidence)
    level = level if statistic == "reach" else "stage"
    now, then = (side(jm, log, statistic, level) for log in (after, before))
    found = compare_sides(now, then, ("after", "before"), confidence)
    order = [*now.head, "before", "after"]
    rest = [name for name in found if name not in (*order, "n_before", "n_after", "n", "note")]
    found = found[[*order, *rest, "n_before", "n_after", "n", "note"]]
    return describe(
        suppressed(found, ["before", "after"], minimum),
        "compare",
        DEFINITION.format(what=WHAT[statistic]),
        SOURCE,
        unit=before.unit,
        confidence=confidence,
        of=statistic,
        level=level,
        columns=("before", "after"),
        minimum=minimum,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where most has changed, and how many changes stand."""
    return said(frame, t, f"explain.compare.{frame.attrs['of']}", ("", ""))
