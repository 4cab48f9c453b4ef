"""The moments people remember of a journey: its peak and its end."""

from __future__ import annotations

from functools import partial, reduce
from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.feelings.curves import Curve, Values, measured, of_map
from cjwidgets.analysis.inference.bootstrap import RESAMPLES, drawing
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.places import located
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.suppress import suppress
from cjwidgets.analysis.shared.survey_table import BOOTSTRAP, check, mean
from cjwidgets.analysis.shared.wording import reason, then
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.surveys.placing import Cell
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap, Scale

DEFINITION = (
    "peak: the emotion farthest from the middle of the scale (of equally far ones the negative); "
    "end: the last one; score = (peak + end) / 2, our operational form of the peak–end rule. "
    "Of a survey each respondent's own who answered at two places or more (score_n); peak, end and "
    "score are the means of theirs, with an interval ({interval}). "
    "Beside it the mean and the lowest emotion of all, and slope: least squares, a step of the "
    "journey."
)
SOURCE = (
    "Kahneman, Fredrickson, Schreiber & Redelmeier (1993), Psychological Science 4:401–405; "
    "Fredrickson & Kahneman (1993), JPSP 65:45–55."
)
_TIED = 1e-9


def peak_end(values: Values, neutral: float = 0.0) -> tuple[Values, Values]:
    """Return where the peak and the end of curves are: positions along the last axis.

    Parameters
    ----------
    values : ndarray, shape (…, places)
        NaN where unknown; a curve of NaN only gives 0.
    neutral : float, default 0
        Middle of the scale.

    Examples
    --------
    >>> peak, end = peak_end(np.array([1.0, -2, 0, 1, 2]))
    >>> int(peak), int(end)
    (1, 4)
    """
    offset = values - neutral
    distance = np.where(np.isnan(offset), -1.0, np.abs(offset))
    far = distance >= distance.max(axis=-1, keepdims=True) - _TIED
    negative = far & (offset < 0)
    peak = np.where(negative.any(axis=-1), negative.argmax(axis=-1), far.argmax(axis=-1))
    end = values.shape[-1] - 1 - (~np.isnan(values))[..., ::-1].argmax(axis=-1)
    return peak, end


POINTS = ("peak", "end", "lowest")


