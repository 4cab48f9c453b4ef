"""How segments of customers differ: the same statistic of each, side by side."""

from __future__ import annotations

import pandas as pd

from cjwidgets.analysis.comparison.sides import (
    SOURCE,
    WHAT,
    about_strata,
    compare_sides,
    hidden,
    said,
    side,
)
from cjwidgets.analysis.comparison.strata import (
    WITHIN,
    candidates,
    names_of,
    replaced,
    turned,
    warn,
    within,
)
from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.multiple_testing import coverage_level
from cjwidgets.analysis.inference.two_samples import TESTED
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.places import labels
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.surest import farthest
from cjwidgets.errors import InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "Shares of customers ({what}), of the events of each {by}. difference = first − second, with "
    f"Newcombe's interval (method 10); {TESTED}; p_adjusted: Benjamini–Hochberg over all rows. A "
    "customer with events of both counts in both."
)
SEVERAL = (
    " Of several pairs, intervals are as wide as adjusted p values ask: at {level}, by Benjamini & "
    "Yekutieli (2005)."
)


@checked
def compare_segments(
    jm: JourneyMap,
    log: EventLog,
    *,
    by: str = "segment",
    between: tuple[str, str] | None = None,
    strata: str | None = None,
    statistic: str = "funnel",
    level: str = "stage",
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Compare two segments by place, or each of several with all others.

    Compared are the events of each: a customer who uses two devices counts on both sides, on each
    with the events made there. By a column that says who the customer is, such as the segment,
    that is all they did.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog
    by : str, default "segment"
        A role of the log: ``"segment"``, ``"device"``, ``"channel"`` or another column of names.
    between : (str, str), optional
        The two to compare. Without it, each is compared with all others; two are compared once.
    strata : str, optional
        A role with one name a customer, such as ``"device"``: alike is compared with alike, so
        that the groups may differ in it. Without it, there is a warning where a difference
        points the other way within such a role of the log (Simpson's paradox).
    statistic : {"funnel", "drop_off", "reach"}, default "funnel"
        As in :func:`cjwidgets.compare`.
    level : {"stage", "touchpoint", "channel", "event"}, default "stage"
        Of the reach; the others go by stage.
    minimum : int, optional
        Rows with fewer customers on either side are hidden (note ``small_n``), and of several
        groups another where they could be computed from the whole (``beside_small``). They are
        not among the tests.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a pair and place: ``group``, ``other`` (names; ``other`` is empty for all
        others), the place's columns, ``first``, ``second`` (shares), ``difference``,
        ``difference_low``, ``difference_high``, ``p``, ``p_adjusted``, ``n_first``,
        ``n_second``, ``n`` (the smaller), ``note`` as in :func:`cjwidgets.compare`.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``by``, ``of`` (the
        compared statistic), ``level``, ``minimum``, ``strata``, ``intervals`` (the confidence of
        each: where several pairs are compared they are wider, as p is adjusted), ``turned``
        (roles within which differences point the other way, and where).

    Raises
    ------
    DataError
        No place of this level has a rule, or customers have several names of the strata.

    Warns
    -----
    UserWarning
        Within another role a difference points the other way.

    InputError
        Fewer than two segments, an unknown one, or another option that is none.
    NotFoundError
        The log has no such role.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", match=["pay"])])
    >>> frame = pd.DataFrame({"who": range(150), "at": "2026-03-01",
    ...                       "what": ["pay"] * 56 + ["look"] * 14 + ["pay"] * 48 + ["look"] * 32,
    ...                       "group": ["old"] * 70 + ["new"] * 80})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what", segment="group")
    >>> compare_segments(jm, log, between=("old", "new"))[
    ...     ["stage", "first", "second", "difference", "difference_low"]].round(4)
      stage  first  second  difference  difference_low
    0   Buy    0.8     0.6         0.2          0.0524
    """
    quantile(confidence)
    level = level if statistic == "reach" else "stage"
    names = labels(log, by).names
    pairs = _pairs(names, by, between)
    logs = []
    for group, other in pairs:
        rest = [other] if other else [name for name in names if name != group]
        logs.append((log.where(**{by: [group]}), log.where(**{by: rest})))
    sides = [[side(jm, each, statistic, level) for each in pair] for pair in logs]

    def table(confidence: float, role: str | None) -> pd.DataFrame:
        """Return all pairs, within the names of a role if there is one."""
        tables = []
        inside = () if role is None else names_of(log, role)
        for (group, other), (one, two), parts in zip(pairs, sides, logs, strict=True):
            found = compare_sides(one, two, ("first", "second"), confidence)
            if role is not None:
                head = found[one.head.columns]
                alike = within(
                    jm,
                    parts,
                    head,
                    role=role,
                    names=inside,
                    statistic=statistic,
                    level=level,
                    confidence=confidence,
                )
                found = replaced(found, alike)
            found.insert(0, "group", group)
            found.insert(1, "other", other)
            tables.append(found)
        found = pd.concat(tables, ignore_index=True)
        return hidden(found, level, minimum, chained=statistic == "drop_off")

    frame, each, several = table(confidence, strata), confidence, ""
    if len(pairs) > 1:
        each = coverage_level(frame["p_adjusted"], confidence)
        frame, several = table(each, strata), SEVERAL.format(level=f"{each:.4%}")
    turns: dict[str, list[str]] = {}
    for role in candidates([log], by) if strata is None else ():
        at = turned(frame, table(confidence, role), 1 - confidence)
        if at.any():
            turns[role] = frame[level][at].tolist()
            warn(role, turns[role])
    return describe(
        frame,
        "compare_segments",
        DEFINITION.format(what=WHAT[statistic], by=by)
        + ("" if strata is None else WITHIN.format(strata=strata, first="first", second="second"))
        + several,
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        by=by,
        of=statistic,
        level=level,
        columns=("first", "second"),
        minimum=minimum,
        strata=strata,
        intervals=each,
        turned=turns,
    )


def _pairs(
    names: tuple[str, ...], by: str, between: tuple[str, str] | None
) -> list[tuple[str, str]]:
    shown = ", ".join(map(repr, names))
    if between is not None:
        wanted = () if isinstance(between, str) else tuple(between)
        if len(wanted) != 2 or wanted[0] == wanted[1] or not set(wanted) <= set(names):
            raise InputError(
                f"between={between!r} does not name two of the log's {by}s.",
                hint=f"There are {shown or 'none'}.",
            )
        return [(wanted[0], wanted[1])]
    if len(names) < 2:
        if not names:
            raise InputError(f"No event of the log has a {by}: there is nothing to compare.")
        raise InputError(f"The log has one {by}, {shown}: there is nothing to compare it with.")
    return [(names[0], names[1])] if len(names) == 2 else [(name, "") for name in names]


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where segments differ most, and how many differences stand."""
    known = frame.dropna(subset="difference")
    pair = ("", "")
    row = farthest(known)
    if row is not None:
        pair = (row["group"], row["other"] or t("explain.contrast.others"))
    about = frame.attrs
    text = said(frame, t, f"explain.segments.{about['of']}", pair)
    return about_strata(text, about, t)
