"""The forms: every field of every node, with a name and words in every language."""

from __future__ import annotations

import json
from typing import Any

import pytest

import cjwidgets as cj
from cjwidgets.locale import LOCALES
from cjwidgets.widgets.forms import KINDS, forms


def fields() -> list[tuple[str, dict[str, Any]]]:
    return [(kind, field) for kind, form in forms().items() for field in form["fields"]]


def test_every_part_of_every_node_is_offered_but_ids_and_comments() -> None:
    for kind, form in forms().items():
        node = getattr(cj, kind, None) or getattr(cj.model, kind)
        names = [field["name"] for field in form["fields"]]
        assert names == [part for part in node.parts if part not in ("id", "comments")], kind
        assert form["label"] in names


def test_the_kinds_are_known_and_travel_as_json() -> None:
    assert {field["kind"] for _, field in fields()} == {*KINDS.values(), "children"}
    assert set(json.loads(json.dumps(forms()))) == set(forms())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_field_and_choice_has_words(locale: str) -> None:
    texts = cj.MapEditor(cj.JourneyMap(locale=locale)).texts()
    for kind, field in fields():
        name = field["name"]
        places = (f"field.{kind}.", f"{kind.lower()}.field.", "field.", "lane.")
        assert any(place + name in texts for place in places), (kind, name)
        for choice in field.get("choices", ()):
            assert f"{field.get('words', 'choice')}.{choice}" in texts, (kind, name)
    assert all(f"field.kind.{kind}" in texts for kind in forms())


def test_bounds_choices_and_references_come_from_the_fields() -> None:
    by_name = {(kind, field["name"]): field for kind, field in fields()}
    assert by_name["Touchpoint", "engagement"] == {
        "name": "engagement",
        "kind": "number",
        "low": 1,
        "high": 5,
    }
    assert by_name["Evidence", "n"]["whole"] is True
    assert by_name["Goal", "kind"]["choices"] == ("rational", "emotional")
    assert by_name["Goal", "kind"]["default"] == "rational"
    assert "default" not in by_name["Touchpoint", "mode"]
    assert by_name["Opportunity", "pain"] == {"name": "pain", "kind": "reference", "to": "pains"}
    assert by_name["Stage", "goals"] == {"name": "goals", "kind": "children", "of": "Goal"}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_editor_offers_the_frameworks_in_the_language_of_the_map(locale: str) -> None:
    editor = cj.MapEditor(cj.JourneyMap(locale=locale))
    offered = {each["name"]: each for each in editor.frameworks()}
    assert offered.keys() == cj.frameworks().keys()
    for name, each in offered.items():
        assert each["title"]
        stages = [stage.name for stage in cj.JourneyMap(framework=name, locale=locale).stages]
        assert each["stages"] == stages
