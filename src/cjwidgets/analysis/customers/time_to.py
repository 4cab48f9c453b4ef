"""How long it takes customers to reach a goal, and how many have by when."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.comparison import groups
from cjwidgets.analysis.customers.waiting import Asked, steps_of, unit_of, waits_in, waits_of
from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.survival import Incidence, Waits, ahead, incidence, log_rank
from cjwidgets.analysis.shared.checks import chosen, whole
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.places import labels
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.suppress import HIDDEN, suppress
from cjwidgets.analysis.shared.surest import telling
from cjwidgets.analysis.shared.targets import Target, named
from cjwidgets.analysis.shared.wording import about_turned, bounds, then
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "A customer waits from {start} to the next of the goal; who has none waits until the log ends, "
    "and is not taken for lost: how long they would have waited is not known, only that it is "
    "longer (right-censored). share = who has reached the goal by a time, estimated from all who "
    "were watched so long{ends}. at_risk = who were still waiting, and watched, right before it. "
    "n = customers who start. Times are counted in whole {unit}."
)
KAPLAN = " (1 − Kaplan–Meier; log-log band with Greenwood's variance)"
AALEN = (
    "; whose wait {instead} ends cannot reach it any more (Aalen–Johansen; band of the same form, "
    "variance by the delta method)"
)
WITHIN = (
    " The log-rank test is within {strata}: observed less expected, and its variance, summed over "
    "the strata."
)
SOURCE = (
    "Kaplan & Meier (1958), JASA 53:457–481; Aalen & Johansen (1978), Scand. J. Statist. "
    "5:141–150; interval of a quantile: Brookmeyer & Crowley (1982), Biometrics 38:29–41; log-rank "
    "test: Mantel (1966), Cancer Chemother. Rep. 50:163–170."
)
OF = ("curve", "quantiles")
QUANTILES = {"q25": 0.25, "median": 0.5, "q75": 0.75}
COUNTS = ("came", "ended", "open")


@checked
def time_to(
    jm: JourneyMap,
    log: EventLog,
    goal: Target,
    *,
    start: Target | None = None,
    instead: Target | None = None,
    by: str | None = None,
    strata: str | None = None,
    of: str = "curve",
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Estimate how many have reached a goal by when, the end of the log allowed for.

    Who has not reached it when the log ends may yet: to take them for lost makes shares too low,
    to leave them out makes times too short. Here everybody counts for as long as they were watched.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog
    goal : Stage, Touchpoint, str, rule, or list of these
        What is to be reached: a node of the map, its name or id, or a rule for event names.
    start : the same, optional
        A wait begins with a customer's first event of it, and the goal must come after it. Without
        it, everybody's begins with their first event, which may be the goal itself.
    instead : the same, optional
        What ends a wait otherwise, such as a cancellation: whoever has it before the goal does not
        reach it any more.
    by : str, optional
        A role of the log, such as ``"segment"``: a curve for each name. It is that of a customer's
        first event that has one; customers without one are left out.
    strata : str, optional
        With `by`: a role with one name a customer, such as ``"device"``: the log-rank test
        compares alike with alike, so that the groups may differ in it. Without it, there is a
        warning where within such a role of the log the groups compare the other way (Simpson's
        paradox).
    of : {"curve", "quantiles"}, default "curve"
        Rows: the share that has come by each time, or how long until a quarter, half and three
        quarters have.
    minimum : int, optional
        With `by`: groups of fewer customers are hidden (note ``small_n``), a row each, and
        another where they could be computed from the whole (``beside_small``).
    confidence : float, optional
        Of the band, at each time, and of the interval of each quantile.

    Returns
    -------
    pandas.DataFrame
        Of the curve one row a time (seconds), at most about a hundred a group:

        - ``by``: the name, if given (the column is called as the role),
        - ``time``: seconds since the start,
        - ``share``, ``share_low``, ``share_high``: who has reached the goal by then,
        - ``at_risk``: customers who were still waiting, and watched, right before it,
        - ``n``: customers who start,
        - ``note``: ``no_events`` (nobody starts), ``small_n`` or nothing.

        Of the quantiles one row a group: ``by``, ``q25``, ``median`` and ``q75`` (seconds) with
        ``_low`` and ``_high``, ``came``, ``ended`` (otherwise), ``open`` (still waiting when the
        log ends), ``n`` and ``note``, which may be ``not_so_many``: that many had not come yet.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``goal``, ``start``,
        ``instead``, ``by``, ``strata``, ``of``, ``minimum``, ``quantiles`` (of each group),
        ``log_rank`` (``chi2``, ``df`` and ``p`` of the test whether groups come equally fast; None
        of one) and ``turned`` (roles within which groups compare the other way, and which).

    Raises
    ------
    DataError
        A stage or touchpoint without a rule, or customers have several names of the strata.
    InputError
        A goal, start or end that is none, strata without groups, an unknown `of`.
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
    >>> frame = pd.DataFrame({"who": ["Anna", "Anna", "Viktor", "Olga", "Olga"],
    ...                       "at": ["2026-03-01", "2026-03-02", "2026-03-02", "2026-03-02",
    ...                              "2026-03-04"],
    ...                       "what": ["search", "pay", "search", "search", "pay"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> time_to(jm, log, "Buy", start="Look")[["time", "share", "at_risk", "n"]].round(2)
           time  share  at_risk  n
    0       0.0   0.00        3  3
    1   86400.0   0.33        3  3
    2  172800.0   0.67        2  3
    """
    quantile(confidence)
    whole("minimum", minimum, 1)
    chosen("of", of, OF)
    groups.check(strata, by)
    asked = Asked(goal, start, instead, by)
    unit, size = unit_of(log)
    names, waits = waits_of(jm, log, asked, size)
    curves = [incidence(each, confidence) for each in waits]
    notes = _notes(waits, minimum if by else 1)
    shown = [note not in HIDDEN for note in notes]
    told = [_told(*each, size=size) for each in zip(names, waits, curves, shown, strict=True)]
    frame = _curve(names, waits, curves, notes, size) if of == "curve" else _quantiles(told, notes)
    frame = frame.drop(columns="group") if by is None else frame.rename(columns={"group": by})

    def within(role: str | None) -> list[list[Waits]]:
        """Return how long each group waits, for each name of a role."""
        placed = labels(log, by or "")
        each = waits_in(jm, log, asked, size, groups.crossed_with(log, placed, role))
        strata = len(each) // len(names)
        return [each[at::strata] for at in range(strata)]

    turned: groups.Turns = {}
    alike = [waits] if strata is None else within(strata)
    if strata is None and by is not None:
        known = groups.told(pd.DataFrame({"n": [each.n for each in waits], "note": notes}))
        turned = groups.turns(log, by, names, lambda role: ahead(within(role)), known, confidence)
    seen = np.flatnonzero(shown)
    test = log_rank(*([one[group] for group in seen] for one in alike))
    ends = KAPLAN if instead is None else AALEN.format(instead=f"with {named(instead)}")
    return describe(
        frame,
        "time_to",
        DEFINITION.format(
            start="their first event" if start is None else f"their first event of {named(start)}",
            ends=ends,
            unit=f"{unit}s",
        )
        + ("" if strata is None else WITHIN.format(strata=strata)),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        goal=named(goal),
        start=None if start is None else named(start),
        instead=None if instead is None else named(instead),
        by=by,
        strata=strata,
        turned=turned,
        of=of,
        minimum=minimum,
        quantiles=told,
        log_rank=None if test is None else test._asdict(),
    )