@checked
def peaks(
    jm: JourneyMap,
    survey: Survey | None = None,
    *,
    level: str = "touchpoint",
    by: str | None = None,
    question: str | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Find peak, end, peak–end score, lowest point and slope of the emotions of a journey.

    Parameters
    ----------
    jm : JourneyMap
    survey : Survey, optional
        With a question of kind ``emotion``: what was measured. Without it, the emotions on the
        map, a row a persona: measured ones go before assumed ones.
    level : {"touchpoint", "stage"}, default "touchpoint"
        The steps of the journey. On the map, a stage has the mean of its touchpoints.
    by : {"persona", "segment", "channel"}, optional
        Curves to tell apart in the survey.
    question : str, optional
        Only this one of several.
    minimum : int, optional
        Places with answers of fewer respondents are passed over.
    confidence : float, optional
    resamples, seed : int
        Of the bootstrap of the score: respondents are drawn.

    Returns
    -------
    pandas.DataFrame
        One row a curve: ``peak``, ``end``, ``score``, ``score_low``, ``score_high`` (with a
        survey), ``mean``, ``lowest``, ``slope`` on the map's scale; ``peak_stage``,
        ``peak_touchpoint`` and so on for ``end`` and ``lowest`` (with a survey, where most people
        have their peak and end); ``basis`` (``measured``, ``assumed``, ``mixed``), ``places``
        (known), ``n`` (answers), ``respondents`` and ``score_n`` (with a survey; those who have a
        peak and an end), ``note``: ``no_answers``, ``undefined`` (one place alone), ``one_place``
        (nobody answered at several: no peak), ``small_n``, ``no_spread`` (all have one score: no
        interval), or nothing.

    Raises
    ------
    DataError
        The survey has no question of this kind, or no answer with a place on the map.
    InputError
        An unknown option.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=[
    ...     cj.Touchpoint(name, emotion=felt)
    ...     for name, felt in (("Ad", 1), ("Queue", -2), ("Desk", 0), ("Bag", 1), ("Home", 2))])])
    >>> peaks(jm)[["peak", "peak_touchpoint", "end", "score", "mean", "basis"]]
       peak peak_touchpoint  end  score  mean    basis
    0  -2.0           Queue  2.0    0.0   0.4  assumed
    """
    check(confidence)
    chosen("level", level, ("touchpoint", "stage"))
    options = drawing(resamples, seed)
    if survey is None:
        curves, by = of_map(jm, level), "persona" if jm.personas else None
    else:
        curves = measured(jm, survey, level, by, question, minimum)
    steps = located(jm.stages if level == "stage" else jm.touchpoints, jm)
    rows = [_row(curve, jm.scale, steps, minimum, confidence, options) for curve in curves]
    frame = pd.DataFrame(rows, columns=_columns(level, survey is not None))
    if by:
        frame.insert(0, by, [curve.name for curve in curves])
    if by == "persona":
        frame["persona_id"] = [curve.persona for curve in curves]
    if survey is not None:
        frame = _hidden(frame, minimum, whole=by in ("persona", "segment"))
    return describe(
        frame,
        "peaks",
        DEFINITION.format(interval=BOOTSTRAP),
        SOURCE,
        scale=(jm.scale.low, jm.scale.high),
        level=level,
        unit="answer",
        confidence=confidence,
        minimum=minimum,
        **options,
    )


def _hidden(frame: pd.DataFrame, minimum: int, *, whole: bool) -> pd.DataFrame:
    """Hide curves of few people, and peaks and ends of few, their places included."""
    sets = [0 if whole else -1] * len(frame)
    frame = suppress(frame, _values(True), minimum, n="respondents", sets=sets)
    own = ["peak", "end", "score", "score_low", "score_high"]
    why = frame["note"]
    frame = suppress(frame, own, minimum, n="score_n", sets=sets)
    frame["note"] = why.where(why != "", frame["note"])
    for name in POINTS:
        places = [each for each in frame if each.startswith(f"{name}_") and each not in own]
        frame.loc[frame[name].isna(), places] = ""
    return frame


def _values(surveyed: bool) -> tuple[str, ...]:
    interval = ("score_low", "score_high") if surveyed else ()
    return ("peak", "end", "score", *interval, "mean", "lowest", "slope")


def _columns(level: str, surveyed: bool) -> list[str]:
    kinds = ("stage", "touchpoint") if level == "touchpoint" else ("stage",)
    places = [f"{name}_{kind}" for name in POINTS for kind in kinds]
    people = ["respondents", "score_n"] if surveyed else []
    ids = [f"{each}_id" for each in places]
    return [*_values(surveyed), *places, "basis", "places", "n", *people, "note", *ids]


def _row(
    curve: Curve,
    scale: Scale,
    steps: dict[str, list[str]],
    minimum: int,
    confidence: float,
    options: dict[str, Any],
) -> dict[str, Any]:
    known = np.flatnonzero(~np.isnan(curve.values))
    row: dict[str, Any] = dict.fromkeys(_values(True), np.nan)
    row |= {f"{name}_{column}": "" for name in POINTS for column in steps}
    row |= {"basis": "", "places": len(known), "n": curve.n, "respondents": curve.respondents}
    row["score_n"] = 0
    if len(known) == 0:
        return row | {"note": "small_n" if curve.n else "no_answers"}
    values = curve.values[known]
    row |= {"mean": float(values.mean()), "note": ""}
    at = {"lowest": int(np.nanargmin(curve.values))}
    row["lowest"] = float(curve.values[at["lowest"]])
    if curve.own is None:
        at |= zip(("peak", "end"), map(int, peak_end(curve.values, scale.neutral)), strict=True)
        row |= {name: float(curve.values[at[name]]) for name in ("peak", "end")}
        row["score"] = (row["peak"] + row["end"]) / 2
    else:
        own = curve.own[(~np.isnan(curve.own)).sum(axis=1) > 1]
        row["score_n"] = len(own)
        if len(own) >= minimum:
            at |= _of_people(row, own, scale, confidence, options)
        else:
            row["note"] = "small_n" if len(own) else "one_place"
    for name, place in at.items():
        row |= {f"{name}_{column}": places[place] for column, places in steps.items()}
    seen = curve.measured[known]
    row["basis"] = "measured" if seen.all() else "mixed" if seen.any() else "assumed"
    if len(known) > 1:
        along = known - known.mean()
        row["slope"] = float(along @ values / (along @ along))
    else:
        row["note"] = "undefined"
    return row


def _of_people(
    row: dict[str, Any], own: Values, scale: Scale, confidence: float, options: dict[str, Any]
) -> dict[str, int]:
    """Fill in the mean of each one's own peak, end and score; return where most have them."""
    who = np.arange(len(own))
    peak, end = peak_end(own, scale.neutral)
    row |= {"peak": float(own[who, peak].mean()), "end": float(own[who, end].mean())}
    scores = Cell((own[who, peak] + own[who, end]) / 2, who, np.zeros(len(who), dtype=np.int64))
    row |= mean(scores, "score", confidence=confidence, ends=(scale.low, scale.high), **options)
    return {name: int(np.bincount(at).argmax()) for name, at in (("peak", peak), ("end", end))}


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say of each curve its peak, its end and what will be remembered."""
    group = next((name for name in ("persona", "segment", "channel") if name in frame), None)
    show = partial(t.number, sign=frame.attrs["scale"][0] < 0)
    said = [_said(row, row[group] if group else "", frame, show, t) for _, row in frame.iterrows()]
    return reduce(partial(then, t=t), said, "")


def _said(row: Any, name: str, frame: pd.DataFrame, show: Any, t: Language) -> str:
    what = f"{t('explain.peaks')} · {name}" if name else t("explain.peaks")
    if np.isnan(row["score"]):
        why = reason(row["note"], t, minimum=frame.attrs["minimum"])
        return t("explain.survey.nothing", what=what, reason=why)
    kind = frame.attrs["level"]
    return t(
        "explain.peaks.people" if "score_n" in frame else "explain.peaks.curve",
        what=what,
        score=show(row["score"]),
        peak=show(row["peak"]),
        peak_place=row[f"peak_{kind}"],
        end=show(row["end"]),
        end_place=row[f"end_{kind}"],
        basis=t(f"explain.peaks.{row['basis']}"),
        n=row["score_n" if "score_n" in frame else "n"],
    )
