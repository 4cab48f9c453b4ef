"""A CSV whose lines do not fit its header moves no value: it is read right, or refused."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog, Question, Survey
from cjwidgets.evidence.readers import lines

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


TOO_LONG = "at,who,page,what,n\n2026-03-01,u1,a,search,1\n2026-03-01,u1,a, b,cart,1\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_line_with_more_fields_than_the_header_is_refused(tmp_path, monkeypatch, ends, packed):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / ("table.csv.gz" if packed else "table.csv")
    data = TOO_LONG.replace("\n", ends).encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    with pytest.raises(DataError, match=r"6 fields in line 3 \(… 'cart', '1' …\), and 5") as caught:
        EventLog(path, **ROLES)
    with pytest.raises(DataError, match="6 fields in line 3"):
        Survey(path, respondent="who", questions=[Question("n", kind="csat")])
    # The hint works when followed.
    call = caught.value.hint.partition(" pass ")[2].rstrip(".")
    assert EventLog(eval(call, {"pandas": pandas}), **ROLES).event_names == ("search",)


def test_the_line_named_is_the_line_in_the_file(tmp_path):
    text = 'who;at;what\nu;2026-03-01;"two\nlines"\n\nu;2026-03-01;a;b\n'
    with pytest.raises(DataError, match="4 fields in line 5") as caught:
        EventLog(written(tmp_path, text), **ROLES)
    assert "sep=';'" in caught.value.hint


def test_separators_and_quotes_within_texts_are_no_fields(tmp_path):
    text = 'who,at,what\nu,2026-03-01,"a, b"\nu,2026-03-02,"say ""hi"", you"\nu,2026-03-03,15" tv\n'
    log = EventLog(written(tmp_path, text), **ROLES)
    assert log.event_names == ('15" tv', "a, b", 'say "hi", you')


def test_a_text_of_any_length_is_read(tmp_path):
    long = "x," * 200_000
    survey = Survey(
        written(tmp_path, f'who,csat,why\nu,4,"{long}"\n'), respondent="who", questions=["csat"]
    )
    assert list(survey.answers["value"]) == [4]
    assert csv.field_size_limit() < len(long)


def test_a_name_of_several_lines_is_one_column(tmp_path):
    name = "How satisfied were you\nwith the checkout?"
    path = written(tmp_path, f'who,"{name}",size 15"\nu,4,x\nv,2,y\n')
    survey = Survey(path, respondent="who", questions=[Question(name, kind="csat")])
    assert sorted(survey.answers["value"]) == [2, 4]


def test_a_header_with_an_open_quote_is_no_endless_name(tmp_path):
    path = written(tmp_path, 'who,at,"what\n' + "u,2026-03-01,a\n" * 1_000)
    with pytest.raises(DataError, match="no column"):
        EventLog(path, **ROLES)


FIELDS = st.text(st.sampled_from('ab,;" \r\n'), max_size=4)


@given(st.lists(st.lists(FIELDS, min_size=1, max_size=5), max_size=6), st.integers(1, 30))
def test_the_fast_look_misses_no_line_that_is_too_long(rows, chunk):
    """Whatever a CSV writer writes: what has too many fields is looked at closely."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["a", "b", "c"], *rows])
    data = file.getvalue().encode()
    usual, lines.CHUNK = lines.CHUNK, chunk
    try:
        pieces = list(lines._whole_lines(Path("t.csv"), io.BytesIO(data)))
    finally:
        lines.CHUNK = usual
    assert b"".join(pieces) == data
    if any(len(row) > 3 for row in rows):
        assert any(lines._suspicious(piece, ",", 3) for piece in pieces)
