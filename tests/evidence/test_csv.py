"""A CSV with separators at line ends moves no value; an ambiguous header is refused."""

from __future__ import annotations

import pytest

from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog, Survey

ROLES = {"customer": "who", "time": "at", "event": "what"}


def written(folder, text):
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_separator_at_the_end_of_lines_moves_nothing(tmp_path):
    path = written(tmp_path, "who,csat,nps\nr1,4,9,\nr2,5,10,,\nr3,3,8\n")
    survey = Survey(path, respondent="who", questions=["csat", "nps"])
    assert sorted(survey.answers["value"]) == [3, 4, 5, 8, 9, 10]
    assert survey.respondent_ids == ("r1", "r2", "r3")
    path = written(tmp_path, "at,who,what\n2026-03-01,u1,search,\n2026-03-01,u1,pay,\n")
    assert EventLog(path, **ROLES).event_names == ("pay", "search")


def test_a_name_that_the_header_has_twice_is_refused(tmp_path):
    path = written(tmp_path, "ID;csat;nps;nps\n1;4;9;\n2;5;;3\n")
    with pytest.raises(DataError, match=r"header of table\.csv has the name 'nps' 2 times"):
        Survey(path, questions=["nps"])
    path = written(tmp_path, "who,at,what,what\nu,2026-03-01,a,b\n")
    with pytest.raises(DataError, match="'what' 2 times"):
        EventLog(path, **ROLES)
