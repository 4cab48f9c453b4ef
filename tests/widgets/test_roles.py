"""What view and comment mode refuse, whatever a browser sends; and who a comment is by."""

import gc
import weakref

import pytest
from traitlets import TraitError

from cjwidgets.model import Comment, JourneyMap, Persona, Stage, Touchpoint
from cjwidgets.widgets import roles
from cjwidgets.widgets.editor import MapEditor
from cjwidgets.widgets.roles import Role
from widgets.browser_double import Browser, Wire, rename


@pytest.fixture
def wire(clock, monkeypatch):
    monkeypatch.setattr(roles, "now", lambda: "2026-01-02T03:04:05Z")
    mine = Comment("Mine", id="mine", author="Ann")
    theirs = Comment("Theirs", id="theirs", author="Bob")
    ask = Stage("Ask", id="s0", touchpoints=[Touchpoint("Chat", id="t0")], comments=[mine, theirs])
    return Wire(JourneyMap("Shop", id="m", stages=[ask], personas=[Persona("P", id="p0")]))


def added(parent, **node):
    return {
        "kind": "added", "parent": parent, "field": "comments", "index": 0,
        "node": {"id": "new", **node},
    }  # fmt: skip


def updated(id, **fields):
    return {"kind": "updated", "id": id, "fields": {k: [None, v] for k, v in fields.items()}}


def removed(id, parent="s0", field="comments"):
    return {"kind": "removed", "parent": parent, "field": field, "index": 0, "node": {"id": id}}


EVERYTHING = {
    "rename": rename("s0", "x"),
    "title": updated("m", title="x"),
    "add a stage": added("m") | {"field": "stages"},
    "add a stage with comments": added("m", comments=[{"id": "c"}]) | {"field": "stages"},
    "remove a stage": removed("s0", "m", "stages"),
    "move": {"kind": "moved", "id": "t0", "from": ["s0", "touchpoints", 0],
             "to": ["s0", "touchpoints", 0]},
    "move a comment": {"kind": "moved", "id": "mine", "from": ["s0", "comments", 0],
                       "to": ["m", "comments", 0]},
    "another's text": updated("theirs", text="Bob is a fool"),
    "another's comment": removed("theirs"),
    "author": updated("mine", author="Boss"),
    "time": updated("mine", at="1999"),
    "resolver": updated("mine", resolved_by="Boss"),
    "resolver beside resolved": updated("mine", resolved=True, resolved_by="Boss"),
    "empty comment": added("s0", text=" "),
}  # fmt: skip
COMMENTING = {
    "add": added("t0", text="Hello"),
    "add to a persona": added("p0", text="Hello"),
    "add to the map": added("m", text="Hello"),
    "edit mine": updated("mine", text="Better"),
    "delete mine": removed("mine"),
    "resolve mine": updated("mine", resolved=True),
    "resolve another's": updated("theirs", resolved=True),
}


@pytest.mark.parametrize("name", EVERYTHING | COMMENTING)
def test_view_mode_refuses_every_write(wire, name):
    wire.session.role = Role("view", "Ann")
    before, browser = wire.session.map.to_json(), Browser(wire, "a")
    answer = browser.edit("a-1", (EVERYTHING | COMMENTING)[name])
    assert answer == "This view only shows the map."
    assert wire.last()["code"] == "read-only"
    assert wire.session.map.to_json() == before
    assert wire.session.map.rev == 0


@pytest.mark.parametrize("mode", ["view", "comment"])
@pytest.mark.parametrize("step", ["undo", "redo"])
def test_only_edit_mode_undoes(wire, mode, step):
    jm = wire.session.map
    jm.title = "A"
    jm.title = "B"
    jm.undo()
    wire.session.role = Role(mode)
    browser, before = Browser(wire, "a"), jm.to_json()
    assert wire.last()["undo"] is wire.last()["redo"] is False
    wire.session.handle({"type": step, "cid": "a-1"})
    assert browser.answers["a-1"] != "commit"
    assert jm.to_json() == before


