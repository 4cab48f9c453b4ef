"""What a survey holds, and what of it does not count: said of ``Survey.describe()``."""

from __future__ import annotations

import pandas as pd

from cjwidgets.analysis.shared.wording import then
from cjwidgets.evidence.surveys.survey import LEFT_OUT
from cjwidgets.locale import Language

_WORDS = {
    "missing": "explain.left_out.missing",
    "not_applicable": "explain.left_out.not_applicable",
    "unreadable": "explain.left_out.unreadable",
    "off_scale": "explain.left_out.off_scale",
    "repeated": "explain.left_out.repeated",
}


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say how many answers count, and how many were left out for each reason."""
    said = t(
        "explain.left_out",
        answers=frame["answers"].sum(),
        respondents=frame.attrs["respondents"],
        questions=len(frame),
    )
    totals = {name: int(frame[name].sum()) for name in LEFT_OUT}
    reasons = [t(_WORDS[name], count=count) for name, count in totals.items() if count]
    if unknown := frame.attrs["unknown_questions"]:
        reasons.append(t("explain.left_out.unknown", count=unknown))
    why = t("explain.left_out.reasons", reasons="; ".join(reasons)) if reasons else ""
    return then(said, why, t)
