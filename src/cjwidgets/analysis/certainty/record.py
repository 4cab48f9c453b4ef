"""Writes into a map what the attached data measured, so that the file keeps it."""

from __future__ import annotations

from typing import Any

from cjwidgets.analysis.certainty.figures import figures
from cjwidgets.analysis.certainty.levels import QUANTITATIVE
from cjwidgets.errors import DataError
from cjwidgets.model import Evidence, JourneyMap, Measured
from cjwidgets.model.attachments import attached

KINDS = {"log": "n", "survey": "felt"}


def record(jm: JourneyMap) -> JourneyMap:
    """Write measured emotions and sources of evidence into a map, as one step of its history.

    Touchpoints get the measured emotion of each persona and of all, with n; stages and
    touchpoints get one quantitative source of evidence for each attached log or survey that
    covers them. Sources of the same name are renewed, not repeated.

    Parameters
    ----------
    jm : JourneyMap
        With data attached.

    Returns
    -------
    JourneyMap
        The map itself.

    Raises
    ------
    DataError
        Nothing is attached.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.datasets.mattress_map()
    >>> log = cj.EventLog(cj.datasets.mattress_log(customers=50), customer="customer_id",
    ...                   time="time", event="event")
    >>> _ = jm.attach(log, source="Web log").record()
    >>> [each.n for each in jm.stages[0].evidence if each.source == "Web log"][0] <= 50
    True
    """
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
            if felt := numbers.get("felt"):
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
