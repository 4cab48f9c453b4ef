"""Rules that say which events belong to a touchpoint: taken, refused, kept."""

import datetime
import re

import pytest

from cjwidgets.errors import InputError
from cjwidgets.model import JourneyMap, Rule, Stage, Touchpoint, UnboundRule
from model.edits import small_map


def test_a_set_of_rules_is_saved_in_one_order():
    rules = Touchpoint("Pay", match={"pay", "cart", "zip", "add"}).match
    assert rules == ("add", "cart", "pay", "zip")


@pytest.mark.parametrize(
    "raw",
    [
        [{"pattern": "("}],
        [{"pattern": "(" * 5000}],
        [{"pattern": "a", "flags": [2]}],
        [{"pattern": "a", "flags": 2**70}],
        [{"pattern": "a", "flags": -1}],
        [{"pattern": "a", "flags": False}],
        [{"pattern": "a", "flags": re.LOCALE.value}],
        [{"pattern": "a", "name": "b"}],
        [{"pattern": 3}],
        [{"function": 3}],
        [{}],
        [None],
        [["a"]],
        {"pattern": "a"},
        3,
    ],
)
def test_rules_that_are_none(raw):
    with pytest.raises(InputError, match=r"Touchpoint\.match"):
        Touchpoint.from_json({"match": raw})


def test_rules_come_back():
    rules = ["cart", re.compile("^pay", re.IGNORECASE | re.ASCII), re.compile("a")]
    again = Touchpoint.from_json(Touchpoint("Pay", match=rules).to_json())
    assert list(again.match) == rules


def test_functions_of_one_name_keep_their_places_when_the_rules_are_edited():
    first, second = (lambda event: event == "a"), (lambda event: event == "b")
    jm = JourneyMap("Shop", stages=[Stage("Ask", match=[first, second])])
    old = jm.to_json()["stages"][0]["match"]
    new = ["cart", *old]
    jm.apply([{"kind": "updated", "id": jm.stages[0].id, "fields": {"match": [old, new]}}])
    assert jm.stages[0].match == ("cart", first, second)


def test_a_copy_that_a_browser_makes_keeps_the_functions():
    ask = Stage("Ask", match=["cart", str.isupper], touchpoints=["Search"])
    jm = JourneyMap("Shop", stages=[ask])
    jm.touchpoints[0].match = [Rule(id="ask"), str.islower, str.isupper]

    def duplicate(stage: Stage) -> Stage:
        node = stage.to_json() | {"id": f"copy-{len(jm.stages)}"}
        node["touchpoints"] = [
            each | {"id": f"{node['id']}-{at}"} for at, each in enumerate(node["touchpoints"])
        ]
        place = {"parent": jm.id, "field": "stages", "index": 9}
        jm.apply([{"kind": "added", **place, "node": node}])
        return jm.stages[-1]

    copy = duplicate(ask)
    assert copy.match == ask.match
    assert copy.touchpoints[0].match == ask.touchpoints[0].match
    # Another of that name: which one is meant, nobody can tell.
    jm.stages.append(Stage("Pay", match=[Upper()]))
    assert duplicate(ask).match == ("cart", UnboundRule("isupper"))
    assert duplicate(ask).touchpoints[0].match == (
        Rule(id="ask"),
        str.islower,
        UnboundRule("isupper"),
    )


class Upper:
    """A rule that is called as another one."""

    __name__ = "isupper"

    def __call__(self, event: str) -> bool:
        return event.isupper()


def test_a_browser_that_edits_the_rules_keeps_the_functions():
    jm = small_map()
    touchpoint = jm.touchpoints[0]
    touchpoint.match = [str.isupper]
    new = [{"function": "isupper"}, {"function": "islower"}, "cart"]
    jm.apply([{"kind": "updated", "id": touchpoint.id, "fields": {"match": [None, new]}}])
    assert touchpoint.match == (str.isupper, UnboundRule("islower"), "cart")


