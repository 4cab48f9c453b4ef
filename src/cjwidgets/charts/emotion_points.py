"""The marks of the emotion curve: where each stands, and what it says when asked."""

from __future__ import annotations

from typing import Any

from cjwidgets.charts import words
from cjwidgets.charts.emotion_data import point, word
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap, Measured, Persona, Touchpoint

Rows = list[dict[str, Any]]
APART = 0.07  # of a column: side by side, so that equal values of two personas are both seen
SPREAD = 0.3


def points(jm: JourneyMap, people: list[tuple[str, Persona | None]]) -> Rows:
    """Return one row a known emotion; ``run`` tells the unbroken pieces of a curve apart."""
    rows: Rows = []
    apart = min(APART, SPREAD / len(people))
    for number, (name, persona) in enumerate(people):
        run, column = 0, 0
        for stage in jm.stages:
            if not stage.touchpoints:
                run, column = run + 1, column + 1
            for touchpoint in stage.touchpoints:
                value, basis, found = point(touchpoint, persona)
                column += 1
                if value is None:
                    run += 1
                    continue
                shift = apart * (number - (len(people) - 1) / 2)
                row = _row(jm, touchpoint, value, found)
                row |= {"x": column - 0.5 + shift, "run": f"{number}-{run}", "persona": name}
                row |= {"basis": basis, "stage": words.clean(stage.name)}
                row["says"] = " · ".join(
                    row[key] for key in ("persona", "stage", "touchpoint", "felt", "ground")
                )
                rows.append(row)
    return rows


def _row(
    jm: JourneyMap, touchpoint: Touchpoint, value: float, found: Measured | None
) -> dict[str, Any]:
    interval = found is not None and found.low is not None and found.high is not None
    number = words.decimal(value, jm.locale, sign=jm.scale.low < 0)
    return {
        "emotion": value,
        "low": found.low if found and interval else None,
        "high": found.high if found and interval else None,
        "touchpoint": words.clean(touchpoint.name),
        "felt": f"{number} · {words.clean(word(jm, value))}",
        "ground": _ground(jm, found),
    }


def _ground(jm: JourneyMap, found: Measured | None) -> str:
    """Say what a value rests on: measured or assumed, n, interval, source."""
    if found is None:
        return text("emotion.assumed", jm.locale)
    parts = [text("emotion.measured", jm.locale)]
    if found.n is not None:
        parts.append(f"n {words.count(found.n, jm.locale)}")
    if found.low is not None and found.high is not None:
        signed = jm.scale.low < 0
        ends = (words.decimal(end, jm.locale, sign=signed) for end in (found.low, found.high))
        parts.append(f"[{' … '.join(ends)}]")
    if found.source:
        parts.append(words.clean(found.source))
    return " · ".join(parts)