def _notes(waits: Sequence[Waits], minimum: int) -> list[str]:
    """Return why nothing is said of a group, if nothing is."""
    people = pd.DataFrame({"n": [each.n for each in waits], "came": 0, "note": ""})
    people["came"] = [int(each.came.sum()) for each in waits]
    people.loc[people["n"] == 0, "note"] = "no_events"
    sets = [0] * len(people)
    return suppress(people, ["came"], minimum, sets=sets, of="came")["note"].tolist()


def _told(name: str, waits: Waits, curve: Incidence, shown: bool, *, size: int) -> dict[str, Any]:
    """Return what is known of a group, ready for JSON."""
    about: dict[str, Any] = {"group": name, "n": waits.n}
    for column in COUNTS:
        about[column] = int(getattr(waits, column).sum()) if shown else None
    for column, share in QUANTILES.items():
        found = curve.quantile(share) if shown else (math.nan,) * 3
        for end, value in zip(("", "_low", "_high"), found, strict=True):
            about[f"{column}{end}"] = None if math.isnan(value) else value * size
    for column, values in (("share", curve.share), ("low", curve.low), ("high", curve.high)):
        about[column] = float(values[-1]) if shown and len(values) else None
    last = np.flatnonzero(waits.came)[-1:]
    about["watched"] = float(curve.times[-1] * size) if shown and len(curve.times) else None
    about["time"] = float(curve.times[last][0] * size) if shown and len(last) else None
    return about


