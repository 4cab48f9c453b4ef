"""What people felt at each touchpoint, as it stands on a map."""

from __future__ import annotations

from typing import Any

from cjwidgets.analysis.feelings.emotion import emotion
from cjwidgets.analysis.figures.numbers import known
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.model import JourneyMap

Felt = list[Any]


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
            numbers = [known(row[key], 3) for key in ("mean", "mean_low", "mean_high")]
            why = [row["note"]] if row["note"] else []
            persona = row["persona_id"] if by else ""
            own = found.setdefault(row["touchpoint_id"], [])
            own.append([persona, *numbers, int(row["n"]), *why])
    return found
