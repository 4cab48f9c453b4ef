"""What has changed: the same statistic of two logs, before and after."""

from __future__ import annotations

import pandas as pd

from cjwidgets.analysis.comparison.arms import check_names, in_both, warn
from cjwidgets.analysis.comparison.newcomers import periods
from cjwidgets.analysis.comparison.sides import (
    SOURCE,
    WHAT,
    about_strata,
    compare_sides,
    said,
    side,
    suppressed,
)
from cjwidgets.analysis.comparison.strata import (
    WITHIN,
    candidates,
    names_in,
    replaced,
    turned,
    within,
)
from cjwidgets.analysis.comparison.strata import warn as warn_of
from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.two_samples import TESTED
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.wording import length, then
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "Shares of customers ({what}). difference = {second} − {first}, with Newcombe's interval "
    f"(method 10); {TESTED}; p_adjusted: Benjamini–Hochberg over the rows. "
)
NEW = (
    "Customers are those who came after {unseen} or more without an event in the whole log, at "
    "least {window} before the period ends, {where}; what they did less than {window} after they "
    "came. So both are chosen by one rule and seen equally long."
)
SPAN = "in the last {span} of this before, and the first {span} after"
ANYWHERE = "wherever: in parts of one length there is nobody"
ALL = (
    "The two logs are taken as they are, and as independent: who is in both makes the interval too "
    "wide or too narrow, and who came before one begins, or late in it, is seen in part only."
)

SIDES = ("first", "second")


