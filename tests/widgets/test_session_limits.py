"""One browser can't fill the memory of a session, nor a map with one message."""

import pytest

import cjwidgets as cj
from cjwidgets.widgets.roles import Role
from widgets.browser_double import rename

pytestmark = pytest.mark.usefixtures("caps")


def test_names_of_browsers_are_bounded(wire):
    cj.limits.browsers = 3
    for n in range(9):
        wire.session.handle({"type": "hello", "client": f"c{n}", "rev": 0})
        assert wire.last()["type"] == "ready"
    assert list(wire.session._clients) == ["c6", "c7", "c8"]  # the newest
    wire.session.handle({"type": "hello", "client": "c6", "rev": 0})
    assert list(wire.session._clients) == ["c7", "c8", "c6"]
    wire.session.handle({"type": "hello", "client": "x" * 81, "rev": 0})
    assert wire.last()["type"] == "reject"
    assert len(wire.session._clients) == 3


def test_an_edit_has_a_cap_that_can_be_raised(wire):
    cj.limits.edit = 2
    edit = {"type": "edit", "cid": "a", "changes": [rename("s0", n) for n in "abc"]}
    wire.session.handle(edit)
    assert "cj.limits.edit = 3" in wire.last()["hint"]
    assert wire.session.map.rev == 0
    cj.limits.edit = 3
    wire.session.handle(edit)
    assert wire.session.map.stages[0].name == "c"


@pytest.mark.parametrize("mode", ["comment", "edit"])
def test_a_long_comment_is_refused_only_where_comments_alone_are_welcome(wire, mode):
    wire.session.role = Role(mode, "Ann")
    place = {"kind": "added", "parent": "s0", "field": "comments", "index": 0}
    for text, fits in (("x" * 5_000, True), ("x" * 5_001, mode == "edit")):
        change = {**place, "node": {"id": f"c{len(text)}", "text": text}}
        wire.session.handle({"type": "edit", "cid": text[:9], "changes": [change]})
        assert (wire.last()["type"] == "commit") is fits
        assert any(each.text == text for each in wire.session.map.stages[0].comments) is fits
