"""What fields take, what they refuse and how they say so."""

import datetime
import decimal
import fractions
import inspect
import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjwidgets.model
from cjwidgets.errors import InputError, JourneyError, UnknownFieldError
from cjwidgets.formats import cjmap
from cjwidgets.model import (
    JourneyMap,
    Measured,
    Node,
    Persona,
    Scale,
    Stage,
    Touchpoint,
)
from cjwidgets.model import fields as f
from cjwidgets.model.keyed import Keyed

KINDS = [
    kind
    for _, kind in inspect.getmembers(cjwidgets.model, inspect.isclass)
    if issubclass(kind, Node) and kind is not Node
]
FIELDS = [(kind, name) for kind in KINDS for name in kind.parts]


class Hostile:
    def __repr__(self) -> str:
        raise RuntimeError("no repr")


def deep(levels: int) -> list:
    value: list = []
    for _ in range(levels):
        value = [value]
    return value


HOSTILE = {
    "object": object(),
    "bytes": b"abc",
    "array": np.array([1.0, 2.0]),
    "broken repr": Hostile(),
    "complex": 1j,
    "deep": deep(5000),
    "NA": pd.NA,
    "NaT": pd.NaT,
    "none": None,
    "true": True,
    "nan": math.nan,
    "inf": math.inf,
    "huge": 10**400,
    "thousands of digits": 10**5000,
    "huge float": 1e300,
    "long text": "x" * 20_001,
    "half an emoji": "\ud83d",
    "text": "a b",
    "decimal": decimal.Decimal(1),
    "list": [1],
    "dict": {"a": "1", "b": None},
    "dict by number": {1: 1},
    "function": str.isupper,
    "bytes pattern": re.compile(b"a"),
    "node": cjwidgets.model.Lane("x"),
}
TAKEN = {
    ("none", "Number"),
    ("none", "Score"),
    ("none", "Day"),
    ("huge float", "Number"),
    ("true", "Flag"),
    ("text", "Text"),
    ("text", "Reference"),
    ("text", "MatchRules"),
    ("function", "MatchRules"),
}


