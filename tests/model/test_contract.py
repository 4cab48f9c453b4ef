"""The shared cases: what vitest asks of the browser's reducer, asked of the Python map."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from cjwidgets.errors import JourneyError
from cjwidgets.model import JourneyMap

FOLDER = Path(__file__).parents[1] / "contract"
CASES = sorted(FOLDER.glob("*.json"))
REFUSED = sorted(FOLDER.glob("refused/*.json"))


def load(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def stem(path: Path) -> str:
    return path.stem


def test_there_are_cases():
    assert len(CASES) > 40
    assert len(REFUSED) > 40


@pytest.mark.parametrize("path", CASES, ids=stem)
def test_the_map_does_what_the_case_says(path):
    case = load(path)
    jm = JourneyMap.from_json(case["doc"])
    done = []
    jm.subscribe(done.append)
    jm.apply(case["changes"])
    assert [change.to_json() for entry in done for change in entry.changes] == case["recorded"]
    assert jm.to_json() == case["expected"]
    while jm.undo():
        pass
    assert jm.to_json() == case["doc"]
    while jm.redo():
        pass
    assert jm.to_json() == case["expected"]


@pytest.mark.parametrize("path", CASES, ids=stem)
def test_a_map_that_hears_of_it_becomes_equal(path):
    case = load(path)
    jm = JourneyMap.from_json(case["doc"])
    jm.apply(case["recorded"])
    assert jm.to_json() == case["expected"]


# A reducer of plain JSON, so that the cases do not only say what the map does anyway.


def find(node: Any, id: str) -> Any:
    if isinstance(node, dict):
        if node.get("id") == id:
            return node
        # A rule over a column that is called id is no node.
        node = [value for name, value in node.items() if name != "match"]
    if isinstance(node, list):
        return next(filter(None, (find(each, id) for each in node)), None)
    return None


def put(doc: Any, parent: str, field: str, index: int, node: Any) -> None:
    find(doc, parent).setdefault(field, []).insert(index, copy.deepcopy(node))


def take(doc: Any, parent: str, field: str, index: int) -> Any:
    owner = find(doc, parent)
    node = owner[field].pop(index)
    if not owner[field] and field != "lanes":
        del owner[field]
    return node


def reduce(doc: Any, change: dict[str, Any]) -> None:
    match change:
        case {"kind": "updated", "id": id, "fields": fields}:
            node = find(doc, id)
            for name, (old, new) in fields.items():
                assert node.get(name) == old, f"{id}.{name} was not {old}"
                node[name] = copy.deepcopy(new)
                if new is None:
                    del node[name]
        case {"kind": "added", "parent": parent, "field": field, "index": index, "node": node}:
            put(doc, parent, field, index, node)
        case {"kind": "removed", "parent": parent, "field": field, "index": index, "node": node}:
            assert take(doc, parent, field, index) == node
        case {"kind": "moved", "id": id, "from": source, "to": target}:
            node = take(doc, *source)
            assert node["id"] == id
            put(doc, *target, node)
        case _:
            raise AssertionError(change)


def inverse(change: dict[str, Any]) -> dict[str, Any]:
    match change:
        case {"kind": "updated", "fields": fields}:
            return change | {"fields": {k: [new, old] for k, (old, new) in fields.items()}}
        case {"kind": "moved", "from": source, "to": target}:
            return change | {"from": target, "to": source}
    return change | {"kind": {"added": "removed", "removed": "added"}[change["kind"]]}


@pytest.mark.parametrize("path", CASES, ids=stem)
def test_the_recorded_changes_say_everything_both_ways(path):
    case = load(path)
    doc = copy.deepcopy(case["doc"])
    for change in case["recorded"]:
        reduce(doc, change)
    assert doc == case["expected"]
    for change in reversed(case["recorded"]):
        reduce(doc, inverse(change))
    assert doc == case["doc"]


@pytest.mark.parametrize("path", REFUSED, ids=stem)
def test_a_refused_edit_changes_nothing(path):
    case = load(path)
    jm = JourneyMap.from_json(case["doc"])
    heard = []
    jm.subscribe(heard.append)
    with pytest.raises(JourneyError) as caught:
        jm.apply(case["changes"])
    assert caught.value.code == case["code"]
    assert case["sentence_contains"] in caught.value.sentence
    assert jm.to_json() == case["doc"]
    assert (heard, jm.rev, jm.can_undo, jm.can_redo) == ([], 0, False, False)
    # What was taken back is whole: every node is still found, and takes edits.
    for node in jm.walk():
        assert jm.node(node.id) is node
    jm.title += "!"
    assert jm.undo()
    assert jm.to_json() == case["doc"]
