"""A persona has one colour and one mark; js/test/editor/colours.test.ts says how they differ."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import cjwidgets as cj
from charts.svgs import strings
from charts.test_theme import compare_sides, mixed
from cjwidgets.display import tokens
from cjwidgets.display.personas import (
    HUES,
    MARKS,
    persona_class,
    persona_color,
    persona_mark,
)
from cjwidgets.formats.html.journey import journey
from cjwidgets.formats.html.personas import personas

ROOT = Path(__file__).parents[2]


def of(count: int) -> cj.JourneyMap:
    """A map whose personas each feel something else."""
    people = [cj.Persona(f"Who {at}", id=f"p{at}") for at in range(count)]
    felt = {each.id: at / 4 - 1 for at, each in enumerate(people)}
    points = [cj.Touchpoint(name, emotions=felt) for name in ("Search", "Chat")]
    return cj.JourneyMap("Shop", personas=people, stages=[cj.Stage("Ask", touchpoints=points)])


@pytest.mark.parametrize("count", range(1, 9))
def test_charts_show_personas_as_the_list_says(count: int) -> None:
    jm = of(count)
    scales = [each for each in strings(cj.charts.emotion(jm).to_dict(), "scale") if each]
    people = [each["range"] for each in scales if each["domain"] == [*range(count)]]
    assert [persona_color(at) for at in range(count)] in people
    assert [persona_mark(at).shape for at in range(count)] in people


def test_a_persona_keeps_her_look_where_others_are_left_out() -> None:
    scales = strings(cj.charts.emotion(of(5), personas=["p2", "p4"]).to_dict(), "scale")
    people = [each["range"] for each in scales if each and each["domain"] == [2, 4]]
    assert [persona_color(2), persona_color(4)] in people


@pytest.mark.parametrize("count", range(1, 9))
def test_static_forms_show_personas_as_the_list_says(count: int) -> None:
    form = journey(of(count))
    for at in range(count):
        sign = f'<span class="{persona_class(at)}">{persona_mark(at).signs[1]}</span> Who {at}:'
        assert form.count(sign) == 2
        assert re.search(rf'<g class="{persona_class(at)}">.*?{persona_mark(at).path}', form)
    cards = personas(of(count))
    for at in range(count):
        sign = persona_mark(at).signs[0]
        assert f'class="{persona_class(at)}" aria-hidden="true">{sign}</span>' in cards


def test_who_feels_the_same_looks_like_the_first_of_them_in_the_map() -> None:
    jm = of(4)
    for each in jm.touchpoints:
        each.emotions = {"p0": 0, "p1": 0, "p2": 1, "p3": 1}
    form = journey(jm)
    assert f'class="{persona_class(0)}">○</span> Who 0, Who 1:' in form
    assert f'class="{persona_class(2)}">□</span> Who 2, Who 3:' in form


def test_colours_and_marks_are_said_once() -> None:
    """What is made of the list is held by tests/model/test_schema.py."""
    once = {mark.path for mark in MARKS}
    once |= {hue for name in HUES[2:] for hue in tokens.TOKENS[name]}
    known = {"src/cjwidgets/display/personas.py", "src/cjwidgets/display/tokens.py"}
    folders = (ROOT / "js/src", ROOT / "src/cjwidgets")
    for path in (each for folder in folders for each in folder.rglob("*")):
        name = str(path.relative_to(ROOT))
        if path.suffix not in (".py", ".css", ".ts", ".tsx") or "/static/" in name:
            continue
        if name not in known and ".generated." not in name:
            said = path.read_text(encoding="utf-8")
            assert [each for each in once if each in said] == [], name


def test_personas_differ_in_colour_and_mark() -> None:
    pairs = [(persona_color(at), persona_mark(at)) for at in range(42)]
    assert len(set(pairs)) == 42
    for one, two in pairwise(pairs):
        assert one[0] != two[0]
        assert one[1] != two[1]


@pytest.mark.parametrize("mode", [0, 1])
def test_marks_are_seen_on_the_tint_of_their_portrait(mode: int) -> None:
    ground = tokens.TOKENS["ground"][mode]
    for name in HUES:
        hue = tokens.TOKENS[name][mode]
        assert compare_sides(hue, mixed(ground, hue, 0.88)) >= 3