def made(kind: type[Node]) -> Node:
    """Return a node of this kind that is in a map, without history."""
    jm = JourneyMap("Shop", stages=["Ask"], personas=["Ann"])
    for node in jm.walk():
        for name in node.children:
            getattr(node, name)[:] = getattr(node, name) or ["A"]
    jm = JourneyMap.from_json(jm.to_json())
    return next(node for node in jm.walk() if type(node) is kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_hostile_values_are_refused_by_name(kind):
    node = made(kind)
    jm = node.map
    before = jm.to_json()
    for name in kind.parts:
        field = kind.fields.get(name)
        unbounded = isinstance(field, f.Number) and field.bounds(node)[1] is None
        for label, value in HOSTILE.items():
            if (label, type(field).__name__) in TAKEN and (label != "huge float" or unbounded):
                continue
            with pytest.raises(JourneyError) as caught:
                setattr(node, name, value)
            assert f"{kind.__name__}.{name}" in str(caught.value), label
            assert len(str(caught.value)) < 400, label
            assert jm.to_json() == before
            if label not in ("none", "huge float"):  # no lanes are the usual ones; no map, no scale
                with pytest.raises(JourneyError):
                    kind(**{name: value})
    assert (jm.rev, jm.can_undo) == (0, False)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_unknown_fields_are_refused_with_the_nearest(kind):
    name = kind.label
    typo = name[:-1] + "_"
    with pytest.raises(UnknownFieldError, match=f"{kind.__name__} has no field '{typo}'"):
        kind(**{typo: "x"})
    node = kind("x")
    with pytest.raises(UnknownFieldError, match=f"Did you mean '{name}'"):
        setattr(node, typo, "x")
    with pytest.raises(UnknownFieldError):
        kind.from_json({typo: "x"})
    with pytest.raises(AttributeError):
        getattr(node, typo)


def test_a_label_is_given_once():
    with pytest.raises(InputError, match="Stage got its name twice"):
        Stage("Ask", name="Buy")


@pytest.mark.parametrize(
    "number", [np.float64(1), np.float32(1), np.int64(1), np.uint8(1), fractions.Fraction(1), 1]
)
def test_numbers_of_every_library(number):
    touchpoint = Touchpoint("Search", emotion=number, emotions={"ann": number}, importance=number)
    touchpoint.measured = {"": Measured(number, number, number, number)}
    for value in (touchpoint.emotion, touchpoint.emotions["ann"], touchpoint.measured[""].low):
        assert type(value) is float
    data = touchpoint.to_json()
    assert data["emotion"] == data["emotions"]["ann"] == data["measured"][""]["n"] == 1
    assert type(data["emotion"]) is type(data["measured"][""]["value"]) is int


def test_scalars_of_every_library():
    touchpoint = Touchpoint(np.str_("Search"), key=np.bool_(True), mode=np.str_("online"))
    assert type(touchpoint.name) is type(touchpoint.mode) is str
    assert touchpoint.key is True
    jm = JourneyMap("Shop", reviewed=pd.Timestamp("2026-10-04 12:00"))
    jm.review_due = np.datetime64("2027-01-31")
    assert (jm.reviewed, jm.review_due) == (
        datetime.date(2026, 10, 4),
        datetime.date(2027, 1, 31),
    )


def test_nothing_mutable_gets_out():
    touchpoint = made(Touchpoint)
    needs, emotions = ["speed"], {"ann": 1}
    persona = touchpoint.map.personas[0]
    persona.needs, touchpoint.emotions = needs, emotions
    needs.append("more")
    emotions["bob"] = 1
    assert persona.needs == ("speed",)
    assert touchpoint.emotions == {"ann": 1.0}
    with pytest.raises(TypeError):
        touchpoint.emotions["bob"] = 1
    with pytest.raises(AttributeError):
        touchpoint.map.scale.low = 0
    touchpoint.map.to_json()["stages"].clear()
    assert touchpoint.map.stages


def test_keys_may_be_nodes():
    ann = Persona("Ann")
    touchpoint = Touchpoint("Search", emotions={ann: 1})
    assert (
        touchpoint.emotions[ann] == touchpoint.emotions[ann.id] == touchpoint.emotion_of(ann) == 1
    )
    touchpoint.set_emotion(None, ann)
    assert touchpoint.emotions == {}


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"value": math.nan}, "value"),
        ({"value": True}, "value"),
        ({"value": "1"}, "value"),
        ({"value": 1, "n": 0}, "n"),
        ({"value": 1, "n": 1.5}, "n"),
        ({"value": 1, "n": math.nan}, "n"),
        ({"value": 1, "n": math.inf}, "n"),
        ({"value": 1, "n": "many"}, "n"),
        ({"value": 1, "n": [3]}, "n"),
        ({"value": 1, "low": "0"}, "low"),
        ({"value": 1, "high": True}, "high"),
        ({"value": 1, "low": 1.5, "high": 2}, "interval"),
        ({"value": 1, "source": 3}, "source"),
        ({"value": 1, "source": "\ud83d"}, "source"),
    ],
)
def test_measurements_that_are_none(wrong, word):
    with pytest.raises(InputError, match=rf"Measured\.{word}|{word}"):
        Measured(**wrong)
    with pytest.raises(InputError, match=r"Touchpoint\.measured"):
        Touchpoint("Search", measured={"": wrong})


@given(st.text())
def test_every_text_that_a_file_holds_comes_back(text):
    jm = JourneyMap(
        text, stages=[Stage("Ask", texts={"own": text})], personas=[Persona(needs=[text])]
    )
    again = cjmap.loads(cjmap.dumps(jm))
    assert again.title == again.stages[0].texts["own"] == again.personas[0].needs[0] == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_comes_back(number):
    jm = JourneyMap("Shop", stages=[Stage("Ask", kpis=["Revenue"])])
    jm.stages[0].kpis[0].value = number
    text = cjmap.dumps(jm)
    assert cjmap.loads(text).stages[0].kpis[0].value == number
    assert max(map(len, text.splitlines())) < 60


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_one_that_the_browser_knows(name):
    kind, part = name
    field = kind.fields.get(part)
    assert part in kind.children or isinstance(field, f.Field | Keyed)
    assert field is None or field.json_schema


def test_a_scale_is_a_scale():
    for low, high in (
        (2, -2),
        (1, 1),
        (math.nan, 1),
        (0, math.inf),
        ("1", 5),
        (True, 5),
        (None, 1),
    ):
        with pytest.raises(InputError):
            Scale(low, high)
    for labels in ("bad", 3, [1], None, ["\ud83d"]):
        with pytest.raises(InputError, match=r"Scale\.labels"):
            Scale(1, 5, labels)
