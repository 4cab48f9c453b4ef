"""The table behind the emotion curve: one row per touchpoint and persona."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from cjwidgets.charts.layout.pick import KEYS, telling
from cjwidgets.display.words import clean
from cjwidgets.evidence.arguments import checked
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap, Measured, Persona, Stage, Touchpoint

COLUMNS = (
    "position",
    "stage",
    "touchpoint",
    "persona",
    "emotion",
    "word",
    "basis",
    "n",
    "low",
    "high",
    "source",
    "stage_id",
    "touchpoint_id",
    "persona_id",
)
DEFINITION = (
    "Emotion of a persona at a touchpoint on the map's scale: the measured value if there is "
    "one, else the assumed one; low and high are the interval stated with the measurement."
)


class Point(NamedTuple):
    """What is known of one persona at one touchpoint; ``basis`` is empty if nothing is."""

    value: float | None
    basis: str
    measured: Measured | None


def point(touchpoint: Touchpoint, persona: Persona | None) -> Point:
    """Return what to draw: measured goes before assumed, own before everyone's."""
    measured = touchpoint.measured_of(persona)
    if measured is not None:
        return Point(measured.value, "measured", measured)
    assumed = touchpoint.emotion_of(persona)
    return Point(assumed, "assumed" if assumed is not None else "", None)


def travellers(jm: JourneyMap) -> list[tuple[str, Persona | None]]:
    """Return names, unique and never empty, with their personas; everyone if there is none."""
    if not jm.personas:
        return [(text("emotion.everyone", jm.locale), None)]
    named: list[tuple[str, Persona | None]] = []
    for number, persona in enumerate(jm.personas, start=1):
        name = clean(persona.name) or text("editor.untitled_persona", jm.locale)
        taken = {each for each, _ in named}
        named.append((name if name not in taken else f"{name} ({number})", persona))
    return named


@dataclass(frozen=True)
class Part:
    """What of a map is drawn: some stages, some personas; a persona keeps its number."""

    jm: JourneyMap
    stages: tuple[Stage, ...]
    people: tuple[tuple[int, str, Persona | None], ...]

    @property
    def touchpoints(self) -> list[Touchpoint]:
        return [each for stage in self.stages for each in stage.touchpoints]

    @cached_property
    def fields(self) -> list[str]:
        """What a mark stands for; ids where names do not tell it."""
        whole = self.jm.stages  # a pick is looked up in all of the map
        rows = [self._told(stage, each) for stage in whole for each in stage.touchpoints]
        found = telling(["stage", "touchpoint", *(["persona"] if self.jm.personas else [])], rows)
        renamed = any(persona and persona.name != name for _, name, persona in self.people)
        return [*found, "persona_id"] if renamed else found

    def stands(
        self, stage: Stage | None = None, touchpoint: Touchpoint | None = None, person: int = -1
    ) -> dict[str, str]:
        """Return what a mark stands for."""
        told = self._told(stage, touchpoint, person)
        return {name: told[name] for name in told if name in KEYS or name in self.fields}

    def _told(
        self, stage: Stage | None = None, touchpoint: Touchpoint | None = None, person: int = -1
    ) -> dict[str, str]:
        told: dict[str, str] = {}
        for kind, node in (("stage", stage), ("touchpoint", touchpoint)):
            if node is not None:
                told |= {kind: node.name, f"{kind}_id": node.id}
        for number, name, persona in self.people:
            if number == person:
                told |= {"persona": name} | ({"persona_id": persona.id} if persona else {})
        return told


def part(
    jm: JourneyMap, personas: Iterable[Any] | None = None, stages: Iterable[Any] | None = None
) -> Part:
    """Return a part of a map, or all of it; nodes, names or ids, in the order of the map."""
    people = [(number, *each) for number, each in enumerate(travellers(jm))]
    if personas is not None:
        wanted = {jm.personas.index(each) for each in _listed(personas)}
        people = [each for each in people if each[0] in wanted]
    shown = list(range(len(jm.stages)))
    if stages is not None:
        shown = sorted({jm.stages.index(each) for each in _listed(stages)})
    return Part(jm, tuple(jm.stages[at] for at in shown), tuple(people))


def _listed(given: Any) -> list[Any]:
    many = isinstance(given, Iterable) and not isinstance(given, str)
    return list(given) if many else [given]


def word(jm: JourneyMap, value: float) -> str:
    """Return the scale's word for a score, in the language of the map."""
    return jm.scale.word(value, tuple(text("emotion.words", jm.locale).split("|")))


@checked
def emotion_table(
    jm: JourneyMap,
    *,
    personas: Iterable[Persona | str] | None = None,
    stages: Iterable[Stage | str] | None = None,
) -> pd.DataFrame:
    """Return the emotions of a map as a table.

    Parameters
    ----------
    jm : JourneyMap
    personas, stages : list of nodes, names or ids, optional
        Only these; by default all.

    Returns
    -------
    pandas.DataFrame
        One row per touchpoint and persona, in the order of the map: ``position`` (of the
        touchpoint, from 0), ``stage``, ``touchpoint``, ``persona``, ``emotion`` (on the map's
        scale, NaN if unknown), ``word``, ``basis`` (``measured``, ``assumed`` or empty), ``n``,
        ``low``, ``high``, ``source``, ``stage_id``, ``touchpoint_id``, ``persona_id`` (empty for
        everyone). ``attrs`` hold ``definition`` and ``scale``.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[
    ...     cj.Stage("Ask", touchpoints=[cj.Touchpoint("Search", emotion=1)])])
    >>> emotion_table(jm)[["touchpoint", "persona", "emotion", "basis"]]
      touchpoint   persona  emotion    basis
    0     Search  Everyone      1.0  assumed
    """
    some = part(jm, personas, stages)
    owners = [(stage, each) for stage in jm.stages for each in stage.touchpoints]
    rows: list[tuple[Any, ...]] = []
    for position, (stage, touchpoint) in enumerate(owners):
        if stage not in some.stages:
            continue
        for _, name, persona in some.people:
            value, basis, found = point(touchpoint, persona)
            rows.append(
                (
                    position,
                    stage.name,
                    touchpoint.name,
                    name,
                    value,
                    "" if value is None else word(jm, value),
                    basis,
                    found and found.n,
                    found and found.low,
                    found and found.high,
                    found.source if found else "",
                    stage.id,
                    touchpoint.id,
                    persona.id if persona else "",
                )
            )
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {
            "position": "int64",
            "emotion": "float64",
            "n": "Int64",
            "low": "float64",
            "high": "float64",
        }
        | dict.fromkeys((*COLUMNS[1:4], "word", "basis", *COLUMNS[10:]), "str")
    )
    frame.attrs = {"definition": DEFINITION, "scale": (jm.scale.low, jm.scale.high)}
    return frame
