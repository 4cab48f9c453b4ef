"""One log as every kind of frame a log may come in, under column names made to confuse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd

from cjwidgets.evidence import EventLog
from cjwidgets.evidence.reduce.engine import Engine
from cjwidgets.evidence.reduce.frames import engine
from evidence.reference import Event

ROLES = {
    "customer": "who's",
    "time": "at.local",
    "event": 'what "really"',
    "sequence": "no `1`",
    "channel": "渠道",
    "segment": "^seg.*$",
    "device": "on; --",
    "cost": "paid €",
}
TYPES = {
    "customer": "BIGINT",
    "time": "TIMESTAMP",
    "event": "VARCHAR",
    "sequence": "BIGINT",
    "channel": "VARCHAR",
    "segment": "VARCHAR",
    "device": "VARCHAR",
    "cost": "DOUBLE",
}
EPOCH = dt.datetime(1970, 1, 1)


def moment(micros: int) -> dt.datetime:
    return EPOCH + dt.timedelta(microseconds=micros)


def rows_of(events: list[Event]) -> list[tuple[Any, ...]]:
    return [
        tuple(moment(event.time) if role == "time" else getattr(event, role) for role in ROLES)
        for event in events
    ]


def pandas_frame(events: list[Event]) -> pd.DataFrame:
    columns = zip(*rows_of(events), strict=True)
    frame = pd.DataFrame(
        {
            name: pd.Series(values, dtype=object if TYPES[role] == "VARCHAR" else None)
            for (role, name), values in zip(ROLES.items(), columns, strict=True)
        }
    )
    return frame


def polars_frame(events: list[Event]) -> Any:
    import polars as pl

    types = {
        "BIGINT": pl.Int64,
        "TIMESTAMP": pl.Datetime("us"),
        "VARCHAR": pl.String,
        "DOUBLE": pl.Float64,
    }
    schema = {name: types[TYPES[role]] for role, name in ROLES.items()}
    return pl.LazyFrame(rows_of(events), schema=schema, orient="row")


def duckdb_table(events: list[Event], connection: Any) -> None:
    columns = ", ".join(
        '"{}" {}'.format(name.replace('"', '""'), TYPES[role]) for role, name in ROLES.items()
    )
    connection.execute(f"CREATE TABLE log ({columns})")
    holes = ", ".join("?" * len(ROLES))
    connection.executemany(f"INSERT INTO log VALUES ({holes})", rows_of(events))


def duckdb_relation(events: list[Event]) -> Any:
    import duckdb

    connection = duckdb.connect()
    duckdb_table(events, connection)
    return connection.table("log")


def ibis_table(events: list[Event]) -> Any:
    import ibis

    backend = ibis.duckdb.connect()
    duckdb_table(events, backend.con)
    return backend.table("log")


def spark_frame(events: list[Event], spark: Any) -> Any:
    types = {"TIMESTAMP": "timestamp_ntz", "VARCHAR": "string"}
    schema = ", ".join(
        "`{}` {}".format(name.replace("`", "``"), types.get(TYPES[role], TYPES[role].lower()))
        for role, name in ROLES.items()
    )
    return spark.createDataFrame(rows_of(events), schema)


IN_PLACE: dict[str, Callable[[list[Event]], Any]] = {
    "polars": polars_frame,
    "duckdb": duckdb_relation,
    "ibis": ibis_table,
}


def arrays(events: list[Event]) -> Engine:
    return EventLog(pandas_frame(events), **ROLES).engine


def in_place(source: Any) -> Engine:
    return engine(source, ROLES)
