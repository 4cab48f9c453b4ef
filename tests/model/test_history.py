"""Whatever is done can be undone, to the byte."""

import collections
import contextlib
from random import Random

import pytest
import traitlets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjwidgets.errors import JourneyError
from cjwidgets.formats import cjmap
from cjwidgets.model import JourneyMap, Persona, Stage, Touchpoint
from model.edits import KINDS, Editor, small_map


def undo_all(jm: JourneyMap) -> None:
    while jm.undo():
        pass


def redo_all(jm: JourneyMap) -> None:
    while jm.redo():
        pass


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(rng=st.randoms(use_true_random=False), edits=st.integers(1, 25))
def test_any_edits_undone_give_the_start_and_redone_the_end(rng, edits):
    jm = small_map()
    start = cjmap.dumps(jm)
    editor = Editor(rng, jm)
    for _ in range(edits):
        editor.edit()
        assert {id: id for id in jm._by_id} == {node.id: node.id for node in jm.walk()}
    end = cjmap.dumps(jm)
    assert cjmap.dumps(cjmap.loads(end)) == end
    undo_all(jm)
    assert cjmap.dumps(jm) == start
    redo_all(jm)
    assert cjmap.dumps(jm) == end


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(rng=st.randoms(use_true_random=False))
def test_edits_and_undos_in_any_order(rng):
    """Undo and redo walk the same path: every file on the way is met again."""
    jm = small_map()
    path = [cjmap.dumps(jm)]
    at = 0
    editor = Editor(rng, jm)
    for _ in range(30):
        step = rng.choice(["edit", "edit", "undo", "redo"])
        if step == "edit":
            before = len(jm._history.done)
            editor.edit()
            made = len(jm._history.done) - before
            if made:
                path[at + 1 :] = [None] * (made - 1) + [cjmap.dumps(jm)]
                at += made
        elif step == "undo":
            assert jm.undo() == (at > 0)
            at = max(0, at - 1)
        else:
            assert jm.redo() == (at < len(path) - 1)
            at = min(len(path) - 1, at + 1)
        assert path[at] in (None, cjmap.dumps(jm))


def test_a_long_day_is_undone_to_the_byte():
    jm = small_map()
    start = cjmap.dumps(jm)
    editor = Editor(Random(20261004), jm)
    done = collections.Counter()
    while len(jm._history.done) < 2000:
        done[editor.edit()] += 1
    assert set(done) == set(KINDS)
    end = cjmap.dumps(jm)
    for left in range(len(jm._history.done), 0, -1):
        assert len(jm._history.done) == left
        assert jm.undo()
    assert not jm.undo()
    assert cjmap.dumps(jm) == start
    redo_all(jm)
    assert cjmap.dumps(jm) == end


def test_a_batch_is_one_step():
    jm = small_map()
    rev = jm.rev
    with jm.batch("Rename"):
        jm.stages[0].name = "A"
        with jm.batch():
            jm.stages[1].name = "B"
    assert jm.rev == rev + 1
    assert jm.undo()
    assert [stage.name for stage in jm.stages] == ["Ask", "Buy", "Use"]
    assert not jm.can_undo


def test_an_empty_batch_is_no_step():
    jm = small_map()
    with jm.batch():
        jm.stages[0].name = jm.stages[0].name
    assert (jm.rev, jm.can_undo) == (0, False)


def test_an_inner_batch_fails_alone_when_its_error_is_caught():
    jm = small_map()
    with jm.batch():
        jm.title = "Outer"
        with contextlib.suppress(ZeroDivisionError), jm.batch():
            jm.title = "Inner"
            del jm.stages[0]
            raise ZeroDivisionError
        assert (jm.title, len(jm.stages)) == ("Outer", 3)
    assert jm.undo()
    assert jm.title == "Shop"
    assert not jm.can_undo


def test_a_failed_batch_is_neither_history_nor_news():
    jm = small_map()
    heard = []
    jm.subscribe(heard.append)
    with contextlib.suppress(KeyboardInterrupt), jm.batch():
        jm.stages.clear()
        raise KeyboardInterrupt
    assert (len(jm.stages), heard, jm.rev, jm.can_undo) == (3, [], 0, False)


def test_no_undo_inside_a_batch():
    jm = small_map()
    jm.title = "Other"
    with jm.batch():
        jm.title = "Third"
        with pytest.raises(JourneyError, match="inside a batch"):
            jm.undo()
        with pytest.raises(JourneyError, match="inside a batch"):
            jm.redo()
    assert jm.title == "Third"
    assert jm.undo()
    assert jm.title == "Other"


def test_a_new_edit_ends_redo():
    jm = small_map()
    jm.title = "A"
    jm.undo()
    assert jm.can_redo
    jm.title = "B"
    assert not jm.can_redo
    assert not jm.redo()


def test_the_object_itself_comes_back():
    jm = small_map()
    stage = jm.stages.pop(1)
    jm.undo()
    assert jm.stages[1] is stage


def test_what_is_edited_outside_does_not_come_back_edited():
    jm = small_map()
    stage = jm.stages.pop(1)
    stage.name = "Edited outside"
    stage.touchpoints.clear()
    jm.undo()
    assert jm.stages[1] is not stage
    assert jm.to_json() == small_map().to_json()


def test_functions_in_rules_survive_undo():
    jm = small_map()
    jm.touchpoints[0].match = rule = str.isupper
    jm.touchpoints[0].match = "cart"
    del jm.stages[0]
    jm.undo()
    jm.undo()
    assert jm.touchpoints[0].match == (rule,)


