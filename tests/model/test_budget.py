"""Nobody makes a map larger than may be saved, in Python or in a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjwidgets as cj
from cjwidgets.errors import InputError
from cjwidgets.formats import cjmap
from cjwidgets.limits import Limits
from cjwidgets.model import JourneyMap
from model.edits import small_map

CASES = sorted((Path(__file__).parents[1] / "contract").glob("*.json"))


def size(jm: JourneyMap) -> int:
    return len(cjmap.dumps(jm).encode())


def comment(text: str, id: str) -> dict[str, Any]:
    node = {"id": id, "text": text}
    return {"kind": "added", "parent": "s0", "field": "comments", "index": 0, "node": node}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_known_is_never_too_small(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    jm = JourneyMap.from_json(case["doc"])
    jm.title += " "
    known = jm._budget._bytes
    assert known is not None
    assert known >= size(jm)
    jm.apply(case["changes"])
    assert jm._budget._bytes is not None
    assert jm._budget._bytes >= size(jm)


ODD = st.text(max_size=30) | st.sampled_from(["\0" * 1_500, '"\\' * 1_500, "\u2028😀ж" * 900])
EDITS = {
    "actions": lambda jm, word: setattr(jm.stages[0].touchpoints[0], "actions", word),
    "texts": lambda jm, word: setattr(jm.stages[0].touchpoints[0], "texts", {"a": word}),
    "match": lambda jm, word: setattr(jm.stages[0].touchpoints[0], "match", [word, "b"]),
    "goals": lambda jm, word: jm.stages[0].goals.append(word),
    "comments": lambda jm, word: jm.stages[1].comments.append(cj.Comment(word)),
    "feeling": lambda jm, word: jm.stages[0].touchpoints[0].set_emotion(len(word) % 3 - 1, "Ann"),
    "moved": lambda jm, word: jm.stages.move(0, 1),
    "gone": lambda jm, word: jm.stages[0].goals.clear(),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), ODD), max_size=12))
def test_what_is_known_is_never_too_small_whatever_is_typed(edits: list[tuple[str, str]]) -> None:
    jm = JourneyMap(
        "Shop", personas=["Ann"], stages=[cj.Stage("A", touchpoints=["T"]), cj.Stage("B")]
    )
    jm.stages[1].touchpoints.append("U")
    for name, word in edits:
        try:
            EDITS[name](jm, word)
        except InputError:
            continue  # an empty rule, a name of blanks
        known = jm._budget._bytes
        assert known is not None
        assert known >= size(jm)


MUCH = {
    "a field": lambda jm: setattr(jm, "context", "x" * 19_000),
    "a field below": lambda jm: setattr(jm.stages[0].touchpoints[0], "actions", "x" * 19_000),
    "a node": lambda jm: jm.stages[0].touchpoints.append(
        cj.Touchpoint("Pay", actions="x" * 19_000)
    ),
    "a list": lambda jm: setattr(jm.stages[1], "goals", [cj.Goal("x" * 900) for _ in range(20)]),
}


@pytest.mark.parametrize("edit", MUCH.values(), ids=MUCH)
@pytest.mark.parametrize("known", [False, True])
def test_an_edit_in_python_that_is_too_much_is_refused_and_leaves_no_trace(
    edit: Any, known: bool, caps: Limits
) -> None:
    jm = small_map()
    if known:
        jm.title += "!"
    caps.document = 15_000
    before, rev, can_undo = jm.to_json(), jm.rev, jm.can_undo
    told: list[Any] = []
    jm.subscribe(told.append)
    with pytest.raises(InputError, match="may have 15,000") as caught:
        edit(jm)
    assert (jm.to_json(), jm.rev, jm.can_undo) == (before, rev, can_undo)
    assert told == []
    exec(str(caught.value.hint).partition("kernel: ")[2].rstrip("."), {"cj": cj})
    edit(jm)
    assert size(jm) > 15_000
    assert len(told) == 1
    # What is too large already may be changed as long as it does not grow.
    caps.document = 15_000
    jm.title = jm.title[:-1]
    with pytest.raises(InputError, match="may have 15,000"):
        jm.title += "???"
    jm.undo()
    jm.undo()
    assert jm.to_json() == before


def test_a_batch_is_weighed_as_a_whole(caps: Limits) -> None:
    jm = small_map()
    caps.document = 15_000
    before = jm.to_json()
    with jm.batch():
        jm.context = "x" * 19_000
        jm.context = "x" * 12_000

    def two_edits():
        with jm.batch():
            jm.title = "Another"
            jm.stages[0].touchpoints[0].actions = "x" * 8_000

    with pytest.raises(InputError, match="may have 15,000"):
        two_edits()
    assert jm.to_json() == {**before, "context": "x" * 12_000}


def test_a_flood_of_comments_ends_before_the_map_cannot_be_saved(caps: Limits) -> None:
    jm = small_map()
    caps.document = 100_000
    n = 0
    while size(jm) + 1_100 < 100_000:
        jm.apply([comment("x" * 1_000, f"c{n:04}")])
        n += 1
    before = jm.to_json(), jm.rev
    for more in range(500):
        with pytest.raises(InputError, match="may have 100,000") as caught:
            jm.apply([comment("x" * 1_000, f"d{more:04}")])
    assert (jm.to_json(), jm.rev) == before
    assert size(jm) <= 100_000
    hint = caught.value.hint
    # What is said to allow it allows it, once.
    exec(hint.partition("kernel: ")[2].rstrip("."), {"cj": cj})
    jm.apply([comment("x" * 1_000, "one00")])
    with pytest.raises(InputError, match="may have"):
        jm.apply([comment("x" * 1_000, "two00")])


def test_one_change_that_holds_a_whole_tree_counts_whole(caps: Limits) -> None:
    jm = small_map()
    caps.document = 50_000
    before = jm.to_json()
    children = [{"id": f"new{n}", "name": "x"} for n in range(10_000)]
    stage = {"id": "new", "name": "Ask", "touchpoints": children}
    change = {"kind": "added", "parent": jm.id, "field": "stages", "index": 0, "node": stage}
    with pytest.raises(InputError, match="may have 50,000"):
        jm.apply([change])
    assert jm.to_json() == before


def test_edits_of_python_count_for_the_next_browser(caps: Limits) -> None:
    jm = small_map()
    jm.apply([comment("a", "c0")])
    caps.document = 50_000
    jm.stages[0].touchpoints = [cj.Touchpoint("x" * 80, actions="y" * 600) for _ in range(60)]
    assert size(jm) < 50_000
    with pytest.raises(InputError, match="may have"):
        jm.apply([comment("x" * 9_000, "c1")])


def test_a_map_that_is_too_large_can_be_made_smaller(caps: Limits) -> None:
    jm = small_map()
    jm.stages[0].comments = [cj.Comment("x" * 1_000) for _ in range(50)]
    caps.document = 20_000
    with pytest.raises(InputError, match="may have 20,000"):
        jm.apply([comment("x", "c")])
    first = jm.stages[0].comments[0]
    gone = {"kind": "removed", "parent": "s0", "field": "comments", "index": 0}
    jm.apply([{**gone, "node": first.to_json()}])
    assert len(jm.stages[0].comments) == 49
