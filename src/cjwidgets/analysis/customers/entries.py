"""Which way in leads to the goal: paths compared by where they begin."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cjwidgets.analysis.comparison import groups
from cjwidgets.analysis.comparison.sides import (
    DIFFERENCE,
    about_strata,
    difference_columns,
    stands,
    suppressed,
)
from cjwidgets.analysis.comparison.strata import replaced
from cjwidgets.analysis.customers.attempts import attempts, of_goal
from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.two_samples import TESTED
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.periods import parted
from cjwidgets.analysis.shared.places import ALL_LEVELS, places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.analysis.shared.targets import Target, named, rules_in
from cjwidgets.analysis.shared.wording import then
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import claims
from cjwidgets.evidence.readers.times import Duration
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "A customer enters at the {level} of their first event that has one. Whose journey begins with "
    "the goal came no way to it: they are at_goal, not among n. share = completed / n with a "
    "Wilson score interval: customers with an event of the goal, of the others who enter here"
    "{start}. difference = share − share of all other customers, with Newcombe's interval (method "
    f"10); {TESTED}; p_adjusted: Benjamini–Hochberg over the rows."
)
WITHIN = (
    " difference and p are within {strata}: Mantel–Haenszel with the interval of Greenland & "
    "Robins (1985), Cochran–Mantel–Haenszel test; share is of all."
)
SOURCE = (
    "Wilson (1927), JASA 22:209–212; Newcombe (1998), Statistics in Medicine 17:873–890; "
    "Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57:289–300. Not caused by the entry: "
    "other customers come in elsewhere."
)


@checked
def entries(
    jm: JourneyMap,
    log: EventLog,
    goal: Target,
    *,
    level: str = "channel",
    start: Target | None = None,
    window: Duration | None = None,
    strata: str | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Compare how many reach a goal by where their journey begins: by mail or by an ad.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog
    goal : Stage, Touchpoint, str, rule, or list of these
    level : {"channel", "touchpoint", "stage", "event"}, default "channel"
        What an entry is.
    start, window : optional
        As in :func:`cjwidgets.completion`.
    strata : str, optional
        A role with one name a customer, such as ``"device"``: the differences are of alike
        customers. Without it, there is a warning where within such a role of the log one points
        the other way (Simpson's paradox).
    minimum : int, optional
        Entries of fewer customers are hidden (note ``small_n``), and another where they could
        be computed from the whole (``beside_small``); they are not among the tests.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row an entry that occurs, most customers first:

        - ``channel``, ``event``, ``stage``, or ``stage`` and ``touchpoint``: the entry,
        - ``completed``, ``share``, ``share_low``, ``share_high``,
        - ``difference``, ``difference_low``, ``difference_high``: to all others,
        - ``p``, ``p_adjusted``,
        - ``median_time``: seconds to the goal; 0.0 or more, missing if nobody completes,
        - ``at_goal``: customers first seen here whose journey begins with the goal: not among n,
        - ``n``: customers who enter here and go on from there,
        - ``note``: ``only_goal`` (all who are first seen here begin with the goal), ``small_n``,
          ``undefined`` (there are no others), ``no_spread`` (nobody or everybody completes: no
          p), ``not_reached`` or ``censored`` (no time), or nothing.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``goal``, ``level``,
        ``start``, ``window``, ``strata``, ``turned`` (roles within which differences point the
        other way, and of which entries), ``minimum``.

    Raises
    ------
    DataError, InputError, NotFoundError
        As :func:`cjwidgets.completion`.

    Warns
    -----
    UserWarning
        Within a role a difference points the other way.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"who": [*range(20), *range(12)], "what": ["come"] * 20 + ["pay"] * 12,
    ...                       "at": ["2026-03-01"] * 20 + ["2026-03-02"] * 12,
    ...                       "via": ["mail"] * 10 + ["ad"] * 10 + ["web"] * 12})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what", channel="via")
    >>> entries(cj.JourneyMap("Shop"), log, "pay")[
    ...     ["channel", "completed", "share", "difference", "difference_low", "n"]].round(2)
      channel  completed  share  difference  difference_low   n
    0      ad          2    0.2        -0.8           -0.94  10
    1    mail         10    1.0         0.8            0.38  10
    """
    z = quantile(confidence)
    groups.check(strata, level)

    places = places_of(jm, log, level, ALL_LEVELS)
    asked = claims(jm, log, warn=False, also=rules_in(goal))
    ways = parted(log, places.placement, of_goal(log, asked, goal))
    found = attempts(jm, log, goal, start=start, window=window, by=ways, z=z)
    k, n = found.completed[:-1], found.n[:-1]

    def within(role: str | None) -> tuple[groups.Floats, groups.Floats]:
        """Return who completes and who enters, by entry and name of a role."""
        crossed = groups.crossed_with(log, ways, role)
        each = attempts(jm, log, goal, start=start, window=window, by=crossed, z=z)
        counts = (groups.strata_of(one, ways)[:, :-1] for one in (each.completed, each.n))
        return next(counts), next(counts)

    reach = log.engine.reach
    at_goal = reach(places.placement).entered - reach(ways).entered[:-1]
    others = k.sum() - k, n.sum() - n
    notes = np.select(
        [
            n == 0,
            n.sum() == n,
            (k.sum() == 0) | (k.sum() == n.sum()),
            k == 0,
            found.times.n[:-1] == 0,
        ],
        ["only_goal", "undefined", "no_spread", "not_reached", "censored"],
        "",
    )
    frame = places.head.assign(
        completed=k,
        **shares("share", k, n, confidence),
        **difference_columns(k, n, *others, confidence),
        median_time=found.times.median[:-1],
        at_goal=at_goal,
        n=n,
        note=notes.tolist(),
    )
    if strata is not None:
        inside = groups.to_others(*within(strata), confidence)
        frame = replaced(frame, dict(zip(DIFFERENCE, inside, strict=False)))
    frame = frame[n + at_goal > 0].sort_values(
        "n", ascending=False, kind="stable", ignore_index=True
    )
    hide = ["completed", "share", "share_low", "share_high", "median_time", "at_goal"]
    frame = suppressed(frame, hide, minimum, sets=[0] * len(frame), of="completed")
    turned: groups.Turns = {}
    if strata is None:
        key = next(name for name in (f"{level}_id", level) if name in frame)
        known = places.head[key].isin(frame.loc[groups.told(frame), key]).to_numpy()
        names = places.head[level].tolist()
        turned = groups.turns(
            log,
            level,
            names,
            lambda role: groups.of_shares(*within(role)),
            known,
            confidence,
        )
    return describe(
        frame,
        "entries",
        DEFINITION.format(
            level=level, start="" if start is None else f" and start with {named(start)}"
        )
        + ("" if strata is None else WITHIN.format(strata=strata)),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        goal=named(goal),
        level=level,
        start=None if start is None else named(start),
        window=None if window is None else str(window),
        strata=strata,
        turned=turned,
        minimum=minimum,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say which entries surely do better or worse than the others, or that none does."""
    about = frame.attrs
    known = frame.dropna(subset="share")
    if known.empty:
        return t("explain.entries.none", goal=about["goal"])
    sure = known[known["p_adjusted"] < 1 - about["confidence"]]
    better, worse = sure[sure["difference"] > 0], sure[sure["difference"] < 0]
    told = []
    if (frame["n"] > 0).sum() == 1:
        told.append(("one", known.iloc[0]))
    elif sure.empty:
        told.append(("alike", known.loc[known["n"].idxmax()]))
    if len(better):
        told.append(("best", better.loc[better["difference_low"].idxmax()]))
    if len(worse):
        told.append(("worst", worse.loc[worse["difference_high"].idxmin()]))
    said = ""
    for key, row in told:
        one = t(
            f"explain.entries.{key}",
            entry=row[about["level"]],
            goal=about["goal"],
            share=t.percent(row["share"]),
            interval=t.interval(row["share_low"], row["share_high"]),
            n=row["n"],
        )
        said = then(said, one, t)
    said = stands(said, known, about["confidence"], t)
    return about_strata(said, about, t, "explain.groups.turned")