def test_an_undone_addition_leaves_references_that_were_there_before():
    jm = JourneyMap("Shop", stages=[Stage("Ask", touchpoints=["Search"])])
    jm.touchpoints[0].emotions = {"later": 1}
    jm.personas.append(Persona("Ann", id="later"))
    jm.undo()
    assert jm.touchpoints[0].emotions == {"later": 1}


def test_references_are_forgotten_on_removal_and_restored_by_undo():
    jm = small_map()
    search = jm.touchpoints[0]
    search.emotions = {"ann": 1, "bob": -1}
    search.measured = {"ann": {"value": 1}, "": {"value": 0}}
    search.texts = {"own": "rain"}
    before = cjmap.dumps(jm)
    jm.personas.remove("Ann")
    jm.lanes.remove("Weather")
    assert search.emotions == {"bob": -1}
    assert list(search.measured) == [""]
    assert search.texts == {}
    assert jm.undo()
    assert jm.undo()
    assert cjmap.dumps(jm) == before


def test_cut_and_paste_keeps_references_inside():
    jm = JourneyMap("Shop", stages=[Stage("Ask", touchpoints=["Search"]), "Buy"])
    search = jm.touchpoints[0]
    search.pains.append("Slow")
    search.opportunities.append("Cache")
    search.opportunities[0].pain = search.pains[0].id
    jm.stages["Buy"].touchpoints.append(jm.stages["Ask"].touchpoints.pop())
    assert search.opportunities[0].pain == search.pains[0].id


def test_an_observer_that_edits_the_map_is_part_of_the_history():
    jm = small_map()
    first, second = jm.touchpoints[:2]
    link = traitlets.link((first, "name"), (second, "name"))
    linked = cjmap.dumps(jm)
    first.name = "Both"
    end = cjmap.dumps(jm)
    while cjmap.dumps(jm) != linked:
        assert jm.undo()
    redo_all(jm)
    assert cjmap.dumps(jm) == end
    link.unlink()


def test_an_observer_that_adds_to_an_undo_does_not_break_the_history():
    jm = small_map()
    jm.stages[0].observe(lambda _: jm.stages.append("Noise"), "name")
    jm.stages[0].name = "Loud"
    jm.title = "Last"
    undo_all(jm)
    redo_all(jm)
    undo_all(jm)
    assert (jm.title, jm.stages[0].name) == ("Shop", "Ask")
    assert JourneyMap.from_json(jm.to_json()) == jm


def test_an_observer_that_fails_does_not_stop_the_way_back(caplog):
    jm = small_map()
    jm.touchpoints[0].observe(lambda _: 1 / 0, "name")
    start = cjmap.dumps(jm)
    with contextlib.suppress(ZeroDivisionError), jm.batch():
        jm.title = "Other"
        jm.stages.append("New")
        jm.touchpoints[0].name = "X"
    assert cjmap.dumps(jm) == start
    assert "taken back" in caplog.text


def test_a_view_that_fails_does_not_hide_an_edit_from_the_others(caplog):
    jm = small_map()
    heard = []
    jm.subscribe(lambda _: 1 / 0)
    stop = jm.subscribe(heard.append)
    jm.title = "Other"
    assert len(heard) == 1
    assert "could not be told" in caplog.text
    stop()
    stop()
    jm.title = "Third"
    assert len(heard) == 1


def test_held_notifications_are_one_change_a_field():
    jm = JourneyMap("Shop", stages=[Stage("Ask", touchpoints=[Touchpoint("Search", emotion=1)])])
    search = jm.touchpoints[0]
    with search.hold_trait_notifications():
        search.name = "A"
        search.name = "B"
    assert jm.undo()
    assert search.name == "Search"
    assert not jm.can_undo


def test_the_history_has_a_budget_in_bytes(caps):
    """200 portraits of 400 kB were 77 MB."""
    caps.history = 1_000_000
    jm = JourneyMap("Shop", personas=[Persona("Anna")])
    pictures = [f"data:image/png;base64,{n:06}" + "A" * 100_000 for n in range(40)]
    for picture in pictures:
        jm.personas[0].portrait = picture
    assert 8 <= len(jm._history.done) <= 11
    assert jm._history.bytes <= caps.history
    while jm.undo():
        pass
    assert jm.personas[0].portrait in pictures[25:]
    while jm.redo():
        pass
    assert jm.personas[0].portrait == pictures[-1]


def test_the_last_step_is_kept_however_large_it_is(caps):
    caps.history = 1
    jm = JourneyMap("Shop")
    jm.title = "Bank"
    jm.objective = "Sleep"
    assert jm.undo()
    assert not jm.undo()
    assert (jm.title, jm.objective) == ("Bank", "")
    assert jm.redo()


@given(edits=st.lists(st.sampled_from(["edit", "undo", "redo", "add", "remove"]), max_size=30))
def test_the_bytes_of_the_history_are_those_of_its_entries(edits):
    jm = JourneyMap("Shop")
    for n, edit in enumerate(edits):
        if edit == "edit":
            jm.title = f"Shop {n}" * (n + 1)
        elif edit == "add":
            jm.stages.append(f"Stage {n}")
        elif edit == "remove" and jm.stages:
            jm.stages.pop()
        elif edit in ("undo", "redo"):
            getattr(jm, edit)()
    kept = [*jm._history.done, *jm._history.undone]
    assert jm._history.bytes == sum(entry.bytes for entry in kept)
