"""One browser can't fill the memory of a session, nor a map with one message."""

import pytest

import cjwidgets as cj
from cjwidgets.widgets.roles import Role
from widgets.browser_double import rename


@pytest.fixture(autouse=True)
def _as_before():
    yield
    cj.limits.reset()


def test_names_of_browsers_are_bounded(wire):
    cj.limits.browsers = 3
    for n in range(9):
        wire.session.handle({"type": "hello", "client": f"c{n}", "rev": 0})
        assert wire.last()["type"] == "ready"
    assert len(wire.session._clients) == 3
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


def test_a_long_comment_is_refused_only_where_comments_alone_are_welcome():
    with pytest.raises(cj.errors.InputError, match="5,000"):
        Role("comment")._check_length("x" * 5_001)
    Role("edit")._check_length("x" * 5_001)
