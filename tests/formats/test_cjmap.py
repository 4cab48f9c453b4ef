"""The own format: what is saved comes back, and what is broken is said in a sentence."""

import json
import warnings
from random import Random

import pytest

import cjwidgets as cj
from cjwidgets.errors import FileError
from cjwidgets.formats import cjmap
from cjwidgets.model import JourneyMap, Stage, UnboundRule
from model.edits import Editor, small_map


def filled(seed: int = 1) -> JourneyMap:
    jm = small_map()
    editor = Editor(Random(seed), jm)
    for _ in range(150):
        editor.edit()
    return JourneyMap.from_json(jm.to_json())


@pytest.mark.parametrize("seed", range(6))
def test_saved_and_opened_is_the_same(seed):
    jm = filled(seed)
    text = cjmap.dumps(jm)
    again = cjmap.loads(text)
    assert again == jm
    assert cjmap.dumps(again) == text
    assert not again.can_undo


def test_one_field_a_line_and_a_line_end():
    jm = JourneyMap("Shop 商店", id="m", lanes=[], stages=[Stage("Ask", id="s", duration="1 day")])
    assert cjmap.dumps(jm) == (
        '{\n "cjmap": 1,\n "id": "m",\n "title": "Shop 商店",\n "lanes": [],\n "stages": [\n'
        '  {\n   "id": "s",\n   "name": "Ask",\n   "duration": "1 day"\n  }\n ]\n}\n'
    )


def test_an_edit_changes_few_lines():
    jm = filled()
    before = cjmap.dumps(jm).splitlines()
    jm.stages[0].name = "Renamed"
    after = cjmap.dumps(jm).splitlines()
    # A name of several lines has as many in the file.
    left, come = set(before) - set(after), set(after) - set(before)
    assert len(come) == 1
    assert len(left) <= 1 + len(before) - len(after)


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_that_is_cut_off(tenth):
    text = cjmap.dumps(filled())
    with pytest.raises(FileError) as caught:
        cjmap.loads(text[: len(text) * tenth // 10], "shop.cjmap.json")
    assert "shop.cjmap.json is not a complete JSON document" in caught.value.sentence
    assert "cut off" in caught.value.hint


def nested(levels: int) -> str:
    return '{"cjmap": 1, "title": ' + "[" * levels + "]" * levels + "}"


BROKEN = {
    "empty": ("", "not a complete JSON"),
    "words": ("Journey map", "not a complete JSON"),
    "git conflict": ('{\n<<<<<<< HEAD\n "cjmap": 1\n', "line 2"),
    "another kind": ('{"nbformat": 4}', "no 'cjmap' version"),
    "a list": ("[1]", "no 'cjmap' version"),
    "a text": ('"cjmap"', "no 'cjmap' version"),
    "future": ('{"cjmap": 2}', "version 2, and this cjwidgets reads up to 1"),
    "far future": ('{"cjmap": 1' + "0" * 4000 + "}", "reads up to 1"),
    "version zero": ('{"cjmap": 0}', "version 0"),
    "version true": ('{"cjmap": true}', "version True"),
    "version text": ('{"cjmap": "1"}', "version '1'"),
    "version point": ('{"cjmap": 1.0}', "version 1.0"),
    "long number": ('{"cjmap": ' + "9" * 5000 + "}", "number that is too long"),
    "nested": (nested(200), "JourneyMap.title expects a text"),
    "nested deep": (nested(200_000), "nested too deeply"),
    "unknown field": ('{"cjmap": 1, "titel": "x"}', "no field 'titel'"),
    "not finite": ('{"cjmap": 1, "stages": [{"satisfaction": NaN}]}', "Stage.satisfaction"),
    "off the scale": (
        '{"cjmap": 1, "stages": [{"name": "Ask", "touchpoints": [{"emotion": 3}]}]}',
        "emotion is 3, off the scale -2 to 2",
    ),
    "off its own scale": (
        '{"cjmap": 1, "scale": {"low": 1, "high": 5}, "stages": [{"satisfaction": 0}]}',
        "satisfaction is 0, off the scale 1 to 5",
    ),
    "id twice": ('{"cjmap": 1, "stages": [{"id": "a"}, {"id": "a"}]}', "the id 'a', which is in"),
    "id twice, deep": (
        '{"cjmap": 1, "personas": [{"id": "a"}], "stages": [{"touchpoints": [{"id": "a"}]}]}',
        "the id 'a', which is in",
    ),
    "pattern": ('{"cjmap": 1, "stages": [{"match": [{"pattern": "("}]}]}', "Stage.match"),
    "half an emoji": ('{"cjmap": 1, "title": "\\ud83d"}', "JourneyMap.title"),
    "null": ('{"cjmap": 1, "title": null}', "JourneyMap.title"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file(name):
    text, sentence = BROKEN[name]
    with pytest.raises(FileError) as caught:
        cjmap.loads(text, "shop.cjmap.json")
    assert caught.value.sentence.startswith("shop.cjmap.json ")
    assert sentence in caught.value.sentence
    assert len(str(caught.value)) < 1000


def test_a_file_that_is_too_large_is_refused_until_that_is_allowed(caps):
    jm = small_map()
    text = cjmap.dumps(jm)
    caps.document = caps.opened = len(text) - 1
    with pytest.raises(FileError, match=f"has {len(text):,} characters") as caught:
        cjmap.loads(text, "shop.cjmap.json")
    exec(caught.value.hint.partition(": ")[2].rstrip("."), {"cj": cj})
    assert cjmap.loads(text) == jm


def test_what_is_saved_opens(caps):
    jm = small_map()
    text = cjmap.dumps(jm)
    caps.opened = 1  # less than what may be saved counts for nothing
    caps.document = size = len(text.encode())
    assert cjmap.loads(cjmap.dumps(jm)) == jm
    caps.document = size - 1
    with pytest.raises(FileError, match=f"has {size:,} bytes") as caught:
        cjmap.dumps(jm)
    exec(caught.value.hint.partition("kernel: ")[2].rstrip("."), {"cj": cj})
    assert cjmap.dumps(jm) == text


def test_a_map_above_twenty_million_bytes_is_saved_and_opens(tmp_path):
    jm = small_map()
    jm.stages[0].comments = [cj.Comment("ж" * 20_000) for _ in range(600)]
    path = jm.save(tmp_path / "large")
    assert path.stat().st_size > 20_000_000
    assert cj.JourneyMap.open(path) == jm


def test_a_written_default_is_read():
    jm = cjmap.loads('{"cjmap": 1, "kind": "current", "stages": [{"name": "Ask", "pains": []}]}')
    assert jm.kind == "current"
    assert "kind" not in jm.to_json()
    assert len(jm.lanes) == 6


def test_functions_come_back_as_their_names():
    jm = small_map()
    jm.touchpoints[0].match = ["cart", str.isupper]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = cjmap.dumps(jm)  # only saving to a file warns: see test_files
    again = cjmap.loads(text)
    assert again.touchpoints[0].match == ("cart", UnboundRule("isupper"))
    assert cjmap.dumps(again) == text


def test_a_function_without_a_name_is_saved_the_same_each_time():
    class Rule:
        def __call__(self, name: str) -> bool:
            return True

    jm = small_map()
    jm.touchpoints[0].match = Rule()
    assert json.loads(cjmap.dumps(jm))["stages"][0]["touchpoints"][0]["match"] == [
        {"function": "Rule"}
    ]