def _curve(
    names: Sequence[str],
    waits: Sequence[Waits],
    curves: Sequence[Incidence],
    notes: Sequence[str],
    size: int,
) -> pd.DataFrame:
    parts = []
    for name, own, curve, note in zip(names, waits, curves, notes, strict=True):
        if note in HIDDEN:  # when somebody came, or went, is theirs
            gone = dict.fromkeys(("share", "share_low", "share_high"), np.nan)
            risk = pd.array([pd.NA], dtype="Int64")
            row = {"group": name, "time": 0.0, **gone, "at_risk": risk, "n": own.n, "note": note}
            parts.append(pd.DataFrame(row))
            continue
        at = steps_of(own, curve)
        begins = not len(at) or bool(curve.times[at[0]] > 0)
        start = [0.0] if begins else []
        known = own.n > 0
        zero = 0.0 if known else np.nan  # nobody has come before they began
        part = {
            "group": name,
            "time": np.append(start, curve.times[at] * size),
            "share": np.append([zero] * begins, curve.share[at]),
            "share_low": np.append([zero] * begins, curve.low[at]),
            "share_high": np.append([zero] * begins, curve.high[at]),
            "at_risk": pd.array(np.append([own.n] * begins, own.at_risk[at]), dtype="Int64"),
            "n": own.n,
            "note": note,
        }
        parts.append(pd.DataFrame(part))
    return pd.concat(parts, ignore_index=True)


def _quantiles(told: Sequence[dict[str, Any]], notes: Sequence[str]) -> pd.DataFrame:
    ends = [f"{name}{end}" for name in QUANTILES for end in ("", "_low", "_high")]
    frame = pd.DataFrame(list(told), columns=["group", *ends, *COUNTS, "n"])
    frame[ends] = frame[ends].astype(float)
    gaps = frame[ends].isna().any(axis=1)
    frame[list(COUNTS)] = frame[list(COUNTS)].astype("Int64")
    whole = np.where(gaps, "not_so_many", "")
    frame["note"] = [note or why for note, why in zip(notes, whole, strict=True)]
    return frame


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say how soon half come, how many are still on their way, and whether groups differ."""
    about = frame.attrs
    known = [each for each in about["quantiles"] if each["share"] is not None and each["n"] > 1]
    if not known:
        return t("explain.time_to.nobody", goal=about["goal"])
    if about["by"] is None:
        return then(_half(known[0], about, t), _open(known[0], t), t)
    said = ""
    for each in _ends(known):
        group = t("explain.time_to.group", group=each["group"], said=_half(each, about, t))
        said = then(said, group, t)
    test = about["log_rank"]
    if test is None:
        return about_turned(said, about["turned"], t, "explain.groups.turned")
    sure = test["p"] < 1 - about["confidence"]
    p = "p < " + t.number(0.001, 3) if test["p"] < 0.001 else "p = " + t.number(test["p"], 3)
    said = then(said, t(f"explain.time_to.{'differ' if sure else 'same'}", p=p), t)
    if about["strata"] is not None:
        said = then(said, t("explain.time_to.within", role=about["strata"]), t)
    return about_turned(said, about["turned"], t, "explain.groups.turned")


def _ends(known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return who surely come soonest and latest: by the bounds of the time half of them take."""
    counts = telling(pd.DataFrame({"n": [each["n"] for each in known]})).index
    several = [known[at] for at in counts] or known

    def bounds(each: dict[str, Any]) -> tuple[float, float]:
        low, high = (each[f"median_{end}"] for end in ("low", "high"))
        return 0.0 if low is None else low, math.inf if high is None else high

    soonest = min(several, key=lambda each: bounds(each)[::-1])
    rest = [each for each in several if each is not soonest]
    return [soonest, *([max(rest, key=bounds)] if rest else [])]


def _half(each: dict[str, Any], about: dict[str, Any], t: Language) -> str:
    if each["median"] is None:
        return t(
            "explain.time_to.fewer",
            goal=about["goal"],
            share=t.percent(each["share"]),
            interval=t.interval(each["low"], each["high"]),
            time=t.duration(each["time"] or each["watched"]),
        )
    low, high = (each[f"median_{end}"] for end in ("low", "high"))
    if low is None:
        ends = "" if high is None else "≤ " + t.duration(high)
    else:
        ends = "≥ " + t.duration(low) if high is None else f"{t.duration(low)} – {t.duration(high)}"
    return t(
        "explain.time_to.half",
        goal=about["goal"],
        median=t.duration(each["median"]),
        bounds=bounds(ends, about["confidence"], t, each["n"]),
    )


def _open(each: dict[str, Any], t: Language) -> str:
    if not each["open"]:
        return ""
    return t("explain.time_to.open", open=each["open"], came=each["came"])
