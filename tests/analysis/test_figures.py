"""The numbers beside a map are those of the statistics, and nothing is missing without a reason."""

from __future__ import annotations

import json
import warnings

import pandas as pd
import pytest

import cjwidgets as cj
from analysis.toys import log, shop
from analysis.worlds import WORLDS
from cjwidgets.analysis import wilson
from cjwidgets.analysis.figures import figures
from cjwidgets.analysis.shared.result import NOTES
from cjwidgets.locale import LOCALES, text


@pytest.fixture(scope="module")
def mattress() -> tuple[cj.JourneyMap, cj.EventLog, cj.Survey]:
    events = cj.datasets.mattress_log(400)
    events = cj.EventLog(events, customer="customer_id", time="time", event="event")
    answers = cj.Survey(
        cj.datasets.mattress_survey(400),
        respondent="customer_id",
        time="time",
        touchpoint="touchpoint",
        segment="segment",
        questions=[cj.Question("pleasure", kind="emotion", scale="affective_slider")],
    )
    jm = cj.datasets.mattress_map()
    return jm.attach(events, source="Web").attach(answers), events, answers


def test_who_is_there_every_week_has_not_left_a_touchpoint():
    events = [(who, 0, "A") for who in range(20)]
    events += [(who, week * 7 * 1440, "login") for who in range(20) for week in range(1, 22)]
    jm = shop("A").attach(log(*events))
    assert figures(jm).nodes[jm.touchpoints[0].id]["drop"][0] == 0


def near(row: pd.Series, *columns: str) -> object:
    return pytest.approx([float(row[column]) for column in columns], abs=6e-6)


def test_stages_say_what_reach_funnel_and_dwell_say(mattress):
    jm, events, _ = mattress
    nodes = figures(jm).nodes
    seen = cj.reach(jm, events, level="stage")
    lost = cj.funnel(jm, events)
    stays = cj.dwell(jm, events, level="stage")
    for place, stage in enumerate(jm.stages):
        numbers = nodes[stage.id]
        assert numbers["n"] == seen["customers"][place]
        assert numbers["reached"] == lost["reached"][place]
        assert numbers["came"] == seen["customers"][place] - lost["reached"][place] >= 0
        assert numbers["of"] == (lost["reached"][place - 1] if place else events.n_customers)
        if place:
            row = lost.iloc[place]
            assert numbers["drop"] == near(row, "drop_off", "drop_off_low", "drop_off_high")
            assert numbers.get("waiting", 0) == row["waiting"]
        if stays["note"][place]:
            assert "dwell" not in numbers
            assert numbers["why"]["dwell"] == stays["note"][place]
        else:
            row = stays.iloc[place]
            assert numbers["dwell"][0] == pytest.approx(row["median"])
    assert nodes[jm.stages[0].id]["why"] == {"drop": "first"}


def test_touchpoints_say_what_reach_exits_and_dwell_say(mattress):
    jm, events, _ = mattress
    nodes = figures(jm).nodes
    seen = cj.reach(jm, events, level="touchpoint")
    left = cj.exits(jm, events, level="touchpoint")
    stays = cj.dwell(jm, events, level="touchpoint")
    for place, touchpoint in enumerate(jm.touchpoints):
        numbers = nodes[touchpoint.id]
        assert numbers["n"] == seen["customers"][place]
        assert numbers["of"] == events.n_customers
        assert numbers["share"] == near(seen.iloc[place], "share", "share_low", "share_high")
        if place < len(jm.touchpoints) - 1:
            assert numbers["decided"] == left["n"][place]
            assert numbers.get("waiting", 0) == left["undecided"][place]
            assert numbers["drop"] == near(left.iloc[place], "share", "share_low", "share_high")
        else:
            assert "drop" not in numbers, "the journey ends there: it is no loss"
            assert numbers["why"]["drop"] == "end"
            assert numbers["ended"] == left["left"][place]
        if not stays["note"][place]:
            assert numbers["dwell"][0] == pytest.approx(stays["median"][place])


def test_emotions_say_what_the_survey_says(mattress):
    jm, _, answers = mattress
    nodes = figures(jm).nodes
    everyone = cj.emotion(jm, answers, level="touchpoint")
    each = cj.emotion(jm, answers, level="touchpoint", by="persona")
    names = {persona.id: persona.name for persona in jm.personas}
    counted = 0
    for touchpoint in jm.touchpoints:
        for persona, mean, low, high, n in nodes[touchpoint.id].get("felt", ()):
            table = each if persona else everyone
            rows = table[table["touchpoint"] == touchpoint.name]
            if persona:
                rows = rows[rows["persona"] == names[persona]]
            (row,) = rows.to_dict("records")
            assert (mean, low, high, n) == (
                pytest.approx(row["mean"], abs=6e-4),
                pytest.approx(row["mean_low"], abs=6e-4),
                pytest.approx(row["mean_high"], abs=6e-4),
                row["n"],
            )
            assert n >= 5
            counted += 1
    assert counted > 20
    assert nodes["search"]["level"] == "triangulated", "what they did and what they said"


