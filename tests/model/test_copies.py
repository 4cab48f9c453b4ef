"""A copy knows nothing of what its source was, and undo in one never reaches the other."""

import copy

import pytest

import cjwidgets as cj

WAYS = [lambda node: node.copy(), copy.copy, copy.deepcopy]


@pytest.mark.parametrize("way", WAYS, ids=["method", "copy", "deepcopy"])
def test_a_copied_map_has_no_history(way):
    source = cj.JourneyMap("secret", stages=["Ask"])
    source.title = "Shop"
    source.stages[0].name = "Buy"
    copied = way(source)
    assert not copied.can_undo
    assert not copied.can_redo
    copied.undo()
    assert (copied.title, copied.stages[0].name) == ("Shop", "Buy")
    copied.stages[0].name = "Mine"
    copied.undo()
    assert copied.stages[0].name == "Buy"
    assert (source.title, source.stages[0].name, source.rev) == ("Shop", "Buy", 2)


@pytest.mark.parametrize("way", WAYS, ids=["method", "copy", "deepcopy"])
def test_a_copied_node_brings_no_history(way):
    source = cj.JourneyMap("Shop", stages=["secret"])
    source.stages[0].name = "Ask"
    other = cj.JourneyMap("Other")
    other.stages.append(way(source.stages[0]))
    assert other.can_undo
    other.undo()
    assert not other.can_undo
    assert not other.stages
    other.redo()
    assert [stage.name for stage in other.stages] == ["Ask"]
    assert source.stages[0].name == "Ask"
