"""What the attached data say about each part of a map: the numbers an editor shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from cjwidgets.analysis.certainty.coverage import coverage, kinds_at
from cjwidgets.analysis.certainty.levels import level_of
from cjwidgets.analysis.figures.asked import Answer, answers, asks_feelings
from cjwidgets.analysis.figures.felt import emotions
from cjwidgets.analysis.figures.numbers import Numbers
from cjwidgets.analysis.figures.places import stages, touchpoints
from cjwidgets.analysis.shared.defaults import CONFIDENCE, GONE, MINIMUM
from cjwidgets.analysis.shared.goals import goal_of
from cjwidgets.errors import JourneyError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import owners
from cjwidgets.evidence.notice import listening
from cjwidgets.evidence.readers.times import Duration
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.locale import language
from cjwidgets.model import JourneyMap
from cjwidgets.model.attachments import Attachment, at_hand, attached


@dataclass(frozen=True)
class Figures:
    """The numbers of a map, by node id, ready to be sent to a browser.

    Attributes
    ----------
    nodes : dict of str to dict
        For stages and touchpoints, those of these that are known:

        - ``n``: customers who were here,
        - ``of``: stages: customers who reached the stage before; else all,
        - ``reached``, ``came``: stages: who of n came in the order of the stages, and who came in
          only here,
        - ``ended``: behind the goal, where nobody is lost: customers who went no further,
        - ``decided``: touchpoints: of how many customers it is known whether they left,
        - ``waiting``: stages: who was lost before and may yet come; touchpoints: who was here last,
          too late to tell; both were active less than ``gone`` (seconds) before the log ends,
        - ``goal``: of a stage: the id of the touchpoint in it that is the goal,
        - as ``[value, low, high]``: ``share`` (touchpoints: n of all), ``drop`` (stages: share
          lost since the stage before; touchpoints: share of those decided who left here for
          good), ``dwell`` (seconds) and ``done`` (at the goal: its customers of all, and as a
          fourth item how many),
        - ``felt``: ``[persona id or "", mean, low, high, n]`` of the measured emotion; without an
          interval its ends are None; a sixth item is the note, where there is one,
        - ``asked``: ``[kind, value, low, high, n, of, said]`` of satisfaction, net promoter score
          and effort, as `answers` says; of the map they are called ``journey``: those of all of it,
        - ``level`` of evidence,
        - ``small``: true where too few were here to show anything, n included,
        - ``why``: name of a value that is missing, or has no interval → note, as in statistics.
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
    goal: Any = None,
    gone: Duration = GONE,
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
    goal : Stage, Touchpoint, id or name of one, or several of these, optional
        Where the journey has come to its end: whoever leaves there or behind it is not lost. By
        default the last touchpoint is the end.
    gone : str or timedelta, default "30d"
        Who was active so shortly before the log ends may yet go on, or come back: they have not
        left, and are counted apart. As the window of :func:`cjwidgets.exits`.
    minimum : int, optional
        Places with fewer customers or answers show that they are few, and nothing else.
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

    t = language(jm.locale)

    def tried(key: str, compute: Callable[[], None]) -> None:
        with listening() as heard:
            try:
                compute()
            except JourneyError as error:
                problems.append(t(key, error=str(error)))
        problems.extend(t(one.key, **one.values) if one.key else one.sentence for one in heard)

    if isinstance(log, EventLog):
        end = goal_of(jm, goal)
        if any(owner.match for _, owner in owners(jm)):
            for put_in in (stages, touchpoints):
                tried(
                    "problem.log",
                    partial(
                        put_in,
                        jm,
                        log,
                        nodes,
                        end,
                        gone=gone,
                        minimum=minimum,
                        confidence=confidence,
                    ),
                )
        else:
            problems.append(t("problem.no_rules"))
    if isinstance(survey, Survey):
        if asks_feelings(survey):
            tried("problem.survey", partial(_felt, jm, survey, nodes, minimum, confidence))
        for compute in answers(jm, survey, minimum=minimum, confidence=confidence):
            tried("problem.survey", partial(_asked, compute, nodes, jm.id))
    # Evidence of a part is what covers it, also where later sources, which are shown, do not.
    others = [each for each in bound if each.data not in (log, survey)] if of is None else []
    covered = coverage(jm, others, minimum=minimum)
    for node in (*jm.stages, *jm.touchpoints):
        seen = nodes[node.id]
        told = {"log": seen.get("n") or (seen.get("small") and "n" not in seen)}
        told["survey"] = seen.get("felt") or seen.get("asked")
        shown = {kind for kind, number in told.items() if number}
        seen["level"] = level_of(node, shown | kinds_at(covered, node.id))
    return Figures(
        {id: numbers for id, numbers in nodes.items() if numbers},
        [_source(each) for each in bound],
        list(dict.fromkeys(problems)),
    )


def _felt(
    jm: JourneyMap, survey: Survey, nodes: dict[str, Numbers], minimum: int, confidence: float
) -> None:
    told = emotions(jm, survey, minimum=minimum, confidence=confidence)
    for id, felt in told.items():
        nodes[id]["felt"] = felt


def _asked(
    compute: Callable[[], dict[str, Answer]], nodes: dict[str, Numbers], journey: str
) -> None:
    for id, answer in compute().items():
        name = "journey" if id == journey else "asked"
        nodes.setdefault(id, {}).setdefault(name, []).append(answer)


def _source(each: Attachment) -> Numbers:
    return {
        "kind": each.kind,
        "source": each.source,
        "collector": each.collector,
        "n": each.n,
        "date": each.date.isoformat() if each.date else "",
    }