def test_a_rule_over_several_columns_comes_back():
    rules = [
        Rule("pay*", channel=("web", re.compile("^app", re.IGNORECASE)), since="2026-01-01"),
        Rule(until=datetime.date(2026, 4, 1)),
        Rule(self="客服", plan="free"),
    ]
    data = Touchpoint("Pay", match=rules).to_json()
    assert data["match"] == [
        {
            "channel": ["web", {"pattern": "^app", "flags": 2}],
            "event": "pay*",
            "since": "2026-01-01",
        },
        {"until": "2026-04-01"},
        {"plan": "free", "self": "客服"},
    ]
    assert list(Touchpoint.from_json(data).match) == rules


def test_a_rule_is_a_value():
    one = Rule(event={"pay", "cart"}, until="2026-04-01")
    assert one == Rule(event=["cart", "pay"], until=datetime.date(2026, 4, 1))
    assert len({one, Rule(event=["cart", "pay"], until="2026-04-01")}) == 1
    assert repr(one) == "Rule(event=['cart', 'pay'], until='2026-04-01')"
    assert Rule(re.compile("a")) != Rule("a")
    with pytest.raises(AttributeError):
        one.since = "2026-01-01"


@pytest.mark.parametrize(
    ("conditions", "says"),
    [
        ({}, "asks for nothing"),
        ({"event": 3}, r"Rule\(event=…\) expects a text, not 3"),
        ({"event": []}, "expects one name at least"),
        ({"event": re.compile(b"a")}, "expects a pattern of text"),
        ({"channel": [None]}, r"Rule\(channel=…\) expects a text"),
        ({"channel": str.isupper}, r"Rule\(channel=…\) expects a text"),
        ({"pattern": "a"}, "no column can be called 'pattern'"),
        ({"event": "a", "since": "soon"}, r"Rule\(since='soon'\) is no moment"),
        ({"event": "a", "until": 2026}, r"Rule\(until=2026\) is no moment"),
        ({"since": "2026-04-01", "until": "2026-04-01"}, "ends .* before it begins"),
    ],
)
def test_a_rule_that_is_none(conditions, says):
    with pytest.raises(InputError, match=says):
        Rule(**conditions)


@pytest.mark.parametrize(
    "raw",
    [
        {"event": 3},
        {"event": []},
        {"event": {"function": "f"}},
        {"channel": {"pattern": "("}},
        {"channel": [["a"]]},
        {"event": "a", "since": 5},
        {"event": "a", "function": "f"},
        {"event": "a", "flags": 2},
    ],
)
def test_a_rule_of_a_file_that_is_none(raw):
    with pytest.raises(InputError, match=r"Touchpoint\.match"):
        Touchpoint.from_json({"match": [raw]})


def test_nodes_that_are_pasted_at_once_look_for_functions_once(monkeypatch):
    """Before, the whole map was walked for each of them."""
    jm = small_map()
    jm.touchpoints[0].match = [str.isupper]
    walked = []
    walk = JourneyMap.walk
    monkeypatch.setattr(JourneyMap, "walk", lambda self: (walked.append(1), walk(self))[1])
    adds = [
        {
            "kind": "added",
            "parent": "s0",
            "field": "touchpoints",
            "index": 0,
            "node": {"id": f"n{at}", "name": "New", "match": [{"function": "isupper"}, "x"]},
        }
        for at in range(30)
    ]
    jm.apply(adds)
    assert len(walked) == 1
    assert all(jm.node(f"n{at}").match == (str.isupper, "x") for at in range(30))
    jm.apply([{**adds[0], "node": {"id": "plain", "match": ["x", {"function": "unknown"}]}}])
    assert jm.node("plain").match == ("x", UnboundRule("unknown"))
    before = len(walked)
    jm.apply([{**adds[0], "node": {"id": "last", "match": ["x"]}}])
    assert len(walked) == before, "without functions there is nothing to look for"
