"""A panel asks which events a rule would match; others than editors may not ask."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from evidence.test_binding import log, shop

QUESTION = {"type": "events", "client": "view", "question": 1, "node": "phone", "typed": "phone"}


class Asked:
    """An editor, and what it answers."""

    def __init__(self, jm: cj.JourneyMap | None = None, mode: str = "edit") -> None:
        self.map = jm or shop()
        self.editor = cj.MapEditor(self.map, mode=mode)
        self.said: list[Any] = []
        self.editor.session._send = self.editor._questions._send = self.said.append

    def ask(self, **other: Any) -> Any:
        self.editor._hear({**QUESTION, **other})
        return self.said[-1] if self.said else None


@pytest.fixture
def asked() -> Asked:
    return Asked(shop().attach(log()))


def test_a_question_is_answered_with_its_number(asked: Asked) -> None:
    answer = asked.ask(question=7)
    assert (answer["type"], answer["client"], answer["question"]) == ("events", "view", 7)
    assert answer["typed"]["free"] == [["phone_order", 7, 7]]
    assert answer["unmatched"]["kinds"] == 3
    assert asked.ask(typed=" ")["typed"] is None


def test_an_edit_and_another_log_are_in_the_next_answer(asked: Asked) -> None:
    assert asked.ask()["unmatched"]["kinds"] == 3
    asked.map.touchpoints[1].match = "phone*"
    answer = asked.ask()
    assert answer["rules"] == [["phone*", 7, 7]]
    assert answer["unmatched"]["kinds"] == 2
    frame = pd.DataFrame({"who": range(6), "at": "2026-03-01", "what": "phone_other"})
    asked.map.attach(cj.EventLog(frame, customer="who", time="at", event="what"))
    assert asked.ask()["rules"] == [["phone*", 6, 6]]
    asked.map.detach()
    assert "rules" not in asked.ask()


def test_without_a_log_there_is_nothing_to_tell() -> None:
    assert Asked().ask() == {"type": "events", "client": "view", "question": 1}


@pytest.mark.parametrize("mode", ["view", "comment"])
def test_who_may_not_edit_is_told_nothing_of_a_log(mode: str) -> None:
    answer = Asked(shop().attach(log()), mode).ask(typed="")
    assert set(answer) == {"type", "client", "question", "problem"}
    assert "Only those who may edit" in answer["problem"]
    assert not any(name in str(answer) for name in ("phone_order", "rare"))


def test_what_python_refuses_is_refused_with_its_sentence(asked: Asked) -> None:
    assert "whole characters" in asked.ask(typed="\ud800")["problem"]
    assert "cj.limits.rule = 1_001" in asked.ask(typed="x" * 1_001)["problem"]
    assert "nothing with the id" in asked.ask(node="gone")["problem"]
    assert "no stage or touchpoint" in asked.ask(node=asked.map.id)["problem"]
    asked.map.touchpoints[0].match = [cj.Rule(plan="gold")]
    assert "'plan'" in asked.ask()["problem"]
    cj.limits.names = 1
    try:
        asked.map.touchpoints[0].match = []
        assert len(asked.ask()["unmatched"]["names"]) == 1
    finally:
        cj.limits.reset()


@pytest.mark.parametrize(
    "message",
    [
        {"type": "events"},
        {**QUESTION, "client": "x" * 1_000},
        {**QUESTION, "question": "1"},
        {**QUESTION, "node": None},
        {**QUESTION, "typed": ["a"]},
    ],
)
def test_what_is_no_question_is_refused(asked: Asked, message: Any) -> None:
    asked.editor._hear(message)
    assert asked.said[-1]["type"] == "reject"
    assert "no message of the editor" in asked.said[-1]["sentence"]


def test_two_views_are_both_answered_and_only_the_last_of_each(
    asked: Asked, timers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cjwidgets.widgets.recompute.host", lambda: "jupyter")
    asked.said.clear()
    for client, question in (("a", 1), ("b", 1), ("a", 2), ("a", 3)):
        asked.ask(client=client, question=question)
    assert asked.said == []
    timers.ring()
    assert [(each["client"], each["question"]) for each in asked.said] == [("b", 1), ("a", 3)]
    assert not asked.editor._questions._open


def test_a_question_is_no_edit(asked: Asked) -> None:
    before = asked.map.to_json(), asked.map.rev
    asked.ask(typed="*")
    assert (asked.map.to_json(), asked.map.rev) == before
