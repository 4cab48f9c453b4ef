"""What a survey leaves out it counts, and what it can't use it names."""

from __future__ import annotations

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.errors import DataError, InputError
from evidence.answers_of_a_shop import WIDE, survey, values


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
        "not_applicable": 0,
        "off_scale": 1,
        "repeated": 1,
    }
    assert sorted(values(found)) == [2, 3, 4]  # the last of a's; both without a name
    assert cj.explain(found.describe()) == (
        "3 answers of 3 respondents to 1 question count. Left out: 2 missing; 1 that is no "
        "number; 1 off its scale; 1 given again."
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
    with pytest.raises(DataError, match=r"3 of 4 answers are no numbers from 1 to 5.*declare it"):
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
