"""A survey reads answers from every source, and says what it leaves out and why."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cjwidgets as cj
from cjwidgets.errors import DataError, InputError, NotFoundError
from cjwidgets.evidence.placing import place
from cjwidgets.evidence.questions import KINDS, Question

WIDE = {
    "who": ["a", "b", "c", "a"],
    "at": ["Search", "search ", "Checkout", "Checkout"],
    "csat": [5, 4, 1, 2],
    "why": ["fast", None, " ", "an account?"],
}


def shop() -> cj.JourneyMap:
    return cj.JourneyMap(
        "Shop",
        personas=[cj.Persona("Anna", id="anna", segment="busy"), cj.Persona("Viktor")],
        stages=[
            cj.Stage("Look", id="look", touchpoints=[cj.Touchpoint("Search", id="search")]),
            cj.Stage(
                "Buy",
                touchpoints=[cj.Touchpoint("Checkout", id="pay"), cj.Touchpoint("Website")],
            ),
            cj.Stage("Use", touchpoints=[cj.Touchpoint("Website", id="help")]),
        ],
    )


def survey(frame: object = None, **options: object) -> cj.Survey:
    options = {"respondent": "who", "touchpoint": "at", "questions": ["csat"]} | options
    return cj.Survey(pd.DataFrame(WIDE) if frame is None else frame, **options)


def values(found: cj.Survey) -> list[float]:
    return found.answers["value"].tolist()


def by_place(found: cj.Survey, level: str = "touchpoint") -> dict[str, list[float]]:
    placed = place(shop(), found, (("csat",),), lambda _, given: given, level=level)
    names = placed.head.agg("/".join, axis=1)
    return {
        name: cell.values.tolist() for name, cell in zip(names, placed, strict=True) if len(cell[0])
    }


# Sources ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "convert",
    [
        lambda frame: frame,
        pl.from_pandas,
        lambda frame: pl.from_pandas(frame).lazy(),
        pa.Table.from_pandas,
        lambda frame: duckdb.sql("select * from frame"),
    ],
    ids=["pandas", "polars", "lazy", "arrow", "duckdb"],
)
def test_every_frame_gives_the_same_survey(convert):
    found = survey(convert(pd.DataFrame(WIDE)), questions=["csat", Question("why", kind="open")])
    assert values(found) == [5, 4, 1, 2]
    assert found.words["text"].tolist() == ["fast", "an account?"]
    assert repr(found) == "Survey(6 answers, 3 respondents, 2 questions)"
    assert by_place(found) == {"Look/Search": [5, 4], "Buy/Checkout": [1, 2]}


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([5, None, 3]),
        pd.Series([5, None, 3], dtype="Int64"),
        pd.Series(["5", None, "3"]),
        pl.Series([5, None, 3]),
        pl.Series([5.0, None, 3.0]),
        pa.chunked_array([[5, None], [3]]),
    ],
    ids=["float", "Int64", "text", "polars", "polars float", "arrow"],
)
def test_gaps_are_missing_whatever_holds_them(column):
    library = {pd.Series: pd.DataFrame, pl.Series: pl.DataFrame}.get(type(column), pa.table)
    found = cj.Survey(library({"csat": column}), questions=["csat"])
    assert values(found) == [5, 3]
    assert found.describe()["missing"].tolist() == [1]


def test_csv_and_parquet(tmp_path):
    frame = pd.DataFrame(WIDE)
    frame.to_csv(tmp_path / "s.csv", index=False, sep=";")
    frame.to_parquet(tmp_path / "s.parquet")
    for name in ("s.csv", "s.parquet"):
        assert by_place(survey(tmp_path / name)) == {
            "Look/Search": [5, 4],
            "Buy/Checkout": [1, 2],
        }


def test_a_long_table_has_a_row_an_answer():
    rows = [("a", "csat", "5"), ("a", "why", "fast"), ("b", "csat", "x"), ("b", "mood", "1")]
    frame = pd.DataFrame(rows * 2, columns=["who", "asked", "said"])
    frame["at"] = ["Search"] * 4 + ["Checkout"] * 4
    with pytest.warns(UserWarning, match="'csat': 2 of 4 answers are no numbers from 1 to 5"):
        found = survey(
            frame,
            question="asked",
            answer="said",
            questions=["csat", Question("why", kind="open")],
        )
    assert values(found) == [5, 5]
    assert found.quotes()["quote"].tolist() == ["fast", "fast"]
    assert found.describe().attrs["unknown_questions"] == 2
    assert "2 to other questions" in cj.explain(found.describe())


def test_a_column_a_touchpoint():
    frame = pd.DataFrame({"s1": [5, 4], "s2": [2, None]})
    found = cj.Survey(
        frame,
        questions=[
            Question("s1", kind="csat", touchpoint="search"),
            Question("s2", kind="csat", stage="Use", touchpoint="Website"),
        ],
    )
    assert by_place(found) == {"Look/Search": [5, 4], "Use/Website": [2]}


# Joining to the map --------------------------------------------------------------------------


def test_ids_go_before_names_and_stages_tell_equal_names_apart():
    frame = pd.DataFrame(
        {
            "csat": [1, 2, 3, 4],
            "at": ["pay", "Website", "help", "SEARCH"],
            "in": ["", "Buy", "", ""],
        }
    )
    found = cj.Survey(frame, questions=["csat"], touchpoint="at", stage="in")
    assert by_place(found) == {
        "Look/Search": [4],
        "Buy/Checkout": [1],
        "Buy/Website": [2],
        "Use/Website": [3],
    }
    assert by_place(found, "stage") == {"Look": [4], "Buy": [1, 2], "Use": [3]}


def test_a_name_that_means_two_is_refused():
    frame = pd.DataFrame({"csat": [1], "at": ["Website"]})
    with pytest.raises(DataError, match=r"2 touchpoints named 'Website'.*Use ids"):
        by_place(cj.Survey(frame, questions=["csat"], touchpoint="at"))


def test_rules_translate_columns():
    jm = shop()
    frame = pd.DataFrame(
        {"csat": [1, 2, 3], "page": ["/pay/2", "/find", "?"], "k": ["x", "y", "x"]}
    )

    def rule(page: str) -> str | None:
        return "pay" if page.startswith("/pay") else "Search" if page == "/find" else None

    found = cj.Survey(
        frame,
        questions=["csat"],
        touchpoint="page",
        persona="k",
        channel="page",
        rules={"touchpoint": rule, "persona": {"x": jm.personas[0], "y": "viktor"}},
    )
    assert by_place(found) == {"Look/Search": [2], "Buy/Checkout": [1]}
    table = cj.csat(jm, found, level="journey", by="persona", method="mean", minimum=1)
    assert table[["persona", "csat", "n"]].to_numpy().tolist() == [["Anna", 2, 2], ["Viktor", 2, 1]]
    assert found.rows["channel"].tolist() == ["/pay/2", "/find", "?"]


def test_without_a_column_personas_are_known_by_their_segment():
    frame = pd.DataFrame({"csat": [1, 2, 3], "kind": ["Busy", "other", None]})
    found = cj.Survey(frame, questions=["csat"], segment="kind")
    table = cj.csat(shop(), found, level="journey", by="persona", minimum=1)
    assert table["n"].tolist() == [1, 0]
    assert table["note"].tolist() == ["", "no_answers"]
    assert table.attrs["left_out"] == 2


def test_unknown_places_are_said_with_a_guess():
    frame = pd.DataFrame({"csat": [1, 2, 3], "at": ["Chekout", "Chekout", "Search"]})
    found = cj.Survey(frame, questions=["csat"], touchpoint="at")
    said = "2 answers name a touchpoint.*Did you mean 'Checkout'"
    with pytest.warns(UserWarning, match=said) as caught:
        table = cj.csat(shop(), found)
    assert caught[0].filename == __file__
    assert table.attrs["left_out"] == 2
    frame["at"] = "nowhere"
    found = cj.Survey(frame, questions=["csat"], touchpoint="at")
    with (
        pytest.warns(UserWarning, match="3 answers"),
        pytest.raises(DataError, match=r"No answer belongs to a touchpoint of 'Shop'.*'Search'"),
    ):
        cj.csat(shop(), found)


def test_quotes_are_chosen_by_place_and_persona():
    jm = shop()
    frame = pd.DataFrame(WIDE | {"kind": ["busy", "", "", "x"]})
    found = survey(frame, segment="kind", questions=["csat", Question("why", kind="open")])
    assert found.quotes(jm, stage="Buy")["quote"].tolist() == ["an account?"]
    assert found.quotes(jm, touchpoint=jm.touchpoints[0])["stage"].tolist() == ["Look"]
    one = found.quotes(jm, persona="Anna").iloc[0]
    assert one.tolist() == ["Look", "Search", "Anna", "", "busy", "a", "why", "fast"]
    with pytest.raises(NotFoundError, match="no stage 'Pay'"):
        found.quotes(jm, stage="Pay")
    with pytest.raises(InputError, match="give the map"):
        found.quotes(stage="Buy")


# Bad data -----------------------------------------------------------------------------------


def test_what_does_not_count_is_counted():
    frame = pd.DataFrame(
        {
            "who": ["a", "a", "b", "c", "d", "e", None, None],
            "at": ["Search"] * 8,
            "csat": ["5", "4", "n/a", "7", "", None, "3", " 2 "],
        }
    )
    with pytest.warns(
        UserWarning, match=r"2 of 6 answers .* the first is 'n/a'. They are left out"
    ):
        found = survey(frame)
    row = found.describe().iloc[0]
    assert row.to_dict() == {
        "question": "csat",
        "kind": "csat",
        "answers": 3,
        "respondents": 3,
        "missing": 2,
        "unreadable": 1,
        "off_scale": 1,
        "repeated": 1,
    }
    assert sorted(values(found)) == [2, 3, 4]  # the last of a's; both without a name
    assert cj.explain(found.describe()) == (
        "3 answers of 3 respondents to 1 questions count. Left out: 2 missing; 1 that are no "
        "numbers; 1 off their scale; 1 given again."
    )
    for locale in ("ru", "zh-Hans", "zh-Hant"):
        assert "{" not in cj.explain(found.describe(), locale)


@pytest.mark.parametrize(
    ("repeats", "kept"), [("last", [4, 2, 3]), ("first", [1, 2, 3]), ("all", [4, 1, 2, 3])]
)
def test_repeated_answers_go_by_time(repeats: str, kept: list[float]):
    frame = pd.DataFrame(
        {
            "who": ["a", "a", "a", "b"],
            "at": ["Search", "Search", "Checkout", "Search"],
            "on": ["2026-02-02", "2026-02-01", "2026-02-01", "2026-02-01"],
            "csat": [4, 1, 2, 3],
        }
    )
    assert values(survey(frame, time="on", repeats=repeats)) == kept


@pytest.mark.parametrize("hostile", [True, [1], {"a": 1}, "inf", "nan", "4,5", 1e400, 10**400])
def test_what_is_no_number_is_none(hostile: object):
    frame = pd.DataFrame({"csat": pd.Series([hostile, 4, 4, 4], dtype=object)})
    with pytest.warns(UserWarning, match="1 of 4"):
        found = cj.Survey(frame, questions=["csat"])
    assert values(found) == [4, 4, 4]


def test_a_wrong_scale_is_an_error():
    with pytest.raises(DataError, match=r"3 of 4 answers are no numbers from 1 to 5.*Declare"):
        cj.Survey(pd.DataFrame({"csat": [80, 100, 95, 5]}), questions=["csat"])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"questions": []}, "A survey needs questions"),
        ({"questions": ["csat", "csat"]}, "each of its own name"),
        ({"questions": [3]}, "3 is no question"),
        ({"repeats": "some"}, "repeats='some'"),
        ({"question": "q"}, "both question= and answer="),
        ({"channel": 3}, "channel=3 is not a column name"),
        ({"rules": {"stage": {}}}, "rule for stage has no column"),
        ({"rules": {"place": {}}}, "no rule for 'place'"),
        ({"rules": {"touchpoint": 3}}, "neither a dict nor a function"),
    ],
)
def test_wrong_arguments_are_named(options: dict, says: str):
    with pytest.raises(InputError, match=says):
        survey(**options)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"respondent": "whom"}, "no column 'whom' for respondent.*respondent='who'"),
        ({"frame": pd.DataFrame(WIDE).iloc[:0]}, "survey is empty"),
        ({"frame": [1, 2]}, "A survey can't be made from list"),
        ({"time": "why"}, "has no time in 1 of 4 rows"),
        ({"rules": {"touchpoint": lambda _: 1 / 0}}, "rule for touchpoint failed.*ZeroDivision"),
        ({"rules": {"touchpoint": lambda _: 3}}, "gave 3 for 'Search'"),
        ({"question": "who", "answer": "csat"}, "names none of the questions"),
    ],
)
def test_unusable_data_are_named(options: dict, says: str):
    with pytest.raises(DataError, match=says):
        survey(options.pop("frame", None), **options)


# Questions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"name": ""}, "needs the name of a column"),
        ({"name": "q"}, "'q' is not a kind"),
        ({"name": "q", "kind": "nsp"}, "Did you mean 'nps'"),
        ({"name": "emotion"}, "needs a scale"),
        ({"name": "emotion", "scale": "smileys"}, "no scale 'smileys'"),
        ({"name": "csat", "scale": 5}, "has no two ends"),
        ({"name": "csat", "scale": (5, 1)}, "from low to high"),
        ({"name": "nps", "scale": (1, 5)}, "asked from 0 to 10"),
        ({"name": "csat", "good": "up"}, "neither 'high' nor 'low'"),
        ({"name": "csat", "top": 0}, "top=0"),
    ],
)
def test_wrong_questions_are_named(options: dict, says: str):
    with pytest.raises(InputError, match=says):
        Question(**options)


@pytest.mark.parametrize(
    ("question", "given", "expected"),
    [
        (Question("emotion", scale="affective_slider"), [0, 0.5, 1], [-2, 0, 2]),
        (Question("emotion", scale="sam"), [1, 5, 9], [-2, 0, 2]),
        (Question("emotion", scale="sam", good="low"), [1, 5, 9], [2, 0, -2]),
        (Question("emotion", scale=(-2, 2)), [-2, 0.5, 2], [-2, 0.5, 2]),
        (Question("emotion", scale=(1, 5)), [1, 2, 5], [-2, -1, 2]),
    ],
)
def test_scales_are_converted_linearly(question: Question, given: list, expected: list):
    assert question.on(np.array(given, dtype=float), cj.Scale(-2, 2)).tolist() == expected


@pytest.mark.parametrize(
    ("question", "favourable"),
    [
        (Question("csat"), [4, 5]),
        (Question("csat", top=1), [5]),
        (Question("ces1"), [1, 2]),
        (Question("ces2"), [5, 6, 7]),
        (Question("csat", scale=(1, 10)), [9, 10]),
    ],
)
def test_favourable_answers(question: Question, favourable: list[int]):
    steps = np.arange(question.ends.low, question.ends.high + 1)
    assert steps[question.favourable(steps) == 1].tolist() == favourable


def test_every_kind_has_a_reader():
    for kind in KINDS:
        question = Question("q", kind=kind, scale=None if KINDS[kind].scale else (0, 1))
        assert question.holds(np.array([question.ends.low, question.ends.high])).all()
    assert not Question("nps").holds(np.array([8.5])).any()
