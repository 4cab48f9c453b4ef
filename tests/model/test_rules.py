"""Rules that say which events belong to a touchpoint: taken, refused, kept."""

import re

import pytest

from cjwidgets.errors import InputError
from cjwidgets.model import Touchpoint, UnboundRule
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


def test_a_browser_that_edits_the_rules_keeps_the_functions():
    jm = small_map()
    touchpoint = jm.touchpoints[0]
    touchpoint.match = [str.isupper]
    new = [{"function": "isupper"}, {"function": "islower"}, "cart"]
    jm.apply([{"kind": "updated", "id": touchpoint.id, "fields": {"match": [None, new]}}])
    assert touchpoint.match == (str.isupper, UnboundRule("islower"), "cart")
