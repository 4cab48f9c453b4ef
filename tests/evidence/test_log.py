"""An event log is prepared once, the same from every source, and refuses what it can't order."""

from __future__ import annotations

import gzip
import sys
from importlib import import_module

import numpy as np
import pandas as pd
import pytest

from cjwidgets.errors import DataError, InputError, NotFoundError
from cjwidgets.evidence import EventLog

ROLES = {"customer": "who", "time": "at", "event": "what"}
ROWS = {
    "who": ["b", "a", "b", "a", "b"],
    "at": [
        "2026-03-01 10:00:00",
        "2026-03-01 09:00:00",
        "2026-03-01 08:00:00",
        "2026-03-01 09:00:00",
        "2026-03-01 10:00:00",
    ],
    "what": ["pay", "search", "search", "cart", "cart"],
    "via": ["web", "web", None, "shop", "web"],
}


def frame(**changes: object) -> pd.DataFrame:
    return pd.DataFrame(ROWS | changes)


def told(log: EventLog) -> list[tuple[object, str]]:
    """The log as pairs, in its order."""
    events = log.engine.events
    label = events.labels["event"]
    return [(int(c), label.names[e]) for c, e in zip(events.owners, label.codes, strict=True)]


ORDERED = [(0, "search"), (0, "pay"), (0, "cart"), (1, "search"), (1, "cart")]


def test_events_are_ordered_by_customer_time_and_row():
    log = EventLog(frame(), **ROLES)
    assert told(log) == ORDERED
    stamps = log.engine.events.stamps
    assert stamps.dtype == np.int64
    assert stamps[0] == pd.Timestamp("2026-03-01 08:00").value // 1000


def test_a_sequence_orders_what_happens_at_one_time():
    log = EventLog(frame(step=[2, 9, 0, 1, 1.5]), **ROLES, sequence="step")
    assert told(log) == [(0, "search"), (0, "cart"), (0, "pay"), (1, "cart"), (1, "search")]


def test_repr_is_short_and_the_same_every_time():
    log = EventLog(frame(), **ROLES)
    assert repr(log) == ("EventLog(5 events, 2 customers, 3 event names, 2026-03-01 – 2026-03-01)")
    assert repr(EventLog(frame().iloc[:1], **ROLES)).startswith(
        "EventLog(1 event, 1 customer, 1 event name, "
    )
    assert len(log) == log.n_events == 5
    assert log.n_customers == 2
    assert log.unit == "who"


def test_arrays_cannot_be_changed():
    log = EventLog(frame(), **ROLES, channel="via")
    events = log.engine.events
    for values in (events.owners, events.stamps, events.labels["channel"].codes):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1


def test_channels_may_have_gaps():
    log = EventLog(frame(), **ROLES, channel="via")
    assert log.names("channel") == ("shop", "web")
    assert log.engine.events.labels["channel"].codes.tolist() == [2, 1, 1, 1, 0]
    with pytest.raises(NotFoundError, match=r"no channel.*EventLog\(…, channel=…\)"):
        EventLog(frame(), **ROLES).names("channel")


def test_parts_of_a_log():
    log = EventLog(frame(), **ROLES, channel="via")
    assert told(log.where(channel="shop")) == [(0, "cart")]
    assert told(log.where(event=["pay", "cart"], channel="web")) == [(0, "pay"), (0, "cart")]
    assert told(log.between("2026-03-01 09:00", "2026-03-01 10:00")) == [(0, "search"), (0, "cart")]
    assert told(log.whose(channel="shop")) == [(0, "search"), (0, "cart")]
    assert told(log.whose(channel="web")) == ORDERED
    assert told(log.whose(channel="web", event="pay")) == ORDERED[:3]
    with pytest.raises(DataError, match=r"No event has channel 'fax'"):
        log.whose(channel="fax")
    assert log.between(end="2026-03-01 08:30").n_customers == 1
    with pytest.raises(DataError, match=r"No event has channel 'fax'.*'shop', 'web'"):
        log.where(channel="fax")
    with pytest.raises(DataError, match=r"No event is left from 2027-01-01.*covers 2026-03-01"):
        log.between("2027-01-01")
    with pytest.raises(InputError, match="'soon' is no moment"):
        log.between("soon")


def test_the_zone_of_the_source_counts_for_parts():
    at = pd.to_datetime(ROWS["at"]).tz_localize("Europe/Berlin")
    log = EventLog(frame(at=at), **ROLES)
    assert log.zone == "Europe/Berlin"
    assert str(log.first) == "2026-03-01 08:00:00+01:00"
    assert log.between("2026-03-01 10:00").n_events == 2


def test_event_names_do_not_depend_on_the_order_of_rows():
    assert EventLog(frame(), **ROLES).event_names == ("cart", "pay", "search")
    assert EventLog(frame()[::-1], **ROLES).event_names == ("cart", "pay", "search")


def test_numbers_as_events_become_text():
    log = EventLog(frame(what=[3, 1, 2, 1, 3]), **ROLES)
    assert log.event_names == ("1", "2", "3")
    mixed = EventLog(frame(what=pd.Series([1, "1", 2, 1, "2"], dtype=object)), **ROLES)
    assert mixed.event_names == ("1", "2")


def test_categories_and_an_odd_index_are_taken():
    log = EventLog(frame(what=pd.Categorical(ROWS["what"])).set_index("via"), **ROLES)
    assert told(log) == ORDERED
    assert told(EventLog(frame().set_axis([7, 7, 1, 0, 3]), **ROLES)) == ORDERED


