"""What the attached data say about each part of a map: the numbers an editor shows."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cjwidgets.analysis.certainty.coverage import coverage, kinds_at
from cjwidgets.analysis.certainty.levels import level_of
from cjwidgets.analysis.customers.exits import exits
from cjwidgets.analysis.customers.funnel import funnel
from cjwidgets.analysis.customers.reach import reach
from cjwidgets.analysis.feelings.emotion import emotion
from cjwidgets.analysis.movement.dwell import dwell
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.errors import JourneyError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import owners
from cjwidgets.evidence.notice import listening
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.locale import localised, text
from cjwidgets.model import JourneyMap
from cjwidgets.model.attachments import Attachment, at_hand, attached

Numbers = dict[str, Any]
Felt = list[Any]


@dataclass(frozen=True)
class Figures:
    """The numbers of a map, by node id, ready to be sent to a browser.

    Attributes
    ----------
    nodes : dict of str to dict
        For stages and touchpoints, those of these that are known: ``n`` (customers), ``share``
        (of all), ``drop`` (stages: share lost since the stage before; touchpoints: share of
        their customers who left here for good; none at the last, where the journey ends) and
        ``dwell`` (seconds) as ``[value, low, high]``, ``felt`` (``[persona id or "", mean, low,
        high, n]`` of the measured emotion; without an interval its ends are None, and a sixth
        item is the note), ``level`` (of evidence), ``small`` (true where too few were here for
        more than that) and ``why`` (name of a value that is missing, or has no interval → note,
        as in statistics).
    sources : list of dict
        What is attached: ``kind``, ``source``, ``collector``, ``n``, ``date``.
    problems : list of str
        Why something could not be computed, and warnings of rules that match nothing; in the
        language of the map.
    """

    nodes: dict[str, Numbers] = field(default_factory=dict)
    sources: list[Numbers] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def to_json(self) -> Numbers:
        """Return them as plain lists and dicts."""
        return {"nodes": self.nodes, "sources": self.sources, "problems": self.problems}


@checked
def figures(
    jm: JourneyMap,
    *,
    of: Mapping[str, EventLog | Survey] | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> Figures:
    """Compute what is shown beside the stages and touchpoints of a map.

    Of several attached logs the last counts, of several surveys likewise. What can't be
    computed is left out, and `problems` says why.

    Parameters
    ----------
    jm : JourneyMap
        With data attached; without, the result holds levels of evidence alone.
    of : dict, optional
        Count these alone, instead of what is attached: parts of it, ``{"log": log.where(…)}``.
        What is not in it, ``"log"`` or ``"survey"``, is not counted.
    minimum : int, optional
        Places with fewer customers or answers show their n and nothing else.
    confidence : float, optional

    Returns
    -------
    Figures

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.datasets.mattress_map()
    >>> log = cj.EventLog(cj.datasets.mattress_log(customers=200), customer="customer_id",
    ...                   time="time", event="event")
    >>> found = figures(jm.attach(log))
    >>> found.nodes[jm.stages[0].id]["n"] <= 200
    True
    """
    nodes: dict[str, Numbers] = {node.id: {} for node in (*jm.stages, *jm.touchpoints)}
    problems: list[str] = []
    try:
        bound = attached(jm)
    except JourneyError as error:  # a function could not read what it was to
        bound = at_hand(jm)
        problems.append(str(error))
    last = {each.kind: each.data for each in bound} if of is None else of
    log, survey = last.get("log"), last.get("survey")

    def t(key: str, **values: object) -> str:
        shown = {name: localised(value, jm.locale) for name, value in values.items()}
        return text(key, jm.locale, **shown)

    def tried(key: str, compute: Callable[[], None]) -> None:
        with listening() as heard:
            try:
                compute()
            except JourneyError as error:
                problems.append(t(key, error=str(error)))
        problems.extend(t(one.key, **one.values) if one.key else one.sentence for one in heard)

    if isinstance(log, EventLog):
        if any(owner.match for _, owner in owners(jm)):
            tried("problem.log", lambda: _stages(jm, log, nodes, minimum, confidence))
            tried("problem.log", lambda: _touchpoints(jm, log, nodes, minimum, confidence))
        else:
            problems.append(t("problem.no_rules"))
    if isinstance(survey, Survey):
        tried("problem.survey", lambda: _felt(jm, survey, nodes, minimum, confidence))
    # Evidence of a part is what covers it, also where later sources, which are shown, do not.
    others = [each for each in bound if each.data not in (log, survey)] if of is None else []
    covered = coverage(jm, others, minimum=minimum)
    for node in (*jm.stages, *jm.touchpoints):
        seen = nodes[node.id]
        shown = {kind for kind, number in (("log", "n"), ("survey", "felt")) if seen.get(number)}
        seen["level"] = level_of(node, shown | kinds_at(covered, node.id))
    return Figures(
        {id: numbers for id, numbers in nodes.items() if numbers},
        [_source(each) for each in bound],
        list(dict.fromkeys(problems)),
    )


def _stages(
    jm: JourneyMap, log: EventLog, nodes: dict[str, Numbers], minimum: int, confidence: float
) -> None:
    lost = funnel(jm, log, confidence=confidence)
    seen = reach(jm, log, level="stage", confidence=confidence)
    stays = dwell(jm, log, level="stage", per="visit", confidence=confidence)
    before = lost["reached"].where(lost["note"] != "no_rule").ffill().shift()
    for place, stage in enumerate(jm.stages):
        numbers = nodes[stage.id]
        if not _reach(numbers, seen.iloc[place], minimum):
            continue
        numbers["reached"] = int(lost["reached"][place])
        if not pd.isna(before[place]) and before[place] < minimum:
            _say_why(numbers, "drop", "small_n")
        else:
            _put(numbers, "drop", lost.iloc[place], "drop_off")
        _put(numbers, "dwell", stays.iloc[place], "median")


def _touchpoints(
    jm: JourneyMap, log: EventLog, nodes: dict[str, Numbers], minimum: int, confidence: float
) -> None:
    if not any(touchpoint.match for touchpoint in jm.touchpoints):
        return
    with listening():  # the stages warned already
        seen = reach(jm, log, level="touchpoint", confidence=confidence)
        left = exits(jm, log, level="touchpoint", confidence=confidence)
        stays = dwell(jm, log, level="touchpoint", per="visit", confidence=confidence)
    for place, touchpoint in enumerate(jm.touchpoints):
        numbers = nodes[touchpoint.id]
        if _reach(numbers, seen.iloc[place], minimum):
            _put(numbers, "drop", left.iloc[place], "share")
            _put(numbers, "dwell", stays.iloc[place], "median")


def _reach(numbers: Numbers, row: pd.Series[Any], minimum: int) -> bool:
    """Put in how many customers were here; say whether there is more to show."""
    if row["note"]:
        _say_why(numbers, "n", row["note"])
    if pd.isna(row["customers"]):
        return False
    numbers["n"] = int(row["customers"])
    if numbers["n"] < minimum:
        numbers["small"] = True
        return False
    _put(numbers, "share", row, "share")
    return True


def _put(numbers: Numbers, name: str, row: pd.Series[Any], column: str) -> None:
    values = [float(row[column]), float(row[f"{column}_low"]), float(row[f"{column}_high"])]
    if any(map(math.isnan, values)):
        _say_why(numbers, name, row["note"])
    if not math.isnan(values[0]):
        numbers[name] = [_known(value, 5) for value in values]


def _known(value: float, digits: int) -> float | None:
    """Round a number; None for one that is not known, for which JSON has no other word."""
    return round(float(value), digits) if math.isfinite(value) else None


def _say_why(numbers: Numbers, name: str, note: str) -> None:
    numbers.setdefault("why", {})[name] = note


def _felt(
    jm: JourneyMap, survey: Survey, nodes: dict[str, Numbers], minimum: int, confidence: float
) -> None:
    told = emotions(jm, survey, minimum=minimum, confidence=confidence)
    for id, felt in told.items():
        nodes[id]["felt"] = felt


def emotions(
    jm: JourneyMap, survey: Survey, *, minimum: int = MINIMUM, confidence: float = CONFIDENCE
) -> dict[str, list[Felt]]:
    """Return what people felt by the id of the touchpoint: of everyone, and of each persona.

    Each entry is ``[persona id or "", mean, low, high, n]``, and the note where the interval is
    missing.
    """
    found: dict[str, list[Felt]] = {}
    by_persona = bool(jm.personas) and bool(survey.has & {"persona", "segment"})
    for by in (None, "persona") if by_persona else (None,):
        table = emotion(
            jm, survey, level="touchpoint", by=by, minimum=minimum, confidence=confidence
        )
        for row in table.dropna(subset="mean").to_dict("records"):
            numbers = [_known(row[key], 3) for key in ("mean", "mean_low", "mean_high")]
            why = [row["note"]] if row["note"] else []
            persona = row["persona_id"] if by else ""
            own = found.setdefault(row["touchpoint_id"], [])
            own.append([persona, *numbers, int(row["n"]), *why])
    return found


def _source(each: Attachment) -> Numbers:
    return {
        "kind": each.kind,
        "source": each.source,
        "collector": each.collector,
        "n": each.n,
        "date": each.date.isoformat() if each.date else "",
    }
