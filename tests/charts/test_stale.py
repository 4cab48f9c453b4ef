"""An edit makes those charts of a board stale that it changes, and no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any, get_args

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.board.dimensions import BoardSelection
from cjwidgets.board.registry import DRAWS
from cjwidgets.board.scene import Scene
from cjwidgets.charts.catalogue import ON_BOARD
from cjwidgets.display.view import spec_of
from cjwidgets.errors import JourneyError
from cjwidgets.evidence.notice import listening
from cjwidgets.model import JourneyMap, Node, Touchpoint
from cjwidgets.model import fields as f
from cjwidgets.model.bearing import Topic, bears_on
from cjwidgets.model.keyed import Measurements, Scores, Texts
from cjwidgets.model.rules.match_rules import MatchRules
from cjwidgets.model.scores import ScaleField, Score
from model.test_values import FIELDS

PICTURE = "data:image/png;base64,iVBORw0KGgo="
SELECTED: dict[str, dict[str, Any]] = {
    "all": {},
    "a stage": {"stages": ["ask"]},
    "a persona": {"personas": ["anna"]},
}


def shop() -> JourneyMap:
    """A map with a node of every kind, whose every field may say something else."""
    jm = JourneyMap("Shop", id="map", scale=cj.Scale(-3, 3))
    jm.personas = [
        cj.Persona("Anna", id="anna", segment="new"),
        cj.Persona("Viktor", id="viktor", segment="old"),
    ]
    for stage in ("Ask", "Buy", "Use"):
        jm.stages.append(cj.Stage(stage, id=stage.lower(), match=[f"{stage} else"]))
        for part, channel in ((1, "web"), (2, "phone")):
            name = f"{stage} {part}"
            point = cj.Touchpoint(name, id=f"{stage.lower()}{part}", match=[name], channel=channel)
            jm.stages[-1].touchpoints.append(point)
    jm.touchpoints[0].emotion = 1
    for node in list(jm.walk()):
        for name in set(node.children) - {"stages", "touchpoints", "personas"}:
            if not getattr(node, name):
                getattr(node, name).append(name)
    return jm


def evidence() -> tuple[cj.EventLog, cj.Survey]:
    """Forty customers; the half of them use the phone first, and each fifth comes back."""
    events, answers = [], []
    for who in range(40):
        at = pd.Timestamp("2026-01-05") + pd.Timedelta(days=who)
        segment, channel = ("new", "old")[who % 2], ("web", "phone")[who // 2 % 2]
        places = ["Ask 1", "Ask 2", "Buy 1", "Ask else", "Buy 2", "Buy else", "Use 1", "Use 2"]
        if who % 5 == 0:
            places.insert(3, "Ask 2")
        for step, what in enumerate(places[: 2 + who % 9]):
            at += pd.Timedelta(minutes=7 * (step + 1) * (1 + who % 4))
            events.append((who, at, what, channel, segment))
            if "else" not in what:
                felt = (who * 3 + step) % 5 + 1
                answers.append((who, what, segment, channel, felt, 6 - felt, felt / 5))
    log = cj.EventLog(
        pd.DataFrame(events, columns=["who", "at", "what", "via", "segment"]),
        customer="who", time="at", event="what", channel="via", segment="segment",
    )  # fmt: skip
    asked = ["who", "touchpoint", "segment", "via", "csat", "importance", "felt"]
    survey = cj.Survey(
        pd.DataFrame(answers, columns=asked),
        respondent="who", touchpoint="touchpoint", segment="segment", channel="via",
        questions=["csat", "importance", cj.Question("felt", kind="emotion", scale=(0, 1))],
    )  # fmt: skip
    return log, survey


EVIDENCE = cache(evidence)


def scene(jm: JourneyMap, name: str) -> Scene:
    chosen = {part: tuple(map(jm.node, ids)) for part, ids in SELECTED[name].items()}
    return Scene(jm, *EVIDENCE(), BoardSelection(**chosen), jm.stages[-1])


def drawn(chart: str, jm: JourneyMap, name: str) -> str:
    with listening():
        try:
            return json.dumps(spec_of(DRAWS[chart](scene(jm, name)), validate=False))
        except JourneyError as error:
            return str(error)


@cache
def at_first(chart: str, name: str) -> str:
    return drawn(chart, shop(), name)


def other(node: Node, name: str) -> Any:
    """Return another value of a field, one that shows where the field is shown."""
    field, now = node.fields[name], getattr(node, name)
    match field:
        case f.Reference():
            return now
        case f.Image():
            return PICTURE
        case f.Choice():
            return next(choice for choice in field.choices if choice != now)
        case f.Text():
            return f"{now} x"
        case f.Flag():
            return not now
        case Score():
            return -1 if now != -1 else 2
        case f.Number():
            return 7 if field.high is None else field.high if now != field.high else field.low
        case f.Day():
            return "2026-01-01"
        case f.Words():
            return ["x"]
        case ScaleField():
            return cj.Scale(-9, 9)
        case Texts():
            return {"x": "y"}
        case Scores():
            return {"anna": -2}
        case Measurements():
            return {"viktor": cj.Measured(2, n=9)}
        case MatchRules():
            return ["*"]
    raise AssertionError(f"There is no other value of {name}.")


def nodes(jm: JourneyMap, kind: type[Node]) -> list[Any]:
    return [node for node in jm.walk() if type(node) is kind]


def edited(kind: type[Node], name: str) -> Iterator[JourneyMap]:
    """Yield the map after an edit of a field, where it says most, and of that of all nodes."""
    alone = slice(-1, None) if kind is cj.Stage else slice(0, 1)
    for part in (alone, slice(None)):
        jm = shop()
        for node in nodes(jm, kind)[part]:
            setattr(node, name, other(node, name))
        yield jm


EDITS = [
    (kind, name)
    for kind, name in FIELDS
    if name in kind.fields and not isinstance(kind.fields[name], f.Identifier | f.Reference)
]


def topics(kind: type[Node], name: str) -> set[str]:
    return set(kind.fields[name].metadata.get("bears_on", ()))


@pytest.mark.parametrize("selected", SELECTED)
@pytest.mark.parametrize("chart", DRAWS)
def test_what_a_chart_is_not_said_to_show_does_not_move_it(chart: str, selected: str) -> None:
    jm = shop()
    shown = DRAWS[chart].shows(scene(jm, selected))
    for kind, name in EDITS:
        if not topics(kind, name) & shown:
            for node in nodes(jm, kind):
                setattr(node, name, other(node, name))
    assert drawn(chart, jm, selected) == at_first(chart, selected)


@pytest.mark.parametrize(
    ("chart", "topic"),
    [
        (chart, topic)
        for chart, topic in product(DRAWS, get_args(Topic))
        if topic in {"language", *ON_BOARD[chart].reads}
    ],
)
def test_what_a_chart_is_said_to_show_moves_it(chart: str, topic: str) -> None:
    assert any(
        drawn(chart, jm, selected) != at_first(chart, selected)
        for selected in SELECTED
        for kind, name in EDITS
        if topic in topics(kind, name)
        for jm in edited(kind, name)
    )


@pytest.mark.parametrize("kind", [cj.Stage, Touchpoint, cj.Persona])
def test_to_add_or_move_a_node_bears_on_all_that_its_fields_do(kind: type[Node]) -> None:
    jm = shop()
    node = nodes(jm, kind)[0]
    heard: list[Any] = []
    jm.subscribe(lambda done: heard.append(bears_on(jm, done.changes)))
    siblings = node._siblings()
    siblings.move(node, 1)
    siblings.remove(node)
    jm.undo()
    fields = {topic for name in kind.fields for topic in topics(kind, name)}
    assert all(fields <= each for each in heard)


def test_every_topic_is_one() -> None:
    known = set(get_args(Topic))
    said = {topic for kind, name in EDITS for topic in topics(kind, name)}
    assert said == known
    for chart in ON_BOARD.values():
        assert chart.reads <= known
