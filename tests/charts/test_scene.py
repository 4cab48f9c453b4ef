"""What of the evidence is shown when something is selected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cjwidgets as cj
from charts import gallery
from cjwidgets import board as board_package
from cjwidgets import charts
from cjwidgets.board.dimensions import BoardSelection
from cjwidgets.board.registry import DRAWS, draw_of, usual
from cjwidgets.board.scene import Scene
from cjwidgets.charts.catalogue import ON_BOARD
from cjwidgets.display.parts import split
from cjwidgets.display.view import spec_of
from cjwidgets.errors import DataError, NotFoundError
from cjwidgets.evidence.notice import listening


@pytest.fixture(scope="module")
def scene() -> Scene:
    log = cj.EventLog(
        cj.datasets.mattress_log(300),
        customer="customer_id",
        time="time",
        event="event",
        channel="channel",
        segment="segment",
    )
    survey = cj.Survey(
        cj.datasets.mattress_survey(300),
        respondent="customer_id",
        touchpoint="touchpoint",
        channel="channel",
        segment="segment",
        questions=[
            "csat",
            "importance",
            cj.Question("pleasure", kind="emotion", scale="affective_slider"),
        ],
    )
    jm = cj.datasets.mattress_map()
    return Scene(jm, log, survey, goal=jm.stages[-1])


def seen(scene: Scene, **chosen: object) -> Scene:
    return Scene(
        scene.map, scene.whole_log, scene.whole_survey, BoardSelection(**chosen), scene.goal
    )


def names_in(chart: object) -> set[str]:
    rows = [row for some in split(spec_of(chart))[1].values() for row in some]
    return {row["name"] for row in rows if "name" in row}


def test_without_a_selection_all_evidence_counts(scene):
    assert scene.log is scene.whole_log
    assert scene.survey is scene.whole_survey
    assert scene.level() == "touchpoint"
    assert scene.says == ["300 customers"]


def test_personas_narrow_by_their_segment(scene):
    anna, viktor = scene.map.personas
    log = scene.whole_log
    parts = [seen(scene, personas=(each,)) for each in (anna, viktor)]
    assert [part.log.names("segment") for part in parts] == [(anna.segment,), (viktor.segment,)]
    assert sum(part.log.n_customers for part in parts) == log.n_customers
    assert sum(part.log.n_events for part in parts) == log.n_events
    assert sum(len(part.survey) for part in parts) == len(scene.survey)
    assert seen(scene, personas=(anna, viktor)).log.n_events == log.n_events
    assert parts[0].says == [f"{parts[0].log.n_customers} of 300 customers"]


def test_channels_narrow_the_customers_but_not_where_channels_are_compared(scene):
    part = seen(scene, channels=("chat",))
    log = scene.whole_log
    assert part.log.n_customers == log.where(channel="chat").n_customers < log.n_customers
    assert part.log.n_events > log.where(channel="chat").n_events
    assert set(part.survey.rows["channel"].iloc[part.survey.answers["row"]]) == {"chat"}
    assert part.without("channels").log is scene.whole_log
    assert part.without("channels").survey is scene.whole_survey
    assert part.without("channels") is part.without("channels"), "what was filtered is kept"
    assert part.without("personas") is part


def test_a_selection_narrows_no_chart_but_cards_of_details(scene):
    stage = scene.map.stages["Decision"]
    part = seen(scene, stages=(stage,))
    assert part.log is scene.whole_log
    for name in ("dwell", "transitions", "channels", "drop_off"):
        every, some = (spec_of(DRAWS[name](each)) for each in (scene, part))
        assert split(some) == split(every), name
    assert names_in(DRAWS["dwell"](part)) >= {each.name for each in scene.map.touchpoints}
    assert names_in(DRAWS["distributions"](part)) == {each.name for each in stage.touchpoints}
    # One touchpoint is looked at among its neighbours.
    assert seen(scene, touchpoints=(stage.touchpoints[0],)).stages == (stage,)


def test_feelings_are_what_the_curve_does_not_show(scene):
    every = spec_of(DRAWS["personas"](scene))
    assert every["title"]["text"] == "Where they feel differently"
    stage = scene.map.stages["Decision"]
    part = seen(scene, stages=(stage,))
    there = DRAWS["personas"](part)
    assert spec_of(there)["title"]["text"] == "What was felt: Decision"
    assert names_in(there) == {each.name for each in stage.touchpoints}
    # Of one persona there is no difference.
    anna = DRAWS["personas"](seen(scene, personas=(scene.map.personas[0],)))
    assert spec_of(anna)["title"]["text"] == "What people felt"


def test_the_what_if_of_a_board_names_its_goal_and_says_the_numbers_of_the_statistic(scene):
    jm, goal = scene.map, scene.map.node("first-night")
    aimed = Scene(jm, scene.whole_log, None, goal=goal)
    chart = DRAWS["what_if"](aimed)
    half = {each.id: cj.DropOff(each, by=-0.5) for each in jm.touchpoints[:8]}
    table = cj.what_if(jm, aimed.log, half, goal=goal, draws=200).set_index("scenario")
    title = " ".join(spec_of(chart)["title"]["subtitle"])
    assert f"Goal: First night, now {table['before'].iloc[0]:.1%}" in title
    rows = [row for some in split(spec_of(chart))[1].values() for row in some if "gained" in row]
    assert [row["gained"] for row in rows] == sorted((r["gained"] for r in rows), reverse=True)
    assert {row["touchpoint_id"] for row in rows} == set(table.index[table["gained"] >= 0.5])
    for row in rows:
        assert row["gained"] == pytest.approx(table["gained"][row["touchpoint_id"]])
    nobody = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", touchpoints=["Search"])])
    with pytest.raises(DataError, match="nothing can be changed"):
        DRAWS["what_if"](Scene(nobody, scene.whole_log))


def test_a_map_of_very_many_touchpoints_is_looked_at_by_stages():
    jm = cj.JourneyMap("Shop", stages=["Ask", "Buy"])
    jm.stages[0].touchpoints.extend(cj.Touchpoint(f"T{at}", match=["a"]) for at in range(24))
    assert Scene(jm).level() == "touchpoint"
    assert Scene(jm).level(12) == "stage"
    jm.stages[1].touchpoints.append(cj.Touchpoint("One more"))
    assert Scene(jm).level() == "stage"
    # Rules of stages alone say nothing about touchpoints.
    assert Scene(cj.JourneyMap("Shop", stages=["Ask"])).level() == "stage"


def test_a_log_that_does_not_know_the_personas_says_so(scene):
    frame = cj.datasets.mattress_log(50)
    log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    anna = scene.map.personas[0]
    part = Scene(scene.map, log, None, BoardSelection(personas=(anna,)))
    assert part.log is log
    assert part.says == ["50 customers", "The log has no segments: its charts show all personas."]
    nobody = cj.JourneyMap("Shop", personas=["Nobody"])
    part = Scene(nobody, scene.whole_log, None, BoardSelection(personas=tuple(nobody.personas)))
    assert part.log is scene.whole_log
    assert "Nobody: without a segment" in part.says[1]


def test_a_selection_that_leaves_nothing_says_so(scene):
    jm = cj.JourneyMap("Shop", personas=[cj.Persona("Kim", segment="students")])
    part = Scene(jm, scene.whole_log, None, BoardSelection(personas=tuple(jm.personas)))
    with pytest.raises(DataError, match="No event has segment 'students'"):
        _ = part.log
    assert part.says == ["No event has segment 'students'."]


def test_evidence_that_is_missing_is_asked_for(scene):
    bare = Scene(scene.map)
    with pytest.raises(DataError, match=r"JourneyBoard\(map, log\)"):
        DRAWS["drop_off"](bare)
    with pytest.raises(DataError, match="survey=survey"):
        DRAWS["personas"](bare)
    assert bare.says == []


@pytest.mark.parametrize("name", DRAWS)
@pytest.mark.parametrize("kind", ["all", "stage", "touchpoint", "persona", "channel"])
def test_every_chart_is_drawn_from_every_scene(scene, name, kind):
    jm = scene.map
    chosen = {
        "all": {},
        "stage": {"stages": (jm.stages[1],)},
        "touchpoint": {"touchpoints": (jm.touchpoints[3],)},
        "persona": {"personas": (jm.personas[1],)},
        "channel": {"channels": ("website",)},
    }[kind]
    with listening():
        spec = spec_of(DRAWS[name](seen(scene, **chosen)))
    assert spec["description"]
    assert any(split(spec)[1].values())


def test_the_usual_charts_are_those_there_are_data_for(scene):
    assert usual(Scene(scene.map)) == [], "the map itself shows the curve"
    assert usual(scene) == ["drop_off", "channels", "dwell", "what_if", "personas"]


def test_a_chart_that_needs_more_is_refused_with_the_way_to_do_it():
    with pytest.raises(NotFoundError, match="no chart 'compare'") as refused:
        draw_of("compare")
    assert "lambda scene: cj.charts.compare" in refused.value.hint


def test_a_board_has_the_charts_that_declare_how():
    declared = {
        path.stem
        for path in Path(charts.__path__[0]).glob("*.py")
        if "\ndef on_board(" in path.read_text("utf-8")
    }
    assert declared == set(ON_BOARD)
    board = Path(board_package.__path__[0])
    known = [name for path in board.glob("*.py") for name in ON_BOARD if f'"{name}"' in
             re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL)]  # fmt: skip
    assert set(known) <= {"personas", "channels"}, "these two are also dimensions"


def test_all_charts_without_arguments_of_their_own_are_known():
    assert set(gallery.ARGUMENTS) - set(DRAWS) == {"compare", "difference"}
