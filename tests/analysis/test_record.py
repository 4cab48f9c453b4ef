"""What attached data measured, written into the map."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

import cjwidgets as cj
from analysis.toys import log, shop
from cjwidgets.analysis.figures import figures
from cjwidgets.errors import DataError


def attached(jm: cj.JourneyMap | None = None) -> cj.JourneyMap:
    """Nine customers at A; six of them say how they feel there, four of those as Anna."""
    jm = jm or shop("A", "B")
    jm.personas = [cj.Persona("Anna", id="anna")]
    frame = pd.DataFrame(
        {"touchpoint": ["T0"] * 10, "joy": [1, 2] * 5, "who": ["Anna"] * 6 + [""] * 4}
    )
    question = cj.Question("joy", kind="emotion", scale=(-2, 2))
    survey = cj.Survey(frame, touchpoint="touchpoint", persona="who", questions=[question])
    jm.attach(log(*((who, 0, "A") for who in range(9))), source="Web", collector="Ann")
    return jm.attach(survey, source="Asked")


def state(jm: cj.JourneyMap) -> list:
    return [
        (node.id, each.source, each.level, each.n, each.date, each.collector)
        for node in (*jm.stages, *jm.touchpoints)
        for each in node.evidence
    ]


def test_evidence_and_emotions_are_written():
    jm = attached()
    assert jm.record() is jm
    (stage, _), (touchpoint, _) = jm.stages, jm.touchpoints
    day = dt.date(2026, 3, 1)
    assert state(jm) == [
        (stage.id, "Web", "quantitative", 9, day, "Ann"),
        (touchpoint.id, "Web", "quantitative", 9, day, "Ann"),
        (touchpoint.id, "Asked", "quantitative", 10, None, ""),
    ]
    felt = {each[0]: each for each in figures(jm).nodes[touchpoint.id]["felt"]}
    assert set(touchpoint.measured) == set(felt) == {"", "anna"}
    for persona, measured in touchpoint.measured.items():
        _, mean, low, high, n = felt[persona]
        assert (measured.value, measured.low, measured.high, measured.n) == (mean, low, high, n)
        assert measured.source == "Asked"


def test_answers_that_are_all_alike_are_written_without_an_interval():
    jm = shop("A")
    frame = pd.DataFrame({"at": ["T0"] * 9, "joy": [1] * 9})
    question = cj.Question("joy", kind="emotion", scale=(-2, 2))
    jm.attach(cj.Survey(frame, touchpoint="at", questions=[question]), source="Asked").record()
    (measured,) = jm.touchpoints[0].measured.values()
    assert measured == cj.Measured(1, n=9, source="Asked")


def test_the_file_keeps_it():
    jm = attached().record()
    again = cj.JourneyMap.from_json(jm.to_json())
    assert again.attached == ()
    assert state(again) == state(jm)
    assert again.touchpoints[0].measured == jm.touchpoints[0].measured


def test_it_is_one_step_back():
    jm = attached()
    before = jm.to_json()
    jm.record()
    jm.undo()
    assert jm.to_json() == before


def test_twice_is_once():
    jm = attached().record()
    before = jm.to_json()
    assert jm.record().to_json() == before


def test_newer_data_of_the_same_source_renew_it():
    jm = attached().record()
    jm.detach().attach(log(*((who, 9, "A") for who in range(30))), source="Web", collector="Bob")
    jm.record()
    rows = [each for each in state(jm) if each[1] == "Web"]
    assert [(n, collector) for *_, n, _, collector in rows] == [(30, "Bob"), (30, "Bob")]
    assert jm.touchpoints[0].measured, "what the survey measured stays"


def test_what_a_person_wrote_stays():
    jm = shop("A", "B")
    jm.stages[0].evidence.append(cj.Evidence("Talks", level="qualitative", n=8))
    jm.touchpoints[0].measured = {"viktor": cj.Measured(-1, n=3)}
    jm.touchpoints[0].emotion = 1
    attached(jm).record()
    assert [each.source for each in jm.stages[0].evidence] == ["Talks", "Web"]
    assert jm.touchpoints[0].measured["viktor"].n == 3
    assert jm.touchpoints[0].emotion == 1


def test_what_was_not_observed_gets_nothing():
    jm = attached().record()
    assert len(jm.stages[1].evidence) == len(jm.touchpoints[1].evidence) == 0


def test_without_a_name_the_kind_stands_for_it():
    jm = shop("A").attach(log(*((who, 0, "A") for who in range(9)))).record()
    assert state(jm)[0][1] == "log"


def test_nothing_attached_is_a_sentence():
    with pytest.raises(DataError, match="Nothing is attached to 'Shop'"):
        shop("A").record()
