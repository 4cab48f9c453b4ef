"""Every field of a node and every trait of a widget is told where people look for it."""

from __future__ import annotations

import inspect
import pkgutil
import pydoc
import re
from functools import cache
from importlib import import_module

import ipywidgets
import pytest
import traitlets
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import cjwidgets as cj
import cjwidgets.widgets
from cjwidgets.docstrings import with_entries
from cjwidgets.model import Node
from cjwidgets.model.fields import Choice, Number
from cjwidgets.model.schema import json_schema
from model.test_values import FIELDS, KINDS


def widgets() -> list[type[ipywidgets.Widget]]:
    """Return our widgets that people make."""
    for each in pkgutil.iter_modules(cjwidgets.widgets.__path__, "cjwidgets.widgets."):
        import_module(each.name)
    return [
        kind
        for name in cj.__all__
        if inspect.isclass(kind := getattr(cj, name)) and issubclass(kind, ipywidgets.Widget)
    ]


TRAITS = [
    (kind, name)
    for kind in widgets()
    for name, trait in kind.class_traits().items()
    if not name.startswith("_") and trait.this_class.__module__.startswith("cjwidgets.")
]


@cache
def shell() -> InteractiveShell:
    quiet = Config(HistoryManager={"enabled": False})
    return InteractiveShell(config=quiet, user_ns={"cj": cj})


def helped(kind: type) -> str:
    """Return what help() shows of a class, as one line."""
    return re.sub(r"[\s|]+", " ", pydoc.plain(pydoc.render_doc(kind)))


def asked(kind: type) -> str:
    """Return what `cj.Kind?` shows, as one line."""
    told = shell().object_inspect_mime(f"cj.{kind.__name__}")["text/plain"]
    return re.sub(r"\s+", " ", re.sub(r"\x1b\[[0-9;]*m", "", told))


def is_sentence(text: str) -> bool:
    return re.fullmatch(r"[A-Z].{10,}\.", text) is not None


def test_there_are_fields_and_traits() -> None:
    assert len(FIELDS) > 130
    assert {kind.__name__ for kind, _ in TRAITS} >= {
        *("MapEditor", "PersonaCards", "JourneyBoard", "ChartView")
    }
    assert len(TRAITS) >= 14


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_help_tells_every_field(kind: type[Node]) -> None:
    shown, asked_for = helped(kind), asked(kind)
    described = json_schema()["properties" if kind is cj.JourneyMap else "$defs"]
    if kind is not cj.JourneyMap:
        described = described[kind.__name__]["properties"]
    for name in kind.parts:
        trait = getattr(kind, name)
        assert is_sentence(trait.help), (name, trait.help)
        entry = f"{name} : {trait.takes()} {trait.help}"
        assert entry in shown, name
        assert entry in asked_for, name
        assert inspect.getdoc(trait) == f"{trait.takes()}: {trait.help}", name
        assert described[name]["description"] == trait.help, name


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=lambda each: getattr(each, "__name__", each))
def test_help_tells_the_range_that_is_checked(kind: type[Node], name: str) -> None:
    field = kind.fields.get(name)
    if isinstance(field, Number) and field.low is not None:
        assert f"from {field.low:g}" in field.takes()
        assert field.high is None or f"to {field.high:g}" in field.takes()
    elif isinstance(field, Choice):
        assert all(repr(choice) in field.takes() for choice in field.choices)


@pytest.mark.parametrize(("kind", "name"), TRAITS, ids=lambda each: getattr(each, "__name__", each))
def test_help_tells_every_trait(kind: type[traitlets.HasTraits], name: str) -> None:
    trait = getattr(kind, name)
    assert is_sentence(trait.help), trait.help
    for shown in (helped(kind), asked(kind)):
        assert re.search(rf"\b{name} : [^:]+ {re.escape(trait.help)}", shown)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_fields_are_completed_where_a_node_is_made(kind: type[Node]) -> None:
    assert set(inspect.signature(kind).parameters) == set(kind.parts)
    assert {f"{name}=" for name in kind.parts} <= completed(f"cj.{kind.__name__}(")


def test_the_options_are_completed_where_a_widget_is_made() -> None:
    for name in ("MapEditor", "PersonaCards", "JourneyBoard"):
        assert {"map=", "mode=", "theme=", "guard_formulas="} <= completed(f"cj.{name}(")


def completed(code: str) -> set[str]:
    """Return what a notebook offers at the end of this code."""
    with provisionalcompleter():
        return {each.text for each in shell().Completer.completions(code, len(code))}


def test_entries_join_the_section_there_is_before_the_next() -> None:
    doc = """A shop.

    Parameters
    ----------
    name : str
        Of the shop.

    Raises
    ------
    InputError
    """
    told = with_entries(doc, "Parameters", [("area", "float", "In m²."), ("open", "bool", "Now.")])
    assert told == (
        "A shop.\n\nParameters\n----------\nname : str\n    Of the shop.\n"
        "area : float\n    In m².\nopen : bool\n    Now.\n\nRaises\n------\nInputError"
    )
    assert with_entries(None, "Attributes", []) == ""
