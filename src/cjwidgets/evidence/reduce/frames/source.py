"""Takes a log as it stands in a database and gives it the columns every reduction expects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.readers import times
from cjwidgets.evidence.readers.column_roles import check_present, check_roles
from cjwidgets.evidence.readers.encode import GAPS
from cjwidgets.evidence.reduce.frames import epochs, native, people
from cjwidgets.evidence.reduce.frames.codes import blank, count_if
from cjwidgets.evidence.reduce.frames.results import small
from cjwidgets.evidence.reduce.tables import AS_TIME_GOES, RowOrder
from cjwidgets.locale import counted

BOUND = {"duckdb": "DuckDB", "spark": "Spark"}
"""Libraries whose frames are of one connection, in one process."""
_REQUIRED = ("customer", "time", "event")
_NOT_TEXT = {"customer", "time", "sequence", "cost"}


@dataclass(frozen=True)
class Source:
    """A log in place, adapted.

    ``frame`` has ``customer`` (as it was), ``time`` (int64 µs UTC), the columns of `sequence`,
    ``cost`` (float64) if there is one, and a column of text for each role of `texts`.
    """

    frame: nw.LazyFrame
    backend: str
    texts: Mapping[str, str]
    sequence: tuple[str, ...]
    cost: bool
    zone: str | None
    shuffled: bool
    """Whether rows may come in another order every time, so that ties must be broken."""
    kept: Any = None
    """What must not be forgotten while parts of it are used."""
    row_order: RowOrder = AS_TIME_GOES
    watched: int | None = None
    """µs UTC until when the customers were watched, if that is later than the last event."""

    @property
    def rows(self) -> bool:
        """Whether the rows have an order, which counts where nothing else orders events."""
        return "row" in self.sequence

    @property
    def keeps(self) -> bool:
        """Whether the library keeps what it is asked to, and may be asked to."""
        return self.backend == "spark"

    def check_movable(self) -> None:
        """Refuse to be pickled where the events are of one process."""
        if name := BOUND.get(self.backend):
            raise InputError(
                f"A log whose events stay in {name} can't be pickled: they are there, not here.",
                hint="Read them, EventLog(…, in_place=False), or make the log where it is used.",
            )

    def filtered(self, *conditions: nw.Expr) -> Source:
        return replace(self, frame=self.frame.filter(*conditions))

    def of_customers(self, condition: nw.Expr) -> Source:
        """Keep all events of customers with an event that meets the condition."""
        who = self.frame.filter(condition).select("customer").unique()
        frame = self.frame.join(who, on="customer", how="semi")
        return replace(self, frame=frame, shuffled=True)

    def began(self, start: int | None, end: int | None) -> Source:
        """Keep all events of the customers whose first is in a period."""
        first = nw.col("first")
        who = self.frame.group_by("customer").agg(first=nw.col("time").min())
        conditions = [first >= start] if start is not None else []
        conditions += [first < end] if end is not None else []
        who = who.filter(*conditions).select("customer") if conditions else who.select("customer")
        frame = self.frame.join(who, on="customer", how="semi")
        return replace(self, frame=frame, shuffled=True)

    def newcomers(self, start: int, end: int, window: int, unseen: int) -> Source:
        """Keep the first ``window`` µs of the customers who came in a period."""
        time, last, first = nw.col("time"), nw.col("last"), nw.col("first")
        frame = self.frame.with_columns(last=time.shift(1).over("customer", order_by="time"))
        came = (time >= start) & (time < end) & (last.is_null() | (time - last >= unseen))
        frame = frame.with_columns(first=nw.when(came).then(time).min().over("customer"))
        kept = frame.filter(~first.is_null(), time >= first, time - first < window)
        return replace(self, frame=kept.drop("first", "last"), shuffled=True)


def adapt(
    source: Any,
    roles: Mapping[str, str],
    time_unit: str | None = None,
    unknown: tuple[str, ...] | None = None,
) -> Source:
    """Check a source by two queries and adapt it; see ``frames.engine``."""
    backend = native.backend_of(source)
    if backend is None:
        raise DataError(
            f"A {type(source).__name__} can't be reduced in place: expected a Polars LazyFrame, "
            "a DuckDB relation, a PySpark DataFrame or an Ibis table.",
            hint="Leave out in_place=True, or open it with such a library, e.g. "
            "duckdb.read_parquet(path).",
        )
    check_roles(roles)
    schema = nw.from_native(source).collect_schema()
    check_present(schema.names(), roles, "The log")
    dtypes = {role: schema[column] for role, column in roles.items()}
    # The unit of numbers; a preset states one even where the times have become datetimes.
    unit = time_unit if dtypes["time"].is_numeric() else None
    _check_types(source, roles, dtypes, backend, unit)
    texts = {role: f"text{i}" for i, role in enumerate(roles) if role not in _NOT_TEXT}
    names = {role: texts.get(role, role) for role in roles}
    renamed = {names[role]: column for role, column in roles.items()}
    narrow = nw.from_native(native.narrow(source, renamed, backend, epochs=unit is not None))
    if unit is not None:
        narrow = narrow.with_columns(time=epochs.micros(nw.col("time"), dtypes["time"], unit))
    if backend == "polars":
        narrow = nw.from_native(narrow.to_native().with_row_index("row"))
    if unknown:
        narrow = narrow.filter(~people.named(unknown, dtypes["customer"], backend))
    frame = narrow.with_columns(
        **{column: _text(nw.col(column), dtypes[role]) for role, column in texts.items()}
    )
    if "cost" in roles:
        frame = frame.with_columns(cost=_paid(dtypes["cost"]))
    ordering = {"sequence": "sequence" in roles, "row": backend == "polars"}
    sequence = tuple(name for name, there in ordering.items() if there)
    zone = "UTC" if unit else native.zone_of(source, roles["time"], dtypes["time"], backend)
    found = Source(frame, backend, texts, sequence, "cost" in roles, zone, shuffled=True)
    if backend == "spark":
        order = ["customer", "time", *sequence, *texts.values()]
        kept = native.arranged(frame.to_native(), order)
        found = replace(found, frame=nw.from_native(kept), shuffled=False, kept=kept)
    # What is kept is checked: so the source is read once.
    _check_rows(found.frame, roles, names, dtypes, backend, unit)
    if unknown is None:
        people.warn_of_nobody(found.frame, roles["customer"], dtypes["customer"], backend)
    return found


def _check_types(
    source: Any,
    roles: Mapping[str, str],
    dtypes: Mapping[str, Any],
    backend: str,
    unit: str | None,
) -> None:
    """Refuse what is no time or no number; what is empty throughout has no kind that says it."""
    for role in ("time", "sequence", "cost"):
        if role not in roles or (role == "time" and unit is not None):
            continue
        dtype = dtypes[role]
        if dtype == nw.Datetime or dtype == nw.Date if role == "time" else dtype.is_numeric():
            continue
        own = native.narrow(source, {"time": roles[role]}, backend, epochs=True)
        frame, column = nw.from_native(own), nw.col("time")
        gone = column.is_null()
        if dtype.is_float():
            gone = gone | column.is_nan()
        elif dtype == nw.String:
            gone = gone | blank(column, backend)
        row = small(frame.select(rows=nw.len(), gone=count_if(gone))).iloc[0]
        if not row["rows"] or row["rows"] > row["gone"]:
            (_check_time if role == "time" else _check_number)(dtype, role, roles[role], backend)
        elif role != "cost":
            raise _missing(roles[role], role, row["rows"], row["rows"])


def _missing(column: str, role: str, count: int, rows: int) -> DataError:
    what = "infinite" if role == "cost" else "no"
    return DataError(
        f"Column {column!r} has {what} {role} in {int(count):,} of {counted(int(rows), 'row')}.",
        hint=GAPS[role],
    )


def _paid(dtype: Any) -> nw.Expr:
    """Return the costs; of a column that is empty throughout, none."""
    if not dtype.is_numeric():
        return nw.lit(None, nw.Float64)
    paid = nw.col("cost").cast(nw.Float64)
    return nw.when(~paid.is_nan()).then(paid)


def _check_time(dtype: Any, role: str, column: str, backend: str) -> None:
    kind = "numbers" if dtype.is_numeric() or dtype == nw.Boolean else f"{dtype} values"
    kind = "text" if dtype == nw.String else kind
    raise DataError(
        f"Column {column!r} holds {kind}: expected datetimes.",
        hint=f"Convert it where it is, e.g. {native.conversion(backend, column, kind)}.",
    )


def _check_number(dtype: Any, role: str, column: str, backend: str) -> None:
    raise DataError(
        f"Column {column!r} can't be the {role}: it holds {dtype}, expected numbers.",
        hint="Convert it where it is.",
    )


def _check_rows(
    frame: nw.LazyFrame,
    roles: Mapping[str, str],
    names: Mapping[str, str],
    dtypes: Mapping[str, Any],
    backend: str,
    unit: str | None,
) -> None:
    """Count what is missing, by one query over all rows."""
    checked = [role for role in (*_REQUIRED, "sequence", "cost") if role in roles]
    missing: dict[str, nw.Expr] = {}
    for role in checked:
        column = nw.col(names[role])
        gone = column.is_null()
        if dtypes[role] == nw.String and role != "cost":
            gone = gone | blank(column, backend)
        elif role == "cost":
            # Money is on some events only: where there is none, nothing was paid.
            gone = column.abs() == float("inf")
        elif role not in ("time", "event") and dtypes[role].is_float():
            gone = gone | (~gone & ~column.is_finite())
        missing[role] = count_if(gone)
    ends = {"low": nw.col("time").min(), "high": nw.col("time").max()}
    row = small(frame.select(rows=nw.len(), **missing, **ends)).iloc[0]
    if not row["rows"]:
        raise DataError(
            "The log is empty: it has no rows.", hint="Check the filter that made the frame."
        )
    for role in checked:
        if row[role]:
            raise _missing(roles[role], role, row[role], row["rows"])
    low, high = int(row["low"]), int(row["high"])
    if unit is not None:
        epochs.check(low, high, roles["time"], unit)
    times.check_years(low, high, roles["time"])


def _text(column: nw.Expr, dtype: Any) -> nw.Expr:
    if dtype == nw.String:
        return column
    if dtype == nw.Boolean:  # as Python writes them, not as SQL does
        return nw.when(column).then(nw.lit("True")).when(~column).then(nw.lit("False"))
    if dtype.is_float():  # what is no number is no name
        column = nw.when(~column.is_nan()).then(column)
    return column.cast(nw.String)