@checked
def compare(
    jm: JourneyMap,
    before: EventLog,
    after: EventLog,
    *,
    statistic: str = "funnel",
    level: str = "stage",
    customers: str = "new",
    window: Duration | None = None,
    lookback: Duration | None = None,
    names: tuple[str, str] | None = None,
    strata: str | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Compare two logs by place: before and after a change.

    It says that something differs, not why: other things change with time, too.

    Of two periods of one log, those are compared who could be seen as long in both: new
    customers, by what they did at first. Else one period is full of those who came before it,
    the other of those who have not had their time, and where nothing has changed a difference
    would be found. Who is new is told in both by the same look back: before a log begins it can't
    be told from those who have long been away.

    Parameters
    ----------
    jm : JourneyMap
    before, after : EventLog
        For example ``log.between(end="2026-04-01")`` and ``log.between("2026-04-01")``.
    statistic : {"funnel", "drop_off", "reach"}, default "funnel"
        What is compared: the share that reaches each stage in order, the share lost since the
        stage before, or the share with any event there.
    level : {"stage", "touchpoint", "channel", "event"}, default "stage"
        Of the reach; the others go by stage.
    customers : {"new", "all"}, default "new"
        ``new``: in two periods of one log, one after the other, only who came in each, and could
        be seen for the window; of both periods as much is taken, on either side of the change.
        ``all``: whoever is there; logs that are no such periods are always compared so.
    window : str or timedelta, optional
        How long each new customer is watched, from when they came on. By default a quarter of
        the shorter period, at most 30 days.
    lookback : str or timedelta, optional
        For how long somebody who comes must not have been seen to be new. Nobody is taken from
        so much of the log's beginning. By default half of the shorter period, at most 30 days,
        at least the window.
    names : (str, str), optional
        What the two are called, in sentences and charts, such as the arms of a test:
        ``("A", "B")``. By default before and after.
    strata : str, optional
        A role with one name a customer, such as ``"device"``: alike is compared with alike, so
        that the two may differ in it. Without it, there is a warning where a difference points
        the other way within such a role of both logs (Simpson's paradox).
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
        statistic), ``level``, ``minimum``, ``window``, ``lookback`` and ``span``, from how much of
        each period newcomers are taken (None where all count; ``span`` also where parts of one
        length hold nobody), ``seen`` (the customers in both logs, and how many of them count),
        ``names``, ``strata``, ``turned`` (roles within which differences point the other way, and
        where), ``in_both`` (the customers of two logs that are no periods, one after the other,
        whose ids are in both; None where that is not known).

    Raises
    ------
    DataError
        No place of this level has a rule, nobody could be seen for lookback and window, or
        customers have several names of the strata.
    InputError
        An unknown statistic or level, a number that is none, names that are not two, or a window
        or lookback for other logs.

    NotFoundError
        A log has no role of that name for strata.

    Warns
    -----
    UserWarning
        Customers are in both logs, which are no periods of one log, one after the other; or
        within a role a difference points the other way.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[
    ...     cj.Stage("Look", match=["search"]), cj.Stage("Buy", match=["pay"])])
    >>> def log_of(start, customers, buyers):
    ...     who = [f"{start} {i}" for i in [*range(customers), *range(buyers)]]
    ...     frame = pd.DataFrame({"who": who, "at": start,
    ...                           "what": ["search"] * customers + ["pay"] * buyers})
    ...     return cj.EventLog(frame, customer="who", time="at", event="what")
    >>> table = compare(jm, log_of("2026-03-01", 80, 48), log_of("2026-04-01", 70, 56))
    >>> table[["stage", "before", "after", "difference", "difference_low"]].round(4)
      stage  before  after  difference  difference_low
    0  Look     1.0    1.0         0.0         -0.0520
    1   Buy     0.6    0.8         0.2          0.0524
    """
    quantile(confidence)
    called = check_names(names)
    level = level if statistic == "reach" else "stage"
    watched = periods(before, after, customers, window, lookback)
    now, earlier = (side(jm, log, statistic, level) for log in (watched.after, watched.before))
    logs = (watched.after, watched.before)

    def table(role: str | None) -> pd.DataFrame:
        """Return the differences, within the names of a role if there is one."""
        found = compare_sides(now, earlier, ("after", "before"), confidence)
        order = [*now.head, "before", "after"]
        if role is not None:
            inside = within(
                jm,
                logs,
                found[[*now.head]],
                role=role,
                names=names_in(logs, role),
                statistic=statistic,
                level=level,
                confidence=confidence,
            )
            found = replaced(found, inside)
        rest = [name for name in found if name not in (*order, "n_before", "n_after", "n", "note")]
        found = found[[*order, *rest, "n_before", "n_after", "n", "note"]]
        return suppressed(found, ["before", "after"], minimum)

    shown = table(strata)
    turns: dict[str, list[str]] = {}
    for role in candidates(logs) if strata is None else ():
        at = turned(shown, table(role), 1 - confidence)
        if at.any():
            turns[role] = shown[level][at].tolist()
            warn_of(role, turns[role])
    where = SPAN.format(span=watched.span) if watched.span else ANYWHERE
    who = ALL if watched.window is None else NEW
    two = dict(zip(SIDES, called or ("before", "after"), strict=True))
    both = None if before.lineage.precedes(after.lineage) else in_both(before, after)
    if both:
        warn(both, called)
    return describe(
        shown,
        "compare",
        DEFINITION.format(what=WHAT[statistic], **two)
        + ("" if strata is None else WITHIN.strip().format(strata=strata, **two) + " ")
        + who.format(window=watched.window, unseen=watched.unseen, where=where),
        SOURCE,
        unit=before.unit,
        confidence=confidence,
        of=statistic,
        level=level,
        columns=("before", "after"),
        minimum=minimum,
        window=watched.window,
        lookback=watched.unseen,
        span=watched.span,
        seen={
            "before": (watched.before.n_customers, before.n_customers),
            "after": (watched.after.n_customers, after.n_customers),
        },
        names=called,
        strata=strata,
        turned=turns,
        in_both=both,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where most has changed, how many changes stand, and who counts."""
    about, called = frame.attrs, frame.attrs["names"]
    if called is None:
        text = said(frame, t, f"explain.compare.{about['of']}", ("", ""))
    else:
        swapped = frame.copy()
        swapped.attrs = {**about, "columns": about["columns"][::-1]}
        text = said(swapped, t, f"explain.segments.{about['of']}", called[::-1])
    text = about_strata(text, about, t)
    if about["in_both"]:
        text = then(text, t("explain.compare.in_both", count=about["in_both"]), t)
    if about["window"] is None:
        return text
    (before, then_all), (after, now_all) = (about["seen"][each] for each in ("before", "after"))
    counted = t(
        "explain.compare.new" if called is None else "explain.compare.new.named",
        **({} if called is None else dict(zip(SIDES, called, strict=True))),
        lookback=length(about["lookback"], t),
        window=length(about["window"], t),
        before=before,
        before_all=then_all,
        after=after,
        after_all=now_all,
    )
    return then(text, counted, t)
