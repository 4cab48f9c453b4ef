"""What a browser may not do: every message is answered, and the map stays as it was."""

import json

import pytest

from cjwidgets.model import JourneyMap
from model.edits import small_map
from widgets.browser_double import Browser, rename

EDIT = {"type": "edit", "cid": "x"}
NESTED: list = []
for _ in range(20_000):
    NESTED = [NESTED]
HOSTILE = {
    "none": None,
    "text": "edit",
    "number": 3,
    "list": [EDIT],
    "empty": {},
    "unknown type": {"type": "eval", "cid": "x", "code": "1"},
    "type not a text": {"type": ["edit"], "cid": "x"},
    "state of the widget": {"method": "update", "state": {"_esm": "alert(1)"}},
    "_esm": {"type": "edit", "cid": "x", "_esm": "alert(1)"},
    "hello without client": {"type": "hello", "rev": 0},
    "hello without revision": {"type": "hello", "client": "x"},
    "client not a text": {"type": "hello", "client": 3, "rev": 0},
    "bye of a number": {"type": "bye", "client": 3},
    "no cid": {"type": "edit", "changes": []},
    "cid a number": {"type": "edit", "cid": 3, "changes": []},
    "cid too long": {"type": "edit", "cid": "x" * 81, "changes": []},
    "undo without cid": {"type": "undo"},
    "no changes": EDIT,
    "changes an object": EDIT | {"changes": {}},
    "changes a text": EDIT | {"changes": "abc"},
    "change a text": EDIT | {"changes": ["abc"]},
    "change of nothing": EDIT | {"changes": [None]},
    "change empty": EDIT | {"changes": [{}]},
    "kind a list": EDIT | {"changes": [{"kind": [], "id": "s0"}]},
    "kind an object": EDIT | {"changes": [{"kind": {}, "id": "s0"}]},
    "id a list": EDIT | {"changes": [{"kind": "updated", "id": ["s0"], "fields": {}}]},
    "id nothing": EDIT | {"changes": [{"kind": "updated", "id": None, "fields": {}}]},
    "fields a text": EDIT | {"changes": [{"kind": "updated", "id": "s0", "fields": "name"}]},
    "field _parent": EDIT | {"changes": [
        {"kind": "updated", "id": "s0", "fields": {"_parent": [None, "m"]}}]},
    "field __class__": EDIT | {"changes": [
        {"kind": "updated", "id": "s0", "fields": {"__class__": [None, "x"]}}]},
    "field of traitlets": EDIT | {"changes": [
        {"kind": "updated", "id": "s0", "fields": {"_trait_values": [None, {}]}}]},
    "list as field": EDIT | {"changes": [
        {"kind": "updated", "id": "m", "fields": {"stages": [None, []]}}]},
    "deep value": EDIT | {"changes": [
        {"kind": "updated", "id": "s0", "fields": {"name": [None, NESTED]}}]},
    "deep change": EDIT | {"changes": [NESTED]},
    "deep message": NESTED,
    "deep node": EDIT | {"changes": [
        {"kind": "added", "parent": "m", "field": "stages", "index": 0, "node": NESTED}]},
    "huge text": EDIT | {"changes": [rename("s0", "x" * 5_000_000)]},
    "huge id": EDIT | {"changes": [rename("x" * 5_000_000, "x")]},
    "huge field": EDIT | {"changes": [
        {"kind": "updated", "id": "s0", "fields": {"x" * 5_000_000: [None, "x"]}}]},
    "huge list": EDIT | {"changes": [
        {"kind": "added", "parent": "m", "field": "x" * 5_000_000, "index": 0, "node": {}}]},
    "huge field of a node": EDIT | {"changes": [
        {"kind": "added", "parent": "m", "field": "stages", "index": 0,
         "node": {"x" * 5_000_000: 1}}]},
    "huge number": EDIT | {"changes": [
        {"kind": "updated", "id": "t00", "fields": {"emotion": [None, 10**400]}}]},
    "not a number": EDIT | {"changes": [
        {"kind": "updated", "id": "t00", "fields": {"emotion": [None, float("nan")]}}]},
    "half an emoji": EDIT | {"changes": [rename("s0", "\ud83d")]},
    "too many": EDIT | {"changes": [rename("s0", "x")] * 2001},
    "index a point": EDIT | {"changes": [
        {"kind": "added", "parent": "m", "field": "stages", "index": 0.5, "node": {}}]},
    "index huge": EDIT | {"changes": [
        {"kind": "added", "parent": "m", "field": "nothing", "index": 10**30, "node": {}}]},
    "field a list": EDIT | {"changes": [
        {"kind": "added", "parent": "m", "field": ["stages"], "index": 0, "node": {}}]},
    "private list": EDIT | {"changes": [
        {"kind": "added", "parent": "m", "field": "_nodes", "index": 0, "node": {}}]},
    "place an object": EDIT | {"changes": [
        {"kind": "moved", "id": "s0", "from": {}, "to": {}}]},
    "into itself": EDIT | {"changes": [
        {"kind": "moved", "id": "s0", "from": ["m", "stages", 0], "to": ["s0", "touchpoints", 0]}]},
    "remove the map": EDIT | {"changes": [
        {"kind": "removed", "parent": "m", "field": "stages", "index": 0, "node": {"id": "m"}}]},
    "node id a list": EDIT | {"changes": [
        {"kind": "removed", "parent": "m", "field": "stages", "index": 0, "node": {"id": []}}]},
    "pattern too deep": EDIT | {"changes": [
        {"kind": "updated", "id": "s0", "fields": {"match": [None, [{"pattern": "(" * 9999}]]}}]},
    "good, then bad": EDIT | {"changes": [rename("s0", "x"), rename("gone", "x")]},
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_messages(wire, name, caplog):
    browser = Browser(wire, "a")
    wire.session.handle(HOSTILE[name])
    answer = wire.last()
    assert answer["type"] == "reject"
    assert answer["code"] in ("input", "not-found", "unknown-field")
    assert answer["sentence"].endswith(".")
    assert len(json.dumps(answer)) < 1500
    assert wire.session.map == small_map()
    assert (wire.session.map.rev, wire.session.map.can_undo) == (0, False)
    assert not caplog.records
    assert browser.edit("a-1", rename("s0", "Alive")) == "commit"


def test_a_fault_of_ours_is_answered_too(wire, monkeypatch, caplog):
    browser = Browser(wire, "a")
    monkeypatch.setattr(JourneyMap, "apply", lambda *_, **__: 1 / 0)
    wire.session.strict = False
    assert "could not do this" in browser.edit("a-1", rename("s0", "x"))
    assert wire.last()["code"] == "internal"
    assert "could not handle" in caplog.text
