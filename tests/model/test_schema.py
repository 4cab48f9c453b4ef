"""The published schema says what the reader takes."""

import json
from pathlib import Path
from random import Random

import jsonschema
import pytest

from cjwidgets.errors import FileError
from cjwidgets.formats import cjmap
from cjwidgets.model.schema import json_schema
from cjwidgets.model.shapes import shapes
from model.edits import Editor, small_map

PUBLISHED = Path(__file__).parents[2] / "docs" / "cjmap.schema.json"
COMMAND = "python -m cjwidgets.model.schema > docs/cjmap.schema.json"
SHAPES = Path(__file__).parents[2] / "js" / "src" / "document" / "shapes.json"
CHECK = jsonschema.Draft202012Validator(
    json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def test_the_published_schema_is_the_one_of_the_fields():
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == json_schema(), f"docs/cjmap.schema.json is old; write it: {COMMAND}"


def test_the_shapes_of_the_front_end_are_those_of_the_fields():
    written = json.loads(SHAPES.read_text(encoding="utf-8"))
    command = "python -m cjwidgets.model.shapes > js/src/document/shapes.json"
    assert written == shapes(), f"{SHAPES.name} is old; write it: {command}"


def test_the_shapes_tell_every_field_that_holds_nodes_or_names_them():
    definitions = {"JourneyMap": json_schema(), **json_schema()["$defs"]}
    lists = {
        kind: {
            name: part["items"]["$ref"].removeprefix("#/$defs/")
            for name, part in schema["properties"].items()
            if "$ref" in part.get("items", {})
        }
        for kind, schema in definitions.items()
    }
    found = shapes()
    assert found["children"] == {kind: held for kind, held in lists.items() if held}
    # The browser tells fields with values by id by their name alone.
    keyed = {name for fields in found["keyed"].values() for name in fields}
    for kind, schema in definitions.items():
        here = {n for n, part in schema["properties"].items() if "propertyNames" in part}
        assert here == keyed & set(schema["properties"]) == set(found["keyed"].get(kind, {}))


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
