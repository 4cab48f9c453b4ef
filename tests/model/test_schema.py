"""The published schema says what the reader takes."""

import json
from pathlib import Path
from random import Random

import jsonschema
import pytest

from cjwidgets.errors import FileError
from cjwidgets.formats import cjmap
from cjwidgets.model.keyed import Keyed
from cjwidgets.model.schema import json_schema
from model.edits import Editor, small_map
from tools import schema

CHECK = jsonschema.Draft202012Validator(
    json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


@pytest.mark.parametrize("name", schema.made())
def test_what_is_made_of_the_model_says_what_the_model_says(name):
    written = (schema.ROOT / name).read_text(encoding="utf-8")
    assert written == schema.made()[name], f"{name} is old; write it: python -m tools.schema"


def test_browsers_know_every_kind_of_node():
    names = [kind.__name__ for kind in schema.nodes()]
    assert set(names) == {"JourneyMap", *json_schema()["$defs"]}
    assert f"export const NODES = {json.dumps(names)}" in schema.browser()


def test_browsers_tell_fields_with_values_by_id_by_their_name_alone():
    keyed = {
        name: {
            isinstance(kind.fields[name], Keyed) for kind in schema.nodes() if name in kind.parts
        }
        for kind in schema.nodes()
        for name, field in kind.fields.items()
        if isinstance(field, Keyed)
    }
    assert set(map(frozenset, keyed.values())) == {frozenset({True})}
    assert f"export const KEYED = {json.dumps(sorted(keyed))}" in schema.browser()


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_saved_files_fit():
    for seed in range(8):
        jm = small_map()
        CHECK.validate(json.loads(cjmap.dumps(jm)))
        editor = Editor(Random(seed), jm)
        for _ in range(150):
            editor.edit()
        CHECK.validate(json.loads(cjmap.dumps(jm)))


def test_the_cases_of_the_contract_fit():
    for path in (Path(__file__).parents[1] / "contract").glob("*.json"):
        case = json.loads(path.read_text(encoding="utf-8"))
        CHECK.validate({"cjmap": 1, **case["doc"]})
        CHECK.validate({"cjmap": 1, **case["expected"]})


BAD = {
    "no version": {"title": "Shop"},
    "another version": {"cjmap": 2},
    "version as a text": {"cjmap": "1"},
    "unknown field": {"cjmap": 1, "colour": "red"},
    "unknown field below": {"cjmap": 1, "stages": [{"touchpoints": [{"colour": "red"}]}]},
    "title not a text": {"cjmap": 1, "title": 3},
    "too long": {"cjmap": 1, "title": "x" * 20_001},
    "bad id": {"cjmap": 1, "id": "a b"},
    "bad choice": {"cjmap": 1, "kind": "past"},
    "bad day": {"cjmap": 1, "reviewed": "2026-02-30"},
    "list as object": {"cjmap": 1, "stages": {}},
    "node as text": {"cjmap": 1, "stages": ["Ask"]},
    "flag as number": {"cjmap": 1, "lanes": [{"hidden": 1}]},
    "number as text": {"cjmap": 1, "lanes": [{"height": "tall"}]},
    "number out of bounds": {"cjmap": 1, "personas": [{"weight": 1.5}]},
    "number not whole": {"cjmap": 1, "personas": [{"evidence": [{"n": 1.5}]}]},
    "words as text": {"cjmap": 1, "personas": [{"needs": "speed"}]},
    "words of numbers": {"cjmap": 1, "personas": [{"needs": [1]}]},
    "score as text": {"cjmap": 1, "stages": [{"touchpoints": [{"emotion": "good"}]}]},
    "scores by name": {"cjmap": 1, "stages": [{"touchpoints": [{"emotions": {"A B": 1}}]}]},
    "scores as list": {"cjmap": 1, "stages": [{"touchpoints": [{"emotions": [1]}]}]},
    "texts of numbers": {"cjmap": 1, "stages": [{"texts": {"own": 1}}]},
    "measured as number": {"cjmap": 1, "stages": [{"touchpoints": [{"measured": {"": 1}}]}]},
    "measured empty": {"cjmap": 1, "stages": [{"touchpoints": [{"measured": {"": {}}}]}]},
    "measured more": {
        "cjmap": 1,
        "stages": [{"touchpoints": [{"measured": {"": {"value": 1, "mean": 1}}}]}],
    },
    "measured of none": {
        "cjmap": 1,
        "stages": [{"touchpoints": [{"measured": {"": {"value": 1, "n": 0}}}]}],
    },
    "scale half": {"cjmap": 1, "scale": {"low": 1}},
    "scale more": {"cjmap": 1, "scale": {"low": 1, "high": 5, "step": 1}},
    "scale words": {"cjmap": 1, "scale": {"low": 1, "high": 5, "labels": "bad"}},
    "rule as number": {"cjmap": 1, "stages": [{"match": [1]}]},
    "rule of nothing": {"cjmap": 1, "stages": [{"match": [{}]}]},
    "rule with more": {"cjmap": 1, "stages": [{"match": [{"pattern": "a", "name": "b"}]}]},
    "rule flags": {"cjmap": 1, "stages": [{"match": [{"pattern": "a", "flags": -1}]}]},
    "a list": [],
    "null": None,
}


@pytest.mark.parametrize("name", BAD)
def test_what_the_schema_refuses_the_reader_refuses(name):
    assert not CHECK.is_valid(BAD[name])
    with pytest.raises(FileError):
        cjmap.loads(json.dumps(BAD[name]), "bad.cjmap.json")