def test_by_hand():
    """Ten are at A, eight of them go on to B; two leave at A for good."""
    events = [(who, 0, "A") for who in range(10)] + [(who, 6, "B") for who in range(8)]
    jm = shop("A", "B").attach(log(*events, (99, 9999, "x")))
    nodes = figures(jm).nodes
    one, two = (nodes[stage.id] for stage in jm.stages)
    assert (one["n"], two["n"], two["reached"]) == (10, 8, 8)
    assert two["drop"] == pytest.approx([0.2, *map(float, wilson(2, 10))], abs=6e-6)
    assert one["dwell"][0] == 360
    assert one["level"] == "quantitative"


def test_who_comes_in_on_the_way_is_counted_apart():
    """A hundred see the ad, forty of them come; five hundred more come in at the shop."""
    events = [(who, 0, "A") for who in range(100)] + [(who, 5, "B") for who in range(40)]
    events += [(1000 + who, 5, "B") for who in range(500)]
    jm = shop("A", "B").attach(log(*events))
    one, two = (figures(jm).nodes[stage.id] for stage in jm.stages)
    assert (one["reached"], one["of"], one["came"]) == (100, 600, 0)
    assert (two["reached"], two["of"], two["came"], two["n"]) == (40, 100, 500, 540)
    assert two["drop"][0] == 0.6


def test_who_may_yet_come_is_counted_apart():
    """Of twenty at A eight went on; two of the others were seen an hour before the log ends."""
    events = [(who, 0, "A") for who in range(20)] + [(who, 5, "B") for who in range(8)]
    events += [(who, 9_000, "x") for who in (8, 9)]
    jm = shop("A", "B").attach(log(*events, (99, 9_060, "x")))
    for gone, waiting in (("2h", 2), ("30min", None)):
        nodes = figures(jm, gone=gone).nodes
        stage = nodes[jm.stages[1].id]
        assert stage.get("waiting") == waiting
        assert stage["drop"][0] == 0.6
        assert stage["gone"] == pd.Timedelta(gone).total_seconds()
        touchpoint = nodes[jm.touchpoints[0].id]
        assert touchpoint.get("waiting") == waiting
        assert touchpoint["decided"] == 20


def test_behind_the_goal_nobody_is_lost():
    events = [(who, 0, "A") for who in range(20)] + [(who, 5, "B") for who in range(12)]
    events += [(who, 9, "C") for who in range(6)] + [(99, 60 * 24 * 90, "x")]
    jm = shop("A", "B", "C").attach(log(*events))
    a, b, c = jm.stages
    for goal in (b, b.id, [b]):
        nodes = figures(jm, goal=goal).nodes
        assert nodes[a.id].get("done") is None
        assert nodes[b.id]["done"] == pytest.approx(
            [12 / 21, *map(float, wilson(12, 21)), 12], abs=6e-6
        )
        assert nodes[b.id]["drop"][0] == 0.4
        assert nodes[c.id]["ended"] == 6
        assert "drop" not in nodes[c.id]
        assert nodes[a.touchpoints[0].id]["drop"][0] == 0.4
        assert nodes[b.touchpoints[0].id]["ended"] == 6
        assert nodes[c.touchpoints[0].id]["ended"] == 6
    step = b.touchpoints[0]
    nodes = figures(jm, goal=step).nodes
    assert nodes[step.id]["done"] == nodes[b.id]["done"]
    assert nodes[b.id]["goal"] == step.id
    nodes = figures(jm, goal="x").nodes
    assert not any("done" in each for each in nodes.values())
    assert nodes[c.touchpoints[0].id]["ended"] == 6


def test_few_customers_show_that_they_are_few_and_nothing_else():
    events = [(who, 0, "A") for who in range(6)] + [(who, 1, "B") for who in range(4)]
    jm = shop("A", "B", "C").attach(log(*events, (0, 2, "C")))
    nodes = figures(jm).nodes
    few = nodes[jm.stages[1].id]
    assert few == {"small": True, "level": "quantitative"}  # not how few
    assert "of" not in nodes[jm.stages[2].id]  # nor by the way on
    assert figures(jm, minimum=4).nodes[jm.stages[1].id]["drop"][0] == pytest.approx(
        2 / 6, abs=1e-5
    )
    assert figures(jm, minimum=7).nodes[jm.stages[0].id]["small"]


def test_a_drop_from_few_is_not_shown():
    """Four reach B; many are at C, but of these only who was at B before counts."""
    events = [(who, 0, "B") for who in range(4)] + [(who, 1, "C") for who in range(9)]
    jm = shop("B", "C").attach(log(*events))
    many = figures(jm).nodes[jm.stages[1].id]
    assert many["n"] == 9
    assert "drop" not in many
    assert many["why"]["drop"] == "small_n"


