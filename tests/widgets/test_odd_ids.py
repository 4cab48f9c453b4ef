"""Ids such as `constructor` or `__proto__` are ids as others, from the file to the board."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.analysis.figures import figures
from cjwidgets.formats import cjmap
from model.odd_ids import TURNS, odd_map, ten_customers
from widgets.browser_double import Wire
from widgets.timers import Timers


def answers() -> cj.Survey:
    rows = {
        "who": list(range(40)),
        "at": ["Search", "Chat"] * 20,
        "whose": ["Anna", "Anna", "Viktor", "Viktor"] * 10,
        "felt": [who % 7 / 7 for who in range(40)],
    }
    felt = cj.Question("felt", kind="emotion", scale="affective_slider")
    return cj.Survey(
        pd.DataFrame(rows), respondent="who", touchpoint="at", persona="whose", questions=[felt]
    )


@pytest.mark.parametrize("turn", TURNS)
def test_the_model(turn: int) -> None:
    jm, ids = odd_map(turn)
    written = jm.to_json()
    assert cjmap.loads(cjmap.dumps(jm)).to_json() == written
    assert json.loads(json.dumps(written)) == written
    for kind, id in ids.items():
        assert type(jm.node(id)).__name__.lower() == {"map": "journeymap"}.get(kind, kind)
    search = jm.node(ids["touchpoint"])
    search.set_emotion(2, ids["persona"])
    assert search.emotion_of(ids["persona"]) == 2
    jm.stages.remove(ids["stage"])
    jm.personas.remove(ids["persona"])
    while jm.undo():
        pass
    assert jm.to_json() == written
    copy = jm.copy()
    assert not {node.id for node in copy.walk()} & set(ids.values())
    assert copy.touchpoints[0].texts == {copy.lanes[-2].id: "Rain"}
    assert copy.touchpoints[0].emotions == {copy.personas[0].id: 1}


@pytest.mark.parametrize("turn", TURNS)
def test_an_edit_of_a_browser(turn: int) -> None:
    jm, ids = odd_map(turn)
    wire = Wire(jm)
    texts = [{ids["lane"]: "Rain"}, {ids["lane"]: "Snow", "mood": "Dull"}]
    felt = [{ids["persona"]: 1}, {}]
    before = jm.to_json()
    changes: list[dict[str, Any]] = [
        {"kind": "updated", "id": ids["touchpoint"], "fields": {"texts": texts, "emotions": felt}},
        {"kind": "removed", "parent": ids["touchpoint"], "field": "pains", "index": 0,
         "node": {"id": ids["pain"]}},
        {"kind": "moved", "id": ids["touchpoint"], "from": [ids["stage"], "touchpoints", 0],
         "to": ["buy", "touchpoints", 0]},
    ]  # fmt: skip
    edit = {"type": "edit", "cid": ids["kpi"], "base": 0, "label": "", "changes": changes}
    wire.session.handle(edit)
    assert wire.last()["type"] == "commit"
    assert wire.last()["origins"] == [ids["kpi"]]
    search = jm.node(ids["touchpoint"])
    assert search.texts == texts[1]
    assert search.emotions == {}
    assert search.parent is jm.node("buy")
    assert jm.node(ids["opportunity"]).pain == ""
    jm.undo()
    assert jm.to_json() == before


@pytest.mark.parametrize("turn", TURNS)
def test_figures_ledger_and_record(turn: int) -> None:
    jm, ids = odd_map(turn)
    jm.attach(ten_customers()).attach(answers())
    told = figures(jm).to_json()
    assert told["problems"] == []
    seen = told["nodes"]
    assert seen[ids["touchpoint"]]["n"] == 10
    assert seen[ids["stage"]]["n"] == 10
    assert {each[0] for each in seen[ids["touchpoint"]]["felt"]} == {"", ids["persona"], "viktor"}
    table = cj.ledger(jm)
    assert set(table["part"]) >= {"Persona", "Stage", "Touchpoint"}
    assert "Talks" in set(table["source"])
    kept = jm.record()
    assert ids["persona"] in kept.node(ids["touchpoint"]).measured
    assert cjmap.loads(cjmap.dumps(kept)).to_json() == kept.to_json()


def dimension(board: cj.JourneyBoard, name: str) -> list[dict[str, Any]]:
    """What the bar shows of a dimension."""
    shown = board.get_state("_bar")["_bar"]["dimensions"]
    return next(each["options"] for each in shown if each["name"] == name)


@pytest.mark.parametrize("turn", TURNS)
def test_a_board(turn: int, timers: Timers) -> None:
    jm, ids = odd_map(turn)
    board = cj.JourneyBoard(jm, ten_customers(), charts={"drop_off": None})
    board.editor._hear({"type": "select", "node": ids["stage"], "add": False})
    timers.ring()
    assert board.editor._selected["nodes"] == [ids["stage"], ids["touchpoint"], "chat"]
    assert [each["key"] for each in dimension(board, "stages")] == [ids["stage"]]
    board._hear({"type": "toggle", "dimension": "personas", "key": ids["persona"]})
    timers.ring()
    assert board.editor._selected["personas"] == [ids["persona"]]
    assert dimension(board, "personas")[0]["on"]
    board.close()
