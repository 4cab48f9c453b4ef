"""What is felt along the columns: a line for all personas who feel the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cjwidgets.display.personas import persona_mark
from cjwidgets.formats.html.writer import Writer
from cjwidgets.model import Touchpoint


class Feeling(NamedTuple):
    """One point of a curve."""

    value: float
    measured: bool
    n: int | None = None
    low: float | None = None
    high: float | None = None
    source: str = ""


class Line(NamedTuple):
    """Who feels the same everywhere; ``number`` is the place of the first of them in the map."""

    number: int
    name: str
    points: tuple[Feeling | None, ...]

    def sign(self, *, measured: bool) -> str:
        """Return the sign of these people."""
        return persona_mark(self.number).signs[0 if measured else 1]


def lines(
    write: Writer, touchpoints: Sequence[Touchpoint | None], nodes: Mapping[str, Any]
) -> list[Line]:
    """Return the curves of a map's personas, or of everyone."""
    jm = write.jm
    everyone = write.t("emotion.everyone")
    people = [(each.id, write.name(each)) for each in jm.personas] or [("", everyone)]
    found: dict[tuple[Feeling | None, ...], list[tuple[int, str]]] = {}
    for number, (id, name) in enumerate(people):
        points = tuple(
            None if each is None else feeling(write, each, id, nodes) for each in touchpoints
        )
        found.setdefault(points, []).append((number, name))
    if len(found) == 1 and len(people) > 1:
        found = {points: [(0, everyone)] for points in found}
    return [
        Line(who[0][0], ", ".join(name for _, name in who), points) for points, who in found.items()
    ]


def feeling(
    write: Writer, touchpoint: Touchpoint, persona: str, nodes: Mapping[str, Any]
) -> Feeling | None:
    """Return what a persona feels at a touchpoint. Twin of js/src/document/points.ts."""
    now = {row[0]: row for row in nodes.get(touchpoint.id, {}).get("felt", ())}
    for id in dict.fromkeys((persona, "")):
        if id in now:
            _, mean, low, high, n = now[id]
            return Feeling(mean, True, n, low, high)
        if kept := touchpoint.measured.get(id):
            write.mark(touchpoint, "measured", id)
            return Feeling(kept.value, True, kept.n, kept.low, kept.high, kept.source)
    own = touchpoint.emotions.get(persona)
    write.mark(touchpoint, *(("emotion",) if own is None else ("emotions", persona)))
    value = touchpoint.emotion if own is None else own
    return None if value is None else Feeling(value, False)
