"""What is chosen in a chart or on a board can be kept, copied and sent to another process."""

import copy
import pickle
from types import MappingProxyType

import pytest

import cjwidgets as cj
from cjwidgets.display.selection import Param, Selection, chosen

WAYS = [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it, 0))]
WAYS.append(lambda it: pickle.loads(pickle.dumps(it)))
SELECTIONS = [
    Selection("pick", "point"),
    chosen(Param("pick", "point"), [{"stage": "Buy", "channel": None}, {"stage": "Ask"}]),
    Selection("brush", "interval", ranges=MappingProxyType({"x": (1, 2.5), "stage": ("a", "b")})),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("selection", SELECTIONS, ids=repr)
def test_a_selection_comes_through_and_stays_frozen(way, selection):
    again = way(selection)
    assert again == selection
    assert repr(again) == repr(selection)
    for held in (*again.points, again.ranges):
        with pytest.raises(TypeError, match="does not support item assignment"):
            held["x"] = 1


@pytest.mark.parametrize("way", WAYS[1:])
def test_what_is_chosen_on_a_board_comes_through(way):
    jm = cj.datasets.mattress_map()
    board = cj.JourneyBoard(jm)
    board.select(stages=[jm.stages[1]])
    board.filter(personas=[jm.personas[0]])
    assert board.selection.stages
    again, map = way((board.selection, jm))
    assert again.stages == (map.stages[1],), "with its map it stays together"
    assert again.personas == (map.personas[0],)
    alone = way(board.selection)
    assert [each.id for each in alone.stages] == [jm.stages[1].id]
