"""How many customers reach a goal, how soon and how directly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.comparison import groups
from cjwidgets.analysis.customers import aims
from cjwidgets.analysis.customers.attempts import (
    DIRECT,
    Attempts,
    attempts,
    directness,
)
from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.medians import medians, no_interval
from cjwidgets.analysis.shared.checks import whole
from cjwidgets.analysis.shared.defaults import CONFIDENCE, GONE, MINIMUM
from cjwidgets.analysis.shared.extremes import apart
from cjwidgets.analysis.shared.places import labels
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.analysis.shared.suppress import HIDDEN, suppress
from cjwidgets.analysis.shared.surest import telling, unsure
from cjwidgets.analysis.shared.targets import Target, named
from cjwidgets.analysis.shared.wording import about_turned, length, then, tied, windowed
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
WITHIN = (
    " standardised = the share if each group had the customers of each {strata} in the proportions "
    "of all who start; interval: Wilson's of each {strata}, put together."
)
SOURCE = (
    "Effectiveness and efficiency as in ISO 9241-11; directness: our own form; Wilson (1927), "
    "JASA 22:209–212; interval of the median: Conover (1999) §3.2."
)
STANDARDISED = ("standardised", "standardised_low", "standardised_high")


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
    strata: str | None = None,
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
        What starts an attempt. Without it, everybody in the log starts, and any event of the goal
        completes.
    window : str or timedelta, optional
        Needs `start`: the goal counts only so long after it. Every attempt counts, not only a
        customer's first, as in :func:`cjwidgets.funnel`. Those who first start later than this
        before the log ends are left out, for they did not have the time.
    target : int or float, optional
        A share between 0 and 1, or a whole number of customers, above 0.
    gone : str or timedelta, default "30d"
        Without a window: who has not reached the goal, and was active so shortly before the log
        ends, may yet.
    by : str, optional
        A role of the log, such as ``"segment"`` or ``"channel"``: a row for each name. It is
        that of a customer's first event that has one; customers without one are left out.
    strata : str, optional
        With `by`: a role with one name a customer, such as ``"device"``, in which the groups may
        differ: also the shares if they did not. Without it, there is a warning where within
        such a role of the log the groups compare the other way (Simpson's paradox).
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
        - ``standardised``, ``standardised_low``, ``standardised_high``: the share if the group
          were mixed as all are; only with strata, NaN where a group has nobody of one of them,
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
          of one alone is known: no interval), ``few_people``, ``ties`` (no interval),
          ``undefined`` (not to be standardised) or nothing.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``goal``, ``start``,
        ``window``, ``gone``, ``by``, ``strata``, ``turned`` (roles within which groups compare
        the other way, and which), ``target``, ``minimum``.

    Raises
    ------
    DataError
        A stage or touchpoint without a rule, or customers have several names of the strata.
    InputError
        A goal or start that is none, a window without a start, strata without groups, a target or
        number that is none.
    NotFoundError
        The log has no such role.

    Warns
    -----
    UserWarning
        Within a role groups compare the other way.

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
    aims.check(target)
    if window is not None and start is None:
        raise InputError(
            "A window counts from the start, and there is none.", hint="Name it: start=…"
        )
    groups.check(strata, by)
    found = attempts(jm, log, goal, start=start, window=window, by=by, gone=gone, z=z)
    frame = _table(found, confidence)
    turned: groups.Turns = {}
    if by is not None:
        frame.insert(0, by, list(found.names))

    def within(role: str | None) -> tuple[groups.Floats, groups.Floats]:
        """Return who completes and who starts, by group and name of a role."""
        crossed = groups.crossed_with(log, labels(log, by or ""), role)
        each = attempts(jm, log, goal, start=start, window=window, by=crossed, z=z)
        return groups.strata_of(each.completed, frame), groups.strata_of(each.n, frame)

    if strata is not None:
        share, band = groups.standardised(*within(strata), confidence)
        at = frame.columns.get_loc("share_high") + 1
        for name, each in zip(STANDARDISED, (share, *band), strict=True):
            frame.insert(at, name, each)
            at += 1
        frame["note"] = frame["note"].mask((frame["note"] == "") & np.isnan(share), "undefined")
    if target is not None:
        share = aims.as_share(target, found.n)
        frame.insert(len(frame.columns) - 2, "target", share)
        frame.insert(len(frame.columns) - 2, "verdict", aims.verdicts(frame, target, confidence))
    if by is not None:
        hide = [name for name in frame if frame[name].dtype == float and name != "target"]
        hide += ["completed", "open", "timed", "late"]
        frame = suppress(frame, hide, minimum, sets=[0] * len(frame), of="completed")
        if target is not None:
            frame["verdict"] = frame["verdict"].where(~frame["note"].isin(HIDDEN), "undecided")
        if strata is None:
            turned = groups.turns(
                log,
                by,
                found.names,
                lambda role: groups.of_shares(*within(role)),
                groups.told(frame),
                confidence,
            )
    return describe(
        frame,
        "completion",
        DEFINITION.format(
            direct=f"{DIRECT:.0%}",
            start="everybody in the log" if start is None else f"with an event of {named(start)}",
            begin="their first event that is not the goal's"
            if start is None
            else "the first such"
            if window is None
            else "the first such that is in time",
            window="" if window is None else f", at most {window} after any such event",
            open=f"of n, and active less than {gone} before the log ends"
            if window is None
            else "who started less than the window before the log ends, and do not count in n",
            at_most="(completed + open) / n" + (" + open" if window is not None else ""),
        )
        + ("" if strata is None else WITHIN.format(strata=strata)),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        goal=named(goal),
        start=None if start is None else named(start),
        window=None if window is None else str(window),
        gone=str(gone),
        by=by,
        strata=strata,
        turned=turned,
        target=target,
        minimum=minimum,
    )


def _table(found: Attempts, confidence: float) -> pd.DataFrame:
    times = found.times
    direct = np.array([directness(found.lengths, group) for group in range(len(found.n))])
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


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say how many complete, how long it takes, and what comes of the target."""
    about = frame.attrs
    known = frame.dropna(subset="share")
    if known.empty:
        return t("explain.completion.nobody", goal=about["goal"])
    if about["by"] is not None:
        alike = about["strata"] is not None and known["standardised"].notna().any()
        column = "standardised" if alike else "share"
        known = known.dropna(subset=column)
        several = telling(known)
        if several.empty:
            return t("explain.contrast.none")
        ends = apart(several, column) if len(several) > 1 else (several.iloc[0],)
        said = ""
        same = len({round(row[column], 9) for row in ends}) == 1
        for row in ends[-1:] if same else reversed(ends):
            group = t("explain.completion.group", group=row[about["by"]], **_values(row, about, t))
            if alike:
                mixed = t(
                    "explain.completion.alike",
                    role=about["strata"],
                    share=t.percent(row["standardised"]),
                    interval=t.interval(row["standardised_low"], row["standardised_high"]),
                )
                group = then(group, mixed, t)
            said = then(said, then(group, tied(several, row, column, about["by"], t), t), t)
        within = known[column].between(ends[0][column], ends[-1][column])
        said = windowed(said, about["window"], t)
        said = about_turned(said, about["turned"], t, "explain.groups.turned")
        return then(said, unsure(int((~within).sum()), t), t)
    row = known.iloc[0]
    said = t("explain.completion", **_values(row, about, t))
    said = windowed(said, about["window"], t)
    if row["timed"] == 1 or (row["timed"] and row["note"]):
        median, directness = t.duration(row["median_time"]), t.percent(row["directness_median"])
        why = "one" if row["timed"] == 1 else "ties" if row["note"] == "ties" else "few"
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
        wanted = t.percent(asked, 4) if aims.is_share(asked) else t.count(asked)
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
