"""Whether a touchpoint satisfies alike in all its channels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.comparison.sides import stands
from cjwidgets.analysis.feelings.csat import csat
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.multiple_testing import benjamini_hochberg
from cjwidgets.analysis.shared.options import chosen
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.two_samples import shares
from cjwidgets.analysis.shared.wording import points
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "Satisfied: share of answers in the top steps of the scale. spread = share in the best channel "
    "− share in the worst one, with Newcombe's interval (method 10), answers taken as independent. "
    "The two are picked as the extremes: p of the two-sided z test is multiplied by the number of "
    "pairs of channels (Bonferroni); p_adjusted: Benjamini–Hochberg over the rows."
)
SOURCE = (
    "Newcombe (1998), Statistics in Medicine 17:873–890; Benjamini & Hochberg (1995), J. R. "
    "Statist. Soc. B 57:289–300."
)


@checked
def channel_consistency(
    jm: JourneyMap,
    survey: Survey,
    *,
    level: str = "touchpoint",
    question: str | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Measure how far satisfaction differs between the channels of a touchpoint.

    Parameters
    ----------
    jm : JourneyMap
    survey : Survey
        With a question of kind ``csat`` or ``satisfaction``, and a channel column.
    level : {"touchpoint", "stage", "journey"}, default "touchpoint"
    question : str, optional
        Only this one of several.
    minimum : int, optional
        Channels with fewer respondents at a place are not compared there.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a place, in the order of the map: its columns; ``channels`` (compared),
        ``best``, ``worst`` (their names), ``best_share``, ``worst_share``, ``spread``,
        ``spread_low``, ``spread_high``, ``p``, ``p_adjusted``, ``n`` (answers of the compared
        channels), ``note``: ``no_answers``, ``one_channel`` (nothing to compare
        with), ``small_n`` (fewer than two channels with enough answers), ``no_spread`` (all
        answers alike: no p) or nothing.

    Raises
    ------
    DataError, InputError
        As :func:`cjwidgets.csat`.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=["Checkout"])])
    >>> frame = pd.DataFrame({"csat": [5] * 56 + [1] * 14 + [5] * 48 + [1] * 32,
    ...                       "at": "Checkout", "via": ["web"] * 70 + ["shop"] * 80})
    >>> survey = cj.Survey(frame, questions=["csat"], touchpoint="at", channel="via")
    >>> channel_consistency(jm, survey)[
    ...     ["touchpoint", "best", "worst", "spread", "spread_low", "spread_high"]].round(4)
      touchpoint best worst  spread  spread_low  spread_high
    0   Checkout  web  shop     0.2      0.0524       0.3339
    """
    chosen("level", level, ("touchpoint", "stage", "journey"))
    found = csat(
        jm,
        survey,
        level=level,
        by="channel",
        question=question,
        minimum=minimum,
        confidence=confidence,
    )
    columns = [
        each for each in ("stage", "touchpoint", "stage_id", "touchpoint_id") if each in found
    ]
    # A run of rows a place: names of places may repeat.
    number = found["channel"].nunique()
    rows = [
        {column: part[column].iloc[0] for column in columns} | _row(part, confidence)
        for part in (found.iloc[at : at + number] for at in range(0, len(found), number))
    ]
    frame = pd.DataFrame(rows)
    frame.insert(frame.columns.get_loc("p") + 1, "p_adjusted", benjamini_hochberg(frame["p"]))
    return describe(
        frame,
        "channel_consistency",
        DEFINITION,
        SOURCE,
        unit="answer",
        confidence=confidence,
        level=level,
        minimum=minimum,
    )


def _row(part: pd.DataFrame, confidence: float) -> dict[str, Any]:
    names = ("best_share", "worst_share", "spread", "spread_low", "spread_high", "p")
    row: dict[str, Any] = {"channels": 0, "best": "", "worst": ""} | dict.fromkeys(names, np.nan)
    known = part.dropna(subset="csat")
    row |= {"channels": len(known), "n": int(known["n"].sum())}
    if len(known) < 2:
        answered = int((part["n"] > 0).sum())
        return row | {"note": ("no_answers", "one_channel", "small_n")[min(answered, 2)]}
    best, worst = (known.loc[getattr(known["csat"], at)()] for at in ("idxmax", "idxmin"))
    difference = shares(
        best["csat"] * best["n"], best["n"], worst["csat"] * worst["n"], worst["n"], confidence
    )
    pairs = len(known) * (len(known) - 1) / 2
    return row | {
        "best": best["channel"],
        "worst": worst["channel"],
        "best_share": best["csat"],
        "worst_share": worst["csat"],
        "spread": float(difference.value),
        "spread_low": float(difference.low),
        "spread_high": float(difference.high),
        "p": float(np.minimum(difference.p * pairs, 1.0)),
        "note": "no_spread" if np.isnan(difference.p) else "",
    }


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where satisfaction differs most between channels."""
    known = frame.dropna(subset="spread")
    if known.empty:
        alone = (frame["note"] == "one_channel").any() and not (frame["note"] == "small_n").any()
        return t("explain.consistency.none" if alone else "explain.contrast.none")
    row = known.loc[known["spread"].idxmax()]
    level = frame.attrs["level"]
    said = t(
        "explain.consistency",
        best=row["best"],
        worst=row["worst"],
        one=t.percent(row["best_share"]),
        two=t.percent(row["worst_share"]),
        spread=points(row["spread"], t),
        low=points(row["spread_low"], t),
        high=points(row["spread_high"], t),
    )
    place = "" if level == "journey" else f"{row[level]}: "
    return stands(place + said, known, frame.attrs["confidence"], t)
