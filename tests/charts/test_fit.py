"""Charts in cards of a board are as wide as the card, in every language."""

from __future__ import annotations

import pytest

import cjwidgets as cj
from charts.test_scene import scene, seen
from cjwidgets.board.registry import DRAWS, usual
from cjwidgets.board.scene import Scene
from cjwidgets.charts.layout.fit import CARD, fitted
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
