"""What a hint about times says fits the column, and works when it is followed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pandas
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog, Survey

ROLES = {"customer": "who", "time": "at", "event": "what"}


def table(values: Any) -> pd.DataFrame:
    frame = pd.DataFrame({"at": values})
    return frame.assign(who="a", what=[f"e{i}" for i in range(len(frame))], csat=5)


def hint(frame: pd.DataFrame) -> str:
    """The hint of a refusal: the same for a log and for a survey."""
    with pytest.raises(DataError) as of_log:
        EventLog(frame, **ROLES)
    with pytest.raises(DataError) as of_survey:
        Survey(frame, time="at", questions=["csat"])
    assert of_log.value.hint == of_survey.value.hint
    return of_log.value.hint


def followed(frame: pd.DataFrame, advice: str) -> list[pd.Timestamp]:
    """The times of the log, in the order of rows, once the hint is followed."""
    how: dict[str, Any] = {}
    if said := re.search(r"time_unit='(\w+)'", advice):
        how["time_unit"] = said[1]
    else:
        found = evaluated(advice, frame)
        frame = found if isinstance(found, pd.DataFrame) else frame.assign(at=found)
    log = EventLog(frame, **ROLES, **how)
    survey = Survey(frame, time="at", questions=["csat"], repeats="all", **how)
    stamps = survey.rows["time"].tolist()
    assert sorted(stamps) == log.engine.events.stamps.tolist()
    return [pd.Timestamp(stamp, unit="us") for stamp in stamps]


def evaluated(advice: str, frame: pd.DataFrame) -> Any:
    """What the longest piece of code in a sentence gives."""
    begin = re.search(r"pandas\.|frame[.\[]", advice)
    assert begin, f"no code in {advice!r}"
    ends = [found.end() for found in re.finditer(r"[\])]", advice)]
    for end in reversed(ends):
        try:
            code = compile(advice[begin.start() : end], "hint", "eval")
        except SyntaxError:
            continue
        return eval(code, {"pandas": pandas, "frame": frame})
    raise AssertionError(f"no code in {advice!r}")


DAY = "2026-03-01 10:21"
CASES = {
    # As Excel, BigQuery, log files and people write them.
    "12 hours": (["3/1/2026 2:05:00 PM", "3/13/2026 2:06:00 PM"], "2026-03-01 14:05"),
    "12 hours, short": (["1/3/2026 2:05pm", "13/3/2026 2:06pm"], "2026-03-01 14:05"),
    "date and hour": (["2026030110", "2026030111"], "2026-03-01 10:00"),
    "date and hour, numbers": ([2026030110, 2026030111], "2026-03-01 10:00"),
    "date, numbers": ([20260301, 20260302], "2026-03-01"),
    "to the minute": (["202603011021"], DAY),
    "to the second": ([20260301102100], DAY),
    "ms": (["1772360460000"], DAY),
    "ms, numbers": ([1772360460000], DAY),
    "seconds with parts": (["1772360460.5", "1772360461"], "2026-03-01 10:21:00.5"),
    "ns": (["1772360460000000000"], DAY),
    "Excel": (["46082.43125", "46082.5"], DAY),
    "Excel, numbers": ([46082.43125, 46083.0], DAY),
    "days since 1970": ([20513, 20514], "2026-03-01"),
    "Julian days": ([2461100.5, 2461101.5], "2026-03-01"),
    "dots": (["01.03.2026 10:21", "13.03.2026 10:21"], DAY),
    "two-digit years": (["13.03.26 10:21", "14.12.99 10:21"], "2026-03-13 10:21"),
    "month first": (["03/13/26", "03/14/26"], "2026-03-13"),
    "year first": (["26-03-31 10:21", "99-12-31 10:21"], "2026-03-31 10:21"),
    "months by name": (["1-Mar-2026 10:21", "2-Apr-2026 10:22"], DAY),
    "months written out": (["March 1, 2026 10:21", "April 2, 2026 10:21"], DAY),
    "a web server": (["01/Mar/2026:10:21:00 +0000", "01/Mar/2026:12:21:00 +0200"], DAY),
    "a mail": (["Sun, 01 Mar 2026 10:21:00 GMT", "Mon, 02 Mar 2026 10:21:00 GMT"], DAY),
    "ctime": (["Sun Mar  1 10:21:00 2026"], DAY),
    "JavaScript": (["Sun Mar 01 2026 10:21:00 +0000"], DAY),
    "decimal comma": (["2026-03-01 10:21:00,500"], "2026-03-01 10:21:00.5"),
    "two ways": (["2026-03-01 10:21", "13.03.2026 10:22"], DAY),
    "two ways, zoned": (["2026-03-01T10:21Z", "13.03.2026 10:22"], DAY),
    "most": (["01.03.2026 10:21", "soon", "13.03.2026 10:22"], DAY),
    "rows to leave out": (["2026-03-01 10:21", "soon", "2026", "now", "0", "2026-13-01"], DAY),
    "MySQL's nothing": (["2026-03-01 10:21:00", "0000-00-00 00:00:00"], DAY),
    "zones here and there": (["2026-03-01 10:21", "2026-03-01 12:22+02:00"], DAY),
}


@pytest.mark.parametrize("what", CASES)
def test_the_hint_works_when_followed(what: str):
    values, first = CASES[what]
    frame = table(values)
    assert followed(frame, hint(frame))[0] == pd.Timestamp(first)


def test_numbers_that_count_days_since_1970_in_hours_are_no_seconds():
    assert "time_unit" not in hint(table(["2026030110"]))
    assert "time_unit" not in hint(table([2026030110]))


def test_a_day_that_may_be_a_month_is_no_guess():
    advice = hint(table(["01/02/2026 10:21", "03/04/2026 10:21"]))
    assert "day and which the month" in advice
    assert "'%d/%m/%Y %H:%M'" in advice
    assert "'%m/%d/%Y %H:%M'" in advice


def test_a_time_of_day_needs_its_date():
    frame = table(["10:21:00", "10:22:00"]).assign(date="2026-03-01")
    assert followed(frame, hint(frame)) == [
        pd.Timestamp("2026-03-01 10:21"),
        pd.Timestamp("2026-03-01 10:22"),
    ]


def test_a_wrong_unit_is_put_right():
    frame = table([1772360460000])
    with pytest.raises(DataError) as caught:
        EventLog(frame, **ROLES, time_unit="s")
    assert followed(frame, caught.value.hint) == [pd.Timestamp(DAY)]


@pytest.mark.parametrize("clock", [" 10:21:14 UTC", " 10:21:14.5 UTC", "T10:21GMT"])
def test_times_of_databases_are_read(clock: str):
    text = f"2026-03-01{clock}"
    for values in ([text], [text, "2026-03-01 12:30+02:00"]):
        log = EventLog(table(values), **ROLES)
        assert log.zone == "UTC"
        assert log.first.floor("min") == pd.Timestamp(DAY, tz="UTC")


WAYS: dict[str, Callable[[dt.datetime], str]] = {
    "%d.%m.%Y %H:%M:%S": lambda t: f"{t:%d.%m.%Y %H:%M:%S}",
    "%m/%d/%Y %I:%M:%S %p": lambda t: f"{t.month}/{t.day}/{t:%Y %I:%M:%S %p}",
    "%d/%m/%y %H:%M": lambda t: f"{t:%d/%m/%y %H:%M}",
    "%d %b %Y, %H:%M": lambda t: f"{t:%d %b %Y, %H:%M}",
    "%A, %B %d, %Y %I:%M%p": lambda t: f"{t:%A, %B %d, %Y %I:%M%p}",
    "%d-%m-%Y %H:%M:%S.%f": lambda t: f"{t:%d-%m-%Y %H:%M:%S.%f}",
    "%Y%m%d%H%M%S": lambda t: f"{t:%Y%m%d%H%M%S}",
    "%d.%m.%Y": lambda t: f"{t:%d.%m.%Y}",
}


TIMES = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2060, 1, 1))


@settings(max_examples=40)
@given(st.sampled_from(sorted(WAYS)), st.lists(TIMES, min_size=1, max_size=8))
def test_whatever_the_format_it_is_among_those_offered(format: str, times: list[dt.datetime]):
    texts = [WAYS[format](time) for time in times]
    frame = table(texts)
    advice = hint(frame)
    # In May a month looks the same whole and short.
    assert repr(format) in advice or repr(format.replace("%B", "%b")) in advice
    if advice.startswith("State the format"):
        assert followed(frame, advice) == [dt.datetime.strptime(text, format) for text in texts]