def test_a_part_without_a_rule_says_so_and_the_next_goes_on_from_the_one_before():
    events = [(who, 0, "A") for who in range(10)] + [(who, 6, "B") for who in range(5)]
    jm = shop("A", [], "B").attach(log(*events))
    _one, none, two = (figures(jm).nodes[stage.id] for stage in jm.stages)
    assert none == {"why": {"n": "no_rule"}, "level": "assumption"}
    assert two["drop"][0] == 0.5


def test_a_rule_that_fits_nothing_is_a_problem_once():
    jm = shop("A", "Z").attach(log(*((who, 0, "A") for who in range(9))))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # it is told, not warned of
        found = figures(jm)
    assert len(found.problems) == 1
    assert "'Z' matches no event" in found.problems[0]
    empty = found.nodes[jm.touchpoints[1].id]
    assert (empty["n"], empty["why"]["n"], empty["level"]) == (0, "no_events", "assumption")


def test_what_can_not_be_computed_is_a_sentence():
    jm = shop([], []).attach(log((1, 0, "A")))
    found = figures(jm)
    assert found.problems
    assert all(problem.strip().endswith((".", "…")) for problem in found.problems)


def test_a_map_without_data_has_levels_alone():
    jm = shop("A")
    jm.stages[0].evidence.append(cj.Evidence("Talk", level="anecdote"))
    found = figures(jm)
    assert found.sources == []
    assert found.nodes == {
        jm.stages[0].id: {"level": "anecdote"},
        jm.touchpoints[0].id: {"level": "assumption"},
    }


def test_without_a_log_there_is_what_people_said():
    frame = pd.DataFrame({"touchpoint": ["T0"] * 6, "joy": [1, 2, 2, 1, 2, 2]})
    question = cj.Question("joy", kind="emotion", scale=(-2, 2))
    jm = shop("A").attach(cj.Survey(frame, touchpoint="touchpoint", questions=[question]))
    found = figures(jm)
    touchpoint = found.nodes[jm.touchpoints[0].id]
    assert set(touchpoint) == {"felt", "level"}
    assert touchpoint["felt"][0][0] == ""
    assert touchpoint["felt"][0][1] == pytest.approx(10 / 6, abs=6e-4)
    assert found.sources[0]["date"] == "", "answers without times have no day"


def test_of_several_logs_the_last_counts_and_all_are_named():
    many, few = (log(*((who, 0, "A") for who in range(n))) for n in (9, 6))
    jm = shop("A").attach(many, source="Old").attach(few, source="New")
    found = figures(jm)
    assert found.nodes[jm.stages[0].id]["n"] == 6
    assert [each["source"] for each in found.sources] == ["Old", "New"]


def test_it_goes_to_a_browser_and_every_reason_has_words(mattress):
    jm, *_ = mattress
    found = json.loads(json.dumps(figures(jm).to_json(), allow_nan=False))
    assert set(found) == {"nodes", "sources", "problems"}
    reasons = {why for each in found["nodes"].values() for why in each.get("why", {}).values()}
    assert reasons <= set(NOTES)
    for note in ("no_rule", "no_events", "first", "small_n", "nobody_before", "censored"):
        assert all(text(f"note.{note}", locale, minimum=5) for locale in LOCALES)


def test_one_stay_alone_is_shown_without_an_interval_to_who_asks_for_it():
    jm = shop("A", "B").attach(log(*((who, 0, "A") for who in range(9)), (0, 5, "B")))
    numbers = figures(jm, minimum=1).nodes[jm.stages[0].id]
    assert numbers["dwell"] == [300, None, None]
    assert numbers["why"]["dwell"] == "one_value"
    usual = figures(jm).nodes[jm.stages[0].id]
    assert "dwell" not in usual
    assert usual["why"]["dwell"] == "small_n"


@pytest.mark.parametrize("world", WORLDS)
def test_no_world_has_a_number_that_json_has_not(world):
    jm, log, survey = WORLDS[world]()
    jm = cj.JourneyMap.from_json(jm.to_json())  # other tests have it, too
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        jm.attach(log, source="Log").attach(survey, source="Survey")
        told = figures(jm, minimum=1).to_json()
        json.dumps(told, allow_nan=False)
        felt = [each for numbers in told["nodes"].values() for each in numbers.get("felt", ())]
        assert all(len(each) == 6 for each in felt if None in each)
        assert {each[5] for each in felt if len(each) == 6} <= set(NOTES)
        jm.record()
    again = json.loads(json.dumps(jm.to_json(), allow_nan=False))
    assert cj.JourneyMap.from_json(again).to_json() == jm.to_json()


def test_answers_that_are_all_alike_have_no_interval():
    jm = shop("A")
    frame = pd.DataFrame({"at": ["T0"] * 9, "joy": [1] * 9})
    question = cj.Question("joy", kind="emotion", scale=(-2, 2))
    jm.attach(cj.Survey(frame, touchpoint="at", questions=[question]))
    told = figures(jm).nodes[jm.touchpoints[0].id]
    assert told["felt"] == [["", 1, None, None, 9, "no_spread"]]
