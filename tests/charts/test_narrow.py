"""Charts in a narrow place: names above their marks, nothing wider than it, no text on another."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

import cjwidgets as cj
from charts import gallery
from charts.svgs import svg
from cjwidgets.charts.layout.room import narrow, within
from cjwidgets.display.drawing import spec_drawn
from cjwidgets.display.narrow import LEAST, NARROW
from cjwidgets.display.selection import params

pytestmark = pytest.mark.valid

PHONE = 326  # a card of a page of 390 pixels
LINE, LETTER = 9, 5.0  # pixels on the small side: what surely is covered
NAMING = ("emotion", "drop_off", "drop_off_intervals", "dwell", "channel_stages", "transitions",
          "importance_performance", "compare", "personas", "distributions", "markov")  # fmt: skip
LOCALES = ("en", "ru", "zh-Hans")
ROOMS = [LEAST, NARROW - 1] * (len(gallery.ARGUMENTS) // 2)
_MOVED = re.compile(r"translate\(([-\d.]+),\s*([-\d.]+)\)")
Box = tuple[str, float, float, float, float]


@cache
def spec(name: str, locale: str, room: float | None = PHONE, stages: int = 6) -> dict:
    own = gallery.journey(stages, locale)
    with within(room):
        return spec_drawn(lambda: gallery.drawn(name, own), ours=True)


@cache
def picture(name: str, locale: str, room: float = PHONE, stages: int = 6) -> ET.Element:
    return ET.fromstring(svg(spec(name, locale, room, stages)))


def boxes(root: ET.Element) -> list[Box]:
    """Each line of text with its left, top, right and bottom; a text and its halo are one."""
    found: dict[tuple[str, float, float], Box] = {}

    def walk(each: ET.Element, x: float, y: float) -> None:
        transform = each.get("transform", "")
        if "rotate" in transform:
            return
        if moved := _MOVED.search(transform):
            x, y = x + float(moved[1]), y + float(moved[2])
        if each.tag.endswith("}text"):
            lines = [(span.text, float(span.get("dy") or 0)) for span in each] or [(each.text, 0.0)]
            at = y
            for said, down in lines:
                at += down
                text = said or ""
                long = sum(2 if ord(sign) > 0x2E80 else 1 for sign in text) * LETTER
                before = {"end": long, "middle": long / 2}.get(each.get("text-anchor", ""), 0.0)
                box = (text, x - before, at - LINE, x - before + long, at)
                if text.strip():
                    found[text, round(x), round(at)] = box
        for child in each:
            walk(child, x, y)

    walk(root, 0, 0)
    return list(found.values())


def marks(root: ET.Element) -> list[tuple[float, float]]:
    """The middles of the marks that say something."""
    found: list[tuple[float, float]] = []

    def walk(each: ET.Element, x: float, y: float) -> None:
        if moved := _MOVED.search(each.get("transform", "")):
            x, y = x + float(moved[1]), y + float(moved[2])
        if each.tag.endswith("}path") and each.get("aria-label"):
            found.append((x, y))
        for child in each:
            walk(child, x, y)

    walk(root, 0, 0)
    return found


def covered(root: ET.Element) -> list[str]:
    return [
        f"{one} / {two}"
        for (one, a, b, c, d), (two, e, f, g, h) in combinations(boxes(root), 2)
        if min(c, g) - max(a, e) > 1 and min(d, h) - max(b, f) > 1
    ]


def fits(root: ET.Element, room: float = PHONE) -> None:
    assert float(root.attrib["width"]) <= room
    assert covered(root) == []


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
def test_it_is_as_narrow_as_its_place(name: str):
    for locale in LOCALES:
        fits(picture(name, locale))


@pytest.mark.parametrize(("name", "room"), list(zip(gallery.ARGUMENTS, ROOMS, strict=True)))
def test_any_narrow_place_will_do(name: str, room: int):
    fits(picture(name, "ru", room), room)


@pytest.mark.parametrize("name", ["emotion", "drop_off", "dwell", "transitions", "flow"])
def test_twenty_stages_have_room(name: str):
    assert float(picture(name, "ru", PHONE, 20).attrib["width"]) <= PHONE


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
def test_names_are_whole_and_what_can_be_picked_is_the_same(name: str):
    wide = spec(name, "ru", None)
    said = "".join(text for text, *_ in boxes(picture(name, "ru"))).replace(" ", "")
    names = [each.name.replace(" ", "") for each in gallery.journey(6, "ru").jm.stages]
    if name in NAMING:
        assert [each for each in names if each not in said] == []
    assert params(spec(name, "ru")) == params(wide)


@pytest.mark.parametrize("felt", [(0.2, 0, 0, -1), (0, 0, 0, 0.2), (2, 2, -2, -2), (0.2, -0.2, 1)])
def test_words_of_the_scale_lie_below_no_mark(felt: tuple[float, ...]):
    points = [cj.Touchpoint(f"{at}", emotion=value) for at, value in enumerate(felt * 3)]
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", touchpoints=points)])
    with within(PHONE):
        root = ET.fromstring(svg(cj.charts.emotion(jm)))
    said = {word: box for word, *box in boxes(root) if word.startswith(("very", "neutral"))}
    assert len(said) == 3
    assert len(marks(root)) >= len(points)
    for x, y in marks(root):
        for word, (left, top, right, foot) in said.items():
            assert not (left - 3 < x < right + 3 and top - 3 < y < foot + 3), word


def test_where_there_is_room_nothing_changes():
    assert spec("dwell", "en", NARROW) == spec("dwell", "en", None)
    with within(None):
        assert narrow() is None


@pytest.mark.parametrize("name", ["emotion", "drop_off", "retention"])
def test_a_sentence_in_place_of_a_chart_is_whole(name: str):
    with within(PHONE):
        root = ET.fromstring(svg(gallery.empty(name, "ru")))
    fits(root)
    assert "…" not in "".join(text for text, *_ in boxes(root))


def test_a_board_draws_for_the_place_that_asks():
    own = gallery.journey()
    board = cj.JourneyBoard(own.jm, own.log, charts=["drop_off", "dwell"])
    view = board.charts["dwell"]
    assert view._narrow == {}
    view._handle_custom_msg({"type": "room", "room": 326}, [])
    board.linked._recompute.now()
    assert view._narrow["room"] == 326
    assert view._narrow["spec"]["width"] == 298
    assert view._chart["spec"]["width"] > NARROW  # for who else looks at it
    assert board.charts["drop_off"]._narrow == {}
    board.close()


@pytest.mark.parametrize("room", [0, -3, 520, 9000, "326", None, True, float("nan"), [326]])
def test_a_room_that_is_none_is_not_heard(room: object):
    view = cj.ChartView()
    view._handle_custom_msg({"type": "room", "room": room}, [])
    assert view.room is None


def test_what_if_draws_for_the_place_that_asks():
    own = gallery.journey()
    tried = cj.WhatIf(own.jm, own.log, goal=own.goal)
    tried.chart._handle_custom_msg({"type": "room", "room": 300}, [])
    assert tried.chart._narrow["spec"]["width"] == 272
