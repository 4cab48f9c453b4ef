"""Charts in cards of a board are as wide as the card, in every language."""

from __future__ import annotations

import json

import pytest

import cjwidgets as cj
from charts.test_scene import scene, seen
from cjwidgets.board.registry import DRAWS, usual
from cjwidgets.board.scene import Scene
from cjwidgets.charts.layout.axis import Axis
from cjwidgets.charts.layout.fit import AROUND, CARD, fitted
from cjwidgets.display.view import spec_of
from cjwidgets.locale import LOCALES

__all__ = ["scene"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_card_holds_its_chart(scene: Scene, locale: str) -> None:
    jm = cj.datasets.mattress_map()
    jm.locale = locale
    own = Scene(jm, scene.whole_log, scene.whole_survey, goal=jm.node("first-night"))
    for name in usual(own):
        with fitted():
            spec = spec_of(DRAWS[name](own))
        assert CARD - 40 <= spec["width"] <= CARD, name


@pytest.mark.parametrize("room", [540, 600, 924, 1300])
def test_a_card_of_another_width_has_a_chart_of_that_width(scene: Scene, room: int) -> None:
    board = cj.JourneyBoard(
        scene.map, scene.whole_log, scene.whole_survey, goal=scene.map.node("first-night")
    )
    asked = [name for name in board.charts if name != "emotion"]
    assert len(asked) > 3
    for name in asked:
        board.charts[name]._handle_custom_msg({"type": "room", "room": room}, [])
    board.linked._recompute.now()
    for name in asked:
        view = board.charts[name]
        drawn = view._narrow["spec"]["width"]
        assert view._narrow["room"] == room
        assert room - AROUND - 40 <= drawn <= room, name
        assert CARD - 40 <= view._chart["spec"]["width"] <= CARD, name
    # One that is nearly as wide as the usual one is not drawn anew.
    board.charts["dwell"]._handle_custom_msg({"type": "room", "room": 654}, [])
    assert board.charts["dwell"].room == room
    board.close()


@pytest.mark.parametrize("room", [900, 1390])
@pytest.mark.parametrize("points", [3, 11])
def test_the_curve_is_as_wide_as_its_card(scene: Scene, points: int, room: int) -> None:
    jm = cj.datasets.mattress_map()
    while len(jm.touchpoints) > points:
        del next(stage for stage in jm.stages if stage.touchpoints).touchpoints[0]
    jm.stages = [stage for stage in jm.stages if stage.touchpoints]
    board = cj.JourneyBoard(jm, charts="emotion")
    board.charts["emotion"]._handle_custom_msg({"type": "room", "room": room}, [])
    board.linked._recompute.now()
    drawn = board.charts["emotion"]._narrow["spec"]["width"]
    assert drawn == pytest.approx(room - AROUND)
    board.close()


def test_a_curve_of_many_places_is_as_wide_as_they_need() -> None:
    many = [cj.Stage(f"Stage {at}", touchpoints=["Search", "Chat"]) for at in range(20)]
    jm = cj.JourneyMap("Shop", stages=many)
    jm.touchpoints[0].emotion = 1
    with fitted(900):
        assert spec_of(cj.charts.emotion(jm))["width"] > 40 * 66


def test_alone_a_chart_is_as_wide_as_it_likes(scene: Scene) -> None:
    free = spec_of(DRAWS["dwell"](seen(scene)))["width"]
    with fitted():
        spec_of(DRAWS["dwell"](seen(scene)))
    assert spec_of(DRAWS["dwell"](seen(scene)))["width"] == free > CARD


def test_the_scorecard_of_a_board_has_the_measures_that_no_other_card_says(scene: Scene) -> None:
    told = spec_of(DRAWS["channels"](scene))
    heads = str(told)
    assert "reach the goal" in heads
    assert "lost since" not in heads
    assert told["description"].startswith("Channel scorecard")


def test_labels_of_an_axis_have_room_or_are_left_out() -> None:
    axis = Axis(1, 1000, tuple((10.0**at, f"10 to {at}") for at in range(4)), log=True)
    assert axis.spaced(600, 11) == list(axis.ticks)
    few = axis.spaced(90, 11)
    assert few[0] == axis.ticks[0]
    assert 1 < len(few) < 4
    assert [axis.part(at) for at, _ in axis.ticks] == pytest.approx([0, 1 / 3, 2 / 3, 1])


@pytest.mark.parametrize("locale", LOCALES)
def test_a_card_says_all_of_why_there_is_no_mark(scene: Scene, locale: str) -> None:
    jm = cj.datasets.mattress_map()
    jm.locale = locale
    own = Scene(jm, scene.whole_log, scene.whole_survey)
    with fitted():
        said = json.dumps(spec_of(DRAWS["dwell"](own)), ensure_ascii=False)
    assert "…" not in said


def test_a_legend_stands_in_one_line_above_the_numbers(scene: Scene) -> None:
    jm = cj.datasets.mattress_map()
    with fitted():
        wide = cj.charts.distributions(jm, scene.whole_survey, question="pleasure")
    labels = [layer for layer in spec_of(wide)["layer"] if layer.get("data", {}).get("values")]
    tops = {
        layer["encoding"]["y"]["value"]
        for layer in labels
        if "label" in layer["data"]["values"][0] and "value" in layer["encoding"].get("y", {})
    }
    assert len(tops) == 1


@pytest.mark.parametrize(
    ("width", "name"), [(None, "Delivery & use"), (900, "Consideration, at length")]
)
def test_names_of_stages_stand_in_one_line(scene: Scene, width: float | None, name: str) -> None:
    jm = cj.datasets.mattress_map()
    jm.stages[3].name = name
    with fitted(width):
        spec = spec_of(DRAWS["drop_off"](Scene(jm, scene.whole_log, None)))
    assert [name] in [row.get("lines") for row in spec["data"]["values"]]
