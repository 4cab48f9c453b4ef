"""A survey reads the same answers from every source."""

from __future__ import annotations

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cjwidgets as cj
from cjwidgets.evidence.surveys.questions import Question
from evidence.answers_of_a_shop import WIDE, by_place, survey, values


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
