"""Charts and boards of a map whose names are all doubled tell its parts apart."""

from __future__ import annotations

import re
import warnings
from typing import Any

import pytest

import cjwidgets as cj
from analysis.doubles import called, doubled, journey, log, survey, unique
from charts.svgs import rows_of
from cjwidgets.board.chart_selection import points, selected
from cjwidgets.board.dimensions import BoardSelection
from cjwidgets.board.registry import DRAWS
from cjwidgets.board.scene import Scene
from cjwidgets.display.selection import PICK, params

LOG, SURVEY = log(1), survey(1)


def spec(name: str, jm: cj.JourneyMap, chosen: BoardSelection) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        scene = Scene(jm, LOG, SURVEY, chosen, jm.touchpoints[-1])
        return DRAWS[name](scene).to_dict()


def drawn(name: str, jm: cj.JourneyMap, chosen: BoardSelection) -> list[dict[str, Any]]:
    """The rows of a chart, but for ids, and a legend whose names are told apart by numbers."""
    return [
        {key: called(value) for key, value in row.items() if not key.endswith("_id")}
        for row in rows_of(spec(name, jm, chosen))
        if name != "emotion" or "foot" not in row
    ]


def ids(chosen: BoardSelection) -> list[str]:
    return [each.id for each in (*chosen.stages, *chosen.touchpoints, *chosen.personas)]


@pytest.mark.parametrize("near", [False, True])
@pytest.mark.parametrize("name", DRAWS)
def test_a_chart_draws_the_same_numbers(name: str, near: bool):
    one, other = journey(unique), journey(doubled)
    looked = [BoardSelection(stages=(jm.stages[1],) if near else ()) for jm in (one, other)]
    mine, theirs = drawn(name, one, looked[0]), drawn(name, other, looked[1])
    assert len(mine) == len(theirs)
    # Names that a chart makes out of doubled ones may say more.
    words = re.compile(r"^(name|label|lines|short|persona|says|whose|place|tip_\d|\w+_said)$")
    for row, same in zip(mine, theirs, strict=True):
        assert {k: v for k, v in row.items() if not words.match(k)} == {
            k: v for k, v in same.items() if not words.match(k)
        }


@pytest.mark.parametrize("near", [False, True])
@pytest.mark.parametrize("name", DRAWS)
def test_a_click_selects_the_same_parts(name: str, near: bool):
    """Whatever a row stands for is selected alone, and marked again as it was picked."""
    found = []
    for jm in (journey(unique), journey(doubled)):
        chart = spec(name, jm, BoardSelection(stages=(jm.stages[1],) if near else ()))
        if PICK not in (known := params(chart)):
            return
        fields = known[PICK].fields
        picked = []
        for row in rows_of(chart):
            point = {field: row[field] for field in fields if row.get(field) is not None}
            if point:
                then = selected(jm, BoardSelection(), [point], fields)
                picked.append((ids(then), then.channels))
                if not (then.stages and "touchpoint" in fields):  # shown as a stage, not as picked
                    told = points(jm, then, fields)
                    assert selected(jm, BoardSelection(), told, fields) == then
        assert all(len(each) <= 2 for each, _ in picked)  # a place and a persona
        found.append(picked)
    assert found[0] == found[1]
    assert found[0]
