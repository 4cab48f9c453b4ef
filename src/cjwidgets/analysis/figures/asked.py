"""What people answered at each touchpoint, and of the whole journey, as it stands on a map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd

from cjwidgets.analysis.feelings.ces import ces
from cjwidgets.analysis.feelings.csat import csat
from cjwidgets.analysis.feelings.nps import nps
from cjwidgets.analysis.figures.numbers import known
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.evidence.surveys.questions import FELT
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.locale import Language, language
from cjwidgets.model import JourneyMap

Answer = list[Any]
Statistic = Callable[..., pd.DataFrame]
KINDS: tuple[tuple[str, Statistic, tuple[str, ...]], ...] = (
    ("csat", csat, ("csat", "satisfaction")),
    ("nps", nps, ("nps",)),
    ("ces", ces, ("ces2", "ces1")),
)
"""Name → statistic, and the kinds of question it is of: the first that was asked counts."""


def asks_feelings(survey: Survey) -> bool:
    """Return whether anybody was asked how they felt: a survey may ask for something else."""
    return any(question.kind == FELT for question in survey.questions)


def answers(
    jm: JourneyMap, survey: Survey, *, minimum: int = MINIMUM, confidence: float = CONFIDENCE
) -> Iterator[Callable[[], dict[str, Answer]]]:
    """Return what computes each score that the survey asked for.

    It gives, by the id of the touchpoint, or of the map for the net promoter score of the whole
    journey, ``[kind, value, low, high, n, of, said]``, and the note where the interval is missing.
    Kinds are ``csat`` (share of the satisfied), ``csat_mean``, ``nps``, ``ces1`` (effort, low is
    good) and ``ces2`` (ease); ``of`` is the end of the scale of a mean, else None; ``said`` is
    all of it in the language of the map.
    """
    for name, statistic, kinds in KINDS:
        asked = next((kind for kind in kinds if _asked(survey, kind)), None)
        if asked is None:
            continue
        options: dict[str, Any] = {"minimum": minimum, "confidence": confidence}
        if name == "csat" and any(each.top is None for each in _asked(survey, asked)):
            options["method"] = "mean"  # of what steps are favourable there is no convention
        if name == "nps":
            yield partial(_scores, nps, name, jm, survey, "journey", options)
        if _is_placed(survey, asked):
            yield partial(_scores, statistic, name, jm, survey, "touchpoint", options)


def _asked(survey: Survey, kind: str) -> list[Any]:
    return [question for question in survey.questions if question.kind == kind]


def _is_placed(survey: Survey, kind: str) -> bool:
    """Whether any answer to such a question says at which touchpoint it was given."""
    questions = [at for at, each in enumerate(survey.questions) if each.kind == kind]
    if any(survey.questions[at].touchpoint for at in questions):
        return True
    if "touchpoint" not in survey.has:
        return False
    given = survey.answers["row"][survey.answers["question"].isin(questions)]
    return bool((survey.rows["touchpoint"].iloc[given] != "").any())


def _scores(
    statistic: Statistic,
    name: str,
    jm: JourneyMap,
    survey: Survey,
    level: str,
    options: dict[str, Any],
) -> dict[str, Answer]:
    table = statistic(jm, survey, level=level, **options)
    kind, of = name, None
    if name == "ces":
        kind = "ces1" if table.attrs["good"] == "low" else "ces2"
    elif options.get("method") == "mean":
        kind = "csat_mean"
    if kind not in ("csat", "nps"):
        of = table.attrs["scale"][1]
    t = language(jm.locale)
    return {
        row.get("touchpoint_id", jm.id): _answer(kind, row, name, of, t)
        for row in table.dropna(subset=name).to_dict("records")
    }


def _answer(kind: str, row: dict[Any, Any], name: str, of: Any, t: Language) -> Answer:
    value, low, high = (known(row[key], 5) for key in (name, f"{name}_low", f"{name}_high"))
    note = [row["note"]] if row["note"] else []

    def said(number: float | None) -> str:
        if number is None:
            return t(f"note.{row['note']}", minimum=MINIMUM)
        if kind == "nps":
            return t.number(number, 0, sign=True)
        return t.percent(number) if kind == "csat" else t.number(number)

    if low is None or high is None:
        between = said(low)
    else:
        between = t.narrow(low, high) if kind == "csat" else f"{said(low)} … {said(high)}"
    words = t(
        f"figures.{kind}",
        value=said(value),
        interval=between,
        n=t.count(row["n"]),
        of=t.number(of or 0),
    )
    if "touchpoint_id" not in row:
        words = t("figures.journey", said=words)
    return [kind, value, low, high, int(row["n"]), of, words, *note]
