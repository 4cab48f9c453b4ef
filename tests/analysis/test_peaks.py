"""Peak, end and slope: the published example, ties, and surveys."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjwidgets as cj
from analysis.surveys import survey
from cjwidgets.analysis.feelings.peaks import peak_end

FELT = cj.Question("felt", kind="emotion", scale=(-2, 2))


def journey(*emotions: float | None) -> cj.JourneyMap:
    places = [
        cj.Touchpoint(f"T{at}", id=f"t{at}", emotion=value) for at, value in enumerate(emotions)
    ]
    stages = [cj.Stage("First", touchpoints=places[:2]), cj.Stage("Last", touchpoints=places[2:])]
    return cj.JourneyMap("Shop", stages=stages)


def test_the_reference_journey():
    """−2…+2: 1, −2, 0, 1, 2: peak −2 (a tie goes to the negative), end 2, score 0, mean 0.4."""
    row = cj.peaks(journey(1, -2, 0, 1, 2)).iloc[0]
    assert (row["peak"], row["end"], row["score"], row["mean"]) == pytest.approx((-2, 2, 0, 0.4))
    assert (row["peak_stage"], row["peak_touchpoint"]) == ("First", "T1")
    assert (row["end_touchpoint"], row["lowest_touchpoint"]) == ("T4", "T1")
    assert row["slope"] == pytest.approx(0.5)  # numpy.polyfit(range(5), values, 1)
    assert (row["basis"], row["places"], row["note"]) == ("assumed", 5, "")


def test_gaps_are_passed_over():
    row = cj.peaks(journey(None, 1, None, -1, None)).iloc[0]
    assert (row["peak"], row["end"], row["places"], row["slope"]) == (-1, -1, 2, -1)
    assert cj.peaks(journey(None, 1, None)).iloc[0]["note"] == "undefined"
    empty = cj.peaks(journey(None, None))
    assert empty["note"].tolist() == ["no_answers"]
    assert "nobody answered" in cj.explain(empty)


def test_the_map_has_a_curve_a_persona_measured_before_assumed():
    jm = journey(1, -1, 0)
    jm.personas.append(cj.Persona("Anna", id="anna"))
    jm.personas.append(cj.Persona("Viktor", id="viktor"))
    jm.touchpoints[1].measured = {"anna": cj.Measured(-2, n=40)}
    table = cj.peaks(jm)
    assert table["persona"].tolist() == ["Anna", "Viktor"]
    assert table["peak"].tolist() == [-2, -1]
    assert table["basis"].tolist() == ["mixed", "assumed"]
    assert table["n"].tolist() == [40, 0]
    stages = cj.peaks(jm, level="stage")
    assert stages["peak"].tolist() == [-0.5, 0]
    assert "peak_touchpoint" not in stages
    assert "partly assumed" in cj.explain(table)


def test_a_survey_gives_measured_curves_with_an_interval():
    curve = {"T0": 1.0, "T1": -1.5, "T2": 0.5}
    generator = np.random.default_rng(0)
    names = [name for name in curve for _ in range(60)]
    values = [np.clip(curve[name] + generator.normal(0, 0.15), -2, 2) for name in names]
    answers = survey([FELT], respondent="who", who=[*range(60)] * 3, touchpoint=names, felt=values)
    jm = journey(0, 0, 0, 2)
    row = cj.peaks(jm, answers).iloc[0]
    assert (row["peak_touchpoint"], row["end_touchpoint"]) == ("T1", "T2")  # T3: nobody asked
    assert row["score"] == pytest.approx(-0.5, abs=0.1)
    assert row["score_low"] < row["score"] < row["score_high"]
    assert row["score_high"] - row["score_low"] < 0.3
    assert (row["basis"], row["n"], row["respondents"]) == ("measured", 180, 60)
    assert row["score_n"] == 60
    assert cj.peaks(jm, answers, minimum=61).iloc[0]["note"] == "small_n"


def test_peak_and_end_are_each_persons_own():
    """All have a −2 somewhere and end at +1; the means hide it. By hand (−2 + 1) / 2 = −0.5."""
    places, people = 4, 30
    felt = np.zeros((people, places))
    felt[np.arange(people), np.arange(people) % (places - 1)] = -2
    felt[:, -1] = 1
    answers = survey(
        [FELT],
        respondent="who",
        who=np.repeat(np.arange(people), places),
        touchpoint=[f"T{at}" for at in range(places)] * people,
        felt=felt.ravel(),
    )
    table = cj.peaks(journey(0, 0, 0, 0), answers)
    row = table.iloc[0]
    assert (row["peak"], row["end"], row["score"]) == (-2, 1, -0.5)
    assert (row["end_touchpoint"], row["score_n"], row["note"]) == ("T3", 30, "no_spread")
    assert np.isnan(row["score_low"])
    assert row["lowest"] == pytest.approx(-2 / 3)  # of the means
    assert "own peak −2" in cj.explain(table)
    assert "n = 30" in cj.explain(table)


def test_only_who_answered_at_several_places_has_a_peak():
    """Anna: T0 −1, T1 2: peak 2, end 2. Viktor: T0 −2, T2 1: peak −2, end 1. Ida: T0 alone."""
    answers = survey(
        [FELT],
        respondent="who",
        who=["Anna", "Anna", "Viktor", "Viktor", "Ida"],
        touchpoint=["T0", "T1", "T0", "T2", "T0"],
        felt=[-1, 2, -2, 1, 2],
    )
    row = cj.peaks(journey(0, 0, 0), answers, minimum=1).iloc[0]
    assert (row["peak"], row["end"], row["score"]) == (0, 1.5, 0.75)
    assert (row["score_n"], row["respondents"], row["n"]) == (2, 3, 5)
    few = cj.peaks(journey(0, 0, 0), answers, minimum=3)
    assert few.iloc[0]["note"] == "small_n", "the two others alone are too few"
    apart = survey([FELT], touchpoint=["T0"] * 6 + ["T1"] * 6, felt=[1] * 6 + [-1] * 6)
    alone = cj.peaks(journey(0, 0, 0), apart)
    assert (alone.iloc[0]["note"], alone.iloc[0]["lowest"]) == ("one_place", -1)
    assert alone["score"].isna().all()
    assert "nobody answered at several places" in cj.explain(alone)


@given(st.lists(st.one_of(st.none(), st.integers(-2, 2)), min_size=1, max_size=8))
def test_the_peak_is_the_farthest_and_ties_are_negative(values: list[int | None]):
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    peak, end = peak_end(np.array([np.nan if v is None else v for v in values], dtype=float))
    if known:
        farthest = max(abs(value) for _, value in known)
        first = [at for at, value in known if value == -farthest] or [
            at for at, value in known if value == farthest
        ]
        assert int(peak) == first[0]
        assert int(end) == known[-1][0]


def test_many_curves_at_once():
    curves = np.array([[1, -2, 2], [np.nan, 1, np.nan], [2, 1, -1]])
    peak, end = peak_end(curves)
    assert peak.tolist() == [1, 1, 0]
    assert end.tolist() == [2, 1, 2]
