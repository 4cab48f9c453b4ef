"""What logs in place refuse, adapt and leave alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import narwhals as nw
import numpy as np
import pytest

from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence import EventLog
from cjwidgets.evidence.matching.placement import Placement
from cjwidgets.evidence.reduce import frames
from cjwidgets.evidence.reduce.frames import FrameEngine, kept
from evidence import sources
from evidence.reference import Event, ReferenceEngine
from evidence.test_engines import BASE, LOG, MINUTE, differences, made, same

# Ibis 12 calls what DuckDB 2 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
ROWS = [Event(1, BASE, "a", 0, "web"), Event(1, BASE + 1, "b", 1), Event(2, BASE, "a", 2)]
BACKENDS = list(sources.IN_PLACE)
NO_ROLES = {role: sources.ROLES[role] for role in ("customer", "time", "event")}


def source(backend: str, rows: list[Any]) -> Any:
    return sources.IN_PLACE[backend](rows)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("role", "value"),
    [
        ("customer", None),
        ("event", None),
        ("event", ""),
        ("event", " \t\n"),
        ("sequence", None),
    ],
)
def test_gaps_are_counted_and_refused(backend, role, value):
    rows = [*ROWS, *(replace(ROWS[0], **{role: value}) for _ in range(2))]
    with pytest.raises(DataError, match=rf"has no {role} in 2 of 5 rows\.") as caught:
        sources.in_place(source(backend, rows))
    assert repr(sources.ROLES[role]) in str(caught.value)


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_has_no_cost_costs_nothing(backend):
    rows = [replace(ROWS[0], cost=1.5)]
    rows += [replace(ROWS[0], sequence=n, cost=c) for n, c in enumerate([None, float("nan")], 1)]
    for found in (sources.in_place(source(backend, rows)), ReferenceEngine(rows[:2])):
        kinds = found.kinds()
        reached = found.reach(Placement(kinds, np.zeros(len(kinds), np.int32), ("A",)))
        assert reached.cost is not None
        assert reached.cost.tolist() == [1.5]
    assert sources.in_place(source(backend, rows)).profile(period=1, start=0).unpaid == 2


@pytest.mark.parametrize("backend", BACKENDS)
def test_an_infinite_cost_is_refused(backend):
    rows = [*ROWS, replace(ROWS[0], cost=float("-inf"))]
    with pytest.raises(DataError, match=r"has infinite cost in 1 of 4 rows\."):
        sources.in_place(source(backend, rows))


@pytest.mark.parametrize("backend", ["polars", "duckdb"])
def test_a_blank_may_be_any_space(backend):
    """On a warehouse through Ibis only the spaces that its own TRIM knows."""
    with pytest.raises(DataError, match="has no event in 1 of 4 rows"):
        sources.in_place(source(backend, [*ROWS, replace(ROWS[0], event="\u3000\u00a0")]))


@pytest.mark.parametrize("backend", BACKENDS)
def test_an_empty_log_is_refused(backend):
    native = source(backend, ROWS)
    if backend == "ibis":
        empty = native.filter(native[sources.ROLES["customer"]] < 0)
    elif backend == "duckdb":
        empty = native.limit(0)
    else:
        empty = native.head(0)
    with pytest.raises(DataError, match="The log is empty"):
        sources.in_place(empty)


@pytest.mark.parametrize("backend", BACKENDS)
def test_columns_that_do_not_fit(backend):
    native = source(backend, ROWS)
    name = sources.ROLES
    with pytest.raises(DataError, match=r"no column 'whos' for customer\. Did you mean"):
        frames.engine(native, {**NO_ROLES, "customer": "whos"})
    with pytest.raises(InputError, match="is named for both customer and event"):
        frames.engine(native, {**NO_ROLES, "event": name["customer"]})
    for column, kind in ((name["sequence"], "numbers"), (name["channel"], "text")):
        with pytest.raises(DataError, match=f"holds {kind}: expected datetimes") as caught:
            frames.engine(native, {**NO_ROLES, "time": column})
        assert column in caught.value.hint
    with pytest.raises(DataError, match="can't be the cost: it holds String, expected numbers"):
        frames.engine(native, {**NO_ROLES, "cost": name["channel"]})


def test_a_frame_in_memory_is_not_in_place():
    with pytest.raises(DataError, match="A DataFrame can't be reduced in place"):
        sources.in_place(sources.pandas_frame(ROWS))
    with pytest.raises(DataError, match="A str can't be reduced in place") as caught:
        EventLog("events.parquet", **NO_ROLES, in_place=True)
    assert "read_parquet" in caught.value.hint


@pytest.mark.parametrize("backend", BACKENDS)
def test_where_a_log_stays(backend):
    stays = [
        isinstance(EventLog(source(backend, ROWS), **NO_ROLES, **options).engine, FrameEngine)
        for options in ({}, {"in_place": True}, {"in_place": False})
    ]
    assert stays == [backend != "polars", True, False]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_times_that_are_numbers(backend, unit):
    """To the µs as in memory, before 1970 too; in nanoseconds, parts of one are cut off."""
    scale = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}[unit]
    seconds = [-2_000_000_001, -1, 0, 1_767_225_600, 4_000_000_000]
    numbers = [second * scale + scale // 1_000_001 * 987 for second in seconds]
    rows = [Event(i, BASE, "a", number, cost=float(number)) for i, number in enumerate(numbers)]
    for column in ("sequence", "cost"):
        roles = {**NO_ROLES, "time": sources.ROLES[column]}
        here = EventLog(source(backend, rows), **roles, time_unit=unit, in_place=True)
        memory = EventLog(sources.pandas_frame(rows), **roles, time_unit=unit)
        assert (here.first, here.last, here.zone) == (memory.first, memory.last, "UTC")
        here, memory = here.between("1960", "2030"), memory.between("1960", "2030")
        assert (here.first, here.last) == (memory.first, memory.last)


def test_numbers_that_are_no_times():
    rows = [Event(1, BASE, "a", 1_767_225_600_000)]
    roles = {**NO_ROLES, "time": sources.ROLES["sequence"]}
    with pytest.raises(DataError, match="no plausible number of seconds since 1970"):
        EventLog(source("duckdb", rows), **roles, time_unit="s")
    roles["time"] = sources.ROLES["channel"]
    texts = [replace(rows[0], channel="web")]
    with pytest.raises(DataError, match="holds text: expected datetimes"):
        EventLog(source("duckdb", texts), **roles, time_unit="s")


def test_a_preset_in_place():
    import duckdb

    relation = duckdb.sql(
        "SELECT * FROM (VALUES ('1.2', 1772352000000000, 'page_view'), "
        "('1.2', 1772352001000000, 'purchase')) "
        "t(user_pseudo_id, event_timestamp, event_name)"
    )
    log = EventLog(relation, preset="ga4")
    assert repr(log) == "EventLog(2 events, 1 customer, 2 event names, 2026-03-01 – 2026-03-01)"
    assert str(log.first) == "2026-03-01 08:00:00+00:00"


def test_polars_keeps_the_order_of_its_rows():
    """Without a sequence the rows decide, as in memory."""
    rows = [replace(row, sequence=0) for row in LOG]
    roles = {role: name for role, name in sources.ROLES.items() if role != "sequence"}
    in_place = frames.engine(sources.polars_frame(rows), roles)
    assert differences(in_place, ReferenceEngine(rows)) == []
    assert differences(EventLog(sources.pandas_frame(rows), **roles).engine, in_place) == []


def test_ties_of_a_database_always_have_the_same_order():
    rows = made(8, 30)
    order = np.random.default_rng(0).permutation(len(rows))
    engines = [
        frames.engine(
            sources.duckdb_relation(some), NO_ROLES | {"channel": sources.ROLES["channel"]}
        )
        for some in (rows, [rows[i] for i in order])
    ]
    assert engines[0].span().ties == ReferenceEngine(rows).span().ties > 0
    kinds = engines[0].kinds(("event", "channel"))
    placement = Placement(kinds, np.arange(len(kinds), dtype=np.int32) % 5, tuple("ABCDE"))
    for ask in (
        lambda e: e.pairs(placement),
        lambda e: e.paths(placement),
        lambda e: e.reach(placement),
        lambda e: e.joint(placement, placement, then=True),
    ):
        same(*(ask(engine) for engine in engines))


def test_zones_and_dates():
    import duckdb
    import polars as pl

    moment = dt.datetime(2026, 3, 29, 0, 30, 0, 123456)
    frame = pl.DataFrame({"who": [1], "what": ["a"], "at": [moment], "day": [moment.date()]})
    zoned = frame.lazy().with_columns(
        pl.col("at").dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/Berlin")
    )
    roles = {"customer": "who", "event": "what", "time": "at"}
    micros = int((moment - sources.EPOCH) / dt.timedelta(microseconds=1))
    midnight = micros - micros % 86_400_000_000
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'Asia/Kolkata'")
    relation = connection.sql(
        "SELECT 1 who, 'a' what, TIMESTAMPTZ '2026-03-29 00:30:00.123456+00' \"at\", "
        "DATE '2026-03-29' AS \"day\", TIMESTAMP_NS '2026-03-29 00:30:00.123456789' fine"
    )
    for native, zone in ((zoned, "Europe/Berlin"), (relation, "Asia/Kolkata")):
        engine = frames.engine(native, roles)
        assert (engine.span().first, engine.zone) == (micros, zone)
        days = frames.engine(native, {**roles, "time": "day"})
        assert (days.span().first, days.zone) == (midnight, None)
    assert frames.engine(relation, {**roles, "time": "fine"}).span().first == micros


# PySpark leaves its sockets to the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_spark_sources(spark):
    from pyspark.sql import functions as F  # noqa: N812 - as its manual names it

    gap = [*ROWS, replace(ROWS[0], event="\u3000"), replace(ROWS[0], event=None)]
    with pytest.raises(DataError, match="has no event in 2 of 5 rows"):
        sources.in_place(sources.spark_frame(gap, spark))
    native = sources.spark_frame(ROWS, spark)
    with pytest.raises(DataError, match="holds numbers: expected datetimes"):
        frames.engine(native, {**NO_ROLES, "time": sources.ROLES["sequence"]})
    moments = native.withColumn("moment", F.timestamp_micros(F.lit(BASE)))
    engine = frames.engine(moments, {**NO_ROLES, "time": "moment"})
    assert (engine.span().first, engine.zone) == (BASE, "Asia/Kolkata")
    part = engine.where("event", ("a",))
    del engine
    assert part.span().events == 2
    many = [Event(i % 7, BASE + i * MINUTE, f"page {i}", i) for i in range(60)]
    reference = ReferenceEngine(many)
    kinds = reference.kinds()
    names = Placement(kinds, np.arange(len(kinds), dtype=np.int32), tuple(kinds.table["event"]))
    same(sources.in_place(sources.spark_frame(many, spark)).reach(names), reference.reach(names))


@pytest.mark.parametrize(
    ("backend", "number"), [*((backend, 500) for backend in BACKENDS), ("duckdb", 10_000)]
)
def test_many_kinds_of_events(backend, number):
    """Texts are a table to join, not thousands of conditions."""
    rows = [
        Event(i % 50, BASE + i * MINUTE, f"page {i:05} 'é'", i, "web" if i % 3 else None)
        for i in range(number)
    ]
    reference = ReferenceEngine(rows)
    engine = sources.in_place(source(backend, rows))
    few = [(("event",), 3), (("event", "channel"), 3)] if number < 1000 else []
    for columns, size in ((("event",), number), *few):
        kinds = reference.kinds(columns)
        places = np.arange(len(kinds), dtype=np.int32) % (size + 1) - (size < number)
        placement = Placement(kinds, places, tuple(map(str, range(size + 1))))
        same(engine.reach(placement), reference.reach(placement))
        if size < number:
            same(
                engine.pairs(placement, customers=True), reference.pairs(placement, customers=True)
            )


def test_many_periods():
    """More moments at which rules begin or end than texts that stand in an expression."""
    rows = made(4, 20)
    reference = ReferenceEngine(rows)
    cuts = tuple(BASE + i * MINUTE // 8 for i in range(1, 70))
    kinds = reference.kinds(("event",), cuts)
    placement = Placement(kinds, kinds.table["period"].to_numpy(np.int32) % 7, tuple("ABCDEFG"))
    for backend in BACKENDS:
        same(sources.in_place(source(backend, rows)).reach(placement), reference.reach(placement))


def test_many_texts_and_none():
    """Events without a channel, or with a blank one, have a place of their own."""
    rows = [
        Event(i % 7, BASE + i * MINUTE, "ab"[i % 2], i, [f"shop {i}", None, " "][i % 3])
        for i in range(300)
    ]
    reference = ReferenceEngine(rows)
    for columns in (("channel",), ("event", "channel")):
        kinds = reference.kinds(columns)
        placement = Placement(
            kinds, np.arange(len(kinds), dtype=np.int32)[::-1] % 5, tuple("ABCDE")
        )
        for backend in BACKENDS:
            same(
                sources.in_place(source(backend, rows)).reach(placement), reference.reach(placement)
            )


def test_the_suite_has_every_kind_of_trouble():
    """Else equal numbers would say little."""
    span = ReferenceEngine(LOG).span()
    assert span.ties > 100
    assert span.first < 0
    assert any(row.channel is None for row in LOG)


def test_what_was_asked_for_last_is_kept_of_each_sort(monkeypatch):
    import polars as pl

    asked = []
    monkeypatch.setattr(kept.native, "persisted", lambda frame: frame)

    def ask(sort: str, key: str) -> None:
        def made() -> nw.LazyFrame:
            asked.append((sort, key))
            return nw.from_native(pl.LazyFrame({"key": [key]}))

        found = own.of(sort, key, made)
        assert found.collect()["key"].to_list() == [key]

    own = kept.Kept()
    for key in "abab":
        ask("visits", key)
    ask("moves", "a")
    assert asked == [("visits", "a"), ("visits", "b"), ("moves", "a")]
    ask("visits", "a")  # so that b is asked for least recently
    ask("visits", "c")
    ask("visits", "a")
    ask("visits", "b")
    assert asked[3:] == [("visits", "c"), ("visits", "b")]
