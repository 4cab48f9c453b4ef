"""A copy knows nothing of what its source was, and undo in one never reaches the other."""

import copy
import json
import pickle
import re
import subprocess
import sys
import threading
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjwidgets as cj
from cjwidgets.errors import InputError
from cjwidgets.model import Node, UnboundRule
from cjwidgets.model.values import FrozenMap
from model.edits import Editor, small_map

PROTOCOLS = (0, 2, pickle.HIGHEST_PROTOCOL)
SAME = [copy.copy, copy.deepcopy]
SAME += [lambda node, p=p: pickle.loads(pickle.dumps(node, p)) for p in PROTOCOLS]
SAME_NAMES = ["copy", "deepcopy", *(f"pickle{p}" for p in PROTOCOLS)]
WAYS, NAMES = [lambda node: node.copy(), *SAME], ["method", *SAME_NAMES]


def edit(jm: cj.JourneyMap, seed: int) -> None:
    editor = Editor(Random(seed), jm)
    editor.made = 1_000 * (seed + 1)  # ids of its own
    for _ in range(60):
        editor.edit()


def edited(seed: int) -> cj.JourneyMap:
    jm = small_map()
    edit(jm, 100 + seed)
    return jm


def functions(node: Node) -> list:
    held = [rule for each in node.walk() for rule in getattr(each, "match", ())]
    return [rule for rule in held if not isinstance(rule, UnboundRule)]


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
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
    assert b"secret" not in pickle.dumps(source)


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
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


@pytest.mark.parametrize("way", SAME, ids=SAME_NAMES)
@pytest.mark.parametrize("seed", range(4))
def test_a_map_again_is_the_same_document(way, seed):
    source = edited(seed)
    again = way(source)
    assert again == source
    assert again is not source
    assert functions(again) == functions(source), "functions too, which a file can't hold"
    assert [type(each) for each in again.walk()] == [type(each) for each in source.walk()]
    assert not {id(each) for each in again.walk()} & {id(each) for each in source.walk()}
    assert all(each.map is again for each in again.walk())
    assert again.unsaved is False


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
@pytest.mark.parametrize("seed", range(3))
def test_what_is_done_to_a_copy_its_source_never_hears_and_the_other_way_round(way, seed):
    source = edited(seed)
    before, heard = source.to_json(), []
    source.subscribe(heard.append)
    copied = way(source)
    as_copied = copied.to_json()
    edit(copied, seed)
    assert source.to_json() == before
    assert not heard
    mine = copied.to_json()
    edit(source, seed + 1)
    assert copied.to_json() == mine
    while copied.undo():
        pass
    assert copied.to_json() == as_copied


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_a_map_without_stages_or_lanes_stays_so(way):
    jm = cj.JourneyMap("Shop", framework="5A", lanes=[])
    jm.stages.clear()
    copied = way(jm)
    assert (len(copied.stages), len(copied.lanes), copied.framework) == (0, 0, "5A")


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_a_copy_has_no_file_and_nothing_attached(way, tmp_path):
    jm = cj.JourneyMap("Shop", stages=["Ask"])
    jm.save(tmp_path / "shop")
    jm.attach(lambda: pytest.fail("nobody asked for it"), source="Web")
    copied = way(jm)
    assert copied.path is None
    assert copied.attached == ()
    assert jm.path is not None
    persona = cj.Persona("Ann")
    persona.save(tmp_path / "ann")
    assert not way(persona)._seen


@pytest.mark.parametrize("way", SAME, ids=SAME_NAMES)
def test_a_node_goes_without_its_map_and_comes_back_beside_itself(way):
    jm = small_map()
    again = way(jm.stages[0])
    assert again.map is None
    assert again.to_json() == jm.stages[0].to_json()
    jm.stages.append(again)
    assert len({each.id for each in jm.walk()}) == sum(1 for _ in jm.walk())
    assert jm.stages[0].name == jm.stages[-1].name
    jm.undo()
    other = cj.JourneyMap("Other")
    other.stages.append(way(jm.stages[0]))
    assert other.stages[0].id == jm.stages[0].id, "where the id is free, it stays"


@pytest.mark.parametrize("way", SAME[1:], ids=SAME_NAMES[1:])
@pytest.mark.parametrize("turned", [False, True])
def test_a_map_and_its_nodes_stay_together(way, turned):
    jm = small_map()
    parts = [jm, jm.stages[1], jm.touchpoints[0], jm.personas[0]]
    again = way(parts[::-1] if turned else parts)
    map, stage, touchpoint, persona = again[::-1] if turned else again
    assert map is not jm
    assert stage is map.stages[1]
    assert touchpoint is map.touchpoints[0]
    assert persona is map.personas[0]


@pytest.mark.parametrize("way", SAME, ids=SAME_NAMES)
def test_a_copied_list_of_nodes_is_a_list_of_nobodys(way):
    jm = small_map()
    copied = way(jm.stages)
    assert type(copied) is list
    assert [each.name for each in copied] == [each.name for each in jm.stages]
    copied.clear()
    assert len(jm.stages) == 3


VALUES = [
    cj.Rule("pay*", channel=["web", re.compile("^app", re.IGNORECASE)], since="2026-01-01"),
    cj.Scale(1, 5, ("bad", "good")),
    cj.Measured(-1.5, n=212, low=-1.7, high=-1.3, source="exit survey"),
    cj.Question("felt", kind="emotion", scale="sam", good="low"),
    cj.Question("why", kind="open"),
    UnboundRule("is_payment"),
    FrozenMap({"b": 2, "a": 1}),
    cj.DropOff("Search", by=0.1),
    cj.Remove("Search", "lost"),
    cj.Merge("Search", "Cart"),
    cj.Reorder("Cart", "Search"),
]


