"""Browsers stay equal to the map however much is edited, from however many threads."""

import itertools
import threading
import time
from random import Random

import pytest

from cjwidgets.formats import cjmap
from cjwidgets.model import Scale
from cjwidgets.widgets import session as module
from model.edits import Editor, small_map
from widgets.browser_double import Browser, Wire, rename


@pytest.mark.parametrize("pace", [0.0001, 0.001, 0.05])
def test_a_replica_follows_random_edits(wire, clock, pace):
    edits = 10_000 if pace == 0.001 else 1_000
    browser, jm = Browser(wire, "a"), wire.session.map
    editor = Editor(Random(5), jm)
    began = clock.now
    for number in range(edits):
        editor.edit()
        if number % 7 == 0:
            editor.rng.choice([jm.undo, jm.redo])()
        clock.pass_(pace)
    clock.pass_(1)
    assert browser.doc == jm
    assert cjmap.dumps(browser.doc) == cjmap.dumps(jm)
    commits = [message for message in wire.sent if message["type"] == "commit"]
    assert [m["from"] for m in commits] == [0, *(m["rev"] for m in commits[:-1])]
    assert commits[-1]["rev"] == jm.rev
    assert browser.hellos == 1
    seconds = clock.now - began - 1
    assert len(wire.sent) <= 50 * seconds + 3


def test_a_rescaled_map_arrives_though_it_came_in_one_message(wire, clock):
    browser, jm = Browser(wire, "a"), wire.session.map
    jm.title = "First"
    jm.rescale(Scale(0, 10))
    jm.touchpoints[0].emotion = 10
    jm.rescale(Scale(0, 1))
    jm.touchpoints[0].emotion = 0.5
    clock.pass_(1)
    assert len(wire.sent) == 3
    assert browser.doc == jm


def test_a_thousand_edits_of_one_field_are_one_change(wire, clock):
    Browser(wire, "a")
    for number in range(1000):
        wire.session.map.title = f"{number}"
    clock.pass_(1)
    assert len(wire.sent) == 3
    assert wire.last()["changes"] == [
        {"kind": "updated", "id": "m", "fields": {"title": ["0", "999"]}}
    ]


def test_python_and_a_browser_edit_at_once():
    wire = Wire(small_map())
    jm = wire.session.map
    browser = Browser(wire, "a")
    errors = []

    def click():
        try:
            for number in range(300):
                cid = f"a-{number}"
                changes = [
                    {"kind": "added", "parent": "m", "field": "stages", "index": number % 5,
                     "node": {"id": f"b{number}", "name": "Browser"}},
                    rename(f"b{number}", f"{number}"),
                ]  # fmt: skip
                wire.session.handle({"type": "edit", "cid": cid, "changes": changes})
                if number % 3 == 0:
                    wire.session.handle({"type": "undo", "cid": f"{cid}-u"})
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=click)
    thread.start()
    number = 0
    while thread.is_alive() or number < 100:
        number += 1
        jm.title = f"{number}"
        jm.stages.append(f"p{number}")
        if number % 2:
            jm.undo()
    thread.join()
    wire.session.flush()
    deadline = time.monotonic() + 5
    while browser.rev != jm.rev and time.monotonic() < deadline:
        time.sleep(module.PAUSE)
    assert not errors
    assert len(browser.answers) == 400
    assert browser.doc == jm
    assert browser.hellos == 1
    commits = [message for message in wire.sent if message["type"] == "commit"]
    assert all(a["rev"] == b["from"] for a, b in itertools.pairwise(commits))
    wire.session.close()


def test_what_waits_is_sent_by_the_clock():
    wire = Wire(small_map())
    browser = Browser(wire, "a")
    wire.session.map.title = "A"
    wire.session.map.title = "B"
    deadline = time.monotonic() + 5
    while browser.doc.title != "B" and time.monotonic() < deadline:
        time.sleep(0.005)
    assert browser.doc.title == "B"
    wire.session.close()