@pytest.mark.parametrize("name", EVERYTHING)
def test_comment_mode_refuses_all_but_comments(wire, name):
    wire.session.role = Role("comment", "Ann")
    before, browser = wire.session.map.to_json(), Browser(wire, "a")
    assert browser.edit("a-1", EVERYTHING[name]) != "commit"
    assert wire.session.map.to_json() == before
    # Not even beside something that is allowed.
    assert browser.edit("a-2", COMMENTING["add"], EVERYTHING[name]) != "commit"
    assert wire.session.map.to_json() == before
    assert browser.doc == wire.session.map


@pytest.mark.parametrize("mode", ["comment", "edit"])
@pytest.mark.parametrize("name", COMMENTING)
def test_commenting(wire, name, mode):
    wire.session.role = Role(mode, "Ann")
    browser = Browser(wire, "a")
    assert browser.edit("a-1", COMMENTING[name]) == "commit"
    assert browser.doc == wire.session.map


@pytest.mark.parametrize("mode", ["comment", "edit"])
def test_author_and_time_are_set_here_and_never_believed(wire, mode):
    wire.session.role = Role(mode, "Ann")
    browser, jm = Browser(wire, "a"), wire.session.map
    lie = added("t0", text="Hi", author="Boss", at="1999", resolved=True, resolved_by="Boss")
    assert browser.edit("a-1", lie) == "commit"
    comment = jm.node("new")
    assert (comment.author, comment.at) == ("Ann", "2026-01-02T03:04:05Z")
    assert comment.resolved_by == "Ann"
    assert browser.edit("a-2", updated("theirs", resolved=True)) == "commit"
    assert browser.doc.node("theirs").resolved_by == "Ann"
    assert browser.edit("a-3", updated("theirs", resolved=False)) == "commit"
    assert browser.doc.node("theirs").resolved_by == ""
    assert browser.doc == jm


def test_comments_inside_a_new_node_are_signed_too(wire):
    wire.session.role = Role("edit", "Ann")
    browser = Browser(wire, "a")
    forged = [{"id": "c1", "text": "Do it", "author": "Boss", "at": "1999"}]
    stage = added("m", name="Use", touchpoints=[{"id": "t9", "comments": forged}])
    assert browser.edit("a-1", stage | {"field": "stages"}) == "commit"
    assert wire.session.map.node("c1").author == "Ann"
    assert browser.doc == wire.session.map


def test_comments_are_brought_back_as_they_were_where_python_named_nobody(wire):
    then = {"text": "Really?", "author": "Lena", "at": "2025-05-05T05:05:05Z"}
    inside = {"id": "t9", "comments": [{"id": "c1", **then, "resolved": True, "resolved_by": "Bo"}]}
    stage = added("m", name="Use", touchpoints=[inside]) | {"field": "stages"}
    for role in (Role("edit", "", is_given=False), Role("edit", "Omar", is_given=False)):
        wire.session.role = role
        browser = Browser(wire, "a")
        assert browser.edit("a-1", stage) == "commit"
        brought = wire.session.map.node("c1")
        assert (brought.author, brought.at, brought.resolved_by) == ("Lena", then["at"], "Bo")
        wire.session.map.undo()
    # One that the browser kept before it heard when it was written is by whom it says, too.
    wire.session.role = Role("edit", "", is_given=False)
    assert browser.edit("a-2", added("t0", text="Hi", author="Lena")) == "commit"
    assert wire.session.map.node("new").author == "Lena"
    assert wire.session.map.node("new").at
    wire.session.map.undo()
    # What is new is signed, and who only comments signs all.
    wire.session.role = Role("edit", "Omar", is_given=False)
    assert browser.edit("a-4", added("t0", text="Hi", author="Lena")) == "commit"
    assert wire.session.map.node("new").author == "Omar"
    wire.session.role = Role("comment", "Ann", is_given=False)
    assert browser.edit("a-3", added("s0", id="c2", **then)) == "commit"
    assert wire.session.map.node("c2").author == "Ann"


def test_an_editor_deletes_any_comment_but_puts_no_words_in_a_mouth(wire):
    wire.session.role = Role("edit", "Ann")
    browser = Browser(wire, "a")
    assert "may change its text" in browser.edit("a-1", EVERYTHING["another's text"])
    assert browser.edit("a-2", removed("theirs")) == "commit"
    wire.session.handle({"type": "undo", "cid": "a-3"})
    assert wire.session.map.node("theirs").author == "Bob"


