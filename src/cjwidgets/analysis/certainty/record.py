"""Writes into a map what the attached data measured, so that the file keeps it."""

from __future__ import annotations

from typing import Any

from cjwidgets.analysis.certainty.figures import figures
from cjwidgets.analysis.certainty.levels import QUANTITATIVE
from cjwidgets.errors import DataError
from cjwidgets.model import Evidence, JourneyMap, Measured, Touchpoint
from cjwidgets.model.attachments import attached

KINDS = {"log": "n", "survey": "felt"}


def record(jm: JourneyMap) -> JourneyMap:
    """See JourneyMap.record."""
    bound = attached(jm)
    if not bound:
        raise DataError(
            f"Nothing is attached to {jm.title!r}.", hint="Attach a log or survey: jm.attach(log)."
        )
    found = figures(jm)
    with jm.batch("Record evidence"):
        for node in (*jm.stages, *jm.touchpoints):
            numbers = found.nodes.get(node.id, {})
            for each in bound:
                if numbers.get(KINDS[each.kind]):
                    n = numbers["n"] if each.kind == "log" else _answers(numbers)
                    _renew(node, each.source or each.kind, n, each)
            if isinstance(node, Touchpoint) and (felt := numbers.get("felt")):
                source = next(each.source for each in reversed(bound) if each.kind == "survey")
                said = {
                    persona: Measured(mean, n, low, high, source)
                    for persona, mean, low, high, n, *_ in felt
                }
                node.measured = {**node.measured, **said}
    return jm


def _answers(numbers: dict[str, Any]) -> int:
    return max(felt[4] for felt in numbers["felt"])


def _renew(node: Any, source: str, n: int, each: Any) -> None:
    fields = {
        "level": QUANTITATIVE,
        "n": n or None,
        "date": each.date,
        "collector": each.collector,
    }
    for known in node.evidence:
        if known.source == source:
            for name, value in fields.items():
                setattr(known, name, value)
            return
    node.evidence.append(Evidence(source, **fields))
