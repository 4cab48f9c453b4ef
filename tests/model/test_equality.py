"""What is equal has one hash, and no edit loses anything in a set."""

import copy
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

import cjwidgets as cj
from cjwidgets.model import Node
from cjwidgets.model.values import FrozenMap
from model.edits import Editor, small_map


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_maps_are_found_in_sets_whatever_is_edited(seed):
    jm, twin, other = small_map(), small_map(), cj.JourneyMap("Other")
    assert jm == twin
    assert hash(jm) == hash(twin)
    assert len({jm, twin, other}) == 2
    kept = {jm: "shop", other: "other"}
    editor = Editor(Random(seed), jm)
    for _ in range(30):
        editor.edit()
        assert kept[jm] == "shop"
        assert (jm == twin) == (jm.to_json() == twin.to_json())
        if jm == twin:
            assert kept[twin] == "shop"
    again = copy.deepcopy(jm)
    assert (again, hash(again)) == (jm, hash(jm))
    assert jm != jm.copy()
    assert kept[other] == "other"


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_a_node_is_equal_to_itself_only(seed):
    jm, twin = small_map(), small_map()
    pairs = [*zip(jm.walk(), twin.walk(), strict=True)][1:]
    assert all(one != two and one.to_json() == two.to_json() for one, two in pairs)
    nodes = {each for pair in pairs for each in pair}
    assert len(nodes) == 2 * len(pairs)
    editor = Editor(Random(seed), jm)
    for _ in range(20):
        editor.edit()
    assert all(one in nodes and one == one for one, _ in pairs)


VALUES = st.one_of(
    st.builds(cj.Scale, st.integers(-3, 0), st.integers(1, 3)),
    st.builds(cj.Scale, st.integers(-3, 0).map(float), st.integers(1, 3).map(float)),
    st.builds(cj.Measured, st.integers(-2, 2), n=st.sampled_from([None, 1, 2.0])),
    st.builds(cj.Rule, st.sampled_from(["a", "a*"]), channel=st.sampled_from([None, "a", ["a"]])),
    st.builds(FrozenMap, st.dictionaries(st.sampled_from("ab"), st.sampled_from([1, 1.0, 2]))),
    st.builds(cj.Question, st.just("csat"), scale=st.sampled_from([None, (1, 5), cj.Scale(1, 5)])),
)


@given(VALUES, VALUES)
def test_values_that_are_equal_have_one_hash(one, two):
    if one == two:
        assert hash(one) == hash(two)


def test_what_is_no_map_is_no_equal():
    jm = cj.JourneyMap("Shop", id="shop")
    assert jm != jm.to_json()
    assert jm != "shop"
    assert jm != cj.Stage("Shop", id="shop")
    assert isinstance(jm, Node)
    assert jm == cj.JourneyMap.from_json(jm.to_json())