def test_what_was_done_says_who_did_it(wire):
    done = []
    wire.session.map.subscribe(done.append)
    wire.session.role = Role("edit", "Ann")
    Browser(wire, "a").edit("a-1", rename("s0", "x"))
    wire.session.role = Role("edit", "Bob")
    wire.session.handle({"type": "undo", "cid": "a-2"})
    wire.session.handle({"type": "redo", "cid": "a-3"})
    wire.session.map.title = "By Python"
    assert [entry.author for entry in done] == ["Ann", "Bob", "Bob", ""]


def test_the_widget_has_a_mode_that_python_sets_and_a_browser_does_not():
    jm = JourneyMap("Shop", stages=["Ask"])
    editor = MapEditor(jm, mode="view", author="Ann")
    assert editor.session.role == Role("view", "Ann")
    editor.set_state({"mode": "edit", "author": "Boss"})
    assert editor.session.role == Role("view", "Ann")
    editor.mode = "comment"
    assert editor.session.role == Role("comment", "Ann")
    with pytest.raises(TraitError, match="mode"):
        MapEditor(jm, mode="write")
    editor.close()


def test_closed_widgets_are_collected_and_unseen_ones_send_nothing():
    jm = JourneyMap("Shop", stages=["Ask"])
    editors = [MapEditor(jm) for _ in range(50)]
    sent = []
    for editor in editors:
        editor.session._send = sent.append
    for number in range(100):
        jm.title = f"{number}"
    assert sent == []
    assert all(leg._timer is None for editor in editors for leg in editor.session._legs)
    assert len(jm._listeners) == 100  # a session and its figures each
    for editor in editors:
        editor.close()
    assert jm._listeners == []
    gone = [weakref.ref(editor) for editor in editors]
    sessions = [weakref.ref(editor.session) for editor in editors]
    del editor, editors
    gc.collect()
    assert [ref for ref in gone + sessions if ref() is not None] == []


def heard(widget, name, **more):
    widget._hear({"type": "author", "name": name, **more})
    return widget.author


def test_who_has_no_name_can_say_one():
    editor = MapEditor(JourneyMap("Shop"))
    assert heard(editor, " Cleo ") == "Cleo"
    assert heard(editor, "") == ""
    assert heard(editor, ["Cleo"]) == ""
    assert editor.session.role == Role("edit", "", is_given=False)
    assert heard(editor, "Bob") == "Bob"
    assert editor.session.role == Role("edit", "Bob", is_given=False)
    assert MapEditor(JourneyMap("Shop")).session.role == Role("edit", "", is_given=False)


def test_a_name_that_python_gave_stays_and_none_is_taken_from_another():
    jm = JourneyMap("Shop", comments=[Comment("Mine", author="Ann")])
    assert heard(MapEditor(jm, author="Dora"), "Cleo") == "Dora"
    assert heard(MapEditor(jm, mode="view"), "Cleo") == ""
    guest = MapEditor(jm, mode="comment")
    sent = []
    guest.send = lambda message, *_: sent.append(message)
    assert heard(guest, "Ann") == ""
    assert "already commented" in sent[-1]["sentence"]
    assert heard(guest, "Cleo") == "Cleo"
    jm.comments.append(Comment("Hers", author="Cleo"))
    assert heard(guest, "") == ""
    assert heard(guest, "Cleo") == "Cleo"
    # What the browser knows by itself is refused in silence.
    another = MapEditor(jm, mode="comment")
    another.send = lambda *_: pytest.fail("nobody asked")
    assert heard(another, "Cleo", again=True) == ""
    # Python names them later: that holds.
    guest.author = "Dora"
    assert heard(guest, "Cleo") == "Dora"


def test_who_runs_the_kernel_is_known_again(monkeypatch):
    jm = JourneyMap("Shop", comments=[Comment("Mine", author="Ann")])
    editor = MapEditor(jm, mode="comment")
    monkeypatch.setattr("cjwidgets.widgets.mapwidget.is_at_notebook", lambda: True)
    assert heard(editor, "Ann", again=True) == "Ann"


def test_browsers_are_told_whether_python_has_named_them():
    editor = MapEditor(JourneyMap("Shop"), mode="comment")
    named = lambda: editor.session.snapshot()["trail"]["named"]  # noqa: E731
    assert not named()
    assert heard(editor, "Cleo") == "Cleo"
    assert not named()
    editor.author = "Dora"
    assert named()
