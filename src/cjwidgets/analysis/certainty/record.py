"""Writes into a map what the attached data measured, so that the file keeps it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from cjwidgets.analysis.certainty.coverage import coverage
from cjwidgets.analysis.certainty.levels import QUANTITATIVE
from cjwidgets.analysis.figures import Felt, emotions
from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.errors import DataError, JourneyError
from cjwidgets.evidence.notice import listening
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.model import Evidence, JourneyMap, Measured, Touchpoint
from cjwidgets.model.attachments import Attachment, attached

if TYPE_CHECKING:
    from cjwidgets.model.keywords import EvidenceFields


def record(jm: JourneyMap) -> JourneyMap:
    """See JourneyMap.record."""
    bound = attached(jm)
    if not bound:
        raise DataError(
            f"Nothing is attached to {jm.title!r}.", hint="Attach a log or survey: jm.attach(log)."
        )
    found = coverage(jm, bound)
    felt = [_felt(jm, each.data) for each in bound]
    with jm.batch("Record evidence"):
        for node in (*jm.stages, *jm.touchpoints):
            renewed: list[Evidence] = []
            for (each, covered), answers in zip(found, felt, strict=True):
                if node.id in covered:
                    renewed.append(_renew(node, each, covered[node.id], renewed))
                if isinstance(node, Touchpoint) and node.id in answers:
                    said = {
                        persona: Measured(mean, n, low, high, each.source)
                        for persona, mean, low, high, n, *_ in answers[node.id]
                    }
                    node.measured = {**node.measured, **said}
    return jm


def _felt(jm: JourneyMap, data: object) -> dict[str, list[Felt]]:
    if isinstance(data, Survey):
        with listening(), suppress(JourneyError):  # figures say why
            return emotions(jm, data)
    return {}


def _renew(node: Any, each: Attachment, n: int, renewed: list[Evidence]) -> Evidence:
    """Write one source; of several of one name each has an entry of its own."""
    source = each.source or each.kind
    # Not how few: what is written can be read.
    told = n if n >= MINIMUM else None
    fields: EvidenceFields = {"level": QUANTITATIVE, "n": told, "date": each.date}
    fields["collector"] = each.collector
    for known in node.evidence:
        if known.source == source and not any(known is other for other in renewed):
            for name, value in fields.items():
                setattr(known, name, value)
            return cast(Evidence, known)
    node.evidence.append(Evidence(source, **fields))
    return cast(Evidence, node.evidence[-1])
