"""A map that is derived from another one: what it keeps, and what stays behind."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import cjwidgets as cj
from cjwidgets.errors import JourneyError


@pytest.fixture
def shop() -> cj.JourneyMap:
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", id="ask")], status="published")
    jm.reviewed = datetime.date(2026, 10, 1)
    jm.personas = [cj.Persona("Anna", id="anna"), cj.Persona("Viktor", id="viktor")]
    measured = {"": cj.Measured(-1, n=9), "anna": cj.Measured(1, n=88)}
    chat = cj.Touchpoint("Chat", id="chat", emotions={"viktor": 2}, match=[lambda event: True])
    jm.stages[0].touchpoints.append(chat)
    chat.measured = measured
    chat.pains = [cj.Pain("Slow", id="slow")]
    chat.comments.append(cj.Comment("Really?"))
    return jm


def test_its_parts_keep_their_ids_and_it_has_one_of_its_own(shop: cj.JourneyMap) -> None:
    target = shop.derive("Shop next year")
    assert (target.title, target.kind, target.path) == ("Shop next year", "future", None)
    assert target.id != shop.id
    ids = {node.id for node in shop.walk() if not isinstance(node, cj.Comment)}
    assert {node.id for node in target.walk()} - {target.id} == ids - {shop.id}
    assert target.touchpoints[0].match == shop.touchpoints[0].match
    assert shop.derive().title == "Shop"


def test_what_was_measured_is_aimed_at(shop: cj.JourneyMap) -> None:
    chat = shop.derive().touchpoints[0]
    assert chat.measured == {}
    assert chat.emotion == -1
    assert chat.emotions == {"viktor": 2, "anna": 1}
    assert shop.touchpoints[0].measured["anna"].n == 88


def test_what_people_said_and_when_it_was_reviewed_stays(shop: cj.JourneyMap) -> None:
    target = shop.derive()
    assert not target.touchpoints[0].comments
    assert (target.status, target.reviewed) == ("draft", None)


def test_it_keeps_where_it_comes_from(shop: cj.JourneyMap, tmp_path: Path) -> None:
    assert shop.derive().derived_from == ""
    shop.touchpoints[0].match = []  # a file holds no function
    shop.save(tmp_path / "shop")
    target = shop.derive("Target")
    assert target.derived_from == "shop.cjmap.json"
    path = target.save(tmp_path / "target")
    opened = cj.JourneyMap.open(path)
    assert opened == target
    assert opened.derived_from == "shop.cjmap.json"


def test_there_is_nothing_to_undo_in_it(shop: cj.JourneyMap) -> None:
    target = shop.derive()
    assert not target.can_undo
    assert not target.unsaved
    target.title = "Other"
    assert target.unsaved


def test_what_is_no_kind_is_refused(shop: cj.JourneyMap) -> None:
    before = shop.to_json()
    with pytest.raises(JourneyError, match="someday"):
        shop.derive(kind="someday")
    assert shop.to_json() == before
