"""Which parts of a map each attached log or survey covers, and with how many of its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

import numpy as np

from cjwidgets.analysis.customers.reach import reach
from cjwidgets.analysis.feelings.emotion import felt
from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.errors import JourneyError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.notice import listening
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.model import JourneyMap, Stage, Touchpoint
from cjwidgets.model.attachments import Attachment


class Covered(NamedTuple):
    """What one source counts: its customers or answers at each part it covers, by node id."""

    by: Attachment
    n: dict[str, int]


def coverage(
    jm: JourneyMap, bound: Sequence[Attachment], *, minimum: int = MINIMUM
) -> list[Covered]:
    """Count what each attached source saw of a map.

    Parameters
    ----------
    jm : JourneyMap
    bound : sequence of Attachment
        In this order are the results.
    minimum : int, default 5
        Fewer people who answered do not count as evidence, as in `figures`.

    Returns
    -------
    list of Covered
        Parts that a source does not cover are not in it; it is empty for one that can't be
        counted, of which `figures` says why.
    """
    found = []
    for each in bound:
        n: dict[str, int] = {}
        with listening(), suppress(JourneyError):
            if isinstance(each.data, EventLog):
                n = _customers(jm, each.data)
            elif isinstance(each.data, Survey):
                n = _answers(jm, each.data, minimum)
        found.append(Covered(each, n))
    return found


def kinds_at(found: Sequence[Covered], id: str) -> set[str]:
    """Return the kinds of sources that cover a part: what customers did, what they said."""
    return {each.by.kind for each in found if id in each.n}


def _customers(jm: JourneyMap, log: EventLog) -> dict[str, int]:
    n: dict[str, int] = {}
    ruled = any(touchpoint.match for touchpoint in jm.touchpoints)
    for level in ("stage", "touchpoint") if ruled else ("stage",):
        nodes: Sequence[Stage | Touchpoint] = jm.stages if level == "stage" else jm.touchpoints
        seen = reach(jm, log, level=level)["customers"].fillna(0)
        n |= {node.id: int(count) for node, count in zip(nodes, seen, strict=True) if count}
    return n


def _answers(jm: JourneyMap, survey: Survey, minimum: int) -> dict[str, int]:
    placed = felt(jm, survey, jm.scale, level="touchpoint", by=None)
    return {
        touchpoint.id: len(cell.values)
        for touchpoint, cell in zip(jm.touchpoints, placed, strict=True)
        if len(np.unique(cell.respondents)) >= max(minimum, 1)
    }
