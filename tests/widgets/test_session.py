"""The session keeps browsers equal to the map, answers everything and believes nothing."""

import gc
import weakref
from random import Random

import pytest

from model.edits import small_map
from widgets.browser_double import Browser, Wire, rename


def test_hello_is_answered(wire):
    browser = Browser(wire, "a")
    assert wire.sent == [{"type": "ready", "rev": 0, "undo": False, "redo": False, "client": "a"}]
    browser.rev = 7  # of a kernel that is gone
    browser.hello()
    assert wire.last() == {
        "type": "snapshot", "rev": 0, "undo": False, "redo": False, "client": "a",
        "doc": wire.session.map.to_json(),
    }  # fmt: skip
    assert browser.rev == 0


def test_an_edit_is_committed_with_its_origin(wire):
    browser = Browser(wire, "a")
    assert browser.edit("a-1", rename("s0", "New")) == "commit"
    assert wire.session.map.stages[0].name == "New"
    assert wire.last() == {
        "type": "commit", "from": 0, "rev": 1, "origins": ["a-1"], "undo": True, "redo": False,
        "changes": [{"kind": "updated", "id": "s0", "fields": {"name": ["Ask", "New"]}}],
    }  # fmt: skip
    assert len(wire.sent) == 2


def test_an_edit_is_answered_at_once_after_what_waits(wire, clock):
    browser = Browser(wire, "a")
    wire.session.map.title = "A"
    wire.session.map.title = "B"
    wire.session.map.title = "C"
    assert len(wire.sent) == 2
    assert len(clock.timers) == 1
    assert browser.edit("a-1", rename("s0", "New")) == "commit"
    assert len(wire.sent) == 4
    assert wire.sent[2]["changes"][0]["fields"] == {"title": ["A", "C"]}
    assert wire.last()["changes"][0]["fields"] == {"name": ["Ask", "New"]}
    clock.pass_(1)
    assert len(wire.sent) == 4
    assert browser.doc == wire.session.map


@pytest.mark.parametrize("kind", ["undo", "redo"])
def test_undo_and_redo_are_answered_even_when_there_is_nothing(wire, kind):
    browser = Browser(wire, "a")
    wire.session.handle({"type": kind, "cid": "a-1"})
    assert browser.answers == {"a-1": "commit"}
    assert (wire.last()["changes"], wire.last()["rev"]) == ([], 0)


def test_undo_and_redo(wire):
    browser = Browser(wire, "a")
    browser.edit("a-1", rename("s0", "New"))
    wire.session.handle({"type": "undo", "cid": "a-2"})
    assert (wire.last()["undo"], wire.last()["redo"]) == (False, True)
    assert browser.doc == small_map()
    wire.session.handle({"type": "redo", "cid": "a-3"})
    assert browser.doc.stages[0].name == "New"
    assert set(browser.answers.values()) == {"commit"}
    assert wire.last()["rev"] == browser.rev == 3


def test_an_edit_without_effect_is_answered(wire):
    browser = Browser(wire, "a")
    assert browser.edit("a-1", rename("s0", "Ask")) == "commit"
    assert browser.edit("a-2") == "commit"
    assert wire.session.map.rev == 0


def test_an_edit_without_hello_is_answered(wire):
    wire.session.handle({"type": "edit", "cid": "a-1", "changes": [rename("s0", "New")]})
    assert wire.last()["origins"] == ["a-1"]
    assert wire.last()["from"] == wire.last()["rev"] == 1  # what it was told is a gap to it


def test_a_refused_edit_is_answered_with_the_sentence(wire):
    browser = Browser(wire, "a")
    answer = browser.edit("a-1", rename("s1", "Kept?"), rename("s0", 3))
    assert answer == "Stage.name expects a text, not 3."
    assert wire.last()["code"] == "input"
    assert wire.session.map == small_map()
    assert browser.doc == wire.session.map


def test_what_waits_goes_before_a_rejection(wire):
    browser = Browser(wire, "a")
    wire.session.map.title = "A"
    wire.session.map.title = "B"
    browser.edit("a-1", rename("gone", "x"))
    assert [message["type"] for message in wire.sent[-2:]] == ["commit", "reject"]
    assert browser.doc.title == "B"


def test_an_edit_is_told_what_it_overwrote(wire):
    a, b = Browser(wire, "a"), Browser(wire, "b")
    wire.session.map.stages[0].name = "Waits"
    wire.session.map.stages[0].name = "By Python"
    b.edit("b-1", {"kind": "updated", "id": "s0", "fields": {"name": ["Ask", "By b"]}})
    assert wire.last()["changes"][0]["fields"] == {"name": ["By Python", "By b"]}
    assert a.doc.stages[0].name == "By b"


def test_entries_of_one_field_set_in_two_browsers_are_both_kept(wire):
    a, b = Browser(wire, "a"), Browser(wire, "b")
    touchpoint = wire.session.map.touchpoints[0].id

    def write(old, new):
        return {"kind": "updated", "id": touchpoint, "fields": {"texts": [old, new]}}

    a.edit("a-1", write(None, {"one": "from a"}))
    b.edit("b-1", write(None, {"two": "from b"}))  # b has not heard of a's
    assert a.doc.touchpoints[0].texts == {"one": "from a", "two": "from b"}
    b.edit("b-2", write({"two": "from b"}, {}))
    a.edit("a-2", write({"one": "from a"}, {"one": "again", "three": "more"}))
    assert b.doc.touchpoints[0].texts == {"one": "again", "three": "more"}