@pytest.mark.parametrize("way", SAME, ids=SAME_NAMES)
@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_come_through(way, value):
    again = way(value)
    assert again == value
    assert repr(again) == repr(value)


@pytest.mark.parametrize("way", SAME, ids=SAME_NAMES)
def test_what_a_listener_heard_comes_through(way):
    jm, heard = small_map(), []
    jm.subscribe(heard.append)
    jm.stages[0].name = "Renamed"
    jm.stages.append("New")
    jm.stages["New"].name = "Newer"
    jm.stages.move("Newer", 0)
    jm.stages.pop()
    for transaction in heard:
        again = way(transaction)
        assert [c.to_json() for c in again.changes] == [c.to_json() for c in transaction.changes]
        for change, same in zip(transaction.changes, again.changes, strict=True):
            assert getattr(change, "field", None) is getattr(same, "field", None)


@pytest.mark.parametrize("way", SAME, ids=SAME_NAMES)
def test_errors_come_through_as_they_were(way, tmp_path):
    found: list[Exception] = []
    for fails in (
        lambda: cj.Stage("Ask", tint="red"),
        lambda: cj.JourneyMap(locale="xx"),
        lambda: cj.JourneyMap().stages["Ask"],
        lambda: cj.JourneyMap.open(tmp_path / "none.cjmap.json"),
    ):
        with pytest.raises(cj.JourneyError) as caught:
            fails()
        found.append(caught.value)
    for error in found:
        again = way(error)
        assert type(again) is type(error)
        assert (str(again), again.hint, again.public) == (str(error), error.hint, error.public)


def test_a_map_goes_to_another_process_and_comes_back():
    jm = small_map()
    jm.touchpoints[0].match = ["pay*", re.compile("^check"), str.isupper, cj.Rule(channel="web")]
    work = (
        "import pickle, sys\n"
        "jm, touchpoint = pickle.load(sys.stdin.buffer)\n"
        "assert touchpoint is jm.touchpoints[0] and not jm.can_undo\n"
        "touchpoint.name = 'There'\n"
        "try:\n jm.stages[0].tint = 1\n"
        "except Exception as error:\n refused = error\n"
        "pickle.dump((jm, refused), sys.stdout.buffer)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", work],
        input=pickle.dumps((jm, jm.touchpoints[0])),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    again, refused = pickle.loads(done.stdout)
    assert again.touchpoints[0].match == jm.touchpoints[0].match
    assert again.touchpoints[0].name == "There"
    again.touchpoints[0].name = jm.touchpoints[0].name
    assert again == jm
    assert "Stage has no field 'tint'" in str(refused)


def test_a_function_without_a_name_can_be_copied_and_not_pickled():
    jm = cj.JourneyMap(stages=[cj.Stage("Ask", match=lambda name: name == "x")])
    assert copy.deepcopy(jm).stages[0].match == jm.stages[0].match
    with pytest.raises((pickle.PicklingError, AttributeError), match="lambda"):
        pickle.dumps(jm)
    jm.title = "and it can still be edited"
    assert jm.undo()


def test_inside_a_batch_no_other_thread_changes_what_is_pickled():
    jm = small_map()
    began, done = threading.Event(), threading.Event()

    def edit():
        began.set()
        jm.title = "late"
        done.set()

    with jm.batch():
        thread = threading.Thread(target=edit)
        thread.start()
        began.wait()
        again = pickle.loads(pickle.dumps(jm))
        assert not done.is_set()
    thread.join()
    assert (again.title, jm.title) == ("Shop", "late")


@given(st.text("abc-_", min_size=1, max_size=40), st.lists(st.text(max_size=5), max_size=4))
def test_any_map_comes_through(id, names):
    jm = cj.JourneyMap("Shop", id=id)
    try:
        jm.stages.extend(names)
    except InputError:
        return  # half an emoji
    assert pickle.loads(pickle.dumps(jm)) == copy.deepcopy(jm) == copy.copy(jm) == jm


def renamed(copied, expected, ids: dict[str, str]):
    """Say which id of a copy stands for which; both have the same shape."""
    if isinstance(expected, dict):
        if "id" in expected:
            ids[copied["id"]] = expected["id"]
        for name in expected:
            renamed(copied[name], expected[name], ids)
    elif isinstance(expected, list):
        for one, two in zip(copied, expected, strict=True):
            renamed(one, two, ids)
    return ids


CASES = Path(__file__).parents[1] / "contract" / "copies"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_a_copy_is_what_the_editor_copies(path):
    """The cases are those of js/test/document/copies.test.ts."""
    case = json.loads(path.read_text(encoding="utf-8"))
    node = getattr(cj, case["kind"]).from_json(case["node"])
    copied = node.copy().to_json()
    ids = renamed(copied, case["copied"], {})
    assert not {*ids} & {*ids.values()}
    assert len({*ids.values()}) == len(ids)
    text = json.dumps(copied)
    for new, old in ids.items():
        text = text.replace(f'"{new}"', f'"{old}"')
    assert json.loads(text) == case["copied"]
    assert node.to_json() == case["node"]


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_comments_come_with_the_same_again_and_not_with_another(way):
    jm = cj.JourneyMap("Shop", stages=["Ask"], personas=["Ann"])
    for node in (jm, jm.stages[0], jm.personas[0]):
        node.comments.append(cj.Comment("Why?", author="Ben"))
    same = way is not WAYS[0]
    copied = way(jm)
    assert [len(each.comments) for each in (copied, copied.stages[0], copied.personas[0])] == (
        [1, 1, 1] if same else [0, 0, 0]
    )
    assert way(jm.comments[0]).text == "Why?", "a comment itself can be copied"
