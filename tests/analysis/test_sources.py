"""Numbers belong to the source they came from: several logs and surveys, by hand."""

from __future__ import annotations

import pandas as pd

import cjwidgets as cj
from analysis.toys import log, shop
from cjwidgets.analysis import debt, ledger
from cjwidgets.analysis.figures import figures


def web() -> cj.EventLog:
    return log(*((who, 0, "A") for who in range(12)))


def till() -> cj.EventLog:
    return log(*((who, 0, "B") for who in range(8)))


def asked(at: str, *joy: int) -> cj.Survey:
    question = cj.Question("joy", kind="emotion", scale=(-2, 2))
    return cj.Survey(
        pd.DataFrame({"at": [at] * len(joy), "joy": joy}), touchpoint="at", questions=[question]
    )


def written(jm: cj.JourneyMap) -> list[tuple[str, str, int | None]]:
    return [
        (node.name, each.source, each.n)
        for node in (*jm.stages, *jm.touchpoints)
        for each in node.evidence
    ]


def two_logs() -> cj.JourneyMap:
    return shop("A", "B").attach(web(), source="Web").attach(till(), source="Till")


def test_two_logs_are_recorded_each_with_its_own():
    expected = [("S0", "Web", 12), ("S1", "Till", 8), ("T0", "Web", 12), ("T1", "Till", 8)]
    assert written(two_logs().record()) == expected


def test_two_logs_of_one_place_have_an_entry_each():
    few = log(*((who, 0, "A") for who in range(6)))
    jm = shop("A").attach(web(), source="Web").attach(few, source="App").record()
    assert written(jm) == [("S0", "Web", 12), ("S0", "App", 6), ("T0", "Web", 12), ("T0", "App", 6)]


def test_two_logs_of_one_name_do_not_overwrite_each_other():
    few = log(*((who, 0, "A") for who in range(6)))
    jm = shop("A").attach(web()).attach(few).record()
    assert [n for *_, n in written(jm)] == [12, 6, 12, 6]
    jm.record()
    assert [n for *_, n in written(jm)] == [12, 6, 12, 6], "twice is once"


def test_the_ledger_counts_each_source_itself():
    table = ledger(two_logs())
    seen = table[table["note"] != "no_source"][["name", "source", "n"]].to_numpy().tolist()
    assert seen == [["S0", "Web", 12], ["T0", "Web", 12], ["S1", "Till", 8], ["T1", "Till", 8]]


def test_what_any_source_covers_is_no_debt():
    jm = two_logs()
    assert debt(jm)["debt"].tolist() == [0, 0, 0]
    levels = {node.name: figures(jm).nodes[node.id]["level"] for node in jm.stages}
    assert levels == {"S0": "quantitative", "S1": "quantitative"}


def test_two_surveys_measure_what_each_was_asked_about():
    jm = shop("A", "B")
    jm.attach(asked("T0", *[1] * 9), source="Spring").attach(
        asked("T1", *[-1, -2] * 3), source="Autumn"
    )
    jm.record()
    assert written(jm) == [("T0", "Spring", 9), ("T1", "Autumn", 6)]
    one, two = (touchpoint.measured[""] for touchpoint in jm.touchpoints)
    assert (one.value, one.n, one.source) == (1, 9, "Spring")
    assert (two.value, two.n, two.source) == (-1.5, 6, "Autumn")
    again = jm.to_json()
    assert jm.record().to_json() == again


def test_the_last_survey_measures_what_both_were_asked_about():
    jm = shop("A").attach(asked("T0", *[1] * 9), source="Spring")
    jm.attach(asked("T0", *[2] * 7), source="Autumn").record()
    assert written(jm) == [("T0", "Spring", 9), ("T0", "Autumn", 7)]
    measured = jm.touchpoints[0].measured[""]
    assert (measured.value, measured.n, measured.source) == (2, 7, "Autumn")


def test_a_source_that_can_not_be_counted_leaves_the_others():
    silent = cj.Survey(
        pd.DataFrame({"at": ["T0"], "csat": [5]}), touchpoint="at", questions=["csat"]
    )
    jm = shop("A").attach(silent, source="Asked").attach(web(), source="Web").record()
    assert written(jm) == [("S0", "Web", 12), ("T0", "Web", 12)]
