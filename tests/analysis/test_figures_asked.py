"""Satisfaction, recommendation and effort stand on a map as their statistics say."""

from __future__ import annotations

import json
import re
from math import nan
from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.analysis import figures
from cjwidgets.analysis.figures.asked import _answer
from cjwidgets.locale import LOCALES, language


def shop() -> cj.JourneyMap:
    # Two of one name: numbers go by id.
    points = [cj.Touchpoint("Pay", id="a"), cj.Touchpoint("Pay", id="b"), cj.Touchpoint("Get")]
    return cj.JourneyMap("Shop", id="map", stages=[cj.Stage("Buy", touchpoints=points)])


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "at": ["a"] * 10 + ["b"] * 8 + [""] * 12,
            "csat": [5] * 7 + [2] * 3 + [4] * 8 + [None] * 12,
            "nps": [10] * 6 + [3] * 4 + [8] * 8 + [9] * 12,
            "effort": [1, 2, 2, 1, 3, 2, 1, 2, 5, 4] + [1] * 8 + [None] * 12,
        }
    )


def survey(*questions: Any, touchpoint: str | None = "at", data: Any = None) -> cj.Survey:
    data = frame() if data is None else data
    return cj.Survey(data, questions=list(questions), touchpoint=touchpoint)


EFFORT = cj.Question("effort", kind="ces1")


def test_scores_say_what_their_statistics_say() -> None:
    jm, asked = shop(), survey("csat", "nps", EFFORT)
    found = figures(jm.attach(asked))
    assert found.problems == []
    tables = {
        "csat": cj.csat(jm, asked),
        "nps": cj.nps(jm, asked, level="touchpoint"),
        "ces": cj.ces(jm, asked),
    }
    for id in ("a", "b"):
        told = found.nodes[id]["asked"]
        assert [kind for kind, *_ in told] == ["csat", "nps", "ces1"]
        for (_, value, low, high, n, of, _, *note), (name, table) in zip(
            told, tables.items(), strict=True
        ):
            (row,) = table[table["touchpoint_id"] == id].to_dict("records")
            assert value == pytest.approx(row[name], abs=6e-6)
            assert n == row["n"]
            assert of == (5 if name == "ces" else None)
            assert note == ([row["note"]] if row["note"] else [])
            if not note:
                ends = (row[f"{name}_low"], row[f"{name}_high"])
                assert (low, high) == pytest.approx(ends, abs=6e-6)
        assert found.nodes[id]["level"] == "quantitative"
    assert "asked" not in found.nodes[jm.touchpoints[2].id]
    assert "asked" not in found.nodes[jm.stages[0].id]


def test_the_net_promoter_score_of_the_journey_is_the_maps() -> None:
    jm, asked = shop(), survey("nps")
    (score,) = figures(jm.attach(asked)).nodes["map"]["journey"]
    (row,) = cj.nps(jm, asked).to_dict("records")
    assert score[6].startswith("Whole journey: NPS +47 (")
    assert score[0] == "nps"
    assert score[1:5] == pytest.approx([row["nps"], row["nps_low"], row["nps_high"], 30], abs=6e-6)


@pytest.mark.parametrize(
    "asked",
    [
        survey("csat"),
        survey("nps"),
        survey("nps", touchpoint=None),
        survey("csat", touchpoint=None),
        survey(cj.Question("csat", scale=(0, 8))),
        survey(cj.Question("csat", kind="open")),
        survey(cj.Question("csat", kind="importance")),
        survey("nps", data=frame().assign(at="")),
    ],
    ids=["csat", "nps", "nowhere", "csat nowhere", "no top", "open", "importance", "blank"],
)
def test_a_survey_without_emotion_is_no_problem(asked: cj.Survey) -> None:
    found = figures(shop().attach(asked))
    assert found.problems == []
    assert not any("felt" in numbers for numbers in found.nodes.values())
    json.dumps(found.to_json(), allow_nan=False)


def test_where_no_step_is_favourable_by_custom_the_mean_is_shown() -> None:
    found = figures(shop().attach(survey(cj.Question("csat", scale=(0, 8)))))
    kind, value, low, high, n, of, said = found.nodes["a"]["asked"][0]
    assert (kind, value, n, of) == ("csat_mean", 4.1, 10, 8)
    assert low < value < high
    assert said.startswith("Satisfaction 4.1 of 8 (")


def test_ease_is_no_effort() -> None:
    found = figures(shop().attach(survey(cj.Question("effort", kind="ces2"))))
    kind, _, _, _, _, of, _ = found.nodes["a"]["asked"][0]
    assert (kind, of) == ("ces2", 7)


def test_few_answers_are_not_shown_nor_what_would_tell_of_them() -> None:
    few = frame().iloc[[0, 1, 2, *range(10, 18)]]
    nodes = figures(shop().attach(survey("csat", data=few))).nodes
    assert not any("asked" in nodes[id] for id in ("a", "b"))
    nodes = figures(shop().attach(survey("csat", data=frame().iloc[10:15]))).nodes
    assert nodes["b"]["asked"][0][4] == 5


def test_what_can_not_be_counted_is_still_said() -> None:
    odd = frame().assign(at="Nowhere", other=3)
    asked = survey("csat", cj.Question("joy", kind="emotion", scale=(1, 5)), data=odd.assign(joy=3))
    assert len(figures(shop().attach(asked)).problems) >= 1


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["csat", "csat_mean", "nps", "ces1", "ces2"])
def test_every_score_has_words_in_every_language(kind: str, locale: str) -> None:
    row = {
        "touchpoint_id": "a",
        kind: 0.5,
        f"{kind}_low": 0.2,
        f"{kind}_high": 0.9,
        "n": 3,
        "note": "",
    }
    whole = _answer(kind, row, kind, 5, language(locale))[6]
    between = "20–90" if kind == "csat" else " … "
    assert between in whole
    bare = _answer(
        kind, {**row, f"{kind}_low": nan, "note": "few_people"}, kind, 5, language(locale)
    )
    assert "n 3" in bare[6]
    assert between not in bare[6]
    assert bare[7] == "few_people"
    assert not re.search(r"[{}]|editor\.|note\.", whole + bare[6])


@pytest.mark.parametrize(
    ("kind", "ends", "of", "said"),
    [
        ("csat", (0.7, 0.397, 0.892), None, "Satisfied 70% (40–89), n 1,200"),
        ("csat_mean", (4.1, 3.5, 4.62), 8, "Satisfaction 4.1 of 8 (3.5 … 4.62), n 1,200"),
        ("nps", (46.67, -18.4, 66.6), None, "NPS +47 (−18 … +67), n 1,200"),
        ("nps", (0, -22, 22), None, "NPS 0 (−22 … +22), n 1,200"),
        ("ces1", (2.3, 1.34, 3.26), 5, "Effort 2.3 of 5 (1.34 … 3.26), n 1,200"),
        ("ces2", (5.6, 5.1, 6), 7, "Ease 5.6 of 7 (5.1 … 6), n 1,200"),
    ],
)
def test_a_score_is_said_with_its_interval_and_n(
    kind: str, ends: tuple[float, float, float], of: float | None, said: str
) -> None:
    value, low, high = ends
    row = {"touchpoint_id": "a", "x": value, "x_low": low, "x_high": high, "n": 1200, "note": ""}
    assert _answer(kind, row, "x", of, language("en"))[6] == said
