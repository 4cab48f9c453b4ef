"""What is picked in a chart and what is selected on a board say the same."""

from __future__ import annotations

import itertools

import hypothesis.strategies as st
from hypothesis import given

import cjwidgets as cj
from cjwidgets.board.chart_selection import points, selected
from cjwidgets.board.dimensions import BoardSelection

HOSTILE = ["Ask", "Ask", 'datum["x"]', "a.b[0]", "", "认知", "');alert(1)//"]
CHANNELS = ("app", 'shop "x"', "电话")
ALL = [
    tuple(names)
    for size in range(1, 5)
    for names in itertools.combinations(("stage", "touchpoint", "persona", "channel"), size)
    if "touchpoint" not in names or "stage" in names
]


def shop() -> cj.JourneyMap:
    """Two stages of one name, each with a touchpoint of one name."""
    return cj.JourneyMap(
        "Shop",
        personas=["Anna", "Li", ""],
        stages=[cj.Stage(name, touchpoints=[cj.Touchpoint("Site"), name]) for name in HOSTILE],
    )


MAP = shop()
SELECTIONS = st.builds(
    BoardSelection,
    stages=st.sets(st.sampled_from(range(7))).map(
        lambda at: tuple(MAP.stages[i] for i in sorted(at))
    ),
    personas=st.sets(st.sampled_from(range(3))).map(
        lambda at: tuple(MAP.personas[i] for i in sorted(at))
    ),
    channels=st.lists(st.sampled_from(CHANNELS), unique=True).map(tuple),
)


@given(SELECTIONS, st.sampled_from(ALL))
def test_what_a_chart_shows_as_picked_selects_nothing_else(now, names):
    """Marking a chart and hearing the same from it changes nothing but names that are double."""
    told = points(MAP, now, names)
    then = selected(MAP, now, told, names)
    if "stage" in names and "touchpoint" not in names:
        assert {each.name for each in then.stages} == {each.name for each in now.stages}
    else:
        assert then.stages == now.stages
    assert then.personas == now.personas
    assert then.channels == now.channels
    assert points(MAP, then, names) == told


def test_a_stage_takes_the_place_of_touchpoints():
    now = BoardSelection(touchpoints=(MAP.touchpoints[0],), channels=("app",))
    then = selected(MAP, now, [{"stage": 'datum["x"]'}], ("stage",))
    assert then == BoardSelection(stages=(MAP.stages[2],), channels=("app",))


def test_touchpoints_of_one_name_are_told_apart_by_their_stage():
    picked = [{"stage": "a.b[0]", "touchpoint": "Site"}]
    then = selected(MAP, BoardSelection(), picked, ("stage", "touchpoint"))
    assert then.touchpoints == (MAP.stages[3].touchpoints[0],)
    assert points(MAP, then, ("stage", "touchpoint")) == picked
    assert points(MAP, then, ("stage",)) == [{"stage": "a.b[0]"}]


def test_points_that_do_not_say_all_leave_the_rest():
    anna = MAP.personas[0]
    now = BoardSelection(personas=(anna,), touchpoints=(MAP.touchpoints[0],))
    emotion = ("stage", "touchpoint", "persona")
    # A name of a stage, a column, a persona of the legend, and the ground beside them.
    then = selected(MAP, now, [{"stage": "认知"}], emotion)
    assert then == BoardSelection(personas=(anna,), stages=(MAP.stages[5],))
    then = selected(MAP, now, [{"stage": "认知", "touchpoint": "Site"}], emotion)
    site = MAP.stages[5].touchpoints[0]
    assert then == BoardSelection(personas=(anna,), touchpoints=(site,))
    then = selected(MAP, now, [{"persona": "Li"}], emotion)
    assert then == BoardSelection(personas=(MAP.personas[1],), touchpoints=now.touchpoints)
    assert selected(MAP, now, [], emotion) == BoardSelection()


def test_cells_of_two_kinds():
    picked = [{"stage": "认知", "channel": "app"}, {"stage": "认知", "channel": "电话"}]
    then = selected(MAP, BoardSelection(), picked, ("stage", "channel"))
    assert then == BoardSelection(stages=(MAP.stages[5],), channels=("app", "电话"))
    assert points(MAP, then, ("stage", "channel")) == picked
    assert points(MAP, BoardSelection(channels=("app",)), ("stage", "channel")) == [
        {"channel": "app"}
    ]


def test_nothing_is_picked_where_a_chart_shows_other_things():
    everything = BoardSelection(stages=tuple(MAP.stages), channels=("app",))
    assert points(MAP, everything, ("persona",)) == []
    assert selected(MAP, everything, [], ("persona",)) == everything
    assert selected(MAP, everything, [], ("channel",)).channels == ()


def test_what_is_unknown_selects_nothing():
    assert not selected(MAP, BoardSelection(), [{"stage": "Nowhere"}, {}], ("stage",))
