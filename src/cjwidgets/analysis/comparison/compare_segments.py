"""How segments of customers differ: the same statistic of each, side by side."""

from __future__ import annotations

import pandas as pd

from cjwidgets.analysis.comparison.sides import SOURCE, WHAT, compare_sides, said, side, suppressed
from cjwidgets.analysis.shared.confidence import quantile
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.places import labels
from cjwidgets.analysis.shared.result import describe
from cjwidgets.errors import InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "Shares of customers ({what}), of the events of each {by}. difference = first − second, with "
    "Newcombe's interval (method 10); p of the two-sided z test with pooled variance; p_adjusted: "
    "Benjamini–Hochberg over all rows. A customer with events of both counts in both."
)


@checked
def compare_segments(
    jm: JourneyMap,
    log: EventLog,
    *,
    by: str = "segment",
    between: tuple[str, str] | None = None,
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
    statistic : {"funnel", "drop_off", "reach"}, default "funnel"
        As in :func:`cjwidgets.compare`.
    level : {"stage", "touchpoint", "channel", "event"}, default "stage"
        Of the reach; the others go by stage.
    minimum : int, optional
        Rows with fewer customers on either side are hidden (note ``small_n``), and not among
        the tests.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a pair and place: ``group``, ``other`` (names; ``other`` is empty for all
        others), the place's columns, ``first``, ``second`` (shares), ``difference``,
        ``difference_low``, ``difference_high``, ``p``, ``p_adjusted``, ``n_first``,
        ``n_second``, ``n`` (the smaller), ``note`` as in :func:`cjwidgets.compare`.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``by``, ``of`` (the
        compared statistic), ``level``, ``minimum``.

    Raises
    ------
    DataError
        No place of this level has a rule.
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
    tables = []
    names = labels(log, by).names
    for group, other in _pairs(names, by, between):
        rest = [name for name in names if name != group] if other == "" else [other]
        one, two = (side(jm, log.where(**{by: each}), statistic, level) for each in ([group], rest))
        found = compare_sides(one, two, ("first", "second"), confidence)
        found.insert(0, "group", group)
        found.insert(1, "other", other)
        tables.append(found)
    return describe(
        suppressed(pd.concat(tables, ignore_index=True), ["first", "second"], minimum),
        "compare_segments",
        DEFINITION.format(what=WHAT[statistic], by=by),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        by=by,
        of=statistic,
        level=level,
        columns=("first", "second"),
        minimum=minimum,
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
    if len(known):
        row = known.loc[known["difference"].abs().idxmax()]
        pair = (row["group"], row["other"] or t("explain.contrast.others"))
    return said(frame, t, f"explain.segments.{frame.attrs['of']}", pair)
