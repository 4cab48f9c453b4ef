"""How many customers reach a goal, how soon and how directly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.customers.attempts import Attempts, attempts
from cjwidgets.analysis.shared.checks import whole
from cjwidgets.analysis.shared.confidence import quantile
from cjwidgets.analysis.shared.defaults import CONFIDENCE, GONE, MINIMUM
from cjwidgets.analysis.shared.extremes import apart
from cjwidgets.analysis.shared.intervals import wilson
from cjwidgets.analysis.shared.medians import medians, no_interval
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.analysis.shared.suppress import suppress
from cjwidgets.analysis.shared.surest import telling, unsure
from cjwidgets.analysis.shared.targets import Target, named
from cjwidgets.analysis.shared.wording import length, then, tied
from cjwidgets.errors import InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "n = customers who start: {start}. completed = those of them with an event of the goal after "
    "that{window}; share = completed / n with a Wilson score interval. Times (seconds) and "
    "directness are of those who are seen before the goal (timed), from {begin} to the next of "
    "the goal. directness = events the most direct need / events a customer needed, both ends "
    "included, at most 1; the most direct are the {direct} who needed fewest. open = who may yet "
    "come: {open}. at_most = {at_most}, the highest the share can still become. A target "
    "that is a share is met if the whole interval is above it, missed if it is below even where "
    "all who may yet come did, else undecided. One that is a number of customers is met "
    "or not, and missed if even all who may yet come do not suffice."
)
SOURCE = (
    "Effectiveness and efficiency as in ISO 9241-11; directness: our own form; Wilson (1927), "
    "JASA 22:209–212; interval of the median: Conover (1999) §3.2."
)
DIRECT = 0.05


@checked
def completion(
    jm: JourneyMap,
    log: EventLog,
    goal: Target,
    *,
    start: Target | None = None,
    window: Duration | None = None,
    target: float | None = None,
    gone: Duration = GONE,
    by: str | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Count the customers who reach a goal, and say whether a target is met.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog
        Choose a population with ``log.where(…)`` or ``log.between(…)``.
    goal : Stage, Touchpoint, str, rule, or list of these
        What is to be reached: a node of the map, its name or id, or a rule for event names.
    start : the same, optional
        What starts an attempt: a customer's first event of it. Without it, everybody in the log
        starts, and any event of the goal completes.
    window : str or timedelta, optional
        Needs `start`: the goal counts only so long after it, and those who start later than
        this before the log ends are left out, for they did not have the time.
    target : int or float, optional
        A share between 0 and 1, or a whole number of customers, above 0.
    gone : str or timedelta, default "30d"
        Without a window: who has not reached the goal, and was active so shortly before the log
        ends, may yet.
    by : str, optional
        A role of the log, such as ``"segment"`` or ``"channel"``: a row for each name. It is
        that of a customer's first event that has one; customers without one are left out.
    minimum : int, optional
        With `by`: rows of fewer customers are hidden (note ``small_n``), and another
        where they could be computed from the whole (``beside_small``).
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row, or one a name of `by`:

        - ``by``: its name, if given (the column is called as the role),
        - ``completed``, ``share``, ``share_low``, ``share_high``,
        - ``open``: customers who may yet reach it: of n, or with a window those left out of n, for
          they started less than the window before the end,
        - ``at_most``: the highest the share can still become,
        - ``median_time``, ``median_time_low``, ``median_time_high``: seconds from start to
          goal,
        - ``directness``, ``directness_median``: mean and median, up to 1,
        - ``timed``: customers whose times and directness are known,
        - ``late``: customers left out of n: with a window, as ``open``; else 0,
        - ``target``: the target as a share of n, and ``verdict``: ``met``, ``missed`` or
          ``undecided``; only with a target,
        - ``n``: customers who start,
        - ``note``: ``no_events`` (nobody starts), ``not_reached`` (no times), ``small_n``,
          ``censored`` (all who complete begin with the goal: no times), ``one_value`` (the time
          of one alone is known: no interval), ``few_people``, ``ties`` (no interval) or nothing.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``goal``, ``start``,
        ``window``, ``gone``, ``by``, ``target``, ``minimum``.

    Raises
    ------
    DataError
        A stage or touchpoint without a rule.
    InputError
        A goal or start that is none, a window without a start, a target or number that is none.
    NotFoundError
        The log has no such role.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[
    ...     cj.Stage("Look", match=["search"]), cj.Stage("Buy", match=["pay"])])
    >>> frame = pd.DataFrame({"who": ["Anna"] * 3 + ["Viktor"],
    ...                       "at": ["2026-03-01 10:00", "2026-03-01 10:05", "2026-03-01 10:10",
    ...                              "2026-03-02 09:00"],
    ...                       "what": ["search", "cart", "pay", "search"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> completion(jm, log, "Buy", target=0.9)[
    ...     ["completed", "share", "median_time", "target", "verdict", "n"]]
       completed  share  median_time  target    verdict  n
    0          1    0.5        600.0     0.9  undecided  2
    """
    z = quantile(confidence)
    whole("minimum", minimum, 1)
    _check(target)
    if window is not None and start is None:
        raise InputError(
            "A window counts from the start, and there is none.", hint="Name it: start=…"
        )
    found = attempts(jm, log, goal, start=start, window=window, by=by, gone=gone, z=z)
    frame = _table(found, confidence)
    if by is not None:
        frame.insert(0, by, list(found.names))
    if target is not None:
        share = _as_share(target, found.n)
        frame.insert(len(frame.columns) - 2, "target", share)
        frame.insert(len(frame.columns) - 2, "verdict", _verdicts(frame, target, confidence))
    if by is not None:
        values = [name for name in frame if frame[name].dtype == float and name != "target"]
        values += ["completed", "open", "timed", "late"]
        frame = suppress(frame, values, minimum, sets=[0] * len(frame), of="completed")
        if target is not None:
            frame["verdict"] = frame["verdict"].where(
                ~frame["note"].isin(["small_n", "beside_small"]), "undecided"
            )
    return describe(
        frame,
        "completion",
        DEFINITION.format(
            direct=f"{DIRECT:.0%}",
            start="everybody in the log" if start is None else f"with an event of {named(start)}",
            begin="their first event that is not the goal's" if start is None else "the first such",
            window="" if window is None else f", at most {window} later",
            open=f"of n, and active less than {gone} before the log ends"
            if window is None
            else "who started less than the window before the log ends, and do not count in n",
            at_most="(completed + open) / n" + (" + open" if window is not None else ""),
        ),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        goal=named(goal),
        start=None if start is None else named(start),
        window=None if window is None else str(window),
        gone=str(gone),
        by=by,
        target=target,
        minimum=minimum,
    )