def test_a_stale_base_does_not_matter(wire):
    a, b = Browser(wire, "a"), Browser(wire, "b")
    for number in range(5):
        a.edit(f"a-{number}", rename("s0", f"a{number}"))
    message = {"type": "edit", "cid": "b-1", "base": 0, "changes": [rename("s1", "b")]}
    wire.session.handle(message)
    wire.session.handle(message)  # twice, as after a reconnect
    assert b.answers["b-1"] == "commit"
    assert a.doc == b.doc == wire.session.map
    assert [stage.name for stage in a.doc.stages] == ["a4", "b", "Use"]


def test_two_browsers_that_take_turns(wire, clock):
    a, b = Browser(wire, "a"), Browser(wire, "b")
    rng = Random(3)
    for number in range(300):
        who = rng.choice([a, b])
        id = rng.choice([node.id for node in who.doc.stages] or ["gone"])
        change = rng.choice(
            [
                rename(id, f"{who.client}{number}"),
                {"kind": "moved", "id": id, "from": ["m", "stages", 0], "to": ["m", "stages", 1]},
                {"kind": "removed", "parent": "m", "field": "stages", "index": 0,
                 "node": {"id": id}},
                {"kind": "added", "parent": "m", "field": "stages", "index": 1,
                 "node": {"id": f"n{number}", "name": "New"}},
            ]
        )  # fmt: skip
        assert who.edit(f"{who.client}-{number}", change) is not None
        if rng.random() < 0.2:
            wire.session.handle({"type": "undo", "cid": f"{who.client}-u{number}"})
        clock.pass_(rng.choice([0, 0.005, 0.03]))
    assert a.doc == b.doc == wire.session.map
    assert a.hellos == b.hellos == 1


def test_two_widgets_of_one_map(clock):
    jm = small_map()
    wires = Wire(jm), Wire(jm)
    browsers = [Browser(wire, f"c{i}") for i, wire in enumerate(wires)]
    browsers[0].edit("c0-1", rename("s0", "New"))
    clock.pass_(1)
    assert browsers[0].doc == browsers[1].doc == jm
    assert "c0-1" in browsers[0].answers


def test_nothing_is_sent_when_nobody_looks(wire, clock):
    wire.session.map.title = "A"
    browser = Browser(wire, "a")
    wire.session.map.title = "B"
    wire.session.map.title = "C"  # waits
    wire.browsers.clear()
    wire.session.handle({"type": "bye", "client": "a"})
    sent = len(wire.sent)
    wire.session.map.title = "D"
    clock.pass_(1)
    assert len(wire.sent) == sent
    again = Browser(wire, "b")
    assert wire.last()["type"] == "ready"
    wire.session.map.title = "E"
    clock.pass_(1)
    assert again.doc == wire.session.map
    assert browser.doc.title == "B"


def test_one_of_two_leaves(wire, clock):
    a, b = Browser(wire, "a"), Browser(wire, "b")
    wire.session.handle({"type": "bye", "client": "a"})
    wire.session.map.title = "A"
    clock.pass_(1)
    assert a.doc.title == b.doc.title == "A"


def test_a_gap_is_healed(wire, clock):
    browser = Browser(wire, "a")
    wire.browsers.clear()  # the connection is lost for a while
    wire.session.map.stages.append("Lost")
    clock.pass_(1)
    wire.browsers.append(browser)
    wire.session.map.title = "Seen"
    clock.pass_(1)
    assert browser.hellos == 2
    assert browser.doc == wire.session.map


def test_a_snapshot_taken_inside_a_batch_is_taken_again(wire, clock):
    with wire.session.map.batch():
        wire.session.map.stages.append("Half")
        browser = Browser(wire, "a")
        wire.session.map.stages.append("Whole")
    clock.pass_(1)
    assert browser.doc == wire.session.map


def test_close_stops(wire, clock):
    browser = Browser(wire, "a")
    wire.session.map.title = "A"
    wire.session.map.title = "B"  # waits
    sent = len(wire.sent)
    wire.session.close()
    wire.session.close()
    wire.session.map.title = "C"
    clock.pass_(1)
    assert len(wire.sent) == sent
    assert wire.session.map._listeners == []
    assert browser.doc.title == "A"


def test_the_map_does_not_keep_a_session_alive(clock):
    jm = small_map()
    wire = Wire(jm)
    Browser(wire, "a")
    session = weakref.ref(wire.session)
    del wire
    gc.collect()
    assert session() is None
    assert jm._listeners == []
    jm.title = "On its own"


def test_a_connection_that_fails_does_not_stop_the_map(clock, caplog):
    jm = small_map()
    broken, wire = Wire(jm), Wire(jm)
    Browser(broken, "a")
    browser = Browser(wire, "b")
    broken.session._send = lambda _: 1 / 0
    jm.title = "Edited"
    clock.pass_(1)
    assert browser.doc.title == "Edited"
    assert "could not be told" in caplog.text
