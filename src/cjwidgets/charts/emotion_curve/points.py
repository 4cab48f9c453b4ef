"""The marks of the emotion curve: where each stands, and what it says when asked."""

from __future__ import annotations

from typing import Any

from cjwidgets.charts.emotion_curve.data import Part, point, word
from cjwidgets.display import words
from cjwidgets.locale import language, text
from cjwidgets.model import JourneyMap, Measured

Rows = list[dict[str, Any]]
APART = 0.07  # of a column: side by side, so that equal values of two personas are both seen
SPREAD = 0.3


def points(some: Part) -> Rows:
    """Return one row a known emotion; ``run`` tells the unbroken pieces of a curve apart."""
    rows: Rows = []
    jm, people = some.jm, some.people
    apart = min(APART, SPREAD / len(people)) if people else 0.0
    for place, (number, name, persona) in enumerate(people):
        run, column = 0, 0
        shift = apart * (place - (len(people) - 1) / 2)
        for stage in some.stages:
            if not stage.touchpoints:
                run, column = run + 1, column + 1
            for touchpoint in stage.touchpoints:
                value, basis, found = point(touchpoint, persona)
                column += 1
                if value is None:
                    run += 1
                    continue
                row = _row(jm, value, found)
                names = (name, *(words.clean(each.name) for each in (stage, touchpoint)))
                row["says"] = " · ".join((*names, row["felt"], row["ground"]))
                row |= {"x": round(column - 0.5 + shift, 3), "run": f"{number}-{run}"}
                row |= {"who": number, "basis": basis}
                row |= some.stands(stage, touchpoint, number)
                # Filled is measured, hollow assumed: never told by colour alone.
                row |= {"inside": number, "size": 95}
                if basis == "assumed":
                    row |= {"inside": -1, "size": 81}
                rows.append(row)
    return rows


def _row(jm: JourneyMap, value: float, found: Measured | None) -> dict[str, Any]:
    interval = found is not None and found.low is not None and found.high is not None
    number = language(jm.locale).number(value, sign=jm.scale.low < 0)
    return {
        "emotion": value,
        "low": found.low if found and interval else None,
        "high": found.high if found and interval else None,
        "felt": f"{number} · {words.clean(word(jm, value))}",
        "ground": _ground(jm, found),
    }


def _ground(jm: JourneyMap, found: Measured | None) -> str:
    """Say what a value rests on: measured or assumed, n, interval, source."""
    if found is None:
        return text("emotion.assumed", jm.locale)
    parts = [text("emotion.measured", jm.locale)]
    if found.n is not None:
        parts.append(f"n {language(jm.locale).count(found.n)}")
    if found.low is not None and found.high is not None:
        signed = jm.scale.low < 0
        ends = (language(jm.locale).number(end, sign=signed) for end in (found.low, found.high))
        parts.append(f"[{' … '.join(ends)}]")
    if found.source:
        parts.append(words.clean(found.source))
    return " · ".join(parts)
