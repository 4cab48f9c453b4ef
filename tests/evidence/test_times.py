"""Times become int64 microseconds UTC, or the log says which value it can't read."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog
from cjwidgets.evidence.readers import times

NOON = int(dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC).timestamp()) * 1_000_000


def log(stamps: object) -> EventLog:
    frame = pd.DataFrame({"at": stamps})
    frame["who"], frame["what"] = "a", "x"
    return EventLog(frame, customer="who", time="at", event="what")


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-01 12:00",
        "2026-03-01T12:00:00.000",
        " 2026-03-01 12:00:00 ",
        "2026/03/01 12:00",
        "20260301T120000",
        "2026-03-01T12:00:00Z",
        "2026-03-01 15:00:00+03:00",
        "2026-03-01 07:00:00-0500",
        dt.datetime(2026, 3, 1, 12),
        dt.datetime(2026, 3, 1, 13, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        pd.Timestamp("2026-03-01 13:00", tz="Europe/Berlin"),
        np.datetime64("2026-03-01T12:00:00.000000999"),
    ],
)
def test_every_way_to_write_noon(value: object):
    assert log([value]).engine.events.stamps.tolist() == [NOON]


def test_dates_are_midnight():
    assert log([dt.date(2026, 3, 1)]).engine.events.stamps.tolist() == [
        NOON - 12 * 3600 * 1_000_000
    ]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_units_agree(unit: str):
    times = pd.Series(["2026-03-01 12:00"]).astype(f"datetime64[{unit}]")
    assert log(times).engine.events.stamps.tolist() == [NOON]


def test_the_zone_is_kept_and_shown():
    zoned = log(pd.to_datetime(["2026-03-01 23:30"]).tz_localize("America/New_York"))
    assert zoned.zone == "America/New_York"
    assert "2026-03-01 – 2026-03-01" in repr(zoned)
    assert zoned.first == pd.Timestamp("2026-03-01 23:30", tz="America/New_York")
    assert log(["2026-03-01 12:00"]).zone is None
    assert log(["2026-03-01 12:00Z"]).zone == "UTC"


def test_clocks_that_go_back_do_not_reorder():
    # 02:30 came twice; summer time first.
    texts = ["2026-10-25 02:30:00+02:00", "2026-10-25 02:30:00+01:00"]
    times = log(texts).engine.events.stamps
    assert times[1] - times[0] == 3600 * 1_000_000
    assert log(texts).zone == "UTC"


@pytest.mark.parametrize(
    "bad", ["today", "now", "13.03.2026 10:00", "2026", "10:21", "2026-13-01", "soon", "0"]
)
def test_the_first_bad_value_is_named_with_its_row(bad: str):
    with pytest.raises(DataError) as caught:
        log(["2026-03-01 12:00", bad, "worse"])
    assert f"'at' has {bad!r} in row 1" in str(caught.value)


def test_a_long_bad_value_is_cut():
    with pytest.raises(DataError) as caught:
        log(["x" * 5000])
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("value", [("a", 1), 5, object])
def test_objects_that_are_no_times_are_named(value: object):
    with pytest.raises(DataError, match="in row 1"):
        log(pd.Series(["2026-03-01", value], dtype=object))


@pytest.mark.parametrize("gap", [None, np.nan, pd.NaT])
def test_missing_times_are_counted(gap: object):
    with pytest.raises(DataError, match="no time in 1 of 2 rows; the first is row 1"):
        log(pd.Series(["2026-03-01", gap], dtype=object))
    with pytest.raises(DataError, match="no time in 1 of 2 rows; the first is row 1"):
        log(pd.to_datetime(pd.Series(["2026-03-01", None])))


def test_zoned_and_zoneless_times_do_not_mix():
    with pytest.raises(DataError, match=r"mixes .* row 0 is '2026-03-01 12:00', row 1"):
        log(["2026-03-01 12:00", "2026-03-01 12:00Z"])
    aware = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    with pytest.raises(DataError, match="mixes"):
        log(pd.Series([aware, dt.datetime(2026, 3, 1)], dtype=object))


@pytest.mark.parametrize(
    ("value", "unit"),
    [(1_772_366_400, "s"), (1_772_366_400_000, "ms"), (NOON, "us"), (NOON * 1000, "ns")],
)
def test_numbers_are_refused_with_the_conversion(value: int, unit: str):
    with pytest.raises(DataError, match=f"time_unit='{unit}'"):
        log([value])


def test_step_numbers_are_refused_too():
    with pytest.raises(DataError, match=r"holds numbers \(0 to 3\)"):
        log([0, 1, 2, 3])
    with pytest.raises(DataError, match="holds numbers"):
        log([True, False])
    with pytest.raises(DataError, match="time_unit='s'"):
        log(["1772366400"])


@pytest.mark.parametrize(
    ("text", "hours"), [("7d", 168), ("7D", 168), ("2 d", 48), ("1d 2h", 26), ("30min", 0.5)]
)
def test_lengths_of_time(text, hours):
    assert times.span_micros(text, "window") == hours * 3_600_000_000


@pytest.mark.parametrize("year", [-290_000, 0, 10_000, 290_000])
def test_years_that_no_calendar_shows_are_refused(year: int):
    stamp = np.array([year - 1970], dtype="datetime64[Y]").astype("datetime64[s]")
    with pytest.raises(DataError, match=rf"'at' holds a time in the year {year:04}: expected"):
        log(pd.Series(stamp))
    at = np.array([f"{min(max(year, 1), 9998):04}-06-01"], dtype="datetime64[s]")
    assert log(pd.Series(at)).describe().shape[0] > 10


@pytest.mark.parametrize("text", ["9" * 19, "-" + "9" * 19])
@pytest.mark.parametrize("unit", ["s", "ns"])
def test_digits_that_are_no_integer_of_a_machine_are_refused(text: str, unit: str):
    frame = pd.DataFrame({"at": [text], "who": "a", "what": "x"})
    with pytest.raises(DataError, match="no plausible number of"):
        EventLog(frame, customer="who", time="at", event="what", time_unit=unit)
