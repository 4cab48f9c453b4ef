"""The exports people have are opened by name; numbers are times where their unit is known."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from cjwidgets.errors import DataError, InputError, NotFoundError
from cjwidgets.evidence import EventLog

MOMENT = pd.Timestamp("2026-03-01 08:00", tz="UTC")
MICROS = 1_772_352_000_000_000

GA4 = {
    "event_date": ["20260301"] * 3,
    "event_timestamp": [MICROS, MICROS, MICROS + 5_000_000],
    "event_name": ["view_item", "page_view", "purchase"],
    "user_pseudo_id": ["1.2", "1.2", "3.4"],
    "platform": ["WEB", "WEB", "IOS"],
    "batch_event_index": [2, 1, 1],
    "device_category": ["desktop", "desktop", "mobile"],
}
MATOMO = {
    "visitorId": ["a", "a"],
    "timestamp": [MICROS // 1_000_000, MICROS // 1_000_000 + 60],
    "type": ["action", "goal"],
    "pageTitle": ["Home", "Thanks"],
    "deviceType": ["Smartphone", "Smartphone"],
}
SEGMENT = {
    "anonymous_id": ["x", "y"],
    "user_id": [None, "7"],
    "timestamp": ["2026-03-01T08:00:00Z", "2026-03-01T09:00:00Z"],
    "event": ["product_viewed", "order_completed"],
}
RETENTIONEERING = {
    "user_id": [1, 2],
    "event": ["catalog", "cart"],
    "timestamp": ["2026-03-01 08:00:00", "2026-03-01 09:00:00"],
}
PM4PY = {
    "case:concept:name": ["1", "1"],
    "concept:name": ["register", "decide"],
    "time:timestamp": pd.to_datetime([MOMENT, MOMENT]),
    "org:resource": ["Pete", "Sue"],
}


@pytest.mark.parametrize(
    ("preset", "rows", "unit", "columns"),
    [
        ("ga4", GA4, "user_pseudo_id", ("event", "channel", "device")),
        ("matomo", MATOMO, "visitorId", ("event", "device", "type")),
        ("segment", SEGMENT, "anonymous_id", ("event",)),
        ("retentioneering", RETENTIONEERING, "user_id", ("event",)),
        ("pm4py", PM4PY, "case:concept:name", ("event", "org:resource")),
        ("xes", PM4PY, "case:concept:name", ("event", "org:resource")),
    ],
)
def test_a_preset_names_the_columns(preset: str, rows: dict, unit: str, columns: tuple):
    log = EventLog(pd.DataFrame(rows), preset=preset)
    assert log.unit == unit
    assert log.columns == columns
    assert log.first.tz_localize(None) == MOMENT.tz_localize(None)


def test_events_of_a_batch_are_ordered_by_their_index():
    log = EventLog(pd.DataFrame(GA4), preset="ga4")
    steps = log.engine.pairs(log.labels("event"))
    assert log.event_names == ("page_view", "purchase", "view_item")
    assert steps.query("source == 0 and target == 2")["count"].tolist() == [1]
    assert log.zone == "UTC"


def test_a_column_that_is_named_counts_more():
    rows = SEGMENT | {"user_id": ["6", "7"], "plan": ["pro", "free"]}
    log = EventLog(pd.DataFrame(rows), preset="segment", customer="user_id", segment="plan")
    assert log.unit == "user_id"
    assert log.names("segment") == ("free", "pro")
    log = EventLog(pd.DataFrame(GA4), preset="ga4", device="", channel="device_category")
    assert log.columns == ("event", "channel")
    assert log.names("channel") == ("desktop", "mobile")


def test_a_preset_reads_files(tmp_path):
    path = tmp_path / "export.csv"
    pd.DataFrame(GA4).to_csv(path, index=False, sep=";")
    log = EventLog(path, preset="ga4")
    assert (log.n_events, log.first) == (3, MOMENT)
    pd.DataFrame(GA4).to_parquet(tmp_path / "export.parquet")
    assert EventLog(tmp_path / "export.parquet", preset="ga4").first == MOMENT


@pytest.mark.parametrize("library", ["polars", "pyarrow"])
def test_a_preset_takes_other_frames(library: str):
    module = import_module(library)
    source = module.table(GA4) if library == "pyarrow" else module.DataFrame(GA4)
    assert EventLog(source, preset="ga4").first == MOMENT


def test_a_missing_column_is_named_with_the_export():
    rows = {name: column for name, column in GA4.items() if name != "user_pseudo_id"}
    says = (
        r"The BigQuery export of Google Analytics 4 has its customer in 'user_pseudo_id', and the "
        r"source has no such column\. Name it: customer=…\. Columns: 'event_date'"
    )
    with pytest.raises(DataError, match=says):
        EventLog(pd.DataFrame(rows), preset="ga4")
    with pytest.raises(NotFoundError, match=r"There is no preset 'GA3'.*ga4, matomo"):
        EventLog(pd.DataFrame(GA4), preset="GA3")
    with pytest.raises(InputError, match=r"needs the column of customer=, event=.*preset='ga4'"):
        EventLog(pd.DataFrame(GA4), time="event_timestamp")
    with pytest.raises(InputError, match="needs the column of event="):
        EventLog(pd.DataFrame(GA4), preset="ga4", event="")


@pytest.mark.parametrize(("unit", "size"), [("s", 1), ("ms", 10**3), ("us", 10**6), ("ns", 10**9)])
@pytest.mark.parametrize("kind", [int, float, str, "Int64", "string"])
def test_numbers_are_times_where_the_unit_is_said(unit: str, size: int, kind: object):
    values = pd.Series([1_772_352_000 * size, 1_772_352_060 * size]).astype(kind)
    frame = pd.DataFrame({"who": 1, "at": values, "what": "a"})
    log = EventLog(frame, customer="who", time="at", event="what", time_unit=unit)
    assert log.first == MOMENT
    assert log.last == MOMENT + pd.Timedelta("1min")


def test_fractions_of_a_second_are_kept():
    frame = pd.DataFrame({"who": 1, "at": [1_772_352_000.25, 1_772_352_000.5], "what": "a"})
    log = EventLog(frame, customer="who", time="at", event="what", time_unit="s")
    assert log.first == MOMENT + pd.Timedelta("250ms")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([MICROS, 0], "holds 1.772352e\\+15, which is no plausible number of seconds"),
        ([1.5e9, None], "has no time in 1 of 2 rows"),
        (["1772352000", None], "has no time in 1 of 2 rows"),
        (["1772352000", "soon"], "expected a time such as"),
    ],
)
def test_numbers_that_are_no_times_are_refused(values: list, says: str):
    frame = pd.DataFrame({"who": 1, "at": values, "what": "a"})
    with pytest.raises(DataError, match=says):
        EventLog(frame, customer="who", time="at", event="what", time_unit="s")
    with pytest.raises(InputError, match=r"time_unit='h' is no unit of time\. Choose one of s, ms"):
        EventLog(frame, customer="who", time="at", event="what", time_unit="h")


def test_a_unit_does_not_touch_times():
    frame = pd.DataFrame(RETENTIONEERING)
    plain = EventLog(frame, preset="retentioneering", time_unit="ms")
    assert plain.zone is None
    assert plain.first == pd.Timestamp("2026-03-01 08:00")


VISIT = pd.DataFrame(
    {
        **{"visitorId": ["a"] * 7, "timestamp": [MICROS // 1_000_000 + n for n in range(7)]},
        "type": ["action", "goal", "event", "event", "search", "goal", "download"],
        "pageTitle": ["Home", None, None, float("nan"), " ", None, "Price list"],
        "goalName": [None, "Buy", None, None, None, "", None],
        "eventCategory": [None, None, "Video", "Video", None, None, None],
        "eventAction": [None, None, "Play", None, None, None, None],
    }
)


def test_what_has_no_title_is_named_by_what_it_is(tmp_path: Path) -> None:
    names = ("Home", "Price list", "event: Video", "event: Video - Play", "goal", "goal: Buy")
    VISIT.to_csv(tmp_path / "visits.csv", index=False)
    for source in (VISIT, tmp_path / "visits.csv"):
        log = EventLog(source, preset="matomo")
        assert log.event_names == (*names, "search")
        assert log.columns == ("event", "type")


def test_a_page_without_a_title_stays_without_a_name() -> None:
    with pytest.raises(DataError, match="has no event in 1 of 7 rows; the first is row 0"):
        EventLog(VISIT.assign(pageTitle=None), preset="matomo")