@pytest.mark.parametrize("library", ["polars", "polars-lazy", "pyarrow", "duckdb"])
def test_other_frames_give_the_same_log(library: str):
    module = import_module(library.removesuffix("-lazy"))
    if library == "pyarrow":
        source = module.table(ROWS)
    elif library == "duckdb":
        rows = ", ".join(
            f"('{who}', TIMESTAMP '{at}', '{what}')"
            for who, at, what in zip(ROWS["who"], ROWS["at"], ROWS["what"], strict=True)
        )
        source = module.sql(f'select * from (values {rows}) as t(who, "at", what)')
    else:
        source = module.DataFrame(ROWS)
        source = source.lazy() if library.endswith("-lazy") else source
    log = EventLog(source, **ROLES, in_place=False)
    assert told(log) == ORDERED
    stamps = EventLog(frame(), **ROLES).engine.events.stamps
    assert log.engine.events.stamps.tolist() == stamps.tolist()


def test_csv_keeps_ids_and_names_as_written(tmp_path):
    path = tmp_path / "log.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8-sig") as file:
        file.write("who;other;at;what\n007;x;2026-03-01;NA\n7;x;2026-03-02;ключ, дом\n")
    log = EventLog(path, **ROLES)
    assert log.n_customers == 2
    assert log.event_names == ("NA", "ключ, дом")
    assert told(EventLog(str(path), **ROLES)) == told(log)


def test_parquet_is_read(tmp_path):
    path = tmp_path / "log.parquet"
    frame().to_parquet(path)
    assert told(EventLog(path, **ROLES)) == ORDERED
    frame().astype({"what": "category"}).to_parquet(path)
    assert told(EventLog(path, **ROLES)) == ORDERED
    with pytest.raises(DataError, match=r"log\.parquet has no column 'wo' for customer"):
        EventLog(path, **ROLES | {"customer": "wo"})


def test_parquet_without_a_reader_says_what_to_install(tmp_path, monkeypatch):
    path = tmp_path / "log.parquet"
    path.write_bytes(b"PAR1")

    for library in ("pyarrow.parquet", "polars", "duckdb"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match="pip install pyarrow"):
        EventLog(path, **ROLES)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("log.csv", b"", "no column 'who'"),
        ("log.csv", "who,at,what\nА,2026-03-01,b".encode("cp1251"), "not UTF-8"),
        ("log.csv.gz", b"who,at,what\n", "can't be read as CSV"),
        ("log.xlsx", b"PK", "neither CSV.* nor XES"),
        ("log.csv", b"who,at,what\n", "empty"),
    ],
)
def test_a_bad_file_is_named(tmp_path, name: str, content: bytes, says: str):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataError, match=says):
        EventLog(path, **ROLES)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"There is no file .*gone\.csv"):
        EventLog(tmp_path / "gone.csv", **ROLES)


def test_a_missing_column_is_named_with_a_guess():
    with pytest.raises(DataError) as caught:
        EventLog(frame(), customer="Who", time="at", event="what")
    assert "no column 'Who' for customer. Did you mean customer='who'?" in str(caught.value)
    assert "'who', 'at', 'what', 'via'" in str(caught.value)


def test_a_column_has_one_role():
    with pytest.raises(InputError, match="'who' is named for both customer and event"):
        EventLog(frame(), customer="who", time="at", event="who")
    with pytest.raises(InputError, match="customer=3 is not a column name"):
        EventLog(frame(), customer=3, time="at", event="what")


@pytest.mark.parametrize("source", [[{"who": 1}], {"who": [1]}, None, 3])
def test_what_is_no_frame_is_refused(source: object):
    with pytest.raises(DataError, match=r"can't be made from .*pandas\.DataFrame\(rows\)"):
        EventLog(source, **ROLES)


def test_doubled_column_names_are_refused():
    doubled = pd.concat([frame(), frame()], axis=1)
    with pytest.raises(DataError, match="name of its own"):
        EventLog(doubled, **ROLES)


def test_an_empty_log_is_refused():
    with pytest.raises(DataError, match="The log is empty"):
        EventLog(frame().iloc[:0], **ROLES)


@pytest.mark.parametrize("gap", [None, np.nan, "", "  "])
@pytest.mark.parametrize(("column", "role"), [("who", "customer"), ("what", "event")])
def test_gaps_are_counted_and_placed(column: str, role: str, gap: object):
    values = pd.Series(["x", "y", gap, gap, "z"], dtype=object)
    with pytest.raises(
        DataError, match=f"'{column}' has no {role} in 2 of 5 rows; the first is row 2"
    ):
        EventLog(frame(**{column: values}), **ROLES)


def test_values_that_are_no_names_are_refused():
    with pytest.raises(DataError, match="'what' holds list values"):
        EventLog(frame(what=[[1]] * 5), **ROLES)


def test_unicode_and_hostile_names_pass_unchanged():
    names = ["客服\u2028", "a,b;c\t", "=1+1", "<b>", "😀"]
    assert set(EventLog(frame(what=names), **ROLES).event_names) == set(names)


def test_a_csv_may_hold_numbers(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("who,at,what,step,paid\na,2026-03-01,pay,2,1.5\na,2026-03-01,cart,1,0\n")
    log = EventLog(path, **ROLES, sequence="step", cost="paid")
    assert told(log) == [(0, "cart"), (0, "pay")]
    assert log.engine.events.cost.tolist() == [0.0, 1.5]
    path.write_text("who,at,what,step\na,2026-03-01,pay,two\n")
    with pytest.raises(DataError, match="'step' can't be the sequence: it holds String"):
        EventLog(path, **ROLES, sequence="step")
    path.write_text("who,at,what,step\na,2026-03-01,pay,\nb,2026-03-01,pay,1\n")
    with pytest.raises(DataError, match="'step' has no sequence in 1 of 2 rows"):
        EventLog(path, **ROLES, sequence="step")