def _table(found: Attempts, confidence: float) -> pd.DataFrame:
    times = found.times
    direct = np.array([_directness(found.lengths, group) for group in range(len(found.n))])
    notes = [
        "no_events"
        if not n
        else "not_reached"
        if not completed
        else "censored"
        if not timed
        else why
        for n, completed, timed, why in zip(
            found.n, found.completed, times.n, no_interval(times), strict=True
        )
    ]
    open_ = found.open + found.late  # one of them is 0
    most, could = found.completed + open_, found.n + found.late
    return pd.DataFrame(
        {
            "completed": found.completed,
            **shares("share", found.completed, found.n, confidence),
            "open": open_,
            "at_most": np.divide(most, could, out=np.full(len(could), np.nan), where=could > 0),
            **medians("median_time", times),
            "directness": direct[:, 0],
            "directness_median": direct[:, 1],
            "timed": times.n,
            "late": found.late,
            "n": found.n,
            "note": notes,
        }
    )


def _directness(lengths: pd.DataFrame, group: int) -> tuple[float, float]:
    """Mean and median of direct / actual length; the direct is that of all groups."""
    own = lengths[lengths["group"] == group]
    if own.empty:
        return np.nan, np.nan
    # Not the shortest of all: the more customers there are, the shorter it is.
    every = lengths.groupby("length")["customers"].sum().cumsum()
    direct = every.index[int(every.searchsorted(DIRECT * every.iloc[-1]))]
    values = np.minimum(direct / own["length"].to_numpy(), 1.0)
    weights = own["customers"].to_numpy()
    upto = weights.cumsum()
    # Lengths rise, so values fall.
    middle = np.searchsorted(upto, [(upto[-1] - 1) // 2, upto[-1] // 2], side="right")
    return float(np.average(values, weights=weights)), float(values[middle].mean())


def _check(target: Any) -> None:
    number = isinstance(target, int | float) and not isinstance(target, bool)
    whole = number and target == int(target) if number and np.isfinite(target) else False
    if target is not None and (not number or not (0 < target < 1 or (whole and target > 0))):
        raise InputError(
            f"target={target!r} is neither a share between 0 and 1 nor a number of customers.",
            hint="target=0.3 are 30%, target=300 are 300 customers.",
        )


def _is_share(target: float) -> bool:
    return isinstance(target, float) and target <= 1


def _as_share(target: float, n: NDArray[np.int64]) -> NDArray[np.float64]:
    if _is_share(target):
        return np.full(len(n), float(target))
    return np.divide(float(target), n, out=np.full(len(n), np.nan), where=n > 0)


def _verdicts(frame: pd.DataFrame, target: float, confidence: float) -> list[str]:
    most, could = frame["completed"] + frame["open"], frame["n"] + frame["late"]
    if _is_share(target):
        met = frame["share_low"] >= target
        missed = wilson(most, could, confidence).high < target
    else:  # a count is a fact: nothing is estimated
        met, missed = frame["completed"] >= target, most < target
    return np.select([met, missed], ["met", "missed"], "undecided").tolist()


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say how many complete, how long it takes, and what comes of the target."""
    about = frame.attrs
    known = frame.dropna(subset="share")
    if known.empty:
        return t("explain.completion.nobody", goal=about["goal"])
    if about["by"] is not None:
        several = telling(known)
        if several.empty:
            return t("explain.contrast.none")
        ends = apart(several, "share") if len(several) > 1 else (several.iloc[0],)
        said = ""
        same = len({round(row["share"], 9) for row in ends}) == 1
        for row in ends[-1:] if same else reversed(ends):
            group = t("explain.completion.group", group=row[about["by"]], **_values(row, about, t))
            alike = tied(several, row, "share", about["by"], t)
            said = then(said, then(group, alike, t), t)
        within = known["share"].between(ends[0]["share"], ends[-1]["share"])
        return then(said, unsure(int((~within).sum()), t), t)
    row = known.iloc[0]
    said = t("explain.completion", **_values(row, about, t))
    if row["timed"] == 1:
        median, directness = t.duration(row["median_time"]), t.percent(row["directness_median"])
        said += t("explain.completion.one", median=median, directness=directness)
    elif row["timed"] and row["note"]:
        median, directness = t.duration(row["median_time"]), t.percent(row["directness_median"])
        why = "ties" if row["note"] == "ties" else "few"
        said += t(f"explain.completion.{why}", median=median, directness=directness)
    elif row["timed"]:
        said += t(
            "explain.completion.time",
            median=t.duration(row["median_time"]),
            low=t.duration(row["median_time_low"]),
            high=t.duration(row["median_time_high"]),
            directness=t.percent(row["directness_median"]),
        )
    if about["target"] is not None:
        asked = about["target"]
        # As it was asked for: a count of customers, or a share.
        wanted = t.percent(asked, 4) if _is_share(asked) else t.count(asked)
        said += t(f"explain.completion.{row['verdict']}", target=wanted)
    if row["open"]:
        said += t(
            "explain.completion.open" if about["window"] is None else "explain.completion.running",
            open=row["open"],
            window=length(about["window"] or about["gone"], t),
            at_most=t.percent(row["at_most"]),
        )
    return said


def _values(row: Any, about: dict[str, Any], t: Language) -> dict[str, Any]:
    return {
        "goal": about["goal"],
        "completed": row["completed"],
        "n": row["n"],
        "share": t.percent(row["share"]),
        "interval": t.interval(row["share_low"], row["share_high"]),
    }
