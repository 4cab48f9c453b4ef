"""CSAT, CES, emotion, gaps, importance and distributions, by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import cjwidgets as cj
from analysis.surveys import shop, survey
from cjwidgets.analysis import distributions, opportunity, wilson
from cjwidgets.analysis.inference.intervals import score
from cjwidgets.analysis.shared.suppress import suppress
from cjwidgets.errors import InputError

PLEASURE = cj.Question("felt", kind="emotion", scale="affective_slider")


def test_csat_top_box_is_a_wilson_interval():
    row = cj.csat(shop(), survey(["csat"], csat=[5] * 4 + [4] * 3 + [1] * 43, touchpoint="Search"))
    assert row["csat"].item() == 0.14
    assert row["csat_low"].item() == pytest.approx(0.069508, abs=1e-6)
    assert row["csat_high"].item() == pytest.approx(0.261862, abs=1e-6)


def test_csat_mean_is_a_bootstrap_interval_and_the_same_again():
    jm = shop()
    answers = survey(["csat"], csat=[1, 2, 3, 4, 5] * 10, touchpoint="Search")
    first = cj.csat(jm, answers, method="mean")
    assert first["csat"].item() == 3
    # Normal approximation: 3 ± 1.96 · 1.414 / √50 = 2.61 … 3.39
    assert first["csat_low"].item() == pytest.approx(2.61, abs=0.05)
    assert first["csat_high"].item() == pytest.approx(3.39, abs=0.05)
    pd.testing.assert_frame_equal(first, cj.csat(jm, answers, method="mean"))
    other = cj.csat(jm, answers, method="mean", seed=1)
    assert other["csat_low"].item() != first["csat_low"].item()


def test_people_who_answer_at_several_touchpoints_of_a_stage_widen_its_interval():
    jm = shop("A", "B", "C")
    people = [person for person in range(30) for _ in "ABC"]
    answers = survey(
        ["csat"],
        respondent="who",
        who=people,
        touchpoint=list("ABC") * 30,
        csat=[5 if person < 15 else 1 for person in people],
    )
    row = cj.csat(jm, answers, level="stage").iloc[0]
    assert (row["n"], row["respondents"]) == (90, 30)
    # Everybody says the same three times: 90 answers are worth 30, with Student's t.
    exact = score(0.5, 30, stats.t.ppf(0.975, 29))
    assert (row["csat_low"], row["csat_high"]) == pytest.approx(tuple(map(float, exact)), rel=1e-4)


def test_ces_knows_its_direction():
    columns = {"effort": [1, 2, 2, 5, 4, 1], "touchpoint": "Search"}
    one = survey([cj.Question("effort", kind="ces1")], **columns)
    assert cj.ces(shop(), one)["ces"].item() == pytest.approx(2.5)
    assert cj.ces(shop(), one, method="top_box")["ces"].item() == pytest.approx(4 / 6)
    assert "low is good" in cj.explain(cj.ces(shop(), one))
    two = survey([cj.Question("effort", kind="ces2")], **columns)
    assert cj.ces(shop(), two, method="top_box")["ces"].item() == pytest.approx(1 / 6)
    assert "high is good" in cj.explain(cj.ces(shop(), two))


def test_means_over_different_scales_are_refused():
    answers = survey(
        [cj.Question("a", kind="csat"), cj.Question("b", kind="csat", scale=(1, 10))],
        a=[1, 5] * 5,
        b=[10, 9] * 5,
        touchpoint="Search",
    )
    with pytest.raises(InputError, match=r"'a' and 'b' have different scales.*question='a'"):
        cj.csat(shop(), answers, method="mean")
    assert cj.csat(shop(), answers, method="mean", question="b")["csat"].item() == 9.5
    assert cj.csat(shop(), answers)["csat"].item() == 0.75  # shares of the favourable agree


def test_emotion_is_on_the_scale_of_the_map():
    answers = survey([PLEASURE], felt=[0, 0.25, 0.5, 0.5, 1], touchpoint="Search")
    row = cj.emotion(shop(), answers).iloc[0]
    assert (row["mean"], row["median"]) == pytest.approx((-0.2, 0))
    assert row["mean_low"] < row["mean"] < row["mean_high"]
    jm = shop()
    jm.rescale(cj.Scale(1, 5))
    table = cj.emotion(jm, answers)
    assert table["mean"].item() == pytest.approx(2.8)
    assert table.attrs["scale"] == (1, 5)


def test_arousal_stays_from_0_to_1():
    asked = [PLEASURE, cj.Question("arousal", scale="sam")]
    answers = survey(asked, felt=[0.5] * 5, arousal=[1, 5, 9, 5, 5], touchpoint="Search")
    assert cj.emotion(shop(), answers, feeling="arousal")["mean"].item() == 0.5
    row = cj.emotion(shop(), answers).iloc[0]
    assert (row["mean"], row["note"]) == (0, "no_spread")


def test_the_gap_is_paired_by_respondent():
    answers = survey(
        ["expectation", "satisfaction"],
        expectation=[5, 4, 4, None, 3],
        satisfaction=[2, 3, None, 1, 3],
        touchpoint="Search",
    )
    row = cj.expectation_gap(shop(), answers, minimum=1).iloc[0]
    assert row["n"] == 3  # the first, second and last gave both
    assert (row["expectation"], row["experience"], row["gap"]) == pytest.approx((4, 8 / 3, -4 / 3))
    apart = survey(
        ["expectation", "satisfaction"],
        expectation=[5, None] * 5,
        satisfaction=[None, 2] * 5,
        touchpoint="Search",
    )
    table = cj.expectation_gap(shop(), apart)
    assert table["note"].item() == "no_pairs"
    assert "nobody gave both answers" in cj.explain(table)


def test_the_gap_of_different_scales_is_on_the_scale_of_the_map():
    answers = survey(
        ["expectation", PLEASURE], expectation=[5] * 5, felt=[0.5] * 5, touchpoint="Search"
    )
    table = cj.expectation_gap(shop(), answers)
    assert (table["gap"].item(), table["note"].item()) == (-2, "no_spread")
    assert table.attrs["experience"] == "emotion"


def test_ulwick():
    assert opportunity(9, 4) == 14
    assert opportunity([4, 5, 0, 10], [9, 5, 10, 0]).tolist() == [4, 5, 0, 20]


def test_quadrants_and_ranks():
    points = {  # importance and satisfaction, on 0–10
        "Checkout": (9, 4),
        "First night": (9, 9),
        "Ad": (2, 3),
        "Mail": (2, 8),
    }
    columns = {
        "touchpoint": [name for name in points for _ in range(6)],
        "importance": [value for value, _ in points.values() for _ in range(6)],
        "satisfaction": [value for _, value in points.values() for _ in range(6)],
    }
    asked = [cj.Question(kind, scale=(0, 10)) for kind in ("importance", "satisfaction")]
    answers = survey(asked, **columns)
    table = cj.importance_performance(shop(*points, "Empty"), answers)
    assert table["opportunity"].tolist()[:4] == [14, 9, 2, 2]
    assert table["quadrant"].tolist() == [
        "concentrate_here",
        "keep_up",
        "low_priority",
        "possible_overkill",
        "",
    ]
    assert table["rank"].tolist()[:4] == [1, 2, 3, 3]
    assert table["note"].tolist() == ["no_spread"] * 4 + ["no_answers"]
    assert "Important and unsatisfying: Checkout." in cj.explain(table)


def test_opportunities_have_intervals():
    generator = np.random.default_rng(1)
    answers = survey(
        ["importance", "satisfaction"],
        importance=generator.integers(3, 6, 200),
        satisfaction=generator.integers(1, 4, 200),
        touchpoint="Search",
    )
    row = cj.importance_performance(shop(), answers).iloc[0]
    assert row["opportunity_low"] < row["opportunity"] < row["opportunity_high"]
    assert row["respondents"] == 200


def test_distributions_keep_the_steps_of_a_scale_or_cut_it():
    answers = survey(["csat", PLEASURE], csat=[1, 4, 4, 5, 5, 5], felt=[0, 0.1, 0.95, 1, 0.5, 0.55])
    table = distributions(shop(), answers, question="csat")
    assert table["value"].tolist() == [1, 2, 3, 4, 5]
    assert table["count"].tolist() == [1, 0, 0, 2, 3]
    assert table["share"].sum() == pytest.approx(1)
    (sides,) = table[["below", "above"]].drop_duplicates().to_numpy().tolist()
    assert sides == pytest.approx([1 / 6, 5 / 6])
    ends = table[["below_low", "below_high", "above_low", "above_high"]].iloc[0]
    assert ends.tolist() == pytest.approx([float(end) for k in (1, 5) for end in wilson(k, 6)])
    cut = distributions(shop(), answers, question="felt")
    assert cut["count"].tolist() == [1, 1, 0, 0, 0, 2, 0, 0, 0, 2]
    assert cut["width"].unique() == pytest.approx([0.1])
    assert "most frequent answer is 5, 50%" in cj.explain(table)
    hidden = distributions(shop(), answers, question="csat", minimum=7)
    assert hidden["count"].isna().all()
    assert "fewer than 7" in cj.explain(hidden)
    with pytest.raises(InputError, match="no question 'mood'"):
        distributions(shop(), answers, question="mood")


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 12)), max_size=12), st.integers(1, 6))
def test_what_is_hidden_of_a_whole_is_never_one_row_nor_too_few(rows, minimum):
    frame = pd.DataFrame(rows, columns=["set", "n"], dtype="int64").assign(k=1, note="")
    shown = suppress(frame, ["k"], minimum, sets=frame["set"].to_numpy())
    for _, own in shown[shown["n"] > 0].groupby("set"):
        gone = own[own["k"].isna()]
        assert gone["note"].isin(["small_n", "beside_small"]).all()
        small = own["n"] < minimum
        assert own["k"][small].isna().all()
        assert len(gone) == 0 if not small.any() else len(gone) == len(own) or len(gone) > 1
        assert not small.any() or len(gone) == len(own) or gone["n"].sum() >= minimum


def test_small_cells_are_hidden():
    frame = pd.DataFrame({"a": [1.0, 2, 3], "n": [0, 4, 5], "note": ["no_answers", "", ""]})
    hidden = suppress(frame, ["a"])
    assert hidden["note"].tolist() == ["no_answers", "small_n", ""]
    assert hidden["a"].isna().tolist() == [False, True, False]
    assert frame["a"].notna().all()
    for wrong in (0, 2.5, True, "5"):
        with pytest.raises(InputError, match="minimum="):
            suppress(frame, ["a"], wrong)


STATISTICS = [
    cj.csat,
    cj.ces,
    cj.emotion,
    cj.expectation_gap,
    cj.importance_performance,
    cj.nps,
    cj.difference,
]


@pytest.mark.parametrize("statistic", STATISTICS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("level", ["journey", "stage", "touchpoint"])
def test_nothing_is_missing_without_a_note(statistic, level: str):
    generator = np.random.default_rng(3)
    n = 60
    answers = survey(
        ["csat", "ces2", PLEASURE, "expectation", "importance", "nps"],
        respondent="who",
        who=generator.integers(0, 25, n),
        touchpoint=generator.choice(["A", "B", "C", ""], n),
        segment=generator.choice(["x", "y"], n, p=[0.9, 0.1]),
        csat=generator.choice([1.0, 5.0, np.nan], n),
        ces2=generator.integers(1, 8, n),
        felt=generator.random(n),
        expectation=generator.choice([4.0, np.nan], n),
        importance=generator.integers(1, 6, n),
        nps=generator.integers(0, 11, n),
    )
    table = statistic(shop("A", "B", "C", "D"), answers, level=level)
    frame = table.drop(columns="rank", errors="ignore")
    gaps = frame.isna().any(axis=1)
    assert (table.loc[gaps, "note"] != "").all()
    assert {"statistic", "definition", "source", "confidence", "minimum"} <= table.attrs.keys()
    assert table.attrs["statistic"] == statistic.__name__
    if level == "touchpoint":
        assert table[["stage", "touchpoint"]].to_numpy().tolist() == [
            ["Buy", name] for name in "ABCD"
        ]
    for locale in ("en", "ru", "zh-Hans", "zh-Hant"):
        assert cj.explain(table, locale)


@pytest.mark.parametrize(
    ("scale", "answers", "satisfied"),
    [
        ((0, 1), [0] * 90 + [1] * 10, 0.1),
        ((1, 2), [1] * 90 + [2] * 10, 0.1),
        ((1, 3), [2] * 100, 0.0),
        ((0, 100), [90] * 80 + [20] * 20, 0.8),
    ],
)
def test_the_satisfied_are_told_by_the_scale(scale, answers, satisfied):
    asked = survey([cj.Question("csat", scale=scale)], csat=answers, touchpoint="Search")
    assert cj.csat(shop(), asked)["csat"].item() == pytest.approx(satisfied)


def test_a_scale_without_convention_asks_for_top_and_the_hint_works():
    answers = {"csat": [4] * 30 + [3] * 70, "touchpoint": "Search"}
    with pytest.raises(InputError, match="no convention") as caught:
        cj.csat(shop(), survey([cj.Question("csat", scale=(1, 4))], **answers))
    hint = "Question('csat', kind='csat', scale=(1, 4), top=1)"
    assert hint in caught.value.hint
    asked = survey([cj.Question("csat", kind="csat", scale=(1, 4), top=1)], **answers)
    assert cj.csat(shop(), asked)["csat"].item() == pytest.approx(0.3)
