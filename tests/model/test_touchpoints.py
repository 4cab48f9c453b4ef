"""jm.touchpoints is kept until the tree changes, whoever changes it."""

from __future__ import annotations

import pytest

import cjwidgets as cj
from cjwidgets.errors import InputError


def names(jm: cj.JourneyMap) -> list[str]:
    return [touchpoint.name for touchpoint in jm.touchpoints]


def test_every_change_of_the_tree_shows():
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", touchpoints=["A", "B"]), cj.Stage("Buy")])
    assert names(jm) == ["A", "B"]
    assert jm.touchpoints is jm.touchpoints
    jm.stages["Buy"].touchpoints.append("C")
    jm.stages.move("Buy", 0)
    assert names(jm) == ["C", "A", "B"]
    del jm.stages["Ask"]
    assert names(jm) == ["C"]
    jm.undo()
    assert names(jm) == ["C", "A", "B"]
    jm.redo()
    jm.stages = [cj.Stage("New", touchpoints=["D"])]
    assert names(jm) == ["D"]


def test_a_batch_that_fails_leaves_no_trace():
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", touchpoints=["A"])])
    try:
        with jm.batch():
            jm.stages[0].touchpoints.append("B")
            assert names(jm) == ["A", "B"]
            raise KeyError
    except KeyError:
        pass
    assert names(jm) == ["A"]


def test_a_link_takes_its_ends_themselves():
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=["Ask", "Pay"])])
    ask, pay = jm.touchpoints
    jm.links.append(cj.Link(kind="skip", source=ask, target=pay.id))
    assert (jm.links[0].source, jm.links[0].target) == (ask.id, pay.id)
    with pytest.raises(InputError, match=r"Link\.source expects a text, not 7"):
        jm.links[0].source = 7
